"""Facts that are made of a figure without its tree."""

from __future__ import annotations

import pytest

from newsview.nlp.facts.choosing import choose
from newsview.nlp.facts.making import Maker
from newsview.nlp.facts.topics import Topics
from tests.nlp.facts.parsed import sentence_of, tree_of


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


PAY = (
    "I/DET/2/det trattori/NOUN/3/nsubj pagano/VERB/0/root il/DET/6/det 20/NUM/6/nummod %/SYM/3/obj "
    ",/PUNCT/9/punct {between} il/DET/12/det 35/NUM/12/nummod %/SYM/6/conj"
)


def subjects(written: str) -> list[str]:
    """The subjects of a parsed sentence's figures, in order."""
    tree = tree_of(written)
    sentence = sentence_of(tree.text, tree)
    maker = Maker("a", "p", Topics([], None, {}), choose)
    facts = maker.facts(sentence, None, is_title=False)
    return [fact.subject.text for fact in facts if fact.value is not None and fact.subject]


def test_a_noun_between_two_figures_is_what_the_second_is_of() -> None:
    """ "I trattori pagano il 20%, le navi il 35%"."""
    assert subjects(PAY.format(between="le/DET/9/det navi/NOUN/6/conj")) == ["trattori", "navi"]


def test_a_verb_between_two_figures_has_its_own_subject() -> None:
    """ "…, ma cala il 35%" repeats nothing."""
    found = subjects(PAY.format(between="ma/CCONJ/9/cc calando/VERB/3/advcl"))
    assert found == ["trattori", "trattori"]


@pytest.mark.parametrize(
    ("told_before", "who"),
    [
        ("Anna Neri, presidente e fondatrice di Boreale, lascia Ghibli.", "Boreale"),
        ("Anna Neri lascia.", None),
    ],
)
def test_we_is_the_organisation_of_who_speaks(told_before: str, who: str | None) -> None:
    """As told with their role, wherever that was; else what the article is about."""
    first = sentence_of(told_before, PER="Anna Neri", **({"ORG": "Boreale|Ghibli"} if who else {}))
    tree = tree_of(
        "Investiremo/VERB/0/root 20/NUM/3/nummod milioni/NOUN/1/obj di/ADP/5/case euro/NOUN/3/nmod"
    )
    maker = Maker("a", "p", Topics(first.names, None, {}), choose)
    list(maker.facts(first, None, is_title=False))
    facts = list(maker.facts(sentence_of(tree.text, tree), "Anna Neri", is_title=False))
    assert [fact.subject and fact.subject.text for fact in facts] == [who or "Anna Neri"]
