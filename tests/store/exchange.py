"""Articles, records and short cuts that the export and import tests share."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from newsview.store.annotations import Annotations
from newsview.store.formats.newsview_json import (
    ExportReport,
    ImportReport,
    export_json,
    import_json,
)
from newsview.store.model import (
    DEFAULT_LABELS,
    Anchor,
    Article,
    ArticleRecord,
    Block,
    Entity,
    Evidence,
    Fact,
    Mention,
    Record,
    Value,
    sha256_of,
)
from newsview.store.steps import put

TEXT = "Il caffè Aurora apre a Bari 🎉\r\nL’azienda investe 3,5 milioni di euro.\r\nLeggi anche\r\n"
AT = "2026-11-22T05:20:00Z"


def article_of(text: str = TEXT, source: str = "economia/aurora.txt") -> Article:
    """An article with a title, a day and blocks."""
    first = text.find("\n") + 1 or len(text)
    return Article(
        source=source,
        text=text,
        sha256=sha256_of(text),
        title="Il caffè Aurora apre a Bari",
        published="2026-11-20",
        language="it",
        blocks=(Block(0, first, "title"), Block(first, len(text), "body")),
    )


ARTICLE = article_of()


def mention(text: str = "Aurora", key: str = "M1", **fields: Any) -> Mention:
    """An accepted mention on the first place where ``text`` stands."""
    start = fields.pop("start", TEXT.find(text))
    given = {
        "id": key,
        "article": ARTICLE.sha256,
        "start": start,
        "end": start + len(text),
        "text": text,
        "label": "ORG",
        "status": "accepted",
        "origin": "model",
        "score": 0.93,
        "pipeline": "prova 1.0",
        "annotator": "anna",
        "created": AT,
        "updated": AT,
    }
    return Mention(**given | fields)


def evidence(text: str) -> Evidence:
    """The first place where a text stands."""
    start = TEXT.index(text)
    return Evidence(start, start + len(text), text)


def anchor(text: str, entity: str | None = None) -> Anchor:
    """An anchor on the first place where a text stands."""
    start = TEXT.index(text)
    return Anchor(text, start, start + len(text), entity)


def fact(key: str = "F1", **fields: Any) -> Fact:
    """An accepted fact with a value and evidence."""
    given = {
        "id": key,
        "article": ARTICLE.sha256,
        "kind": "figure",
        "subject": anchor("L’azienda", "E1"),
        "predicate": "investe",
        "object": anchor("3,5 milioni di euro"),
        "value": Value(3_500_000, "EUR"),
        "evidence": (evidence("L’azienda investe 3,5 milioni di euro."),),
        "status": "accepted",
        "origin": "rule",
        "annotator": "anna",
        "created": AT,
        "updated": AT,
    }
    return Fact(**given | fields)


def about(article: Article = ARTICLE, **fields: Any) -> ArticleRecord:
    """What somebody said of an article as a whole."""
    return ArticleRecord(id=article.sha256, source=article.source, **fields)


ENTITY = Entity(id="E1", name="Caffè Aurora", aliases=("Aurora",), label="ORG", created=AT)


def keep(annotations: Annotations, *records: Record) -> None:
    """Put records into an annotations file."""
    annotations.apply([put(None, record) for record in records])


def exported(
    annotations: Annotations, articles: Iterable[Article] = (ARTICLE,), **options: Any
) -> bytes:
    """The export's bytes, at a fixed time."""
    given = {"labels": DEFAULT_LABELS, "exported_at": AT, "generator": "newsview test"}
    return b"".join(export_json(annotations, articles, **given | options))


def exported_article(annotations: Annotations, **options: Any) -> dict[str, Any]:
    """The one article of an export, read back."""
    (article,) = json.loads(exported(annotations, **options))["articles"]
    assert isinstance(article, dict)
    return article


def imported(
    data: bytes | dict[str, Any] | Path, annotations: Annotations, *corpus: Article
) -> ImportReport:
    """What an import reports, with these articles at hand."""
    source = json.dumps(data).encode() if isinstance(data, dict) else data
    known = {article.sha256: article for article in corpus}
    return import_json(source, annotations, find_article=known.get)


__all__ = [
    "ARTICLE",
    "AT",
    "ENTITY",
    "TEXT",
    "ExportReport",
    "about",
    "anchor",
    "article_of",
    "evidence",
    "exported",
    "exported_article",
    "fact",
    "imported",
    "keep",
    "mention",
]
