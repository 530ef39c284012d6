"""Who changed what from what to what and when: read from the history file and the journal.

Nothing of it is held in memory. Lines that tell of something else than what is asked for are
passed over before they are decoded.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from newsview.store.journal.archive import history_path, past
from newsview.store.journal.lines import is_whole, unframe
from newsview.store.steps import Table
from newsview.store.told import Deed

RECENT_BYTES = 4 << 20
"""How far back from its end the history file is read for what was done lately."""


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


class History:
    """The history of one annotations file."""

    def __init__(self, path: Path) -> None:
        main = Path(os.path.realpath(path))
        self._path = history_path(main)
        self._journal = main.with_name(main.name + "-journal")
        self.unreadable = 0
        """How many lines of the history file could not be read in the last reading."""

    def entries(self, about: str | None = None, *, recent: bool = False) -> Iterator[Entry]:
        """The steps in the order in which they were kept, the newest last.

        ``about`` is an article's SHA-256 or a record's id: only steps that name it. ``recent``
        leaves out what is further back than ``RECENT_BYTES``. Raises OSError.
        """
        self.unreadable = 0
        wanted = about.encode() if about is not None else b""
        seen: set[str] = set()
        # The journal is opened first: should it be folded in meanwhile, its steps are seen twice
        # rather than not at all, and each has an id.
        journal = self._journal_lines()
        for line in [*self._recent_lines()] if recent else self._lines():
            if wanted in line:
                yield from self._entry(line, seen, in_journal=False)
        for line in journal:
            if wanted in line and b'"step":' in line:
                yield from self._entry(line, seen, in_journal=True)

    def latest(self, about: str, count: int) -> list[Entry]:
        """The newest steps that name an article or a record, the newest last. Raises OSError."""
        return list(deque(self.entries(about), maxlen=count))

    def touched_since(self, step_id: str, by: str) -> set[tuple[str, str | None]]:
        """Which records and fields others than ``by`` changed since a step was last done or undone.

        The field is None where a record was added or removed. Empty where the step is further back
        than what is recent.
        """
        found: set[tuple[str, str | None]] = set()
        known = False
        try:
            entries = list(self.entries(recent=True))
        except OSError:
            return found
        for entry in entries:
            if step_id in (entry.id, entry.of):
                found, known = set(), True
            elif known and entry.by != by:
                for past in entry.changes:
                    whole = past.was is None or past.now is None
                    fields = [None] if whole else list(past.was or ())
                    found.update((past.id, field) for field in fields)
        return found

    def who_changed(
        self, record_id: str, field: str | None, *, but: str | None = None
    ) -> str | None:
        """Who lately changed a field of a record (None: any, or added or removed it).

        The step with the id ``but`` counts for nothing. None if the recent history does not tell.
        """
        who = None
        try:
            for entry in self.entries(record_id, recent=True):
                if entry.id != but and any(_touches(p, record_id, field) for p in entry.changes):
                    who = entry.by
        except OSError:
            return None
        return who

    def _entry(self, line: bytes, seen: set[str], *, in_journal: bool) -> Iterator[Entry]:
        try:
            if not is_whole(line):
                raise ValueError("checksum")
            record: dict[str, Any] | None = unframe(line)
            if in_journal:
                record = past(record or {})
            entry = msgspec.convert(record, Entry)
        except (ValueError, KeyError, TypeError, AttributeError, msgspec.ValidationError):
            self.unreadable += not in_journal
            return
        if entry.id not in seen:
            seen.add(entry.id)
            yield entry

    def _journal_lines(self) -> list[bytes]:
        try:
            return self._journal.read_bytes().split(b"\n")[:-1]
        except FileNotFoundError:
            return []

    def _lines(self) -> Iterator[bytes]:
        try:
            with self._path.open("rb") as file:
                for line in file:
                    if line.endswith(b"\n"):  # else it is just being written, or torn
                        yield line[:-1]
        except FileNotFoundError:
            return

    def _recent_lines(self) -> list[bytes]:
        try:
            with self._path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - RECENT_BYTES))
                lines = file.read().split(b"\n")
        except FileNotFoundError:
            return []
        return lines[1 if size > RECENT_BYTES else 0 : -1]


def _touches(past: Past, record_id: str, field: str | None) -> bool:
    if past.id != record_id:
        return False
    return field is None or past.was is None or past.now is None or field in past.was
