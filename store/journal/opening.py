"""Opening a store: applying the recovery rule and setting aside, never away, what does not fit."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from newsview.store.journal.changes import State
from newsview.store.journal.disk import Disk
from newsview.store.journal.errors import CorruptStore, StoreError, StoreInUse
from newsview.store.journal.locks import Attachment, OperationLock
from newsview.store.journal.log import Log
from newsview.store.journal.main_file import Identity, MainFile
from newsview.store.journal.outside import Refusal
from newsview.store.journal.recovery import Recovered, recover
from newsview.store.messages import (
    STORE_CONFLICT,
    STORE_EDITED_BESIDE,
    STORE_PROTECTED,
    STORE_READ_ONLY_CONFLICT,
    STORE_READ_ONLY_TORN,
    STORE_TORN,
)
from newsview.store.names import shortened


class Opened(NamedTuple):
    """What an opening found."""

    state: State
    lags: bool
    """Whether the journal holds changes that the main file does not."""
    warnings: list[str]


def join(
    main: MainFile,
    log: Log,
    disk: Disk,
    lock: OperationLock,
    attachment: Attachment,
    refusal: Refusal | None = None,
) -> Opened:
    """Come in and read the files to write them; without keeping others waiting, if there are any.

    What is refused is left as it was, without a file beside it. Raises StoreError, OSError.
    """
    if main.status() is not None and not os.access(main.path, os.W_OK):
        raise StoreError(STORE_PROTECTED.format(path=main.path))
    lock.take()
    try:
        if attachment.join():
            try:
                return _open_alone(main, log, disk, refusal)
            except BaseException:
                attachment.remove()
                lock.remove()
                raise
    finally:
        lock.release()
    opened = _open_beside(main, log) or _open_beside(main, log)
    if opened is not None:
        return opened
    lock.take()
    try:
        return _open_among(main, log)
    finally:
        lock.release()


def _open_alone(main: MainFile, log: Log, disk: Disk, refusal: Refusal | None) -> Opened:
    """Bring the files into a state from which changes can be appended. Raises StoreError, OSError.

    The operation lock is held and nobody else has the file open. A journal that is damaged before
    its end, or a main file that is not one or that is refused, is left as it is.
    """
    recovered = read_both(main, log, to_write=True)
    line = refusal(recovered.state.tables, False) if refusal is not None else None
    if line is not None:
        raise StoreError(line)
    main.clear_stale()
    disk.remove(log.temporary)
    return Opened(
        recovered.state,
        lags=recovered.applies and recovered.changes > 0,
        warnings=_settle_journal(recovered, main, log),
    )


def _open_beside(main: MainFile, log: Log) -> Opened | None:
    """Only read, without a lock, while others write; None if it did not fit at this moment.

    What is torn at the end may be a line that is just being written.
    """
    try:
        recovered = read_both(main, log, to_write=True)
    except CorruptStore:
        return None
    if not recovered.applies:
        return None
    log.end = recovered.end
    return Opened(recovered.state, recovered.changes > 0, [])


def _open_among(main: MainFile, log: Log) -> Opened:
    """The same with the operation lock held, so that what does not fit will not fit later.

    Raises StoreError, OSError.
    """
    recovered = read_both(main, log, to_write=True)
    if not recovered.applies:
        raise StoreInUse(STORE_EDITED_BESIDE.format(path=main.path))
    log.end = recovered.end
    return Opened(recovered.state, recovered.changes > 0, [])


def open_to_read(main: MainFile, log: Log) -> Opened:
    """Only read; both files again until they fit each other, since others may replace them."""
    previous: tuple[Identity, int] | None = None
    while True:
        recovered = read_both(main, log, to_write=False)
        log.end = recovered.end
        if recovered.applies:
            return Opened(recovered.state, False, _seen_torn(recovered, main.path))
        found = (main.identity, recovered.end)
        if found == previous:
            warning = STORE_READ_ONLY_CONFLICT.format(path=main.path, journal=log.path)
            return Opened(recovered.state, False, [warning])
        previous = found


def read_both(main: MainFile, log: Log, *, to_write: bool) -> Recovered:
    """Both files, the journal staying open. Raises CorruptStore, OSError."""
    content = main.read()
    journal = log.content() if log.open(to_write=to_write) else None
    if journal is None:
        log.close()
    return recover(main.path, content, log.path, journal)


def cut_torn(log: Log, tail: bytes, end: int) -> list[str]:
    """Cut an interrupted write off the journal, keep it aside, and say so."""
    warnings = []
    if tail:
        aside = log.keep_aside(tail, "torn")
        warnings.append(STORE_TORN.format(count=len(tail), aside=shortened(aside)))
    log.cut_at(end)
    return warnings


def _settle_journal(recovered: Recovered, main: MainFile, log: Log) -> list[str]:
    """Go on with the journal or set it aside; what was odd, one line each."""
    if not log.is_open:
        return []
    if recovered.applies:
        return cut_torn(log, recovered.tail, recovered.end)
    log.close()
    if recovered.changes:
        log.set_aside("conflict")
        return [STORE_CONFLICT.format(path=main.path, changes=recovered.changes)]
    if recovered.tail:
        aside = log.set_aside("torn")
        return [STORE_TORN.format(count=len(recovered.tail), aside=shortened(aside))]
    log.remove()
    return []


def _seen_torn(recovered: Recovered, path: Path) -> list[str]:
    if not recovered.tail:
        return []
    return [STORE_READ_ONLY_TORN.format(path=shortened(path), count=len(recovered.tail))]
