"""Where a line of text breaks into rows of a given width in cells.

Rows break at spaces, behind a hyphen between letters, and next to wide glyphs; a word longer than
the row is cut between grapheme clusters. Plain text (one cell per character) is broken by string
searches alone, anything else cluster by cluster, with the same result.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from newsview.widgets.text.clusters import CONTEXT, WIDEST, cluster_start, clusters
from newsview.widgets.text.display import ODD, cells, one_line, shown

NARROWEST = 2 * WIDEST
"""No row is laid out narrower than this: a cluster and its label must fit."""

_SPACES = " \t"
_SPACE_RUN = re.compile(f"[{_SPACES}]++")


class Inlay(NamedTuple):
    """Virtual text shown behind the character that ends at ``offset``; no part of the text."""

    offset: int
    text: str


class Inlays:
    """Virtual texts by place, one at an offset at most; each fits into half a row."""

    def __init__(self, inlays: Sequence[Inlay] = ()) -> None:
        self._all = sorted(inlays)
        self._offsets = [inlay.offset for inlay in self._all]

    def __iter__(self) -> Iterator[Inlay]:
        return iter(self._all)

    def any_in(self, start: int, end: int) -> bool:
        """Whether one follows a character of this stretch."""
        i = bisect_right(self._offsets, start)
        return i < len(self._offsets) and self._offsets[i] <= end

    def within(self, start: int, end: int) -> list[Inlay]:
        """Those behind a character of this stretch."""
        return self._all[bisect_right(self._offsets, start) : bisect_right(self._offsets, end)]


NO_INLAYS = Inlays()


class RowCells(NamedTuple):
    """What one row shows: its clusters, the cell of each, and the labels in between."""

    edges: Sequence[int]
    """Offsets where the row's clusters begin, and where the last one ends."""
    at: Sequence[int]
    """The cell where each cluster begins, and the row's width in cells."""
    inlays: Sequence[tuple[int, str]]
    """Labels by the offset (an edge) of the cluster end that they follow."""


def measure(text: str, start: int, end: int, width: int, inlays: Inlays) -> RowCells:
    """The clusters and cells of the text from ``start`` to ``end``, or until they exceed a row."""
    labelled = inlays.any_in(start, end)
    at: Sequence[int]
    edges: Sequence[int]
    if ODD.search(text, start, end) is None:
        edges, at = range(start, end + 1), range(end - start + 1)
    else:
        relative, at = clusters(shown(text[start:end]), width)
        edges = [start + edge for edge in relative]
    if not labelled:
        return RowCells(edges, at, ())
    placed: dict[int, str] = {}
    for offset, label in inlays.within(start, end):
        behind = bisect_left(edges, offset)
        if behind == len(edges):
            break  # the row ends before it
        placed[behind] = placed.get(behind, "") + label
    return _with_labels(edges, at, placed, width // 2)


def _with_labels(
    edges: Sequence[int], at: Sequence[int], placed: dict[int, str], most: int
) -> RowCells:
    """The same with labels of ``most`` cells in front of these clusters, which move the rest."""
    shifted: list[int] = []
    labels: list[tuple[int, str]] = []
    shift = done = 0
    for behind, text in sorted(placed.items()):
        label, taken = _label(text, most)
        labels.append((edges[behind], label))
        shifted += _moved(at, done, behind, shift)
        done, shift = behind, shift + taken
    shifted += _moved(at, done, len(at), shift)
    return RowCells(edges, shifted, labels)


def _moved(at: Sequence[int], first: int, last: int, shift: int) -> Sequence[int]:
    """Some of the cells, moved by a number."""
    if isinstance(at, range):
        return range(first + shift, last + shift)
    return [cell + shift for cell in at[first:last]]


@lru_cache(maxsize=4096)
def _label(text: str, most: int) -> tuple[str, int]:
    """A label as it is shown in so many cells at most, and how many it takes."""
    line = one_line(text, most)
    return line, cells(line)


def wrap(
    text: str, start: int, end: int, width: int, inlays: Inlays = NO_INLAYS
) -> Iterator[tuple[int, int]]:
    """The rows of a line's content: for each, where it begins and where its last glyph ends.

    What lies between the end of one row and the start of the next are spaces, which are not shown.
    ``width`` is at least `NARROWEST`.
    """
    end = _without_spaces(text, start, end)
    position = start
    while position < end:
        high = position + width
        if ODD.search(text, position, min(high + 2, end)) or inlays.any_in(position, high):
            cut = _odd_cut(text, position, end, width, inlays)
        elif end <= high:
            cut = end
        else:
            cut = _plain_cut(text, position, high)
        if cut >= end:
            yield position, end
            return
        yield position, _without_spaces(text, position, cut)
        position = _past_spaces(text, cut)


def _plain_cut(text: str, position: int, high: int) -> int:
    """Where the next row begins, spaces aside, if each character takes a cell."""
    space = text.rfind(" ", position, high + 1)
    hyphen = high
    while (hyphen := text.rfind("-", position, hyphen)) + 1 > space and hyphen > position:
        if _may_break_behind_hyphen(text, hyphen):
            return hyphen + 1
    if space > position and not text[position:space].isspace():
        return space
    return high


def _odd_cut(text: str, position: int, end: int, width: int, inlays: Inlays) -> int:
    """The same for text with wide or zero-width glyphs, or with labels in it."""
    reach = 3 * width // 2 + CONTEXT
    while True:
        limit = min(end, position + reach)
        row = measure(text, position, limit, width, inlays)
        over = bisect_right(row.at, width)
        if limit == end or (over < len(row.at) and row.edges[over] + CONTEXT <= limit):
            break  # what exceeds the row is whole, not cut by the limit
        reach *= 4
    if over == len(row.at):
        return end
    fitting = max(1, over - 1)
    for i in range(fitting, 0, -1):
        if _may_break(text, row, i) and not text[position : row.edges[i]].isspace():
            return row.edges[i]
    return row.edges[fitting]


def _may_break(text: str, row: RowCells, i: int) -> bool:
    """Whether a row may end in front of the cluster ``i``."""
    edge = row.edges[i]
    if text[edge] in _SPACES:
        return row.edges[i + 1] == edge + 1  # not a space that bears a mark
    behind = text[row.edges[i - 1]]
    if behind == "-" and edge - row.edges[i - 1] == 1:
        return edge - 1 > row.edges[0] and _may_break_behind_hyphen(text, edge - 1)
    return _is_wide(behind) or _is_wide(text[edge])


@lru_cache(maxsize=4096)
def _is_wide(character: str) -> bool:
    return character >= "\u1100" and cells(character) == 2


def _may_break_behind_hyphen(text: str, hyphen: int) -> bool:
    return text[hyphen - 1].isalnum() and text[hyphen + 1].isalpha()


def _without_spaces(text: str, start: int, end: int) -> int:
    if end > start and text[end - 1] in _SPACES:
        return start + len(text[start:end].rstrip(_SPACES))
    return end


def _past_spaces(text: str, start: int) -> int:
    """Where the spaces end, apart from a last one that bears a mark."""
    if text[start] not in _SPACES:
        return start
    run = _SPACE_RUN.match(text, start)
    assert run is not None
    return cluster_start(text, run.end())
