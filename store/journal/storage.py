"""The storage: tables in memory, each change in the journal before it is in the tables."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from tinydb.storages import Storage

from newsview.store.journal.beside import CheckpointThread
from newsview.store.journal.changes import Move, Rows, State, TableChange, Tables
from newsview.store.journal.checkpoint import Checkpoints
from newsview.store.journal.codec import clone, decode, encode
from newsview.store.journal.collector import collector_paused
from newsview.store.journal.disk import Disk
from newsview.store.journal.due import CHECKPOINT_BYTES, Due
from newsview.store.journal.errors import StoreError, WriteRefused
from newsview.store.journal.following import follow, read_anew, something_new
from newsview.store.journal.lines import frame, unframe
from newsview.store.journal.locks import Attachment, Guard, OperationLock
from newsview.store.journal.log import Log
from newsview.store.journal.main_file import MainFile
from newsview.store.journal.network import check_local
from newsview.store.journal.opening import join, open_to_read
from newsview.store.journal.outside import Outside, Refusal
from newsview.store.messages import (
    STORE_CANNOT_OPEN,
    STORE_CHECKPOINT_FAILED,
    STORE_CLOSED,
    STORE_NOT_SAVED,
    STORE_READ_ONLY,
    STORE_UNCERTAIN,
)

_REFUSALS = (OSError, TypeError, ValueError)
"""What writing the main file raises: the disk's errors, and those of JSON."""

Listener = Callable[[list[Move] | None, bool], None]
"""Told, under the lock, which documents moved (None: all may have) and whether others did it."""


class JournalStorage(Storage):
    """A TinyDB storage whose changes are durable when the call returns.

    Any number of processes on one host may have the file open. Each operation takes the file's
    lock, first takes in what others did, then makes its change. ``read_only`` opens it beside them
    and writes nothing at all. With ``beside`` the journal is folded into the main file by a thread,
    else by the change that makes it too long.

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
        beside: bool = False,
        disk: Disk | None = None,
        refusal: Refusal | None = None,
    ) -> None:
        """Open the file at ``path``, which need not exist; it is made by the first change.

        ``refusal`` says which main files must be left as they are. Raises CorruptStore, or
        StoreError for one of those, and where the disk refuses or lies in the network.
        """
        super().__init__()
        # A link stays a link: it is the file that it leads to that gets replaced.
        self.path = Path(os.path.realpath(path))
        self.read_only = read_only
        self.version = 0
        self.listener: Listener | None = None
        self._shown: Callable[[Tables], Tables] | None = None
        self.warnings: list[str] = []
        self._due = Due(checkpoint_bytes)
        self._threads = RLock()
        self.tables = RLock()
        """Held while the tables change; whoever reads more than one thing of them holds it, too.

        A checkpoint's thread takes in what others did, and never keeps it for longer than that.
        """
        self._depth = 0
        self._guard = Guard(self._begin, self._end)
        self._closed = False
        self._in_place = False
        """Whether the open journal was seen to be the right one since the lock was taken."""
        self._disk = disk or Disk()
        self._main = MainFile(self.path, self._disk)
        self._log = Log(self.path.with_name(self.path.name + "-journal"), self._disk)
        self._outside = Outside(self._main, refusal, self.warnings)
        self._checkpoints = Checkpoints(
            self._main, self._log, self._disk, self._outside, self.warnings
        )
        self._thread = CheckpointThread(self._checkpoint_beside) if beside else None
        self._lock = OperationLock(self.path)
        self.attachment = Attachment(self.path)
        try:
            if not read_only:
                check_local(self.path)
            if create_dirs:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            with collector_paused():
                opened = (
                    open_to_read(self._main, self._log)
                    if read_only
                    else join(
                        self._main, self._log, self._disk, self._lock, self.attachment, refusal
                    )
                )
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
        self.warnings += opened.warnings
        if not read_only:
            with self.lock():
                pass  # takes in what others did while the files were read

    # Locking and following

    def lock(self) -> AbstractContextManager[None]:
        """One operation at a time, over threads and processes: wrap what reads and then writes.

        What others did is taken in first. Raises StoreError if it cannot be.
        """
        return self._guard

    @contextmanager
    def lock_if_free(self) -> Iterator[bool]:
        """The same without waiting: whether the lock was had, else nothing is locked."""
        if not self._threads.acquire(blocking=False):
            yield False
            return
        try:
            idle = self._depth or self.read_only or self._closed
            free = bool(idle) or self._enter(wait=False)
        except BaseException:
            self._threads.release()
            raise
        if not free:
            self._threads.release()
            yield False
            return
        self._depth += 1
        try:
            yield True
        finally:
            self._end()

    def _begin(self) -> None:
        self._threads.acquire()
        try:
            if self._depth == 0 and not self.read_only and not self._closed:
                self._enter(wait=True)
            self._depth += 1
        except BaseException:
            self._threads.release()
            raise

    def _end(self) -> None:
        self._depth -= 1
        if self._depth == 0:
            self._lock.release()
        self._threads.release()

    def refresh(self) -> bool:
        """Take in what others did, if they did anything; never waits for them.

        What another program made of the main file goes to the ``warnings``. Three calls to the
        system where nothing is new. False while others are at work. Raises StoreError.
        """
        if self._closed or self._depth or not self._threads.acquire(blocking=False):
            return False
        try:
            if self._depth:
                return True
            if self.read_only:
                if something_new(self._log):
                    self._follow()
                return True
            if not something_new(self._log) and not self._outside.looks_new():
                return True
            if not self._enter(wait=False):
                return False
            try:
                self._outside.look()
            finally:
                self._lock.release()
            return True
        except OSError as error:
            raise self._refusal(STORE_CANNOT_OPEN, error) from error
        finally:
            self._threads.release()

    def _enter(self, *, wait: bool) -> bool:
        try:
            if not self._lock.take(wait=wait):
                return False
            self._in_place = not something_new(self._log) and self._log.is_open
            if not self._in_place:
                self._follow()
        except OSError as error:
            self._lock.release()
            raise self._refusal(STORE_NOT_SAVED, error) from error
        except BaseException:
            self._lock.release()
            raise
        return True

    def reread(self) -> None:
        """Under the lock, before a change: the files, one of which may be another by now."""
        self._state = read_anew(self._state, self._main, self._log, to_write=True).state

    def _follow(self) -> None:
        with self.tables:
            self._take_in()

    def _take_in(self) -> None:
        if self._shown is None:
            followed = follow(self._state, self._main, self._log, to_write=not self.read_only)
        else:  # changes to what is kept are none to what is shown
            followed = read_anew(self._state, self._main, self._log, to_write=False)
        self.warnings += followed.warnings
        if followed.moves == []:
            return
        self._state = followed.state
        if self._shown is not None:
            self._state = State(self._shown(followed.state.tables))
        self._lags = True
        self.version += 1
        if self.listener is not None:
            self.listener(followed.moves, True)

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
        self.refresh()
        return clone(self._state.tables) or None

    def show(self, made_of: Callable[[Tables], Tables]) -> None:
        """Show what this makes of the tables, also of those that others write. Read-only.

        It may change what it is given; what it raises goes on to the caller.
        """
        if not self.read_only:
            raise ValueError("what can be written is not only shown")
        self._state = State(made_of(clone(self._state.tables)))
        self._shown = made_of
        self.version += 1

    # Writing

    def commit(
        self,
        changes: Sequence[TableChange],
        step: Mapping[str, Any] | None = None,
        *,
        owned: bool = False,
    ) -> None:
        """Make the changes, all or none, durable when this returns.

        ``step`` is kept with them: who did it, when, and what was there before. Memory gets what
        was written, decoded again, so that it always equals what a reopening would find, and
        shares nothing with the caller; but ``owned`` documents are taken over: they are as JSON
        has them (no tuples, no keys but texts, no NaN) and the caller keeps none. Raises
        WriteRefused if the disk refuses: then nothing has changed. Raises TypeError or ValueError
        for what JSON cannot hold.
        """
        if not changes:
            return
        with self.lock():
            self._check_writable()
            content: dict[str, Any] = {"redo": [change.record() for change in changes]}
            if step is not None:
                content["step"] = step
            line = frame(content, is_plain=owned)
            records = content["redo"] if owned else unframe(line[:-1])["redo"]
            try:
                if not self._in_place:
                    self._ready_journal()
                self._log.append(line)
            except _REFUSALS as error:
                raise self._refusal(STORE_NOT_SAVED, error) from error
            with self.tables:
                moves = self._state.apply(records)
                self.version += 1
                self._lags = True
                if self.listener is not None:
                    self.listener(moves, False)
            self._checkpoint_if_large()

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace all tables: TinyDB's way, as long as the file is large. Raises as ``commit``."""
        with self.lock():
            self._check_writable()
            tables: Tables = decode(encode(data))
            try:
                self._replace_main(tables, other=True, by_force=True)
            except _REFUSALS as error:
                raise self._refusal(STORE_NOT_SAVED, error) from error
            self._state = State(tables)
            self.version += 1
            if self.listener is not None:
                self.listener(None, False)

    def checkpoint(self, *, by_force: bool = False) -> None:
        """Fold the journal into the main file, as long as the file is large. Raises WriteRefused.

        Not while another process is at it, unless ``by_force``. If it fails, nothing is lost: the
        journal goes on.
        """
        with self.lock():
            self._check_writable()
            if not self._lags:
                return
            try:
                self._replace_main(self._state.tables, by_force=by_force)
            except _REFUSALS as error:
                raise self._refusal(STORE_CHECKPOINT_FAILED, error) from error

    def close(self) -> None:
        """Leave the file; the last one out folds the journal into the main file and deletes it.

        Raises WriteRefused if the main file cannot be written: the journal then stays and the
        next opening reads it. Closing again does nothing.
        """
        if self._thread is not None:
            self._thread.stop()
        try:
            with self.lock():
                if not self._closed and not self.read_only:
                    self._closed = True
                    self._leave()
        finally:
            self._closed = True
            self._release()

    def abandon(self) -> None:
        """Leave a file that is not to be worked on as it is, journal and all."""
        if self._thread is not None:
            self._thread.stop()
        try:
            with self.lock():
                self._closed = True
                if not self.read_only and self.attachment.alone():
                    self._remove_locks()
        finally:
            self._closed = True
            self._release()

    def _remove_locks(self) -> None:
        self.attachment.remove()
        self._lock.remove()

    def _leave(self) -> None:
        if self._log.broken or not self.attachment.alone():
            return
        try:
            if self._lags:
                self._replace_main(self._state.tables, begin_anew=False, by_force=True)
            if self._log.is_open and not self._lags:
                self._log.remove()
        except _REFUSALS as error:
            raise self._refusal(STORE_CHECKPOINT_FAILED, error) from error
        finally:
            self._remove_locks()

    def _check_writable(self) -> None:
        if self._closed:
            raise WriteRefused(STORE_CLOSED.format(path=self.path))
        if self.read_only:
            raise WriteRefused(STORE_READ_ONLY.format(path=self.path))
        if self._log.broken:
            raise WriteRefused(STORE_UNCERTAIN.format(path=self.path))
        if self._outside.refused is not None:
            raise WriteRefused(self._outside.refused)

    def _refusal(self, template: str, error: Exception) -> WriteRefused:
        if self._log.broken:
            template = STORE_UNCERTAIN
        return WriteRefused(template.format(path=self.path, reason=_reason(error)))

    def _ready_journal(self) -> None:
        """See to it that there is a journal, and that it is the one that an opening would find."""
        if self._log.in_place():
            return
        if not self._log.is_open and not self._log.path.exists():
            self._log.restart(self._main.identity, self._main.status())
            return
        self._replace_main(self._state.tables, by_force=True)
        if not self._log.is_open:
            self._log.restart(self._main.identity, self._main.status())
        if not self._log.in_place():
            raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))

    def _replace_main(
        self,
        tables: Tables,
        *,
        begin_anew: bool = True,
        other: bool = False,
        by_force: bool = False,
    ) -> None:
        """Replace the main file by ``tables`` at once, the lock being held.

        Raises what ``_REFUSALS`` names; the files then mean the same as before.
        """
        draft = self._checkpoints.begin(tables, other=other, by_force=by_force)
        if draft is None:
            return  # another process is at it
        self._checkpoints.fill(draft)
        if self._checkpoints.publish(draft, begin_anew=begin_anew):
            self._lags = False

    def _checkpoint_if_large(self) -> None:
        main_size = self._main.identity.size
        if not self._due.at(self._log.end, main_size):
            return
        if self._thread is not None:
            self._thread.start()
            return
        try:
            self._replace_main(self._state.tables)
        except _REFUSALS as error:
            # The change itself is safe in the journal.
            self.warnings.append(str(self._refusal(STORE_CHECKPOINT_FAILED, error)))
        except WriteRefused as error:
            self.warnings.append(str(error))
        self._due.tried(self._log.end, main_size)

    def _checkpoint_beside(self, pause: Callable[[], None]) -> None:
        """The same as ``_replace_main`` in a thread, which others need not wait for."""
        try:
            with self.lock():
                draft = self._checkpoints.begin(self._state.tables)
                main_size = self._main.identity.size
            if draft is None:
                return
            self._checkpoints.fill(draft, pause)
            with self.lock():
                kept_out = self._log.end > draft.upto
                if self._checkpoints.publish(draft):
                    self._lags = kept_out
                self._due.tried(self._log.end, main_size)
        except StoreError as error:
            self.warnings.append(str(error))
            self._due.tried(self._log.end)
        except _REFUSALS as error:
            self.warnings.append(str(self._refusal(STORE_CHECKPOINT_FAILED, error)))
            self._due.tried(self._log.end)

    def _release(self) -> None:
        self._log.close()
        self._main.close()
        self.attachment.close()
        self._lock.close()


def _reason(error: Exception) -> str:
    """The operating system's words, without numbers and file names, where there are any."""
    return str(getattr(error, "strerror", None) or error)
