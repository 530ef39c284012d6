"""The work of ``newsview export``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from newsview import __version__
from newsview.nlp.known import Decided
from newsview.store import messages
from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus
from newsview.store.formats import FORMATS
from newsview.store.formats.newsview_json import ExportReport, has_anything
from newsview.store.messages import NewsviewError
from newsview.store.model import Article, now
from newsview.store.place import is_there
from newsview.tui.cli.json_lines import json_sink
from newsview.tui.cli.machine import machine_for
from newsview.tui.cli.output import check_output, is_stdout, output
from newsview.tui.cli.places import articles_of, corpus_and_file, labels_of
from newsview.tui.cli.saying import progress, say
from newsview.tui.cli.stopping import Stop
from newsview.tui.cli.suggesting import Extraction

NAMED = 3
"""How many articles a line names before it only counts."""


@dataclass(frozen=True)
class Wanted:
    """What an export is to hold, and as what."""

    format_name: str
    with_suggestions: bool
    with_text: bool
    pipeline: str | None


def run(paths: tuple[Path, ...], file: Path | None, target: Path | None, wanted: Wanted) -> None:
    """Export and say what could not be. NewsviewError when there is nothing to export from."""
    corpus, place = corpus_and_file(paths, file)
    if file is not None and not is_there(place):
        raise NewsviewError(messages.STORE_NOT_THERE.format(path=place))
    check_output(target, place, corpus)
    report = ExportReport()
    with Annotations.open(place, read_only=True) as annotations:
        for warning in annotations.warnings:
            say(warning)
        with output(target) as stream:
            sink = json_sink(stream)
            for piece in _pieces(annotations, corpus, wanted, report):
                sink.write(piece)
    for line in report.left_out:
        say(line)
    if wanted.with_text and report.without_text:
        say(_without_text(report.without_text))
    if target is not None and not is_stdout(target):
        say(messages.EXPORTED.format(n=report.articles, path=target))


def _pieces(
    annotations: Annotations, corpus: Corpus | None, wanted: Wanted, report: ExportReport
) -> Iterator[bytes]:
    """The export, reading the corpus as it goes."""
    sources = len(corpus.sources) if corpus is not None else 0
    with progress(sources) as step:
        articles: Iterable[Article] = ()
        suggestions = None
        if corpus is not None and wanted.with_suggestions:
            extraction = Extraction(
                machine_for(
                    corpus.root, wanted.pipeline, Decided(annotations.all_mentions())
                ).suggest(articles_of(corpus, on_each=step), stop=Stop()),
                keep_failed=True,
            )
            articles, suggestions = extraction, extraction.suggestions
        elif corpus is not None:
            articles = articles_of(
                corpus, wanted=lambda sha256: has_anything(annotations, sha256), on_each=step
            )
        yield from FORMATS[wanted.format_name].write(
            annotations,
            articles,
            suggestions=suggestions,
            labels=labels_of(corpus, annotations.path),
            with_text=wanted.with_text,
            exported_at=now(),
            generator=f"newsview {__version__}",
            report=report,
        )


def _without_text(sources: list[str]) -> str:
    names = ", ".join(sources[:NAMED]) + (", …" if len(sources) > NAMED else "")
    return messages.WRITTEN_WITHOUT_TEXT.format(n=len(sources), names=names)
