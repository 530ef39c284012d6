"""How the model is made: what is learnt from, how often and how fast."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import torch

import it_newsview
from it_newsview import decode, weights
from it_newsview.labels import TAGS
from it_newsview.pieces import Pieces
from it_newsview.words import split
from training import augment, batches, guess, vocabulary
from training.base import Base
from training.batches import Window
from training.data import Data, read
from training.evaluation import NAMES
from training.export import quantised
from training.fit import fit
from training.measure import line, strict, words
from training.network import Network
from training.sets import Span

LAYERS: Final = 6
PASSES: Final = 6
RATE: Final = 2.5e-4
HEADS_SEED: Final = 7
"""The tag heads begin the same for every seed; only the order of the data differs."""

NAME_LISTS: Final = Path(__file__).parents[3] / "nlp" / "data"
"""newsview's own lists of places and people: their pieces are kept, too."""

KIND_PASSES: Final = 4
KIND_TAGS: Final = ("O", *(f"{kind}-{label}" for label in NAMES for kind in "BI"))

Say = Callable[[str], None]


class Prepared(NamedTuple):
    """The data, the base model, and the pieces that are kept of its vocabulary."""

    data: Data
    base: Base
    kept: list[int]
    pieces: Pieces


def prepare(folder: Path) -> Prepared:
    """Read everything."""
    data = read(folder)
    base = Base()
    names = [
        line.partition("\t")[0]
        for path in sorted(NAME_LISTS.glob("names_*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    learnt = [s.text for block in (*data.train, *data.kind) for s in block]
    kept = vocabulary.choose(base, learnt, names)
    scores = [float(base.scores[number]) for number in kept]
    pieces = Pieces([base.pieces[number] for number in kept], scores, base.replacements)
    return Prepared(data, base, kept, pieces)


def learn(prepared: Prepared, *, seed: int, kind: bool, say: Say) -> bytes:
    """Train with one seed; the content of a weights file.

    ``kind``: learn KIND's labels, too, with a head of their own.
    """
    heads = {"ours": len(TAGS), **({"kind": len(KIND_TAGS)} if kind else {})}
    torch.manual_seed(HEADS_SEED)
    network = Network(prepared.base, prepared.kept, LAYERS, heads)
    torch.manual_seed(seed)
    passes = KIND_PASSES if kind else PASSES
    windows = partial(_windows, prepared, kind)
    fit(network, windows, passes=passes, rate=RATE, seed=seed, say=say)
    if kind:
        say(f"KIND's own labels on wikinews_test: {_of_kind(prepared, network)}")
    meta, arrays = quantised(
        prepared.base,
        prepared.kept,
        network.state_dict(),
        layers=LAYERS,
        version=it_newsview.__version__,
    )
    return weights.pack(meta, arrays)


def _windows(prepared: Prepared, kind: bool, chance: random.Random) -> Iterator[Window]:
    """The windows of one pass: every sentence in a variation of its own."""
    blocks, pieces = prepared.data.train, prepared.pieces
    names = augment.names_of(sentence for block in blocks for sentence in block)
    ours = [
        [batches.hard(pieces, augment.vary(sentence, chance, names), TAGS) for sentence in block]
        for block in blocks
    ]
    yield from batches.pack(ours, chance, "ours")
    if kind:
        theirs = [
            [batches.hard(pieces, sentence, KIND_TAGS) for sentence in block]
            for block in prepared.data.kind
        ]
        yield from batches.pack(theirs, chance, "kind")


def _of_kind(prepared: Prepared, network: Network) -> str:
    """F of KIND's own head on its test set, before the weights are stored with fewer bits."""
    blocks = prepared.data.kind_test
    guessed = guess.probabilities(network, prepared.pieces, blocks, "kind")
    rows = []
    for block, softs in zip(blocks, guessed, strict=True):
        for sentence, soft in zip(block, softs, strict=True):
            cuts = split(sentence.text)
            logs = np.log(np.maximum(soft, 1e-9))
            tagged = decode.spans(decode.best_tags(logs, [False] * len(cuts)), logs, NAMES)
            found = [Span(cuts[t.start].start, cuts[t.end - 1].end, t.label) for t in tagged]
            rows.append((sentence.text, sentence.spans, found))
    scores = strict([(gold, found) for _, gold, found in rows], NAMES)
    return f"{line(scores)}, of words {100 * words(rows, NAMES).f:.1f}"
