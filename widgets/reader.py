"""The reader: one article's text with its mentions, a caret, a selection.

What the keys do to it; how it is laid out and drawn is in ``reader_view``. It binds no keys; its
screen calls its methods.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from textual.message import Message

from newsview.store.model import Block, Mention
from newsview.widgets.reader_view import ReaderView
from newsview.widgets.text.document import Document, Furniture
from newsview.widgets.text.edges import boundary
from newsview.widgets.text.folding import Folding
from newsview.widgets.text.hits import Hits
from newsview.widgets.text.marks import Marks
from newsview.widgets.text.motion import Caret, Mode, Motions, Selection
from newsview.widgets.text.tokens import Span

_MENTION_MOTIONS = {
    "next_suggestion": (1, True),
    "prev_suggestion": (-1, True),
    "next_mention": (1, False),
    "prev_mention": (-1, False),
}
"""Direction, and whether only what nobody has decided on counts."""


class Reader(ReaderView):
    """Shows an article and knows what the keys act on: the caret, the selection, a mention."""

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

    # --- what is shown ----------------------------------------------------------------------------

    def show(
        self, article_key: str, text: str, blocks: Sequence[Block], mentions: Sequence[Mention]
    ) -> None:
        """Put an article in place, the caret at its beginning, page furniture folded.

        ``article_key`` is the article's SHA-256; showing the same one again is a fresh start too.
        """
        self._document = Document(text, blocks)
        self._marks = Marks(mentions, len(text))
        self._folding = Folding(self._document)
        self._values = {}
        self._selection = None
        self._hits = Hits()
        self._evidence = ()
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
        """Show these mentions instead; where there are few, only rows that changed are drawn."""
        before, self._marks = self._marks, Marks(mentions, len(self._document.text))
        if self._active_id is not None and self._marks.by_id(self._active_id) is None:
            self._active_id = None
        if self._renew_inlays():
            return
        changed = self._marks.changed(before)
        if changed is None:
            self._strips.clear()
            self.refresh()
        for start, end in changed or ():
            self._refresh_span(start, end)

    @property
    def folded(self) -> bool:
        """Whether any page furniture is folded."""
        return self._folding.folded

    @property
    def has_furniture(self) -> bool:
        """Whether there is anything to fold."""
        return self._folding.is_needed

    def toggle_fold(self) -> Furniture | None:
        """Open or fold the page furniture at the caret, which is returned; elsewhere all of it.

        A caret in what is folded stands on its line then, so that the next call opens it again.
        """
        furniture = self._folding.toggle(self.caret)
        if furniture is not None:
            self._caret, self._active_id = Caret(furniture.start), None
        elif self.fold is not None:
            self._caret = Caret(self.caret)
        self._lay_out()
        self._announce()
        return furniture

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
    def active(self) -> Mention | None:
        """The mention that was gone to, else the innermost one at the caret; none at a fold."""
        if self._active_id is not None:
            return self._marks.by_id(self._active_id)
        if self.fold is not None:
            return None
        covering = self._marks.covering(self.caret)
        if not covering:
            covering = self._marks.overlapping(*self._unit())
        return covering[0] if covering else None

    @property
    def row(self) -> tuple[int, int]:
        """The screen line of the article that the caret is on, from 1, and how many there are."""
        return self._view.row_of(self.caret) + 1, len(self._view)

    def token_span_at_caret(self) -> tuple[int, int]:
        """The token (or character) at the caret; empty in an empty article and at a fold."""
        return self._unit()

    def sentence_at_caret(self) -> tuple[int, int]:
        """The sentence at the caret."""
        span = self._motions.sentences.at(self.caret)
        return span.start, span.end

    def boundary(self, offset: int, step: int, edge: Literal["start", "end"]) -> int:
        """Where a mention's start or end comes to lie one token (or character) further."""
        return boundary(self._motions, offset, step, edge)

    # --- moving -----------------------------------------------------------------------------------

    def move(self, motion: str) -> bool:
        """Do a motion by name; False when there is nothing further that way.

        KeyError for a name that is no motion.
        """
        if motion in _MENTION_MOTIONS:
            return self._to_mention(*_MENTION_MOTIONS[motion])
        self._motions.stops_at_folds = self._selection is None
        moved = self._motions.move(motion, self._caret)
        if moved is None:
            return False
        self._go(moved, None)
        return True

    def scroll_rows(self, rows: int) -> bool:
        """Show later (or earlier) rows; the caret stays, or goes with what would leave the screen.

        False when there is nothing further that way.
        """
        height = self.size.height
        top = min(max(0, self.scroll_offset.y + rows), max(0, len(self._view) - height))
        if top == self.scroll_offset.y:
            return False
        self.scroll_to(y=top, animate=False, immediate=True, force=True)
        row = self._view.row_of(self.caret)
        if row < top:
            self.move("line_down")
        elif row >= top + height:
            self.move("line_up")
        return True

    def goto(self, offset: int, active: str | None = None) -> None:
        """Put the caret at an offset, opening a fold there; keys act on this mention if it is."""
        if self._folding.open_at(offset):
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
        before, folded = self._unit(), self.fold is not None
        selected = self.selection
        self._caret = caret
        self._active_id = active_id
        self._untouched = False
        if self._selection is not None:
            moving = self._motions.unit(caret.offset)
            self._selection = Selection(self._selection.fixed, moving)
            self._refresh_difference(selected, self.selection)
        if not self._terminal_shows_caret or self.fold is not None or folded:
            self._refresh_span(*before)
            self._refresh_span(*self._unit())
        self._bring_caret_into_sight()
        self._announce()

    def _announce(self) -> None:
        self.app.cursor_position = self.cursor_screen_offset
        self.post_message(self.CaretMoved(self, self.caret, self.active))

    # --- selecting --------------------------------------------------------------------------------

    def start_selection(self) -> None:
        """Select the token (or character) at the caret; motions extend it."""
        unit = Span(*self._unit())
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
        self._hits = Hits(self._document.text, text)
        self._strips.clear()
        self.refresh()
        return len(self._hits)

    @property
    def at_hit(self) -> bool:
        """Whether the caret stands on what was searched for."""
        return bool(self._hits.overlapping(*self._unit()))

    def next_hit(self, direction: int) -> bool:
        """To the next (1) or previous (-1) place found, round the end; False when there is none."""
        forward = direction > 0
        found = self._hits.after(self._unit()[1]) if forward else self._hits.before(self.caret)
        if found is None:
            return False
        self.goto(found[0])
        return True
