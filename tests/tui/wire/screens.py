"""Random screens of styled cells, and how each looks when drawn without any cleverness."""

from __future__ import annotations

from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from newsview.tui.wire.capabilities import XTERM, Capabilities
from newsview.tui.wire.cells import Row, cell, cells_of, mended

from .emulator import Emulator, Picture

SURE = [*"abcdeàßж ", "  ", "     ", "─", "日", "한"]
DOUBTFUL = ["’", "—", "·", "…", "e\u0301", "😀", "👩‍👩‍👧", "❤️", "🇮🇹", "☎"]  # fmt: skip
STYLES = [
    None, Style(), Style(color="red"), Style(bgcolor="blue"),
    Style(color="#d0d0d0", bgcolor="#121212"),
    Style(bold=True, color="#d0d0d0", bgcolor="#121212"), Style(dim=True),
    Style(bold=True, dim=True),
    Style(underline=True, bgcolor="#121212"), Style(reverse=True), Style(italic=True, strike=True),
]  # fmt: skip


def rows(width: int, *, doubtful: bool = True) -> st.SearchStrategy[Row]:
    """Rows of this many cells; without ``doubtful`` all terminals agree on every width."""
    glyphs = st.sampled_from(SURE + DOUBTFUL if doubtful else SURE)
    pieces = st.tuples(st.lists(glyphs, max_size=6).map("".join), st.sampled_from(STYLES))
    filling = st.sampled_from(STYLES)
    return st.builds(
        lambda parts, fill: row_of(parts, fill, width), st.lists(pieces, max_size=8), filling
    )


def row_of(parts: list[tuple[str, Style | None]], fill: Style | None, width: int) -> Row:
    """A row of texts in styles, filled up or cut."""
    strip = Strip([*(Segment(*part) for part in parts), Segment(" " * width, fill)])
    return mended(cells_of(strip, ColorSystem.EIGHT_BIT)[:width])


def looks(screen: list[Row], can: Capabilities = XTERM) -> Picture:
    """How the rows look: every glyph placed by itself, in its whole style."""
    terminal = Emulator(len(screen[0]), len(screen), can=can)
    terminal.feed("\x1b[?7l")
    for y, row in enumerate(screen):
        for x, one in enumerate(row):
            if one.text:
                codes = ";".join(["0", *one.pen.codes])
                terminal.feed(f"\x1b[{y + 1};{x + 1}H\x1b[{codes}m{one.text}")
    return terminal.picture


def blank(width: int) -> Row:
    """A row of nothing."""
    return [cell(" ")] * width
