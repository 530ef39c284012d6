"""A step: one thing a person did, as the records it changed, so that it can be undone.

A step holds each record before and after. Undoing writes the ``before`` side back, redoing the
``after`` side; a bulk decision over forty mentions is one step of forty changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec
from msgspec.structs import replace

from newsview.store.model import (
    ArticleRecord,
    ArticleText,
    Distinction,
    Entity,
    Fact,
    Mention,
    Record,
)

Table = Literal["articles", "mentions", "facts", "entities", "distinctions", "texts"]

TABLE_OF: dict[type, Table] = {
    ArticleRecord: "articles",
    Mention: "mentions",
    Fact: "facts",
    Entity: "entities",
    Distinction: "distinctions",
    ArticleText: "texts",
}
"""Which table a record of each kind is kept in."""


class Change(msgspec.Struct, frozen=True):
    """One record before and after; None on a side means that it is not kept there.

    ``of`` is the suggestion that a new record was decided from, which is kept nowhere.
    """

    table: Table
    id: str
    before: Record | None
    after: Record | None
    of: Mention | Fact | None = None

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.table, self.id, self.after, self.before)


class Step(msgspec.Struct, frozen=True):
    """What one key did: a short sentence for the status line, and the changes it made.

    ``article`` is the SHA-256 of the article it was done in, or None.
    """

    said: str
    changes: tuple[Change, ...]
    article: str | None = None

    def inverse(self) -> Step:
        """The step that undoes this one: changes taken back in reverse order."""
        return Step(self.said, tuple(c.inverse() for c in reversed(self.changes)), self.article)


def combined(steps: Iterable[Step]) -> tuple[Change, ...]:
    """The changes of steps that were each made on top of the one before, one for each record."""
    changes: dict[tuple[Table, str], Change] = {}
    for change in (change for step in steps for change in step.changes):
        key = (change.table, change.id)
        earlier = changes.get(key)
        if earlier is not None:
            change = replace(change, before=earlier.before, of=earlier.of)
        changes[key] = change
    return tuple(changes.values())


def put(before: Record | None, after: Record | None, of: Mention | Fact | None = None) -> Change:
    """The change from one side of a record to the other; at least one side is given."""
    record = after if after is not None else before
    if record is None:
        raise ValueError("a change needs a record on one side")
    return Change(TABLE_OF[type(record)], record.id, before, after, of)
