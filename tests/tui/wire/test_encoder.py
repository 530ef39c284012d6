"""Whatever frames follow one another, the terminal shows the last one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style

from newsview.tui.wire.capabilities import XTERM, Capabilities
from newsview.tui.wire.cells import Row
from newsview.tui.wire.encoder import LIGHT, Encoder

from .emulator import Emulator, differences
from .screens import looks, row_of, rows

WIDTH, HEIGHT = 14, 6

TERMINALS = [
    XTERM,
    Capabilities(),
    Capabilities(column=True, scrolls=True, off_codes=True),
    Capabilities(erases_in_colour=True, scrolls=True),
]


def checked(terminal: Emulator, screen: list[Row], can: Capabilities) -> None:
    """The terminal shows the screen."""
    found = differences(looks(screen, can), terminal.picture)
    assert not found, "\n".join(found[:5])


def screens(width: int, height: int) -> st.SearchStrategy[list[Row]]:
    """Whole screens."""
    return st.lists(rows(width), min_size=height, max_size=height)


def shifted(screen: list[Row], top: int, bottom: int, up: int, new: list[Row]) -> list[Row]:
    """The rows of a region moved up (or down), new ones where they came from."""
    part = screen[top : bottom + 1]
    size = len(part)
    moved = [part[y + up] if 0 <= y + up < size else new[y % len(new)] for y in range(size)]
    return [*screen[:top], *moved, *screen[bottom + 1 :]]


@st.composite
def next_screen(draw: st.DrawFn, screen: list[Row]) -> list[Row]:
    """What may follow: rows that change, a region that scrolls, beside a side that stays or not."""
    kind = draw(st.sampled_from(["edit", "scroll", "half", "all", "same", "resize"]))
    width, height = len(screen[0]), len(screen)
    if kind == "edit":
        y = draw(st.integers(0, height - 1))
        return [*screen[:y], draw(rows(width)), *screen[y + 1 :]]
    if kind in ("scroll", "half"):
        top = draw(st.integers(0, height - 2))
        bottom = draw(st.integers(top + 1, height - 1))
        new = draw(st.lists(rows(width), min_size=3, max_size=3))
        moved = shifted(screen, top, bottom, draw(st.integers(-4, 4)), new)
        if kind == "half":
            cut = width // 2
            halves = zip(moved, screen, strict=True)
            from newsview.tui.wire.cells import mended

            return [mended([*one[:cut], *other[cut:]]) for one, other in halves]
        return moved
    if kind == "all":
        return draw(screens(width, height))
    if kind == "resize":
        return draw(screens(draw(st.integers(2, 30)), draw(st.integers(2, 12))))
    return list(screen)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_the_terminal_shows_the_last_frame(data: st.DataObject) -> None:
    """Cell by cell and style by style, with the caret where it was wanted."""
    can = data.draw(st.sampled_from(TERMINALS))
    screen = data.draw(screens(WIDTH, HEIGHT))
    terminal, encoder = Emulator(WIDTH, HEIGHT, can=can), Encoder(can)
    terminal.feed("\x1b[?7l")
    for _ in range(data.draw(st.integers(1, 6))):
        if (terminal.lines, terminal.columns) != (len(screen), len(screen[0])):
            terminal.resize(len(screen), len(screen[0]))
        places = st.tuples(st.integers(0, terminal.columns - 1), st.integers(0, terminal.lines - 1))
        caret = data.draw(st.none() | places)
        if data.draw(st.booleans()):
            light = encoder.encode_light(screen, caret)
            assert light is None or len(light.encode()) <= LIGHT
            terminal.feed(encoder.encode(screen, caret) if light is None else light)
        else:
            terminal.feed(encoder.encode(screen, caret))
        checked(terminal, screen, can)
        assert terminal.caret == caret
        screen = data.draw(next_screen(screen))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_nothing_is_written_for_what_is_shown(data: st.DataObject) -> None:
    """The same screen again costs no byte, whatever objects it is made of."""
    screen = data.draw(screens(WIDTH, HEIGHT))
    encoder = Encoder(XTERM)
    encoder.encode(screen, (1, 1))
    assert encoder.encode([list(row) for row in screen], (1, 1)) == ""


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_terminal_with_other_widths_shows_all_letters_in_place(data: st.DataObject) -> None:
    """Where it draws signs, symbols and clusters wider, what all agree on is still right."""

    def wider(cluster: str, width: int) -> int:
        if cluster in "’—·…":
            return 2
        return {"👩‍👩‍👧": 6, "☎": 2, "e\u0301": 2, "😀": 1, "❤️": 1}.get(cluster, width)

    room = 8
    terminal, encoder = Emulator(WIDTH + room, HEIGHT, width=wider), Encoder(XTERM)
    terminal.feed("\x1b[?7l")
    tail = row_of([], None, room)
    for _ in range(data.draw(st.integers(1, 5))):
        screen = [[*row, *tail] for row in data.draw(screens(WIDTH, HEIGHT))]
        if data.draw(st.booleans()):
            old = screen
            screen = shifted(old, 1, HEIGHT - 1, data.draw(st.integers(-2, 2)), old[:3])
        terminal.feed(encoder.encode(screen, None))
        wanted, shown = looks(screen), terminal.picture
        for y, row in enumerate(screen):
            for x, one in enumerate(row):
                lead = x
                while not row[lead].text:
                    lead -= 1
                if not row[lead].reach:
                    assert shown[y][x] == wanted[y][x], (y, x, one)
                elif row[lead].text in ("😀", "❤️") and x > lead:
                    assert shown[y][x].data in ("", " "), (y, x, one)


def test_a_caret_step_is_a_few_bytes() -> None:
    """Only the cursor moves."""
    screen = [row_of([("parole di prova", None)], None, 80) for _ in range(24)]
    encoder = Encoder(XTERM)
    encoder.encode(screen, (3, 3))
    assert encoder.encode(screen, (4, 3)) == "\x1b[C"
    assert encoder.encode(screen, (3, 3)) == "\b"
    assert len(encoder.encode(screen, (60, 20))) <= 8


def test_rows_are_written_in_the_order_that_is_shorter() -> None:
    """A decision changes the text and the status line: a third of the bytes are pens and moves."""
    status = Style(color="#d0d0d0", bgcolor="#121212")

    def screen(word: str, style: Style | None, line: str) -> list[Row]:
        body = [row_of([("parole di prova", None)], None, 80) for _ in range(20)]
        body[4] = row_of([("parole ", None), (word, style)], None, 80)
        return [*body, row_of([(line, status)], status, 80)]

    looks_of = [Style(color="black", bgcolor=name, bold=True) for name in ("cyan", "yellow")]
    encoder = Encoder(XTERM)
    sizes, upwards = [], 0
    for number in range(6):
        text = encoder.encode(screen("Savona", looks_of[number % 2], f"prova {number}"), (7, 4))
        sizes.append(len(text))
        upwards += number > 0 and text.find(str(number)) < text.find("Savona")
    assert upwards > 1
    assert sum(sizes[1:]) < 210


@pytest.mark.parametrize("side", [0, 30])
def test_scrolling_pays_beside_a_pane_that_stays(side: int) -> None:
    """A line costs about a line, though the rows as wholes are all different."""
    text = [row_of([(f"riga {n} " * 6, None)], None, 60) for n in range(60)]
    pane = [row_of([(f"nome {n}", None)], None, side) for n in range(30)]
    frames = [[[*text[y + at], *pane[y]] for y in range(30)] for at in range(2)]
    encoder = Encoder(XTERM)
    encoder.encode(frames[0], None)
    moved = encoder.encode(frames[1], None)
    assert "\x1bD" in moved
    assert len(moved) < 300 + 20 * side


def test_a_terminal_that_erases_in_its_own_colour_gets_blanks_written() -> None:
    """Where `bce` is not sure, nothing coloured is erased."""
    screen = [row_of([("x", None)], None, 40)] * 3
    filled = [row_of([], Style(bgcolor="#121212"), 40)] * 3
    encoder = Encoder(Capabilities())
    encoder.encode(screen, None)
    assert "\x1b[K" not in encoder.encode(filled, None)
    encoder = Encoder(XTERM)
    encoder.encode(screen, None)
    assert "\x1b[K" in encoder.encode(filled, None)
