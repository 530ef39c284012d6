"""Journals that were set aside when another program changed the file, and taking them in after all.

Their decisions are merged as an undo is (``field_merge``, yielding): what is kept now stays where
somebody changed it since. By its id a step is known that was taken in before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from newsview.store.convert import TYPE_OF, to_record
from newsview.store.doctor.journal_reading import read_lines
from newsview.store.doctor.mending import with_required
from newsview.store.doctor.reading import Files
from newsview.store.doctor.salvage import misfit
from newsview.store.field_merge import merge
from newsview.store.journal.archive import past
from newsview.store.journal.changes import Row, Tables
from newsview.store.journal.lines import Line, frame, unframe
from newsview.store.model import Record
from newsview.store.steps import Change, Table

_OF_ARTICLES = ("articles", "texts")

_BY_ITSELF = frozenset({"tags", "note"})
"""The fields of a record that are no part of one decision with its others."""

Touched = Set[tuple[str, str | None]]
"""Ids of records with names of fields; with None for the record as a whole."""


class Aside(NamedTuple):
    """A journal that was set aside, and the lines of it that the file does not have."""

    path: Path
    changes: int
    """How many changes stand in it altogether."""
    missing: list[Line]


def journals_aside(files: Files) -> list[Aside]:
    """The journals beside a file, the earliest first. Raises OSError."""
    begins = files.journal_path.name + ".conflict-"
    beside = files.path.parent.iterdir()
    paths = sorted(one for one in beside if one.name.startswith(begins) and one.is_file())
    if not paths:
        return []
    present = Present(files)
    read = [(path, read_lines(path.read_bytes()).lines) for path in paths]
    return [Aside(path, _changes(lines), present.missing(lines)) for path, lines in read]


def not_taken_in(files: Files) -> list[Line]:
    """The changes of the file's own journal, where it belongs to another main file."""
    if files.lines is None or files.belongs:
        return []
    return Present(files).missing(files.lines.lines)


def _changes(lines: list[Line]) -> int:
    return sum("redo" in line.record for line in lines)


class Present:
    """What a file has: the steps that its history and journal tell of, and its records."""

    def __init__(self, files: Files) -> None:
        self.steps = {step["id"] for step in _steps_of(files)}
        self._since: dict[str, list[tuple[str, str | None]]] = {}
        self._known = set(_records(files.tables))
        for step in _steps_of(files):
            self._learn(step)

    def _learn(self, step: dict[str, Any]) -> None:
        self.steps.add(step["id"])
        for table, record_id, was, now in step["changes"]:
            self._known.add((table, record_id))
            names = [None] if was is None or now is None else list(was)
            self._since.setdefault(record_id, []).extend((step["id"], name) for name in names)

    def missing(self, lines: Iterable[Line]) -> list[Line]:
        """The lines whose step is not known; of those that tell of none, whose records are not."""
        return [line for line in lines if "redo" in line.record and self._is_missing(line)]

    def _is_missing(self, line: Line) -> bool:
        step = _told(line)
        if step is not None:
            return step["id"] not in self.steps
        return any((table, row["id"]) not in self._known for table, row in _fitting(line))

    def touched_since(self, step: dict[str, Any]) -> Touched:
        """What was changed of a step's records after it was made."""
        return {
            (record_id, name)
            for _, record_id, *_ in step["changes"]
            for other, name in self._since.get(record_id, ())
            if other > step["id"]
        }


class _Rows:
    """The rows of all tables by record id."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._last: dict[str, int] = {}
        self._names: dict[tuple[str, str], str] = {
            (table, row["id"]): name
            for table in TYPE_OF
            for name, row in tables.get(table, {}).items()
        }
        self.annotated = {
            row["article"]
            for table in ("mentions", "facts")
            for row in tables.get(table, {}).values()
        }
        """Every article that a mention or fact is of, or was when this began."""

    def get(self, table: str, record_id: str) -> Row | None:
        name = self._names.get((table, record_id))
        return self._tables[table][name] if name is not None else None

    def put(self, table: str, record_id: str, row: Row | None) -> None:
        name = self._names.get((table, record_id))
        if row is None:
            if name is not None:
                del self._tables[table][self._names.pop((table, record_id))]
            return
        if "article" in row:
            self.annotated.add(row["article"])
        rows = self._tables.setdefault(table, {})
        if name is None:
            last = self._last.get(table) or max(map(int, rows), default=0)
            self._last[table] = last + 1
            name = self._names[table, record_id] = str(last + 1)
        rows[name] = row


def take_in(files: Files, lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Merge the changes of these lines into the tables; the steps that the history is to tell of.

    The tables are to hold nothing but what fits its schema.
    """
    present, rows = Present(files), _Rows(files.tables)
    steps: dict[str, dict[str, Any]] = {}
    in_order = sorted(lines, key=_made)
    for line in in_order:
        step = _told(line)
        if step is None:
            for table, row in _fitting(line):
                if rows.get(table, row["id"]) is None:
                    rows.put(table, row["id"], row)
        elif step["id"] not in present.steps and step["id"] not in steps:
            _take_step(rows, step, line, present.touched_since(step))
            steps[step["id"]] = step
    for line in in_order:
        _take_articles(rows, line)
    return list(steps.values())


def with_steps(history: list[bytes], steps: list[dict[str, Any]]) -> list[bytes]:
    """The lines of a history with these steps where they belong by the time that they were made."""
    lines = list(history)
    ids = [str(unframe(line).get("id")) for line in lines]
    for step in steps:
        place = next((n for n, one in enumerate(ids) if one > step["id"]), len(ids))
        lines.insert(place, frame(step)[:-1])
        ids.insert(place, step["id"])
    return lines


def _take_step(rows: _Rows, step: dict[str, Any], line: Line, touched: Touched) -> None:
    put = {(table, row["id"]): row for table, row in _fitting(line)}
    for table, record_id, was, now in step["changes"]:
        stored = rows.get(table, record_id)
        if was is None and (record_id, None) in touched:
            continue  # it was removed since
        if now is None and table in _OF_ARTICLES and record_id in rows.annotated:
            continue
        since = {name for one, name in touched if one == record_id and name is not None}
        if was is not None and now is None and since:
            continue  # it was changed since, so it stays
        if was is not None and now is not None:
            was, now = _untouched(was, now, since)
        change = _change(table, record_id, was, now, stored, put.get((table, record_id), {}))
        if change is not None:
            after = merge(change, stored, yielding=True).after
            rows.put(table, record_id, after)


def _untouched(was: Row, now: Row, since: set[str]) -> tuple[Row, Row]:
    """The fields of a change that nobody changed since, even if only there and back.

    What was decided stays as a whole where a part of it was.
    """
    names = now.keys() | was.keys()
    decided = names - _BY_ITSELF
    gone = (since & _BY_ITSELF) | (decided if since & decided else set())
    was, now = ({k: v for k, v in side.items() if k not in gone} for side in (was, now))
    return was, now


def _change(
    table: Table, record_id: str, was: Row | None, now: Row | None, stored: Row | None, put: Row
) -> Change | None:
    """What a step made of a record, on the record as it is; None if there is nothing to change."""
    if was is not None and now is not None:
        if stored is None:
            return None
        whose = {name: value for name, value in put.items() if name in ("annotator", "updated")}
        was, now = {**stored, **was}, {**stored, **now, **whose}
    elif now is not None:
        now = put or with_required(now, table)
    elif was is not None:
        was = with_required(was, table)
    try:
        return Change(table, record_id, _record(was, table), _record(now, table))
    except msgspec.ValidationError:
        return None


def _record(row: Row | None, table: Table) -> Record | None:
    return None if row is None else to_record(row, TYPE_OF[table])  # type: ignore[type-var]


def _take_articles(rows: _Rows, line: Line) -> None:
    """Add the articles and texts that were kept beside a step, which tells nothing of them."""
    for table, row in sorted(_fitting(line), key=lambda one: one[0]):  # articles before texts
        record_id = row["id"]
        if table not in _OF_ARTICLES or rows.get(table, record_id) is not None:
            continue
        if record_id in rows.annotated or rows.get("articles", record_id) is not None:
            rows.put(table, record_id, row)


def _records(tables: Tables) -> Iterator[tuple[str, str]]:
    """The tables and ids of all records, of which some may be damaged."""
    for table in TYPE_OF:
        for row in tables.get(table, {}).values():
            if isinstance(row, dict) and isinstance(row.get("id"), str):
                yield table, row["id"]


def _fitting(line: Line) -> Iterator[tuple[str, Row]]:
    """The documents that a line puts and that are records."""
    try:
        changes = [(one["table"], row) for one in line.record["redo"] for row in _put(one)]
    except (KeyError, TypeError, AttributeError):
        return
    for table, row in changes:
        if table in TYPE_OF and misfit(row, table) is None:
            yield table, row


def _put(change: dict[str, Any]) -> list[Row]:
    return list(change.get("put", {}).values())


def _told(line: Line) -> dict[str, Any] | None:
    """The step that a line tells of; None if of none that can be read."""
    try:
        step = past(line.record)
    except (KeyError, TypeError, AttributeError, ValueError):
        return None
    return step if step is not None and isinstance(step.get("id"), str) else None


def _made(line: Line) -> str:
    step = _told(line)
    return step["id"] if step is not None else ""


def _steps_of(files: Files) -> Iterator[dict[str, Any]]:
    for raw in files.history_good:
        try:
            step = unframe(raw)
        except ValueError:
            continue
        if isinstance(step.get("id"), str) and isinstance(step.get("changes"), list):
            yield step
    if files.lines is not None and files.belongs:
        yield from filter(None, map(_told, files.lines.lines))
