"""The main file: always one complete TinyDB JSON, only ever replaced as a whole."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from io import FileIO
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from newsview.store.journal.changes import Tables
from newsview.store.journal.codec import decode, encode
from newsview.store.journal.disk import Disk
from newsview.store.journal.errors import CorruptStore
from newsview.store.messages import STORE_NOT_JSON, STORE_NOT_TABLES
from newsview.store.plain_words import why_not_json

_PIECE = 1 << 20
"""How many bytes are gathered before they are written."""

_SLICE = 200
"""How many documents are encoded before others may go on: about a millisecond's work."""


class Identity(NamedTuple):
    """What tells one content of the main file from another."""

    size: int
    crc: int

    @classmethod
    def of(cls, raw: bytes) -> Identity:
        """The identity of a content; that of a missing file is the empty content's."""
        return cls(len(raw), crc32(raw))


EMPTY = Identity.of(b"")


class Seen(NamedTuple):
    """Which file on the disk was last read or written."""

    inode: int
    size: int
    mtime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> Seen:
        return cls(status.st_ino, status.st_size, status.st_mtime_ns)


class MainFile:
    """The main file on the disk, and which content of it is known here."""

    def __init__(self, path: Path, disk: Disk) -> None:
        self.path = path
        self.temporary = path.with_name(path.name + ".tmp")
        self.identity = EMPTY
        self._disk = disk
        self.seen: Seen | None = None
        """Which file was last read or written here; None once another newsview has replaced it."""
        self._announced: Identity | None = None
        self._drafts: list[FileIO] = []

    def read(self) -> bytes:
        """The content, empty if there is no file; it becomes the known one. Raises OSError."""
        try:
            with self.path.open("rb") as file:
                self.seen = Seen.of(os.fstat(file.fileno()))
                raw = file.read()
        except FileNotFoundError:
            self.seen = None
            raw = b""
        self.identity = Identity.of(raw)
        return raw

    def status(self) -> os.stat_result | None:
        """What the operating system says of the file; None if there is none."""
        try:
            return self.path.stat()
        except FileNotFoundError:
            return None

    def may_be(self, identity: Identity) -> None:
        """Another newsview is about to put this content in place, or died in doing so."""
        self._announced = identity

    def is_known(self, identity: Identity) -> bool:
        """Whether this content is the known one or was announced by another newsview."""
        return identity in (self.identity, self._announced)

    def now_is(self, identity: Identity) -> None:
        """Another newsview has put this content in place."""
        self.identity = identity
        self._announced = None
        self.seen = None

    def changed_outside(self) -> bool:
        """Whether the file now holds a content that no newsview wrote. Raises OSError."""
        status = self.status()
        if status is None:
            return self.seen is not None
        seen = Seen.of(status)
        if self.seen == seen:
            return False
        identity = Identity.of(self.path.read_bytes())
        if not self.is_known(identity):
            return True
        self.now_is(identity)
        self.seen = seen
        return False

    # A new main file

    def reserve(self, *, by_force: bool = False) -> FileIO | None:
        """Begin a new main file beside this one; None if another process or thread is at one.

        ``by_force`` takes that one's place: it gives up when it finds so. The kernel's lock on the
        temporary file tells one that is being written from one that a dead process left.
        """
        if not by_force and self._in_the_making():
            return None
        self._disk.remove(self.temporary)
        draft = self._disk.create(self.temporary, self.status())
        fcntl.flock(draft, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self._drafts.append(draft)
        return draft

    def clear_stale(self) -> None:
        """Remove the temporary file that a dead process left."""
        if not self._in_the_making():
            self._disk.remove(self.temporary)

    def _in_the_making(self) -> bool:
        try:
            with self.temporary.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:  # none there, or none that can be looked at
            return False
        return False

    def fill(
        self, draft: FileIO, tables: Tables, pause: Callable[[], None] | None = None
    ) -> Identity:
        """Write ``tables`` to a draft, synced, and say what their identity will be.

        ``pause`` is called between pieces and may raise to end it. Raises OSError, or ValueError
        and TypeError for what JSON cannot hold.
        """
        size = crc = 0
        for piece in _pieces(tables, pause):
            self._disk.write(draft, piece, size)
            size += len(piece)
            crc = crc32(piece, crc)
        self._disk.sync(draft)
        return Identity(size, crc)

    def is_in_place(self, draft: FileIO) -> bool:
        """Whether a draft still stands under the temporary name."""
        if draft.closed:
            return False
        try:
            return os.path.samestat(self.temporary.stat(), os.fstat(draft.fileno()))
        except FileNotFoundError:
            return False

    def discard(self, draft: FileIO) -> None:
        """Remove a draft of one's own."""
        if self.is_in_place(draft):
            self._disk.remove(self.temporary)
        self._close(draft)

    def publish(self, draft: FileIO, identity: Identity) -> None:
        """Put a draft in place of the main file, for good. Raises OSError."""
        self._disk.replace(self.temporary, self.path)
        self._close(draft)
        self.now_is(identity)
        self.seen = Seen.of(self.path.stat())
        self._disk.sync_folder(self.path.parent)

    def _close(self, draft: FileIO) -> None:
        draft.close()
        if draft in self._drafts:
            self._drafts.remove(draft)

    def close(self) -> None:
        """Close drafts as the end of the process would."""
        while self._drafts:
            self._drafts.pop().close()


def parse(raw: bytes, path: Path) -> Tables:
    """The tables of a main file's content. Raises CorruptStore if it holds something else."""
    if not raw:
        return {}
    try:
        tables = decode(raw)
    except (ValueError, RecursionError) as error:
        raise CorruptStore(STORE_NOT_JSON.format(path=path, reason=why_not_json(error))) from error
    if not _are_tables(tables):
        raise CorruptStore(STORE_NOT_TABLES.format(path=path))
    return tables  # type: ignore[no-any-return]


def _are_tables(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(rows, dict) and all(isinstance(row, dict) for row in rows.values())
        for rows in value.values()
    )


def _pieces(tables: Tables, pause: Callable[[], None] | None) -> Iterator[bytes]:
    """The JSON of the tables, one document a line, in pieces of about a megabyte."""
    gathered = bytearray()
    for count, text in enumerate(_texts(tables)):
        gathered += text
        if pause is not None and count % _SLICE == 0:
            pause()
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
