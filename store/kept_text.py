"""The text that annotations were made on, kept with them for when the file in the corpus changes.

Without it nothing but a quote would tell where an annotation was. One compressed copy an article
takes less than a context of its own for each mention and evidence (see ``docs/store.md``).
"""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import Protocol

from newsview.store.model import Article, ArticleRecord, ArticleText, Record, now, sha256_of
from newsview.store.steps import Table


class Kept(Protocol):
    """What is needed of an annotations file."""

    def article(self, sha256: str) -> ArticleRecord | None:
        """What was said of an article as a whole."""

    def get(self, table: Table, record_id: str) -> Record | None:
        """A record by its id."""


MOST_KEPT = 200_000
"""Texts of more code points than this are not kept: compressing them would be felt at a key."""


def packed(text: str) -> ArticleText | None:
    """The record of a text; None if it is too long to be kept."""
    if len(text) > MOST_KEPT:
        return None
    raw = zlib.compress(text.encode("utf-8", "surrogatepass"))
    return ArticleText(id=sha256_of(text), packed=base64.b64encode(raw).decode("ascii"))


def beside_of(article: Article, kept: Kept, annotator: str) -> list[Record]:
    """What is kept with an annotation of an article, and is not yet: its text and its record."""
    beside: list[Record] = []
    if kept.get("texts", article.sha256) is None:
        text = packed(article.text)
        beside += [text] if text is not None else []
    if kept.article(article.sha256) is None:
        at = now()
        beside.append(
            ArticleRecord(
                id=article.sha256, source=article.source, status="doing",
                annotator=annotator, created=at, updated=at,
            )
        )  # fmt: skip
    return beside


def unpacked(record: ArticleText) -> str | None:
    """The text of a record; None if it is not the one that the record's id names."""
    try:
        raw = base64.b64decode(record.packed, validate=True)
        unpacking = zlib.decompressobj()
        # What unpacks to more than any text that is kept was not made here.
        text = unpacking.decompress(raw, 4 * MOST_KEPT).decode("utf-8", "surrogatepass")
    except (binascii.Error, zlib.error, UnicodeDecodeError, ValueError):
        return None
    return text if sha256_of(text) == record.id else None
