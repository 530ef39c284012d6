"""The screen as Textual wants it, put together from the compositor's updates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from newsview.tui.wire.cells import Row, StripCells, cell, mended


class Canvas:
    """Rows of cells. An update replaces rows; a row that is there is never changed."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.width = 0
        self.is_whole = False
        """Whether every cell was drawn since the size changed."""
        self._cells = StripCells()

    def resize(self, width: int, height: int) -> None:
        """Begin anew where the size is another one."""
        if (self.width, len(self.rows)) != (width, height):
            self.width = width
            self.rows = [[cell(" ")] * width for _ in range(height)]
            self.is_whole = False

    def take(self, update: CompositorUpdate, colours: ColorSystem) -> None:
        """Draw an update. TypeError for one that is neither a layout's nor of chops."""
        if isinstance(update, LayoutUpdate):
            self._take_layout(update, colours)
        elif isinstance(update, ChopsUpdate):
            self._take_chops(update, colours)
        else:
            raise TypeError(type(update).__name__)

    def _take_layout(self, update: LayoutUpdate, colours: ColorSystem) -> None:
        region = update.region
        for y, strips in enumerate(update.strips, region.y):
            self._put(y, region.x, self._joined(strips, colours))
        whole = region.x <= 0 and region.right >= self.width and region.y <= 0
        self.is_whole = self.is_whole or (whole and region.bottom >= len(self.rows))

    def _joined(self, strips: Iterable[Strip], colours: ColorSystem) -> Row:
        rows = [self._cells.of(strip, colours) for strip in strips if strip is not None]
        return rows[0] if len(rows) == 1 else [one for row in rows for one in row]

    def _take_chops(self, update: ChopsUpdate, colours: ColorSystem) -> None:
        for y, first, last in update.spans:
            if y < len(update.chops):
                self._take_line(y, first, last, update.chops[y], update.chop_ends[y], colours)

    def _take_line(
        self,
        y: int,
        first: int,
        last: int,
        chops: Mapping[int, Strip | None],
        ends: list[int],
        colours: ColorSystem,
    ) -> None:
        """The chops of a line that a span touches, each as a whole: a part may halve a glyph.

        Textual too draws a chop from its beginning, whatever the span begins with.
        """
        for end, (x, strip) in zip(ends, chops.items(), strict=False):
            if strip is not None and x < last and end > first:
                self._put(y, x, self._cells.of(strip, colours)[: end - x])

    def _put(self, y: int, x: int, cells: Row) -> None:
        if not 0 <= y < len(self.rows) or x >= self.width:
            return
        cells = cells[: self.width - x] if len(cells) > self.width - x else cells
        end = x + len(cells)
        if len(cells) == self.width:
            row = cells
        else:
            before = self.rows[y]
            row = [*before[:x], *cells, *before[end:]]
        cut = (x and row[x - 1].wide) or not row[x].text if cells else False
        cut = cut or (end < self.width and not row[end].text) or row[-1].wide
        self.rows[y] = mended(row) if cut else row
