"""Small records for tests of what is kept."""

from __future__ import annotations

from newsview.store.model import ArticleRecord, Mention
from newsview.store.steps import Change, put

AT = "2026-11-22T05:20:00Z"


def mention(number: int, article: str = "a" * 64, note: str | None = None) -> Mention:
    """A mention that its number tells from others."""
    return Mention(
        id=f"M{number:06}", article=article, start=number, end=number + 3, text=f"t{number}",
        label="ORG", status="accepted", origin="person", note=note, annotator="anna",
        created=AT, updated=AT,
    )  # fmt: skip


def record(article: str = "a" * 64) -> ArticleRecord:
    """What was said of an article."""
    return ArticleRecord(id=article, source="a.txt", status="doing", created=AT, updated=AT)


def added(number: int, article: str = "a" * 64, note: str | None = None) -> Change:
    """The change that adds a mention."""
    return put(None, mention(number, article, note))
