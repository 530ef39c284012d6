"""What people are, without a parser."""

from __future__ import annotations

import pytest

from newsview.nlp.facts.roles import roles
from newsview.nlp.facts.topics import Topics
from tests.nlp.facts.parsed import named, sentence_of

CASES = [
    ("Anna Neri, presidente di Boreale, ha firmato.", "Boreale", ("presidente", "Boreale")),
    ("Lo dice il presidente di Boreale Anna Neri.", "Boreale", ("presidente", "Boreale")),
    ("Lo dice Anna Neri (Boreale).", "Boreale", ("esponente", "Boreale")),
    ("Lo dice Anna Neri, della Boreale.", "Boreale", ("esponente", "Boreale")),
    ("Lo dice Anna Neri, ex direttrice generale della Boreale.", "Boreale",
     ("ex direttrice generale", "Boreale")),
    ("Lo dice Anna Neri, Technical Project Manager di Boreale.", "Boreale",
     ("Technical Project Manager", "Boreale")),
    ("Lo dice Anna Neri, che guida la Boreale da un anno.", "Boreale", ("guida", "Boreale")),
    ("Lo dice Anna Neri, alla guida della Boreale.", "Boreale", ("guida", "Boreale")),
    ("Lo dice Anna Neri, 45 anni, presidente di Boreale.", "Boreale", ("presidente", "Boreale")),
    ("Lo dice Anna Neri (45 anni), presidente di Boreale.", "Boreale", ("presidente", "Boreale")),
    ("La Boreale, presieduta da Anna Neri, cresce.", "Boreale", ("presiede", "Boreale")),
    ("Lo dice il numero uno di Boreale, Anna Neri.", "Boreale", ("numero uno", "Boreale")),
    ("Lo dice la co-fondatrice di Boreale Anna Neri.", "Boreale", ("co-fondatrice", "Boreale")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "organisation", "wanted"), CASES)
def test_a_role_is_told_with_its_organisation(
    text: str, organisation: str, wanted: tuple[str, str]
) -> None:
    """Before the name, behind it, in brackets, by a participle."""
    sentence = sentence_of(text, PER="Anna Neri", ORG=organisation)
    found = roles(sentence, Topics(sentence.names, None, {}))
    assert [(r.person.text, r.predicate, r.object and r.object.text) for r in found] == [
        ("Anna Neri", *wanted)
    ]


def test_an_organisation_that_is_not_named_is_the_one_told_before() -> None:
    """ "della compagnia" stands for the organisation that the article is about."""
    text = "Boreale assume. Lo dice Anna Neri, responsabile innovazione della compagnia."
    sentence = sentence_of(text, PER="Anna Neri", ORG="Boreale")
    (role,) = roles(sentence, Topics(sentence.names, (0, 15), {}))
    assert (role.predicate, role.object and role.object.text) == (
        "responsabile innovazione", "Boreale",
    )  # fmt: skip


def test_what_leads_to_the_next_person_is_not_told_of_the_first() -> None:
    """ "Anna Neri, il presidente del Veneto Gino Bo"."""
    text = "C'erano il sindaco Anna Neri, il presidente del Veneto Gino Bo e altri."
    sentence = sentence_of(text, PER="Anna Neri|Gino Bo", LOC="Veneto")
    found = roles(sentence, Topics(sentence.names, None, {}))
    assert [(r.person.text, r.predicate) for r in found] == [
        ("Anna Neri", "sindaco"), ("Gino Bo", "presidente"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Anna Neri, arrivata ieri, ha parlato di Boreale.",
        "Il presidente ha ringraziato Anna Neri.",
        "Anna Neri ha lasciato Boreale.",
    ],
)
def test_no_role_where_none_is_told(text: str) -> None:
    """A verb between them, or no word for a role."""
    organisations = {"ORG": "Boreale"} if "Boreale" in text else {}
    sentence = sentence_of(text, PER="Anna Neri", **organisations)
    assert roles(sentence, Topics([], None, {})) == []


@pytest.mark.parametrize("kin", ["figlia di", "ex moglie di", "la sorella di", "l'erede di"])
def test_kin_is_no_organisation(kin: str) -> None:
    """ "figlia di Gino Bo" is told of Gino Bo."""
    text = f"Boreale cresce. Arriva Anna Neri, {kin} Gino Bo, dal Belgio."
    names = named(text, PER="Anna Neri|Gino Bo", ORG="Boreale")
    sentence = sentence_of(text, PER="Anna Neri|Gino Bo", ORG="Boreale")
    found = [r for r in roles(sentence, Topics(names, None, {})) if r.person.text == "Anna Neri"]
    assert [(r.predicate, r.object and r.object.text) for r in found] == [(kin, "Gino Bo")]
