"""Which organisation "l'azienda elvetica" or "il gruppo di Trieste" is, of those told before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newsview.nlp.data import table
from newsview.nlp.facts.sentence import Sentence
from newsview.nlp.syntax import Tree
from newsview.store.model import Mention

_OF_A_PLACE = re.compile(r"(\w{3,})(?:ese|ano|ana)")
_NO_PLACE = frozenset({"italiano", "italiana", "sano", "sana", "umano", "umana", "urbano", "urbana",
                       "quotidiano", "quotidiana", "lontano", "lontana"})  # fmt: skip
"""Adjectives that end like those of places; that of the whole country tells no two apart."""

_ROOT = 5
"""Letters that "torinese" and "Torino" have in common, at most."""

_AT = r"(?:(?:di|a|ad|in|del|della|nel|presso)\s|(?:d|dell|nell)['’])"
"""What leads from a name to its place."""

_AROUND = 70
"""Code points around a name in which it is said where it is from."""


def origins(sentence: Sentence, tree: Tree, noun: int) -> list[str]:
    """How the words begin that say the same of a place as what depends on a noun; maybe none."""
    found: list[str] = []
    for child in tree.having(noun, "amod"):
        word = tree.lower[child]
        if word in table("place_adjectives"):
            found += table("place_adjectives")[word].split()
        elif (ends := _OF_A_PLACE.fullmatch(word)) is not None and word not in _NO_PLACE:
            found.append(ends.group(1)[:_ROOT])
    for child in tree.having(noun, "nmod"):
        name = sentence.name_at(*tree.words[child][:2])
        if name is not None and name.label == "LOC":
            found.append(name.text.casefold())
    return found


def from_there(text: str, mentions: Iterable[Mention], roots: Sequence[str], before: int) -> bool:
    """Whether it is said beside one of some mentions that it is from a place: offsets in a text.

    "La svizzera Boreale", "Boreale, gruppo di Trieste", "Boreale (Lugano)".
    """
    place = r"(?:" + "|".join(map(re.escape, roots)) + r")"
    behind = re.compile(
        rf"(?:,(?:\s[\w’']+){{0,4}})?\s{_AT}{place}|,(?:\s[\w’']+){{1,3}}\s{place}|\s\({place}",
        re.IGNORECASE,
    )
    ahead = re.compile(rf"\b{place}\w*\s(?:[\w-]+\s)?\Z", re.IGNORECASE)
    return any(
        behind.match(text, one.end, min(before, one.end + _AROUND))
        or ahead.search(text, max(0, one.start - _AROUND), one.start)
        for one in mentions
    )
