"""Very many short texts in little memory: two numbers and its bytes for each."""

from __future__ import annotations

from array import array


class Texts:
    """A growing sequence of short byte strings, kept in one piece of memory.

    One thread may add while others read. A text that is replaced by a longer one leaves its place
    unused.
    """

    def __init__(self) -> None:
        self._data = bytearray()
        self._starts = array("I")
        self._sizes = array("I")

    def __len__(self) -> int:
        return len(self._sizes)

    def __getitem__(self, index: int) -> bytes:
        start = self._starts[index]
        return bytes(self._data[start : start + self._sizes[index]])

    def __setitem__(self, index: int, text: bytes) -> None:
        start = self._starts[index]
        if len(text) > self._sizes[index]:
            start = self._starts[index] = len(self._data)
        self._data[start : start + len(text)] = text
        self._sizes[index] = len(text)

    def append(self, text: bytes) -> None:
        """Add a text at the end."""
        self._starts.append(len(self._data))
        self._data += text
        self._sizes.append(len(text))

    def extend_empty(self, length: int) -> None:
        """Add empty texts until there are so many."""
        more = array("I", bytes(4 * max(0, length - len(self))))
        self._starts.extend(more)
        self._sizes.extend(more)

    def places(self, text: bytes) -> list[int]:
        """Where a text stands."""
        size = len(text)
        alike = [index for index, other in enumerate(self._sizes) if other == size]
        return [index for index in alike if self[index] == text]
