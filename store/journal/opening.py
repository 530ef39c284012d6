"""Opening a store: applying the recovery rule and setting aside, never away, what does not fit."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from newsview.store.journal.changes import State
from newsview.store.journal.disk import Disk
from newsview.store.journal.errors import StoreError
from newsview.store.journal.log import Log
from newsview.store.journal.main_file import Identity, MainFile
from newsview.store.journal.recovery import Recovered, recover
from newsview.store.messages import (
    STORE_CONFLICT,
    STORE_PROTECTED,
    STORE_READ_ONLY_CONFLICT,
    STORE_READ_ONLY_TORN,
    STORE_TORN,
)


class Opened(NamedTuple):
    """What an opening found."""

    state: State
    lags: bool
    """Whether the journal holds changes that the main file does not."""
    warnings: list[str]


def open_as_owner(main: MainFile, log: Log, disk: Disk) -> Opened:
    """Bring the files into a state from which changes can be appended. Raises StoreError, OSError.

    A journal that is damaged before its end, or a main file that is not one, is left as it is.
    """
    if main.status() is not None and not os.access(main.path, os.W_OK):
        raise StoreError(STORE_PROTECTED.format(path=main.path))
    recovered = _recover(main, log)
    main.discard()
    disk.remove(log.temporary)
    return Opened(
        recovered.state,
        lags=recovered.applies and recovered.changes > 0,
        warnings=_settle_journal(recovered, main, log),
    )


def open_beside_owner(main: MainFile, log: Log) -> Opened:
    """Only read; both files again until they fit each other, since an owner may replace them."""
    previous: tuple[Identity, int] | None = None
    while True:
        recovered = _recover(main, log)
        if recovered.applies:
            return Opened(recovered.state, False, _seen_torn(recovered, main.path))
        found = (main.identity, recovered.end)
        if found == previous:
            warning = STORE_READ_ONLY_CONFLICT.format(path=main.path, journal=log.path)
            return Opened(recovered.state, False, [warning])
        previous = found


def _recover(main: MainFile, log: Log) -> Recovered:
    return recover(main.path, main.read(), log.path, log.read())


def _settle_journal(recovered: Recovered, main: MainFile, log: Log) -> list[str]:
    """Go on with the journal or set it aside; what was odd, one line each."""
    if not log.path.exists():
        return []
    if recovered.applies:
        warnings = []
        if recovered.tail:
            aside = log.keep_aside(recovered.tail, "torn")
            warnings.append(_torn(recovered, main.path, aside))
        log.resume(recovered.end)
        return warnings
    if recovered.changes:
        aside = log.set_aside("conflict")
        return [
            STORE_CONFLICT.format(
                path=main.path, changes=recovered.changes, aside=aside, journal=log.path
            )
        ]
    if recovered.tail:
        return [_torn(recovered, main.path, log.set_aside("torn"))]
    log.remove()
    return []


def _seen_torn(recovered: Recovered, path: Path) -> list[str]:
    if not recovered.tail:
        return []
    return [STORE_READ_ONLY_TORN.format(path=path, count=len(recovered.tail))]


def _torn(recovered: Recovered, path: Path, aside: Path) -> str:
    return STORE_TORN.format(path=path, count=len(recovered.tail), aside=aside)
