"""How near what was found comes to what is right: precision, recall, F, and the mistakes.

*Strict*: a span counts when its offsets and its label are right, as in CoNLL-2003 (Tjong Kim Sang
and De Meulder 2003). *Partial*: a span with the right label that only overlaps counts half, as in
MUC-5 (Chinchor and Sundheim 1993) and SemEval-2013 task 9 (Segura-Bedmar, Martínez and Herrero
Zazo 2013); theirs leaves the label out of account, here it has to be right. Each gold and each
found span counts once, in the pairing that gives most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple

Span = tuple[int, int, str]
"""Offsets in code points, the end exclusive and above the start, and a label."""

Pair = tuple[Span, Span]
"""A gold span and the found one that it goes with."""

NOTHING = "-"
"""Stands for the label where there is no span on one side."""

CONTEXT_WORDS = 4
CONTEXT_LENGTH = 60
"""An example shows so many words on each side of its span, within so many code points."""


class Score(NamedTuple):
    """Precision, recall and their harmonic mean F1, each from 0 to 1; 0 where there is none."""

    precision: float
    recall: float
    f: float


class Tally(NamedTuple):
    """How many spans of a label are gold, were found, were found exactly and only overlap."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    overlapping: int = 0

    @property
    def strict(self) -> Score:
        """The score when only exact spans count."""
        return _score(self.exact, self.gold, self.found)

    @property
    def partial(self) -> Score:
        """The score when overlapping spans of the same label count half."""
        return _score(self.exact + self.overlapping / 2, self.gold, self.found)


class Example(NamedTuple):
    """A place where gold and found differ: where it is, its text, and what stands around it.

    ``found`` is the text of the found span where that differs from the gold one's, else None.
    """

    source: str
    start: int
    end: int
    before: str
    text: str
    after: str
    found: str | None = None


@dataclass(frozen=True)
class Confusion:
    """How often gold of one label was found as another.

    `NOTHING` as the found label: it was missed; as the gold label: there is no such thing; twice
    the same label: the offsets are not right.
    """

    gold: str
    found: str
    count: int
    examples: tuple[Example, ...]


class Scorer:
    """Takes texts one at a time and keeps no more of them than counts and a few examples.

    Spans are sets: one that is given twice counts once. Those with a label outside ``labels`` are
    only counted, in ``left_out``.
    """

    def __init__(self, labels: Collection[str], *, examples: int = 0) -> None:
        self.left_out: Counter[str] = Counter()
        self._labels = frozenset(labels)
        self._most = examples
        self._gold: Counter[str] = Counter()
        self._found: Counter[str] = Counter()
        self._exact: Counter[str] = Counter()
        self._overlapping: Counter[str] = Counter()
        self._confused: Counter[tuple[str, str]] = Counter()
        self._examples: dict[tuple[str, str], list[Example]] = {}

    def add(self, source: str, text: str, gold: Collection[Span], found: Collection[Span]) -> None:
        """Count one text; ``source`` is what its examples are told by."""
        right, given = self._counted(gold), self._counted(found)
        exact = right & given
        self._gold.update(label for _, _, label in right)
        self._found.update(label for _, _, label in given)
        self._exact.update(label for _, _, label in exact)
        same, missed, extra = _pair_by_label(right - exact, given - exact)
        self._overlapping.update(wanted[2] for wanted, _ in same)
        others = pair_overlapping(missed, extra)
        for wanted, got in sorted(same + others):
            self._confuse(source, text, wanted, got)
        for span in sorted(missed - {wanted for wanted, _ in others}):
            self._confuse(source, text, span, None)
        for span in sorted(extra - {got for _, got in others}):
            self._confuse(source, text, None, span)

    def tallies(self) -> dict[str, Tally]:
        """The counts of each label that occurs, by its name."""
        return {label: self._tally(label) for label in sorted(self._gold | self._found)}

    def overall(self) -> Tally:
        """The counts of all labels together, each span weighing the same."""
        counters = (self._gold, self._found, self._exact, self._overlapping)
        return Tally(*(counter.total() for counter in counters))

    def confusions(self) -> list[Confusion]:
        """Where gold and found differ, the most frequent first, then by label."""
        ordered = sorted(self._confused.items(), key=lambda item: (-item[1], item[0]))
        return [
            Confusion(*labels, count, tuple(self._examples.get(labels, ())))
            for labels, count in ordered
        ]

    def _tally(self, label: str) -> Tally:
        counters = (self._gold, self._found, self._exact, self._overlapping)
        return Tally(*(counter[label] for counter in counters))

    def _counted(self, spans: Collection[Span]) -> set[Span]:
        """The spans that count, each once; the others go into ``left_out``."""
        every = {(start, end, label) for start, end, label in spans}
        counted = {span for span in every if span[2] in self._labels}
        self.left_out.update(label for _, _, label in every - counted)
        return counted

    def _confuse(self, source: str, text: str, gold: Span | None, found: Span | None) -> None:
        labels = (gold[2] if gold else NOTHING, found[2] if found else NOTHING)
        self._confused[labels] += 1
        examples = self._examples.setdefault(labels, [])
        if len(examples) < self._most:
            examples.append(_example(source, text, gold, found))


def pair_overlapping(gold: Collection[Span], found: Collection[Span]) -> list[Pair]:
    """As many pairs of overlapping spans as there can be, whatever their labels, each span in one.

    Spans are taken by their ends. The first to end goes with the overlapping one of the other side
    that ends next: of all that it could take, that one overlaps fewest others.
    """
    arriving = (sorted(gold, reverse=True), sorted(found, reverse=True))
    open_: tuple[list[tuple[int, Span]], list[tuple[int, Span]]] = ([], [])
    taken: tuple[set[Span], set[Span]] = (set(), set())
    pairs: list[Pair] = []
    for end, side, span in sorted((one[1], at, one) for at in (0, 1) for one in arriving[at]):
        if span in taken[side]:
            continue
        taken[side].add(span)
        other = 1 - side
        while arriving[other] and arriving[other][-1][0] < end:
            arrived = arriving[other].pop()
            heappush(open_[other], (arrived[1], arrived))
        while open_[other] and open_[other][0][1] in taken[other]:
            heappop(open_[other])
        if open_[other]:
            partner = heappop(open_[other])[1]
            taken[other].add(partner)
            pairs.append((span, partner) if side == 0 else (partner, span))
    return pairs


def _pair_by_label(gold: set[Span], found: set[Span]) -> tuple[list[Pair], set[Span], set[Span]]:
    """The overlapping pairs of the same label, and what is left of both sides."""
    pairs: list[Pair] = []
    for label in sorted({label for _, _, label in gold}):
        pairs += pair_overlapping(
            [span for span in gold if span[2] == label],
            [span for span in found if span[2] == label],
        )
    return pairs, gold - {wanted for wanted, _ in pairs}, found - {got for _, got in pairs}


def _score(points: float, gold: int, found: int) -> Score:
    precision = points / found if found else 0.0
    recall = points / gold if gold else 0.0
    return Score(precision, recall, 2 * points / (gold + found) if gold + found else 0.0)


def _example(source: str, text: str, gold: Span | None, found: Span | None) -> Example:
    shown = gold or found
    assert shown is not None
    start, end, _ = shown
    other = text[found[0] : found[1]] if found and found[:2] != shown[:2] else None
    before = text[max(0, start - CONTEXT_LENGTH) : start]
    after = text[end : end + CONTEXT_LENGTH]
    return Example(source, start, end, _last(before), text[start:end], _first(after), other)


def _last(text: str) -> str:
    """The last few words, with the blank behind them if there is one."""
    words = text.split()[-CONTEXT_WORDS:]
    return " ".join(words) + (" " if text[-1:].isspace() else "")


def _first(text: str) -> str:
    """The first few words, with the blank before them if there is one."""
    words = text.split()[:CONTEXT_WORDS]
    return (" " if text[:1].isspace() else "") + " ".join(words)
