"""Where the records of a table are: by their id, and by what they belong to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any


class RecordIndex:
    """TinyDB's document ids of one table's records.

    Document ids are TinyDB's own and may be given out again; a record's identity is its ``id``.
    ``by`` is the field that says what a record belongs to: an article, for its own record a source.
    """

    def __init__(self, by: str = "article") -> None:
        self._by = by
        self._by_id: dict[str, str] = {}
        self._by_group: dict[str, dict[str, None]] = {}
        self._shadowed: dict[str, list[str]] = {}

    def __len__(self) -> int:
        return len(self._by_id)

    def find(self, record_id: str) -> str | None:
        """The document id of a record; None if it is not kept."""
        return self._by_id.get(record_id)

    def all(self) -> list[str]:
        """The document ids of all records, in the order in which they were added."""
        return list(self._by_id.values())

    def of(self, group: str) -> Collection[str]:
        """The document ids of the records that belong to one article, or to one source."""
        return self._by_group.get(group, {}).keys()

    def add(self, document_id: str, document: Mapping[str, Any]) -> None:
        """Take in a document."""
        self._by_id[document["id"]] = document_id
        group = document.get(self._by)
        if group is not None:
            self._by_group.setdefault(group, {})[document_id] = None

    def replace(
        self, document_id: str, old: Mapping[str, Any] | None, new: Mapping[str, Any]
    ) -> None:
        """Take in a document in place of what it was before, if it was there."""
        if old is not None:
            self._leave_group(document_id, old)
        self.add(document_id, new)

    def remove(self, document_id: str, document: Mapping[str, Any]) -> None:
        """Forget a document and those that it stood before."""
        self._leave_group(document_id, document)
        self._by_id.pop(document["id"], None)
        self._shadowed.pop(document["id"], None)

    def shadow(self, document_id: str, document: Mapping[str, Any]) -> None:
        """Let another document with the same record id, added next, stand before this one."""
        self._leave_group(document_id, document)
        self._shadowed.setdefault(document["id"], []).append(document_id)

    def shadowed_by(self, record_id: str) -> list[str]:
        """The document ids that the shown document of a record stands before."""
        return self._shadowed.get(record_id, [])

    def _leave_group(self, document_id: str, document: Mapping[str, Any]) -> None:
        group = document.get(self._by, "")
        documents = self._by_group.get(group, {})
        documents.pop(document_id, None)
        if not documents:
            self._by_group.pop(group, None)
