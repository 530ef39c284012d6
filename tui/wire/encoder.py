"""From what the terminal shows to what it should show, in as few bytes as can be. No UI."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from newsview.tui.wire.capabilities import Capabilities
from newsview.tui.wire.cells import Cell, Row, cell
from newsview.tui.wire.moves import absolute, move
from newsview.tui.wire.pens import PLAIN, Pen, transition
from newsview.tui.wire.scrolling import Shift, find_shift

HIDES_FROM = 300
"""Bytes of a frame from which the cursor is hidden while it is drawn."""

LIGHT = 250
"""Bytes of a frame that nobody has to wait for."""

_LIGHT_ROWS = 4
"""Rows that may have changed in one."""

_TO_RIGHTS = "\x0f\x1b(B\x1b[4l\x1b[?7l"
"""Letters for letters, overwriting, no wrapping: what another program may have left otherwise."""

_REWRITE = 12
"""Cells up to which writing what is there already may be shorter than a move."""

_FEW = 4
"""Blanks that are sooner written than erased."""

Place = tuple[int, int]
"""A column and a row, from 0."""

_State = tuple[list[Row] | None, Pen | None, int | None, int | None, bool | None]
"""What is shown, in which pen, where the cursor is, whether it is shown."""


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


class Encoder:
    """Knows what the terminal shows and in which state it is; writes the way to the next frame."""

    def __init__(self, can: Capabilities) -> None:
        self._can = can
        self._out: list[str] = []
        self.forget()

    def forget(self) -> None:
        """Nothing is known of the terminal any more: the next frame clears and draws all of it."""
        self._shown: list[Row] | None = None
        self._pen: Pen | None = None
        self._x: int | None = None
        self._y: int | None = None
        self._cursor_shown: bool | None = None

    def encode_light(self, wanted: Sequence[Row], cursor: Place | None) -> str | None:
        """As `encode` if that takes at most `LIGHT` bytes; else None, and nothing has changed."""
        shown = self._shown
        if shown is None or len(shown) != len(wanted):
            return None
        changed = sum(row is not other and row != other for row, other in zip(shown, wanted))  # noqa: B905
        if changed > _LIGHT_ROWS:
            return None
        before = self._state
        text = self.encode(wanted, cursor)
        if _size(text) <= LIGHT:
            return text
        self._state = before
        return None

    def encode(self, wanted: Sequence[Row], cursor: Place | None) -> str:
        """What to write so that the terminal shows these rows, and the cursor there or nowhere.

        All rows are of the same width. The encoder takes it that this is written, whole and next.
        """
        self._out = []
        size = (len(wanted), len(wanted[0]) if wanted else 0)
        shown = self._shown
        if shown is None or size != (len(shown), len(shown[0]) if shown else 0):
            shown = self._clear(wanted)
        elif self._can.scrolls and (shift := find_shift(shown, wanted)) is not None:
            shown = self._scroll(shown, shift)
        changed = [y for y, row in enumerate(wanted) if row is not shown[y] and row != shown[y]]
        if not self._out and 1 < len(changed) <= _LIGHT_ROWS:
            return self._shorter(shown, wanted, changed, cursor)
        return self._in_order(shown, wanted, changed, cursor)

    def _in_order(
        self, shown: Sequence[Row], wanted: Sequence[Row], changed: list[int], cursor: Place | None
    ) -> str:
        """The frame with the changed rows written in this order."""
        for y in changed:
            self._row(y, shown[y], wanted[y])
        self._shown = list(wanted)
        return self._finished(cursor)

    def _shorter(
        self, shown: Sequence[Row], wanted: Sequence[Row], changed: list[int], cursor: Place | None
    ) -> str:
        """A few rows downwards or upwards: what is written last may be near the cursor, and what
        is written first in the pen that is set."""
        before = self._state
        down = self._in_order(shown, wanted, changed, cursor)
        after = self._state
        self._state, self._out = before, []
        up = self._in_order(shown, wanted, changed[::-1], cursor)
        if _size(up) < _size(down):
            return up
        self._state = after
        return down

    def _finished(self, cursor: Place | None) -> str:
        """The frame with the cursor shown at its place, hidden before where much is drawn."""
        was_shown, self._cursor_shown = self._cursor_shown, cursor is not None
        text = "".join(self._out)
        if cursor is None:
            return ("" if was_shown is False else "\x1b[?25l") + text
        self._out = []
        self._go(*cursor)
        place = "".join(self._out)
        if was_shown and len(text) > HIDES_FROM:
            return f"\x1b[?25l{text}{place}\x1b[?25h"
        return text + place + ("" if was_shown else "\x1b[?25h")

    # --- the state of the terminal ----------------------------------------------------------------

    @property
    def _state(self) -> _State:
        return self._shown, self._pen, self._x, self._y, self._cursor_shown

    @_state.setter
    def _state(self, state: _State) -> None:
        self._shown, self._pen, self._x, self._y, self._cursor_shown = state

    def _go(self, x: int, y: int) -> None:
        if (self._x, self._y) != (x, y):
            self._out.append(move(self._x, self._y, x, y, column=self._can.column))
            self._x, self._y = x, y

    def _take(self, pen: Pen) -> None:
        if self._pen is not pen:
            self._out.append(transition(self._pen, pen, off_codes=self._can.off_codes))
            self._pen = pen

    def _erasable(self, one: Cell) -> bool:
        """Whether erasing leaves this cell: a space on a background that erased cells take."""
        pen = one.pen
        coloured = pen.background != ""
        return (
            one.text == " "
            and not pen.shows_on_blanks
            and (self._can.erases_in_colour or not coloured)
        )

    # --- whole screens ----------------------------------------------------------------------------

    def _clear(self, wanted: Sequence[Row]) -> list[Row]:
        """Clear the screen in the background that most of its blanks have."""
        blanks = Counter(one for row in wanted for one in row if one.text == " ")
        common = next((one for one, _ in blanks.most_common(3) if self._erasable(one)), cell(" "))
        if self._shown is None:
            self._out.append(_TO_RIGHTS + ("\x1b[r" if self._can.scrolls else ""))
        self._pen = None
        self._take(common.pen)
        self._out.append("\x1b[2J")
        self._x = self._y = None
        return [[common] * len(row) for row in wanted]

    def _scroll(self, shown: Sequence[Row], shift: Shift) -> list[Row]:
        """Move the rows of a region; bare ones come in its own colours."""
        top, bottom, up = shift
        part = (top, bottom) != (0, len(shown) - 1)
        self._take(PLAIN)
        if part:
            self._out.append(f"\x1b[{top + 1};{bottom + 1}r")
        self._out.append(absolute(0, bottom if up > 0 else top))
        self._out.append(("\x1bD" if up > 0 else "\x1bM") * abs(up))
        if part:
            self._out.append("\x1b[r")
        self._x = self._y = None
        bare = [cell(" ")] * len(shown[0])
        moved = list(shown[top : bottom + 1])
        moved = moved[up:] + [bare] * up if up > 0 else [bare] * -up + moved[:up]
        return [*shown[:top], *moved, *shown[bottom + 1 :]]

    # --- rows -------------------------------------------------------------------------------------

    def _row(self, y: int, old: Row, new: Row) -> None:
        width = len(new)
        blank_from = self._blank_from(new)
        last = width - 1
        while new[last] is old[last]:
            last -= 1
        x = redraw_to = 0
        while x <= last or x < redraw_to:
            if new[x] is old[x] and x >= redraw_to:
                x += 1
                continue
            if x >= blank_from and max(last + 1, redraw_to) - x >= _FEW:
                self._arrive(x, y, new, new[x].pen)
                self._out.append("\x1b[K")
                return
            while x and not new[x].text:
                x -= 1
            one = new[x]
            reach = max(one.reach, old[x].reach)
            if reach:
                redraw_to = max(redraw_to, min(width, x + 1 + reach))
            self._arrive(x, y, new, one.pen)
            if reach and one.wide:
                self._bare(x, y, old, new)
            blanks = self._blanks(old, new, x) if one.text == " " else 0
            if blanks:
                self._out.append(f"\x1b[{blanks}X")
                x += blanks
                continue
            end = self._run_end(old, new, x, min(last + 1, blank_from, width - 1))
            self._out += [one.text for one in new[x:end]]
            x = end
            while x < width and not new[x].text:
                x += 1
            self._x = x if x < width and not one.reach else None

    def _bare(self, x: int, y: int, old: Row, new: Row) -> None:
        """Blank what a terminal would leave there that draws this wide glyph narrower."""
        end = x + 1
        while end < len(new) and not new[end].text:
            end += 1
        if any(one.text not in ("", " ") or one.pen is not new[x].pen for one in old[x + 1 : end]):
            self._out.append(" " * (end - x))
            self._x = end if end < len(new) else None
            self._go(x, y)

    def _run_end(self, old: Row, new: Row, x: int, stop: int) -> int:
        """Where the cells end that are written as simply as the one at ``x``: mostly a word."""
        first, end = new[x], x + 1
        if first.is_plain:
            pen = first.pen
            while end < stop:
                one, before = new[end], old[end]
                if not one.is_plain or one.pen is not pen or one is before or before.reach:
                    break
                if one.text == " " and new[end + 1] is one:
                    break
                end += 1
        return end

    def _blank_from(self, row: Row) -> int:
        """Where the blanks begin that reach to the end of the row and can be erased."""
        tail = row[-1]
        start = len(row)
        if self._erasable(tail):
            while start and row[start - 1] is tail:
                start -= 1
        return start

    def _blanks(self, old: Row, new: Row, x: int) -> int:
        """How many blanks from here are sooner erased than written; 0 for none."""
        one = new[x]
        if not self._can.erases_cells or not self._erasable(one):
            return 0
        end = x
        while end < len(new) and new[end] is one:
            end += 1
        changed = sum(new[place] is not old[place] for place in range(x, end))
        after = 0 if end == len(new) else 5  # the move behind them
        return end - x if changed > 4 + after else 0

    def _arrive(self, x: int, y: int, row: Row, pen: Pen) -> None:
        """Go to a cell and take its pen; perhaps by writing once more what lies between."""
        here = self._x
        if here is not None and self._y == y and 0 < x - here <= _REWRITE:
            between = row[here:x]
            if all(one.text and not one.reach for one in between):
                off_codes = self._can.off_codes
                way: list[str] = []
                now, cost = self._pen, 0
                for one in between:
                    change = transition(now, one.pen, off_codes=off_codes)
                    way += change, one.text
                    cost += len(change) + one.cost
                    now = one.pen
                cost += len(transition(now, pen, off_codes=off_codes))
                direct = len(move(here, y, x, y, column=self._can.column))
                if cost < direct + len(transition(self._pen, pen, off_codes=off_codes)):
                    self._out += way
                    self._x, self._pen = x, now
        self._go(x, y)
        self._take(pen)
