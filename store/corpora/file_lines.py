"""The lines of a file with their places in it, whatever its encoding, one at a time.

A file is known by its size and its time of change: who reads a part of it later asks whether it
is still the same.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from newsview.store import messages
from newsview.store.decode import Mark, byte_order_mark
from newsview.store.messages import NewsviewError

LARGEST_ROW = 100_000_000
"""Bytes above which a row is no article."""

_CHUNK = 1 << 20
_LOOKED_AT = 1 << 16
"""Bytes by which the kind of line ends is told."""


class Stamp(NamedTuple):
    """What a changed file does not share with what it was."""

    size: int
    changed: int


Line = tuple[int, int, bytes]
"""A line: where it starts and how long it is with its end, in bytes; and the bytes.

There are none where it is longer than `LARGEST_ROW`.
"""


def open_regular(path: Path, name: str) -> BinaryIO:
    """A regular file, for reading; never waits for a pipe that took its place.

    Raises OSError, and NewsviewError when it is no regular file; ``name`` is what that calls it.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    file = os.fdopen(descriptor, "rb")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        file.close()
        raise NewsviewError(messages.NOT_A_FILE_OR_FOLDER.format(path=name))
    return file


def stamp_of(file: BinaryIO) -> Stamp:
    """The stamp of an open file."""
    status = os.fstat(file.fileno())
    return Stamp(status.st_size, status.st_mtime_ns)


def read_part(path: Path, name: str, stamp: Stamp, start: int, size: int) -> bytes:
    """Some bytes of a file. Raises NewsviewError when it changed or cannot be read."""
    try:
        with open_regular(path, name) as file:
            if stamp_of(file) != stamp:
                raise NewsviewError(messages.FILE_CHANGED.format(path=name))
            return os.pread(file.fileno(), size, start)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NewsviewError(messages.FILE_UNREADABLE.format(path=name, reason=reason)) from None


class FileLines:
    """The lines of an open file. Line ends are those of its encoding (UTF-16 has wide ones)."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.stamp = stamp_of(file)
        head = file.read(_LOOKED_AT)
        self.mark: Mark | None = byte_order_mark(head)
        self.begin = self.mark.size if self.mark is not None else 0
        codec = self.mark.codec if self.mark is not None else "utf-8"
        self._end = "\n".encode(codec)
        if self._end == b"\n" and b"\n" not in head and b"\r" in head[:-1]:
            self._end = b"\r"  # as old Macs wrote them

    def __call__(self, start: int | None = None) -> Iterator[Line]:
        """The lines from a place on, which is where a line begins; from the first by default."""
        start = self.begin if start is None else start
        self._file.seek(start)
        return self._narrow(start) if self._end == b"\n" else self._split(start)

    def _narrow(self, start: int) -> Iterator[Line]:
        read = self._file.readline
        while data := read(LARGEST_ROW + 1):
            size = len(data)
            if size > LARGEST_ROW:
                last, data = data, b""
                while last and not last.endswith(b"\n"):
                    last = read(_CHUNK)
                    size += len(last)
            yield (start, size, data)
            start += size

    def _split(self, start: int) -> Iterator[Line]:
        """By any line end; one that does not stand at a whole character is none."""
        end, width = self._end, len(self._end)
        held, skipped = b"", 0
        while chunk := self._file.read(_CHUNK):
            held += chunk
            begin = looked = 0
            while (at := held.find(end, looked)) >= 0:
                looked = at + 1
                if at % width:
                    continue
                looked = at + width
                data = held[begin:looked]
                size = skipped + len(data)
                yield (start, size, data if size <= LARGEST_ROW else b"")
                start, begin, skipped = start + size, looked, 0
            held = held[begin:]
            if len(held) > LARGEST_ROW:
                whole = len(held) // width * width
                skipped, held = skipped + whole, held[whole:]
        if held or skipped:
            size = skipped + len(held)
            yield (start, size, held if size <= LARGEST_ROW else b"")
