"""Reading an annotations file in whatever state it is, and changing nothing."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from newsview.store import messages_doctor as words
from newsview.store.convert import TYPE_OF
from newsview.store.doctor.journal_reading import (
    JournalRead,
    belongs_from,
    first_base,
    fits_from,
    is_headless,
    may_name,
    read_lines,
)
from newsview.store.doctor.others import is_open
from newsview.store.doctor.salvage import UNREADABLE, add, kind_of, put_away, salvage, strictly
from newsview.store.journal.archive import history_path
from newsview.store.journal.changes import Rows, State, Tables
from newsview.store.journal.lines import Line, is_whole
from newsview.store.journal.main_file import Identity
from newsview.store.migrations import META
from newsview.store.plain_words import why_not_json

MainState = Literal["sound", "missing", "empty", "torn", "not tables", "foreign"]

_LETTERS = 2
"""In how many letters a table's name may differ from what it was."""

_TRIES = 20
"""How often both files are read until they fit each other, since others may replace them."""


@dataclass
class Files:
    """What stands on the disk, and all that could be read of it."""

    path: Path
    main: bytes = b""
    journal: bytes | None = None
    history: bytes | None = None
    tables: Tables = field(default_factory=dict)
    """What main file and journal say together."""
    main_state: MainState = "sound"
    reason: str = ""
    lost: list[bytes] = field(default_factory=list)
    """Stretches of the main file that cannot be read."""
    salvaged: int = 0
    moved: int = 0
    """Rows and tables that are not as TinyDB has them, now in the table for such."""
    renumbered: dict[str, int] = field(default_factory=dict)
    """How many documents of a table had an id that is no number."""
    misnamed: dict[str, str] = field(default_factory=dict)
    """Tables whose name is damaged, and what it was."""
    lines: JournalRead | None = None
    belongs: bool = True
    """Whether the journal was taken in."""
    altered: bool = False
    """Whether it was although no line of it names the main file as it is."""
    headless: bool = False
    """Whether the line is missing that says which main file the journal belongs to."""
    replayed: int = 0
    unknown: int = 0
    """Lines of the journal that are whole and cannot be understood."""
    unknown_at: int = 0
    """The byte where the last of them starts."""
    history_good: list[bytes] = field(default_factory=list)
    history_bad: list[bytes] = field(default_factory=list)
    open_elsewhere: bool = False

    @property
    def lost_main(self) -> bool:
        """Whether there was a main file once of which something, or all, is missing."""
        if self.main_state in ("missing", "empty"):
            lines = self.lines.lines if self.lines is not None else []
            return first_base(lines) != 0  # else it was never written
        return self.main_state == "torn"

    @property
    def journal_path(self) -> Path:
        """Where the journal is."""
        return self.path.with_name(self.path.name + "-journal")

    @property
    def history_path(self) -> Path:
        """Where the history is."""
        return history_path(self.path)


def read_files(path: Path, *, alone: bool = False) -> Files:
    """All that can be read of an annotations file and what stands beside it. Raises OSError.

    ``alone`` is for who keeps all others out.
    """
    path = Path(os.path.realpath(path))
    files = Files(path)
    for _ in range(_TRIES):
        seen = _status(path)
        files = Files(path, _content(path) or b"", _content(files.journal_path))
        if _status(path) == seen:
            break
    files.open_elsewhere = not alone and is_open(path)
    _read_main(files)
    _name_tables(files)  # before steps are replayed, which change documents in them
    _read_journal(files)
    _read_history(files)
    return files


def _status(path: Path) -> tuple[int, int, int] | None:
    """What changes when a newsview puts a new main file in place."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


# The main file


def _read_main(files: Files) -> None:
    if not files.main:
        files.main_state = "empty" if files.path.exists() else "missing"
        return
    try:
        value = strictly(files.main)
    except (ValueError, RecursionError) as error:
        files.reason = why_not_json(error)
        found = salvage(files.main)
        files.main_state, files.tables, files.lost = "torn", found.tables, found.lost
        files.salvaged = sum(len(rows) for name, rows in found.tables.items() if name != META)
        known = any(name in TYPE_OF or name == META for name in found.tables)
        if not known and not files.journal and not files.history_path.exists():
            files.main_state, files.reason = "foreign", words.REASON_NOT_JSON
        return
    if isinstance(value, dict) and value.get("format") == "newsview":
        files.main_state, files.reason = "foreign", words.REASON_EXPORT
        return
    if not isinstance(value, dict):
        files.main_state, files.reason = "foreign", words.REASON_NOT_JSON_OBJECT
        return
    _take_tables(files, value)
    known = any(name in TYPE_OF or name == META for name in value)
    if not known and any(value.values()):
        files.main_state, files.reason = "foreign", words.REASON_NO_TABLE


def _take_tables(files: Files, value: dict[str, Any]) -> None:
    """Take over what is a table of documents, and put the rest where it can be read."""
    for table, rows in value.items():
        if not isinstance(rows, dict):
            put_away(files.tables, table, rows, words.REASON_NO_OBJECT)
            files.moved += 1
            continue
        if all(isinstance(row, dict) and _is_number(name) for name, row in rows.items()):
            kept = files.tables.get(table)
            if kept is None:
                files.tables[table] = rows
                continue
        files.tables.setdefault(table, {})
        for name, row in sorted(rows.items(), key=lambda one: not _is_number(one[0])):
            if not isinstance(row, dict):
                put_away(files.tables, table, row, words.REASON_NO_OBJECT)
                files.moved += 1
                continue
            if not _is_number(name):
                files.renumbered[table] = files.renumbered.get(table, 0) + 1
            add(files.tables, table, row, name)
    if files.moved:
        files.main_state = "not tables"


def _is_number(name: str) -> bool:
    """Whether TinyDB can read a document's id, which it makes a number of."""
    return name.isascii() and name.isdecimal() and str(int(name[:18])) == name


def _name_tables(files: Files) -> None:
    """Give tables their names back of which a letter or two was damaged."""
    for name in [one for one in files.tables if one not in TYPE_OF and one != UNREADABLE]:
        table = _misnamed(name, files.tables[name])
        if table is None:
            continue
        files.misnamed[name] = table
        for document_id, row in files.tables.pop(name).items():
            add(files.tables, table, row, document_id)


def _misnamed(name: str, rows: Rows) -> str | None:
    """The table whose damaged name this is; None if it is another program's."""
    for table in (*TYPE_OF, META):
        if name == table or not (_differs_little(name, table) or _lacks_a_stretch(name, table)):
            continue
        if any(kind_of(row) == table for row in rows.values()):
            return table
    return None


def _differs_little(name: str, table: str) -> bool:
    differing = sum(one != other for one, other in zip(name, table, strict=False))
    return len(name) == len(table) and differing <= _LETTERS


def _lacks_a_stretch(name: str, table: str) -> bool:
    missing = len(table) - len(name)
    return missing > 0 and any(
        name == table[:at] + table[at + missing :] for at in range(len(name) + 1)
    )


# The journal


def _read_journal(files: Files) -> None:
    if files.journal is None:
        return
    files.lines = read_lines(files.journal)
    if not files.lines.lines:
        return  # it belongs to no other main file either
    start = _replays_from(files, files.lines)
    if start is None:
        files.belongs = False
        return
    state = State(files.tables)
    damaged = files.main_state != "sound" or files.altered
    applied: list[Line] = []
    for line in files.lines.lines:
        if line.start < start:
            continue
        if "redo" not in line.record:
            if not {"base", "ckpt"} & line.record.keys():
                _count_unknown(files, line)
            continue
        try:
            if damaged:
                _make_way(state.tables, line.record["redo"])
            state.apply(line.record["redo"])
            files.replayed += 1
            applied.append(line)
        except (KeyError, TypeError, AttributeError, ValueError):
            _count_unknown(files, line)
    files.tables = state.tables
    if damaged:
        _newest_last(state.tables, applied)


def _newest_last(tables: Tables, lines: list[Line]) -> None:
    """Put what the steps left behind all others: of several with one id the last one has it."""
    for line in lines:
        for change in line.record["redo"]:
            rows = tables.get(change["table"], {})
            for document_id in change.get("put", {}):
                if document_id in rows:
                    rows[document_id] = rows.pop(document_id)


def _count_unknown(files: Files, line: Line) -> None:
    files.unknown += 1
    files.unknown_at = line.start


def _make_way(tables: Tables, changes: list[Any]) -> None:
    """Give a free number to records that a damaged number put where a step puts another one.

    A sound main file has nothing there, or an earlier form of the same record.
    """
    for change in changes:
        table, dropped = change["table"], change.get("drop", ())
        rows = tables.get(table)
        if table not in TYPE_OF or rows is None or change.get("clear"):
            continue
        for document_id, row in change.get("put", {}).items():
            there = rows.get(document_id)
            if (
                there is not None
                and document_id not in dropped
                and there.get("id") != row.get("id")
            ):
                add(tables, table, rows[document_id])
                del rows[document_id]


def _replays_from(files: Files, journal: JournalRead) -> int | None:
    lines, identity = journal.lines, Identity.of(files.main)
    start = belongs_from(lines, identity)
    if start is not None:
        return start
    broken = files.main_state in ("torn", "not tables", "empty", "missing")
    headless = is_headless(lines)
    nameless = headless or any(map(may_name, (*journal.bad, journal.tail)))
    start = fits_from(lines, identity, by_force=broken or nameless)
    files.altered = start is not None and not broken and not nameless
    files.headless = headless and not journal.bad
    return start


# The history


def _read_history(files: Files) -> None:
    files.history = _content(files.history_path)
    if not files.history:
        return
    *lines, rest = files.history.split(b"\n")
    for line in lines:
        (files.history_good if is_whole(line) else files.history_bad).append(line)
    if rest and not files.open_elsewhere:
        files.history_bad.append(rest)
