"""The reader: one article's text with its mentions, a caret, a selection.

A line-API widget over the text model in ``widgets/text``: it holds the state, draws rows and
scrolls. It binds no keys; its screen calls its methods.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsview.store import messages
from newsview.store.model import DEFAULT_LABELS, Block, Mention
from newsview.widgets.palette import Depth, Palette
from newsview.widgets.text.document import Document, Furniture
from newsview.widgets.text.edges import boundary
from newsview.widgets.text.layout import COLUMN, Layout, RowKind
from newsview.widgets.text.marks import Marks
from newsview.widgets.text.motion import Caret, Mode, Motions, Selection
from newsview.widgets.text.paint import Over, paint

MARGIN = 1
"""Cells left free at each side of the text."""

STRIPS_HELD = 400
"""Drawn rows kept for the next time they are shown."""

_MENTION_MOTIONS = {
    "next_suggestion": (1, True),
    "prev_suggestion": (-1, True),
    "next_mention": (1, False),
    "prev_mention": (-1, False),
}
"""Direction, and whether only what nobody has decided on counts."""


class Reader(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows an article and knows what the keys act on: the caret, the selection, a mention."""

    DEFAULT_CSS = """
    Reader {
        background: $background;
        color: $foreground;
        overflow: hidden hidden;
        scrollbar-size: 0 0;
    }
    """

    @dataclass
    class CaretMoved(Message):
        """The caret stands elsewhere, or keys act on another mention now."""

        reader: Reader
        offset: int
        active: Mention | None

        def can_replace(self, message: Message) -> bool:
            """Only where the caret is in the end counts."""
            return isinstance(message, Reader.CaretMoved)

        @property
        def control(self) -> Reader:
            """The reader."""
            return self.reader

    def __init__(self, labels: Sequence[str] = DEFAULT_LABELS, **kwargs: Any) -> None:
        """``labels`` in the order of their number keys, which gives each its colour."""
        super().__init__(**kwargs)
        self._labels = tuple(labels)
        self._document = Document("")
        self._marks = Marks((), 0)
        self._folded = True
        self._labels_shown: bool | None = None
        self._view = Layout(self._document, COLUMN)
        self._motions = Motions(self._document, self._view)
        self._caret = Caret(0)
        self._active_id: str | None = None
        self._untouched = True
        self._selection: Selection | None = None
        self._hits: list[tuple[int, int]] = []
        self._strips: dict[int, Strip] = {}
        self._palette: Palette | None = None

    # --- what is shown ----------------------------------------------------------------------------

    def show(
        self, article_key: str, text: str, blocks: Sequence[Block], mentions: Sequence[Mention]
    ) -> None:
        """Put an article in place, the caret at its beginning, page furniture folded.

        ``article_key`` is the article's SHA-256; showing the same one again is a fresh start too.
        """
        self._document = Document(text, blocks)
        self._marks = Marks(mentions, len(text))
        self._folded = True
        self._selection = None
        self._hits = []
        mode = self._motions.mode
        self._view = self._laid_out()
        self._motions = Motions(self._document, self._view)
        self._motions.mode = mode
        self._motions.page = max(1, self.size.height)
        self._caret = self._motions.move("top", Caret(-1)) or Caret(0)
        self._active_id = None
        self._untouched = True
        self._redraw()
        self.scroll_to(y=0, animate=False, immediate=True, force=True)
        self._announce()

    def set_mentions(self, mentions: Sequence[Mention]) -> None:
        """Show these mentions instead; only rows whose mentions changed are drawn again."""
        before, self._marks = self._marks, Marks(mentions, len(self._document.text))
        if self._active_id is not None and self._marks.by_id(self._active_id) is None:
            self._active_id = None
        if self.labels_shown and self._view.set_inlays(self._marks.labels()):
            self._redraw()
            self._bring_caret_into_sight()
            return
        for start, end in self._marks.changed(before):
            self._refresh_span(start, end)

    def _laid_out(self) -> Layout:
        return Layout(
            self._document,
            self._column(),
            folded=self._folded,
            inlays=self._marks.labels() if self.labels_shown else (),
            fold_line=_fold_line,
        )

    def _lay_out(self) -> None:
        """Lay the same article out anew; the caret stays, or goes to what is next to it."""
        self._view = self._laid_out()
        self._motions.view = self._view
        self._caret = self._motions.place(self._caret.offset) or self._caret
        self._redraw()
        self._bring_caret_into_sight()

    def _column(self) -> int:
        width = self.size.width or COLUMN
        return min(COLUMN, width - 2 * MARGIN)

    def _redraw(self) -> None:
        self._strips.clear()
        self.virtual_size = Size(self.size.width, len(self._view))
        self.refresh()

    @property
    def folded(self) -> bool:
        """Whether page furniture is folded."""
        return self._folded

    def toggle_fold(self) -> None:
        """Fold page furniture, or show it."""
        self._folded = not self._folded
        self._lay_out()

    @property
    def labels_shown(self) -> bool:
        """Whether each mention's label stands behind it; so from the start without colours."""
        return self._depth() == "none" if self._labels_shown is None else self._labels_shown

    @labels_shown.setter
    def labels_shown(self, shown: bool) -> None:
        self._labels_shown = shown
        self._lay_out()

    @property
    def mode(self) -> Mode:
        """Whether the caret and edges move by token or by character."""
        return self._motions.mode

    @mode.setter
    def mode(self, mode: Mode) -> None:
        unit = self._unit()
        self._motions.mode = mode
        self._refresh_span(*unit)
        self._refresh_span(*self._unit())

    # --- what keys act on -------------------------------------------------------------------------

    @property
    def caret(self) -> int:
        """The caret's offset."""
        return self._caret.offset

    @property
    def active(self) -> Mention | None:
        """The mention that was gone to, else the innermost one at the caret."""
        if self._active_id is not None:
            return self._marks.by_id(self._active_id)
        covering = self._marks.covering(self.caret)
        if not covering:
            covering = self._marks.overlapping(*self._unit())
        return covering[0] if covering else None

    @property
    def selection(self) -> tuple[int, int] | None:
        """What is selected, as offsets."""
        return None if self._selection is None else tuple(self._selection.span)  # type: ignore[return-value]

    @property
    def progress(self) -> float:
        """How far down the article the caret is, 0 to 1."""
        last = len(self._view) - 1
        return self._view.row_of(self.caret) / last if last > 0 else 1.0

    def token_span_at_caret(self) -> tuple[int, int]:
        """The token (or character) at the caret; empty in an empty article."""
        return self._unit()

    def sentence_at_caret(self) -> tuple[int, int]:
        """The sentence at the caret."""
        span = self._motions.sentences.at(self.caret)
        return span.start, span.end

    def boundary(self, offset: int, step: int, edge: Literal["start", "end"]) -> int:
        """Where a mention's start or end comes to lie one token (or character) further."""
        return boundary(self._motions, offset, step, edge)

    def _unit(self) -> tuple[int, int]:
        span = self._motions.unit(self.caret)
        return span.start, span.end

    # --- moving -----------------------------------------------------------------------------------

    def move(self, motion: str) -> bool:
        """Do a motion by name; False when there is nothing further that way.

        KeyError for a name that is no motion.
        """
        if motion in _MENTION_MOTIONS:
            return self._to_mention(*_MENTION_MOTIONS[motion])
        moved = self._motions.move(motion, self._caret)
        if moved is None:
            return False
        self._go(moved, None)
        return True

    def goto(self, offset: int, active: str | None = None) -> None:
        """Put the caret at an offset, opening a fold there; keys act on this mention if it is."""
        if self._view.fold_at(offset) is not None:
            self._folded = False
            self._lay_out()
        target = self._motions.place(offset) or self._caret
        known = active if active and self._marks.by_id(active) else None
        self._go(target, known)

    def _to_mention(self, direction: int, undecided: bool) -> bool:
        active = None if self._untouched else self.active
        mention = self._marks.step(
            self.caret,
            direction,
            beyond=active.id if active else None,
            undecided=undecided,
            hidden=self._view.fold_at,
        )
        if mention is None:
            return False
        self._go(self._motions.place(mention.start) or self._caret, mention.id)
        return True

    def _go(self, caret: Caret, active_id: str | None) -> None:
        before = self._unit()
        selected = self.selection
        self._caret = caret
        self._active_id = active_id
        self._untouched = False
        if self._selection is not None:
            moving = self._motions.unit(caret.offset)
            self._selection = Selection(self._selection.fixed, moving)
            self._refresh_difference(selected, self.selection)
        self._refresh_span(*before)
        self._refresh_span(*self._unit())
        self._bring_caret_into_sight()
        self._announce()

    def _announce(self) -> None:
        self.post_message(self.CaretMoved(self, self.caret, self.active))

    # --- selecting --------------------------------------------------------------------------------

    def start_selection(self) -> None:
        """Select the token (or character) at the caret; motions extend it."""
        unit = self._motions.unit(self.caret)
        if unit.start < unit.end:
            self._selection = Selection(unit, unit)
            self._refresh_span(*unit)

    def swap_selection(self) -> None:
        """Put the caret on the other end of the selection."""
        if self._selection is not None:
            swapped = self._selection.swapped()
            self._selection = None
            self._go(Caret(swapped.moving.start), None)
            self._selection = swapped

    def drop_selection(self) -> None:
        """Select nothing."""
        selected, self._selection = self.selection, None
        if selected is not None:
            self._refresh_span(*selected)

    def _refresh_difference(
        self, before: tuple[int, int] | None, after: tuple[int, int] | None
    ) -> None:
        if before is None or after is None:
            return
        for one, other in zip(before, after, strict=True):
            if one != other:
                self._refresh_span(min(one, other), max(one, other))

    # --- searching --------------------------------------------------------------------------------

    def search(self, text: str) -> int:
        """Mark every place where a text stands, ignoring case; returns how many there are."""
        words = [re.escape(word) for word in text.split()]
        if not words:
            self._hits = []
        else:
            wanted = re.compile(r"\s+".join(words), re.IGNORECASE)
            self._hits = [match.span() for match in wanted.finditer(self._document.text)]
        self._strips.clear()
        self.refresh()
        return len(self._hits)

    @property
    def at_hit(self) -> bool:
        """Whether the caret stands on what was searched for."""
        start, end = self._unit()
        return any(first < end and start < last for first, last in self._hits)

    def next_hit(self, direction: int) -> bool:
        """To the next (1) or previous (-1) place found, round the end; False when there is none."""
        if not self._hits:
            return False
        if direction > 0:
            after = self._unit()[1]
            found = next((hit for hit in self._hits if hit[0] >= after), self._hits[0])
        else:
            before = [hit for hit in self._hits if hit[0] < self.caret]
            found = before[-1] if before else self._hits[-1]
        self.goto(found[0])
        return True

    # --- drawing ----------------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """Lay the text out for the new width; the caret stays in sight."""
        self._motions.page = max(1, event.size.height)
        if self._column() != self._view.width or self._strips:
            self._lay_out()

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
        palette = self._colours()
        width = self.size.width
        if index >= len(self._view):
            return Strip.blank(width, palette.base)
        row = self._view.row(index)
        left = " " * max(MARGIN, (width - COLUMN) // 2)
        segments = [Segment(left, palette.base)]
        if row.kind is RowKind.FOLD:
            segments.append(Segment(self._view.fold_text(index), palette.base + Style(dim=True)))
        elif row.kind is RowKind.TEXT:
            over = Over(
                self._document.line_kind(row.start),
                self._marks.overlapping(row.start, row.end),
                self._unit(),
                self.selection,
                [hit for hit in self._hits if hit[0] < row.end and row.start < hit[1]],
            )
            pieces = paint(self._document.text, self._view.cells(index), over)
            segments.extend(Segment(text, palette.style(ink)) for text, ink in pieces)
        return Strip(segments).adjust_cell_length(width, palette.base).simplify()

    def _colours(self) -> Palette:
        if self._palette is None:
            self._palette = Palette(self._labels, self._depth(), self.rich_style)
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
        """Scroll so that the caret's row lands a third from the edge it went over.

        Any scrolling draws the whole screen again: landing inside makes it rare.
        """
        height = self.size.height
        row, top = self._view.row_of(self.caret), self.scroll_offset.y
        if height <= 0 or top <= row < top + height:
            return
        y = row - height // 3 if row >= top + height else row - height + 1 + height // 3
        highest = max(0, len(self._view) - height)
        self.scroll_to(y=min(max(0, y), highest), animate=False, immediate=True, force=True)


def _fold_line(furniture: Furniture) -> str:
    template = messages.FOLD_LINE if furniture.lines == 1 else messages.FOLD_LINES
    return template.format(n=furniture.lines)
