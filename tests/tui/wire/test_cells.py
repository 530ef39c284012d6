"""Strips become cells in the columns that Textual laid them out in."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from newsview.tui.wire.cells import WHOLE_ROW, cells_of, mended, reach_of
from newsview.tui.wire.pens import PLAIN, Pen, pen_of_codes, transition

from .emulator import Emulator
from .screens import DOUBTFUL, STYLES, SURE

WIDTHLESS = [
    "\u200d", "\ufe0f", "\ufe0e", "\u0301", "\u200b", "\u2060",
    "🏽", "🇮", "🇹", "👩", "❤", "1", "a", "日",
]  # fmt: skip
"""What changes the width of its neighbours, or has none, and what it changes."""

TEXTS = st.lists(st.sampled_from(SURE + DOUBTFUL) | st.characters(codec="utf-8")).map("".join)


@settings(max_examples=300)
@given(st.lists(st.tuples(TEXTS, st.sampled_from(STYLES)), max_size=4))
def test_as_many_cells_as_textual_counts(parts: list[tuple[str, Style | None]]) -> None:
    """Any text, put together of clusters, halves of clusters and control characters."""
    strip = Strip([Segment(*part) for part in parts])
    row = cells_of(strip, ColorSystem.EIGHT_BIT)
    assert len(row) == strip.cell_length
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for one in row for c in one.text)


@settings(max_examples=600)
@given(st.lists(st.lists(st.sampled_from(WIDTHLESS), max_size=5).map("".join), max_size=4))
def test_joiners_and_selectors_anywhere_keep_the_columns(texts: list[str]) -> None:
    """Also at the beginning and end of a segment; every first cell of a glyph has one to show."""
    strip = Strip([Segment(text) for text in texts])
    row = cells_of(strip, ColorSystem.EIGHT_BIT)
    assert len(row) == strip.cell_length
    assert not row or row[0].text
    assert all(one.reach == WHOLE_ROW for one in row if len(one.text) > 1)


def test_halves_of_two_wide_letters_side_by_side_are_not_one() -> None:
    """What a window covered ends in one, and what it left begins with the other's half."""
    covered = cells_of(Strip([Segment("a日")]), ColorSystem.EIGHT_BIT)
    left = cells_of(Strip([Segment("日b")]), ColorSystem.EIGHT_BIT)[1:]
    assert [one.text for one in mended([*covered, *left])] == ["a", "日", "", " ", "b"]


def test_a_joiner_before_a_segment_goes_to_the_one_before() -> None:
    """Textual lays what it joins out in no cell of its own."""
    for texts, shown in (
        (["\u200da"], []),
        (["\u200d\u200dab"], ["a", "b"]),
        (["x", "\u200day"], ["x\u200da", "y"]),
        (["👩", "\u200d👧", "b"], ["👩\u200d👧", "", "b"]),
    ):
        row = cells_of(Strip([Segment(text) for text in texts]), ColorSystem.EIGHT_BIT)
        assert [one.text for one in row] == shown


def test_a_wide_glyph_takes_a_cell_with_its_text_and_one_without() -> None:
    """So do a flag, a family and a sign turned into a picture."""
    for glyph in ("日", "😀", "🇮🇹", "👩‍👩‍👧", "❤️"):
        row = cells_of(Strip([Segment("a" + glyph + "b")]), ColorSystem.EIGHT_BIT)
        assert [one.text for one in row] == ["a", glyph, "", "b"]


def test_letters_are_trusted_and_signs_are_not() -> None:
    """Accented letters and frames need no placing; quotes do, and symbols reach far."""
    assert [reach_of(glyph) for glyph in "aèж─日한"] == [0] * 6
    assert [reach_of(glyph) for glyph in "’—·…"] == [1] * 4
    assert all(reach_of(glyph) > 1 for glyph in ("😀", "e\u0301", "🇮🇹", "👩‍👩‍👧"))


def pens() -> st.SearchStrategy[Pen]:
    """Any style."""
    codes = st.sampled_from(
        "1 2 3 4 7 9 31 92 38;5;253 38;2;1;2;3 44 103 48;5;17 48;2;9;9;9".split()
    )
    return st.lists(codes, unique=True, max_size=5).map(lambda some: pen_of_codes(";".join(some)))


@settings(max_examples=400)
@given(pens(), pens(), st.booleans())
def test_a_transition_ends_in_the_pen(before: Pen, after: Pen, off_codes: bool) -> None:
    """From any pen to any other; never longer than setting it anew."""
    terminal, wanted = Emulator(4, 1), Emulator(4, 1)
    terminal.feed(transition(None, before))
    step = transition(before, after, off_codes=off_codes)
    terminal.feed(step + "x")
    wanted.feed(transition(None, after) + "x")
    assert terminal.picture[0][0] == wanted.picture[0][0]
    assert len(step) <= len(transition(None, after))


def test_equal_styles_are_one_pen() -> None:
    """They are compared by identity."""
    assert pen_of_codes("1;31") is pen_of_codes("31;1")
    assert pen_of_codes("") is PLAIN
