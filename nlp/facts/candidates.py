"""What a figure may be about: the candidates for its subject, each with what speaks for it.

Which candidate is taken is learnt (`newsview.nlp.facts.choosing`); here is only what there is to
choose from. A feature is a short text; those that depend on the figure carry its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsview.nlp.facts.measures import Place
from newsview.nlp.facts.phrases import phrase
from newsview.nlp.facts.sentence import Sentence
from newsview.nlp.facts.subjects import Resolver, Subject, anchor_of
from newsview.nlp.facts.topics import Topics
from newsview.nlp.figures import Figure
from newsview.nlp.syntax import Tree
from newsview.store.model import Anchor, Mention

HEADLINE = 1
"""How many noun phrases of the headline are candidates."""

TOPICS = 3
"""How many of the article's names are candidates wherever the figure stands."""

NAMES = 20
"""How many names of its sentence are candidates on each side of a figure, besides the first."""

BESIDE = 10
"""How many nouns in one relation to the same word are."""


class Candidate(NamedTuple):
    """A possible subject and what speaks for and against it."""

    subject: Subject
    features: frozenset[str]


def candidates(
    sentence: Sentence,
    tree: Tree,
    figure: Figure,
    place: Place,
    resolver: Resolver,
    topics: Topics,
    speaker: str | None,
    headline: Sequence[Subject],
    previous: str | None,
) -> list[Candidate]:
    """Every candidate once, the first found first.

    ``headline`` are the noun phrases of the title, ``previous`` the subject of the figure before.
    """
    found: dict[str, tuple[Subject, set[str]]] = {}

    def add(subject: Subject | None, *features: str) -> None:
        if subject is None or not subject.anchor.text:
            return
        if subject.anchor.start is not None and figure.start <= subject.anchor.start < figure.end:
            if subject.how != "phrase" or "counted" not in features:
                return
        key = subject.anchor.text.casefold()
        _, held = found.setdefault(key, (subject, set()))
        held.update(features)

    if place.subject is not None:
        add(place.subject, "verb's", f"verb's {place.subject.how}")
    before, behind = sentence.names_around(figure.start)
    for name in (*before[:1], *before[1:][-NAMES:], *behind[:NAMES]):
        add(Subject(anchor_of(name), "name"), *_of_name(tree, name, before, place))
    for source, noun in _nouns(tree, place):
        add(resolver.of_noun(sentence, tree, noun), source)
    if place.relation in ("subject", "predicate"):
        add(_counted(tree, figure, place.top), "counted")
    for rank, mention in enumerate(topics.foremost(figure.start, TOPICS)):
        add(Subject(anchor_of(mention), "topic"), f"topic {rank}", f"topic {mention.label}")
    for subject in headline[:HEADLINE]:
        add(subject, "headline")
    return [
        Candidate(
            subject,
            frozenset(_told(sentence, subject, held, figure, place, topics, speaker, previous)),
        )
        for subject, held in found.values()
    ]


def _nouns(tree: Tree, place: Place) -> Iterable[tuple[str, int]]:
    for noun in place.nouns:
        yield "noun above", noun
        for owner in tree.having(noun, "nmod")[:BESIDE]:
            if owner != place.top:
                yield "owner", owner
    if place.governor is not None:
        for relation in ("obj", "obl", "nsubj", "nsubj:pass"):
            for noun in tree.having(place.governor, relation)[:BESIDE]:
                if noun != place.top and noun not in place.nouns:
                    yield f"beside {relation[:5]}", noun


def _counted(tree: Tree, figure: Figure, top: int) -> Subject | None:
    """The counted things with what describes them: "medicinali che risultano carenti"."""
    if figure.label != "QUANTITY" or tree.pos(top) not in ("NOUN", "PROPN"):
        return None
    span = phrase(tree, top)
    if span is None:
        return None
    start = max(span[0], tree.words[top].start)
    return Subject(Anchor(tree.text[start : span[1]], start, span[1]), "phrase")


def _of_name(tree: Tree, name: Mention, before: Sequence[Mention], place: Place) -> Iterable[str]:
    """``before``: all names before the figure."""
    side = "before" if before and name.start <= before[-1].start else "behind"
    yield f"name {side}"
    yield f"name {name.label} {side}"
    if before and before[0] is name:
        yield "first name"
    if before and before[-1] is name:
        yield "last name before"
    top = tree.top(name.start, name.end)
    if top is not None:
        case = tree.having(top, "case")
        yield f"name after {tree.lower[case[0]]}" if case else "name without preposition"
        yield f"name is {tree.dep(top)}"
        if tree.head(top) == place.governor:
            yield "name at the verb"


def _told(
    sentence: Sentence,
    subject: Subject,
    held: Iterable[str],
    figure: Figure,
    place: Place,
    topics: Topics,
    speaker: str | None,
    previous: str | None,
) -> Iterable[str]:
    label = topics.label_of(subject.anchor.text)
    yield from held
    yield f"label {label or 'none'}"
    yield f"label {label or 'none'} · {figure.label}"
    if previous is not None and previous == subject.anchor.text:
        yield "as before"
    told = topics.mentioned(subject.anchor.text)
    yield f"told {min(told, 4)}"
    here = (
        subject.anchor.start is not None and sentence.start <= subject.anchor.start < sentence.end
    )
    yield "here" if here else "elsewhere"
    if not sentence.names:
        yield "no name here · " + ("here" if here else "elsewhere")
    if subject.how == "phrase" and here and subject.anchor.start is not None:
        yield "phrase before" if subject.anchor.start < figure.start else "phrase behind"
    for one in held:
        if one.startswith("verb's "):
            yield f"{one} · {place.relation}"
    if speaker is not None and speaker == subject.anchor.text:
        yield "speaker"
    if topics.in_title(subject.anchor.text):
        yield "in the title"
    words = subject.anchor.text.count(" ")
    yield "long" if words > 5 else "short" if words == 0 else "some words"
    if subject.measured:
        yield "measured"
