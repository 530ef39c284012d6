"""What suggesting costs besides the model: the whole of it against the names alone.

    python -m benchmarks.extraction [FILE ...]

Without FILE: the sample articles. Each is read in a loop on one core; printed is the least time of
five rounds in milliseconds and the whole as a multiple of the names alone, which must stay below 2.
Then all of them as one long text, with paragraphs and in one line: milliseconds that each thousand
code points take, which should not differ by the layout.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import click

from newsview.nlp.article import build
from newsview.nlp.identity import MODEL
from newsview.nlp.pipeline import load_pipeline
from newsview.nlp.threads import use_one_core
from newsview.store.corpus import Corpus
from newsview.store.model import Article, Block, sha256_of
from newsview.store.sample import sample_folder

ROUNDS = 5

LONG = 250_000
"""Code points of the text whose layouts are compared: the stories, again and again."""


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


def laid_out(paragraphs: list[str]) -> dict[str, str]:
    """The same words with paragraphs, in one line, and in one line without full stops."""
    line = " ".join(" ".join(paragraphs).split())
    return {
        "paragraphs": "\n\n".join(paragraphs),
        "one line": line,
        "one line without full stops": line.replace(". ", " "),
    }


def all_story(text: str) -> Article:
    """The article whose every paragraph is story, though it stands there again and again."""
    blocks = [Block(m.start(), m.end(), "body") for m in re.finditer(r"[^\n]+", text)]
    return Article(source="a", text=text, sha256=sha256_of(text), blocks=tuple(blocks))


def print_lines(paths: list[Path]) -> None:
    """What all stories cost as one long text, by how it is laid out."""
    use_one_core()
    pipeline = load_pipeline(MODEL)
    stories = [a.text[start:end] for a in articles(paths) for start, end in a.story()]
    once = [line for story in stories for line in story.split("\n") if line.strip()]
    times = LONG // sum(map(len, once)) + 1
    paragraphs = once * times
    print("| laid out as | kB | all, s | ms a kB |\n|---|---|---|---|")
    for name, text in laid_out(paragraphs).items():
        whole = all_story(text)
        began = time.process_time()
        pipeline.suggest(whole)
        took = time.process_time() - began
        size = len(text) / 1000
        print(f"| {name} | {size:.0f} | {took:.1f} | {took * 1000 / size:.0f} |")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def main(paths: tuple[Path, ...]) -> None:
    """Print the table."""
    print_table(list(paths))
    print()
    print_lines(list(paths))


if __name__ == "__main__":
    main()
