"""Cells: what stands in each column of a row, as Textual measures what it draws."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from unicodedata import category, east_asian_width

from rich.cells import split_graphemes
from rich.color import ColorSystem
from textual.strip import Strip

from newsview.tui.wire.pens import PLAIN, Pen, pen_of

WHOLE_ROW = 1000
"""A reach to the end of any row."""

_JOINER = "\u200d"

_FIRST_FLAG, _LAST_FLAG = 0x1F1E6, 0x1F1FF
"""The letters of which two make a flag."""

STRIPS_HELD = 400
"""Strips whose cells are kept, twice as many at most: several screens, 3 kB each."""

CELLS_HELD = 50_000
"""Different cells kept; more begin anew, which costs bytes once and nothing else."""


class Cell:
    """One column: a glyph with its pen, or where a wide one goes on, the pen alone.

    Equal cells are the same object while they are kept (`cell`): compare with ``is``.
    """

    __slots__ = ("cost", "is_plain", "pen", "reach", "text", "wide")

    def __init__(self, text: str, pen: Pen, wide: bool) -> None:
        self.text = text
        self.pen = pen
        self.wide = wide
        self.reach = reach_of(text)
        self.is_plain = bool(text) and not wide and not self.reach
        self.cost = len(text.encode("utf-8", "replace"))

    def __repr__(self) -> str:
        return f"Cell({self.text!r}, {self.pen.codes})"


Row = list[Cell]
"""As many cells as the screen has columns; never changed once it is shown."""


class _Glyphs(dict[str, Cell]):
    """The cells of one pen, made when first asked for."""

    def __init__(self, pen: Pen, wide: bool) -> None:
        self._pen = pen
        self._wide = wide

    def __missing__(self, text: str) -> Cell:
        global _made
        _made += 1
        made = self[text] = Cell(text, self._pen, self._wide)
        return made


_kept: dict[tuple[Pen, bool], _Glyphs] = {}
_made = 0


def _glyphs(pen: Pen, wide: bool = False) -> _Glyphs:
    global _made
    if _made >= CELLS_HELD:
        _kept.clear()
        _made = 0
    found = _kept.get((pen, wide))
    if found is None:
        found = _kept[pen, wide] = _Glyphs(pen, wide)
    return found


def cell(text: str, pen: Pen = PLAIN, wide: bool = False) -> Cell:
    """The cell of a glyph; "" where the glyph to the left goes on, ``wide`` if it will go on."""
    return _glyphs(pen, wide)[text]


@lru_cache(maxsize=4096)
def reach_of(text: str) -> int:
    """How many cells to its right a terminal may disturb that thinks a glyph wider than Textual.

    0: all terminals agree. Letters of the Latin, Greek and Cyrillic alphabets, box drawing and
    East Asian wide characters count as agreed on; where ambiguous letters and lines are set to two
    cells no application is right. Ambiguous signs (quotes, dashes) reach one cell, symbols and
    whatever is put together of several code points the whole row.
    """
    if text.isascii():
        return 0
    if len(text) > 1:
        return WHOLE_ROW
    code = ord(text)
    if (code < 0x530 and category(text).startswith("L")) or 0x2500 <= code <= 0x25A0:
        return 0
    width = east_asian_width(text)
    if width in "WF":
        return 0 if category(text)[0] in "LP" or code < 0x3100 else WHOLE_ROW
    if width == "A":
        return 1
    return 0 if category(text)[0] in "LNPZ" or code < 0x300 else WHOLE_ROW


def cells_of(strip: Strip, colours: ColorSystem) -> Row:
    """The cells of a strip. Control characters are left out: none reaches the terminal."""
    row: Row = []
    for text, style, control in strip:
        if control or not text:
            continue
        pen = pen_of(style, colours)
        if text.isascii() and text.isprintable():
            glyphs = _glyphs(pen)
            row += [glyphs[character] for character in text]
        else:
            _add(row, text, pen)
    return row


def clusters_of(text: str) -> Iterator[tuple[str, int]]:
    """What stands together in a segment, with its cells; their sum is Rich's `cell_len`.

    `split_graphemes` counts what follows a joiner at the very beginning, `cell_len` does not, and
    by that Textual lays out: such a beginning belongs to the segment before, without a cell.
    """
    while text.startswith(_JOINER):
        yield text[:2], 0
        text = text[2:]
    for start, end, width in split_graphemes(text)[0]:
        yield text[start:end], width


def _add(row: Row, text: str, pen: Pen) -> None:
    flag = False
    for cluster, width in clusters_of(text):
        glyph = "".join(c for c in cluster if category(c) != "Cc")
        is_flag = len(glyph) == 1 and _FIRST_FLAG <= ord(glyph) <= _LAST_FLAG
        if not glyph:
            continue
        if width == 0:
            if row:
                _lengthen(row, glyph, 0)
        elif flag and is_flag:
            _lengthen(row, glyph, width)
        else:
            row.append(cell(glyph, pen, width > 1))
            row += [cell("", pen)] * (width - 1)
        flag = is_flag and not flag


def _lengthen(row: Row, text: str, width: int) -> None:
    """Put more code points to the last glyph, and cells, if it becomes wider."""
    place = len(row) - 1
    while place > 0 and not row[place].text:
        place -= 1
    last = row[place]
    row[place] = cell(last.text + text, last.pen, last.wide or width > 0)
    row += [cell("", last.pen)] * width


def mended(row: Row) -> Row:
    """The row with spaces for glyphs of which only a part was left; none is wider than two."""
    result: Row = []
    goes_on = False
    for place, one in enumerate(row):
        cut = one.wide and (place + 1 == len(row) or row[place + 1].text != "")
        if cut or not (one.text or goes_on):
            result.append(cell(" ", one.pen))
            goes_on = False
        else:
            result.append(one)
            goes_on = one.wide
    return result


class StripCells:
    """Remembers the cells of strips; a strip cannot change, so it is known by identity."""

    def __init__(self) -> None:
        self._young: dict[int, tuple[Strip, Row]] = {}
        self._old: dict[int, tuple[Strip, Row]] = {}
        self._colours: ColorSystem | None = None

    def of(self, strip: Strip, colours: ColorSystem) -> Row:
        """The cells of a strip, not to be changed."""
        if colours is not self._colours:
            self._young, self._old, self._colours = {}, {}, colours
        key = id(strip)
        found = self._young.get(key) or self._old.get(key)
        if found is None:
            found = (strip, cells_of(strip, colours))
        if key not in self._young:
            if len(self._young) >= STRIPS_HELD:
                self._young, self._old = {}, self._young
            self._young[key] = found
        return found[1]
