"""From a text to what the network reads: words, case, pieces, windows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from it_newsview import windows
from it_newsview.casing import seen_as
from it_newsview.pieces import UNKNOWN, Pieces
from it_newsview.words import split


def forms(text: str) -> list[str]:
    return seen_as(text, split(text))


def test_words_numbers_and_marks_stand_apart() -> None:
    """An apostrophe is a word of its own, so that a name never begins inside one."""
    text = "L’INFN ha 1.234,5 euro e il 5G (+3%)."
    assert [text[w.start : w.end] for w in split(text)] == [
        "L", "’", "INFN", "ha", "1.234,5", "euro", "e", "il", "5G", "(", "+", "3", "%", ")", ".",
    ]  # fmt: skip


@given(st.text())
def test_words_cover_everything_but_white_space(text: str) -> None:
    """In order, apart, none empty."""
    reached = 0
    for word in split(text):
        assert not text[reached : word.start].strip()
        assert reached <= word.start < word.end
        assert word.spaced == (word.start != reached or reached == 0)
        reached = word.end
    assert not text[reached:].strip()


def test_a_headline_in_capitals_is_read_as_ordinary_text() -> None:
    """Small words small, the others capitalised; acronyms in an ordinary line stay."""
    assert forms("ENI COMPRA IL 20% DELLA SAIPEM A MILANO") == [
        "Eni", "Compra", "il", "20", "%", "della", "Saipem", "a", "Milano",
    ]  # fmt: skip
    assert forms("SCOSSA A ROMA\nIl MIT e la NASA negli USA") == [
        "Scossa", "a", "Roma", "Il", "MIT", "e", "la", "NASA", "negli", "USA",
    ]  # fmt: skip
    assert forms("Lo dicono CGIL, CISL e UIL") == ["Lo", "dicono", "CGIL", ",", "CISL", "e", "UIL"]
    assert forms("NASA") == ["NASA"]


@given(st.text(alphabet="AÈßĲ a'1\n.İ"))
def test_reading_changes_no_word_boundary(text: str) -> None:
    """One form a word, whatever letters do when their case changes."""
    assert len(forms(text)) == len(split(text))
    assert all(forms(text))


PIECES = Pieces(
    ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁To", "rino", "▁Torino", "o", "T", "’"],
    [0, 0, 0, 0, -3.0, -5.0, -5.0, -6.0, -4.0, -4.5, -2.0],
    {"`": "’"},
)


def texts(word: str, spaced: bool = True) -> list[str]:
    return [PIECES.texts[number] for number in PIECES.of_word(word, spaced)]


def test_a_word_is_cut_where_its_pieces_are_likeliest() -> None:
    """One piece of -6 beats two of -10 in all."""
    assert texts("Torino") == ["▁Torino"]
    assert texts("Torinoo") == ["▁Torino", "o"]


def test_what_no_piece_covers_is_one_unknown_piece_a_letter() -> None:
    """Never nothing, and never a failure."""
    assert PIECES.of_word("Ж", True)[-1] == UNKNOWN
    assert PIECES.of_word("\u200b", False) == (UNKNOWN,)


def test_replaced_and_invisible_characters_are_read_through() -> None:
    """A grave accent for an apostrophe, a soft hyphen, a decomposed accent."""
    assert texts("`", spaced=False) == ["’"]
    assert texts("Tori\u00adno") == ["▁Torino"]


@given(st.lists(st.tuples(st.integers(1, 40), st.booleans()), max_size=60), st.integers(10, 60))
def test_windows_cover_all_words_once_within_their_budget(
    words: list[tuple[int, bool]], budget: int
) -> None:
    """Only a word that alone is too long may exceed it."""
    sizes = [size for size, _ in words]
    cuts = list(windows.cut(sizes, [ends for _, ends in words], budget))
    assert [n for start, end in cuts for n in range(start, end)] == list(range(len(words)))
    for start, end in cuts:
        assert sum(sizes[start:end]) <= budget or end - start == 1


def test_windows_end_where_sentences_end() -> None:
    """After a full stop with a blank, after its closing quote, at a line's end."""
    text = "Dice: «Basta.» Poi va. Costa 3.5 euro\nFine"
    words = split(text)
    ends = windows.sentence_ends(text, words)
    ending = [text[w.start : w.end] for w, end in zip(words, ends, strict=True) if end]
    assert ending == ["»", ".", "euro", "Fine"]


def test_no_name_runs_across_the_end_of_a_short_line() -> None:
    """A menu has one thing a line; hard-wrapped prose goes on."""
    menu = "Torino\nNord"
    assert windows.line_breaks(menu, split(menu)) == [True, False]
    wrapped = "La giunta ha approvato ieri il piano che riguarda la Camera di\nCommercio di Torino"
    assert not any(windows.line_breaks(wrapped, split(wrapped)))
