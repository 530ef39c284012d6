"""Whether others have a file open, asked so that they do not notice."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import suppress
from pathlib import Path

_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW
_PATIENCE = 2.0
"""Seconds that are waited for the end of somebody's operation, which takes milliseconds."""

_PAUSE = 0.005


def is_open(path: Path) -> bool:
    """Whether a newsview has the file open, or mends it, by the locks that it holds for as long.

    Who comes or goes tries the lock on ``-open``, too, and would take one that is held here for
    another newsview's. They do so under the operation lock, so that is held meanwhile. Neither
    file is made where it is not there.
    """
    lock = _opened(path.with_name(path.name + "-lock"))
    try:
        if lock is not None and not _shared(lock):
            return True
        return _is_held(path.with_name(path.name + "-open"))
    finally:
        if lock is not None:
            os.close(lock)


def _opened(path: Path) -> int | None:
    with suppress(OSError):  # none there, or none that may be looked at
        return os.open(path, _FLAGS)
    return None


def _shared(lock: int) -> bool:
    ends = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > ends:
                return False
            time.sleep(_PAUSE)
        else:
            return True


def _is_held(path: Path) -> bool:
    file = _opened(path)
    if file is None:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(file)
    return False
