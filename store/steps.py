"""A step: one thing a person did, as the records it changed, so that it can be undone.

A step holds each record before and after. Undoing writes the ``before`` side back, redoing the
``after`` side; a bulk decision over forty mentions is one step of forty changes.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from newsview.store.model import ArticleRecord, Entity, Fact, Mention, Record

Table = Literal["articles", "mentions", "facts", "entities"]

TABLE_OF: dict[type, Table] = {
    ArticleRecord: "articles",
    Mention: "mentions",
    Fact: "facts",
    Entity: "entities",
}
"""Which table a record of each kind is kept in."""


class Change(msgspec.Struct, frozen=True):
    """One record before and after; None on a side means that it is not kept there."""

    table: Table
    id: str
    before: Record | None
    after: Record | None

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


def put(before: Record | None, after: Record | None) -> Change:
    """The change from one side of a record to the other; at least one side is given."""
    record = after if after is not None else before
    if record is None:
        raise ValueError("a change needs a record on one side")
    return Change(TABLE_OF[type(record)], record.id, before, after)
