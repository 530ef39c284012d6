"""The terminals that annotators have: few colours or none, small, of another character set."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsview.tui.screens.too_small import too_small

from .pseudo import PseudoTerminal, Start
from .wire.emulator import Picture

TERMS = (
    "xterm-256color", "tmux-256color", "screen-256color", "screen", "linux", "vt100", "xterm",
)  # fmt: skip

WITHOUT_COLOUR = {"NO_COLOR": "1"}
TRUECOLOR = {"COLORTERM": "truecolor"}


def reading(terminal: PseudoTerminal) -> PseudoTerminal:
    """Open the first article, and accept the name of a town in it."""
    terminal.wait_for("Savona")
    terminal.press("\r")
    terminal.wait_for("Mondov")
    terminal.wait(lambda: re.search(r"to do \d+/[1-9]", terminal.screen) is not None)
    terminal.press("n")
    before = terminal.press("a")
    terminal.wait_for("saved", before)
    return terminal


def invisible(picture: Picture) -> str:
    """What stands in letters of the colour of their paper."""
    return "".join(
        one.data for row in picture for one in row
        if one.data.strip() and one.fg == one.bg != "default" and not one.reverse
    )  # fmt: skip


@pytest.mark.parametrize("colours", [{}, TRUECOLOR, WITHOUT_COLOUR], ids=["", "all", "none"])
@pytest.mark.parametrize("term", TERMS)
def test_everything_can_be_read_on_any_terminal(
    start: Start, term: str, colours: dict[str, str]
) -> None:
    """Nothing in the colour of its own paper, and what is decided looks other than what waits.

    Where there are no colours each label is written behind its mention from the start.
    """
    terminal = reading(start(environment={"TERM": term, "COLORTERM": "", **colours}))
    picture = terminal.picture
    assert invisible(picture) == ""
    looks = {
        (one.underscore, one.reverse, one.bold)
        for row in picture[1:-2] for one in row if one.data.isalpha()
    }  # fmt: skip
    assert any(underlined for underlined, _, _ in looks), "what waits is not underlined"
    if "NO_COLOR" in colours:
        assert {one.fg for row in picture for one in row} == {"default"}
        assert any(reverse for _, reverse, _ in looks), "what is accepted is not reversed"
        assert re.search(r"Cuneo.?LOC", terminal.screen)
        assert re.search(r"Terna Nova.?ORG", terminal.screen)


@pytest.mark.parametrize("locale", ["C", "POSIX", "it_IT.ISO-8859-1"])
def test_a_locale_without_utf8_makes_no_mess(start: Start, locale: str) -> None:
    """Letters are shown, and no row is longer than the terminal is wide."""
    terminal = reading(start(environment={"LANG": locale, "LC_ALL": locale}))
    assert "Mondovì" in terminal.screen
    assert "\\x" not in terminal.screen
    assert "\\u" not in terminal.screen


def test_a_character_set_of_its_own_is_shown_as_far_as_it_goes(start: Start) -> None:
    """Python is told to write no UTF-8: what cannot be written is a question mark, one cell."""
    terminal = start(environment={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    terminal.wait_for("Savona")
    terminal.press("\r")
    terminal.wait(lambda: "Mondov" in terminal.screen)
    assert "\\x" not in terminal.screen
    assert "\\u" not in terminal.screen


@pytest.mark.parametrize("size", [(59, 24), (80, 15), (20, 4), (1, 1)])
def test_a_terminal_that_is_too_small_is_told_and_nothing_else(
    start: Start, size: tuple[int, int]
) -> None:
    """A clear screen; and the reader comes back when there is room again."""
    terminal = start(size=size)
    terminal.wait(lambda: terminal.screen.startswith(f"{size[0]}x"[: size[0]]))
    assert "Savona" not in terminal.screen
    terminal.resize(80, 24)
    terminal.wait(lambda: "Savona" in terminal.screen)
    terminal.press("\r")
    terminal.wait(lambda: "Mondov" in terminal.screen)
    terminal.resize(40, 10)
    terminal.wait(lambda: terminal.screen.startswith("40x10"))
    terminal.resize(120, 40)
    terminal.wait(lambda: "Mondov" in terminal.screen)
    terminal.resize(40, 10)
    terminal.wait(lambda: terminal.screen.startswith("40x10"))
    terminal.press("\x11")
    assert terminal.end() == 0


@pytest.mark.parametrize("size", [(16, 3), (20, 5), (30, 3), (59, 24), (200, 2), (59, 3)])
def test_what_a_small_terminal_is_told_can_be_read_whole(size: tuple[int, int]) -> None:
    """What is needed, and where there is a third line how to leave."""
    width, height = size
    lines = too_small(width, height).split("\n")
    assert len(lines) <= height and all(len(one) <= width for one in lines)
    told = " ".join(lines)
    assert "60x16" in told or height < 3
    assert "ctrl+q leaves" in told or height < 3
    assert told.startswith(f"{width}x{height}")


@pytest.mark.parametrize("size", [(1, 1), (3, 9), (9, 2), (0, 0)])
def test_the_smallest_terminals_are_told_what_fits(size: tuple[int, int]) -> None:
    """The beginning, and nothing breaks."""
    lines = too_small(*size).split("\n")
    assert len(lines) <= max(size[1], 1) and all(len(one) <= max(size[0], 1) for one in lines)


def test_an_old_mouse_report_does_no_harm(start: Start, corpus: Path) -> None:
    """Three bytes past 127, as a terminal sends that was left in another program's mode."""
    terminal = start()
    terminal.wait_for("Savona")
    terminal.press(b"\x1b[M\xa0\xf5\xc8\x1b[M#\xf5\xc8")
    terminal.press("\r")
    terminal.wait(lambda: "Mondov" in terminal.screen)


def test_the_line_is_counted_anew_after_a_resize(start: Start) -> None:
    """Also where the terminal was too small for a while: as many lines as there are now."""
    terminal = start(size=(100, 30))
    terminal.wait_for("Savona")
    terminal.press("\r")
    terminal.wait(lambda: "line 1/" in terminal.screen)
    (lines,) = re.findall(r"line 1/(\d+)", terminal.screen)
    terminal.resize(64, 20)
    terminal.wait(lambda: re.search(rf"line 1/(?!{lines}\b)\d", terminal.screen) is not None)
    terminal.resize(40, 10)
    terminal.wait(lambda: terminal.screen.startswith("40x10"))
    terminal.resize(100, 30)
    terminal.wait(lambda: f"line 1/{lines}" in terminal.screen)
