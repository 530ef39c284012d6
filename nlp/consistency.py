"""One name, one label: what a pipeline is sure of at most places holds for an article's others.

A pipeline reads each place by itself. A company that is plain in the text may be doubtful in the
headline; where the same words were given several labels, the weaker ones follow. A surname alone
follows the full name that the article gives of the person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsview.nlp.data import word_set
from newsview.nlp.linking.forms import form_of
from newsview.nlp.linking.rules import surnames
from newsview.store.model import FIGURE_LABELS

if TYPE_CHECKING:
    from newsview.nlp.pipeline import Found

MUCH_SURER = 2.0
"""How many times the weight of another label one needs to take its places over."""

_NOT_PEOPLE = ("ORG", "MISC")

UNSCORED = 0.5
"""The score that counts for a name that came without one."""


def consistent(text: str, found: Sequence[Found]) -> list[Found]:
    """The names found in a text, the doubtful ones with the label that the others have.

    A label weighs the sum of its squared scores over the places of just these words. Figures are
    left as they are; scores stay those of the place. Then a surname is a person's (`_surnames`).
    """
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in found:
        weights[_words(text, name)][name.label] += _weight(name)
    followed = [_follow(name, weights[_words(text, name)]) for name in found]
    people = _surnames(text, followed)
    return [
        name._replace(label="PER") if (name.label, _words(text, name)) in people else name
        for name in followed
    ]


def _surnames(text: str, found: Sequence[Found]) -> set[tuple[str, str]]:
    """The organisations and other things that are the surname of exactly one person here.

    Not those that are known organisations, or whose word is in another such name of the article:
    Ferrari the company is spoken of beside Enzo Ferrari.
    """
    names = {(name.label, _words(text, name)) for name in found}
    bearers: dict[str, set[str]] = defaultdict(set)
    for label, words in names:
        if label == "PER":
            form = form_of(words, "PER")
            for surname in surnames(form.words):
                bearers[surname].add(form.key)
    others = [words for label, words in names if label in _NOT_PEOPLE and " " in words]
    held = {form_of(word, "PER").key for words in others for word in words.split()}
    return {
        (label, words)
        for label, words in names
        if label in _NOT_PEOPLE
        and words not in word_set("names_organisations")
        and len(bearers.get(key := form_of(words, "PER").key, ())) == 1
        and key not in held
    }


def _follow(name: Found, weights: dict[str, float]) -> Found:
    if name.label in FIGURE_LABELS or len(weights) < 2:
        return name
    label, weight = max(weights.items(), key=lambda pair: (pair[1], pair[0]))
    if label in FIGURE_LABELS or weight < MUCH_SURER * weights[name.label]:
        return name
    return name._replace(label=label)


def _words(text: str, name: Found) -> str:
    return " ".join(text[name.start : name.end].split())


def _weight(name: Found) -> float:
    return (UNSCORED if name.score is None else name.score) ** 2
