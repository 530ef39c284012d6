"""A terminal to look at: pyte, with the widths of glyphs that the test wants it to have."""

from __future__ import annotations

from collections.abc import Callable

import pyte
from pyte.modes import DECAWM
from pyte.screens import Char
from rich.cells import split_graphemes

_FLAGS = range(0x1F1E6, 0x1F200)

Picture = list[list[Char]]
"""What is shown, cell by cell; the cell where a wide glyph goes on has no text."""


def as_textual(cluster: str, width: int) -> int:
    """The widths that Textual thinks of."""
    return width


class Emulator(pyte.Screen):
    """pyte as a terminal that shows grapheme clusters, in one cell or more.

    pyte knows no dim letters; here "blink" stands for dim, and blinking is not shown.
    """

    def __init__(
        self, columns: int, lines: int, width: Callable[[str, int], int] = as_textual
    ) -> None:
        self._width = width
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
        after = x + width
        while after < self.columns and line[after].data == "":
            line[after] = line[after]._replace(data=" ")
            after += 1
        for place in range(x, min(x + width, self.columns)):
            line[place] = self.cursor.attrs._replace(data=cluster if place == x else "")
        self.last_place = (x, self.cursor.y)
        self.cursor.x = min(x + width, self.columns)

    def select_graphic_rendition(self, *attrs: int, **_: bool) -> None:
        """Attributes and colours, dim among them."""
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
        super().erase_in_display(how)

    def report_device_status(self, mode: int, **_: bool) -> None:
        """Counts the questions; nothing is answered by itself."""
        self.answers += mode == 5

    @property
    def picture(self) -> Picture:
        """Everything that is shown."""
        return [[self.buffer[y][x] for x in range(self.columns)] for y in range(self.lines)]

    @property
    def caret(self) -> tuple[int, int] | None:
        """Where the cursor is, if it is shown."""
        return None if self.cursor.hidden else (self.cursor.x, self.cursor.y)


def differences(one: Picture, other: Picture) -> list[str]:
    """Where two pictures differ, readably."""
    return [
        f"row {y} column {x}: {a} / {b}"
        for y, (left, right) in enumerate(zip(one, other, strict=True))
        for x, (a, b) in enumerate(zip(left, right, strict=True))
        if a != b
    ]
