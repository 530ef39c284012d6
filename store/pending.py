"""The changes of one step, gathered as documents before any of them is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from newsview.store.convert import TYPE_OF, to_document, unknown_fields
from newsview.store.journal import JournalStorage, TableChange
from newsview.store.record_index import RecordIndex
from newsview.store.steps import Change, Table

Document = dict[str, Any]


class LostFields:
    """Fields unknown here of documents that were removed, for when a step is undone."""

    def __init__(self) -> None:
        self._of: dict[tuple[Table, str], Document] = {}

    def keep(self, table: Table, document: Document) -> None:
        """Remember what the record of a document that goes does not hold."""
        fields = unknown_fields(document, TYPE_OF[table])
        if fields:
            self._of[table, document["id"]] = fields

    def get(self, table: Table, record_id: str) -> Document | None:
        """What a removed record's document held besides; None if nothing."""
        return self._of.get((table, record_id))


class PendingStep:
    """What a step makes of the documents. Nothing is changed until it is committed and settled."""

    def __init__(
        self, storage: JournalStorage, index: Callable[[Table], RecordIndex], lost: LostFields
    ) -> None:
        self._storage = storage
        self._index = index
        self._lost = lost
        self._after: dict[Table, dict[str, Document | None]] = {}
        self._new_ids: dict[tuple[Table, str], str] = {}
        self._last_ids: dict[Table, int] = {}

    def take(self, change: Change) -> None:
        """Add a change; a later one of the same record prevails. Raises ValueError if it is odd."""
        table, record = change.table, change.after
        document_id = self._index(table).find(change.id) or self._new_ids.get((table, change.id))
        if record is None:
            if document_id is not None:
                self._after.setdefault(table, {})[document_id] = None
            return
        if type(record) is not TYPE_OF[table] or record.id != change.id:
            raise ValueError(f"{change.id} of {table} cannot become {record.id!r}: {type(record)}")
        if document_id is None:
            document_id = self._new_id(table, change.id)
        after = self._after.setdefault(table, {})
        stored = (
            after.get(document_id)
            or self._storage.rows(table).get(document_id)
            or self._lost.get(table, change.id)
        )
        after[document_id] = to_document(record, stored)

    def _new_id(self, table: Table, record_id: str) -> str:
        last = self._last_ids.get(table) or self._storage.highest_id(table)
        self._last_ids[table] = last + 1
        document_id = self._new_ids[table, record_id] = str(last + 1)
        return document_id

    def table_changes(self) -> list[TableChange]:
        """What is to be committed; empty if the step changes nothing."""
        changes = []
        for table, documents in self._after.items():
            rows = self._storage.rows(table)
            put = {name: document for name, document in documents.items() if document is not None}
            drop = [name for name, document in documents.items() if document is None]
            drop = [name for name in self._with_shadowed(table, drop) if name in rows]
            if put or drop:
                changes.append(TableChange(table, put=put, drop=drop))
        return changes

    def _with_shadowed(self, table: Table, names: list[str]) -> Iterator[str]:
        """Those documents with others that have the same record id, lest one come to light."""
        rows = self._storage.rows(table)
        for name in names:
            yield name
            if name in rows:
                yield from self._index(table).shadowed_by(rows[name]["id"])

    def commit(self, write: Callable[[list[TableChange]], None]) -> None:
        """Write the step by ``write``, which raises if it cannot, and only then index it."""
        changes = self.table_changes()
        if not changes:
            return
        indexes = {table: self._index(table) for table in self._after}
        before = {
            table: {name: self._storage.rows(table).get(name) for name in documents}
            for table, documents in self._after.items()
        }
        write(changes)
        for table, index in indexes.items():
            rows = self._storage.rows(table)
            for name, old in before[table].items():
                if name in rows:
                    index.replace(name, old, rows[name])
                elif old is not None:
                    index.remove(name, old)
                    self._lost.keep(table, old)
