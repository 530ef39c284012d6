"""One name, one label: what a pipeline is sure of at most places holds for an article's others.

A pipeline reads each place by itself. A company that is plain in the text may be doubtful in the
headline; where the same words were given several labels, the weaker ones follow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsview.store.model import FIGURE_LABELS

if TYPE_CHECKING:
    from newsview.nlp.pipeline import Found

MUCH_SURER = 2.0
"""How many times the weight of another label one needs to take its places over."""

UNSCORED = 0.5
"""The score that counts for a name that came without one."""


def consistent(text: str, found: Sequence[Found]) -> list[Found]:
    """The names found in a text, the doubtful ones with the label that the others have.

    A label weighs the sum of its squared scores over the places of just these words. Figures are
    left as they are; scores stay those of the place.
    """
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in found:
        weights[_words(text, name)][name.label] += _weight(name)
    return [_follow(name, weights[_words(text, name)]) for name in found]


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
