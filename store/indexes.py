"""The indexes of all tables, kept in step with the documents whoever changes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import msgspec

from newsview.store.convert import TYPE_OF, to_record
from newsview.store.journal import JournalStorage, Move
from newsview.store.plain_words import why_no_record
from newsview.store.record_index import RecordIndex
from newsview.store.steps import Table

TABLES: tuple[Table, ...] = get_args(Table)


class Indexes:
    """One index for each table. Documents that are no record of their kind are in none."""

    def __init__(self, storage: JournalStorage) -> None:
        self._storage = storage
        self.unreadable: list[tuple[str, str]] = []
        """The table of each document that could not be read when all were, and why."""
        self.twice = 0
        """How many documents had an id that a later one has, too."""
        self.rebuild()

    def __getitem__(self, table: Table) -> RecordIndex:
        return self._of[table]

    def __len__(self) -> int:
        return sum(map(len, self._of.values()))

    def rebuild(self) -> None:
        """Derive all indexes from the tables."""
        self._of: dict[Table, RecordIndex] = {}
        self.unreadable, self.twice = [], 0
        for table in TABLES:
            by = "source" if table == "articles" else "article"
            index = self._of[table] = RecordIndex(by)
            rows = self._storage.rows(table)
            for document_id, document in rows.items():
                try:
                    to_record(document, TYPE_OF[table])  # type: ignore[type-var]
                except msgspec.ValidationError as error:
                    self.unreadable.append((table, why_no_record(error)))
                    continue
                earlier = index.find(document["id"])
                if earlier is not None:
                    index.shadow(earlier, rows[earlier])
                    self.twice += 1
                index.add(document_id, document)

    def take(self, moves: Sequence[Move] | None) -> None:
        """Follow documents that moved; None: all may have."""
        if moves is None or not all(map(self._follow, moves)):
            self.rebuild()

    def _follow(self, move: Move) -> bool:
        """Follow one document; False if that cannot be told from it alone."""
        index = self._of.get(move.table)  # type: ignore[call-overload]
        if index is None:
            return True
        was = move.old["id"] if _is_indexed(index, move) else None  # type: ignore[index]
        if was is None and move.old is not None:
            return False  # it was hidden by another one with its id, or was no record
        if move.new is None:
            assert move.old is not None
            if index.shadowed_by(str(was)):
                return False
            index.remove(move.document_id, move.old)
            return True
        try:
            to_record(move.new, TYPE_OF[move.table])  # type: ignore[index, type-var]
        except msgspec.ValidationError:
            return False
        becomes = move.new["id"]
        if index.find(becomes) not in (None, move.document_id) or was not in (None, becomes):
            return False
        index.replace(move.document_id, move.old, move.new)
        return True


def _is_indexed(index: RecordIndex, move: Move) -> bool:
    if move.old is None:
        return False
    record_id = move.old.get("id")
    return isinstance(record_id, str) and index.find(record_id) == move.document_id
