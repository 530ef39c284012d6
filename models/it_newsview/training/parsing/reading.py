"""The encoder's states of treebank sentences, each read alone or with others around it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from it_newsview.tagger import WINDOW, Tagger, Wanted
from training.parsing.alignment import Sentence

LAYERS: Final = (3, 4, 5)
States = NDArray[np.float16]  # words × (2 · layers · width)

_SIZES: Final = (2, 3, 4, 6)


def alone(tagger: Tagger, sentences: Sequence[Sentence]) -> list[States]:
    """The states of each sentence, read alone."""
    return [_read(tagger, [sentence])[0] for sentence in sentences]


def packed(
    tagger: Tagger, sentences: Sequence[Sentence], chance: random.Random | None = None
) -> list[States]:
    """The states of each sentence, read with its neighbours, or with others that chance brings."""
    found: dict[int, States] = {}
    for numbers in _packs(len(sentences), chance):
        together = [sentences[number] for number in numbers]
        found.update(zip(numbers, _read(tagger, together), strict=True))
    return [found[number] for number in range(len(sentences))]


def _packs(count: int, chance: random.Random | None) -> Iterator[list[int]]:
    order = list(range(count))
    if chance is not None:
        chance.shuffle(order)
    while order:
        size = chance.choice(_SIZES) if chance is not None else 5
        yield order[:size]
        order = order[size:]


def _read(tagger: Tagger, sentences: Sequence[Sentence]) -> list[States]:
    text = ""
    for sentence in sentences:
        text += sentence.text + (" " if sentence.text[-1] in ".!?" else "\n")
    states = tagger.read(text.rstrip(), WINDOW, Wanted(LAYERS, _half)).states
    sizes = [len(sentence.words) for sentence in sentences]
    assert states is not None and len(states) == sum(sizes)
    return np.split(states, np.cumsum(sizes)[:-1])


def _half(states: NDArray[np.float32]) -> NDArray[Any]:
    return states.astype(np.float16)
