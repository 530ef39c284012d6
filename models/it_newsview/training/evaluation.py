"""What a model is worth: its figures on all that was held back, as it is shipped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from it_newsview.labels import LABELS
from it_newsview.tagger import Tagger
from training import augment
from training.data import Block, Data
from training.measure import Score, strict, words
from training.sets import Sentence, Span

NAMES: Final = ("PER", "ORG", "LOC")


class Measured(NamedTuple):
    """F of one model on one set, strict over spans and over words, in per cent."""

    name: str
    by_label: dict[str, Score]
    of_words: Score


def measure(data: Data, content: bytes) -> list[Measured]:
    """The model of a weights file on the parts of the data that it did not learn from."""
    tagger = Tagger.of(content)
    own, invented = data.own.test, data.invented.test
    return [
        _measure("development", tagger, [*data.own.develop, *data.invented.develop], LABELS),
        _measure("own", tagger, own, LABELS),
        _measure("own, each sentence alone", tagger, _alone(own), LABELS),
        _measure("invented", tagger, invented, LABELS),
        _measure("own and invented", tagger, [*own, *invented], LABELS),
        _measure("own in capitals", tagger, _changed(own, augment.upper), LABELS),
        _measure("own in small letters", tagger, _changed(own, augment.lower), LABELS),
        _measure("KIND wikinews_test", tagger, data.kind_test, NAMES),
        _measure("the same, capitalised names only", tagger, _capitalised(data.kind_test), NAMES),
    ]


def _measure(name: str, tagger: Tagger, blocks: Sequence[Block], labels: Sequence[str]) -> Measured:
    rows = [
        (sentence.text, sentence.spans, found)
        for block in blocks
        for sentence, found in zip(block, _found(tagger, block), strict=True)
    ]
    pairs = [(gold, found) for _, gold, found in rows]
    return Measured(name, strict(pairs, labels), words(rows, labels))


def _found(tagger: Tagger, block: Block) -> list[list[Span]]:
    """The spans of each sentence of a block that is read as one text, a sentence a line."""
    text = "\n".join(sentence.text for sentence in block)
    starts = [0]
    for sentence in block:
        starts.append(starts[-1] + len(sentence.text) + 1)
    found: list[list[Span]] = [[] for _ in block]
    place = 0
    for start, end, label, _ in tagger.spans(text):
        while start >= starts[place + 1]:
            place += 1
        found[place].append(Span(start - starts[place], end - starts[place], label))
    return found


def _alone(blocks: Sequence[Block]) -> list[Block]:
    return [[sentence] for block in blocks for sentence in block]


def _changed(blocks: Sequence[Block], change: Callable[[str], str]) -> list[Block]:
    return [[s._replace(text=change(s.text)) for s in block] for block in blocks]


def _capitalised(blocks: Sequence[Block]) -> list[Block]:
    """Without the gold names that have no capital: our guidelines know none ("governo")."""

    def without(sentence: Sentence) -> Sentence:
        kept = [
            span
            for span in sentence.spans
            if any(letter.isupper() for letter in sentence.text[span.start : span.end])
        ]
        return sentence._replace(spans=tuple(kept))

    return [[without(sentence) for sentence in block] for block in blocks]
