"""Which of very many places hold a text, by its SHA-256, in little memory.

An open-addressing hash table over one array of digests; places of one text hang together as a
list, so that a corpus of copies costs no more than any other.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator

SIZE = 32
"""Bytes of a SHA-256."""

_FREE, _LEFT = -1, -2
_FULL = 0.8
"""Of its slots: a table of a hundred thousand fits into half a megabyte."""
_NONE = bytes(SIZE)


class Digests:
    """The digest of each place, and the places of each digest."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._next = array("i")
        self._slots = array("i", [_FREE] * 64)
        self._used = 0
        self.distinct = 0
        """How many different digests there are."""

    def __len__(self) -> int:
        return len(self._next)

    def extend(self, length: int) -> None:
        """Add places without a digest until there are so many."""
        more = max(0, length - len(self))
        self._data += bytes(SIZE * more)
        self._next.extend(array("i", [-1]) * more)

    def at(self, place: int) -> bytes | None:
        """The digest of a place; None where there is none yet."""
        digest = bytes(self._data[place * SIZE : (place + 1) * SIZE])
        return None if digest == _NONE else digest

    def first(self, digest: bytes) -> int | None:
        """One place of a digest, the same until it is changed there."""
        place = self._slots[self._slot(digest)]
        return place if place >= 0 else None

    def places(self, digest: bytes) -> list[int]:
        """Every place of a digest, in order."""
        found: list[int] = []
        place = self._slots[self._slot(digest)]
        while place >= 0:
            found.append(place)
            place = self._next[place]
        return sorted(found)

    def put(self, place: int, digest: bytes | None) -> None:
        """Set the digest of a place, or take it away."""
        before = self.at(place)
        if before == digest:
            return
        if before is not None:
            self._take_out(place, before)
        self._data[place * SIZE : (place + 1) * SIZE] = digest or _NONE
        if digest is not None:
            self._put_in(place, digest)

    def firsts(self) -> Iterator[int]:
        """One place of each digest."""
        return (place for place in self._slots if place >= 0)

    def _slot(self, digest: bytes) -> int:
        """The slot of a digest, or the free one where it would stand."""
        slots, mask = self._slots, len(self._slots) - 1
        slot = int.from_bytes(digest[:4]) & mask
        while (place := slots[slot]) != _FREE:
            if place >= 0 and self._data[place * SIZE : (place + 1) * SIZE] == digest:
                return slot
            slot = (slot + 1) & mask
        return slot

    def _put_in(self, place: int, digest: bytes) -> None:
        slot = self._slot(digest)
        first = self._slots[slot]
        if first >= 0:
            self._next[place], self._next[first] = self._next[first], place
            return
        self._slots[slot], self._next[place] = place, -1
        self.distinct += 1
        self._used += 1
        if self._used > _FULL * len(self._slots):
            self._make_room()

    def _take_out(self, place: int, digest: bytes) -> None:
        slot = self._slot(digest)
        before = self._slots[slot]
        if before == place:
            after = self._next[place]
            self._slots[slot] = after if after >= 0 else _LEFT
            self.distinct -= after < 0
        else:
            while self._next[before] != place:
                before = self._next[before]
            self._next[before] = self._next[place]
        self._next[place] = -1

    def _make_room(self) -> None:
        firsts = list(self.firsts())
        self._used = len(firsts)
        size = len(self._slots)
        while size < 2 * self._used:
            size *= 2
        slots = array("i", [_FREE]) * size
        mask = size - 1
        for place in firsts:
            slot = int.from_bytes(self._data[place * SIZE : place * SIZE + 4]) & mask
            while slots[slot] != _FREE:
                slot = (slot + 1) & mask
            slots[slot] = place
        self._slots = slots
