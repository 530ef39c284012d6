"""Tag probabilities → spans with a score."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from it_newsview.labels import LABELS

Floats = NDArray[np.float32]

_FORBIDDEN: Final = np.float32(-1e9)


@cache
def _moves(count: int) -> tuple[Floats, Floats]:
    """What a step from tag i to tag j costs, and what starting with tag j does, for so many tags.

    An inside tag needs a begin or inside tag of its own label before it.
    """
    moves = np.zeros((count, count), np.float32)
    for inside in range(2, count, 2):
        moves[:, inside] = _FORBIDDEN
        moves[[inside - 1, inside], inside] = 0
    start = np.zeros(count, np.float32)
    start[2::2] = _FORBIDDEN
    return moves, start


class Tagged(NamedTuple):
    """A span over words ``start``–``end`` (exclusive), its label and its score in 0…1."""

    start: int
    end: int
    label: str
    score: float


def best_tags(log_probabilities: Floats, breaks: Sequence[bool]) -> list[int]:
    """The most probable legal tag sequence (Viterbi); no span runs across a break."""
    count = len(log_probabilities)
    if count == 0:
        return []
    moves, first = _moves(log_probabilities.shape[1])
    previous = np.zeros((count, len(first)), np.intp)
    columns = np.arange(len(first))
    score = log_probabilities[0] + first
    for place in range(1, count):
        moved = score[:, None] + moves
        if breaks[place - 1]:
            moved = moved + first
        previous[place] = moved.argmax(0)
        score = moved[previous[place], columns] + log_probabilities[place]
    tags = [int(score.argmax())]
    for place in range(count - 1, 0, -1):
        tags.append(int(previous[place, tags[-1]]))
    return tags[::-1]


def spans(
    tags: Sequence[int], log_probabilities: Floats, labels: Sequence[str] = LABELS
) -> list[Tagged]:
    """Spans of a tag sequence.

    A span's score is the least probability, over its words and the word after it, that the word
    belongs to the span as tagged: how sure the model is of its weakest point.
    """
    found: list[Tagged] = []
    place = 0
    while place < len(tags):
        tag = tags[place]
        if tag % 2 == 0:  # O, or an inside tag that no begin tag leads: legal sequences have none
            place += 1
            continue
        end = place + 1
        while end < len(tags) and tags[end] == tag + 1:
            end += 1
        sure = [float(log_probabilities[at, tags[at]]) for at in range(place, end)]
        if end < len(tags):
            going_on = float(np.exp(log_probabilities[end, tag + 1]))
            sure.append(float(np.log(max(1.0 - going_on, 1e-6))))
        found.append(Tagged(place, end, labels[tag // 2], round(float(np.exp(min(sure))), 4)))
        place = end
    return found
