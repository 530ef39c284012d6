"""Learns the weights by which a figure's subject is chosen, from annotated facts.

    python -m benchmarks.subjects SENTENCES.jsonl FACTS.jsonl [--readings READINGS.jsonl]
                                  [-o nlp/data/subject_weights.txt]

Files and what is held back as in `benchmarks.facts`: only the other articles are learnt from. A
conditional logit with a penalty on the squares of its weights, in which several candidates may be
right; the table printed is for articles that a fold did not learn from (five folds).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import click
import numpy as np
from numpy.typing import NDArray

from benchmarks.facts import Gold, read, right_subject, same_number, take_readings
from newsview.nlp.facts.candidates import Candidate
from newsview.nlp.facts.choosing import Choice, choose, said
from newsview.nlp.figures import Figure
from newsview.nlp.pipeline import Pipeline, load_pipeline
from newsview.nlp.threads import use_one_core
from newsview.store.model import Fact

Floats = NDArray[np.float64]

FOLDS = 5
PENALTY = 10.0
ROUNDS = 200
RAREST = 5
"""Features that occur with fewer figures are left out."""


class Example(NamedTuple):
    """One figure: its candidates, and which of them are right."""

    fold: int
    candidates: list[Candidate]
    right: list[bool]


def gather(golds: list[Gold], pipeline: Pipeline) -> list[Example]:
    """An example for each annotated figure fact whose figure is found."""
    examples = []
    for number, gold in enumerate(golds):
        seen: list[tuple[Figure, list[Candidate]]] = []

        def recording(figure: Figure, found: Any, seen: Any = seen) -> Choice | None:
            seen.append((figure, list(found)))
            return choose(figure, found)

        pipeline.suggest(gold.article, choose=recording)
        for wanted in gold.facts:
            if wanted["kind"] != "figure":
                continue
            start, end = gold.rows[wanted["row"]]
            for figure, found in seen:
                if start <= figure.start < end and same_number(wanted["value"], _fact(figure)):
                    right = [right_subject(wanted, one.subject.anchor.text) for one in found]
                    examples.append(Example(number % FOLDS, found, _rather_of_whom(found, right)))
                    break
    return examples


def _rather_of_whom(found: list[Candidate], right: list[bool]) -> list[bool]:
    """Which are right, a bare "incassi" only where none of whose takings they are is offered."""
    bare = ["bare measure" in one.features for one in found]
    if not any(ok and not only for ok, only in zip(right, bare, strict=True)):
        return right
    return [ok and not only for ok, only in zip(right, bare, strict=True)]


def _fact(figure: Figure) -> Fact:
    return Fact(
        id="", article="", kind="figure", subject=None, predicate="", object=None,
        value=figure.value, status="suggested", origin="rule",
    )  # fmt: skip


def fit(examples: list[Example], names: dict[str, int]) -> Floats:
    """The weights of the features, by their numbers."""
    weights: Floats = np.zeros(len(names))
    step, momentum = 0.05, np.zeros(len(names))
    tables = [_table(one, names) for one in examples if any(one.right) and not all(one.right)]
    given = [_said(one) for one in examples if any(one.right) and not all(one.right)]
    rights = [np.array(one.right) for one in examples if any(one.right) and not all(one.right)]
    for _ in range(ROUNDS):
        gradient = -PENALTY * weights
        for features, start, right in zip(tables, given, rights, strict=True):
            sums = features @ weights + start
            shares = np.exp(sums - sums.max())
            shares /= shares.sum()
            wanted = np.where(right, shares, 0)
            wanted /= wanted.sum()
            gradient += features.T @ (wanted - shares)
        momentum = 0.9 * momentum + gradient / len(tables)
        weights = weights + step * 10 * momentum / 4
    return weights


def _table(example: Example, names: dict[str, int]) -> Floats:
    features = np.zeros((len(example.candidates), len(names)))
    for row, candidate in enumerate(example.candidates):
        for feature in candidate.features:
            if feature in names:
                features[row, names[feature]] = 1
    return features


def _said(example: Example) -> Floats:
    return np.array([said(candidate) for candidate in example.candidates])


def numbered(examples: list[Example]) -> dict[str, int]:
    """The features that are frequent enough, each with its number."""
    counts: dict[str, int] = {}
    for example in examples:
        for feature in sorted({f for c in example.candidates for f in c.features}):
            counts[feature] = counts.get(feature, 0) + 1
    kept = sorted(feature for feature, count in counts.items() if count >= RAREST)
    return {feature: number for number, feature in enumerate(kept)}


def _hits(examples: list[Example], weights: Floats, names: dict[str, int]) -> tuple[int, int]:
    """How often the best candidate is right, and how often one of the two best."""
    first = two = 0
    for example in examples:
        order = np.argsort(-(_table(example, names) @ weights + _said(example)), kind="stable")
        first += example.right[order[0]]
        two += any(example.right[place] for place in order[:2])
    return first, two


@click.command()
@click.argument("sentences", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("facts", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--readings", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
def main(sentences: Path, facts: Path, readings: Path | None, output: Path | None) -> None:
    """Print how often the subject is right on articles not learnt from, and write the weights."""
    use_one_core()
    golds = read(sentences, facts, "rest")
    if readings is not None:
        take_readings(golds, readings)
    examples = gather(golds, load_pipeline())
    examples = [one for one in examples if one.candidates]
    names = numbered(examples)
    first = two = 0
    for fold in range(FOLDS):
        learnt = [one for one in examples if one.fold != fold]
        held = [one for one in examples if one.fold == fold]
        hits = _hits(held, fit(learnt, names), names)
        first, two = first + hits[0], two + hits[1]
    possible = sum(any(one.right) for one in examples)
    print(f"{len(examples)} figures, {len(names)} features; a candidate is right for {possible}")
    print(f"in {FOLDS} folds: the first is right for {first}, one of two for {two}")
    weights = fit(examples, names)
    print(f"learnt from all: the first is right for {_hits(examples, weights, names)[0]}")
    if output is not None:
        lines = [f"{name}\t{weights[number]:.3f}" for name, number in names.items()]
        kept = [line for line in lines if not line.endswith(("\t0.000", "\t-0.000"))]
        head = "# What speaks for a figure's subject, and how much. Learnt: nlp/facts/choosing.py."
        output.write_text("\n".join([head, *kept]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
