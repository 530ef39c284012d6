"""What other processes changed in the annotations file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from newsview.store.convert import TYPE_OF, to_record
from newsview.store.journal import Move
from newsview.store.model import ArticleRecord, Fact, Mention, Record
from newsview.store.steps import Change, Table

MANY = 2000
"""From how many documents on it is not told one by one."""


class News(msgspec.Struct, frozen=True):
    """What others did. ``changes`` are the records one by one, in the order of the changes."""

    changes: tuple[Change, ...] = ()
    everything: bool = False
    """Whether so much may be different that it is not told one by one."""

    @property
    def articles(self) -> frozenset[str]:
        """The articles that were touched, by SHA-256."""
        sides = (record for c in self.changes for record in (c.before, c.after))
        return frozenset(filter(None, map(article_of, sides)))


def article_of(record: Record | None) -> str | None:
    """The article that a record belongs to; an entity belongs to none."""
    if isinstance(record, ArticleRecord):
        return record.id
    return record.article if isinstance(record, Mention | Fact) else None


def gathered(moves: Sequence[Move] | None) -> News | None:
    """The news that these moves are; None if they are none."""
    if moves is None or len(moves) > MANY:
        return News(everything=True)
    if not moves:
        return None
    changes = []
    for move in moves:
        if move.table in TYPE_OF:
            table = move.table
            before, after = _record(table, move.old), _record(table, move.new)
            known = after or before
            if known is not None:
                changes.append(Change(table, known.id, before, after))
    return News(tuple(changes))


def _record(table: Table, document: Mapping[str, Any] | None) -> Record | None:
    if document is None:
        return None
    try:
        return to_record(document, TYPE_OF[table])  # type: ignore[type-var]
    except msgspec.ValidationError:
        return None
