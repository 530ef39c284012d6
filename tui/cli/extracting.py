"""The work of ``newsview extract``."""

from __future__ import annotations

from functools import partial
from itertools import chain
from pathlib import Path

import click

from newsview import __version__
from newsview.store import messages
from newsview.store.formats.newsview_json import ExportReport, NothingKept, export_json
from newsview.store.messages import NewsviewError
from newsview.store.model import now
from newsview.store.place import FILE_NAME
from newsview.tui.cli.json_lines import json_sink
from newsview.tui.cli.machine import machine_for
from newsview.tui.cli.output import check_output, is_stdout, output
from newsview.tui.cli.places import articles_of, labels_of, open_corpus
from newsview.tui.cli.saying import progress, say, say_at_once
from newsview.tui.cli.stopping import stoppable
from newsview.tui.cli.suggesting import Extraction


def run(paths: tuple[Path, ...], target: Path | None, spec: str | None, jobs: int) -> None:
    """Extract everything and write it. NewsviewError when not one article could be."""
    corpus = open_corpus(paths)
    check_output(target, corpus.root / FILE_NAME, corpus)
    labels = labels_of(corpus, None)
    machine = machine_for(corpus.root, spec)
    total = len(corpus.sources)
    report = ExportReport()
    with (
        progress(total) as step,
        stoppable(partial(say_at_once, messages.STOPPING)) as stop,
        output(target) as stream,
    ):
        sink = json_sink(stream)
        extraction = Extraction(
            machine.suggest(articles_of(corpus, on_each=step), jobs=min(jobs, total), stop=stop)
        )
        articles = iter(extraction)
        first = next(articles, None)
        if first is None:
            if stop.requested:
                raise KeyboardInterrupt
            raise NewsviewError(messages.NOTHING_EXTRACTED)
        for piece in export_json(
            NothingKept(),
            chain([first], articles),
            suggestions=extraction.suggestions,
            labels=labels,
            exported_at=now(),
            generator=f"newsview {__version__}",
            report=report,
        ):
            sink.write(piece)
    for line in report.left_out:
        say(line)
    if extraction.failure is not None:
        raise NewsviewError(_cut_short(extraction.failure, report, total, target))
    if stop.requested:
        say(_cut_short(messages.STOPPED, report, total, target))
        click.get_current_context().exit(130)


def _cut_short(why: str, report: ExportReport, total: int, target: Path | None) -> str:
    where = messages.ON_STDOUT if is_stdout(target) else str(target)
    return messages.CUT_SHORT.format(why=why, done=report.articles, total=total, where=where)
