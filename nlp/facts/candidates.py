"""What a figure may be about: the candidates for its subject, each with what speaks for it.

Which candidate is taken is learnt (`newsview.nlp.facts.choosing`); here is only what there is to
choose from, and in `newsview.nlp.facts.features` what is said of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsview.nlp.data import table
from newsview.nlp.facts.agreement import of_participle, speaks_of_us
from newsview.nlp.facts.features import features
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


class Context(NamedTuple):
    """What the article has told when a figure comes.

    ``headline`` are the noun phrases of the title, ``speaker`` is who says the sentence, ``we`` the
    organisation they speak for, ``previous`` the subject of the figure before, ``before`` that of
    the sentence before.
    """

    resolver: Resolver
    topics: Topics
    headline: Sequence[Subject] = ()
    speaker: str | None = None
    we: Subject | None = None
    previous: Subject | None = None
    before: Subject | None = None


def candidates(
    sentence: Sentence, tree: Tree, figure: Figure, place: Place, context: Context
) -> list[Candidate]:
    """Every candidate once, the first found first."""
    found: dict[str, tuple[Subject, set[str]]] = {}
    offered = _offered(sentence, tree, figure, place, context)
    if context.previous is not None and _is_part(sentence, figure):
        offered = iter([(context.previous, ("as before",))])
    elif context.we is not None and place.governor is not None:
        if place.relation not in _OF_ITSELF and speaks_of_us(tree, place.governor):
            offered = iter([(context.we, ("we",))])
    for subject, sources in offered:
        if not subject.anchor.text or _is_within(figure, subject, sources):
            continue
        _, held = found.setdefault(subject.anchor.text.casefold(), (subject, set()))
        held.update(sources)
    return [
        Candidate(
            subject,
            frozenset(
                features(
                    sentence, tree, figure, place, subject, held, context.topics, context.speaker
                )
            ),
        )
        for subject, held in found.values()
    ]


_OF_ITSELF = ("subject", "subject's", "adjective", "headline")
"""How a figure hangs where the verb tells nothing of its own subject with it."""

_OF_WHICH = re.compile(r"(?:\b(?:di cui|de[il] quali|delle quali)\s+)(?:\w+\s+)?\Z", re.IGNORECASE)


def _is_part(sentence: Sentence, figure: Figure) -> bool:
    """ "70 milioni, di cui 30 dalla Regione": said of what the figure before is said of."""
    before = next((f for f, _ in reversed(sentence.figures) if f.end <= figure.start), None)
    return before is not None and bool(_OF_WHICH.search(sentence.text, before.end, figure.start))


def _is_within(figure: Figure, subject: Subject, sources: Iterable[str]) -> bool:
    """Whether a subject is part of its own figure, and not what is counted there."""
    start = subject.anchor.start
    within = start is not None and figure.start <= start < figure.end
    return within and not (subject.how == "phrase" and "counted" in sources)


def _offered(
    sentence: Sentence, tree: Tree, figure: Figure, place: Place, context: Context
) -> Iterator[tuple[Subject, tuple[str, ...]]]:
    """The candidates, some more than once, each with where it comes from."""
    resolver, topics = context.resolver, context.topics
    verbs = place.subject
    if verbs is not None:
        yield verbs, ("verb's", f"verb's {verbs.how}")
        if verbs.itself is not None:
            bare = " " not in verbs.itself.text
            yield Subject(verbs.itself, "phrase"), ("bare measure" if bare else "measure itself",)
    before, behind = sentence.names_around(figure.start)
    for name in (*before[:1], *before[1:][-NAMES:], *behind[:NAMES]):
        yield Subject(anchor_of(name), "name"), tuple(_of_name(tree, name, before, place))
    for source, noun in _nouns(tree, figure, place):
        if tree.lower[noun] in table("units"):
            continue
        one = resolver.of_noun(sentence, tree, noun)
        guessed = one is not None and one.measured and one.how in ("antecedent", "topic")
        if one is not None and not (guessed and source.startswith("part")):
            yield one, (source,)
    if place.relation in ("subject", "predicate") or place.subject is None:
        counted = _counted(tree, figure)
        if counted is not None:
            yield counted, ("counted", f"counted {place.relation}")
    if context.before is not None:
        yield context.before, ("sentence before", f"sentence before {context.before.how}")
    if context.previous is not None:
        yield context.previous, ("as before",)
    for rank, mention in enumerate(topics.foremost(figure.start, TOPICS)):
        yield Subject(anchor_of(mention), "topic"), (f"topic {rank}", f"topic {mention.label}")
    for subject in context.headline[:HEADLINE]:
        label = tree.text.startswith(",", subject.anchor.end)
        yield subject, ("headline label" if label else "headline",)


def _nouns(tree: Tree, figure: Figure, place: Place) -> Iterable[tuple[str, int]]:
    """The nouns around a figure, with how they hang there."""
    for noun in place.nouns:
        yield "noun above", noun
        for owner in tree.having(noun, "nmod")[:BESIDE]:
            if owner != place.top:
                yield "owner", owner
    if figure.label in ("PERCENT", "MONEY"):
        for part in tree.having(place.top, "nmod")[:BESIDE]:
            yield f"part of {figure.label}", part
    if place.governor is None:
        return
    described = of_participle(tree, place.governor)
    if described is not None:
        yield "participle's", described
    for relation in ("obj", "obl", "nsubj", "nsubj:pass"):
        for noun in tree.having(place.governor, relation)[:BESIDE]:
            if noun != place.top and noun not in place.nouns:
                yield f"beside {relation[:5]}", noun


def _counted(tree: Tree, figure: Figure) -> Subject | None:
    """The counted things where more is said of them than the figure has: "navi ferme".

    Not what they are put in.
    """
    if figure.label != "QUANTITY":
        return None
    inside = tree.inside(figure.start, figure.end)
    nouns = [
        p for p in inside
        if tree.pos(p) in ("NOUN", "PROPN") and tree.lower[p] not in table("scales")
    ]  # fmt: skip
    if not nouns or tree.lower[nouns[0]] in table("units"):
        return None
    top = nouns[0]
    span = phrase(tree, top)
    if span is None:
        return None
    start = max(span[0], tree.words[top].start)
    if span[1] <= figure.end:
        return None  # "assunzioni" of "140 assunzioni" says nothing new
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
        if place.subject is None and not case:
            yield f"name is {tree.dep(top)} · no subject"
        if tree.head(top) == place.governor:
            yield "name at the verb"
