"""A terminal to look at: pyte, with the widths of glyphs that the test wants it to have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pyte
from pyte.modes import DECAWM
from pyte.screens import Char
from rich.cells import split_graphemes

from newsview.tui.wire.capabilities import XTERM, Capabilities

_OFF = frozenset((22, 23, 24, 25, 27, 28, 29, 39, 49, 54, 55))
_FLAGS = range(0x1F1E6, 0x1F200)

Picture = list[list[Char]]
"""What is shown, cell by cell; the cell where a wide glyph goes on has no text."""


def as_textual(cluster: str, width: int) -> int:
    """The widths that Textual thinks of."""
    return width


def _without_colours(codes: Sequence[int]) -> list[int]:
    rest, kept = list(codes), []
    while rest:
        code = rest.pop(0)
        kept.append(code)
        if code in (38, 48):
            del rest[: 4 if rest[0] == 2 else 2]
    return kept


class Emulator(pyte.Screen):
    """pyte as a terminal that shows grapheme clusters, in one cell or more.

    pyte knows no dim letters; here "blink" stands for dim, and blinking is not shown.
    """

    def __init__(
        self,
        columns: int,
        lines: int,
        width: Callable[[str, int], int] = as_textual,
        can: Capabilities = XTERM,
    ) -> None:
        """``can``: what it can do; anything else is a fault of who asks for it."""
        self._width = width
        self._can = can
        super().__init__(columns, lines)
        self._stream = pyte.Stream(self)
        self.answers = 0
        self.last_place = (0, 0)

    def feed(self, text: str) -> None:
        """Take output."""
        self._stream.feed(text)

    def draw(self, data: str) -> None:
        """Show text at the cursor."""
        flag = False
        for start, end, width in split_graphemes(data)[0]:
            cluster = data[start:end]
            is_flag = len(cluster) == 1 and ord(cluster) in _FLAGS
            if width == 0 or (flag and is_flag):
                self._lengthen(cluster, width)
            else:
                self._put(cluster, self._width(cluster, width))
            flag = is_flag and not flag

    def _lengthen(self, text: str, width: int) -> None:
        x, y = self.last_place
        line = self.buffer[y]
        line[x] = line[x]._replace(data=line[x].data + text)
        for _ in range(width):
            line[self.cursor.x] = line[x]._replace(data="")
            self.cursor.x = min(self.cursor.x + 1, self.columns)
        if width:
            self._mend_from(self.cursor.x)

    def _mend_from(self, x: int) -> None:
        """The rest of a glyph whose beginning was written over is blank."""
        line = self.buffer[self.cursor.y]
        while x < self.columns and line[x].data == "":
            line[x] = line[x]._replace(data=" ")
            x += 1

    def _put(self, cluster: str, width: int) -> None:
        if self.cursor.x + width > self.columns:
            if DECAWM in self.mode:
                self.carriage_return()
                self.linefeed()
            else:
                self.cursor.x = self.columns - width
        line, x = self.buffer[self.cursor.y], self.cursor.x
        before = x
        while before > 0 and line[before].data == "":
            before -= 1
            line[before] = line[before]._replace(data=" ")
        self._mend_from(x + width)
        looks = self.cursor.attrs[1:]
        for place in range(x, min(x + width, self.columns)):
            line[place] = Char(cluster if place == x else "", *looks)
        self.last_place = (x, self.cursor.y)
        self.cursor.x = min(x + width, self.columns)

    def select_graphic_rendition(self, *attrs: int, **_: bool) -> None:
        """Attributes and colours, dim among them."""
        if not self._can.off_codes:
            assert not _OFF.intersection(_without_colours(attrs)), attrs
        codes: list[int] = []
        rest = list(attrs)
        while rest:
            code = rest.pop(0)
            if code in (38, 48):
                length = 4 if rest[0] == 2 else 2
                codes += [code, *rest[:length]]
                del rest[:length]
            else:
                codes += {2: [5], 5: [], 22: [22, 25], 25: []}.get(code, [code])
        if codes or not attrs:
            super().select_graphic_rendition(*codes)

    def erase_in_display(self, how: int = 0, *args: object, **_: bool) -> None:
        """Erase in the background that is set, on lines that nothing was written on too."""
        for y in range(self.lines):
            for x in range(self.columns):
                self.buffer[y].setdefault(x, self.default_char)
        with self._erasing():
            super().erase_in_display(how)

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        """Erase, in the background that is set or in the terminal's own."""
        with self._erasing():
            super().erase_in_line(how)

    def erase_characters(self, count: int | None = None) -> None:
        """Erase from the cursor on."""
        assert self._can.erases_cells
        super().erase_characters(count)

    @contextmanager
    def _erasing(self) -> Iterator[None]:
        pen = self.cursor.attrs
        ground = pen.bg if self._can.erases_in_colour else self.default_char.bg
        self.cursor.attrs = self.default_char._replace(bg=ground)
        yield
        self.cursor.attrs = pen

    def cursor_to_column(self, column: int | None = None) -> None:
        """To a column of this row."""
        assert self._can.column
        super().cursor_to_column(column)

    def set_margins(self, top: int | None = None, bottom: int | None = None) -> None:
        """The region that scrolls."""
        assert self._can.scrolls or top is None or bottom is None
        super().set_margins(top, bottom)

    def report_device_status(self, mode: int, **_: bool) -> None:
        """Counts the questions; nothing is answered by itself."""
        self.answers += mode == 5

    @property
    def picture(self) -> Picture:
        """Everything that is shown; of a blank only what can be seen of it."""
        return [[_seen(self.buffer[y][x]) for x in range(self.columns)] for y in range(self.lines)]

    @property
    def caret(self) -> tuple[int, int] | None:
        """Where the cursor is, if it is shown."""
        return None if self.cursor.hidden else (self.cursor.x, self.cursor.y)


def _seen(one: Char) -> Char:
    if one.data != " " or one.underscore or one.strikethrough or one.reverse:
        return one
    return one._replace(fg="default", bold=False, italics=False, blink=False)


def differences(one: Picture, other: Picture) -> list[str]:
    """Where two pictures differ, readably."""
    return [
        f"row {y} column {x}: {a} / {b}"
        for y, (left, right) in enumerate(zip(one, other, strict=True))
        for x, (a, b) in enumerate(zip(left, right, strict=True))
        if a != b
    ]


def unlike(one: Emulator, other: Emulator) -> list[str]:
    """The `differences` of two terminals; rows that are the same are not looked through."""
    assert (one.lines, one.columns) == (other.lines, other.columns)
    found: list[str] = []
    for y in range(one.lines):
        rows = one.buffer[y], other.buffer[y]
        if rows[0] != rows[1]:
            left, right = ([_seen(row[x]) for x in range(one.columns)] for row in rows)
            found += [f"row {y} {line[6:]}" for line in differences([left], [right])]
    return found
