"""The changes of one step, gathered as documents before any of them is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from newsview.store.convert import TYPE_OF, to_document, to_record
from newsview.store.field_merge import Conflict, merge
from newsview.store.indexes import Indexes
from newsview.store.journal import JournalStorage, TableChange
from newsview.store.journal.codec import plain
from newsview.store.model import Record
from newsview.store.steps import TABLE_OF, Change, Table
from newsview.store.told import Difference

Document = dict[str, Any]

_OF_ARTICLES: tuple[Table, ...] = ("mentions", "facts")


class PendingStep:
    """What a step makes of the documents. Nothing is changed until it is committed.

    ``yielding``: what others changed since stays as they left it; see ``field_merge.merge``.
    """

    def __init__(
        self,
        storage: JournalStorage,
        indexes: Indexes,
        *,
        yielding: bool,
    ) -> None:
        self._storage = storage
        self._indexes = indexes
        self._yielding = yielding
        self._after: dict[Table, dict[str, Document | None]] = {}
        self._document_ids: dict[tuple[Table, str], str] = {}
        self._last_ids: dict[Table, int] = {}
        self._beside: set[tuple[Table, str]] = set()
        self._differences: list[Difference] | None = None
        self.conflicts: list[Conflict] = []
        """Where the step met what others changed."""

    def take(self, change: Change) -> None:
        """Add a change; a later one of the same record prevails. Raises ValueError if it is odd."""
        table, record = change.table, change.after
        if record is not None and (type(record) is not TYPE_OF[table] or record.id != change.id):
            raise ValueError(f"{change.id} of {table} cannot become {record.id!r}: {type(record)}")
        document_id = self._document_id(table, change.id)
        stored = self._now(table, document_id) if document_id is not None else None
        merged = merge(change, stored, yielding=self._yielding)
        self.conflicts += merged.conflicts
        if merged.after is None and stored is None:
            return
        if document_id is None:
            document_id = self._new_id(table, change.id)
        self._after.setdefault(table, {})[document_id] = merged.after

    def keep_beside(self, records: Iterable[Record]) -> None:
        """Keep what belongs to no step, unless it is kept: after the changes were taken."""
        for record in records:
            table = TABLE_OF[type(record)]
            document_id = self._document_id(table, record.id)
            if document_id is None:
                document_id = self._new_id(table, record.id)
            elif self._now(table, document_id) is not None:
                continue
            self._beside.add((table, record.id))
            self._after.setdefault(table, {})[document_id] = plain(to_document(record, None))

    def keep_articles(self) -> None:
        """Let no article's record or text go while anything is kept of it.

        Whoever takes the last annotation that they know of away from a text does not know what
        others are just adding; without the record nobody would find it. After all else.
        """
        for table in ("articles", "texts"):
            for document_id, document in self._after.get(table, {}).items():
                stored = self._storage.rows(table).get(document_id)
                if document is None and stored is not None and self._is_annotated(stored["id"]):
                    self._after[table][document_id] = dict(stored)

    def keep_begun(self) -> None:
        """Let an article that is begun stay so where nothing else of the step is taken back."""
        changed = {table for table, _, _, _ in self._differing()}
        asked = {table for table, _ in self._document_ids}
        if self._yielding and changed == {"articles"} != asked:
            del self._after["articles"]

    def _is_annotated(self, sha256: str) -> bool:
        for table in _OF_ARTICLES:
            pending = self._after.get(table, {})
            if any(one is not None and one["article"] == sha256 for one in pending.values()):
                return True
            if not pending.keys() >= set(self._indexes[table].of(sha256)):
                return True
        return False

    def _document_id(self, table: Table, record_id: str) -> str | None:
        key = (table, record_id)
        found = self._document_ids.get(key) or self._indexes[table].find(record_id)
        if found is not None:
            self._document_ids[key] = found
        return found

    def _now(self, table: Table, document_id: str) -> Mapping[str, Any] | None:
        pending = self._after.get(table, {})
        if document_id in pending:
            return pending[document_id]
        return self._storage.rows(table).get(document_id)

    def _new_id(self, table: Table, record_id: str) -> str:
        last = self._last_ids.get(table) or self._storage.highest_id(table)
        self._last_ids[table] = last + 1
        document_id = self._document_ids[table, record_id] = str(last + 1)
        return document_id

    def table_changes(self) -> list[TableChange]:
        """What is to be committed; empty if the step changes nothing."""
        changes = []
        for table, documents in self._after.items():
            rows = self._storage.rows(table)
            put = {
                name: document
                for name, document in documents.items()
                if document is not None and document != rows.get(name)
            }
            drop = [name for name, document in documents.items() if document is None]
            drop = [name for name in self._with_shadowed(table, drop) if name in rows]
            if put or drop:
                changes.append(TableChange(table, put=put, drop=drop))
        return changes

    def differences(self) -> list[Difference]:
        """Each record's table, id, document as it is kept and as it becomes.

        Asked before the step is committed.
        """
        if self._differences is None:
            self._differences = list(self._differing())
        return self._differences

    def _differing(self) -> Iterator[Difference]:
        for (table, record_id), document_id in self._document_ids.items():
            before = self._storage.rows(table).get(document_id)
            after = self._after.get(table, {}).get(document_id, before)
            if before != after and (table, record_id) not in self._beside:
                yield table, record_id, before, after

    def changes(self) -> tuple[Change, ...]:
        """The step as it really is: what was kept, and what it becomes."""
        return tuple(
            Change(table, record_id, _record(table, before), _record(table, after))
            for table, record_id, before, after in self.differences()
        )

    def _with_shadowed(self, table: Table, names: list[str]) -> Iterator[str]:
        """Those documents with others that have the same record id, lest one come to light."""
        rows = self._storage.rows(table)
        for name in names:
            yield name
            if name in rows:
                yield from self._indexes[table].shadowed_by(rows[name]["id"])


def _record(table: Table, document: Mapping[str, Any] | None) -> Record | None:
    if document is None:
        return None
    return to_record(document, TYPE_OF[table])  # type: ignore[type-var]
