"""Figures with who they are about, in sentences parsed by hand."""

from __future__ import annotations

import pytest

from newsview.nlp.data import word_set
from newsview.nlp.facts.measures import place_of, predicate_of
from newsview.nlp.facts.subjects import Resolver, Subject
from newsview.nlp.facts.topics import Topics
from tests.nlp.facts.parsed import sentence_of, tree_of


def told(written: str, **labels: str) -> tuple[str, str]:
    """Subject and predicate of a sentence's first figure, as its verb has them."""
    tree = tree_of(written)
    sentence = sentence_of(tree.text, tree, **labels)
    figure = sentence.figures[0][0]
    place = place_of(sentence, tree, figure, Resolver(Topics(sentence.names, None, {})))
    assert place is not None
    subject = place.subject
    assert isinstance(subject, Subject)
    return subject.anchor.text, predicate_of(sentence, tree, figure, place, subject)


def test_the_object_of_a_verb() -> None:
    """Modal and negation belong to the predicate, the comparator does not."""
    written = (
        (
            "Boreale/PROPN/4/nsubj non/ADV/4/advmod intende/VERB/0/root investire/VERB/3/xcomp "
            "oltre/ADV/6/advmod 20/NUM/4/obj milioni/NOUN/6/flat di/ADP/9/case euro/NOUN/7/nmod"
        )
        .replace("Boreale/PROPN/4", "Boreale/PROPN/3")
        .replace("non/ADV/4", "non/ADV/3")
    )
    assert told(written, ORG="Boreale") == ("Boreale", "non intende investire")


def test_the_nouns_between_verb_and_figure() -> None:
    """ "registra un calo del 20%"."""
    written = (
        "Boreale/PROPN/2/nsubj registra/VERB/0/root un/DET/4/det calo/NOUN/2/obj del/ADP/6/case "
        "20/NUM/4/nmod %/SYM/6/flat"
    )
    assert told(written, ORG="Boreale") == ("Boreale", "registra un calo del")


def test_what_is_measured_of_somebody() -> None:
    """The price of something is told of the thing."""
    written = (
        "Il/DET/2/det prezzo/NOUN/6/nsubj del/ADP/4/case gas/NOUN/2/nmod è/AUX/6/aux "
        "salito/VERB/0/root a/ADP/8/case 30/NUM/6/obl euro/NOUN/8/flat"
    )
    assert told(written) == ("gas", "prezzo è salito a")


def test_an_adjective_with_a_figure() -> None:
    """ "lungo 970 chilometri" is told of what is long, not of the verb's subject."""
    written = (
        "Boreale/PROPN/2/nsubj posa/VERB/0/root un/DET/4/det cavo/NOUN/2/obj lungo/ADJ/4/amod "
        "970/NUM/7/nummod chilometri/NOUN/5/obl"
    )
    assert told(written, ORG="Boreale") == ("cavo", "lungo")


@pytest.mark.parametrize(
    ("noun", "before", "subject"),
    [("gruppo", "Boreale", "Boreale"), ("cantiere", "Boreale", "cantiere")],
)
def test_a_noun_that_stands_for_the_name_before(noun: str, before: str, subject: str) -> None:
    """ "Il gruppo" is the organisation told before; "il cantiere" is itself."""
    written = (
        f"{before}/PROPN/2/nsubj cresce/VERB/0/root ./PUNCT/2/punct Il/DET/5/det "
        f"{noun}/NOUN/6/nsubj conta/VERB/2/parataxis 90/NUM/8/nummod addetti/NOUN/6/obj"
    )
    assert told(written, ORG=before)[0] == subject


@pytest.mark.parametrize("adjective", sorted(word_set("measure_adjectives")))
def test_an_adjective_of_measure_goes_before_the_verb(adjective: str) -> None:
    """Even where a parser hangs the figure on the verb."""
    written = (
        f"Il/DET/2/det muro/NOUN/7/nsubj ,/PUNCT/2/punct {adjective}/ADJ/7/xcomp 115/NUM/6/nummod "
        "metri/NOUN/7/obl costa/VERB/0/root molto/ADV/7/advmod"
    )
    assert told(written) == ("muro", adjective)
