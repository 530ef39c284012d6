"""Which candidates fit what was typed."""

from hypothesis import given
from hypothesis import strategies as st

from newsview.widgets.matching import (
    Piece,
    completed,
    matching,
    only_prefix_match,
    other_pieces,
    piece_at,
)


def test_prefix_before_word_prefix_before_substring() -> None:
    """What begins with the typed text comes first, then a later word, then anywhere."""
    candidates = ["Bancomare", "La Banca Alta", "Banca Sul Po", "Interbanca"]
    assert matching("banca", candidates) == ["Banca Sul Po", "La Banca Alta", "Interbanca"]


def test_case_and_accents_do_not_count() -> None:
    """Someone without accents on the keyboard still finds the word."""
    assert matching("citta", ["Città Alta"]) == ["Città Alta"]
    assert matching("PERCHÉ", ["perche no"]) == ["perche no"]


def test_the_given_order_stands_within_a_group() -> None:
    """The owner's order, most used first for instance, is kept."""
    assert matching("a", ["ab", "aa", "ac"]) == ["ab", "aa", "ac"]


def test_what_is_there_already_is_not_offered() -> None:
    """Neither a tag of the line nor the very text that was typed."""
    assert matching("eco", ["economia", "eco", "ecologia"], without=["Ecologia"]) == ["economia"]


def test_candidates_are_offered_once() -> None:
    """Twins that differ in case or accents only are one candidate."""
    assert matching("u", ["UE", "Ue", "Unione"]) == ["UE", "Unione"]


def test_an_apostrophe_begins_a_word() -> None:
    """In "l'Unione" the word Unione is found as a word."""
    assert matching("uni", ["comunione", "l'Unione"]) == ["l'Unione", "comunione"]


def test_only_one_prefix_match_is_unambiguous() -> None:
    """Tab fills in the rest only where there is no choice."""
    assert only_prefix_match("vol", ["Volturno", "il volo"]) == "Volturno"
    assert only_prefix_match("vol", ["Volturno", "Volga"]) is None
    assert only_prefix_match("", ["Volturno"]) is None


def test_a_complete_piece_only_changes_in_case() -> None:
    """A name that is complete is not lengthened to a longer one."""
    assert only_prefix_match("volturno", ["Volturno", "Volturno Nord"]) == "Volturno"


def test_the_piece_is_what_stands_between_commas() -> None:
    """In a line of tags only the one under the cursor is completed."""
    value = "auto, eco , mare"
    piece = piece_at(value, 9, ",")
    assert piece == Piece("eco", 6, 9)
    assert other_pieces(value, piece, ",") == ["auto", "mare"]
    assert completed(value, piece, "economia") == ("auto, economia , mare", 14)


def test_without_separator_the_whole_line_is_the_piece() -> None:
    """A comma is a letter like any other in a name."""
    assert piece_at("Melo, Il", 3).text == "Melo, Il"


@given(st.text(alphabet="ab ,àÀ\u0301"), st.integers(0, 20), st.sampled_from([None, ","]))
def test_a_piece_is_a_slice_of_the_value(value: str, cursor: int, separator: str | None) -> None:
    """Whatever is typed, replacing the piece by itself changes nothing."""
    piece = piece_at(value, min(cursor, len(value)), separator)
    assert value[piece.start : piece.end] == piece.text
    assert completed(value, piece, piece.text)[0] == value


@given(st.text(), st.lists(st.text()))
def test_matching_returns_candidates_only(piece: str, candidates: list[str]) -> None:
    """Nothing is invented, nothing is offered twice."""
    found = matching(piece, candidates)
    assert len(found) == len(set(found))
    assert set(found) <= set(candidates)
