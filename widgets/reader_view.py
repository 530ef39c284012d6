"""What the reader shows: the text laid out and drawn, with labels, folds, evidence, caret.

A line-API widget over the text model in ``widgets/text``: it holds the state, draws rows and
scrolls. What keys do is in ``reader``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from textual import events
from textual.geometry import Offset, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsview.store.model import DEFAULT_LABELS
from newsview.widgets.palette import LEAST_CONTRAST, NO_COLOURS, Depth, Palette
from newsview.widgets.reader_rows import MARGIN, drawn_row, margin, scrolled_to
from newsview.widgets.text.document import Document, Furniture
from newsview.widgets.text.folding import Folding
from newsview.widgets.text.hits import Hits
from newsview.widgets.text.layout import COLUMN, Layout, RowKind
from newsview.widgets.text.marks import Marks
from newsview.widgets.text.motion import Caret, Motions, Selection
from newsview.widgets.text.paint import Over
from newsview.widgets.text.wrap import Inlay

STRIPS_HELD = 400
"""Drawn rows kept for the next time they are shown."""

Beside = Literal["nothing", "labels", "values"]
"""What stands behind each mention: its label, or its label and what a figure means."""

BESIDE: tuple[Beside, ...] = ("nothing", "labels", "values")
"""The choices, in the order in which a key goes through them."""


class ReaderView(ScrollView, can_focus=True, inherit_bindings=False):
    """An article as it is seen: rows, what lies over them, and what of it is on the screen."""

    DEFAULT_CSS = """
    ReaderView {
        background: $background;
        color: $foreground;
        overflow: hidden hidden;
        scrollbar-size: 0 0;
    }
    """

    def __init__(
        self,
        labels: Sequence[str] = DEFAULT_LABELS,
        colours: Mapping[str, str] = NO_COLOURS,
        **kwargs: Any,
    ) -> None:
        """``labels`` in the order of their number keys, which gives each its colour.

        ``colours``, ``#rrggbb`` by label, come before those.
        """
        super().__init__(**kwargs)
        self._labels = tuple(labels)
        self._label_colours = colours
        self._document = Document("")
        self._marks = Marks((), 0)
        self._folding = Folding(self._document)
        self._beside: Beside | None = None
        self._values: Mapping[tuple[int, int], str] = {}
        self._view = Layout(self._document, COLUMN)
        self._motions = Motions(self._document, self._view)
        self._caret = Caret(0)
        self._active_id: str | None = None
        self._untouched = True
        self._selection: Selection | None = None
        self._hits = Hits()
        self._evidence: tuple[tuple[int, int], ...] = ()
        self._strips: dict[int, Strip] = {}
        self._palette: Palette | None = None

    # --- laying out -------------------------------------------------------------------------------

    def set_values(self, values: Mapping[tuple[int, int], str]) -> None:
        """What the figures mean, by start and end of their mentions, for `beside` values."""
        self._values = values
        self._renew_inlays()

    def _renew_inlays(self) -> bool:
        """Show the labels and values of now; False where none changed."""
        if not self._view.set_inlays(self._inlays()):
            return False
        self._redraw()
        self._bring_caret_into_sight()
        return True

    def _inlays(self) -> list[Inlay]:
        if self.beside == "nothing":
            return []
        return self._marks.labels(self._values if self.beside == "values" else None)

    def _laid_out(self) -> Layout:
        return Layout(
            self._document,
            self._column(),
            folded=True,
            opened=self._folding.opened,
            inlays=self._inlays(),
            fold_line=self._fold_line,
        )

    def _fold_line(self, furniture: Furniture) -> str:
        return self._folding.line(furniture, self._column())

    def _lay_out(self) -> None:
        """Lay the same article out anew; the caret stays, or goes to what is next to it."""
        self._view = self._laid_out()
        self._motions.view = self._view
        if self.fold is None:
            self._caret = self._motions.place(self._caret.offset) or self._caret
        self._redraw()
        self._bring_caret_into_sight()

    def _column(self) -> int:
        width = self.size.width or COLUMN + 2 * MARGIN  # before the first layout
        return min(COLUMN, width - 2 * MARGIN)

    def _redraw(self) -> None:
        self._strips.clear()
        self.virtual_size = Size(self.size.width, len(self._view))
        self.refresh()

    @property
    def beside(self) -> Beside:
        """What stands behind each mention; without colours its label from the start."""
        if self._beside is None:
            return "labels" if self._depth() == "none" else "nothing"
        return self._beside

    @beside.setter
    def beside(self, beside: Beside) -> None:
        self._beside = beside
        self._lay_out()

    # --- where the caret is -----------------------------------------------------------------------

    @property
    def caret(self) -> int:
        """The caret's offset."""
        return self._caret.offset

    @property
    def selection(self) -> tuple[int, int] | None:
        """What is selected, as offsets."""
        return None if self._selection is None else tuple(self._selection.span)  # type: ignore[return-value]

    @property
    def fold(self) -> Furniture | None:
        """The folded furniture on whose line the caret stands."""
        return self._view.fold_at(self.caret)

    def _unit(self) -> tuple[int, int]:
        if self.fold is not None:
            return self.caret, self.caret
        span = self._motions.unit(self.caret)
        return span.start, span.end

    # --- evidence ---------------------------------------------------------------------------------

    def show_evidence(self, stretches: Sequence[tuple[int, int]]) -> None:
        """Mark what a fact rests on and bring it into sight; none brings the caret back there.

        The caret stays where it is.
        """
        before, self._evidence = self._evidence, tuple(stretches)
        if before == self._evidence:
            return
        for start, end in (*before, *self._evidence):
            self._refresh_span(start, end)
        if self._evidence:
            start, end = self._evidence[0]
            self._bring_into_sight(self._view.row_of(start), self._view.row_of(max(start, end - 1)))
        else:
            self._bring_caret_into_sight()

    # --- drawing ----------------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """Lay the text out for the new width; the caret stays in sight."""
        self._motions.page = max(1, event.size.height)
        if self._column() != self._view.width:
            self._lay_out()
        elif self._strips:
            self._redraw()
            self._bring_caret_into_sight()

    def notify_style_update(self) -> None:
        """Colours changed."""
        super().notify_style_update()
        self._palette = None
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        index = y + self.scroll_offset.y
        strip = self._strips.get(index)
        if strip is None:
            if len(self._strips) >= STRIPS_HELD:
                self._strips.clear()
            strip = self._strips[index] = self._drawn(index)
        return strip

    def _drawn(self, index: int) -> Strip:
        palette, width = self._colours(), self.size.width
        if index >= len(self._view):
            return Strip.blank(width, palette.base)
        row = self._view.row(index)
        over = Over(
            self._document.line_kind(row.start),
            self._marks.overlapping(row.start, row.end),
            self._drawn_caret(row.kind),
            self.selection,
            self._hits.overlapping(row.start, row.end),
            [one for one in self._evidence if one[0] < row.next and row.start < one[1]],
        )
        return drawn_row(self._view, index, over, palette, width)

    def _drawn_caret(self, kind: RowKind) -> tuple[int, int] | None:
        """What is drawn as the caret: a fold's line, else nothing while the terminal shows it."""
        if kind is RowKind.FOLD:
            return self.caret, self.caret + 1
        return None if self._terminal_shows_caret else self._unit()

    @property
    def _terminal_shows_caret(self) -> bool:
        """Whether the terminal's own cursor stands at the caret, which costs no drawing."""
        return self.has_focus and getattr(self.app, "has_terminal_caret", False)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the caret is on the screen, as Textual's own fields tell it."""
        index, cell = self._view.cell_of(self.caret)
        region, scrolled = self.content_region, self.scroll_offset
        x = margin(self.size.width) + cell - scrolled.x
        return Offset(region.x + min(x, region.width - 1), region.y + index - scrolled.y)

    def on_focus(self) -> None:
        """The terminal's cursor takes over from the drawn caret, if it does at all."""
        self._refresh_span(*self._unit())
        self.app.cursor_position = self.cursor_screen_offset

    def on_blur(self) -> None:
        """The caret is drawn again where it stays."""
        self._refresh_span(*self._unit())

    def _colours(self) -> Palette:
        if self._palette is None:
            least = float(self.app.theme_variables.get("least-contrast", LEAST_CONTRAST))
            self._palette = Palette(
                self._labels, self._depth(), self.rich_style,
                colours=self._label_colours, least_contrast=least,
            )  # fmt: skip
        return self._palette

    def _depth(self) -> Depth:
        if self.app.no_color:
            return "none"
        if self.app.native_ansi_color:
            return "ansi"
        return "dark" if self.app.current_theme.dark else "light"

    def _refresh_span(self, start: int, end: int) -> None:
        """Draw the rows of this stretch again; those out of sight only when they come into it."""
        first, last = self._view.row_of(start), self._view.row_of(max(start, end - 1))
        for index in range(first, last + 1) if last - first < STRIPS_HELD else list(self._strips):
            self._strips.pop(index, None)
        top = self.scroll_offset.y
        first, last = max(first, top), min(last, top + self.size.height)
        if first <= last:
            self.refresh_lines(first, last - first + 1)

    def _bring_caret_into_sight(self) -> None:
        row = self._view.row_of(self.caret)
        self._bring_into_sight(row, row)

    def _bring_into_sight(self, first: int, last: int) -> None:
        """Scroll so that rows land a third from the edge they went over, if they are out of sight.

        Any scrolling draws the whole screen again: landing inside makes it rare.
        """
        top, height = self.scroll_offset.y, self.size.height
        y = scrolled_to(first, last, top, height)
        if y == top:
            return
        highest = max(0, len(self._view) - height)
        self.scroll_to(y=min(max(0, y), highest), animate=False, immediate=True, force=True)
