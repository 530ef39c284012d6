"""The few file operations that the store's promises rest on.

They stand in one class so that tests can make each of them fail or kill the process around it.
"""

from __future__ import annotations

import contextlib
import os
from io import FileIO
from pathlib import Path

_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW


class Disk:
    """File operations as the operating system has them. All raise OSError."""

    def create(self, path: Path, like: os.stat_result | None) -> FileIO:
        """A new file with the mode and, where permitted, the owner of ``like``."""
        file = FileIO(os.open(path, _NEW, 0o666), "r+")
        if like is not None:
            try:
                mine = os.fstat(file.fileno())
                # One who may not give the file away may still leave it to its group.
                if mine.st_gid != like.st_gid:
                    with contextlib.suppress(PermissionError):
                        os.fchown(file.fileno(), -1, like.st_gid)
                if mine.st_uid != like.st_uid:
                    with contextlib.suppress(PermissionError):
                        os.fchown(file.fileno(), like.st_uid, -1)
                os.fchmod(file.fileno(), like.st_mode & 0o7777)
            except BaseException:
                file.close()
                path.unlink()
                raise
        return file

    def write(self, file: FileIO, data: bytes, offset: int) -> None:
        """Write all of ``data`` at ``offset``."""
        view = memoryview(data)
        while view:
            count = os.pwrite(file.fileno(), view, offset)
            view = view[count:]
            offset += count

    def cut(self, file: FileIO, size: int) -> None:
        """Shorten the file to ``size`` bytes."""
        os.ftruncate(file.fileno(), size)

    def sync(self, file: FileIO) -> None:
        """Wait until the file's content and size are on the disk."""
        os.fdatasync(file.fileno())

    def replace(self, source: Path, target: Path) -> None:
        """Give ``source`` the name ``target``, atomically, in place of what had it."""
        source.replace(target)

    def remove(self, path: Path) -> None:
        """Remove a file, which may be missing."""
        path.unlink(missing_ok=True)

    def sync_folder(self, folder: Path) -> None:
        """Wait until names in the folder are on the disk."""
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
