"""Folding the journal into a new main file, in three parts.

Only the first and the last want the operation lock, and both are short: what takes as long as the
file is large happens in between, while everybody goes on appending to the journal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import FileIO

from newsview.store.journal.archive import Archive
from newsview.store.journal.changes import Tables
from newsview.store.journal.disk import Disk
from newsview.store.journal.lines import frame
from newsview.store.journal.log import Log, free_name
from newsview.store.journal.main_file import Identity, MainFile
from newsview.store.journal.outside import Outside
from newsview.store.messages import STORE_CHECKPOINT_FAILED, STORE_EDITED_MEANWHILE
from newsview.store.model import new_id


@dataclass
class Draft:
    """A new main file in the making."""

    file: FileIO
    tables: Tables
    journal: int | None
    """The journal that it began from, by inode."""
    source: FileIO | None
    """The same journal, open for as long as its steps are read."""
    upto: int
    """The byte of that journal up to which the tables hold everything."""
    other: bool = False
    """Whether the tables are other ones than what the journal leads to."""
    identity: Identity | None = None


class Checkpoints:
    """Makes checkpoints of one file. What was odd goes to ``warnings``."""

    def __init__(
        self, main: MainFile, log: Log, disk: Disk, outside: Outside, warnings: list[str]
    ) -> None:
        self._main = main
        self._log = log
        self._disk = disk
        self._archive = Archive(main.path, disk)
        self._outside = outside
        self._warnings = warnings

    def begin(self, tables: Tables, *, other: bool = False, by_force: bool = False) -> Draft | None:
        """Hold on to the tables as they are; None if another process is at it. Under the lock.

        ``other`` tables than the journal leads to are read anew by all who have the file open.
        The documents are not copied: a change replaces them, it never changes them in place.
        """
        file = self._main.reserve(by_force=by_force)
        if file is None:
            return None
        held = {name: dict(rows) for name, rows in tables.items()}
        log = self._log
        return Draft(file, held, log.inode, log.copy(), log.end if log.is_open else 0, other)

    def fill(self, draft: Draft, pause: Callable[[], None] | None = None) -> None:
        """Write what goes to the history, then the new main file. No lock is needed."""
        try:
            if draft.source is not None:
                with draft.source:
                    self._archive.keep(draft.source, draft.upto, pause)
            draft.identity = self._main.fill(draft.file, draft.tables, pause)
        except BaseException:
            self._main.discard(draft.file)
            raise

    def publish(self, draft: Draft, *, begin_anew: bool = True) -> bool:
        """Put it in place; False if others changed the files so that it is of no use.

        Under the lock, with what others did taken in. See ``recovery`` for why in this order.
        Raises OSError, or WriteRefused where the file that stands there must be left; the files
        then mean the same as before.
        """
        identity = draft.identity
        assert identity is not None, "fill first"
        if not self._main.is_in_place(draft.file) or self._log.inode != draft.journal:
            self._main.discard(draft.file)
            return False
        carried, following = b"", new_id()
        try:
            self._keep_outside_edit()
            if self._log.is_open:
                carried = self._log.stretch(draft.upto, self._log.end)
                line: dict[str, object] = {"ckpt": identity, "from": draft.upto}
                if not draft.other:
                    line["next"] = following
                self._log.append(frame(line))
            self._main.publish(draft.file, identity)
        except BaseException:
            self._main.discard(draft.file)
            raise
        if begin_anew and self._log.is_open:
            self._begin_journal_anew(identity, carried, following)
        return True

    def _begin_journal_anew(self, identity: Identity, carried: bytes, name: str) -> None:
        """Drop the lines that the main file now holds. If that fails, they only take up room."""
        try:
            if not self._log.in_place() and self._log.path.exists():
                self._log.set_aside("conflict")
            self._log.restart(identity, self._main.status(), carried, name)
        except OSError as error:
            reason = error.strerror or str(error)
            self._warnings.append(
                STORE_CHECKPOINT_FAILED.format(path=self._main.path, reason=reason)
            )

    def _keep_outside_edit(self) -> None:
        """If another program has written the main file since it was read, keep its content."""
        if not self._main.changed_outside():
            return
        status = self._main.status()
        if status is None:
            return
        path = self._main.path
        content = path.read_bytes()
        self._outside.check(content)
        aside = free_name(path, "conflict")
        with self._disk.create(aside, status) as file:
            self._disk.write(file, content, 0)
            self._disk.sync(file)
        self._warnings.append(STORE_EDITED_MEANWHILE.format(path=path, aside=aside))
