"""The history file: what each step changed, kept when the journal that told it is folded in.

Its lines have the journal's form and hold a step without the documents: of each record the fields
that changed, before and after. They are written and synced before the main file that holds the
steps' outcome is put in place, so that a crash in between repeats lines and never loses one.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from io import FileIO
from pathlib import Path
from typing import Any

from newsview.store.journal.disk import Disk
from newsview.store.journal.lines import frame, is_whole, unframe

_PIECE = 1 << 20
_OPEN = os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW

Pause = Callable[[], None]


def history_path(main: Path) -> Path:
    """Where the history of a main file is."""
    return main.with_name(main.name + "-history")


class Archive:
    """The history file of a main file, as checkpoints write it. All raises are OSError's."""

    def __init__(self, main: Path, disk: Disk) -> None:
        self.path = history_path(main)
        self._main = main
        self._disk = disk

    def keep(self, journal: FileIO, upto: int, pause: Pause | None) -> None:
        """Append the steps of a journal up to that byte, but for those that are there already."""
        steps = list(_steps(journal, upto, pause))
        if not steps:
            return
        with self._open() as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            end, last = self._end(file)
            ids = [step["id"] for step in steps]
            if last in ids:
                steps = steps[ids.index(last) + 1 :]
            for piece in _pieces(steps, pause):
                self._disk.write(file, piece, end)
                end += len(piece)
            self._disk.sync(file)

    def _open(self) -> FileIO:
        try:
            return FileIO(os.open(self.path, _OPEN), "r+")
        except FileNotFoundError:
            like = self._main.stat() if self._main.exists() else None
            file = self._disk.create(self.path, like)
            self._disk.sync_folder(self.path.parent)
            return file

    def _end(self, file: FileIO) -> tuple[int, object]:
        """Where the next line goes, and the id of the last one; a torn one is cut off.

        What was torn is told again by the journal that it came from.
        """
        size = os.fstat(file.fileno()).st_size
        back = min(size, 1 << 16)
        while True:
            tail = os.pread(file.fileno(), back, size - back)
            stop = tail.rfind(b"\n") + 1
            start = tail.rfind(b"\n", 0, max(stop - 1, 0)) + 1
            if start or back == size:
                break
            back = min(size, back * 4)
        end = size - back + stop
        if end < size:
            self._disk.cut(file, end)
        line = tail[start : max(stop - 1, 0)]
        return end, unframe(line).get("id") if line and is_whole(line) else None


def past(record: dict[str, Any]) -> dict[str, Any] | None:
    """What a journal line tells of a step, without the documents; None if it tells of none."""
    step = record.get("step")
    if not isinstance(step, dict):
        return None
    put = {
        (change["table"], row["id"]): row
        for change in record["redo"]
        for row in change.get("put", {}).values()
        if "id" in row
    }
    changes = [
        [table, record_id, was, _now(was, put.get((table, record_id)))]
        for table, record_id, was in step["was"]
    ]
    return {**{key: value for key, value in step.items() if key != "was"}, "changes": changes}


def _now(was: dict[str, Any] | None, row: dict[str, Any] | None) -> dict[str, Any] | None:
    if row is None or was is None:
        return _plain(row)
    return {name: row.get(name) for name in was}


def _plain(fields: dict[str, Any] | None) -> dict[str, Any] | None:
    """A record without the fields that hold nothing, which are what a new one has anyway."""
    if fields is None or "id" not in fields:
        return fields
    return {name: value for name, value in fields.items() if value is not None}


def _steps(journal: FileIO, upto: int, pause: Pause | None) -> Iterator[dict[str, Any]]:
    for line in _lines(journal, upto):
        if b'"step":' in line and is_whole(line):
            step = past(unframe(line))
            if step is not None:
                yield step
        if pause is not None:
            pause()


def _lines(file: FileIO, upto: int) -> Iterator[bytes]:
    """The lines of a file up to a byte, without their newlines."""
    at, rest = 0, b""
    while at < upto:
        piece = os.pread(file.fileno(), min(_PIECE, upto - at), at)
        if not piece:
            return
        at += len(piece)
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines


def _pieces(steps: list[dict[str, Any]], pause: Pause | None) -> Iterator[bytes]:
    gathered = bytearray()
    for step in steps:
        gathered += frame(step)
        if pause is not None:
            pause()
        if len(gathered) >= _PIECE:
            yield bytes(gathered)
            gathered.clear()
    yield bytes(gathered)
