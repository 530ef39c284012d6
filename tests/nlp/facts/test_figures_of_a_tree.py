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


def test_the_nearest_of_two_subjects() -> None:
    """Parsers hang that of the clause before on the same verb."""
    written = (
        "Nessuna/DET/2/det data/NOUN/6/nsubj ma/CCONJ/6/cc l'/DET/5/det appalto/NOUN/6/nsubj "
        "vale/VERB/0/root 20/NUM/8/nummod euro/NOUN/6/obj"
    )
    assert told(written)[0] == "appalto"


def test_what_stands_behind_a_comma_is_no_subject() -> None:
    """ "Servono 20 euro, i bandi tacciono" is not told of the calls."""
    written = (
        "A/ADP/2/case Boreale/PROPN/3/obl servono/VERB/0/root 20/NUM/5/nummod euro/NOUN/3/obj "
        ",/PUNCT/8/punct i/DET/8/det bandi/NOUN/3/nsubj"
    )
    tree = tree_of(written)
    sentence = sentence_of(tree.text, tree, ORG="Boreale")
    resolver = Resolver(Topics(sentence.names, None, {}))
    assert resolver.of_verb(sentence, tree, 2) is None


def test_a_clause_without_a_subject_has_that_of_the_clause_before() -> None:
    """ "Restano divari: al nord la quota sale, al sud cala del 20%"."""
    written = (
        "Restano/VERB/0/root divari/NOUN/1/nsubj :/PUNCT/6/punct la/DET/5/det quota/NOUN/6/nsubj "
        "sale/VERB/1/parataxis ,/PUNCT/8/punct cala/VERB/1/parataxis del/ADP/11/case "
        "20/NUM/11/nummod %/SYM/8/obl"
    )
    tree = tree_of(written)
    sentence = sentence_of(tree.text, tree)
    resolver = Resolver(Topics([], None, {}))
    found = resolver.of_verb(sentence, tree, 7)
    assert found is not None and found.anchor.text == "quota"


def test_a_word_that_a_headline_is_filed_under_is_no_subject() -> None:
    """ "Vino, chiudono 20 bar"."""
    written = (
        "Vino/NOUN/3/nsubj ,/PUNCT/1/punct chiudono/VERB/0/root 20/NUM/5/nummod bar/NOUN/3/obj"
    )
    tree = tree_of(written)
    sentence = sentence_of(tree.text, tree)
    assert Resolver(Topics([], None, {})).of_verb(sentence, tree, 2) is None


def test_a_list_goes_on_behind_the_subject() -> None:
    """ "Boreale unisce 90 forni, 20 bar": the bars are not who does it."""
    written = "Boreale/PROPN/2/nsubj unisce/VERB/0/root 20/NUM/4/nummod bar/NOUN/2/nsubj"
    tree = tree_of(written)
    sentence = sentence_of(tree.text, tree, ORG="Boreale")
    resolver = Resolver(Topics(sentence.names, None, {}))
    place = place_of(sentence, tree, sentence.figures[0][0], resolver)
    assert place is not None and place.subject is not None
    assert (place.subject.anchor.text, place.relation) == ("Boreale", "obj")


def test_a_verb_behind_a_colon_is_not_the_figures() -> None:
    """ "Export a 20 euro: brindano i soci"."""
    written = (
        "Export/NOUN/5/nmod a/ADP/4/case 20/NUM/4/nummod euro/NOUN/1/nmod :/PUNCT/6/punct "
        "brindano/VERB/0/root i/DET/8/det soci/NOUN/6/nsubj"
    ).replace("Export/NOUN/5", "Export/NOUN/6")
    tree = tree_of(written)
    sentence = sentence_of(tree.text, tree)
    place = place_of(sentence, tree, sentence.figures[0][0], Resolver(Topics([], None, {})))
    assert place is not None and place.governor is None


@pytest.mark.parametrize(
    ("noun", "subject", "measured"),
    [("ricavi", "Boreale", "ricavi"), ("prezzi", "Anna Neri", "prezzi")],
)
def test_of_whom_something_is_where_nothing_says_it(noun: str, subject: str, measured: str) -> None:
    """Takings are an organisation's; a price may be of anything that the article is about."""
    written = (
        "Anna/PROPN/5/nsubj Neri/PROPN/1/flat di/ADP/4/case Boreale/PROPN/1/nmod parla/VERB/0/root "
        "Anna/PROPN/5/obj Neri/PROPN/6/flat Anna/PROPN/5/obj Neri/PROPN/8/flat ./PUNCT/5/punct "
        f"I/DET/12/det {noun}/NOUN/13/nsubj salgono/VERB/5/parataxis"
    )
    tree = tree_of(written)
    sentence = sentence_of(tree.text, tree, PER="Anna Neri", ORG="Boreale")
    people = [name for name in sentence.names if name.label == "PER"]
    topics = Topics([*people, *sentence.names], (0, 9), {})
    found = Resolver(topics).of_verb(sentence, tree, 12)
    assert found is not None and (found.anchor.text, found.measured) == (subject, measured)
