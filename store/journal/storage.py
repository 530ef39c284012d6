"""The storage: tables in memory, each change in the journal before it is in the tables."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from tinydb.storages import Storage

from newsview.store.journal.changes import Rows, State, TableChange, Tables
from newsview.store.journal.codec import clone, decode, encode
from newsview.store.journal.collector import collector_paused
from newsview.store.journal.disk import Disk
from newsview.store.journal.errors import StoreError, WriteRefused
from newsview.store.journal.lines import frame, unframe
from newsview.store.journal.log import Log, free_name
from newsview.store.journal.main_file import Identity, MainFile
from newsview.store.journal.opening import Opened, open_as_owner, open_beside_owner
from newsview.store.journal.owner import OwnerLock
from newsview.store.messages import (
    STORE_CANNOT_OPEN,
    STORE_CHECKPOINT_FAILED,
    STORE_CLOSED,
    STORE_EDITED_MEANWHILE,
    STORE_NOT_SAVED,
    STORE_READ_ONLY,
    STORE_UNCERTAIN,
)

CHECKPOINT_BYTES = 8 << 20
"""From which size on the journal is folded into the main file, if that is not larger itself."""


_REFUSALS = (OSError, TypeError, ValueError)
"""What writing the main file raises: the disk's errors, and those of JSON."""


class JournalStorage(Storage):
    """A TinyDB storage whose changes are durable when the call returns.

    One process owns the file from opening to closing it; ``read_only`` opens it beside an owner,
    writes nothing at all and shows the file as it was at that moment.

    ``warnings`` says in one line each what was odd: a torn journal, a file edited meanwhile.
    ``version`` counts the changes, so that what was derived from the tables can tell if it is old.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        create_dirs: bool = False,
        read_only: bool = False,
        checkpoint_bytes: int = CHECKPOINT_BYTES,
        disk: Disk | None = None,
    ) -> None:
        """Open the file at ``path``, which need not exist; it is made by the first change.

        Raises CorruptStore, StoreInUse, or StoreError where the disk refuses.
        """
        super().__init__()
        # A link stays a link: it is the file that it leads to that gets replaced.
        self.path = Path(os.path.realpath(path))
        self.read_only = read_only
        self.version = 0
        self._checkpoint_bytes = checkpoint_bytes
        self._checkpoint_from = 0
        self._threads = RLock()
        self._closed = False
        self._disk = disk or Disk()
        self._main = MainFile(self.path, self._disk)
        self._log = Log(self.path.with_name(self.path.name + "-journal"), self._disk)
        self._owner: OwnerLock | None = None
        try:
            if create_dirs:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            with collector_paused():
                opened = open_beside_owner(self._main, self._log) if read_only else self._settle()
        except OSError as error:
            self._release()
            raise StoreError(
                STORE_CANNOT_OPEN.format(path=self.path, reason=_reason(error))
            ) from error
        except BaseException:
            self._release()
            raise
        self._state = opened.state
        self._lags = opened.lags
        self.warnings = opened.warnings

    def _settle(self) -> Opened:
        self._owner = OwnerLock(self.path)
        return open_as_owner(self._main, self._log, self._disk)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """One operation at a time: wrap what reads and then writes.

        The file has one owner, so this only orders its threads. Ownership by operation instead
        of by process would take the file's lock here and read what others have appended.
        """
        with self._threads:
            yield

    # Reading

    def rows(self, table: str) -> Rows:
        """The live documents of a table by id: to be read, never to be changed or kept."""
        return self._state.rows(table)

    def has_table(self, table: str) -> bool:
        """Whether the table exists, be it empty."""
        return table in self._state.tables

    def has_documents(self) -> bool:
        """Whether any table holds any document."""
        return any(self._state.tables.values())

    def highest_id(self, table: str) -> int:
        """The highest whole-number document id in the table; 0 if none."""
        return self._state.highest_id(table)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """A copy of all tables, for TinyDB's stock table; None if there are none."""
        return clone(self._state.tables) or None

    def show(self, tables: Tables) -> None:
        """Let these stand for the tables that were read; nothing is written. Read-only."""
        if not self.read_only:
            raise ValueError("what can be written is not only shown")
        self._state = State(tables)
        self.version += 1

    # Writing

    def commit(self, changes: Sequence[TableChange]) -> None:
        """Make the changes, all or none, durable when this returns.

        Memory gets what was written, decoded again, so that it always equals what a reopening
        would find, and shares nothing with the caller. Raises WriteRefused if the disk refuses:
        then nothing has changed. Raises TypeError or ValueError for what JSON cannot hold.
        """
        if not changes:
            return
        with self.lock():
            self._check_writable()
            line = frame({"redo": [change.record() for change in changes]})
            records = unframe(line[:-1])["redo"]
            try:
                self._ready_journal()
                self._log.append(line)
            except _REFUSALS as error:
                raise self._refusal(STORE_NOT_SAVED, error) from error
            self._state.apply(records)
            self.version += 1
            self._lags = True
            self._checkpoint_if_large()

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace all tables: TinyDB's way, as long as the file is large. Raises as ``commit``."""
        with self.lock():
            self._check_writable()
            tables: Tables = decode(encode(data))
            try:
                self._replace_main(tables)
            except _REFUSALS as error:
                raise self._refusal(STORE_NOT_SAVED, error) from error
            self._state = State(tables)
            self.version += 1

    def checkpoint(self) -> None:
        """Fold the journal into the main file, as long as the file is large. Raises WriteRefused.

        If it fails, nothing is lost: the journal goes on.
        """
        with self.lock():
            self._check_writable()
            if not self._lags:
                return
            try:
                self._replace_main(self._state.tables)
            except _REFUSALS as error:
                raise self._refusal(STORE_CHECKPOINT_FAILED, error) from error

    def close(self) -> None:
        """Fold the journal into the main file, delete it, and give the file free.

        Raises WriteRefused if the main file cannot be written: the journal then stays and the
        next opening reads it. Closing again does nothing.
        """
        with self.lock():
            if self._closed:
                return
            self._closed = True
            try:
                if self.read_only or self._log.broken:
                    return
                if self._lags:
                    self._replace_main(self._state.tables, begin_anew=False)
                if self._log.is_open:
                    self._log.remove()
            except _REFUSALS as error:
                raise self._refusal(STORE_CHECKPOINT_FAILED, error) from error
            finally:
                self._release()

    def _check_writable(self) -> None:
        if self._closed:
            raise WriteRefused(STORE_CLOSED.format(path=self.path))
        if self.read_only:
            raise WriteRefused(STORE_READ_ONLY.format(path=self.path))
        if self._log.broken:
            raise WriteRefused(STORE_UNCERTAIN.format(path=self.path))

    def _refusal(self, template: str, error: Exception) -> WriteRefused:
        if self._log.broken:
            template = STORE_UNCERTAIN
        return WriteRefused(template.format(path=self.path, reason=_reason(error)))

    def _ready_journal(self) -> None:
        """See to it that there is a journal, and that it is the one that an opening would find."""
        if not self._log.is_open:
            self._log.restart(self._main.identity, self._main.status())
        elif not self._log.in_place():
            self._replace_main(self._state.tables)
            if not self._log.in_place():
                raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))

    def _replace_main(self, tables: Tables, *, begin_anew: bool = True) -> None:
        """Replace the main file by ``tables``; see ``recovery`` for why in this order.

        Raises what ``_REFUSALS`` names; the files then mean the same as before.
        """
        self._keep_outside_edit()
        identity = self._main.prepare(tables)
        try:
            if self._log.is_open:
                self._log.append(frame({"ckpt": identity}))
            self._main.publish(identity)
        except BaseException:
            self._main.discard()
            raise
        self._lags = False
        if begin_anew and self._log.is_open:
            self._begin_journal_anew(identity)

    def _begin_journal_anew(self, identity: Identity) -> None:
        """Drop the lines that the main file now holds. If that fails, they only take up room."""
        try:
            if not self._log.in_place() and self._log.path.exists():
                self._log.set_aside("conflict")
            self._log.restart(identity, self._main.status())
        except OSError as error:
            self.warnings.append(str(self._refusal(STORE_CHECKPOINT_FAILED, error)))

    def _keep_outside_edit(self) -> None:
        """If another program has written the main file since it was read, keep its content."""
        if not self._main.changed_outside():
            return
        status = self._main.status()
        if status is None:
            return
        aside = free_name(self.path, "conflict")
        with self._disk.create(aside, status) as file:
            self._disk.write(file, self.path.read_bytes(), 0)
            self._disk.sync(file)
        self.warnings.append(STORE_EDITED_MEANWHILE.format(path=self.path, aside=aside))

    def _checkpoint_if_large(self) -> None:
        limit = max(self._checkpoint_bytes, self._main.identity.size)
        if self._log.end <= max(limit, self._checkpoint_from):
            return
        try:
            self._replace_main(self._state.tables)
        except _REFUSALS as error:
            # The change itself is safe in the journal.
            self.warnings.append(str(self._refusal(STORE_CHECKPOINT_FAILED, error)))
        # A journal that could not be shortened is tried again once it has grown as much again.
        self._checkpoint_from = self._log.end + limit if self._log.end > limit else 0

    def _release(self) -> None:
        self._log.close()
        if self._owner is not None:
            self._owner.release()


def _reason(error: Exception) -> str:
    """The operating system's words, without numbers and file names, where there are any."""
    return str(getattr(error, "strerror", None) or error)
