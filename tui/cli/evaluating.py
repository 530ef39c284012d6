"""The work of ``newsview evaluate``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from newsview.nlp.scoring import Scorer
from newsview.store import messages
from newsview.store.formats.gold import GoldFile, GoldText, read_gold
from newsview.store.messages import NewsviewError
from newsview.store.model import Article, sha256_of
from newsview.tui.cli.machine import Machine, machine_for
from newsview.tui.cli.output import STDOUT
from newsview.tui.cli.saying import progress, say
from newsview.tui.cli.scores import Evaluation, as_json_line, as_tables
from newsview.tui.cli.stopping import Stop

STDIN = STDOUT


def run(
    files: tuple[Path, ...],
    format_name: str | None,
    spec: str | None,
    *,
    examples: int,
    as_json: bool,
) -> None:
    """Read the gold, have suggestions made for it, and write how they compare.

    The settings in the first file's folder hold, as those in a corpus folder do for its articles.
    Raises NewsviewError when a file is wrong, nothing is marked in any, the pipeline cannot be
    loaded or fails on every text; OSError when a file cannot be read.
    """
    texts = _texts([_read(file, format_name) for file in files])
    evaluation = _evaluate(texts, machine_for(files[0].parent, spec), examples)
    written = as_json_line(evaluation) if as_json else as_tables(evaluation)
    click.echo(written, nl=False)


def _read(file: Path, format_name: str | None) -> GoldFile:
    if file == STDIN:
        return read_gold(sys.stdin.buffer.read(), messages.STDIN, format_name)
    if file.is_dir():
        raise NewsviewError(messages.GOLD_IS_FOLDER.format(path=file))
    return read_gold(file.read_bytes(), str(file), format_name)


def _texts(files: Sequence[GoldFile]) -> list[GoldText]:
    """All texts, saying what there is to know of them. NewsviewError when nothing is marked."""
    notes = [note for file in files for note in file.notes]
    if not any(file.spans for file in files):
        raise NewsviewError(notes[0])
    for note in notes:
        say(note)
    return [text for file in files for text in file.texts]


def _evaluate(texts: Sequence[GoldText], machine: Machine, examples: int) -> Evaluation:
    scorer = Scorer({span.label for text in texts for span in text.spans}, examples=examples)
    pipeline: str | None = None
    failed = 0
    with progress(len(texts)) as step:
        results = machine.suggest(_articles(texts, step), stop=Stop())
        for text, (_, outcome) in zip(texts, results, strict=True):
            if outcome.suggestions is None:
                say(messages.SAID.format(source=text.name, what=outcome.problem))
                failed += 1
                continue
            pipeline = outcome.suggestions.pipeline
            found = [(m.start, m.end, m.label) for m in outcome.suggestions.mentions]
            scorer.add(text.name, text.text, text.spans, found)
    if pipeline is None:
        raise NewsviewError(messages.NOTHING_EVALUATED)
    if failed:
        say(messages.NOT_EVALUATED.format(n=failed))
    return Evaluation(pipeline, len(texts) - failed, scorer)


def _articles(texts: Sequence[GoldText], on_each: Callable[[], None]) -> Iterator[Article]:
    for text in texts:
        on_each()
        yield Article(
            source=text.name,
            text=text.text,
            sha256=sha256_of(text.text),
            published=text.published,
            blocks=text.blocks,
        )
