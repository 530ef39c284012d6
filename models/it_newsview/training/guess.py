"""A network's tag probabilities for sentences in context."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray

from it_newsview.pieces import Pieces
from training.batches import Example, Window, batches, encode, join, tensors
from training.network import Network
from training.sets import Sentence

WINDOW: Final = 126
"""Pieces read at once, as at run time."""


def probabilities(
    network: Network, pieces: Pieces, blocks: Sequence[Sequence[Sentence]], head: str
) -> list[list[NDArray[np.float32]]]:
    """For each sentence of each block, words x tags; neighbours are read together."""
    size = network.heads[head].out_features
    windows: list[Window] = []
    parts: list[list[tuple[int, int, int]]] = []  # of each window: block, sentence, words
    for number, block in enumerate(blocks):
        together: list[Example] = []
        whose: list[tuple[int, int, int]] = []
        used = 0
        for place, sentence in enumerate(block):
            numbers, firsts = encode(pieces, sentence.text)
            if together and used + len(numbers) > WINDOW:
                windows.append(join(together, head))
                parts.append(whose)
                together, whose, used = [], [], 0
            empty = np.zeros((len(firsts), size), np.float32)
            together.append(Example(numbers, firsts, empty))
            whose.append((number, place, len(firsts)))
            used += len(numbers)
        if together:
            windows.append(join(together, head))
            parts.append(whose)
    scores = _run(network, windows)
    found: list[list[NDArray[np.float32]]] = [
        [np.zeros((0, size), np.float32) for _ in block] for block in blocks
    ]
    for window_scores, whose in zip(scores, parts, strict=True):
        at = 0
        for number, place, count in whose:
            some = window_scores[at : at + count]
            if len(some) < count:  # beyond what one window holds
                rest = np.zeros((count - len(some), size), np.float32)
                rest[:, 0] = 1
                some = np.concatenate([some, rest])
            found[number][place] = some
            at += count
    return found


def _run(network: Network, windows: Sequence[Window]) -> list[NDArray[np.float32]]:
    order = {id(window): place for place, window in enumerate(windows)}
    results: list[NDArray[np.float32]] = [np.zeros((0, 0), np.float32)] * len(windows)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for some in batches(windows, 2048, random.Random(0)):
            batch = tensors(some)
            scores = network(batch.pieces, batch.mask, batch.chosen, batch.head)
            probable = torch.softmax(scores, -1).numpy()
            at = 0
            for window in some:
                results[order[id(window)]] = probable[at : at + len(window.firsts)]
                at += len(window.firsts)
    return results
