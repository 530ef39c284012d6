"""Where the records of a table are: by their id, and by the article that they belong to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any


class RecordIndex:
    """TinyDB's document ids of one table's records.

    Document ids are TinyDB's own and may be given out again; a record's identity is its ``id``.
    """

    def __init__(self) -> None:
        self._by_id: dict[str, str] = {}
        self._by_article: dict[str, dict[str, None]] = {}
        self._shadowed: dict[str, list[str]] = {}

    def __len__(self) -> int:
        return len(self._by_id)

    def find(self, record_id: str) -> str | None:
        """The document id of a record; None if it is not kept."""
        return self._by_id.get(record_id)

    def all(self) -> list[str]:
        """The document ids of all records, in the order in which they were added."""
        return list(self._by_id.values())

    def of_article(self, sha256: str) -> Collection[str]:
        """The document ids of the records of one article."""
        return self._by_article.get(sha256, {}).keys()

    def add(self, document_id: str, document: Mapping[str, Any]) -> None:
        """Take in a document."""
        self._by_id[document["id"]] = document_id
        article = document.get("article")
        if article is not None:
            self._by_article.setdefault(article, {})[document_id] = None

    def replace(
        self, document_id: str, old: Mapping[str, Any] | None, new: Mapping[str, Any]
    ) -> None:
        """Take in a document in place of what it was before, if it was there."""
        if old is not None:
            self._leave_article(document_id, old)
        self.add(document_id, new)

    def remove(self, document_id: str, document: Mapping[str, Any]) -> None:
        """Forget a document and those that it stood before."""
        self._leave_article(document_id, document)
        self._by_id.pop(document["id"], None)
        self._shadowed.pop(document["id"], None)

    def shadow(self, document_id: str, document: Mapping[str, Any]) -> None:
        """Let another document with the same record id, added next, stand before this one."""
        self._leave_article(document_id, document)
        self._shadowed.setdefault(document["id"], []).append(document_id)

    def shadowed_by(self, record_id: str) -> list[str]:
        """The document ids that the shown document of a record stands before."""
        return self._shadowed.get(record_id, [])

    def _leave_article(self, document_id: str, document: Mapping[str, Any]) -> None:
        documents = self._by_article.get(document.get("article", ""), {})
        documents.pop(document_id, None)
        if not documents:
            self._by_article.pop(document.get("article", ""), None)
