"""What is known of the articles of a corpus, without their texts: a few bytes for each.

The list shows it and the session finds an article by its text with it; both ask by the article's
index, which it keeps however the corpus grows.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, MutableMapping, Sequence
from typing import overload

import msgspec

from newsview.store.digests import Digests
from newsview.store.sources import Source, Sources
from newsview.store.texts import Texts

_UNKNOWN = -1
"""How many suggestions wait where nobody knows."""


class Entry(msgspec.Struct):
    """One article of the corpus as far as it was read; ``sha256`` is None until it was.

    ``waiting`` is how many suggestions it had when nothing was decided yet, where that is known.
    """

    source: Source
    sha256: str | None = None
    title: str = ""
    published: str | None = None
    encoding: str = "utf-8"
    problem: str | None = None
    waiting: int | None = None


class Entries(Sequence[Entry]):
    """All entries, each made when it is asked for."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._titles = Texts()
        self._days = array("i")
        self._counts = array("i")
        self._odd: dict[int, tuple[str | None, str, str | None]] = {}
        self._digests = Digests()
        self.waiting = Waiting(self._digests, self._counts)
        """How many suggestions of a text wait, by its SHA-256, where that is known."""
        self.order = array("i")
        """The indices in natural order of the files' names."""
        self._ranks = array("i")
        self.grow(array("i", range(len(sources))))

    def grow(self, order: array[int]) -> None:
        """Take in that so many articles are listed now, which stand in this order by name."""
        length = len(order)
        more = length - len(self._counts)
        self._digests.extend(length)
        self._titles.extend_empty(length)
        self._days.extend(array("i", [0]) * more)
        self._counts.extend(array("i", [_UNKNOWN]) * more)
        self.order = order
        ranks = array("i", [0]) * length
        for rank, index in enumerate(order):
            ranks[index] = rank
        self._ranks = ranks

    def __len__(self) -> int:
        return len(self.order)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        published, encoding, problem = self._odd.get(index, (None, "utf-8", None))
        return Entry(
            self._sources[index],
            self.sha256(index),
            self.title(index),
            published or _iso(self._days[index]),
            encoding,
            problem,
        )

    def __setitem__(self, index: int, entry: Entry) -> None:
        day = _number(entry.published)
        digest = bytes.fromhex(entry.sha256) if entry.sha256 is not None else None
        title = entry.title.encode("utf-8", "surrogatepass")
        if title != self._titles[index]:
            self._titles[index] = title
        self._days[index] = day
        odd = (None if day else entry.published, entry.encoding, entry.problem)
        if odd != (None, "utf-8", None):
            self._odd[index] = odd
        else:
            self._odd.pop(index, None)
        self.waiting.move(index, digest)

    # --- one thing of an article, quicker than all ------------------------------------------------

    def name(self, index: int) -> str:
        """The name of an article's source."""
        return self._sources.name(index)

    def title(self, index: int) -> str:
        """The title of an article, as far as it was read."""
        return self._titles[index].decode("utf-8", "surrogatepass")

    def sha256(self, index: int) -> str | None:
        """The text of an article; None until it was read."""
        digest = self._digests.at(index)
        return None if digest is None else digest.hex()

    def day(self, index: int) -> int:
        """The day of an article as a number that grows with it, 20251122; 0 where none is known."""
        return self._days[index]

    def waits(self, index: int) -> int | None:
        """How many of an article's suggestions wait."""
        count = self._counts[index]
        return None if count == _UNKNOWN else count

    def rank(self, index: int) -> int:
        """The place of an article among all by name, from 0."""
        return self._ranks[index]

    # --- the articles of a text -------------------------------------------------------------------

    @property
    def texts(self) -> int:
        """How many different texts were read."""
        return self._digests.distinct

    def of_text(self, sha256: str) -> list[int]:
        """The articles that have this text, in the order of their indices."""
        return self._digests.places(bytes.fromhex(sha256))

    def all_texts(self) -> Iterator[str]:
        """Every text that was read."""
        return (self.sha256(index) or "" for index in list(self._digests.firsts()))

    def find(self, name: str) -> int | None:
        """The article whose source is called so."""
        index = self._sources.find(name)
        return index if index is not None and index < len(self) else None


class Waiting(MutableMapping[str, int]):
    """How many suggestions of a text wait, kept with each article that has it."""

    def __init__(self, digests: Digests, counts: array[int]) -> None:
        self._digests = digests
        self._counts = counts
        self._counted = 0

    def __getitem__(self, sha256: str) -> int:
        place = self._digests.first(bytes.fromhex(sha256))
        if place is None or self._counts[place] == _UNKNOWN:
            raise KeyError(sha256)
        return self._counts[place]

    def __setitem__(self, sha256: str, count: int) -> None:
        self._put(bytes.fromhex(sha256), count)

    def __delitem__(self, sha256: str) -> None:
        if sha256 not in self:
            raise KeyError(sha256)
        self._put(bytes.fromhex(sha256), _UNKNOWN)

    def __len__(self) -> int:
        return self._counted

    def __iter__(self) -> Iterator[str]:
        digests = (self._digests.at(place) for place in list(self._digests.firsts()))
        keys = (digest.hex() for digest in digests if digest is not None)
        return (key for key in keys if key in self)

    def move(self, index: int, digest: bytes | None) -> None:
        """An article has this text now, or none."""
        before = self._digests.at(index)
        if before == digest:
            return
        was_counted = self._counts[index] != _UNKNOWN
        self._digests.put(index, digest)
        if before is not None and was_counted and self._digests.first(before) is None:
            self._counted -= 1
        self._counts[index] = _UNKNOWN
        if digest is not None:
            first = self._digests.first(digest)
            if first not in (None, index):
                self._counts[index] = self._counts[first]

    def _put(self, digest: bytes, count: int) -> None:
        places = self._digests.places(digest)
        if places:
            before = self._counts[places[0]]
            self._counted += (count != _UNKNOWN) - (before != _UNKNOWN)
        for place in places:
            self._counts[place] = count


def _number(published: str | None) -> int:
    """An ISO date as a number; 0 where it is none."""
    digits = (published or "").replace("-", "")
    return int(digits) if len(digits) == 8 and digits.isascii() and digits.isdecimal() else 0


def _iso(day: int) -> str | None:
    return f"{day // 10_000:04}-{day // 100 % 100:02}-{day % 100:02}" if day else None
