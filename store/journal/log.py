"""The journal file: appended to, cut back after a failed write, begun anew at a checkpoint."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from io import FileIO
from itertools import count
from pathlib import Path

from newsview.store.journal.disk import Disk
from newsview.store.journal.lines import frame, is_whole
from newsview.store.journal.main_file import Identity
from newsview.store.model import new_id

_OPEN = os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW
_OPEN_TO_READ = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW

_ROOM = 1 << 16
"""Bytes of zeros that are put ahead of the lines when they reach the end of the file.

A line that overwrites zeros changes nothing but its own bytes, while one that lengthens the file
makes the file system write its own records, too, which the slowest steps wait for.
"""

_LOOK_BYTES = 1 << 12
"""How much is read at a time of what others wrote."""

_HEAD_BYTES = 512
"""More than the first line of a journal takes."""


class Log:
    """A journal on the disk. ``end`` is where the next line goes; all methods raise OSError."""

    def __init__(self, path: Path, disk: Disk) -> None:
        self.path = path
        self.temporary = path.with_name(path.name + ".tmp")
        self.end = 0
        self.broken = False
        """Whether what is on the disk became uncertain, so that nothing more may be written."""
        self.next: str | None = None
        """What the open journal calls the one that is to follow it; None if it does not say."""
        self._disk = disk
        self._name = str(path)
        self._inode: tuple[int, int] | None = None
        self._room = 0
        self._file: FileIO | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is a journal to append to."""
        return self._file is not None

    def has_more(self) -> bool:
        """Whether something stands where the next line goes, or what was known is gone."""
        if self.end == 0:
            return os.fstat(self._number).st_size > 0
        there = os.pread(self._number, 2, self.end - 1)
        return len(there) != 1 and there[1:] != b"\0"

    def was_cut(self) -> bool:
        """Whether the open journal is shorter now than what is known of it."""
        return os.fstat(self._number).st_size < self.end

    def tail(self) -> bytes:
        """What others wrote where the next line goes."""
        gathered = bytearray()
        while piece := os.pread(self._number, _LOOK_BYTES, self.end + len(gathered)):
            gathered += piece
            if piece.endswith(b"\0"):
                break
        return bytes(gathered.rstrip(b"\0"))

    def content(self) -> bytes:
        """All of the open journal but for the zeros at its end."""
        return self.stretch(0, os.fstat(self._number).st_size).rstrip(b"\0")

    @property
    def inode(self) -> int | None:
        """Which file the open journal is; None without one."""
        return os.fstat(self._number).st_ino if self._file is not None else None

    def open(self, *, to_write: bool) -> bool:
        """Open the journal that is there in place of any other; False if there is none."""
        flags = _OPEN if to_write else _OPEN_TO_READ
        try:
            file = FileIO(os.open(self.path, flags), "r+" if to_write else "r")
        except FileNotFoundError:
            return False
        self.close()
        self._file = file
        self.end = 0
        self.next = None
        self._room = 0
        return True

    def stretch(self, start: int, end: int) -> bytes:
        """The bytes of the open journal from ``start`` to ``end``."""
        gathered = bytearray()
        while start + len(gathered) < end:
            at = start + len(gathered)
            piece = os.pread(self._number, end - at, at)
            if not piece:
                break
            gathered += piece
        return bytes(gathered)

    def copy(self) -> FileIO | None:
        """The open journal once more, which stays open when this one goes on to the next."""
        return FileIO(os.dup(self._number), "r") if self._file is not None else None

    def first_line(self) -> bytes:
        """The line at the top with its newline; empty if it is not whole."""
        head = os.pread(self._number, _HEAD_BYTES, 0)
        line = head[: head.find(b"\n") + 1]
        return line if line and is_whole(line[:-1]) else b""

    @property
    def _number(self) -> int:
        if self._file is None:
            raise ValueError("no journal is open")
        return self._file.fileno()

    def cut_at(self, end: int) -> None:
        """Go on at byte ``end``, where the whole records end."""
        if self._file is None:
            raise ValueError("no journal is open")
        self._disk.cut(self._file, end)
        self.end = end
        self._room = 0

    def restart(
        self,
        base: Identity,
        like: os.stat_result | None,
        carried: bytes = b"",
        name: str | None = None,
    ) -> None:
        """Begin a journal of changes to the main file ``base``, in place of any other.

        ``carried`` are lines of the one before that the main file does not hold yet; ``name`` is
        what the one before called this one, so that others who read to its end know it again.
        """
        first: dict[str, object] = {"base": base, "id": name or new_id()}
        if carried:
            first["carried"] = len(carried)
        content = frame(first) + carried
        self._disk.remove(self.temporary)
        file = self._disk.create(self.temporary, like)
        try:
            self._disk.write(file, content, 0)
            self._disk.sync(file)
            self._disk.replace(self.temporary, self.path)
        except BaseException:
            file.close()
            self._disk.remove(self.temporary)
            raise
        self.close()
        self._file = file
        self.end = len(content)
        self.next = None
        self._room = 0
        try:
            self._disk.sync_folder(self.path.parent)
        except OSError:
            self.broken = True
            raise

    def in_place(self) -> bool:
        """Whether the open journal is still the one that its name leads to."""
        if self._file is None:
            return False
        if self._inode is None:
            status = os.fstat(self._number)
            self._inode = status.st_dev, status.st_ino
        try:
            there = os.stat(self._name)  # noqa: PTH116, asked at every step
        except FileNotFoundError:
            return False
        return (there.st_dev, there.st_ino) == self._inode

    def append(self, line: bytes) -> None:
        """Put a line at the end, synced. If it fails, the journal is cut back to before it."""
        if self._file is None:
            raise ValueError("no journal is open")
        try:
            self._make_room(self._file, len(line))
            self._disk.write(self._file, line, self.end)
        except BaseException:
            self._cut_back(self._file)
            raise
        try:
            self._disk.sync(self._file)
        except BaseException as error:
            # After a failed sync the kernel may hold pages as clean that never reached the disk,
            # so that no later sync could be believed.
            self.broken = self.broken or isinstance(error, OSError)
            self._cut_back(self._file)
            raise
        self.end += len(line)

    def _make_room(self, file: FileIO, length: int) -> None:
        """See to it that a line overwrites zeros; where there is no room for them it need not."""
        if self.end + length <= self._room:
            return
        self._room = os.fstat(file.fileno()).st_size  # others may have made room
        if self.end + length <= self._room:
            return
        try:
            self._disk.write(file, bytes(length + _ROOM), self.end)
        except OSError:
            self._disk.cut(file, self.end)
            self._room = 0
        else:
            self._room = self.end + length + _ROOM

    def _cut_back(self, file: FileIO) -> None:
        self._room = 0
        try:
            self._disk.cut(file, self.end)
        except OSError:
            self.broken = True

    def keep_aside(self, tail: bytes, word: str) -> Path:
        """Keep bytes that are to be cut off in a file of their own beside the journal."""
        path = self._free_name(word)
        with self._disk.create(path, self.path.stat()) as file:
            self._disk.write(file, tail, 0)
            self._disk.sync(file)
        self._disk.sync_folder(path.parent)
        return path

    def set_aside(self, word: str) -> Path:
        """Give the journal on the disk another name, so that it is kept but no longer read."""
        path = self._free_name(word)
        self._disk.replace(self.path, path)
        self._disk.sync_folder(path.parent)
        return path

    def _free_name(self, word: str) -> Path:
        return free_name(self.path, word)

    def remove(self) -> None:
        """Close the journal and delete it."""
        self.close()
        self._disk.remove(self.path)

    def close(self) -> None:
        """Close the journal, which stays on the disk."""
        self._inode = None
        if self._file is not None:
            self._file.close()
            self._file = None


def free_name(path: Path, word: str) -> Path:
    """A name beside ``path`` that nothing has: ``<name>.<word>-<UTC time>``, or a number more."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    for number in count(1):
        suffix = f"-{number}" if number > 1 else ""
        candidate = path.with_name(f"{path.name}.{word}-{stamp}{suffix}")
        if not candidate.exists() and not candidate.is_symlink():
            return candidate
    raise AssertionError("count() does not end")
