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


Choose = Callable[[Figure, Sequence[Candidate]], Choice | None]


def choose(figure: Figure, candidates: Sequence[Candidate]) -> Choice | None:
    """The most probable candidate; the first of equals; None where there is none."""
    if not candidates:
        return None
    weights = _weights()
    sums = [sum(weights.get(one, 0.0) for one in sorted(c.features)) for c in candidates]
    most = max(sums)
    shares = [math.exp(value - most) for value in sums]
    best = max(range(len(sums)), key=lambda place: (sums[place], -place))
    return Choice(candidates[best], shares[best] / sum(shares))


@cache
def _weights() -> dict[str, float]:
    return {feature: float(weight) for feature, weight in table("subject_weights").items()}
