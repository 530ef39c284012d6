"""Precision, recall and F of spans: strict (same place and label), and of words for comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from it_newsview.words import split
from training.sets import Span


class Score(NamedTuple):
    """Counts of one label or of all: right, found, wanted."""

    right: int
    found: int
    wanted: int

    @property
    def f(self) -> float:
        """F1 in 0…1."""
        return 2 * self.right / max(1, self.found + self.wanted)


def strict(
    pairs: Iterable[tuple[Collection[Span], Collection[Span]]], labels: Collection[str]
) -> dict[str, Score]:
    """(gold, found) spans a text → scores by label, and of all under ``all``."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for gold, guess in pairs:
        ours = {span for span in guess if span.label in labels}
        theirs = {span for span in gold if span.label in labels}
        right.update(span.label for span in ours & theirs)
        found.update(span.label for span in ours)
        wanted.update(span.label for span in theirs)
    scores = {label: Score(right[label], found[label], wanted[label]) for label in labels}
    return {**scores, "all": Score(right.total(), found.total(), wanted.total())}


def words(
    rows: Iterable[tuple[str, Collection[Span], Collection[Span]]], labels: Collection[str]
) -> Score:
    """(text, gold, found) → F over words, the measure of the published NERMuD reports."""
    right = found = wanted = 0
    for text, gold, guess in rows:
        cuts = split(text)
        theirs = _of_words(cuts, [s for s in gold if s.label in labels])
        ours = _of_words(cuts, [s for s in guess if s.label in labels])
        right += len(theirs & ours)
        found += len(ours)
        wanted += len(theirs)
    return Score(right, found, wanted)


def _of_words(cuts: Sequence[tuple[int, int, bool]], spans: Iterable[Span]) -> set[tuple[int, str]]:
    return {
        (start, span.label)
        for span in spans
        for start, end, _ in cuts
        if start < span.end and end > span.start
    }


def line(scores: dict[str, Score]) -> str:
    """One line: F in per cent a label."""
    return "  ".join(f"{label} {100 * score.f:.1f}" for label, score in scores.items())
