"""All that is learnt from, and all that is held back, read from the data folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from training import holdout, texts
from training.annotations import annotated
from training.holdout import Parts
from training.sets import Sentence, read_jsonl, read_kind

Block = list[Sentence]


class Data(NamedTuple):
    """``written`` stands in this repository, ``wikinews`` is annotated there."""

    own: Parts
    invented: Parts
    written: list[Block]
    wikinews: list[Block]
    kind: list[Block]
    kind_test: list[Block]

    @property
    def train(self) -> list[Block]:
        """What is annotated by our own guidelines and may be learnt from."""
        return [*self.own.train, *self.invented.train, *self.written, *self.wikinews]


def read(folder: Path) -> Data:
    """Read the data folder.  What is held back is taken out, by text, of everything else."""
    own = holdout.cut(read_jsonl(folder / "own/own.jsonl"), holdout.own_blocks)
    invented = holdout.cut(read_jsonl(folder / "invented/sentences.jsonl"), holdout.invented_blocks)
    kind_test = read_kind(folder / "kind/wikinews_test.tsv")
    held = [
        sentence
        for block in (*own.test, *own.develop, *invented.test, *invented.develop)
        for sentence in block
    ]
    articles = [a for path in sorted(texts.FOLDER.glob("*.txt")) for a in texts.read_marked(path)]
    written = [kept for article in articles if (kept := holdout.without(article, held))]
    kind = holdout.without(read_kind(folder / "kind/wikinews_train.tsv"), [*held, *kind_test])
    wikinews = neighbours(annotated(kind))
    return Data(own, invented, written, wikinews, neighbours(kind), _alone(kind_test))


def neighbours(sentences: Iterable[Sentence]) -> list[Block]:
    """Sentences whose numbers follow each other, together."""
    blocks: list[Block] = []
    last = -2
    for sentence in sentences:
        number = int(sentence.id.rpartition("-")[2])
        if number != last + 1:
            blocks.append([])
        blocks[-1].append(sentence)
        last = number
    return blocks


def _alone(sentences: Sequence[Sentence]) -> list[Block]:
    return [[sentence] for sentence in sentences]
