"""How a figure hangs in its sentence, and the predicate that says it of a subject."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from newsview.nlp.data import word_set
from newsview.nlp.facts.phrases import LONGEST_PHRASE, group_text, verb_group
from newsview.nlp.facts.sentence import Sentence
from newsview.nlp.facts.subjects import SUBJECTS, Resolver, Subject
from newsview.nlp.figures import Figure
from newsview.nlp.syntax import Tree

_COMPARATOR = re.compile(
    r"(?:^|(?<=[\s'’]))(?:oltre|circa|almeno|quasi|ben|appena|sol[oiae]|soltanto|"
    r"più di|(?:poco )?meno di|poco più di|fino a|intorno a|attorno a|pari a|(?:tra|fra) i?|"
    r"i|gli|le|la|il|lo|l['’]|un|una)\Z",
    re.IGNORECASE,
)

_JOINED = re.compile(r"^(?:e|ed|o|ma|mentre|di cui|dei quali|delle quali)(?:\s+|$)", re.IGNORECASE)
"""What leads from the figure before to this one and says nothing of it."""


_HIGHEST = 8
"""Nouns between a figure and its verb, at most."""


_COMPARING = 3
"""Words between an adjective of measure and its figure: "lungo poco più di"."""

_NEAR = 60
"""Code points between a verb and its figure that are taken into the predicate as they stand."""

_PARTED = re.compile(r"[,;:()«»“”–—]")


class Place(NamedTuple):
    """Where a figure hangs.

    ``top`` is its own word, ``nouns`` those between it and ``governor``, its verb or adjective
    (None in a headline without), ``relation`` how it hangs there, ``begin`` where its phrase does,
    ``subject`` what the verb or the noun above says it of.
    """

    top: int
    nouns: list[int]
    governor: int | None
    relation: str
    begin: int
    subject: Subject | None


def place_of(sentence: Sentence, tree: Tree, figure: Figure, resolver: Resolver) -> Place | None:
    """Where a figure hangs; None where the tree does not reach it."""
    top = tree.top(figure.start, figure.end)
    if top is None:
        return None
    measured = _measured_before(sentence, tree, figure, resolver, top)
    if measured is not None:
        return measured
    nouns, at, begin = _climb(tree, top, figure)
    described = _described(tree, at)
    if described is not None:
        subject = resolver.of_noun(sentence, tree, described, leaving=(at,))
        return Place(top, nouns[:-1] if nouns else [], at, "adjective", begin, subject)
    governor = at if _is_predicate(tree, at) else tree.head(at)
    if governor is None or not _is_predicate(tree, governor) or _is_apart(tree, at, governor):
        above = resolver.of_noun(sentence, tree, nouns[-1]) if nouns else None
        return Place(top, nouns, None, "headline", begin, above)
    if tree.dep(at) in SUBJECTS and at != governor and not _is_one_more(tree, governor, at):
        above = resolver.of_noun(sentence, tree, nouns[-1]) if nouns else None
        relation = "subject's" if nouns else "subject"
        return Place(top, nouns, governor, relation, begin, above)
    subject = resolver.of_verb(sentence, tree, governor)
    relation = "predicate" if at == governor else tree.dep(at).partition(":")[0]
    if relation in SUBJECTS:
        relation = "obj"
    return Place(top, nouns, governor, relation, begin, subject)


def _measured_before(
    sentence: Sentence, tree: Tree, figure: Figure, resolver: Resolver, top: int
) -> Place | None:
    """ "il muro, lungo 115 metri": an adjective of measure, wherever a parser hangs the figure."""
    first = tree.inside(figure.start, figure.end).start
    for place in range(first - 1, max(-1, first - 1 - _COMPARING), -1):
        if tree.lower[place] not in word_set("measure_adjectives"):
            continue
        nouns = (
            p for p in range(place - 1, -1, -1)
            if tree.pos(p) in ("NOUN", "PROPN")
            and sentence.figure_at(tree.words[p].start, tree.words[p].end) is None
        )  # fmt: skip
        noun = next(nouns, None)
        if noun is None:
            return None
        subject = resolver.of_noun(sentence, tree, noun, leaving=(place,))
        return Place(top, [], place, "adjective", figure.start, subject)
    return None


def _is_apart(tree: Tree, place: int, verb: int) -> bool:
    """Whether a colon parts a word from the first verb: "Export a 20 milioni: brindano i soci"."""
    colon = next((p for p in range(place + 1, verb) if tree.lower[p] in (":", ";")), None)
    return colon is not None and not any(_is_predicate(tree, p) for p in range(colon))


def _is_one_more(tree: Tree, verb: int, noun: int) -> bool:
    """Whether a verb has its subject before it already: "la rete unisce 90 forni, 20 bar".

    Parsers take the later ones of a list for subjects.
    """
    return noun > verb and any(
        place < verb and not tree.having(place, "case") for place in tree.having(verb, *SUBJECTS)
    )


def _climb(tree: Tree, top: int, figure: Figure) -> tuple[list[int], int, int]:
    """The nouns between a figure and its verb, the last of them, and where its phrase begins.

    "un aumento di capitale da 50 milioni": "capitale", "aumento". What is coordinated hangs where
    the first of its kind does.
    """
    nouns: list[int] = []
    at = top
    begin = min(figure.start, tree.words[tree.reach(top)[0]].start)
    coordinated = False
    for head in islice(tree.ancestors(top), _HIGHEST):
        if _is_predicate(tree, at) or _is_predicate(tree, head):
            break
        if tree.dep(at) == "conj":
            coordinated = True
        else:
            nouns.append(head)
            if not coordinated and head < top:
                begin = tree.words[tree.reach(head)[0]].start
        at = head
        if tree.pos(at) == "ADJ":
            break
    return nouns, at, begin


def _described(tree: Tree, place: int) -> int | None:
    """The noun that an adjective goes with: "elettrodotto" of "lungo" with 970 kilometres."""
    head = tree.head(place)
    if tree.pos(place) != "ADJ" or head is None or tree.having(place, "cop"):
        return None
    return head if tree.pos(head) in ("NOUN", "PROPN") else None


def _is_predicate(tree: Tree, place: int) -> bool:
    """Whether a word is a verb, or what a copula makes a predicate of."""
    return tree.pos(place) in ("VERB", "AUX") or bool(tree.having(place, "cop"))


def date_of(sentence: Sentence, tree: Tree, verb: int) -> str | None:
    """The one ISO date that hangs on a verb, not on another below it; None if none or several."""
    dates = set()
    for figure, _ in sentence.figures:
        top = tree.top(figure.start, figure.end) if figure.date else None
        if top is None:
            continue
        above = (p for p in islice(tree.ancestors(top), _HIGHEST) if _is_predicate(tree, p))
        if next(above, None) in (verb, tree.head(verb) if tree.dep(verb) == "xcomp" else verb):
            dates.add(figure.date)
    return dates.pop() if len(dates) == 1 else None


def predicate_of(
    sentence: Sentence, tree: Tree, figure: Figure, place: Place, subject: Subject
) -> str:
    """What is said of a subject with a figure: what is measured, the verb, the nouns before it."""
    own = subject.anchor.text
    between = _between(sentence, tree, figure, place, own)
    measured = subject.measured
    if not measured and place.subject is not None and place.subject.anchor.text != own:
        other = place.subject
        measured = other.measured or (other.anchor.text if other.how == "phrase" else "")
    if measured.casefold() in own.casefold():
        measured = ""
    if place.governor is None:
        return " ".join(filter(None, (measured if measured not in between else "", between)))
    if place.relation == "adjective":
        return tree.text[slice(*tree.words[place.governor][:2])]
    group = [
        p for p in verb_group(tree, place.governor)
        if not figure.start <= tree.words[p].start < figure.end
    ]  # fmt: skip
    verb = group_text(tree, group)
    if place.relation == "subject's":
        return between or verb
    parts = (measured if measured not in verb else "", verb, between)
    return " ".join(part for part in parts if part)


def _between(sentence: Sentence, tree: Tree, figure: Figure, place: Place, own: str) -> str:
    """From where the figure's phrase begins, behind its verb and subject, to the figure.

    From the verb on, where little stands between: "arriva da fuori" says more than "arriva".
    """
    start = place.begin
    if place.governor is not None and place.relation != "subject's":
        group = verb_group(tree, place.governor)
        last = max(
            (tree.words[p].end for p in group if tree.words[p].end <= figure.start), default=0
        )
        near = 0 < figure.start - last <= _NEAR and last >= tree.words[place.governor].end
        whole = near and not _PARTED.search(tree.text, last, figure.start)
        start = last if whole else max(start, last)
    if start >= figure.start:
        return ""
    start = max([start, *(f.end for f, _ in sentence.figures if start < f.end <= figure.start)])
    said = tree.text[start : figure.start]
    at = said.find(own)
    if at >= 0:
        said = said[at + len(own) :]
    return _JOINED.sub("", trimmed(said))


def trimmed(text: str) -> str:
    """Without blanks and marks at the edges and without the comparator that the value has."""
    text = " ".join(text.split())
    while True:
        text = text.strip(' ,;:()«»“”"–—-+')
        match = _COMPARATOR.search(text)
        if match is None:
            break
        text = text[: match.start()]
    if len(text) > LONGEST_PHRASE:
        text = text[text.find(" ", len(text) - LONGEST_PHRASE) + 1 :]
    return text
