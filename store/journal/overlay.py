"""A table as TinyDB's updaters see it while they work: changes are kept apart until committed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any

from newsview.store.journal.changes import Row, Rows, TableChange
from newsview.store.journal.codec import clone, encode


class Overlay(MutableMapping[int, Any]):
    """Documents by numeric id over the live rows, which it never changes.

    A document is copied when it is looked at, since updaters change what they get in place.
    """

    def __init__(self, rows: Rows, id_class: Callable[[str], int]) -> None:
        self._rows = rows
        self._id_class = id_class
        self._seen: dict[str, Mapping[str, Any]] = {}
        self._gone: set[str] = set()
        self._cleared = False

    def _stored(self, key: str) -> Row | None:
        """The stored document, unless it was removed here."""
        return None if self._cleared or key in self._gone else self._rows.get(key)

    def __contains__(self, key: object) -> bool:
        return str(key) in self._seen or self._stored(str(key)) is not None

    def __getitem__(self, key: int) -> Any:
        name = str(key)
        if name not in self._seen:
            stored = self._stored(name)
            if stored is None:
                raise KeyError(key)
            self._seen[name] = clone(stored)
        return self._seen[name]

    def __setitem__(self, key: int, value: Any) -> None:
        self._seen[str(key)] = value

    def __delitem__(self, key: int) -> None:
        if key not in self:
            raise KeyError(key)
        self._seen.pop(str(key), None)
        self._gone.add(str(key))

    def __iter__(self) -> Iterator[int]:
        for name in self._rows:
            if name in self._seen or self._stored(name) is not None:
                yield self._id_class(name)
        for name in self._seen:
            if name not in self._rows:
                yield self._id_class(name)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Remove all documents."""
        self._cleared = True
        self._seen.clear()
        self._gone.clear()

    def change(self, table: str) -> TableChange:
        """What was done, in one piece."""
        return TableChange(
            table,
            put={name: row for name, row in self._seen.items() if self._differs(name, row)},
            drop=[name for name in self._gone if name in self._rows],
            clear=self._cleared,
        )

    def _differs(self, name: str, row: Mapping[str, Any]) -> bool:
        """Whether a document is not the stored one as JSON, where 1, 1.0 and true differ."""
        stored = self._stored(name)
        return stored is None or encode(stored) != encode(row)
