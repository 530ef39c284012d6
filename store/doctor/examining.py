"""Examining an annotations file: everything is looked at and nothing is changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsview.store import messages_doctor as words
from newsview.store.convert import TYPE_OF
from newsview.store.doctor.articles import lost_articles, texts_without_record
from newsview.store.doctor.journal_reading import first_base
from newsview.store.doctor.leftovers import leftovers
from newsview.store.doctor.mending import add_lost
from newsview.store.doctor.reading import Files, read_files
from newsview.store.doctor.records import check_records
from newsview.store.doctor.report import Finding, Report, Texts, worst_first
from newsview.store.history import History
from newsview.store.journal.codec import decode
from newsview.store.migrations import META, META_ID, SCHEMA_KEY, newest


def examine(path: Path, corpus: Texts | None = None) -> Report:
    """All that is wrong with an annotations file, or worth knowing, the worst first.

    It looks on beside those who have the file open. With a ``corpus`` what is placed in a text
    that the file does not keep is checked, too. Raises OSError.
    """
    return report_on(read_files(path), corpus)


def report_on(files: Files, corpus: Texts | None = None) -> Report:
    """The report on what was read."""
    findings = [*_main(files), *_journal(files), *_history(files), *_schema(files)]
    for table, n in files.renumbered.items():
        line = words.DOCUMENT_ID.format(n=n, table=table)
        findings.append(Finding("damage", "document id", n, line, mendable=True))
    for name, table in files.misnamed.items():
        line = words.TABLE_MISNAMED.format(name=name, table=table)
        findings.append(Finding("damage", "table name", 1, line, mendable=True))
    records = articles = 0
    if (schema_of(files) or newest()) < newest():
        records = sum(len(files.tables.get(table, ())) for table in TYPE_OF)
        articles = len(files.tables.get("articles", ()))
    elif files.main_state != "foreign":
        more, records, articles = check_records(files.tables, corpus)
        findings += [*more, *_articles(files)]
    findings += leftovers(files)
    if files.open_elsewhere:
        findings.append(Finding("told", "open", 1, words.OPEN_ELSEWHERE))
    if not writable(files.path):
        findings.append(Finding("told", "read-only", 1, words.READ_ONLY_FILE))
    return Report(str(files.path), records, articles, worst_first(findings))


def schema_of(files: Files) -> int | None:
    """The schema that the file names; None if it names none."""
    schema = _meta(files).get(SCHEMA_KEY)
    return schema if type(schema) is int and schema >= 1 else None


def _meta(files: Files) -> dict[str, Any]:
    """What the file says of itself."""
    meta = files.tables.get(META, {}).get(META_ID)
    return meta if isinstance(meta, dict) else {}


def _main(files: Files) -> Iterator[Finding]:
    if files.main_state == "foreign":
        line = words.MAIN_FOREIGN.format(reason=files.reason)
        yield Finding("damage", "not ours", 1, line)
    elif files.main_state == "torn":
        line = words.MAIN_NOT_JSON.format(reason=files.reason, n=files.salvaged)
        yield Finding("damage", "main file", 1, line, mendable=True)
        if files.lost:
            n, size = len(files.lost), sum(map(len, files.lost))
            line = words.MAIN_PIECES.format(n=n, size=size)
            yield Finding("damage", "lost", n, line, mendable=True)
    elif files.main_state == "not tables":
        line = words.MAIN_NOT_TABLES.format(n=files.moved)
        yield Finding("damage", "main file", files.moved, line, mendable=True)
    elif files.main_state in ("missing", "empty"):
        yield from lost_main_file(files)
    if files.altered:
        line = words.MAIN_ALTERED.format(n=files.replayed)
        yield Finding("damage", "altered", 1, line, mendable=True)


def lost_main_file(files: Files) -> Iterator[Finding]:
    """A main file is missing, or empty: because it was never written, or because it was lost."""
    if not files.lost_main:
        return
    empty = files.main_state == "empty"
    base = first_base(files.lines.lines) if files.lines is not None else None
    n = add_lost({}, History(files.path).entries()) if files.history_good else 0
    if base:
        template = words.MAIN_EMPTY if empty else words.MAIN_MISSING
        yield Finding("damage", "main file", 1, template.format(size=base), mendable=True)
    elif n:
        template = words.MAIN_EMPTIED if empty else words.MAIN_GONE
        yield Finding("damage", "main file", n, template.format(n=n), mendable=True)
    elif not empty and files.journal is None:
        yield Finding("damage", "no file", 1, words.MAIN_NONE)


def _journal(files: Files) -> Iterator[Finding]:
    journal = files.lines
    if journal is None:
        return
    if journal.unended and not files.open_elsewhere:
        yield Finding("wrong", "torn", 1, words.JOURNAL_UNENDED, mendable=True)
    if not (journal.changes or journal.bad or journal.tail or files.open_elsewhere):
        if not files.belongs or not journal.lines:
            yield Finding("told", "journal", 1, words.JOURNAL_IDLE, mendable=True)
        return
    if journal.bad:
        line = words.JOURNAL_DAMAGED.format(n=len(journal.bad), good=journal.changes)
        yield Finding("damage", "journal", len(journal.bad), line, mendable=True)
    if files.replayed and not (files.open_elsewhere or journal.bad or files.altered):
        line = words.JOURNAL_WAITS.format(n=files.replayed)
        yield Finding("told", "waiting", files.replayed, line, mendable=True)
    if files.headless:
        line = words.JOURNAL_HEADLESS.format(good=journal.changes)
        yield Finding("damage", "journal", 1, line, mendable=True)
    if files.unknown:
        line = words.JOURNAL_UNKNOWN.format(n=files.unknown)
        yield Finding("damage", "newer", files.unknown, line)
    if not files.belongs and journal.changes:
        line = words.JOURNAL_FOREIGN.format(n=journal.changes)
        yield Finding("damage", "conflict", journal.changes, line, mendable=True)
    if journal.tail and not files.open_elsewhere:
        line = words.JOURNAL_TORN.format(size=len(journal.tail))
        yield Finding("wrong", "torn", 1, line, mendable=True)


def _history(files: Files) -> Iterator[Finding]:
    n = len(files.history_bad)
    if n:
        yield Finding("wrong", "history", n, words.HISTORY_BAD.format(n=n), mendable=True)


def _schema(files: Files) -> Iterator[Finding]:
    if files.main_state == "foreign":
        return
    found, known = schema_of(files), newest()
    if found is None:
        if any(files.tables.values()):
            yield Finding("damage", "schema", 1, words.SCHEMA_MISSING, mendable=True)
    elif found > known:
        line = words.SCHEMA_NEWER.format(found=found, known=known)
        yield Finding("damage", "newer", 1, line)
    elif found < known:
        yield Finding("told", "older", 1, words.SCHEMA_OLDER.format(found=found))


def _articles(files: Files) -> Iterator[Finding]:
    lost = sorted(lost_articles(files))
    if lost:
        line = words.ARTICLE_LOST.format(n=len(lost), id=lost[0][:16])
        yield Finding("wrong", "article missing", len(lost), line, mendable=True)
    alone = sorted(texts_without_record(files.tables) - set(lost))
    if alone:
        line = words.TEXT_ALONE.format(n=len(alone), id=alone[0][:16])
        yield Finding("told", "text alone", len(alone), line)


def remembered_in(files: Files) -> tuple[str, ...]:
    """The paths of the corpus that the file was last opened with."""
    kept = _meta(files).get("corpus")
    try:
        paths = decode(kept.encode()) if isinstance(kept, str) else []
    except ValueError:
        return ()
    return tuple(one for one in paths if isinstance(one, str)) if isinstance(paths, list) else ()


def writable(path: Path) -> bool:
    """Whether a main file at this place may be replaced and files be made beside it."""
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
