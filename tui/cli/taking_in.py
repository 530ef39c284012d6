"""The work of ``newsview import``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from newsview.store import messages
from newsview.store.annotations import Annotations
from newsview.store.formats import FORMATS
from newsview.store.formats.newsview_json import FindArticle, ImportReport
from newsview.store.messages import NewsviewError
from newsview.tui.cli.moving import Texts
from newsview.tui.cli.output import STDOUT
from newsview.tui.cli.places import ArticleFinder, corpus_and_file
from newsview.tui.cli.saying import say

STDIN = STDOUT


def run(
    files: tuple[Path, ...],
    format_name: str,
    file: Path | None,
    paths: tuple[Path, ...],
    *,
    move: bool = False,
) -> None:
    """Import each file in turn and say what happened.

    With ``move``, what was annotated on another text than the corpus has now is moved to that.

    A folder among the files is the corpus. Raises click.UsageError where that cannot be meant;
    OSError for a file that is not there, before any other is taken in; NewsviewError for a file
    that is no export, with the files before it taken in, and when not one thing of all files could
    be placed.
    """
    files, paths = _apart(files, paths)
    corpus, place = corpus_and_file(paths, file)
    if move and corpus is None:
        raise NewsviewError(messages.MOVE_WHERE)
    finder = ArticleFinder(corpus) if corpus is not None else None
    find_article: FindArticle = finder or (lambda _: None)
    texts = Texts(corpus, finder) if corpus is not None and finder is not None else None
    reports = []
    with Annotations.open(place) as annotations:
        for warning in annotations.warnings:
            say(warning)
        told = len(annotations.warnings)
        for one in files:
            source = sys.stdin.buffer.read() if one == STDIN else one
            report = FORMATS[format_name].read(
                source,
                annotations,
                find_article=find_article,
                is_to_be_moved=texts.has if texts is not None and move else lambda _: False,
                name=messages.STDIN if one == STDIN else str(one),
            )
            _say(report)
            if texts is not None:
                _move(texts, annotations, report, move)
            reports.append(report)
    for warning in annotations.warnings[told:]:
        say(warning)
    taken = sum(one.new + one.changed + one.same for one in reports)
    if not taken and any(one.unplaced for one in reports):
        raise NewsviewError(messages.NOTHING_PLACED)


def _apart(
    files: tuple[Path, ...], paths: tuple[Path, ...]
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """What to take in, all of it there, and the corpus, which may have been named behind it."""
    folders = tuple(one for one in files if one.is_dir())
    files = tuple(one for one in files if one not in folders)
    if folders and paths:
        raise click.UsageError(messages.FOLDER_NOT_TAKEN_IN.format(path=folders[0]))
    if not files:
        raise click.UsageError(messages.NO_FILE_TAKEN_IN.format(path=folders[0]))
    for one in files:
        if one != STDIN:
            one.stat()  # raises OSError before anything of the others is taken in
    return files, paths or folders


def _move(texts: Texts, annotations: Annotations, report: ImportReport, move: bool) -> None:
    """Move what was annotated on other texts, or say that this could be done."""
    changed = texts.changed(annotations, report.texts)
    if move:
        texts.move(annotations, changed)
    elif changed:
        say(messages.FORMER_HINT.format(n=len(changed), source=changed[0]))


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
