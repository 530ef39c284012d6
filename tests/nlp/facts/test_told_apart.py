"""Which organisation a noun with a place stands for."""

from __future__ import annotations

import pytest

from newsview.nlp.data import entries, table
from newsview.nlp.facts.subjects import Resolver, Subject
from newsview.nlp.facts.told_apart import from_there
from newsview.nlp.facts.topics import Topics
from tests.nlp.facts.parsed import named, sentence_of, tree_of

BOTH = (
    "Boreale/PROPN/2/nsubj compra/VERB/0/root Ghibli/PROPN/2/obj ,/PUNCT/3/punct "
    "gruppo/NOUN/3/appos di/ADP/7/case {town}/PROPN/5/nmod ./PUNCT/2/punct L'/DET/10/det "
    "azienda/NOUN/12/nsubj {adjective}/ADJ/10/amod fattura/VERB/2/parataxis"
)


def meant(adjective: str, town: str) -> Subject | None:
    """What "l'azienda" with an adjective is, behind "Boreale compra Ghibli, gruppo di …"."""
    tree = tree_of(BOTH.format(adjective=adjective, town=town))
    sentence = sentence_of(tree.text, tree, ORG="Boreale|Ghibli", LOC=town)
    return Resolver(Topics(sentence.names, None, {})).of_verb(sentence, tree, 11)


@pytest.mark.parametrize(
    ("adjective", "place"), [("torinese", "Torino"), ("padovana", "Padova"), ("romano", "Roma")]
)
def test_the_one_from_there(adjective: str, place: str) -> None:
    """Not the one that the article is about."""
    found = meant(adjective, place)
    assert found is not None and (found.anchor.text, found.how) == ("Ghibli", "antecedent")


def test_one_that_nobody_places_is_itself() -> None:
    """Rather than a wrong name."""
    found = meant("torinese", "Bari")
    assert found is not None and (found.anchor.text, found.how) == ("azienda torinese", "phrase")


@pytest.mark.parametrize("adjective", ["italiana", "grande", "quotidiana"])
def test_other_adjectives_leave_open_which(adjective: str) -> None:
    """It is the one that was told of most."""
    found = meant(adjective, "Bari")
    assert found is not None and found.anchor.text == "Boreale"


@pytest.mark.parametrize("line", entries("place_adjectives"))
def test_each_line_tells_apart(line: str) -> None:
    """Where the place is told in the words that stand behind the tab, and not elsewhere."""
    adjective, _, roots = line.partition("\t")
    assert len(table("place_adjectives")) == len(entries("place_adjectives"))
    for root in roots.split():
        found = meant(adjective, root.title())
        assert found is not None and found.anchor.text == "Ghibli"
    found = meant(adjective, "Zeta")
    assert found is not None and found.anchor.text == f"azienda {adjective}"


@pytest.mark.parametrize(
    ("text", "is_from_there"),
    [
        ("La svizzera Boreale cresce", True),
        ("Boreale, gruppo svizzero, cresce", True),
        ("Boreale (Svizzera) cresce", True),
        ("Boreale, con sede in Svizzera, cresce", True),
        ("Boreale compra un gruppo svizzero", False),
        ("Boreale cresce. L'azienda è svizzera", False),
        ("Il gruppo svizzero compra da Boreale", False),
    ],
)
def test_what_is_said_beside_a_name(text: str, is_from_there: bool) -> None:
    """Not what its sentence tells of another."""
    assert from_there(text, named(text, ORG="Boreale"), ["svizzer"], len(text)) is is_from_there


def test_what_is_said_later_is_not_known_yet() -> None:
    """A noun is read before what follows it."""
    text = "Boreale, con sede in Svizzera"
    assert not from_there(text, named(text, ORG="Boreale"), ["svizzer"], text.index("Svizzera"))
