"""The figures of several seeds as a table in Markdown: the mean and, in brackets, the range."""

from __future__ import annotations

from collections.abc import Sequence

from training.evaluation import Measured
from training.measure import Score


def table(runs: Sequence[Sequence[Measured]]) -> str:
    """One row a set; the runs measured the same sets in the same order."""
    labels = list(runs[0][0].by_label)
    head = f"| | {' | '.join(labels)} | words |\n|---{'|---' * (len(labels) + 1)}|\n"
    rows = []
    for of_set in zip(*runs, strict=True):
        cells = [
            _cell([one.by_label[label] for one in of_set]) if label in of_set[0].by_label else ""
            for label in labels
        ]
        cells = [of_set[0].name, *cells, _cell([one.of_words for one in of_set])]
        rows.append(f"| {' | '.join(cells)} |")
    return head + "\n".join(rows)


def _cell(scores: Sequence[Score]) -> str:
    values = [100 * score.f for score in scores]
    mean = sum(values) / len(values)
    if len(values) == 1:
        return f"{mean:.1f}"
    return f"{mean:.1f} ({min(values):.1f}–{max(values):.1f})"
