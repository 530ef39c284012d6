"""In which language a text is."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.nlp.language import LOOKED_AT, guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La banda suona nel bosco", "it"),
        ("Bollette più care da aprile", "it"),
        ("CHIUSO PER LAVORI IL CASELLO DI CASTELVERDE FINO A LUNEDÌ", "it"),
        ("I titoli tech guidano il rally di Wall Street: bene cloud e data center.", "it"),
        ("Ingredienti: 300 g di farina, 2 uova, un pizzico di sale, 50 g di burro.", "it"),
        ("Serie B, 27ª giornata: Palermo-Bari 2-1, Pisa-Modena 0-0", "it"),
        ("Two hurt in crash on the ring road", "en"),
        ("Deux blessés dans un accident sur la rocade", "fr"),
        ("Zwei Verletzte bei Unfall auf der Ringstraße", "de"),
        ("Dos heridos en un accidente en la carretera", "es"),
        ("Os moradores pedem que a estrada seja reaberta antes das aulas", "pt"),
        ("Občinski svet je včeraj potrdil načrt za nov vodovod v dolini", "sl"),
        ("42", None),
        ("Roma", None),
        ("a b c d e", None),
        ("0 - 1 di 3", None),
        ("", None),
    ],
)
def test_the_language_of_a_text(text: str, language: str | None) -> None:
    """Of a headline already, and of none where there is nothing to tell by."""
    assert guess_language(text) == language


def test_only_the_beginning_counts() -> None:
    """So that a long article costs no more than a short one."""
    italian = "La giunta ha approvato ieri il progetto. " * 30
    assert len(italian) > LOOKED_AT
    assert guess_language(italian + "The council approved the plan. " * 900) == "it"


@given(st.text(max_size=80) | st.text(alphabet="a \n\x00\ud800🎉è\u202e", max_size=80))
def test_no_text_is_too_strange(text: str) -> None:
    """A tag or nothing, the same each time."""
    found = guess_language(text)
    assert found is None or (found.isascii() and 2 <= len(found) <= 8)
    assert guess_language(text) == found


def test_nothing_is_loaded_before_it_is_asked() -> None:
    """To read articles' names needs no model."""
    code = "import sys, newsview.nlp.article; print('fasttext' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
