"""What suggesting costs besides the model: the whole of it against the names alone.

    python -m benchmarks.extraction [FILE ...]

Without FILE: the sample articles. Each is read in a loop on one core; printed is the least time of
five rounds in milliseconds and the whole as a multiple of the names alone, which must stay below 2.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import click

from newsview.nlp.article import build
from newsview.nlp.identity import MODEL
from newsview.nlp.pipeline import load_pipeline
from newsview.nlp.threads import use_one_core
from newsview.store.corpus import Corpus
from newsview.store.model import Article
from newsview.store.sample import sample_folder

ROUNDS = 5


def least(work: Callable[[], object]) -> float:
    """Seconds of processor time of the fastest of some rounds."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def articles(paths: list[Path]) -> list[Article]:
    """The articles of some files or folders."""
    corpus = Corpus.open(paths or [sample_folder()])
    return [build(corpus.read(source), source.name) for source in corpus.sources]


def print_table(paths: list[Path]) -> None:
    """A row an article, in Markdown."""
    use_one_core()
    import spacy

    names = spacy.load(MODEL, exclude=["newsview_parser"])
    pipeline = load_pipeline(MODEL)
    print("| article | words | names, ms | all, ms | all / names |\n|---|---|---|---|---|")
    for article in articles(paths):
        story = [article.text[start:end] for start, end in article.story()]
        alone = least(lambda story=story: [names(text) for text in story])  # type: ignore[misc]
        whole = least(lambda article=article: pipeline.suggest(article))  # type: ignore[misc]
        words = sum(len(text.split()) for text in story)
        told = f"{alone * 1000:.0f} | {whole * 1000:.0f} | {whole / alone:.2f}"
        print(f"| {article.source} | {words} | {told} |")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def main(paths: tuple[Path, ...]) -> None:
    """Print the table."""
    print_table(list(paths))


if __name__ == "__main__":
    main()
