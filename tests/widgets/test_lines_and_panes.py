"""Status line, hint line, help sheet and side pane."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.widget import Widget

from newsview.widgets.help_sheet import HelpSheet, help_lines
from newsview.widgets.hint_line import HintLine
from newsview.widgets.pane_rows import article_rows
from newsview.widgets.side_pane import SidePane
from newsview.widgets.status_layout import StatusParts, status_lines
from newsview.widgets.status_line import StatusLine
from newsview.widgets.text.display import cells, one_line, shown
from tests.widgets.records import HOSTILE, fact, mention
from tests.widgets.text.texts import few_of_many, hard_texts


class Host(App[None]):
    """One widget and what a pane tells."""

    def __init__(self, make: Callable[[], Widget]) -> None:
        super().__init__()
        self.make = make
        self.chosen: list[SidePane.Chosen] = []

    def compose(self) -> ComposeResult:
        yield self.make()

    def on_side_pane_chosen(self, event: SidePane.Chosen) -> None:
        self.chosen.append(event)

    @property
    def widget(self) -> Any:
        return self.screen.children[0]

    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())


@pytest.mark.parametrize("width", [120, 80, 60, 40])
async def test_the_status_line_never_wraps_and_keeps_what_the_key_did(width: int) -> None:
    """The right parts give way as the line gets narrow."""
    app = Host(StatusLine)
    async with app.run_test(size=(width, 3)) as pilot:
        app.widget.say("accepted ORG Volkswagen")
        app.widget.stand(saved="saved 14:02:11", by="anna", decided="12/31", place="line 45/99")
        await pilot.pause()
        text = app.text()
        assert "accepted ORG Volks" in text
        assert "saved 14:02:11" in text or width < 60
        if width == 120:
            assert "anna" in text and "12/31" in text and "line 45/99" in text


LONG = "cannot be opened: " + " ".join(f"parola{n}" for n in range(24))


async def test_a_question_takes_more_lines() -> None:
    """It is not cropped, since the next key answers it; the next word gives the lines back."""
    app = Host(StatusLine)
    async with app.run_test(size=(80, 24)) as pilot:
        app.widget.stand(saved="saved 14:02:11")
        app.widget.say(LONG, whole=True)
        await pilot.pause()
        assert " ".join(app.text().replace("saved 14:02:11", "").split()) == LONG
        assert app.widget.size.height == 3
        await pilot.resize_terminal(60, 24)
        assert "parola23" in app.text()
        app.widget.say("accepted ORG Terna Nova")
        await pilot.pause()
        assert app.widget.size.height == 1
        assert "parola" not in app.text() and "saved 14:02:11" in app.text()


async def test_a_question_without_end_leaves_room_for_the_text() -> None:
    """What a merge would change may be of any length."""
    app = Host(StatusLine)
    async with app.run_test(size=(80, 24)) as pilot:
        app.widget.say("x" * 100_000, whole=True)
        await pilot.pause()
        assert app.widget.size.height <= 6


@pytest.mark.parametrize("error", [True, False])
@pytest.mark.parametrize("width", [60, 80, 120])
async def test_errors_and_tidings_stay_in_their_row(error: bool, width: int) -> None:
    """They begin at the beginning, end at a word, and say how to read the rest."""
    app = Host(lambda: StatusLine("(!: all of it)"))
    async with app.run_test(size=(width, 24)) as pilot:
        app.widget.stand(saved="saved 14:02:11", by="anna", decided="to do 0/42")
        app.widget.say(LONG, error=error, told=not error)
        await pilot.pause()
        assert app.widget.size.height == 1
        (line,) = [row.strip() for row in app.text().split("\n") if row.strip()]
        told = line.removesuffix("… (!: all of it)")
        assert told != line and LONG.startswith(told)
        assert LONG[len(told)] == " ", "cut within a word"


@given(hard_texts | few_of_many, st.integers(0, 90), st.booleans())
def test_the_lines_of_an_error_are_harmless_and_fit(said: str, width: int, whole: bool) -> None:
    """Whatever is in a file's name, at any width; of a question, too."""
    parts = StatusParts(said=said, saved="saved 14:02", is_error=not whole, whole=whole, more="(!)")
    lines, right = status_lines(parts, width)
    assert 1 <= len(lines) <= (6 if whole else 1)
    assert all(cells(line) <= width and shown(line) == line for line in lines)
    assert not right or cells(lines[-1]) + cells(right) < width


async def test_other_long_words_are_cropped() -> None:
    """What a key did never moves the text."""
    app = Host(StatusLine)
    async with app.run_test(size=(80, 24)) as pilot:
        app.widget.say(LONG)
        await pilot.pause()
        assert app.widget.size.height == 1


async def test_hints_are_shown_whole_or_not_at_all() -> None:
    """No key without its meaning."""
    app = Host(lambda: HintLine([("a", "accept"), ("x", "reject"), ("n", "next suggestion")]))
    async with app.run_test(size=(24, 3)) as pilot:
        await pilot.pause()
        text = app.text()
    assert "a accept" in text and "x reject" in text and "next" not in text


async def test_help_shows_every_row_when_scrolled() -> None:
    """Nothing is out of reach."""
    rows = [("Group", [(f"k{i}", f"title {i}", f"what it does {i}") for i in range(60)])]
    app = Host(lambda: HelpSheet(rows))
    async with app.run_test(size=(80, 10)) as pilot:
        seen = ""
        for _ in range(70):
            await pilot.pause()
            seen += app.text()
            app.widget.move(1)
        assert all(f"what it does {i}" in seen for i in range(60))


@pytest.mark.parametrize("width", [50, 80])
def test_help_shows_line_breaks_and_controls_by_their_stand_ins(width: int) -> None:
    """The sheet also holds what people wrote, in the history: nothing of that becomes a blank."""
    said = "uno\u2028due\x85tre\x0cquattro\x1fcinque\u00a0sei e\nsette"
    (line,) = [one for one in help_lines([("H", [("k", "t", said)])], width) if one.text]
    assert line.text == "uno␤due␤tre␌quattro␟cinque\u00a0sei e sette"


@given(hard_texts, st.sampled_from([20, 60, 100]))
def test_help_is_wrapped_without_losing_a_word(text: str, width: int) -> None:
    """Also words that are longer than a line."""
    lines = help_lines([("", [("k", "t", text)])], width)
    assert all(cells(one.keys + "  " + one.title + one.text) <= width for one in lines)
    wanted = one_line(text, 10_000).replace(" ", "")
    assert "".join(one.text for one in lines).replace(" ", "") == wanted


def test_of_a_text_without_an_end_help_shows_the_beginning() -> None:
    """A note of a megabyte in the history: the sheet stands, and what is left out is told by …"""
    lines = help_lines([("H", [("k", "t", "nota " * 200_000)])], 80)
    assert len(lines) < 500 and lines[-1].text.endswith("…")


def pane() -> SidePane:
    """A pane with some of everything."""
    mentions = [
        mention("Torino", "LOC", 5),
        mention("Torino", "LOC", 50, status="accepted"),
        mention("Fiat", "ORG", 20, status="rejected"),
        mention("Anna", "PER", 90, status="accepted", origin="person", note="forse"),
    ]
    return SidePane(article_rows(mentions, [fact(score=0.5)], ("auto",), "nota mia"))


async def test_the_pane_shows_sections_counts_and_marks() -> None:
    """Entities, facts, tags, notes, each with where it stands."""
    app = Host(pane)
    async with app.run_test(size=(60, 30)) as pilot:
        await pilot.pause()
        text = app.text()
    for expected in ("Entities 3", "1 undecided", "? LOC", "1/2", "✗ ORG", "+ PER", "Facts 1"):
        assert expected in text
    assert "auto" in text and "nota mia" in text and "forse" in text


async def test_moving_and_choosing_in_the_pane() -> None:
    """The cursor stands on rows that mean something, and choosing tells which."""
    app = Host(pane)
    async with app.run_test(size=(60, 30)) as pilot:
        await pilot.pause()
        app.widget.move("top")
        first = app.widget.current
        app.widget.move("bottom")
        assert app.widget.current.kind == "note"
        app.widget.move("top")
        assert app.widget.current == first
        app.widget.choose()
        await pilot.pause()
    assert [event.row for event in app.chosen] == [first]


async def test_the_cursor_stays_on_its_row_when_the_content_changes() -> None:
    """Deciding on one row does not throw one elsewhere."""
    app = Host(pane)
    async with app.run_test(size=(60, 30)) as pilot:
        await pilot.pause()
        app.widget.go_to("ORG20")
        later = [mention("Torino", "LOC", 5), mention("Fiat", "ORG", 20, status="accepted")]
        app.widget.set_content(article_rows(later, [], (), None))
        await pilot.pause()
        assert app.widget.current.ids == ("ORG20",)


async def test_hostile_text_in_the_pane_is_shown_and_not_obeyed() -> None:
    """Mentions, facts, tags and notes are other people's text."""
    mentions = [mention(HOSTILE, note=HOSTILE, tags=(HOSTILE,))]
    facts = [fact(HOSTILE, HOSTILE, HOSTILE)]
    app = Host(lambda: SidePane(article_rows(mentions, facts, (HOSTILE,), HOSTILE)))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        text = app.text()
    assert not set(text) & {"\x1b", "\x00", "\x9b", "\u202e", "\r", "\t"}
    assert "[red]x[/]" in text
