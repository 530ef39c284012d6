"""Each line of the lists that facts are suggested by does what its list is for."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

import pytest

from newsview.nlp.data import entries, table
from newsview.nlp.facts.attribution import attribution
from newsview.nlp.facts.candidates import TOPICS
from newsview.nlp.facts.clauses import clauses
from newsview.nlp.facts.roles import Role, roles
from newsview.nlp.facts.sentence import Sentence
from newsview.nlp.facts.subjects import Resolver, Subject
from newsview.nlp.facts.topics import Topics
from newsview.store.model import DEFAULT_LABELS, FIGURE_LABELS
from tests.nlp.facts.parsed import named, sentence_of, tree_of

NAMED = {"PER": "Anna Neri", "ORG": "Boreale", "LOC": "Alto Adige", "MISC": "Ghibli"}
TOLD = (
    "Ad/ADP/2/case Boreale/PROPN/5/nsubj e/CCONJ/2/cc Ghibli/PROPN/2/conj piace/VERB/0/root "
    "Anna/PROPN/5/obj Neri/PROPN/6/flat dell'/ADP/9/case Alto/PROPN/6/nmod Adige/PROPN/9/flat "
)


def resolved(noun: str) -> Subject | None:
    """What "the" noun is, as the subject of a sentence behind a name of every label."""
    tree = tree_of(
        f"{TOLD} ./PUNCT/5/punct Il/DET/13/det {noun}/NOUN/14/nsubj cresce/VERB/5/parataxis"
    )
    sentence = Sentence(tree.text, 0, len(tree.text), tree, named(tree.text, **NAMED), [])
    return Resolver(Topics(sentence.names, None, {})).of_noun(sentence, tree, 12)


def stands_for_a_name(line: str, label: str) -> bool:
    """ "Il gruppo" is the organisation told before, and none of the others."""
    found = resolved(line)
    return found is not None and (found.anchor.text, found.how) == (NAMED[label], "antecedent")


def is_measured(line: str, _: str) -> bool:
    """ "Il prezzo del gas" is told of the gas."""
    tree = tree_of(
        f"Il/DET/2/det {line}/NOUN/6/nsubj del/ADP/4/case gas/NOUN/2/nmod è/AUX/6/aux "
        "salito/VERB/0/root"
    )
    sentence = sentence_of(tree.text, tree)
    found = Resolver(Topics([], None, {})).of_verb(sentence, tree, 5)
    return found is not None and (found.anchor.text, found.measured) == ("gas", line)


def is_time(line: str, _: str) -> bool:
    """Nothing is told of it, where the rules for dates see none in it."""
    tree = tree_of(f"Il/DET/2/det {line}/NOUN/3/nsubj porta/VERB/0/root pioggia/NOUN/3/obj")
    sentence = sentence_of(tree.text, tree)
    assert sentence.figures == [], "a date is no subject anyway"
    return Resolver(Topics([], None, {})).of_verb(sentence, tree, 2) is None


def speaks(line: str, kind: str) -> bool:
    """Before its name and behind it; a participle with its auxiliary, no noun with an article."""
    said = f"ha {line}" if kind == "participle" else line
    texts = f"«Piove», {said} Anna Neri.", f"Anna Neri {said} che piove."
    told = all(attribution(sentence_of(text, PER="Anna Neri")) == "Anna Neri" for text in texts)
    other = attribution(sentence_of(f"Piove, la {line} Anna Neri.", PER="Anna Neri"))
    return told and (other == "Anna Neri") == (kind == "")


def kind_of(written: str) -> str:
    """The kind of the one fact of a sentence about Boreale."""
    tree = tree_of(written)
    sentence = sentence_of(tree.text, tree, ORG="Boreale")
    (clause,) = clauses(sentence, tree, Resolver(Topics(sentence.names, None, {})), title=False)
    return clause.kind


def intends(line: str, _: str) -> bool:
    """An infinitive with it is a plan."""
    return (
        kind_of(f"Boreale/PROPN/2/nsubj {line}/VERB/0/root vendere/VERB/2/xcomp navi/NOUN/3/obj")
        == "plan"
    )


def lasts(line: str, _: str) -> bool:
    """ "Boreale, controllata dalla nonna" is a relation."""
    return (
        kind_of(
            f"La/DET/2/det Boreale/PROPN/7/nsubj {line}/VERB/2/acl dalla/ADP/5/case "
            "nonna/NOUN/3/obl:agent non/ADV/7/advmod cresce/VERB/0/root"
        )
        == "relation"
    )


def role_in(text: str, organisation: str) -> Role | None:
    """The role of Anna Neri."""
    sentence = sentence_of(text, PER="Anna Neri", ORG=organisation)
    found = roles(sentence, Topics(sentence.names, None, {}))
    return next((role for role in found if role.person.text == "Anna Neri"), None)


def is_role(line: str, kind: str) -> bool:
    """Told of the organisation before unless it stands apart, of a public body where local."""
    objects = []
    for organisation in ("Boreale", "Comune di Rovo"):
        role = role_in(f"Assume {organisation}. Parla la {line} Anna Neri.", organisation)
        if role is None or role.predicate != line:
            return False
        objects.append(role.object and role.object.text)
    wanted = {"": ["Boreale", "Comune di Rovo"], "local": [None, "Comune di Rovo"]}
    return objects == wanted.get(kind, [None, None])


def leads(line: str, verb: str) -> bool:
    """ "La Boreale, guidata da Anna Neri"."""
    role = role_in(f"La Boreale, {line} da Anna Neri, cresce.", "Boreale")
    return role is not None and (role.predicate, role.object and role.object.text) == (
        verb,
        "Boreale",
    )


def is_kin(line: str, _: str) -> bool:
    """Told of the other person, not of the organisation."""
    text = f"La Boreale cresce. Arriva Anna Neri, {line} di Gino Bo, dal Belgio."
    sentence = sentence_of(text, PER="Anna Neri|Gino Bo", ORG="Boreale")
    found = roles(sentence, Topics(sentence.names, None, {}))
    return [(r.person.text, r.predicate, r.object and r.object.text) for r in found] == [
        ("Anna Neri", f"{line} di", "Gino Bo")
    ]


def employs_nobody(line: str, _: str) -> bool:
    """Who has a role is not told of the ministry that happened to be named."""
    role = role_in(
        f"Lo dice {line.title()} Est. Parla la manager Anna Neri.", f"{line.title()} Est"
    )
    return role is not None and role.object is None


SHOWN: dict[str, Callable[[str, str], bool]] = {
    "anaphors": stands_for_a_name,
    "family_roles": is_kin,
    "lasting_participles": lasts,
    "led_by": leads,
    "measure_nouns": is_measured,
    "role_nouns": is_role,
    "state_bodies": employs_nobody,
    "time_nouns": is_time,
    "verbs_of_intent": intends,
    "verbs_of_saying": speaks,
}
LINES = [(name, line) for name in SHOWN for line in entries(name)]


@pytest.mark.parametrize(("name", "line"), LINES)
def test_each_line_shows(name: str, line: str) -> None:
    """Taken out or misspelt, it would not."""
    key, _, value = line.partition("\t")
    assert SHOWN[name](key, value)


@pytest.mark.parametrize("name", SHOWN)
def test_no_line_stands_twice(name: str) -> None:
    """The second would go unseen."""
    assert len(table(name)) == len(entries(name))


@pytest.mark.parametrize("name", SHOWN)
def test_a_word_that_is_in_no_list_does_nothing(name: str) -> None:
    """What is shown above is due to the list."""
    values = {line.partition("\t")[2] for line in entries(name)}
    assert not any(SHOWN[name]("gabbiano", value) for value in values)


def test_an_intent_is_told_by_a_verb_alone() -> None:
    """ "La valuta" is no plan, where "valuta" is what the sentence makes of its subject."""
    written = "Boreale/PROPN/4/nsubj è/AUX/4/cop la/DET/4/det valuta/NOUN/0/root"
    assert kind_of(written) == "relation"


FIGURES = "|".join(FIGURE_LABELS)
LABELS = "|".join(label for label in DEFAULT_LABELS if label not in FIGURE_LABELS)
WHERE = r"here|elsewhere"
RELATION = r"[a-z]+(?:'s)?"
HOW = r"(?:name|antecedent|phrase|topic)"
SOURCE = (
    rf"as before|bare measure|beside (?:obj|obl|nsubj)|counted(?: {RELATION})?|first name|"
    rf"headline(?: label)?|last name before|measure itself|name after \S+|"
    rf"name (?:(?:{LABELS}) )?(?:before|behind)|"
    rf"name without preposition|name is [a-z:]+|name at the verb|noun above|owner|"
    rf"part of (?:MONEY|PERCENT)|participle's|sentence before(?: {HOW})?|"
    rf"topic (?:[0-{TOPICS - 1}]|{LABELS})"
)
FEATURE = re.compile(
    rf"agrees|disagrees|(?:{SOURCE})(?: · no subject)?|{WHERE}|in the title|"
    rf"(?:before|behind), (?:[0-3] commas|near|off|far|parted(?: by a colon)?)|"
    rf"label (?:{LABELS}|none)(?: · (?:{FIGURES}))?|long|short|some words|"
    rf"no name here · (?:{WHERE})|measured|phrase (?:before|behind)|speaker|told [0-4]|"
    rf"verb's(?: {HOW}(?: · (?:{RELATION}|says))?)?"
)


def test_the_weights_are_of_features_that_candidates_have() -> None:
    """One that no candidate has weighs nothing."""
    assert [name for name in table("subject_weights") if not FEATURE.fullmatch(name)] == []


def test_the_weights_are_numbers() -> None:
    """No line twice, none without its number."""
    weights = table("subject_weights")
    assert len(weights) == len(entries("subject_weights")) > 0
    assert all(math.isfinite(float(weight)) for weight in weights.values())
