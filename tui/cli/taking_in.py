"""The work of ``newsview import``."""

from __future__ import annotations

import sys
from pathlib import Path

from newsview.store import messages
from newsview.store.annotations import Annotations
from newsview.store.formats import FORMATS
from newsview.store.formats.newsview_json import FindArticle, ImportReport
from newsview.store.messages import NewsviewError
from newsview.tui.cli.output import STDOUT
from newsview.tui.cli.places import ArticleFinder, corpus_and_file
from newsview.tui.cli.saying import say

STDIN = STDOUT


def run(
    files: tuple[Path, ...], format_name: str, file: Path | None, paths: tuple[Path, ...]
) -> None:
    """Import each file in turn and say what happened.

    Raises NewsviewError for a file that is no export, with the files before it taken in, and when
    not one thing of all files could be placed.
    """
    corpus, place = corpus_and_file(paths, file)
    find_article: FindArticle = ArticleFinder(corpus) if corpus is not None else lambda _: None
    reports = []
    with Annotations.open(place) as annotations:
        for warning in annotations.warnings:
            say(warning)
        for one in files:
            source = sys.stdin.buffer.read() if one == STDIN else one
            report = FORMATS[format_name].read(
                source,
                annotations,
                find_article=find_article,
                name=messages.STDIN if one == STDIN else str(one),
            )
            _say(report)
            reports.append(report)
    taken = sum(one.new + one.changed + one.same for one in reports)
    if not taken and any(one.unplaced for one in reports):
        raise NewsviewError(messages.NOTHING_PLACED)


def _say(report: ImportReport) -> None:
    for line in report.unplaced + report.warnings:
        say(line)
    if report.unchecked:
        say(messages.UNCHECKED.format(n=report.unchecked))
    if report.suggested:
        say(messages.SUGGESTIONS_NOT_TAKEN.format(n=report.suggested))
    say(
        messages.TAKEN_IN.format(
            name=report.name, new=report.new, changed=report.changed, same=report.same
        )
    )
