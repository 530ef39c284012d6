"""A figure's subject and predicate without a parser."""

from __future__ import annotations

import pytest

from newsview.nlp.facts.phrases import LONGEST_PHRASE
from newsview.nlp.facts.plain import plain_measure
from tests.nlp.facts.parsed import sentence_of


def told(text: str, speaker: str | None = None, **labels: str) -> tuple[str | None, str]:
    """Subject and predicate of the last figure of a sentence."""
    sentence = sentence_of(text, **labels)
    subject, predicate, score = plain_measure(sentence, sentence.figures[-1][0], speaker)
    assert 0 <= score <= 1
    return subject.text if subject else None, predicate


CASES = [
    ("Boreale investe 20 milioni di euro.", "Boreale", "investe"),
    ("Boreale, che cresce, investe 20 milioni di euro.", "Boreale", "investe"),
    ("Boreale investe oltre 20 milioni di euro.", "Boreale", "investe"),
    ("Boreale investe almeno circa 20 milioni di euro.", "Boreale", "investe"),
    ("Boreale non investe più di 20 milioni di euro.", "Boreale", "non investe"),
    ("Ha investito 20 milioni di euro Boreale.", "Boreale", "Ha investito"),
    ("Boreale: 20 milioni di euro per il porto.", "Boreale", "per il porto"),
    ("20 milioni di euro investiti, poi altro.", None, "investiti"),
]


@pytest.mark.parametrize(("text", "subject", "predicate"), CASES)
def test_the_name_before_and_what_stands_between(
    text: str, subject: str | None, predicate: str
) -> None:
    """From the last comma on, without the comparator; behind the figure where nothing is."""
    labels = {"ORG": "Boreale"} if subject else {}
    assert told(text, **labels) == (subject, predicate)


def test_the_first_name_that_is_no_place() -> None:
    """Italian sentences begin with their subject; where only places are named, the nearest."""
    text = "A Torino Boreale con Ghibli investe 20 milioni di euro."
    assert told(text, LOC="Torino", ORG="Boreale|Ghibli")[0] == "Boreale"
    assert told("A Torino e Cuneo spendono 20 milioni di euro.", LOC="Torino|Cuneo")[0] == "Cuneo"


def test_who_speaks_is_not_spoken_of() -> None:
    """ "Anna Neri dice che Boreale investe"."""
    text = "Anna Neri dice che Boreale investe 20 milioni di euro."
    labels = {"PER": "Anna Neri", "ORG": "Boreale"}
    assert told(text, "Anna Neri", **labels) == ("Boreale", "investe")
    assert told(text, None, **labels)[0] == "Anna Neri"


def test_a_sure_subject_scores_more() -> None:
    """A name before the figure, one behind it, none."""
    texts = ["Boreale ha 20 navi.", "Ha 20 navi Boreale.", "Ha 20 navi qualcuno."]
    scores = []
    for text in texts:
        sentence = sentence_of(text, **({"ORG": "Boreale"} if "Boreale" in text else {}))
        scores.append(plain_measure(sentence, sentence.figures[0][0], None)[2])
    assert scores[0] > scores[1] >= scores[2]


def test_a_predicate_has_an_end() -> None:
    """However far away the name stands; it begins with a whole word."""
    text = f"Boreale {'costruisce sempre e ancora ' * 20}per 20 milioni di euro."
    subject, predicate = told(text, ORG="Boreale")
    assert subject == "Boreale"
    assert len(predicate) <= LONGEST_PHRASE
    assert predicate.split()[0] in {"costruisce", "sempre", "e", "ancora"}
    assert len(told(f"Boreale {'x' * 500} 20 milioni di euro.", ORG="Boreale")[1]) <= LONGEST_PHRASE
