"""A SQLite file in the user's cache: losing it costs time and nothing else.

So whatever goes wrong with it is passed over, and what it held is found out again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TypeVar

_WAIT = 2.0
"""Seconds to wait for another process that writes."""

_HELD = 256
"""Kilobytes of the file that are held in memory; the system holds it as well."""

T = TypeVar("T")


class CacheFile:
    """The file, opened when it is first asked. Several threads and processes may use it."""

    def __init__(self, path: Path, prepare: Callable[[sqlite3.Connection], None]) -> None:
        """``prepare`` makes the tables that are not there, each time the file is opened."""
        self.path = path
        self._prepare = prepare
        self._database: sqlite3.Connection | None = None
        self._broken = False
        self._lock = Lock()

    def run(self, what: Callable[[sqlite3.Connection], T]) -> T | None:
        """Do it, once more with a fresh file if this one is damaged; None if it cannot be done."""
        with self._lock:
            for again in (True, False):
                if self._broken:
                    return None
                try:
                    return what(self._open())
                except sqlite3.OperationalError:
                    return None  # locked for long, full, read-only: this one thing is not done
                except sqlite3.DatabaseError:
                    self._close()
                    with suppress(OSError):
                        self.path.unlink(missing_ok=True)
                    self._broken = not again
                except OSError:
                    self._broken = True
        return None

    def close(self) -> None:
        """Let the file go; a later question opens it again."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    def _open(self) -> sqlite3.Connection:
        if self._database is None:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            database = sqlite3.connect(
                self.path, timeout=_WAIT, isolation_level=None, check_same_thread=False
            )
            try:
                database.execute("PRAGMA synchronous = OFF")  # a lost cache is no loss
                database.execute(f"PRAGMA cache_size = {-_HELD}")
                self._prepare(database)
            except BaseException:
                database.close()
                raise
            self._database = database
        return self._database
