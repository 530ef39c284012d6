"""Which of many stretches of a text overlap a given one, quickly however they nest."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence


class Intervals:
    """Stretches sorted by start, with the furthest end of each half, quarter and so on.

    An implicit tree of maxima over the sorted array: a query costs its results times the depth.
    """

    def __init__(self, starts: Sequence[int], ends: Sequence[int]) -> None:
        self._starts = starts
        self._levels: list[Sequence[int]] = [ends]
        while len(level := self._levels[-1]) > 1:
            pairs = array("i", map(max, level[::2], level[1::2]))
            if len(level) % 2:
                pairs.append(level[-1])
            self._levels.append(pairs)

    def overlapping(self, start: int, end: int, limit: int) -> list[int]:
        """The numbers of the stretches that share an offset with this one, the first ``limit``."""
        begun = bisect_left(self._starts, end) if start < end else 0
        found: list[int] = []
        ahead = [(len(self._levels) - 1, 0)]
        while ahead and len(found) < limit:
            level, i = ahead.pop()
            if i << level >= begun or self._levels[level][i] <= start:
                continue
            if level == 0:
                found.append(i)
                continue
            if 2 * i + 1 < len(self._levels[level - 1]):
                ahead.append((level - 1, 2 * i + 1))
            ahead.append((level - 1, 2 * i))
        return found
