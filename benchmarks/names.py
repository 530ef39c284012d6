"""Scores the name rules against annotated sentences: strict span precision, recall and F.

    python -m benchmarks.names DATA.jsonl [--every N K] [--errors]

The shape of ``DATA.jsonl`` and the options are those of ``benchmarks.figures``.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import click

from benchmarks.figures import Span, print_errors, print_scores
from newsview.nlp.names import find_all

LABELS = frozenset({"PER", "ORG", "LOC", "MISC"})


@click.command()
@click.argument("data", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--every", nargs=2, type=int, default=(1, 0), help="Only each Nth row, from the Kth.")
@click.option("--errors", is_flag=True, help="Print every span that differs.")
def main(data: Path, every: tuple[int, int], errors: bool) -> None:
    """Score the name rules against DATA, sentence by sentence."""
    rows = [json.loads(line) for line in data.read_text("utf-8").splitlines()]
    rows = [row for place, row in enumerate(rows) if place % every[0] == every[1]]
    gold: list[set[Span]] = []
    found: list[set[Span]] = []
    began = time.perf_counter()
    for row in rows:
        text = row["text"]
        gold.append({(s["start"], s["end"], s["label"]) for s in row["spans"]} & _any(row))
        found.append({(n.start, n.end, n.label) for n in find_all(text, [(0, len(text))])})
        if errors:
            print_errors(text, gold[-1], found[-1])
    seconds = time.perf_counter() - began
    print_scores(gold, found)
    words = sum(len(row["text"].split()) for row in rows)
    print(f"{len(rows)} rows, {words / seconds / 1000:.0f} thousand words a second")


def _any(row: dict[str, list[dict[str, object]]]) -> set[Span]:
    return {
        (s["start"], s["end"], s["label"])  # type: ignore[misc]
        for s in row["spans"]
        if s["label"] in LABELS
    }


if __name__ == "__main__":
    main()
