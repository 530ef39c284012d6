"""The articles of a list as data: what a filter finds among them, and in which order. No UI."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import msgspec

from newsview.store.model import ArticleStatus
from newsview.widgets.matching import folded

Order = Literal["name", "date", "status", "waiting"]

ORDERS: tuple[Order, ...] = ("name", "date", "status", "waiting")
"""The orders in which a list can stand: newest first, to do first, most waiting first."""

_STATUS_ORDER = {"doing": 0, "todo": 1, "skipped": 2, "done": 3}


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What the list shows of one article.

    ``date`` is an ISO date; ``waiting`` is the number of suggestions that nobody decided on, None
    while that is not known; ``former`` says that annotations of a former text wait; ``problem``
    says why the article cannot be read.
    """

    index: int
    source: str
    title: str = ""
    date: str | None = None
    status: ArticleStatus = "todo"
    tags: tuple[str, ...] = ()
    noted: bool = False
    mentions: int = 0
    facts: int = 0
    former: bool = False
    waiting: int | None = None
    problem: str | None = None


class Listing:
    """All rows of a list, with what a filter needs of each kept at hand."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self.rows: list[Row] = list(rows)
        self._words: list[str | None] = [None] * len(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def put(self, row: Row) -> bool:
        """Replace a row by its index; False when it was the same."""
        if self.rows[row.index] == row:
            return False
        self.rows[row.index] = row
        self._words[row.index] = None
        return True

    def find(self, query: str) -> list[int]:
        """The indices of the rows that have every word and every condition of the query.

        ``tag:x`` a tag that begins with x (``economia`` finds ``economia/auto``), ``status:x``,
        ``source:x`` a part of the file's name, ``has:note|tags|mentions|facts|suggestions|former``;
        anything else is a part of title or name. Case and accents do not count.
        """
        conditions = [_condition(word) for word in query.split()]
        if not conditions:
            return list(range(len(self.rows)))
        return [
            index
            for index, row in enumerate(self.rows)
            if all(holds(row, self._words_of(index)) for holds in conditions)
        ]

    def arrange(self, indices: Sequence[int], order: Order) -> list[int]:
        """The same indices in an order; rows that are equal in it stay in the order of names."""
        rows = self.rows
        keys: dict[Order, Callable[[int], tuple[object, ...]]] = {
            "name": lambda i: (),
            "date": lambda i: (rows[i].date is None, _descending(rows[i].date or "")),
            "status": lambda i: (_STATUS_ORDER[rows[i].status],),
            "waiting": lambda i: (-(rows[i].waiting or 0),),
        }
        by_name = sorted(indices)
        return by_name if order == "name" else sorted(by_name, key=keys[order])

    def _words_of(self, index: int) -> str:
        words = self._words[index]
        if words is None:
            row = self.rows[index]
            words = self._words[index] = folded(f"{row.title}\n{row.source}")
        return words


Holds = Callable[[Row, str], bool]


def _condition(word: str) -> Holds:
    """Whether one word of a query holds for a row and its folded title and name."""
    name, colon, value = word.partition(":")
    value = folded(value)
    if colon and value and name in _CONDITIONS:
        return _CONDITIONS[name](value)
    wanted = folded(word)
    return lambda _row, words: wanted in words


def _tag(value: str) -> Holds:
    return lambda row, _: any(folded(tag).startswith(value) for tag in row.tags)


def _status(value: str) -> Holds:
    return lambda row, _: row.status.startswith(value)


def _source(value: str) -> Holds:
    return lambda row, _: value in folded(row.source)


def _has(value: str) -> Holds:
    tests: dict[str, Callable[[Row], bool]] = {
        "note": lambda row: row.noted,
        "tags": lambda row: bool(row.tags),
        "mentions": lambda row: row.mentions > 0,
        "facts": lambda row: row.facts > 0,
        "former": lambda row: row.former,
        "suggestions": lambda row: bool(row.waiting),
    }
    chosen = [test for name, test in tests.items() if name.startswith(value)]
    return lambda row, _: any(test(row) for test in chosen)


_CONDITIONS: dict[str, Callable[[str], Holds]] = {
    "tag": _tag,
    "status": _status,
    "source": _source,
    "has": _has,
}


def _descending(date: str) -> tuple[int, ...]:
    return tuple(-ord(character) for character in date)
