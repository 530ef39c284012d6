"""The rules that join names, over an article's names or over the corpus's; surest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from newsview.nlp.data import entries
from newsview.nlp.linking.forms import (
    back_references,
    defines,
    form_of,
    initials_of,
    is_acronym,
    particles,
    small_words,
)
from newsview.nlp.linking.joining import Joined, Node

INITIALS_FROM = {"ORG": 2, "LOC": 3, "MISC": 3}
"""Labels whose names are shortened to initials, and how many letters that takes at least."""

Names = dict[tuple[str, str], list[int]]
"""The nodes of each label and key; several where a person linked one name to several entities."""


def names_of(nodes: Iterable[Node]) -> Names:
    """Where each name is among the nodes."""
    found: Names = {}
    for place, node in enumerate(nodes):
        found.setdefault((node.label, node.key), []).append(place)
    return found


def only(names: Names, label: str, key: str) -> int | None:
    """The one node of this name; None where there is none, or several."""
    found = names.get((label, key), ())
    return found[0] if len(found) == 1 else None


def by_bracket(joined: Joined, names: Names) -> set[int]:
    """A mention that holds its own acronym: "Istituto Boreale (IB)". The acronyms' nodes."""
    defined = set()
    for place, node in enumerate(joined.nodes):
        for bracketed in sorted(node.bracketed):
            other = only(names, node.label, form_of(bracketed, node.label).key)
            fits = defines(bracketed, node.words) and may_shorten(node)
            if other is not None and fits and joined.join(place, other, "definition"):
                defined.add(other)
    return defined


def may_shorten(node: Node) -> bool:
    """Whether an acronym beside a name can be its own: "Savona (SV)" names a province."""
    return node.label != "PER" and (node.label != "LOC" or len(node.words) > 1)


def introduces(name: Node, acronym: Node, written: str) -> bool:
    """Whether an acronym beside a name is its own though its letters are others.

    As in "Centro nazionale di calcolo alpino (ICSC)", where the text goes on with ICSC: a long
    name of no person and no place, capitals that are nobody else's known acronym.
    """
    return (
        name.label not in ("PER", "LOC")
        and _content(name) > 2
        and 3 <= len(written) <= 6
        and written.isalpha()
        and written.isupper()
        and len(acronym.members) > 1
        and acronym.key not in known_aliases()
    )


def by_alias(joined: Joined, names: Names, defined: set[int]) -> None:
    """Names that everybody knows to be the same (``nlp/data/aliases.txt``).

    An acronym that the text explains itself is left to what it says.
    """
    groups: dict[tuple[str, int], list[int]] = {}
    for place, node in enumerate(joined.nodes):
        line = known_aliases().get(node.key)
        if line is not None and place not in defined and _is_only(names, node):
            groups.setdefault((node.label, line), []).append(place)
    for places in groups.values():
        for other in places[1:]:
            joined.join(places[0], other, "alias")


def by_initials(joined: Joined, names: Names, defined: set[int]) -> None:
    """An acronym, and the only name with these initials."""
    longer: dict[tuple[str, str], set[int]] = {}
    for place, node in enumerate(joined.nodes):
        if node.label in INITIALS_FROM and _content(node) > 1:
            for small in (False, True):
                letters = initials_of(node.words, small=small)
                longer.setdefault((node.label, letters), set()).add(place)
    for place, node in enumerate(joined.nodes):
        least = INITIALS_FROM.get(node.label)
        if least is None or len(node.words) > 1 or place in defined:
            continue
        if len(node.key) >= least and any(map(is_acronym, node.spellings)):
            joined.join_only(place, longer.get((node.label, node.key), ()), "initials")


def by_full_name(joined: Joined) -> None:
    """Two writings of one person's full name: "Donald J. Trump", "D. Trump", "Donald Trump"."""
    people = [(i, n) for i, n in enumerate(joined.nodes) if n.label == "PER" and len(n.words) > 1]
    ends: dict[tuple[str, str], list[int]] = {}
    for place, node in people:
        ends.setdefault((node.words[0], node.words[-1]), []).append(place)
    for places in ends.values():
        longer = joined.sets(p for p in places if len(joined.nodes[p].words) > 2)
        for place in places if longer else ():
            if len(joined.nodes[place].words) == 2:
                joined.join_only(place, longer, "name")
    initials: dict[tuple[str, str], list[int]] = {}
    for place, node in people:
        if len(node.words[0]) > 1:
            initials.setdefault((node.words[0][0], node.words[-1]), []).append(place)
    full = {key: joined.sets(places) for key, places in initials.items()}
    for place, node in people:
        if len(node.words[0]) == 1 and len(node.words) == 2:
            joined.join_only(place, full.get((node.words[0], node.words[-1]), ()), "name")


def by_surname(joined: Joined) -> None:
    """A surname, and the only full name that ends in it."""
    ending: dict[str, set[int]] = {}
    for place, node in enumerate(joined.nodes):
        if node.label == "PER":
            for surname in surnames(node.words):
                ending.setdefault(surname, set()).add(place)
    longest_first = sorted(range(len(joined.nodes)), key=lambda i: -len(joined.nodes[i].words))
    for place in longest_first:
        node = joined.nodes[place]
        if node.label == "PER":
            joined.join_only(place, ending.get(node.key, ()), "surname")


def surnames(words: tuple[str, ...]) -> Iterator[str]:
    """What may be the surname of a full name: its ends, never cut behind a particle."""
    for first in range(1, len(words)):
        if words[first - 1] not in particles():
            yield " ".join(words[first:])


def by_head(joined: Joined) -> None:
    """A word such as "Commissione", and the only organisation whose name begins with it."""
    beginning: dict[str, set[int]] = {}
    for place, node in enumerate(joined.nodes):
        if node.label == "ORG" and len(node.words) > 1 and node.words[0] in back_references():
            beginning.setdefault(node.words[0], set()).add(place)
    for place, node in enumerate(joined.nodes):
        if node.label == "ORG" and node.key in beginning:
            joined.join_only(place, beginning[node.key], "head")


def canonical(spellings: Iterable[tuple[str, int]], label: str) -> str:
    """The fullest of several ways to write one name, each with how often it stands.

    Most words first, then not in capitals, then the longest, then the most frequent.
    """

    def fullness(item: tuple[str, int]) -> tuple[int, bool, int, int, str]:
        text, times = item
        return (len(form_of(text, label).words), not text.isupper(), len(text), times, text)

    return max(spellings, key=fullness)[0]


def full_name(name: str) -> str:
    """The name of a known acronym ("UE" is Unione europea); any other name as it is."""
    form = form_of(name, "ORG")
    line = known_aliases().get(form.key)
    if line is None or not is_acronym(name):
        return name
    full = alias_lines()[line][0]
    is_short = name.isupper() or form.key == initials_of(form_of(full, "ORG").words)
    return full if is_short else name


@cache
def alias_lines() -> list[list[str]]:
    """The known aliases, line by line, the fullest name first."""
    return [[name.strip() for name in line.split("|")] for line in entries("aliases")]


@cache
def known_aliases() -> dict[str, int]:
    """The line of each known alias, by key."""
    return {
        form_of(name, "ORG").key: number
        for number, names in enumerate(alias_lines())
        for name in names
    }


def _content(node: Node) -> int:
    return sum(word not in small_words() for word in node.words)


def _is_only(names: Names, node: Node) -> bool:
    return len(names[node.label, node.key]) == 1
