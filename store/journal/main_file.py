"""The main file: always one complete TinyDB JSON, only ever replaced as a whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from newsview.store.journal.changes import Tables
from newsview.store.journal.codec import decode, encode
from newsview.store.journal.disk import Disk
from newsview.store.journal.errors import CorruptStore
from newsview.store.messages import STORE_NOT_JSON, STORE_NOT_TABLES

_PIECE = 1 << 20
"""How many bytes are gathered before they are written."""


class Identity(NamedTuple):
    """What tells one content of the main file from another."""

    size: int
    crc: int

    @classmethod
    def of(cls, raw: bytes) -> Identity:
        """The identity of a content; that of a missing file is the empty content's."""
        return cls(len(raw), crc32(raw))


EMPTY = Identity.of(b"")


class _Seen(NamedTuple):
    """Which file on the disk was last read or written."""

    inode: int
    size: int
    mtime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> _Seen:
        return cls(status.st_ino, status.st_size, status.st_mtime_ns)


class MainFile:
    """The main file on the disk, and which content of it is known here."""

    def __init__(self, path: Path, disk: Disk) -> None:
        self.path = path
        self.temporary = path.with_name(path.name + ".tmp")
        self.identity = EMPTY
        self._disk = disk
        self._seen: _Seen | None = None

    def read(self) -> bytes:
        """The content, empty if there is no file; it becomes the known one. Raises OSError."""
        try:
            with self.path.open("rb") as file:
                self._seen = _Seen.of(os.fstat(file.fileno()))
                raw = file.read()
        except FileNotFoundError:
            self._seen = None
            raw = b""
        self.identity = Identity.of(raw)
        return raw

    def status(self) -> os.stat_result | None:
        """What the operating system says of the file; None if there is none."""
        try:
            return self.path.stat()
        except FileNotFoundError:
            return None

    def changed_outside(self) -> bool:
        """Whether the file now holds another content than the known one. Raises OSError."""
        status = self.status()
        if status is None:
            return self._seen is not None
        if self._seen is not None and _Seen.of(status) == self._seen:
            return False
        return Identity.of(self.path.read_bytes()) != self.identity

    def prepare(self, tables: Tables) -> Identity:
        """Write ``tables`` to the temporary file, synced, and say what their identity will be.

        Raises OSError, or ValueError and TypeError for what JSON cannot hold; nothing is left then.
        """
        self._disk.remove(self.temporary)
        file = self._disk.create(self.temporary, self.status())
        size = crc = 0
        try:
            with file:
                for piece in _pieces(tables):
                    self._disk.write(file, piece, size)
                    size += len(piece)
                    crc = crc32(piece, crc)
                self._disk.sync(file)
        except BaseException:
            self.discard()
            raise
        return Identity(size, crc)

    def discard(self) -> None:
        """Remove the temporary file."""
        self._disk.remove(self.temporary)

    def publish(self, identity: Identity) -> None:
        """Put what was prepared in place of the main file, for good. Raises OSError."""
        self._disk.replace(self.temporary, self.path)
        self.identity = identity
        self._seen = _Seen.of(self.path.stat())
        self._disk.sync_folder(self.path.parent)


def parse(raw: bytes, path: Path) -> Tables:
    """The tables of a main file's content. Raises CorruptStore if it holds something else."""
    if not raw:
        return {}
    try:
        tables = decode(raw)
    except (ValueError, RecursionError) as error:
        raise CorruptStore(STORE_NOT_JSON.format(path=path, reason=error)) from error
    if not _are_tables(tables):
        raise CorruptStore(STORE_NOT_TABLES.format(path=path))
    return tables  # type: ignore[no-any-return]


def _are_tables(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(rows, dict) and all(isinstance(row, dict) for row in rows.values())
        for rows in value.values()
    )


def _pieces(tables: Tables) -> Iterator[bytes]:
    """The JSON of the tables, one document a line, in pieces of about a megabyte."""
    gathered = bytearray()
    for text in _texts(tables):
        gathered += text
        if len(gathered) >= _PIECE:
            yield bytes(gathered)
            gathered.clear()
    yield bytes(gathered)


def _texts(tables: Tables) -> Iterator[bytes]:
    yield b"{"
    for place, (name, rows) in enumerate(tables.items()):
        yield (b",\n" if place else b"\n") + encode(name) + b":{"
        for line, (document_id, row) in enumerate(rows.items()):
            yield (b",\n" if line else b"\n") + encode(document_id) + b":" + encode(row)
        yield b"}"
    yield b"}\n"
