"""Chooses a figure's subject among its candidates, by weights learnt from annotated facts.

A conditional logit (McFadden 1974): each candidate is as good as the sum of the weights of its
features, and its probability is its share of the exponentials. ``python -m benchmarks.subjects``
learns the weights; they stand in ``nlp/data/subject_weights.txt``, one feature a line.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from newsview.nlp.data import table
from newsview.nlp.facts.candidates import Candidate
from newsview.nlp.figures import Figure


class Choice(NamedTuple):
    """The candidate taken, and how probable it is that an annotator takes it, 0 to 1."""

    candidate: Candidate
    probability: float


_SAID = {"verb's name": 1.5, "verb's antecedent": 1.5, "verb's phrase": 1.0}
"""What the sentence itself says the figure of goes before what an annotator may put in its place:
those that the weights are learnt from often wrote what the article is about. Set by reading."""

_SAFE = 0.6
"""What "i prezzi" gains, told of nobody, over guessing whose they are: it says little, but nothing
wrong. Left out where the weights are learnt, so that these stay those of guessing right."""

Choose = Callable[[Figure, Sequence[Candidate]], Choice | None]


def choose(figure: Figure, candidates: Sequence[Candidate]) -> Choice | None:
    """The most probable candidate; the first of equals; None where there is none."""
    if not candidates:
        return None
    weights = _weights()
    sums = [
        said(c)
        + (_SAFE if "bare measure" in c.features else 0.0)
        + sum(weights.get(one, 0.0) for one in sorted(c.features))
        for c in candidates
    ]
    most = max(sums)
    shares = [math.exp(value - most) for value in sums]
    best = max(range(len(sums)), key=lambda place: (sums[place], -place))
    return Choice(candidates[best], shares[best] / sum(shares))


def said(candidate: Candidate) -> float:
    """What a candidate gains by being the subject that the sentence has, unless it only speaks."""
    if "speaker" in candidate.features:
        return 0.0
    return max((_SAID.get(one, 0.0) for one in candidate.features), default=0.0)


@cache
def _weights() -> dict[str, float]:
    return {feature: float(weight) for feature, weight in table("subject_weights").items()}
