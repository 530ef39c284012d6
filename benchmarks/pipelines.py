"""What suggests how well and how fast: rules alone, the Italian model, any spaCy pipeline.

    python -m benchmarks.pipelines [GOLD ...] [--pipeline NAME-OR-PATH ...]

Without GOLD: the sample articles, annotated in ``benchmarks/gold.json``. Measured are the rules,
the model, every installed ``it_core_news_*``, and what ``--pipeline`` names besides, each in a
process of its own on one core. F is strict; figures come from the rules first, for every pipeline.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import click

from newsview.nlp.identity import MODEL, RULES
from newsview.nlp.pipeline import load_pipeline
from newsview.nlp.scoring import Scorer
from newsview.nlp.threads import use_one_core
from newsview.store.formats.gold import GoldText, read_gold
from newsview.store.messages import NewsviewError
from newsview.store.model import Article, sha256_of

GOLD = Path(__file__).with_name("gold.json")
OTHERS = ("it_core_news_sm", "it_core_news_md", "it_core_news_lg")
NAMES = frozenset({"PER", "ORG", "LOC", "MISC"})


@click.command()
@click.argument("gold", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--pipeline", "more", multiple=True, help="Measure this one, too.")
@click.option("--one", hidden=True, help="Measure this one alone and print JSON.")
def main(gold: tuple[Path, ...], more: tuple[str, ...], one: str | None) -> None:
    """Print the table."""
    files = gold or (GOLD,)
    if one is not None:
        print(json.dumps(_measured(one, _texts(files))))
        return
    print_table(files, more)


def print_table(files: Sequence[Path] = (GOLD,), more: Sequence[str] = ()) -> None:
    """A row for each pipeline, in Markdown."""
    texts = _texts(files)
    words = sum(len(text.text.split()) for text in texts)
    spans = sum(len(text.spans) for text in texts)
    print(f"{len(texts)} texts, {words} words, {spans} entities\n")
    print("| | load s | words/s | to rules | names F | figures F | all F | MB resident |")
    print("|---|---|---|---|---|---|---|---|")
    reference = 0.0
    installed = [name for name in (MODEL, *OTHERS) if find_spec(name)]
    for spec in (RULES, *installed, *more):
        environment = dict(os.environ)
        use_one_core(environment)
        command = [sys.executable, "-m", "benchmarks.pipelines", "--one", spec, *map(str, files)]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
        row = json.loads(done.stdout)
        if "problem" in row:
            print(f"| {spec} | {row['problem']} |")
            continue
        speed = words / row["seconds"]
        reference = reference or speed
        scores = " | ".join(f"{100 * score:.1f}" for score in row["scores"])
        print(
            f"| {row['name']} | {row['load']:.1f} | {speed:,.0f} | {speed / reference:.3f} "
            f"| {scores} | {row['memory']:.0f} |"
        )


def _texts(files: Sequence[Path]) -> list[GoldText]:
    return [text for path in files for text in read_gold(path.read_bytes(), str(path)).texts]


def _measured(spec: str, texts: Sequence[GoldText]) -> dict[str, object]:
    articles = [_article(text) for text in texts]
    began = time.perf_counter()
    try:
        pipeline = load_pipeline(spec)
        pipeline.suggest(articles[0])  # loads what is only loaded when it is used
    except NewsviewError as error:
        return {"problem": str(error)}
    loaded = time.perf_counter()
    found = [pipeline.suggest(article) for article in articles]
    ended = time.perf_counter()
    labels = {span.label for text in texts for span in text.spans}
    scores = []
    for counted in (labels & NAMES, labels - NAMES, labels):
        scorer = Scorer(counted)
        for text, suggestions in zip(texts, found, strict=True):
            spans = [(m.start, m.end, m.label) for m in suggestions.mentions]
            scorer.add(text.name, text.text, text.spans, spans)
        scores.append(scorer.overall().strict.f)
    return {
        "name": pipeline.name,
        "load": loaded - began,
        "seconds": ended - loaded,
        "scores": scores,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _article(text: GoldText) -> Article:
    return Article(
        source=text.name, text=text.text, sha256=sha256_of(text.text), published=text.published,
        blocks=text.blocks,
    )  # fmt: skip


if __name__ == "__main__":
    main()
