"""Scores the figure rules against annotated sentences: strict span precision, recall and F.

    python benchmarks/figures.py DATA.jsonl [--every N K] [--errors]

``DATA.jsonl`` holds one ``{"id", "text", "spans": [{"start", "end", "label"}]}`` a line, offsets
in code points. ``--every 5 0`` scores only the rows whose place, counted from 0, leaves 0 when
divided by 5.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

import click

from newsview.nlp.figures import find_figures
from newsview.store.model import FIGURE_LABELS

Span = tuple[int, int, str]


def print_scores(gold: list[set[Span]], found: list[set[Span]]) -> None:
    """One line of precision, recall and F for each label, and one for all."""
    hits: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for right, got in zip(gold, found, strict=True):
        for counter, spans in ((hits, right & got), (wanted, right), (given, got)):
            for span in spans:
                counter[span[2]] += 1
                counter["all"] += 1
    for label in [*sorted(label for label in wanted if label != "all"), "all"]:
        precision = hits[label] / given[label] if given[label] else 0.0
        recall = hits[label] / wanted[label] if wanted[label] else 0.0
        both = precision + recall
        score = 2 * precision * recall / both if both else 0.0
        numbers = f"P {precision:6.1%}  R {recall:6.1%}  F {score:6.1%}"
        print(f"{label:9} {numbers}  ({hits[label]} of {wanted[label]}, {given[label]} given)")


def print_errors(text: str, gold: set[Span], found: set[Span]) -> None:
    """The spans that differ, with what stands around them."""
    for mark, spans in (("missed", gold - found), ("extra", found - gold)):
        for start, end, label in sorted(spans):
            around = (
                f"{text[max(0, start - 40) : start]}[[{text[start:end]}]]{text[end : end + 30]}"
            )
            print(f"{mark:7} {label:9} {around!r}")


@click.command()
@click.argument("data", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--every", nargs=2, type=int, default=(1, 0), help="Only each Nth row, from the Kth.")
@click.option("--errors", is_flag=True, help="Print every span that differs.")
def main(data: Path, every: tuple[int, int], errors: bool) -> None:
    """Score the figure rules against DATA."""
    lines = data.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for place, line in enumerate(lines) if place % every[0] == every[1]]
    gold: list[set[Span]] = []
    found: list[set[Span]] = []
    began = time.perf_counter()
    for row in rows:
        spans = find_figures(row["text"])
        found.append({(figure.start, figure.end, figure.label) for figure in spans})
    seconds = time.perf_counter() - began
    for row, got in zip(rows, found, strict=True):
        spans = [(s["start"], s["end"], s["label"]) for s in row["spans"]]
        gold.append({span for span in spans if span[2] in FIGURE_LABELS})
        if errors:
            print_errors(row["text"], gold[-1], got)
    characters = sum(len(row["text"]) for row in rows)
    print_scores(gold, found)
    print(f"{len(rows)} rows, {characters / seconds / 1000:.0f} thousand code points a second")


if __name__ == "__main__":
    sys.exit(main())
