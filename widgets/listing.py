"""The articles of a list as data: what a filter finds among them, and in which order. No UI."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, Protocol

import msgspec

from newsview.store.model import ArticleStatus
from newsview.widgets.matching import fold, folded

Order = Literal["name", "date", "status", "waiting"]

ORDERS: tuple[Order, ...] = ("name", "date", "status", "waiting")
"""The orders in which a list can stand: newest first, to do first, most waiting first."""

_AT_A_TIME = 1024
"""How many articles' words are kept as one text."""

_BEHIND_TITLE = "\x1f"
_FASTEST = 1
_FEW = 16
"""Up to one in so many articles are sorted by name; of more, the others are left out."""

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

    @property
    def is_bare(self) -> bool:
        """Whether nobody has said anything of the article."""
        said = self.tags or self.noted or self.mentions or self.facts
        return self.status == "todo" and not said


class Articles(Protocol):
    """What a list is of, asked by index; it may grow."""

    @property
    def order(self) -> Sequence[int]:
        """All indices, in the order of names."""

    def row(self, index: int) -> Row:
        """What the list shows of an article."""

    def title(self, index: int) -> str:
        """Its title."""

    def name(self, index: int) -> str:
        """The name of its source."""

    def rank(self, index: int) -> int:
        """Its place in the order of names."""

    def day(self, index: int) -> int:
        """Its day as a number that grows with it; 0 where none is known."""

    def waits(self, index: int) -> int | None:
        """How many suggestions wait, where that is known."""

    def former(self, index: int) -> bool:
        """Whether annotations of a former text of it wait."""

    def kept(self) -> Iterable[int]:
        """The articles of which anything is kept: all others are to do and bear nothing."""


class Listing:
    """What a filter finds among the articles of a list, and how they are ordered.

    A filter goes through the folded titles and names, of a thousand articles at a time in one
    text, packed to a third; nothing else is kept here.
    """

    def __init__(self, articles: Articles) -> None:
        self.articles = articles
        self._words: dict[int, bytes] = {}
        self._kept: dict[int, Row] | None = None

    def __len__(self) -> int:
        return len(self.articles.order)

    def row(self, index: int) -> Row:
        """What the list shows of an article now."""
        return self.articles.row(index)

    def changed(self, index: int, *, words: bool = True) -> None:
        """Something of an article changed; ``words``: perhaps its title, too."""
        if words:
            self._words.pop(index // _AT_A_TIME, None)
        if self._kept is not None:
            row = self.articles.row(index)
            if row.is_bare:
                self._kept.pop(index, None)
            else:
                self._kept[index] = row

    def grown(self) -> None:
        """There are more articles now."""
        if self._words:
            self._words.pop(max(self._words))

    def find(self, query: str) -> Sequence[int]:
        """The indices of the rows that have every word and every condition of the query.

        ``tag:x`` a tag that begins with x (``economia`` finds ``economia/auto``), ``status:x``,
        ``source:x`` a part of the file's name, ``has:note|tags|mentions|facts|suggestions|former``;
        anything else is a part of title or name. Case and accents do not count.
        """
        plain, conditions = self._parsed(query)
        if not plain and not conditions:
            return range(len(self))
        found = array("i")
        for part in range(-(-len(self) // _AT_A_TIME)):
            words = self._words_of(part)
            if not all(word in words for word in plain):
                continue
            lines = list(enumerate(words.split("\n"), part * _AT_A_TIME))
            for word in plain:
                lines = [one for one in lines if word in one[1]]
            for holds in conditions:
                lines = [one for one in lines if holds(*one)]
            found.extend(index for index, _ in lines)
        return found

    def arrange(self, indices: Sequence[int], order: Order) -> Sequence[int]:
        """The same indices in an order; rows that are equal in it stay in the order of names."""
        articles = self.articles
        by_name = self._by_name(indices)
        keys: dict[str, Callable[[int], int]] = {
            "date": lambda index: -articles.day(index),
            "status": lambda index: _STATUS_ORDER[self._status(index)],
            "waiting": lambda index: -(articles.waits(index) or 0),
        }
        return array("i", sorted(by_name, key=keys[order])) if order in keys else by_name

    def _by_name(self, indices: Sequence[int]) -> Sequence[int]:
        order = self.articles.order
        if len(indices) == len(order):
            return order
        if len(indices) < len(order) // _FEW:
            return array("i", sorted(indices, key=self.articles.rank))
        wanted = bytearray(len(order))
        for index in indices:
            wanted[index] = True
        return array("i", (index for index in order if wanted[index]))

    def _words_of(self, part: int) -> str:
        """The folded titles and names of a thousand articles, a line each."""
        packed = self._words.get(part)
        if packed is not None:
            return zlib.decompress(packed).decode("utf-8", "surrogatepass")
        articles, first = self.articles, part * _AT_A_TIME
        told = (
            f"{articles.title(index)}{_BEHIND_TITLE}{articles.name(index)}".replace("\n", " ")
            for index in range(first, min(first + _AT_A_TIME, len(self)))
        )
        words = fold("\n".join(told))
        self._words[part] = zlib.compress(words.encode("utf-8", "surrogatepass"), _FASTEST)
        return words

    def _row_kept(self, index: int) -> Row | None:
        """The row of an article of which perhaps something is kept."""
        if self._kept is None:
            self._kept = {one: self.articles.row(one) for one in self.articles.kept()}
        return self._kept.get(index)

    def _status(self, index: int) -> ArticleStatus:
        row = self._row_kept(index)
        return row.status if row is not None else "todo"

    # --- queries ----------------------------------------------------------------------------------

    def _parsed(self, query: str) -> tuple[list[str], list[Holds]]:
        """The words and the conditions of a query, folded."""
        plain: list[str] = []
        conditions: list[Holds] = []
        kinds: dict[str, Callable[[str], Holds]] = {
            "tag": self._has_tag,
            "status": self._has_status,
            "source": _is_from,
            "has": self._has,
        }
        for word in query.split():
            name, colon, value = word.partition(":")
            if colon and value and name in kinds:
                conditions.append(kinds[name](folded(value)))
            else:
                plain.append(folded(word))
        return plain, conditions

    def _has_tag(self, value: str) -> Holds:
        def holds(index: int, _: str) -> bool:
            row = self._row_kept(index)
            return row is not None and any(folded(tag).startswith(value) for tag in row.tags)

        return holds

    def _has_status(self, value: str) -> Holds:
        return lambda index, _: self._status(index).startswith(value)

    def _has(self, value: str) -> Holds:
        tests: dict[str, Callable[[Row], bool]] = {
            "note": lambda row: row.noted,
            "tags": lambda row: bool(row.tags),
            "mentions": lambda row: row.mentions > 0,
            "facts": lambda row: row.facts > 0,
        }
        chosen = [test for name, test in tests.items() if name.startswith(value)]
        waits, former = (name.startswith(value) for name in ("suggestions", "former"))

        def holds(index: int, _: str) -> bool:
            if waits and self.articles.waits(index):
                return True
            if former and self.articles.former(index):
                return True
            row = self._row_kept(index) if chosen else None
            return row is not None and any(test(row) for test in chosen)

        return holds


Holds = Callable[[int, str], bool]
"""Whether a condition holds for an article by its index and its folded title and name."""


def _is_from(value: str) -> Holds:
    return lambda _, line: value in line.partition(_BEHIND_TITLE)[2]
