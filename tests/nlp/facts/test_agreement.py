"""Number and gender by endings and articles."""

from __future__ import annotations

import pytest

from newsview.nlp.facts.agreement import (
    is_plural,
    of_participle,
    speaks_of_us,
    verb_is_plural,
)
from newsview.store.model import Anchor
from tests.nlp.facts.parsed import sentence_of, tree_of


def test_a_participle_goes_with_the_noun_that_agrees() -> None:
    """ "Boreale teme i canoni delle vasche, saliti al 9%": the fees rose."""
    tree = tree_of(
        "Boreale/PROPN/2/nsubj teme/VERB/0/root i/DET/4/det canoni/NOUN/2/obj delle/ADP/6/case "
        "vasche/NOUN/4/nmod ,/PUNCT/7/punct saliti/VERB/2/advcl"
    )
    assert of_participle(tree, 7) == 3


@pytest.mark.parametrize(
    "written", ["ha/AUX/4/aux salito/VERB/0/root", "a/ADP/4/case sale/VERB/0/root"]
)
def test_other_verbs_have_a_subject_of_their_own(written: str) -> None:
    """With an auxiliary, or finite."""
    assert of_participle(tree_of(f"Il/DET/2/det canone/NOUN/4/nsubj {written}"), 3) is None


def test_a_participle_does_not_reach_over_a_verb() -> None:
    """What stands before another verb is its business."""
    tree = tree_of(
        "I/DET/2/det canoni/NOUN/3/nsubj pesano/VERB/0/root ,/PUNCT/3/punct saliti/VERB/3/advcl"
    )
    assert of_participle(tree, 4) is None


@pytest.mark.parametrize(
    ("verb", "plural"),
    [
        ("cresce/VERB/0/root", False),
        ("crescono/VERB/0/root", True),
        ("crescerà/VERB/0/root", False),
        ("cresceranno/VERB/0/root", True),
        ("crescere/VERB/0/root", None),
        ("hanno/AUX/2/aux speso/VERB/0/root", True),
        ("è/AUX/2/aux cresciuto/VERB/0/root", False),
        ("cresciuti/VERB/0/root", None),
    ],
)
def test_the_number_of_a_verb(verb: str, plural: bool | None) -> None:
    """By its own ending or that of its auxiliary."""
    tree = tree_of(verb)
    assert verb_is_plural(tree, len(tree) - 1) is plural


@pytest.mark.parametrize(
    ("verb", "ours"),
    [
        ("investiremo/VERB/0/root", True),
        ("abbiamo/AUX/2/aux speso/VERB/0/root", True),
        ("spendiamo/VERB/0/root", True),
        ("spendono/VERB/0/root", False),
        ("ha/AUX/2/aux speso/VERB/0/root", False),
    ],
)
def test_the_first_person(verb: str, ours: bool) -> None:
    """In the present, the future and the perfect."""
    tree = tree_of(verb)
    assert speaks_of_us(tree, len(tree) - 1) is ours


@pytest.mark.parametrize(
    ("written", "plural"),
    [
        ("le/DET/2/det case/NOUN/0/root", True),
        ("la/DET/2/det serie/NOUN/0/root", False),
        ("prestiti/NOUN/0/root", True),
        ("spesa/NOUN/0/root", False),
        ("fiume/NOUN/0/root", None),
        ("mele/NOUN/0/root e/CCONJ/3/cc pere/NOUN/1/conj", True),
    ],
)
def test_the_number_of_a_phrase(written: str, plural: bool | None) -> None:
    """The article goes before the ending."""
    tree = tree_of(written)
    sentence = sentence_of(tree.text, tree)
    assert is_plural(sentence, tree, Anchor(tree.text, 0, len(tree.text))) is plural


def test_a_name_is_one_thing() -> None:
    """However it ends."""
    tree = tree_of("Ghibli/PROPN/0/root")
    sentence = sentence_of(tree.text, tree, ORG="Ghibli")
    assert is_plural(sentence, tree, Anchor("Ghibli", 0, 6)) is False
