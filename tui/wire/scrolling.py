"""Whether what changed is mostly rows that moved up or down, and which region moved how far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import is_not
from typing import NamedTuple

from newsview.tui.wire.cells import Row

PARTS = 4
"""Into how many parts a row is cut to look for it elsewhere: a side pane must not hide a move."""

CANDIDATES = 3
"""How many distances are worked out, those with the most parts first."""

OVERHEAD = 20
"""Bytes that setting a region, moving there and back and a new pen take."""

_ERASE = 4
"""What a blank end of a row costs, in cells."""


class Shift(NamedTuple):
    """The rows ``top`` to ``bottom`` (inclusive, from 0) moved up by ``up``, down if negative."""

    top: int
    bottom: int
    up: int


def find_shift(shown: Sequence[Row], wanted: Sequence[Row]) -> Shift | None:
    """The shift that leaves the least to write, where one is worth its own cost."""
    changed = [y for y, row in enumerate(wanted) if row is not shown[y] and row != shown[y]]
    if len(changed) < 3:
        return None
    best: Shift | None = None
    best_gain = 0
    alone = [_differing(shown[y], row) for y, row in enumerate(wanted)]
    for up in _candidates(shown, wanted, changed):
        shift, gain = _best_region(shown, wanted, alone, up)
        if gain > best_gain:
            best, best_gain = shift, gain
    return best


def _candidates(shown: Sequence[Row], wanted: Sequence[Row], changed: list[int]) -> list[int]:
    """The distances by which the most parts of rows seem to have moved."""
    width = len(wanted[0])
    cuts = [width * part // PARTS for part in range(PARTS + 1)]
    places: dict[tuple[object, ...], int | None] = {}
    for y, row in enumerate(shown):
        for part in range(PARTS):
            key = (part, *row[cuts[part] : cuts[part + 1]])
            places[key] = None if key in places else y
    votes: Counter[int] = Counter()
    for y in changed:
        row = wanted[y]
        for part in range(PARTS):
            place = places.get((part, *row[cuts[part] : cuts[part + 1]]))
            if place is not None and place != y:
                votes[place - y] += 1
    return [up for up, count in votes.most_common(CANDIDATES) if count > 1]


def _best_region(
    shown: Sequence[Row], wanted: Sequence[Row], alone: list[int], up: int
) -> tuple[Shift, int]:
    """The region whose move by ``up`` gains most, and how many bytes that is about.

    The best run of rows by the sum of what each gains (Kadane's algorithm).
    """
    height = len(wanted)
    best, best_from, best_to = 0, 0, 0
    total, since = 0, 0
    for y in range(max(0, -up), min(height, height - up)):
        if total <= 0:
            total, since = 0, y
        total += alone[y] - _differing(shown[y + up], wanted[y])
        if total > best:
            best, best_from, best_to = total, since, y
    if up > 0:
        shift, bared = Shift(best_from, best_to + up, up), range(best_to + 1, best_to + up + 1)
    else:
        shift, bared = Shift(best_from + up, best_to, up), range(best_from + up, best_from)
    lost = sum(_written(wanted[y]) - alone[y] for y in bared)
    return shift, best - lost - OVERHEAD - 2 * abs(up)


def _differing(one: Row, other: Row) -> int:
    return 0 if one is other else sum(map(is_not, one, other))


def _written(row: Row) -> int:
    """About what a row costs that is written on bare ground."""
    last = row[-1]
    end = len(row)
    while end and row[end - 1] is last:
        end -= 1
    return min(end + _ERASE, len(row))
