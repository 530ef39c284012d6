"""One row of the reader as a strip, and how far the reader scrolls."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from newsview.widgets.palette import Palette
from newsview.widgets.text.layout import COLUMN, Layout, RowKind
from newsview.widgets.text.paint import Ink, Over, paint

MARGIN = 1
"""Cells left free at each side of the text."""

EVIDENCE_BAR = "▌"
"""Stands in the margin beside a fact's evidence, which is all that some terminals show of it."""


def margin(width: int) -> int:
    """The cells left of the text where a row has this many."""
    return max(MARGIN, (width - COLUMN) // 2)


def drawn_row(view: Layout, index: int, over: Over, palette: Palette, width: int) -> Strip:
    """A row of text, a fold's line or a blank row, exactly ``width`` cells wide."""
    row = view.row(index)
    left = " " * margin(width)
    if over.evidence and row.kind is not RowKind.BLANK:
        left = left[1:-1] + EVIDENCE_BAR + left[1:][-1:]
    segments = [Segment(left, palette.base)]
    if row.kind is RowKind.FOLD:
        at_caret = over.caret is not None and row.start <= over.caret[0] < row.next
        ink = Ink("boilerplate", caret=at_caret)
        segments.append(Segment(view.fold_text(index), palette.style(ink)))
    elif row.kind is RowKind.TEXT:
        pieces = paint(view.document.text, view.cells(index), over)
        segments.extend(Segment(text, palette.style(ink)) for text, ink in pieces)
    return Strip(segments).adjust_cell_length(width, palette.base).simplify()


def scrolled_to(first: int, last: int, top: int, height: int) -> int:
    """The top row that brings these rows into sight: ``top`` itself if they are.

    Else they land a third of the height from the edge they went over, as far as they fit; the
    first one is always in sight.
    """
    last = min(last, first + height - 1)
    if height <= 0 or (top <= first and last < top + height):
        return top
    third = height // 3
    y = max(first - third, last - height + 1) if first >= top else last - height + 1 + third
    return max(0, min(first, y))
