"""The lock by which one newsview owns the file for as long as it has it open.

The lock is the kernel's (``flock``) and dies with its process; the lock file only says who it is.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
from io import FileIO
from pathlib import Path

from newsview.store.journal.errors import StoreInUse
from newsview.store.messages import STORE_IN_USE, STORE_IN_USE_BY
from newsview.store.model import now

_FLAGS = os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
_OWNER = re.compile(rb"(\d{1,10}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\n")


class OwnerLock:
    """Exclusive ownership of ``path``, held until released."""

    def __init__(self, path: Path) -> None:
        """Take the lock. Raises StoreInUse if another has it, OSError if it cannot be made."""
        self._path = path.with_name(path.name + "-lock")
        self._file = self._take(path)
        self._sign()

    def _take(self, path: Path) -> FileIO:
        while True:
            file = _open(self._path)
            try:
                fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                with file:
                    raise StoreInUse(_who(path, file)) from None
            except BaseException:
                file.close()
                raise
            # Its last owner may have deleted the file between the two calls: then the lock is on
            # a file that nobody else will find, and the next one must be taken.
            if self._is_mine(file):
                return file
            file.close()

    def _is_mine(self, file: FileIO) -> bool:
        try:
            return os.path.samestat(self._path.stat(), os.fstat(file.fileno()))
        except FileNotFoundError:
            return False

    def _sign(self) -> None:
        """Say who owns it; a disk too full for that does not matter."""
        with contextlib.suppress(OSError):
            os.ftruncate(self._file.fileno(), 0)
            os.pwrite(self._file.fileno(), f"{os.getpid()} {now()}\n".encode(), 0)

    def release(self) -> None:
        """Give the file free and delete the lock file, if that may be."""
        if self._file.closed:
            return
        if self._is_mine(self._file):
            with contextlib.suppress(OSError):
                self._path.unlink()
        self._file.close()


def _open(path: Path) -> FileIO:
    """The lock file, made if need be; another user's can be locked though not written."""
    try:
        return FileIO(os.open(path, os.O_RDWR | _FLAGS, 0o666), "r+")
    except PermissionError:
        return FileIO(os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW), "r")


def _who(path: Path, file: FileIO) -> str:
    """The line that says who has the file open, as far as the lock file tells."""
    match = _OWNER.fullmatch(os.pread(file.fileno(), 64, 0))
    if match is None:
        return STORE_IN_USE.format(path=path)
    pid, since = (part.decode() for part in match.groups())
    return STORE_IN_USE_BY.format(path=path, pid=pid, since=since)
