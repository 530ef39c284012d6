"""Facts that are made of a figure without its tree."""

from __future__ import annotations

import pytest

from newsview.nlp.facts.choosing import choose
from newsview.nlp.facts.making import Maker
from newsview.nlp.facts.topics import Topics
from tests.nlp.facts.parsed import sentence_of


def told(text: str, **labels: str) -> list[tuple[str, str, float | int | None]]:
    """Subject, predicate and number of each figure fact of a sentence."""
    sentence = sentence_of(text, **labels)
    maker = Maker("a", "p", Topics(sentence.names, None, {}), choose)
    return [
        (
            fact.subject.text if fact.subject else "",
            fact.predicate,
            fact.value and fact.value.number,
        )
        for fact in maker.facts(sentence, None, is_title=False)
        if fact.value is not None
    ]


@pytest.mark.parametrize(
    "text", ["Anna Neri, 45 anni, lascia.", "Lascia Anna Neri (45 anni).", "Anna Neri di 45 anni."]
)
def test_an_age_is_told_of_the_person(text: str) -> None:
    """Beside the name, in brackets, with "di"."""
    assert told(text, PER="Anna Neri") == [("Anna Neri", "ha", 45)]


def test_a_range_makes_a_fact_of_each_end() -> None:
    """ "tra 60 e 75 milioni"."""
    found = told("Boreale spende tra 60 e 75 milioni di euro.", ORG="Boreale")
    assert {number for _, _, number in found} == {60_000_000, 75_000_000}


def test_a_date_alone_makes_no_fact() -> None:
    """Nothing is told of anybody."""
    assert told("Boreale apre il 24 aprile 2025.", ORG="Boreale") == []


def test_the_verb_of_the_first_holds_for_the_second() -> None:
    """ "Boreale ha perso il 3%, Ghibli l'1,1%"."""
    found = told("Boreale ha perso il 3%, Ghibli l'1,1%.", ORG="Boreale|Ghibli")
    assert found == [("Boreale", "ha perso", 3), ("Ghibli", "ha perso", 1.1)]
