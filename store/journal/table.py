"""The table that writes what changed instead of everything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from newsview.store.journal.codec import clone
from newsview.store.journal.overlay import Overlay
from newsview.store.journal.storage import JournalStorage


class _AnyDocument(type):
    """TinyDB asks ``isinstance(x, document_class)`` whether an input carries its own id.

    A plain ``Document`` does too, though it is no OwnedDocument.
    """

    def __instancecheck__(cls, instance: object) -> bool:
        return type.__instancecheck__(Document, instance)


class OwnedDocument(Document, metaclass=_AnyDocument):
    """A result that is the caller's to change: it shares nothing with the store."""

    def __init__(self, value: Mapping[str, Any], doc_id: int) -> None:
        super().__init__(clone(dict(value)), doc_id)


class JournalTable(Table):
    """TinyDB's table on a JournalStorage: a change costs what it is itself, not what the file is.

    ``_read_table``, ``_update_table`` and ``_get_next_id`` are TinyDB's own seams, private by
    name; its storage interface alone only ever passes the whole database.
    """

    document_class = OwnedDocument
    _shown_version = -1

    @property
    def _journal(self) -> JournalStorage:
        return cast(JournalStorage, self._storage)

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        self._journal.refresh()
        if self._shown_version != self._journal.version:
            self.clear_cache()
            self._shown_version = self._journal.version
        return cast(dict[str, Mapping[str, Any]], self._journal.rows(self.name))

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self._journal.lock():
            overlay = Overlay(self._journal.rows(self.name), self.document_id_class)
            updater(cast(dict[int, Mapping[str, Any]], overlay))
            change = overlay.change(self.name)
            if change.says_something or not self._journal.has_table(self.name):
                self._journal.commit([change])
        self.clear_cache()

    def _get_next_id(self) -> int:
        # Several may be drawn within one operation before any is written.
        last = (self._next_id or 1) - 1
        number = max(self._journal.highest_id(self.name), last) + 1
        self._next_id = number + 1  # type: ignore[assignment]  # TinyDB gives it no type
        return number

    def search(self, cond: QueryLike) -> list[Document]:
        """All documents that match; the cache is dropped first if the store has changed."""
        self._read_table()
        return super().search(cond)

    def get(  # type: ignore[override]
        self,
        cond: QueryLike | None = None,
        doc_id: int | None = None,
        doc_ids: list[int] | None = None,
    ) -> Document | list[Document] | None:
        """As TinyDB's, but several ids are looked up, not searched for through the table."""
        if doc_ids is None or cond is not None or doc_id is not None:
            return super().get(cond, doc_id, doc_ids)  # type: ignore[arg-type]
        rows = self._read_table()
        wanted = dict.fromkeys(map(str, doc_ids))
        return [
            self.document_class(rows[name], self.document_id_class(name))
            for name in wanted
            if name in rows
        ]

    def insert(self, document: Mapping[str, Any]) -> int:
        """As TinyDB's; drawing the id and using it are one operation."""
        with self._journal.lock():
            return super().insert(document)

    def update(
        self,
        fields: Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None],
        cond: QueryLike | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> list[int]:
        """As TinyDB's, but only the documents that match are copied."""
        with self._journal.lock():
            if cond is None or doc_ids is not None:
                return super().update(fields, cond, doc_ids)
            return super().update(fields, doc_ids=self._matching(cond))

    def remove(
        self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None
    ) -> list[int]:
        """As TinyDB's, but no document is copied."""
        with self._journal.lock():
            if cond is None or doc_ids is not None:
                return super().remove(cond, doc_ids)
            return super().remove(doc_ids=self._matching(cond))

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """As TinyDB's; looking and writing are one operation."""
        with self._journal.lock():
            return super().upsert(document, cond)

    def _matching(self, cond: QueryLike) -> list[int]:
        return [
            self.document_id_class(name) for name, row in self._read_table().items() if cond(row)
        ]


class JournalDB(TinyDB):
    """TinyDB on a durable file: ``JournalDB(path)`` takes the arguments of JournalStorage."""

    table_class = JournalTable
    default_storage_class = JournalStorage  # type: ignore[assignment]  # typed as JSONStorage
