"""Relations, events and plans, in sentences parsed by hand."""

from __future__ import annotations

from newsview.nlp.facts.clauses import clauses
from newsview.nlp.facts.subjects import Resolver
from newsview.nlp.facts.topics import Topics
from tests.nlp.facts.parsed import sentence_of, tree_of


def told(written: str, *, title: bool = False, **labels: str) -> list[tuple[str, str, str, str]]:
    """Kind, subject, predicate and object of each fact of a sentence."""
    tree = tree_of(written)
    sentence = sentence_of(tree.text, tree, published="2025-03-01", **labels)
    resolver = Resolver(Topics(sentence.names, None, {}))
    return [
        (c.kind, c.subject.anchor.text, c.predicate, c.object.text)
        for c in clauses(sentence, tree, resolver, title=title)
    ]


HEADLINE = "Boreale/PROPN/2/nsubj rileva/VERB/0/root Ghibli/PROPN/2/obj"


def test_the_present_is_an_event_in_a_headline_alone() -> None:
    """What holds, in the story."""
    assert told(HEADLINE, ORG="Boreale|Ghibli", title=True) == [
        ("event", "Boreale", "rileva", "Ghibli")
    ]
    assert told(HEADLINE, ORG="Boreale|Ghibli") == [("relation", "Boreale", "rileva", "Ghibli")]


def test_the_future_and_the_conditional_are_plans() -> None:
    """Tense and mood stay in the predicate."""
    written = "Boreale/PROPN/2/nsubj {}/VERB/0/root un/DET/4/det impianto/NOUN/2/obj"
    for verb in ("aprirà", "aprirebbe"):
        assert told(written.format(verb), ORG="Boreale") == [("plan", "Boreale", verb, "impianto")]


def test_negation_and_modality_stay_in_the_predicate() -> None:
    """ "non dovrà chiudere"."""
    written = (
        "Boreale/PROPN/4/nsubj non/ADV/4/advmod dovrà/AUX/4/aux chiudere/VERB/0/root "
        "l'/DET/6/det impianto/NOUN/4/obj"
    )
    assert told(written, ORG="Boreale") == [("plan", "Boreale", "non dovrà chiudere", "impianto")]


def test_the_passive_keeps_its_agent_with_the_preposition() -> None:
    """ "è stata comprata da"."""
    written = (
        "Ghibli/PROPN/4/nsubj:pass è/AUX/4/aux:pass stata/AUX/4/aux:pass comprata/VERB/0/root "
        "da/ADP/6/case Boreale/PROPN/4/obl:agent"
    )
    assert told(written, ORG="Boreale|Ghibli") == [
        ("event", "Ghibli", "è stata comprata da", "Boreale")
    ]


def test_a_relative_clause_is_told_of_what_it_describes() -> None:
    """ "Boreale, che controlla Ghibli"."""
    written = (
        "Boreale/PROPN/6/nsubj ,/PUNCT/4/punct che/PRON/4/nsubj controlla/VERB/1/acl:relcl "
        "Ghibli/PROPN/4/obj cresce/VERB/0/root"
    )
    assert told(written, ORG="Boreale|Ghibli") == [("relation", "Boreale", "controlla", "Ghibli")]


def test_what_is_set_beside_a_name() -> None:
    """ "Ghibli, controllata di Boreale"."""
    written = (
        "Ghibli/PROPN/6/nsubj ,/PUNCT/3/punct controllata/NOUN/1/appos di/ADP/5/case "
        "Boreale/PROPN/3/nmod cresce/VERB/0/root"
    )
    assert ("relation", "Ghibli", "controllata di", "Boreale") in told(
        written, ORG="Boreale|Ghibli"
    )


def test_an_event_with_nothing_but_its_date() -> None:
    """ "nata nel 1973"."""
    written = (
        "Boreale/PROPN/3/nsubj:pass è/AUX/3/aux:pass nata/VERB/0/root nel/ADP/5/case 1973/NUM/3/obl"
    )
    assert told(written, ORG="Boreale") == [("event", "Boreale", "è nata nel", "1973")]


def test_nothing_is_told_without_a_name_or_a_date() -> None:
    """ "Il vento muove le foglie" is no news."""
    written = "Il/DET/2/det vento/NOUN/3/nsubj muove/VERB/0/root le/DET/5/det foglie/NOUN/3/obj"
    assert told(written) == []


def test_a_relative_pronoun_may_be_the_object() -> None:
    """ "Ghibli, che Boreale ha comprato"."""
    written = (
        "Ghibli/PROPN/7/nsubj ,/PUNCT/6/punct che/PRON/6/obj Boreale/PROPN/6/nsubj ha/AUX/6/aux "
        "comprato/VERB/1/acl:relcl cresce/VERB/0/root"
    )
    assert told(written, ORG="Boreale|Ghibli") == [("event", "Boreale", "ha comprato", "Ghibli")]


def test_names_that_are_coordinated_are_one_subject() -> None:
    """ "Boreale e Ghibli aprono"."""
    written = (
        "Boreale/PROPN/4/nsubj e/CCONJ/3/cc Ghibli/PROPN/1/conj aprono/VERB/0/root "
        "un/DET/6/det impianto/NOUN/4/obj"
    )
    assert told(written, ORG="Boreale|Ghibli") == [
        ("relation", "Boreale e Ghibli", "aprono", "impianto")
    ]


def test_what_a_person_is_makes_a_role() -> None:
    """A verb of leading, a role behind a copula."""
    leads = "Anna/PROPN/2/nsubj guida/VERB/0/root la/DET/4/det Boreale/PROPN/2/obj"
    assert told(leads, PER="Anna", ORG="Boreale") == [("role", "Anna", "guida", "Boreale")]
    copula = (
        "Anna/PROPN/3/nsubj è/AUX/3/cop presidente/NOUN/0/root di/ADP/5/case Boreale/PROPN/3/nmod"
    )
    assert told(copula, PER="Anna", ORG="Boreale") == [("role", "Anna", "presidente", "Boreale")]
