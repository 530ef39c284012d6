"""Changes to tables as the journal keeps them, and the tables they are applied to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Row = dict[str, Any]
"""One document, as decoded from JSON."""

Rows = dict[str, Row]
"""A table: documents by TinyDB's document id, which is a string in the file."""

Tables = dict[str, Rows]
"""A whole file: tables by name."""


@dataclass(frozen=True, slots=True)
class TableChange:
    """What becomes of one table: cleared or not, then documents dropped, then documents put.

    ``put`` holds whole documents as they are afterwards, so that applying a change twice is the
    same as applying it once.
    """

    table: str
    put: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    drop: Sequence[str] = ()
    clear: bool = False

    @property
    def says_something(self) -> bool:
        """Whether it does more than make an empty table."""
        return bool(self.put or self.drop or self.clear)

    def record(self) -> dict[str, Any]:
        """The JSON form; parts that say nothing are left out."""
        record: dict[str, Any] = {"table": self.table}
        if self.clear:
            record["clear"] = True
        if self.drop:
            record["drop"] = list(self.drop)
        if self.put:
            record["put"] = dict(self.put)
        return record


class Move(NamedTuple):
    """One document before and after a change; None on the side where it is not there."""

    table: str
    document_id: str
    old: Row | None
    new: Row | None


class State:
    """The tables in memory. Documents are replaced, never changed in place."""

    def __init__(self, tables: Tables | None = None) -> None:
        self.tables: Tables = {} if tables is None else tables
        self._highest: dict[str, int] = {}

    def rows(self, table: str) -> Rows:
        """The live documents of a table, to be read only; empty if there is no such table."""
        return self.tables.get(table, {})

    def highest_id(self, table: str) -> int:
        """The highest whole-number document id that the table has had; 0 if none."""
        if table not in self._highest:
            self._highest[table] = max(map(_number, self.rows(table)), default=0)
        return self._highest[table]

    def apply(self, records: Iterable[dict[str, Any]]) -> list[Move]:
        """Apply changes in their JSON form, whose documents are taken over, and say what moved.

        Raises KeyError, TypeError, AttributeError or ValueError if a record is of another shape.
        """
        moves: list[Move] = []
        for record in records:
            table = record["table"]
            rows = self.tables.setdefault(table, {})
            highest = self.highest_id(table)
            if record.get("clear"):
                moves += [Move(table, name, row, None) for name, row in rows.items()]
                rows.clear()
                highest = 0
            for document_id in record.get("drop", ()):
                old = rows.pop(document_id, None)
                if old is not None:
                    moves.append(Move(table, document_id, old, None))
            put = record.get("put")
            if put:
                moves += [Move(table, name, rows.get(name), row) for name, row in put.items()]
                rows.update(put)
                highest = max(highest, *map(_number, put))
            self._highest[table] = highest
        return moves


def _number(document_id: str) -> int:
    """A document id as a number; 0 for an id that is none (TinyDB lets programs choose them)."""
    return int(document_id) if document_id.isascii() and document_id.isdecimal() else 0
