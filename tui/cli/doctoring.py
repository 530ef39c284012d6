"""The work of ``newsview doctor``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from newsview.store import messages
from newsview.store import messages_doctor as words
from newsview.store.corpora.kinds import ROW_KINDS
from newsview.store.corpus import TEXT_KINDS, Corpus, Source, corpus_root
from newsview.store.doctor import Report, Texts, read_files, remembered_in, report_on
from newsview.store.doctor import repair as mend
from newsview.store.doctor.report import GRADES
from newsview.store.messages import NewsviewError
from newsview.store.model import sha256_of
from newsview.store.names import visible
from newsview.store.place import annotations_path, is_there
from newsview.tui.cli.json_lines import print_json
from newsview.tui.cli.places import last_opened, open_corpus
from newsview.tui.cli.saying import progress, say


def run(paths: Sequence[Path], file: Path | None, *, repair: bool, as_json: bool) -> None:
    """Check, mend where asked to, and print what was found. Exits with 1 if something is wrong."""
    place, named = _place(paths, file)
    if named and file is None and not is_there(place):
        say(messages.STORE_MISSING.format(path=place))  # a corpus that nobody annotated yet
        if as_json:
            print_json(_object(Report(str(place), records=0, articles=0, findings=()), []))
        return
    _check_place(place)
    files = read_files(place)
    texts = _texts(named or [Path(one) for one in remembered_in(files)], must=bool(named))
    done = mend(place, corpus=texts) if repair else []
    report = report_on(read_files(place) if done else files, texts)
    if as_json:
        print_json(_object(report, done))
    else:
        _print(report, done, repaired=repair)
    if not report.sound:
        click.get_current_context().exit(1)


def _check_place(place: Path) -> None:
    """Raise NewsviewError where there can be nothing to look at."""
    if place.exists() and not place.is_file():
        reason = messages.REASON_FOLDER if place.is_dir() else words.REASON_NO_FILE
        raise NewsviewError(messages.STORE_CANNOT_OPEN.format(path=place, reason=reason))
    if not is_there(place):
        raise NewsviewError(words.DOCTOR_NO_FILE.format(path=place))


def _place(paths: Sequence[Path], file: Path | None) -> tuple[Path, list[Path]]:
    """The annotations file, and the corpus that was named."""
    named = list(paths)
    if named and _is_annotations(named[0]):
        first = named.pop(0)
        if file is not None:
            raise click.UsageError(words.DOCTOR_TWO_FILES.format(first=first, second=file))
        file = first
    if file is not None or named:
        return file or annotations_path(corpus_root(named), None), named

    last, kept = last_opened()
    return annotations_path(corpus_root(last), kept), []


def _is_annotations(path: Path) -> bool:
    """Whether the first argument is a file, and none that articles are read from."""
    return not path.is_dir() and not path.name.lower().endswith(TEXT_KINDS + ROW_KINDS)


def _texts(paths: Sequence[Path], *, must: bool) -> Texts | None:
    """The texts of the corpus; None if there is none, or the remembered one is not there."""
    there = [path for path in paths if must or path.exists()]
    if not there:
        return None
    try:
        corpus = open_corpus(there)
    except NewsviewError as error:
        if must:
            raise
        say(words.DOCTOR_NO_CORPUS.format(reason=error))
        return None
    return _texts_of(corpus)


def _texts_of(corpus: Corpus) -> Texts:
    sources: dict[str, Source] = {}
    with progress(len(corpus.sources)) as step:
        for source in corpus.sources:
            step()
            try:
                sources.setdefault(sha256_of(corpus.read(source).text), source)
            except NewsviewError as error:
                say(str(error))

    def read(sha256: str) -> str | None:
        source = sources.get(sha256)
        if source is None:
            return None
        try:
            text = corpus.read(source).text
        except NewsviewError:
            return None
        return text if sha256_of(text) == sha256 else None

    def name(sha256: str) -> str | None:
        source = sources.get(sha256)
        return source.name if source is not None else None

    return Texts(sources.__contains__, read, name)


def _print(report: Report, done: list[str], *, repaired: bool) -> None:
    if done:
        _line(words.DOCTOR_DONE)
        for line in done:
            _line(words.DOCTOR_ROW.format(line=line))
    wrong = sum(one.grade != "told" for one in report.findings)
    template = words.DOCTOR_SOUND if report.sound else words.DOCTOR_COUNTED
    _line(
        template.format(
            path=report.path, records=report.records, articles=report.articles,
            wrong=wrong, told=len(report.findings) - wrong,
        )
    )  # fmt: skip
    for grade in GRADES:
        found = [one for one in report.findings if one.grade == grade]
        if found:
            _line(words.DOCTOR_GROUPS[grade])
        for one in found:
            _line(words.DOCTOR_ROW.format(line=one.line))
    if repaired and not done and not report.sound:
        _line(words.DOCTOR_NOTHING_TO_MEND)
    elif not repaired and report.mendable and not report.sound:
        _line(words.DOCTOR_HOW)
    elif not (report.sound or report.refused):
        _line(words.DOCTOR_LEFT)


def _line(text: str) -> None:
    click.echo(visible(text))


def _object(report: Report, done: list[str]) -> dict[str, object]:
    return {
        "file": report.path,
        "sound": report.sound,
        "records": report.records,
        "articles": report.articles,
        "done": done,
        "findings": [msgspec.to_builtins(one) for one in report.findings],
    }
