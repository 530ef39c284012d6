"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.nlp.sentences import sentences


def cut(text: str) -> list[str]:
    """The sentences of a text."""
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uno. Due? Tre!", ["Uno.", "Due?", "Tre!"]),
        ("Il dott. Rossi è qui. Bene.", ["Il dott. Rossi è qui.", "Bene."]),
        ("La Alfa S.p.A. Nord cresce. Ecco.", ["La Alfa S.p.A. Nord cresce.", "Ecco."]),
        ("Vale 3.5 e 1.200 euro. Fine", ["Vale 3.5 e 1.200 euro.", "Fine"]),
        ("«È fatta.» Lo dice Rossi.", ["«È fatta.»", "Lo dice Rossi."]),
        ("Ha detto: «Bene!» e poi è uscito.", ["Ha detto: «Bene!» e poi è uscito."]),
        ("G. Verdi compose. Poi morì.", ["G. Verdi compose.", "Poi morì."]),
        ("Aspetta... forse. Sì.", ["Aspetta... forse.", "Sì."]),
        ("Un titolo senza punto", ["Un titolo senza punto"]),
        ("Uno\n\nDue", ["Uno", "Due"]),
        (
            "L’art. 18 resta. “Non cambia.” Dicono.",
            ["L’art. 18 resta.", "“Non cambia.”", "Dicono."],
        ),
        ("", []),
        ("   \n ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    """Abbreviations, figures and initials end none; quotations belong to theirs."""
    assert cut(text) == expected


@given(st.text(alphabet='aB .!?…«»"’\n1S.', max_size=120))
def test_every_visible_character_is_in_one_sentence(text: str) -> None:
    """In order, apart, nothing left out."""
    reached = 0
    for start, end in sentences(text, 0, len(text)):
        assert text[reached:start].strip() == ""
        assert start < end
        reached = end
    assert text[reached:].strip() == ""
