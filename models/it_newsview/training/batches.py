"""Sentences → examples → windows → batches of padded tensors."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from it_newsview.casing import seen_as
from it_newsview.pieces import END, PAD, START, Pieces
from it_newsview.words import split
from training.sets import Sentence, tag

WINDOW: Final = (24, 150)  # pieces: training windows have a random size in this range
Targets = NDArray[np.floating[Any]]  # words x tags: how probable each tag is


class Example(NamedTuple):
    """One sentence: its pieces, the place of each word's first piece, and the targets."""

    pieces: list[int]
    firsts: list[int]
    targets: Targets


class Window(NamedTuple):
    """What the encoder reads at once, start and end pieces included."""

    pieces: list[int]
    firsts: list[int]
    targets: Targets
    head: str


class Batch(NamedTuple):
    """Windows side by side: ``chosen`` are places in the flattened batch."""

    pieces: Tensor
    mask: Tensor | None
    chosen: Tensor
    targets: Tensor
    head: str


def encode(pieces: Pieces, text: str) -> tuple[list[int], list[int]]:
    """The pieces of a sentence and the place of each word's first."""
    numbers: list[int] = []
    firsts: list[int] = []
    words = split(text)
    for word, form in zip(words, seen_as(text, words), strict=True):
        firsts.append(len(numbers))
        numbers.extend(pieces.of_word(form, word.spaced))
    return numbers, firsts


def hard(pieces: Pieces, sentence: Sentence, tags: Sequence[str]) -> Example:
    """An example from annotated spans: every target is certain."""
    numbers, firsts = encode(pieces, sentence.text)
    _, wanted = tag(sentence, tags)
    return Example(numbers, firsts, np.eye(len(tags), dtype=np.float32)[wanted])


def pack(blocks: Iterable[Sequence[Example]], chance: random.Random, head: str) -> Iterator[Window]:
    """Consecutive sentences of a block together, up to a size drawn anew for every window."""
    for block in blocks:
        together: list[Example] = []
        size, budget = 0, chance.randint(*WINDOW)
        for example in block:
            if together and size + len(example.pieces) > budget:
                yield join(together, head)
                together, size, budget = [], 0, chance.randint(*WINDOW)
            together.append(example)
            size += len(example.pieces)
        if together:
            yield join(together, head)


def join(examples: Sequence[Example], head: str) -> Window:
    """One window; what exceeds 510 pieces is cut off."""
    numbers = [START]
    firsts: list[int] = []
    for example in examples:
        firsts.extend(len(numbers) + place for place in example.firsts)
        numbers.extend(example.pieces)
    numbers = [*numbers[:511], END]
    firsts = [place for place in firsts if place < 511]
    targets = np.concatenate([example.targets for example in examples])[: len(firsts)]
    return Window(numbers, firsts, targets, head)


def batches(
    windows: Iterable[Window], size: int, chance: random.Random | None = None
) -> Iterator[list[Window]]:
    """Windows of one head and about one length, together at most ``size`` pieces with padding."""
    found: list[list[Window]] = []
    by_length = sorted(
        windows, key=lambda w: (w.head, len(w.pieces) + (chance.random() * 6 if chance else 0))
    )
    for window in by_length:
        last = found[-1] if found else []
        longest = max((len(window.pieces), *(len(w.pieces) for w in last)))
        if not last or last[0].head != window.head or (len(last) + 1) * longest > size:
            found.append([])
        found[-1].append(window)
    if chance:
        chance.shuffle(found)
    yield from found


def tensors(windows: Sequence[Window]) -> Batch:
    """A batch ready for the network."""
    length = max(len(window.pieces) for window in windows)
    pieces = torch.full((len(windows), length), PAD)
    mask = torch.zeros(len(windows), length, dtype=torch.bool)
    chosen: list[int] = []
    for row, window in enumerate(windows):
        pieces[row, : len(window.pieces)] = torch.tensor(window.pieces)
        mask[row, : len(window.pieces)] = True
        chosen.extend(row * length + place for place in window.firsts)
    targets = torch.from_numpy(np.concatenate([window.targets for window in windows])).float()
    whole = None if bool(mask.all()) else mask
    return Batch(pieces, whole, torch.tensor(chosen), targets, windows[0].head)
