"""Between records and the plain documents that they are kept as in TinyDB."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec

from newsview.store.model import (
    ArticleRecord,
    ArticleText,
    Distinction,
    Entity,
    Fact,
    Mention,
    Record,
)
from newsview.store.steps import Table
from newsview.store.unknown import gathered, has_unknown, laid_over, spread

TYPE_OF: dict[Table, type[Record]] = {
    "articles": ArticleRecord,
    "mentions": Mention,
    "facts": Fact,
    "entities": Entity,
    "distinctions": Distinction,
    "texts": ArticleText,
}
"""Which kind of record each table keeps."""

R = TypeVar("R", ArticleRecord, Mention, Fact, Entity, Distinction, ArticleText)


def to_document(record: Record, stored: Mapping[str, Any] | None) -> dict[str, Any]:
    """The document of a record, over the one that is stored so that fields unknown here stay."""
    known: dict[str, Any] = msgspec.to_builtins(record)
    spread(known)
    return known if stored is None else laid_over(known, stored, type(record))


def to_record(document: Mapping[str, Any], kind: type[R]) -> R:
    """The record of a document. Raises msgspec.ValidationError if it is none of that kind."""
    return msgspec.convert(_readable(document, kind), kind)


def to_records(documents: Iterable[Mapping[str, Any]], kind: type[R]) -> list[R]:
    """The records of several documents. Raises msgspec.ValidationError."""
    readable = [_readable(document, kind) for document in documents]
    return msgspec.convert(readable, list[kind])  # type: ignore[valid-type]


def with_unknown_of(before: Record, record: Record) -> Record:
    """The record with what is unknown here of the one that it takes the place of."""
    document = to_document(record, to_document(before, None))
    return to_record(document, type(record))  # type: ignore[type-var]


def _readable(document: Mapping[str, Any], kind: type[Record]) -> Mapping[str, Any]:
    """The document with what is unknown here where the record has it."""
    if not has_unknown(document, kind):
        return document
    readable: Mapping[str, Any] = gathered(document, kind)[0]
    return readable


def position(record: Mention | Fact) -> tuple[float, float]:
    """Where to sort a record among those of its article: by start, longer ones first.

    A fact stands where its first evidence does, else where its subject or object does, else last.
    """
    if isinstance(record, Mention):
        return record.start, -record.end
    spans = [(e.start, e.end) for e in record.evidence] or [
        (anchor.start, anchor.end)
        for anchor in (record.subject, record.object)
        if anchor is not None and anchor.start is not None and anchor.end is not None
    ]
    if not spans:
        return float("inf"), 0
    start, end = min(spans)
    return start, -end
