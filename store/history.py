"""Who changed what from what to what and when: read from the history file and the journal.

Nothing of it is held in memory. Lines that tell of something else than what is asked for are
passed over before they are decoded.
"""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from newsview.store.journal.archive import history_path, past
from newsview.store.journal.lines import is_whole, unframe
from newsview.store.steps import Table
from newsview.store.told import Deed

RECENT_BYTES = 4 << 20
"""How far back from its end each file is read for what was done lately."""


class Past(msgspec.Struct, frozen=True, array_like=True):
    """One record's fields before and after; None where the record was not kept."""

    table: Table
    id: str
    was: dict[str, Any] | None
    now: dict[str, Any] | None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One step: who did it, when (UTC), what it said, and the records that it changed.

    ``of`` is the id of the step that an undo or redo is of; ``article`` where it was done.
    """

    id: str
    at: str
    by: str
    said: str
    article: str | None = None
    deed: Deed = "do"
    of: str | None = None
    changes: tuple[Past, ...] = ()


class _Line(NamedTuple):
    """A line as it stands in one of the files, without its newline."""

    raw: bytes
    in_journal: bool


class History:
    """The history of one annotations file."""

    def __init__(self, path: Path) -> None:
        main = Path(os.path.realpath(path))
        self._path = history_path(main)
        self._journal = main.with_name(main.name + "-journal")
        self.unreadable = 0
        """How many lines of the history file could not be read in the last reading."""

    def entries(self, about: str | None = None) -> Iterator[Entry]:
        """The steps in the order in which they were kept, the newest last.

        ``about`` is an article's SHA-256 or a record's id: only steps that name it. Raises OSError.
        """
        # The journal is read first: should it be folded in meanwhile, its steps are seen twice
        # rather than not at all, and each has an id.
        journal = self._journal_lines()
        return self._read(chain(self._lines(), journal), about)

    def latest(self, about: str, count: int) -> list[Entry]:
        """The newest steps that name an article or a record, the newest last. Raises OSError."""
        return list(deque(self.entries(about), maxlen=count))

    def of_article(self, *texts: str) -> list[Entry]:
        """All steps that name one of these texts (their SHA-256) or a former one.

        A former text is one whose annotations were moved to it. The newest last. Raises OSError.
        """
        found: dict[str, Entry] = {}
        waiting, seen = list(texts), set(texts)
        while waiting:
            for entry in self.entries(waiting.pop()):
                found[entry.id] = entry
                former = {text for text in map(_former, entry.changes) if text} - seen
                seen |= former
                waiting += former
        return sorted(found.values(), key=lambda entry: entry.id)

    # What was done lately: as far back as is read in a few milliseconds

    def latest_by(self, by: str, count: int) -> list[Entry]:
        """The newest steps of one annotator, the newest last. Raises OSError."""
        wanted = f'"by":{json.dumps(by)}'
        found: list[Entry] = []
        for entry in self._read(reversed(self._recent()), wanted):
            if entry.by == by:
                found.append(entry)
            if len(found) == count:
                break
        return found[::-1]

    def since(self, step_id: str) -> list[Entry] | None:
        """All steps since one was last done, undone or redone, the newest last.

        None where that is further back than what is recent. Raises OSError.
        """
        lines = self._recent()
        wanted = step_id.encode()
        place = next((n for n in reversed(range(len(lines))) if wanted in lines[n].raw), None)
        return None if place is None else list(self._read(lines[place + 1 :]))

    def who_changed(
        self, record_id: str, field: str | None, *, but: str | None = None
    ) -> str | None:
        """Who lately changed a field of a record (None: any, or added or removed it).

        The step with the id ``but`` counts for nothing. None if the recent history does not tell.
        """
        entry = self.last_change(record_id, field, but=but)
        return entry.by if entry is not None else None

    def last_change(
        self, record_id: str, field: str | None = None, *, but: str | None = None
    ) -> Entry | None:
        """The step by which a field of a record was last changed; see ``who_changed``."""
        try:
            entries = self._read(reversed(self._recent()), record_id)
        except OSError:
            return None
        for entry in entries:
            if entry.id != but and any(touches(p, record_id, field) for p in entry.changes):
                return entry
        return None

    def who_wrote(self, record_id: str, field: str, value: object) -> str | None:
        """Who lately gave a field of a record this value, other than by undoing what came after.

        None if the recent history does not tell.
        """
        try:
            entries = self._read(reversed(self._recent()), record_id)
        except OSError:
            return None
        for entry in entries:
            now = (past.now for past in entry.changes if past.id == record_id and past.now)
            if entry.deed != "undo" and any(fields.get(field) == value for fields in now):
                return entry.by
        return None

    # Lines

    def _read(self, lines: Iterable[_Line], wanted: str | None = None) -> Iterator[Entry]:
        """The steps of these lines, each once; only of those that hold what is wanted."""
        self.unreadable = 0
        needle = (wanted or "").encode()
        seen: set[str] = set()
        for line in lines:
            if needle not in line.raw or (line.in_journal and b'"step":' not in line.raw):
                continue
            entry = _entry(line)
            if entry is None:
                self.unreadable += not line.in_journal
            elif entry.id not in seen:
                seen.add(entry.id)
                yield entry

    def _recent(self) -> list[_Line]:
        journal = [_Line(raw, True) for raw in _last_lines(self._journal)]
        return [*(_Line(raw, False) for raw in _last_lines(self._path)), *journal]

    def _journal_lines(self) -> list[_Line]:
        try:
            lines = self._journal.read_bytes().split(b"\n")[:-1]
        except FileNotFoundError:
            return []
        return [_Line(line, True) for line in lines]

    def _lines(self) -> Iterator[_Line]:
        try:
            with self._path.open("rb") as file:
                for line in file:
                    if line.endswith(b"\n"):  # else it is just being written, or torn
                        yield _Line(line[:-1], False)
        except FileNotFoundError:
            return


def _entry(line: _Line) -> Entry | None:
    """The step that a line tells of; None if it cannot be read."""
    if not is_whole(line.raw):
        return None
    try:
        record: dict[str, Any] | None = unframe(line.raw)
        return msgspec.convert(past(record or {}) if line.in_journal else record, Entry)
    except (ValueError, KeyError, TypeError, AttributeError, msgspec.ValidationError):
        return None


def _last_lines(path: Path) -> list[bytes]:
    """The whole lines of the last ``RECENT_BYTES`` of a file; none if there is no file."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - RECENT_BYTES))
            lines = file.read().split(b"\n")
    except FileNotFoundError:
        return []
    return lines[1 if size > RECENT_BYTES else 0 : -1]


def _former(past: Past) -> str | None:
    """The text that a change moved a mention or fact away from; None if it did not."""
    return past.was.get("article") if past.was is not None and past.now is not None else None


def touches(past: Past, record_id: str, field: str | None) -> bool:
    """Whether a change is of this field of this record (None: of any), or adds or removes it."""
    if past.id != record_id:
        return False
    return field is None or past.was is None or past.now is None or field in past.was
