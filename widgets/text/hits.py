"""The places of a text that was searched for. No UI."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right

Stretch = tuple[int, int]
"""Start and end, code points, end exclusive."""


class Hits:
    """Where some words stand in an article, ignoring case and how they are spaced."""

    def __init__(self, text: str = "", wanted: str = "") -> None:
        words = [re.escape(word) for word in wanted.split()]
        self._starts, self._ends = array("Q"), array("Q")
        if words:
            pattern = re.compile(r"\s+".join(words), re.IGNORECASE)
            for match in pattern.finditer(text):
                self._starts.append(match.start())
                self._ends.append(match.end())

    def __len__(self) -> int:
        """How many there are."""
        return len(self._starts)

    def overlapping(self, start: int, end: int) -> list[Stretch]:
        """Those that share an offset with a stretch."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return [self._at(place) for place in range(first, last)]

    def after(self, offset: int) -> Stretch | None:
        """The first that begins at or after an offset, else the first of all."""
        place = bisect_left(self._starts, offset)
        return self._at(place if place < len(self) else 0) if self else None

    def before(self, offset: int) -> Stretch | None:
        """The last that begins before an offset, else the last of all."""
        return self._at(bisect_left(self._starts, offset) - 1) if self else None

    def _at(self, place: int) -> Stretch:
        return self._starts[place], self._ends[place]
