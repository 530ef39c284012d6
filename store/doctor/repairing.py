"""Mending an annotations file, after a copy of everything was made."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import Any

from newsview.store import messages
from newsview.store import messages_doctor as words
from newsview.store.doctor.articles import make_records
from newsview.store.doctor.examining import report_on, schema_of, writable
from newsview.store.doctor.leftovers import temporary
from newsview.store.doctor.mending import add_lost, mend
from newsview.store.doctor.reading import Files, read_files
from newsview.store.doctor.report import Texts
from newsview.store.doctor.salvage import UNREADABLE
from newsview.store.doctor.set_aside import (
    journals_aside,
    not_taken_in,
    take_in,
    with_steps,
)
from newsview.store.history import History
from newsview.store.journal import Disk, StoreError, StoreInUse
from newsview.store.journal.archive import Archive, past
from newsview.store.journal.lines import Line, frame, is_whole
from newsview.store.journal.locks import Attachment, OperationLock
from newsview.store.journal.log import free_name
from newsview.store.journal.main_file import MainFile
from newsview.store.journal.network import check_local
from newsview.store.migrations import newest


def repair(path: Path, disk: Disk | None = None, corpus: Texts | None = None) -> list[str]:
    """Mend what can be mended, and say what was done, one line each; empty if nothing was.

    Nothing that can be read is lost: first every file is copied beside itself, what cannot be
    read is kept in a file of its own, and records that fit no schema go to a table of their own.
    With a ``corpus`` an article that lost its record gets the name of its file again.
    A crash at any point leaves the files as they were, or mended. Raises StoreInUse when another
    newsview has the file open, StoreError for what is no annotations file or of a newer
    newsview, OSError.
    """
    path = Path(os.path.realpath(path))
    disk = disk or Disk()
    check_local(path)
    if not writable(path):
        raise StoreError(words.DOCTOR_PROTECTED.format(path=path))
    with _alone(path):
        files = read_files(path, alone=True)
        _refuse(files)
        kinds = {one.kind for one in report_on(files).findings if one.mendable}
        if not kinds:
            return []
        work = _Repair(files, disk, corpus)
        return work.clear() if kinds == {"temporary"} else work.run()


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep others out for as long as it takes. Raises StoreInUse when there are some."""
    lock, attachment = OperationLock(path), Attachment(path)
    lock.take()
    alone = False
    try:
        alone = attachment.join()
        if not alone:
            raise StoreInUse(words.DOCTOR_IN_USE.format(path=path))
        yield
    finally:
        if alone:
            attachment.remove()
            lock.remove()
        attachment.close()
        lock.close()


def _refuse(files: Files) -> None:
    """Raise StoreError for what a repair must not touch."""
    found, known = schema_of(files), newest()
    if files.main_state == "foreign":
        line = words.DOCTOR_NOT_TO_MEND.format(path=files.path, reason=files.reason)
        raise StoreError(line)
    if found is not None and found > known:
        raise StoreError(messages.STORE_NEWER.format(path=files.path, found=found, known=known))
    if files.unknown:
        line = messages.STORE_UNKNOWN_RECORD.format(
            journal=files.journal_path, byte=files.unknown_at
        )
        raise StoreError(line)


def _tells(line: Line) -> bool:
    """Whether a journal line tells of a step as the history keeps it."""
    try:
        step = past(line.record)
    except (KeyError, TypeError, AttributeError, ValueError):
        return False
    return step is not None and "id" in step


class _Repair:
    def __init__(self, files: Files, disk: Disk, corpus: Texts | None) -> None:
        self._files = files
        self._corpus = corpus
        self._disk = disk
        self._done: list[str] = []
        self._brought: list[dict[str, Any]] = []
        """Steps of journals that were set aside, which the history is to tell of."""

    def run(self) -> list[str]:
        files = self._files
        self._copy_all()
        self.clear()
        self._keep_aside(files.path, files.lost)
        if files.lines is not None:
            tail = [files.lines.tail] if files.lines.tail else []
            self._keep_aside(files.journal_path, files.lines.bad + tail)
        self._mend_history()
        self._mend_tables()
        self._write()
        self._tell_brought()
        return self._done

    def clear(self) -> list[str]:
        """Remove what interrupted writes left, of which nothing needs to be kept."""
        for path in temporary(self._files):
            self._disk.remove(path)
            self._say(words.CLEARED, name=path.name)
        return self._done

    def _copy_all(self) -> None:
        files = self._files
        for path, content in (
            (files.path, files.main),
            (files.journal_path, files.journal),
            (files.history_path, files.history),
        ):
            if content:
                self._say(words.COPIED, copy=self._new_file(path, "copy", content))

    def _new_file(self, path: Path, word: str, content: bytes) -> Path:
        name = free_name(path, word)
        try:
            with self._disk.create(name, path.stat()) as file:
                self._disk.write(file, content, 0)
                self._disk.sync(file)
            self._disk.sync_folder(name.parent)
        except BaseException:
            with suppress(OSError):  # half a copy would be taken for a whole one
                self._disk.remove(name)
            raise
        return name

    def _keep_aside(self, path: Path, pieces: list[bytes]) -> None:
        if pieces:
            aside = self._new_file(path, "torn", b"\n".join(pieces))
            self._say(words.KEPT_ASIDE, aside=aside)

    def _mend_history(self) -> None:
        """Leave the whole lines, then add those that only the journal has yet."""
        files = self._files
        if files.history_bad:
            self._keep_aside(files.history_path, files.history_bad)
            self._write_history(files.history_good)
        if files.lines is not None and files.belongs:
            steps = b"".join(frame(line.record) for line in files.lines.lines if _tells(line))
            with FileIO(os.memfd_create("journal"), "r+") as journal:
                journal.write(steps)
                Archive(files.path, self._disk).keep(journal, len(steps), None)

    def _write_history(self, lines: list[bytes]) -> None:
        path = self._files.history_path
        temporary_name = path.with_name(path.name + ".tmp")
        like = path if path.exists() else self._files.path
        self._disk.remove(temporary_name)
        with self._disk.create(temporary_name, like.stat()) as file:
            self._disk.write(file, b"".join(line + b"\n" for line in lines), 0)
            self._disk.sync(file)
        self._disk.replace(temporary_name, path)
        self._disk.sync_folder(path.parent)

    def _tell_brought(self) -> None:
        """Tell of the steps that were brought in, once the main file has them.

        By that they are known again, so they would be lost if it were told before.
        """
        if self._brought:
            told = self._files.history_path
            raw = told.read_bytes() if told.exists() else b""
            lines = [line for line in raw.split(b"\n") if is_whole(line)]
            self._write_history(with_steps(lines, self._brought))

    def _bring_in(self) -> None:
        """Take in what stands in journals that belong to another main file."""
        files = self._files
        lines = [line for aside in journals_aside(files) for line in aside.missing]
        lines += not_taken_in(files)
        if lines:
            self._brought = take_in(files, lines)
            self._say(words.TAKEN_IN_AGAIN, n=len(lines))

    def _mend_tables(self) -> None:
        files = self._files
        if files.salvaged:
            self._say(words.SALVAGED, n=files.salvaged)
        for name, table in files.misnamed.items():
            self._say(words.TABLE_RENAMED, name=name, table=table)
        if files.replayed:
            self._say(words.REPLAYED, n=files.replayed)
        if files.lost_main:
            n = add_lost(files.tables, History(files.path).entries())
            if n:
                self._say(words.FROM_HISTORY, n=n)
        found = schema_of(files)
        if found is not None and found < newest():
            return  # the records are looked at when they have been brought up to date
        mended = mend(files.tables)
        moved = mended.moved + files.moved
        if moved:
            self._say(words.MOVED_AWAY, n=moved, table=UNREADABLE)
            n = add_lost(files.tables, History(files.path).entries(), damaged_only=True)
            if n:
                self._say(words.FROM_HISTORY, n=n)
        if mended.home:
            self._say(words.BROUGHT_HOME, n=mended.home)
        if mended.folded:
            self._say(words.FOLDED, n=mended.folded)
        if mended.renamed:
            self._say(words.RENAMED, n=mended.renamed)
        if files.renumbered:
            self._say(words.RENUMBERED, n=sum(files.renumbered.values()))
        if mended.schema_set:
            self._say(words.SCHEMA_SET, schema=newest())
        self._bring_in()
        made = make_records(files, self._corpus)
        if made:
            self._say(words.ARTICLE_MADE, n=made)

    def _write(self) -> None:
        """Replace the main file, then let the journal go, all of which it holds now.

        After a crash in between the journal does not belong to the main file, and is set aside.
        """
        files = self._files
        main = MainFile(files.path, self._disk)
        draft = main.reserve(by_force=True)
        assert draft is not None, "by force there always is one"
        try:
            identity = main.fill(draft, files.tables)
            if files.lines is not None and files.lines.changes and not files.belongs:
                aside = free_name(files.journal_path, "conflict")
                self._disk.replace(files.journal_path, aside)
                self._say(words.SET_ASIDE, aside=aside)
            main.publish(draft, identity)
        except BaseException:
            main.discard(draft)
            raise
        self._disk.remove(files.journal_path)
        self._disk.sync_folder(files.path.parent)
        self._say(words.WRITTEN)

    def _say(self, template: str, **more: object) -> None:
        self._done.append(template.format(**more))
