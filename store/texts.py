"""Very many short texts in little memory: packed a hundred at a time, those in use unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from threading import Lock

import msgspec

BLOCK = 128
"""How many texts are packed together: titles of news take half their bytes then."""

UNPACKED = 32
"""How many blocks at most are unpacked at a time, 16 kB each: a screenful in any order."""

_FASTEST = 1


class Texts:
    """A growing sequence of short byte strings. Several threads may use it."""

    def __init__(self) -> None:
        self._length = 0
        self._packed: list[bytes] = []
        self._unpacked: dict[int, list[bytes]] = {}
        """The oldest first; what stands here goes before what is packed."""
        self._changed: set[int] = set()
        self._lock = Lock()

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, index: int) -> bytes:
        if index < 0:
            raise IndexError(index)
        number, place = divmod(index, BLOCK)
        block = self._unpacked.get(number)
        if block is None:
            with self._lock:
                block = self._block(number)
        return block[place]

    def __setitem__(self, index: int, text: bytes) -> None:
        if not 0 <= index < self._length:
            raise IndexError(index)
        with self._lock:
            number = index // BLOCK
            self._block(number)[index % BLOCK] = text
            self._changed.add(number)

    def append(self, text: bytes) -> None:
        """Add a text at the end."""
        with self._lock:
            number, place = divmod(self._length, BLOCK)
            if place == 0:
                self._packed.append(_NOTHING)
            self._block(number).append(text)
            self._changed.add(number)
            self._length += 1

    def extend_empty(self, length: int) -> None:
        """Add empty texts until there are so many."""
        while len(self) < length:
            if len(self) % BLOCK or length - len(self) < BLOCK:
                self.append(b"")
                continue
            with self._lock:
                self._packed += [_EMPTY] * ((length - self._length) // BLOCK)
                self._length = len(self._packed) * BLOCK

    def places(self, text: bytes) -> list[int]:
        """Where a text stands."""
        return [index for index, one in self._all() if one == text]

    def _all(self) -> Iterator[tuple[int, bytes]]:
        for number in range(len(self._packed)):
            with self._lock:
                block = list(self._unpacked.get(number) or _unpack(self._packed[number]))
            yield from enumerate(block, number * BLOCK)

    def _block(self, number: int) -> list[bytes]:
        """A block to read or change; another one is packed for it."""
        block = self._unpacked.get(number)
        if block is not None:
            return block
        block = _unpack(self._packed[number])
        if len(self._unpacked) >= UNPACKED:
            oldest = next(iter(self._unpacked))
            if oldest in self._changed:
                self._changed.discard(oldest)
                self._packed[oldest] = _pack(self._unpacked[oldest])
            del self._unpacked[oldest]
        self._unpacked[number] = block
        return block


def _pack(texts: list[bytes]) -> bytes:
    return zlib.compress(msgspec.msgpack.encode(texts), _FASTEST)


def _unpack(packed: bytes) -> list[bytes]:
    return msgspec.msgpack.decode(zlib.decompress(packed), type=list[bytes])


_NOTHING = _pack([])
_EMPTY = _pack([b""] * BLOCK)
