"""The rows an article is shown in at one width, and the way between offsets, rows and cells.

Every offset of the text belongs to exactly one row: to a row of text (spaces at a break and the
line break belong to the row they follow), to one blank row for a run of blank lines, or to the row
that stands for folded page furniture.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from newsview.widgets.text.clusters import cluster_start
from newsview.widgets.text.document import Document, Furniture, content_end
from newsview.widgets.text.wrap import NARROWEST, Inlay, Inlays, RowCells, measure, wrap

COLUMN = 88
"""The widest text column in cells."""

LONGEST_INDENT = 8
"""More leading spaces than this are not shown."""

_CACHED_ROWS = 512
_MANY_LINES = 200  # when labels change on more lines, laying out everything is simpler and as fast

_SPACE = r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]"
_BLANK_LINES = re.compile(rf"(?:{_SPACE}*+\r?\n)*+(?:{_SPACE}*+\Z)?")
_INDENT = re.compile(r"[ \t]*+")


class RowKind(IntEnum):
    """What a row shows."""

    TEXT = 0
    BLANK = 1
    FOLD = 2


class Row(NamedTuple):
    """One row: the offsets it shows, and where the next row's offsets begin."""

    kind: RowKind
    start: int
    end: int
    next: int


def _count(furniture: Furniture) -> str:
    return f"··· {furniture.lines} ···"


class Layout:
    """The rows of a document at a width, with page furniture folded or not, with labels or not."""

    def __init__(
        self,
        document: Document,
        width: int,
        *,
        folded: bool = False,
        opened: Collection[int] = (),
        inlays: Sequence[Inlay] = (),
        fold_line: Callable[[Furniture], str] = _count,
    ) -> None:
        """``opened`` are the starts of furniture that is shown though the rest is folded."""
        self.document = document
        self.width = max(NARROWEST, min(width, COLUMN))
        shown = frozenset(opened)
        self.folds = tuple(f for f in document.furniture if f.start not in shown) if folded else ()
        self.fold_line = fold_line
        self._fold_starts = [fold.start for fold in self.folds]
        self._inlays = Inlays(inlays)
        self._lay_out()

    def __len__(self) -> int:
        return len(self._starts)

    # --- rows ---

    def row(self, index: int) -> Row:
        """The row of this number."""
        after = index + 1
        following = self._starts[after] if after < len(self._starts) else len(self.document.text)
        kind = RowKind(self._kinds[index])
        return Row(kind, self._starts[index], self._ends[index], following)

    def row_of(self, offset: int) -> int:
        """The number of the row that ``offset`` belongs to."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def fold_at(self, offset: int) -> Furniture | None:
        """The folded furniture that hides ``offset``, if any does."""
        i = bisect_right(self._fold_starts, offset) - 1
        return self.folds[i] if i >= 0 and offset < self.folds[i].end else None

    def fold_text(self, index: int) -> str:
        """What the fold row of this number says."""
        fold = self.fold_at(self._starts[index])
        return "" if fold is None else self.fold_line(fold)

    # --- cells ---

    def cells(self, index: int) -> RowCells:
        """The clusters of a row and their cells; none for a row that shows no text."""
        found = self._cells.get(index)
        if found is None:
            row = self.row(index)
            end = row.end if row.kind is RowKind.TEXT else row.start
            found = measure(self.document.text, row.start, end, self.width, self._inlays)
            self._cells[index] = found
            if len(self._cells) > _CACHED_ROWS:
                self._cells.popitem(last=False)
        return found

    def cell_of(self, offset: int) -> tuple[int, int]:
        """The row of ``offset`` and the cell where its cluster begins in it.

        Offsets that are not shown (spaces at a break, the line break) lie at their row's end.
        """
        index = self.row_of(offset)
        row = self.cells(index)
        return index, row.at[max(0, bisect_right(row.edges, offset) - 1)]

    def offset_at(self, index: int, cell: int) -> int:
        """The start of the cluster at a cell of a row, the row's last one beyond its end."""
        row = self.cells(index)
        last = max(0, len(row.edges) - 2)
        return row.edges[min(last, max(0, bisect_right(row.at, cell) - 1))]

    # --- labels ---

    def set_inlays(self, inlays: Sequence[Inlay]) -> bool:
        """Show these labels instead. Returns whether any row changed."""
        before, after = self._inlays, Inlays(inlays)
        changed = set(before) ^ set(after)
        if not changed:
            return False
        self._inlays = after
        self._cells.clear()
        lines = sorted({self.document.line_start(max(0, inlay.offset - 1)) for inlay in changed})
        if len(lines) > _MANY_LINES:
            self._lay_out()
        else:
            for start in lines:
                self._lay_out_line(start)
        return True

    def _lay_out_line(self, start: int) -> None:
        if self.fold_at(start) is not None:
            return
        end = self.document.next_line(start)
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        if first == last or self._kinds[first] != RowKind.TEXT:
            return
        rows = list(self._wrapped(self._starts[first], end))
        self._starts[first:last] = array("q", [row[0] for row in rows])
        self._ends[first:last] = array("q", [row[1] for row in rows])
        self._kinds[first:last] = bytes(len(rows))

    # --- laying out ---

    def _lay_out(self) -> None:
        self._cells: OrderedDict[int, RowCells] = OrderedDict()
        self._starts, self._ends, self._kinds = array("q"), array("q"), bytearray()
        position = 0
        for fold in self.folds:
            self._add_lines(position, fold.start)
            self._add(RowKind.FOLD, fold.start, fold.start)
            position = fold.end
        self._add_lines(position, len(self.document.text))
        if not self._starts:
            self._add(RowKind.BLANK, 0, 0)

    def _add(self, kind: RowKind, start: int, end: int) -> None:
        self._starts.append(start)
        self._ends.append(end)
        self._kinds.append(kind)

    def _add_lines(self, position: int, end: int) -> None:
        """Add the rows of whole lines, a run of blank lines as one blank row."""
        text = self.document.text
        while position < end:
            blank = _BLANK_LINES.match(text, position, end) if text[position].isspace() else None
            if blank is not None and blank.end() > position:
                if not self._kinds or self._kinds[-1] != RowKind.BLANK:
                    self._add(RowKind.BLANK, position, position)
                position = blank.end()
                continue
            newline = text.find("\n", position, end)
            after = end if newline < 0 else newline + 1
            rows = list(self._wrapped(position, after))
            self._starts.extend([row[0] for row in rows])
            self._ends.extend([row[1] for row in rows])
            self._kinds.extend(bytes(len(rows)))
            position = after

    def _wrapped(self, start: int, after: int) -> Iterator[tuple[int, int]]:
        text = self.document.text
        end = content_end(text, start, after)
        indent = _INDENT.match(text, start, end)
        if indent is not None and indent.end() - start > LONGEST_INDENT and start > 0:
            start = cluster_start(text, indent.end())
        return wrap(text, start, end, self.width, self._inlays)
