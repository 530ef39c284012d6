"""Which screen line each row of a pane is on, for rows of one or two lines. No UI."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from newsview.widgets.pane_rows import PaneRow
from newsview.widgets.text.display import cells, shown

INDENT = 2
"""Cells before what goes on on a second line."""

GAP = 2
"""Cells before what stands at the right edge."""


def row_height(row: PaneRow, width: int) -> int:
    """How many lines of ``width`` cells a row takes."""
    if row.most_lines == 1 or width <= INDENT:
        return 1
    return 1 if cells(shown(row.text)) <= first_width(row, width) else 2


def first_width(row: PaneRow, width: int) -> int:
    """How many cells of a row's first line are left beside what stands at its right edge."""
    return max(INDENT + 1, width - (cells(row.right) + GAP if row.right else 0))


class PaneLayout:
    """The lines of a sequence of rows at one width."""

    def __init__(self, rows: Sequence[PaneRow], width: int) -> None:
        heights = (row_height(row, width) for row in rows)
        self._starts = list(accumulate(heights, initial=0))
        self._stops = [index for index, row in enumerate(rows) if row.selectable]
        self._sections = [
            stop for stop in self._stops if stop == 0 or rows[stop - 1].kind == "heading"
        ]

    @property
    def height(self) -> int:
        """All lines."""
        return self._starts[-1]

    @property
    def stops(self) -> Sequence[int]:
        """The rows that the cursor can stand on."""
        return self._stops

    def first_line(self, row: int) -> int:
        """The first line of a row."""
        return self._starts[row]

    def lines(self, row: int) -> int:
        """How many lines a row has."""
        return self._starts[row + 1] - self._starts[row]

    def row_at(self, line: int) -> int | None:
        """The row that a line belongs to."""
        return bisect_right(self._starts, line) - 1 if 0 <= line < self.height else None

    def stop_near(self, row: int) -> int | None:
        """The row for the cursor at or after a row, else the last before it."""
        if not self._stops:
            return None
        return self._stops[min(bisect_left(self._stops, row), len(self._stops) - 1)]

    def stop_by_rows(self, row: int, step: int) -> int | None:
        """The row for the cursor a number of such rows further on, or the last there is."""
        if not self._stops:
            return None
        at = bisect_left(self._stops, row) + step
        return self._stops[max(0, min(at, len(self._stops) - 1))]

    def stop_by_lines(self, row: int, lines: int) -> int | None:
        """The row for the cursor about a number of lines further on, one at least."""
        line = max(0, min(self._starts[row] + lines, self.height - 1))
        target = self.row_at(line)
        near = None if target is None else self.stop_near(target)
        return self.stop_by_rows(row, 1 if lines > 0 else -1) if near == row else near

    def stop_of_section(self, row: int, step: int) -> int | None:
        """The first row of the next section; backwards, of this one and then of the one before."""
        if step > 0:
            at = bisect_right(self._sections, row)
            return self._sections[at] if at < len(self._sections) else None
        at = bisect_left(self._sections, row) - 1
        return self._sections[at] if at >= 0 else None
