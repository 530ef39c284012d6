"""What a figure may be about, and what is said of each candidate."""

from __future__ import annotations

from newsview.nlp.facts.candidates import Candidate, Context, candidates
from newsview.nlp.facts.measures import Place, place_of
from newsview.nlp.facts.sentence import Sentence
from newsview.nlp.facts.subjects import Resolver, Subject
from newsview.nlp.facts.topics import Topics
from newsview.store.model import Anchor
from tests.nlp.facts.parsed import sentence_of, tree_of

BEFORE = Subject(Anchor("Ghibli"), "topic")


def placed(sentence: Sentence, which: int) -> tuple[Place, Context]:
    """Where one figure of a sentence hangs, and what is known there."""
    assert sentence.tree is not None
    topics = Topics(sentence.names, None, {})
    place = place_of(sentence, sentence.tree, sentence.figures[which][0], Resolver(topics))
    assert place is not None
    return place, Context(Resolver(topics), topics, previous=BEFORE)


def offered(
    written: str, which: int = 0, *, speaker: str | None = None, we: Subject | None = None,
    **labels: str,
) -> dict[str, frozenset[str]]:  # fmt: skip
    """The candidates for a figure of a sentence, with their features."""
    tree = tree_of(written)
    sentence = sentence_of(tree.text, tree, **labels)
    place, context = placed(sentence, which)
    context = context._replace(speaker=speaker, we=we)
    found: list[Candidate] = candidates(sentence, tree, sentence.figures[which][0], place, context)
    return {one.subject.anchor.text: one.features for one in found}


def test_a_part_is_told_of_what_the_whole_is_told_of() -> None:
    """ "di cui 20 milioni dal Fondo": of nothing else."""
    written = (
        "Boreale/PROPN/2/nsubj spende/VERB/0/root 90/NUM/4/nummod milioni/NOUN/2/obj di/ADP/6/case "
        "euro/NOUN/4/nmod ,/PUNCT/10/punct di/ADP/9/case cui/PRON/10/nmod 20/NUM/4/conj "
        "milioni/NOUN/10/flat di/ADP/13/case euro/NOUN/11/nmod"
    )
    assert list(offered(written, 1, ORG="Boreale")) == ["Ghibli"]
    assert "Boreale" in offered(written, 0, ORG="Boreale")


def test_we_are_the_speakers_organisation() -> None:
    """ "Investiremo 20 milioni a Bari"; a third person is not."""
    said = (
        "{verb}/VERB/0/root 20/NUM/3/nummod milioni/NOUN/1/obj di/ADP/5/case euro/NOUN/3/nmod "
        "a/ADP/7/case Bari/PROPN/1/obl"
    )
    we = Subject(Anchor("Boreale"), "antecedent")
    ours = offered(said.format(verb="Investiremo"), LOC="Bari", speaker="Anna Neri", we=we)
    theirs = offered(said.format(verb="Investirà"), LOC="Bari", speaker="Anna Neri", we=we)
    assert list(ours) == ["Boreale"]
    assert "Bari" in theirs and "Boreale" not in theirs


def test_what_is_counted_is_a_candidate() -> None:
    """ "Sono 90 i cantieri fermi"; what the figure says itself and measures are none."""
    written = (
        "Sono/AUX/2/cop 90/NUM/0/root i/DET/4/det cantieri/NOUN/2/nsubj fermi/ADJ/4/amod "
        "a/ADP/7/case Bari/PROPN/2/obl"
    )
    assert "cantieri fermi" in offered(written, LOC="Bari")
    alone = (
        "Previste/VERB/0/root 90/NUM/3/nummod assunzioni/NOUN/1/obj a/ADP/5/case Bari/PROPN/1/obl"
    )
    assert not any("assunzioni" in name for name in offered(alone, LOC="Bari"))
    measured = "Ne/PRON/2/iobj servono/VERB/0/root 90/NUM/4/nummod chilometri/NOUN/2/nsubj"
    assert not any("chilometri" in name for name in offered(measured))


def test_what_a_percentage_is_of_is_a_candidate() -> None:
    """ "L'80% delle viti è malato"."""
    written = (
        "L'/DET/3/det 80/NUM/3/nummod %/SYM/7/nsubj delle/ADP/5/case viti/NOUN/3/nmod "
        "è/AUX/7/cop malato/ADJ/0/root"
    )
    assert "part of PERCENT" in offered(written)["viti"]


def test_what_is_said_of_the_way_and_the_number() -> None:
    """Commas between, how far, and whether the verb agrees."""
    written = (
        "Boreale/PROPN/6/nsubj ,/PUNCT/1/punct dice/VERB/6/parataxis Ghibli/PROPN/3/nsubj "
        ",/PUNCT/3/punct costano/VERB/0/root 90/NUM/8/nummod euro/NOUN/6/obj"
    )
    found = offered(written, ORG="Boreale|Ghibli", speaker="Ghibli")
    assert {"before, 2 commas", "disagrees", "here"} <= found["Boreale"]
    assert "speaker" in found["Ghibli"] and "speaker" not in found["Boreale"]
