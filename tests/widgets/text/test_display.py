"""One map from any string to what may be written to a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsview.widgets.text.display import column, one_line, shown
from tests.widgets.text.texts import hard_texts

FORBIDDEN = {"Cc", "Cs"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("perché «sì»", "perché «sì»"),
        ("e\u0301", "e\u0301"),
        ("\x1b[31m", "␛[31m"),
        ("a\x00b", "a␀b"),
        ("a\tb", "a b"),
        ("a\u200bb", "a·b"),
        ("a\u202eb", "a�b"),
        ("a\x9bb", "a�b"),
        ("a\u2028b", "a␤b"),
        ("\ud800", "�"),
        ("[red]x[/red]", "[red]x[/red]"),
        ("👩‍🔬", "👩‍🔬"),
    ],
)
def test_what_is_shown(text: str, expected: str) -> None:
    """Letters, accents and emoji as they are; what a terminal would obey as a sign."""
    assert shown(text) == expected


@given(hard_texts)
def test_the_length_stays_and_nothing_can_be_obeyed(text: str) -> None:
    """Code point for code point; no control, surrogate, bidi or line separator gets through."""
    line = shown(text)
    assert len(line) == len(text)
    for character in line:
        assert unicodedata.category(character) not in FORBIDDEN
        assert character not in "\u2028\u2029\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067"


@given(hard_texts, st.integers(0, 40))
def test_one_line_fits(text: str, width: int) -> None:
    """Never wider than asked for, and never more than one line."""
    line = one_line(text, width)
    assert cell_len(line) <= width
    assert "\n" not in line


@given(hard_texts, st.integers(0, 40), st.booleans())
def test_a_column_is_exactly_as_wide_as_asked_for(text: str, width: int, right: bool) -> None:
    """Whatever is in it, the next column stands where it should."""
    assert cell_len(column(text, width, right=right)) == width


def test_a_pile_of_marks_is_tamed() -> None:
    """A letter with a hundred accents breaks no line."""
    line = shown("a" + "\u0301" * 100)
    assert sum(c == "\u0301" for c in line) <= 4
