"""The training loop of the parser: AdamW, a short warm-up, then a linear fall."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import torch
from torch import Tensor
from torch.nn import functional as F

from training.parsing.alignment import Sentence
from training.parsing.network import Network
from training.parsing.reading import States

PASSES: Final = 18
RATE: Final = 1e-3
BATCH: Final = 400  # words
_WARM_UP: Final = 100  # steps
_LEAST: Final = 0.02  # of the rate, in the end
_OF_TAGS: Final = 0.5  # what a tag's loss counts beside an arc's and a label's

NO_LABEL: Final = "dep"
NO_TAG: Final = "X"


class Names(NamedTuple):
    """The labels and parts of speech, in the order of the network's scores."""

    labels: list[str]
    tags: list[str]


class Batch(NamedTuple):
    """Padded; ``mask`` is True at words, ``heads`` are 0 at the root."""

    states: Tensor
    mask: Tensor
    heads: Tensor
    labels: Tensor
    tags: Tensor


def names_of(sentences: Sequence[Sentence]) -> Names:
    """All labels and parts of speech that some sentences have."""
    words = [word for sentence in sentences for word in sentence.words]
    return Names(
        sorted({word.label for word in words} | {NO_LABEL}),
        sorted({word.pos for word in words} | {NO_TAG}),
    )


def fit(
    sentences: Sequence[Sentence],
    readings: Sequence[Sequence[States]],
    names: Names,
    *,
    seed: int,
    say: Callable[[str], None] = print,
) -> Network:
    """Train on the sentences, in each pass with the states of the next of their ``readings``."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    network = Network(readings[0][0].shape[1], len(names.labels), len(names.tags))
    optimiser = torch.optim.AdamW(network.parameters(), RATE, betas=(0.9, 0.98), weight_decay=0.01)
    rounds = [list(_batches(sentences, chance)) for _ in range(PASSES)]
    total = sum(map(len, rounds))
    step, begun = 0, time.monotonic()
    network.train()
    for number, this_round in enumerate(rounds, 1):
        states = readings[(number - 1) % len(readings)]
        lost = 0.0
        for places in this_round:
            for group in optimiser.param_groups:
                group["lr"] = RATE * min(1, (step + 1) / _WARM_UP) * max(_LEAST, 1 - step / total)
            loss = _loss(network, _padded(sentences, states, places, names))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            step += 1
            lost += float(loss.detach())
        spent = time.monotonic() - begun
        say(f"pass {number}/{PASSES}: loss {lost / len(this_round):.3f}, {spent:.0f} s")
    network.eval()
    return network


def _loss(network: Network, batch: Batch) -> Tensor:
    arcs, tags, labels = network(batch.states, batch.mask)
    mask = batch.mask
    loss = F.cross_entropy(arcs[mask], batch.heads[mask])
    loss = loss + F.cross_entropy(labels(batch.heads)[mask], batch.labels[mask])
    return loss + _OF_TAGS * F.cross_entropy(tags[mask], batch.tags[mask])


def _batches(sentences: Sequence[Sentence], chance: random.Random) -> Iterator[list[int]]:
    """Sentences of about the same length together, the batches in any order."""
    order = sorted(
        range(len(sentences)), key=lambda n: len(sentences[n].words) + 4 * chance.random()
    )
    batches: list[list[int]] = [[]]
    filled = 0
    for number in order:
        if filled >= BATCH:
            batches.append([])
            filled = 0
        batches[-1].append(number)
        filled += len(sentences[number].words)
    chance.shuffle(batches)
    return iter(batches)


def _padded(
    sentences: Sequence[Sentence], states: Sequence[States], places: Sequence[int], names: Names
) -> Batch:
    longest = max(len(sentences[place].words) for place in places)
    padded = torch.zeros(len(places), longest, states[0].shape[1])
    mask = torch.zeros(len(places), longest, dtype=torch.bool)
    heads, labels, tags = torch.zeros(3, len(places), longest, dtype=torch.long)
    for row, place in enumerate(places):
        words = sentences[place].words
        padded[row, : len(words)] = torch.from_numpy(states[place]).float()
        mask[row, : len(words)] = True
        heads[row, : len(words)] = torch.tensor([word.head + 1 for word in words])
        labels[row, : len(words)] = torch.tensor([names.labels.index(w.label) for w in words])
        tags[row, : len(words)] = torch.tensor([names.tags.index(w.pos) for w in words])
    return Batch(padded, mask, heads, labels, tags)
