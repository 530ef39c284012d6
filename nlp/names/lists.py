"""The gazetteers: phrases by label, and the words that tell a kind of name."""

from __future__ import annotations

from functools import cache

from newsview.nlp.data import entries, word_set
from newsview.nlp.names.words import words_of
from newsview.nlp.phrases import PhraseTable

_PLACES = ("names_countries", "names_capitals_it", "names_places", "names_cities")


@cache
def known_names() -> PhraseTable[str]:
    """Phrases whose label needs no context, as the forms of their words."""
    phrases: dict[tuple[str, ...], str] = {}
    for label, lists in (
        ("LOC", _PLACES),
        ("ORG", ("names_organisations",)),
        ("MISC", ("names_misc",)),
    ):
        for name in lists:
            for entry in entries(name):
                phrases[_forms(entry)] = label
    return PhraseTable(phrases)


@cache
def municipalities() -> PhraseTable[str]:
    """Italian municipalities: places where a preposition of place stands before them."""
    return PhraseTable({_forms(entry): "LOC" for entry in entries("names_comuni")})


def listed(name: str) -> frozenset[str]:
    """The list ``names_<name>`` as a set of words."""
    return word_set(f"names_{name}")


def _forms(phrase: str) -> tuple[str, ...]:
    return tuple(word.form for word in words_of(phrase, 0, len(phrase)))
