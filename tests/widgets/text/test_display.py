"""One map from any string to what may be written to a terminal."""

from __future__ import annotations

import unicodedata
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from newsview.store.names import MARKS_KEPT
from newsview.widgets.text.display import (
    INVISIBLE,
    ODD,
    UNSHOWABLE,
    cells,
    column,
    one_line,
    shown,
)
from tests.widgets.text.texts import few_of_many, hard_texts

FORBIDDEN = {"Cc", "Cs", "Co"}
BREAKS_AND_BIDI = set(
    "\u2028\u2029\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
ANY_CHARACTER = st.characters(exclude_categories=())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("perché «sì»: l’Inps, po’", "perché «sì»: l’Inps, po’"),
        ("e\u0301 e\u0300", "e\u0301 e\u0300"),
        ("\x1b[31m", "␛[31m"),
        ("\x1b]52;c;eA==\x07", "␛]52;c;eA==␇"),
        ("a\x00b\x7f", "a␀b␡"),
        ("a\tb", "a b"),
        ("a\r\nb\rc", "a␍␊b␍c"),
        ("a\u200bb\u00adc\ufeffd", "a·b·c·d"),
        ("a\u202eb\u2066c\u200fd", "a�b�c�d"),
        ("a\x9bb", "a�b"),
        ("a\u2028b\x85c", "a␤b␤c"),
        ("\ud800 \ue000", "� �"),
        ("\u3164\u115f\u034f", "···"),
        ("[red]x[/red] [@click=app.quit]y", "[red]x[/red] [@click=app.quit]y"),
        ("👩‍🔬 👨‍👩‍👧‍👦 👍🏽 🖐🏽 🇮🇹", "👩‍🔬 👨‍👩‍👧‍👦 👍🏽 🖐🏽 🇮🇹"),
        ("❤️‍🔥 🏳️‍🌈 🐻‍❄️ ⛹️‍♂️ 👁️‍🗨️ 1️⃣", "❤️‍🔥 🏳️‍🌈 🐻‍❄️ ⛹️‍♂️ 👁️‍🗨️ 1️⃣"),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴\U000e0067\U000e0062\U000e007f"),
        ("a\u200db \u200d", "a·b ·"),
        ("🜀\u200d🜁", "🜀·🜁"),
        ("a\U000e0067", "a·"),
        ("a🏽", "a·"),
        ("\u0301a", "·a"),
        ("\x00\u0301", "␀·"),
        ("👍🏽🏽", "👍🏽·"),
        ("日本語 한국어 العربية", "日本語 한국어 العربية"),
    ],
)
def test_what_is_shown(text: str, expected: str) -> None:
    """Letters, accents and emoji as they are; what a terminal would obey as a sign."""
    assert shown(text) == expected


@given(hard_texts | few_of_many | st.text(ANY_CHARACTER, max_size=80))
def test_the_length_stays_and_nothing_can_be_obeyed(text: str) -> None:
    """Code point for code point; no control, surrogate, bidi or line separator gets through."""
    line = shown(text)
    assert len(line) == len(text)
    assert not {unicodedata.category(character) for character in line} & FORBIDDEN
    assert BREAKS_AND_BIDI.isdisjoint(line)


def test_no_character_of_the_first_plane_is_obeyed() -> None:
    """Each by itself, all 65 536 of them: something visible, or a space."""
    for code in range(0x10000):
        line = shown(chr(code))
        assert len(line) == 1
        assert line not in BREAKS_AND_BIDI
        assert unicodedata.category(line) not in {*FORBIDDEN, "Cf", "Cn"}
        assert get_character_cell_size(line) > 0


def test_plain_characters_are_one_cell_and_shown_as_they_are() -> None:
    """The short cut that skips all other care is taken for none that needs it."""
    for code in range(0x10000):
        if ODD.match(chr(code)) is None:
            assert get_character_cell_size(chr(code)) == 1
            assert shown(f"\x00{chr(code)}")[1] == chr(code)


@given(hard_texts | few_of_many)
def test_what_has_no_width_has_a_base_and_few_companions(text: str) -> None:
    """Marks stand on something, and only so many; emoji and the ends of flags aside."""
    line = shown(text)
    bases = [
        get_character_cell_size(character) > 0 or character > "\U000e0000" for character in line
    ]
    assert bases[:1] != [False]
    piles = [len(list(run)) for wide, run in groupby(bases) if not wide]
    assert max(piles, default=0) <= MARKS_KEPT
    for before, character in pairwise(line):
        if get_character_cell_size(character) == 0:
            assert before not in INVISIBLE + UNSHOWABLE + "␛␀␍␊␤"


def test_a_pile_of_marks_is_tamed() -> None:
    """A letter with a hundred accents keeps four; each of the others gets a cell."""
    assert shown("a" + "\u0301" * 100) == "a" + "\u0301" * 4 + "·" * 96


def test_a_chain_of_joined_emoji_is_cut() -> None:
    """No more than eight are joined into one glyph, however long the chain."""
    line = shown("👨\u200d" * 40)
    assert line.count("\u200d") < 40
    assert "\u200d" * 2 not in line


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("  Titolo \r\n\t lungo  ", 40, "Titolo lungo"),
        ("Volkswagen", 10, "Volkswagen"),
        ("Volkswagen", 5, "Volk…"),
        ("la Alfa Romeo", 8, "la Alfa…"),
        ("日本語", 6, "日本語"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3, "👨‍👩‍👧‍👦…"),
        ("perche\u0301 no", 7, "perche\u0301…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
        ("abc", -3, ""),
        ("", 5, ""),
        ("a\x1b[2Jb", 20, "a␛[2Jb"),
        ("\u2028a\x0b", 20, "␤a␋"),
        (" " * 5000 + "Titolo", 20, "Titolo"),
        ("Titolo" + "\n" * 5000, 20, "Titolo"),
    ],
)
def test_one_line_of_text(text: str, width: int, expected: str) -> None:
    """Space is joined, the rest cropped between clusters."""
    assert one_line(text, width) == expected


@given(hard_texts | few_of_many, st.integers(-1, 40))
def test_one_line_fits(text: str, width: int) -> None:
    """Never wider than asked for, and never more than one line."""
    line = one_line(text, width)
    assert cell_len(line) <= max(0, width)
    assert "\n" not in line


@given(hard_texts | few_of_many, st.integers(1, 40))
def test_one_line_crops_only_what_does_not_fit(text: str, width: int) -> None:
    """What fits is shown whole."""
    whole = one_line(text, 1000)
    if cells(whole) <= width:
        assert one_line(text, width) == whole
    else:
        assert one_line(text, width).endswith("…")


@given(hard_texts | few_of_many, st.integers(0, 40), st.booleans())
def test_a_column_is_exactly_as_wide_as_asked_for(text: str, width: int, right: bool) -> None:
    """Whatever is in it, the next column stands where it should."""
    line = column(text, width, right=right)
    assert cell_len(line) == width
    assert line.strip(" ") == one_line(text, width).strip(" ")


def test_columns_are_padded_on_either_side() -> None:
    """Text at the left, figures at the right."""
    assert column("due", 6) == "due   "
    assert column("93,5", 6, right=True) == "  93,5"


@given(hard_texts | few_of_many)
def test_cells_are_those_that_rows_are_laid_out_with(text: str) -> None:
    """The short cut for plain text counts as the library does."""
    assert cells(shown(text)) == cell_len(shown(text))
