"""The two locks by which newsviews on one host share a file; both are the kernel's (``flock``).

``<file>-lock`` is held for the moment of one operation, by one process. ``<file>-open`` is held,
shared, by each process for as long as it has the file open, so that the last one out knows that it
is. Both die with their process; the files mean nothing by themselves and go with the last one out.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Callable
from io import FileIO
from pathlib import Path

from newsview.store.journal.errors import StoreInUse
from newsview.store.messages import STORE_BUSY

_FLAGS = os.O_CLOEXEC | os.O_NOFOLLOW
PATIENCE = 20.0
"""Seconds that one waits for another's operation, which takes milliseconds."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.0001, 0.005
_PRESENCE_BYTES = 1 << 16


class Guard:
    """A context manager of two calls, which may be entered again inside."""

    def __init__(self, begin: Callable[[], None], end: Callable[[], None]) -> None:
        self._begin = begin
        self._end = end

    def __enter__(self) -> None:
        self._begin()

    def __exit__(self, *_: object) -> None:
        self._end()


class OperationLock:
    """One operation at a time, over all processes."""

    def __init__(self, main: Path) -> None:
        self.path = main.with_name(main.name + "-lock")
        self._main = main
        self._name = str(self.path)
        self._inode: tuple[int, int] | None = None
        self._file: FileIO | None = None

    def take(self, *, wait: bool = True) -> bool:
        """Take the lock; False if another has it and ``wait`` is not set.

        Raises OSError, and StoreInUse if another has had it for ``PATIENCE`` seconds: a process
        that was stopped in the middle of an operation must not stop all others for good.
        """
        ends, pause = 0.0, _FIRST_PAUSE
        while True:
            if self._file is None:
                self._file = _open(self.path, self._main)
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if not wait:
                    return False
                ends = ends or time.monotonic() + PATIENCE
                if time.monotonic() > ends:
                    raise StoreInUse(STORE_BUSY.format(path=self._main)) from None
                time.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
                continue
            # The last one out may have deleted the file between the two calls: then the lock is
            # on a file that nobody else will find, and the next one must be taken.
            if self._in_place(self._file):
                return True
            self.close()

    def _in_place(self, file: FileIO) -> bool:
        if self._inode is None:
            status = os.fstat(file.fileno())
            self._inode = status.st_dev, status.st_ino
        try:
            there = os.stat(self._name)  # noqa: PTH116, asked at every step
        except FileNotFoundError:
            return False
        return (there.st_dev, there.st_ino) == self._inode

    def release(self) -> None:
        """Let the next one in."""
        if self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Close the lock file, giving the lock free."""
        self._inode = None
        if self._file is not None:
            self._file.close()
            self._file = None

    def remove(self) -> None:
        """Delete the lock file. Only for who holds the lock and is the last one out."""
        with contextlib.suppress(OSError):
            self.path.unlink()


class Attachment:
    """That this process has the file open. Every method but ``tell`` wants the operation lock."""

    def __init__(self, main: Path) -> None:
        self.path = main.with_name(main.name + "-open")
        self._main = main
        self._file: FileIO | None = None

    def join(self) -> bool:
        """Come in, and say whether nobody else is in. Raises OSError."""
        self._file = _open(self.path, self._main)
        alone = self.alone()
        if alone:
            with contextlib.suppress(OSError):  # what dead ones left
                os.ftruncate(self._file.fileno(), 0)
        fcntl.flock(self._file, fcntl.LOCK_SH)
        return alone

    def alone(self) -> bool:
        """Whether nobody else has the file open. Lets go of one's own place where it is not so."""
        if self._file is None:
            return False
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def read(self) -> bytes:
        """What those who have it open tell of themselves."""
        if self._file is None:  # one who only looks on
            try:
                return self.path.read_bytes()[:_PRESENCE_BYTES]
            except FileNotFoundError:
                return b""
        return os.pread(self._file.fileno(), _PRESENCE_BYTES, 0)

    def tell(self, content: bytes) -> None:
        """Replace what is told. Raises OSError, as where the file is another user's alone."""
        if self._file is None:
            return
        os.pwrite(self._file.fileno(), content, 0)
        os.ftruncate(self._file.fileno(), len(content))

    def close(self) -> None:
        """Go out."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def remove(self) -> None:
        """Delete the file. Only for the last one out."""
        with contextlib.suppress(OSError):
            self.path.unlink()


def _open(path: Path, main: Path) -> FileIO:
    """The lock file, made with the main file's permissions if need be.

    Another user's can be locked though not written.
    """
    while True:
        try:
            return FileIO(os.open(path, os.O_RDWR | _FLAGS), "r+")
        except PermissionError:
            return FileIO(os.open(path, os.O_RDONLY | _FLAGS), "r")
        except FileNotFoundError:
            with contextlib.suppress(FileExistsError):
                _create(path, main)


def _create(path: Path, main: Path) -> None:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _FLAGS, 0o666)
    try:
        with contextlib.suppress(OSError):
            like = main.stat()
            with contextlib.suppress(PermissionError):
                os.fchown(descriptor, -1, like.st_gid)
            os.fchmod(descriptor, like.st_mode & 0o666)
    finally:
        os.close(descriptor)
