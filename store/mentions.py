"""Many mentions of one article in columns: some forty bytes each, however many there are.

What mentions have in common (text, label, score and the rest) is held once, as a kind; a column
each holds where they begin and end, their kinds and their ids. The records are made when they are
asked for. What somebody decided on is a kind of its own, and given back as it came.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from operator import lt
from typing import overload

import msgspec
from msgspec.structs import replace

from newsview.store.intervals import Intervals
from newsview.store.model import Mention

_FEW = 16
"""So many ids are searched one by one, more in one pass over all."""

_FURTHEST = 2**31 - 1


class Columns(msgspec.Struct, frozen=True):
    """Mentions as they are sent and cached. The numbers are 32 bits, in this machine's order."""

    kinds: tuple[Mention, ...]
    starts: bytes
    ends: bytes
    which: bytes
    ids: bytes
    width: int
    """How many bytes of ``ids`` each id takes."""


class Mentions(Sequence[Mention]):
    """The mentions of an article in order: by start, an outer one before those in it, by id."""

    def __init__(
        self,
        kinds: list[Mention],
        starts: array[int],
        ends: array[int],
        which: array[int],
        ids: bytes,
        width: int,
    ) -> None:
        """``kinds`` with an id are mentions themselves; ``which`` are places in ``kinds``."""
        self._kinds = kinds
        self.starts = starts
        self.ends = ends
        self._which = which
        self._ids = ids
        self._width = width

    @classmethod
    def of(cls, mentions: Iterable[Mention]) -> Mentions:
        """These mentions, put in order; what is in columns already is given back as it is."""
        if isinstance(mentions, Mentions):
            return mentions
        return _NONE.with_(mentions)

    @classmethod
    def from_columns(cls, columns: Columns) -> Mentions:
        """Raises ValueError where they do not fit one another."""
        starts, ends, which = array("i"), array("i"), array("i")
        for numbers, data in zip(
            (starts, ends, which), (columns.starts, columns.ends, columns.which), strict=True
        ):
            numbers.frombytes(data)
        count = len(starts)
        known = not which or (min(which) >= 0 and max(which) < len(columns.kinds))
        whole = len(ends) == len(which) == count and len(columns.ids) == count * columns.width
        if not (known and whole):
            raise ValueError("columns of unlike lengths")
        made = cls(list(columns.kinds), starts, ends, which, columns.ids, columns.width)
        _ = made.intervals  # in the thread that reads them, not in that which shows them
        return made

    def columns(self) -> Columns:
        """What `from_columns` takes."""
        return Columns(
            kinds=tuple(self._kinds),
            starts=self.starts.tobytes(),
            ends=self.ends.tobytes(),
            which=self._which.tobytes(),
            ids=self._ids,
            width=self._width,
        )

    # --- as a sequence ----------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> Mention: ...
    @overload
    def __getitem__(self, index: slice) -> list[Mention]: ...
    def __getitem__(self, index: int | slice) -> Mention | list[Mention]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        kind = self._kinds[self._which[index]]
        if kind.id:
            return kind
        place = index % len(self)
        return replace(kind, id=self._id(place), start=self.starts[place], end=self.ends[place])

    def __iter__(self) -> Iterator[Mention]:
        return map(self.__getitem__, range(len(self)))

    def __contains__(self, mention: object) -> bool:
        return isinstance(mention, Mention) and mention in self.with_ids((mention.id,))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Mentions.of({list(self)!r})"

    # --- looking ----------------------------------------------------------------------------------

    def at(self, start: int, end: int) -> list[Mention]:
        """Those that share an offset with this stretch, in order."""
        return [self[place] for place in self.places_at(start, end)]

    def places_at(self, start: int, end: int) -> list[int]:
        """Their places."""
        return self.intervals.overlapping(start, end, len(self))

    def places_of_span(self, start: int, end: int) -> list[int]:
        """The places of those with just this start and end."""
        first = bisect_left(self.starts, _clamped(start))
        last = bisect_right(self.starts, _clamped(start))
        return [place for place in range(first, last) if self.ends[place] == _clamped(end)]

    @cached_property
    def intervals(self) -> Intervals:
        """Where they stand."""
        return Intervals(self.starts, self.ends)

    def place_of(self, mention_id: str) -> int | None:
        """Where the mention with this id stands."""
        own = self._own.get(mention_id)
        if own is not None:
            return self._which.index(own) if own in self._which else None
        key = _key(mention_id)
        if not key or len(key) > self._width:
            return None
        key = key.ljust(self._width, b"\0")
        at = self._ids.find(key)
        while at % self._width and at >= 0:
            at = self._ids.find(key, at + 1)
        return at // self._width if at >= 0 else None

    def with_ids(self, ids: Collection[str]) -> list[Mention]:
        """Those with these ids, in order."""
        return [self[place] for place in self.places_of(ids)]

    def places_of(self, ids: Collection[str]) -> list[int]:
        """Their places, in order."""
        if len(ids) <= _FEW:
            return sorted(place for place in map(self.place_of, ids) if place is not None)
        wanted = set(ids)
        keys, width = {_key(one).ljust(self._width, b"\0") for one in wanted}, self._width
        own = {number for id_, number in self._own.items() if id_ in wanted}
        slots = (self._ids[at : at + width] for at in range(0, len(self._ids), width))
        return [
            place
            for place, (slot, kind) in enumerate(zip(slots, self._which, strict=True))
            if slot in keys or kind in own
        ]

    def places_where(self, holds: Callable[[Mention], bool]) -> list[int]:
        """Where those stand of which something holds, whatever their id and place are."""
        kinds = {number for number, kind in enumerate(self._kinds) if holds(kind)}
        if not kinds:
            return []
        return [place for place, kind in enumerate(self._which) if kind in kinds]

    def where(self, holds: Callable[[Mention], bool]) -> list[Mention]:
        """Those of which something holds, whatever their id and place are."""
        return [self[place] for place in self.places_where(holds)]

    def lie_within(self, length: int) -> bool:
        """Whether all lie in a text of this length and none is empty."""
        if not self.starts:
            return True
        within = self.starts[0] >= 0 and max(self.ends) <= length
        return within and all(map(lt, self.starts, self.ends))

    # --- others -----------------------------------------------------------------------------------

    def without(self, places: Iterable[int]) -> Mentions:
        """All but those at these places, which are in order."""
        cuts = [-1, *places, len(self)]
        if len(cuts) == 2:
            return self
        kept = [(last + 1, following) for last, following in pairwise(cuts)]
        width = self._width
        return Mentions(
            self._kinds,
            _parts(self.starts, kept),
            _parts(self.ends, kept),
            _parts(self._which, kept),
            b"".join(self._ids[first * width : last * width] for first, last in kept),
            width,
        )

    def with_(self, others: Iterable[Mention]) -> Mentions:
        """These and others."""
        more = sorted(others, key=lambda one: (one.start, -one.end, one.id))
        if not more:
            return self
        kinds = self._kinds.copy()
        numbers: dict[Mention, int] = {}
        ids = [b"" if _is_own(one) else _key(one.id) for one in more]
        width = max(self._width, *map(len, ids))
        base = self._ids_of_width(width)
        starts, ends, which, joined = array("i"), array("i"), array("i"), []
        done = 0
        for one, id_ in zip(more, ids, strict=True):
            if len(self):
                place = self._place_for(one, done)
                starts += self.starts[done:place]
                ends += self.ends[done:place]
                which += self._which[done:place]
                joined.append(base[done * width : place * width])
                done = place
            starts.append(_clamped(one.start))
            ends.append(_clamped(one.end))
            which.append(_number(one, kinds, numbers))
            joined.append(id_.ljust(width, b"\0"))
        starts += self.starts[done:]
        ends += self.ends[done:]
        which += self._which[done:]
        joined.append(base[done * width :])
        return Mentions(kinds, starts, ends, which, b"".join(joined), width)

    # --- within -----------------------------------------------------------------------------------

    @cached_property
    def _own(self) -> dict[str, int]:
        """The kinds that are mentions themselves, by id."""
        return {kind.id: number for number, kind in enumerate(self._kinds) if kind.id}

    def _id(self, place: int) -> str:
        own = self._kinds[self._which[place]].id
        slot = self._ids[place * self._width : (place + 1) * self._width]
        return own or slot.rstrip(b"\0").decode("utf-8", "surrogatepass")

    def _place_for(self, one: Mention, first: int) -> int:
        """Where another one belongs, not before ``first``."""
        start, order = _clamped(one.start), (one.start, -one.end, one.id)
        place = bisect_left(self.starts, start, first)
        while place < len(self) and self.starts[place] == start:
            there = self[place]  # its offsets as they are, though no column can hold them
            if (there.start, -there.end, there.id) > order:
                break
            place += 1
        return place

    def _ids_of_width(self, width: int) -> bytes:
        if width == self._width:
            return self._ids
        slots = range(0, len(self._ids), self._width)
        return b"".join(self._ids[at : at + self._width].ljust(width, b"\0") for at in slots)


_NONE = Mentions([], array("i"), array("i"), array("i"), b"", 1)


def _is_own(mention: Mention) -> bool:
    """Whether a mention is kept as it is: somebody's decision, or what no column can hold."""
    within = 0 <= mention.start <= mention.end < _FURTHEST
    plain = mention.id and "\0" not in mention.id and isinstance(mention.more, msgspec.UnsetType)
    return mention.status != "suggested" or not within or not plain


def _number(mention: Mention, kinds: list[Mention], numbers: dict[Mention, int]) -> int:
    """The number of a mention's kind, which is added where it is new."""
    if _is_own(mention):
        kinds.append(mention)
        return len(kinds) - 1
    kind = replace(mention, id="", start=0, end=0)
    number = numbers.setdefault(kind, len(kinds))
    if number == len(kinds):
        kinds.append(kind)
    return number


def _key(mention_id: str) -> bytes:
    return mention_id.encode("utf-8", "surrogatepass")


def _clamped(offset: int) -> int:
    return max(-1, min(offset, _FURTHEST))


def _parts(numbers: array[int], kept: Iterable[tuple[int, int]]) -> array[int]:
    found = array("i")
    for first, last in kept:
        found += numbers[first:last]
    return found
