"""What speaks for and against a candidate for a figure's subject.

A feature is a short text; those that depend on the figure carry its kind. What each is worth is
learnt (`newsview.nlp.facts.choosing`).
"""

from __future__ import annotations

from collections.abc import Iterable

from newsview.nlp.data import table
from newsview.nlp.facts.agreement import is_plural, verb_is_plural
from newsview.nlp.facts.measures import Place
from newsview.nlp.facts.sentence import Sentence
from newsview.nlp.facts.subjects import Subject
from newsview.nlp.facts.topics import Topics
from newsview.nlp.figures import Figure
from newsview.nlp.syntax import Tree

_TOLD_APART = frozenset(
    {"first name", "last name before", "headline", "topic 0", "sentence before", "counted",
     "beside obl", "noun above", "as before", "participle's"}
)  # fmt: skip
"""Sources that count differently where the verb has no subject."""

_NEAR, _FAR = 25, 80
"""Code points between a candidate and its figure."""


def features(
    sentence: Sentence,
    tree: Tree,
    figure: Figure,
    place: Place,
    subject: Subject,
    sources: Iterable[str],
    topics: Topics,
    speaker: str | None,
) -> Iterable[str]:
    """The features of one candidate; ``sources`` is where it comes from."""
    text, start = subject.anchor.text, subject.anchor.start
    label = topics.label_of(text) or "none"
    here = start is not None and sentence.start <= start < sentence.end
    where = "here" if here else "elsewhere"
    yield from sources
    yield f"label {label}"
    yield f"label {label} · {figure.label}"
    yield f"told {min(topics.mentioned(text), 4)}"
    yield where
    if not sentence.names:
        yield f"no name here · {where}"
    if subject.how == "phrase" and here and start is not None:
        yield "phrase before" if start < figure.start else "phrase behind"
    for one in sources:
        if one.startswith("verb's "):
            yield f"{one} · {place.relation}"
            if _only_says(tree, place):
                yield f"{one} · says"
        elif place.subject is None and one in _TOLD_APART:
            yield f"{one} · no subject"
    if speaker is not None and (text in speaker or speaker in text):
        yield "speaker"
    if topics.in_title(text):
        yield "in the title"
    words = text.count(" ")
    yield "long" if words > 5 else "short" if words == 0 else "some words"
    if subject.measured:
        yield "measured"
    if here and start is not None:
        yield from _way(sentence.text, subject, figure)
    yield from _agreement(sentence, tree, place, subject)


def _way(text: str, subject: Subject, figure: Figure) -> Iterable[str]:
    """What stands between a candidate and its figure."""
    start, end = subject.anchor.start or 0, subject.anchor.end or 0
    side = "before" if start < figure.start else "behind"
    between = text[end : figure.start] if side == "before" else text[figure.end : start]
    yield f"{side}, {min(between.count(', '), 3)} commas"
    yield f"{side}, {'near' if len(between) < _NEAR else 'far' if len(between) > _FAR else 'off'}"
    if ";" in between:
        yield f"{side}, parted"
    if ":" in between:
        yield f"{side}, parted by a colon"


def _only_says(tree: Tree, place: Place) -> bool:
    """Whether a figure hangs on a verb of saying: "Boreale stima 20 milioni"."""
    return place.governor is not None and tree.lower[place.governor] in table("verbs_of_saying")


def _agreement(sentence: Sentence, tree: Tree, place: Place, subject: Subject) -> Iterable[str]:
    """Whether the verb may have the candidate as its subject, by number."""
    if place.governor is None or place.relation in ("subject", "subject's", "adjective"):
        return
    verb = verb_is_plural(tree, place.governor)
    noun = is_plural(sentence, tree, subject.anchor)
    if verb is not None and noun is not None:
        yield "agrees" if verb == noun else "disagrees"
