"""A thread that makes a checkpoint while the application goes on."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread

_BREATH = 0.0005
"""Seconds for which the thread lets go between two slices of its work."""


class Stopped(Exception):
    """The file is being closed, which folds the journal in itself."""


class CheckpointThread:
    """Runs one piece of work at a time; ``work`` gets what to call between its slices."""

    def __init__(self, work: Callable[[Callable[[], None]], None]) -> None:
        self._work = work
        self._stop = Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin, unless it is at it already or was stopped."""
        if self._stop.is_set() or (self._thread is not None and self._thread.is_alive()):
            return
        self._thread = Thread(target=self._run, name="newsview-checkpoint", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Give up what is under way, and wait until it has."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        with suppress(Stopped):
            self._work(self._pause)

    def _pause(self) -> None:
        if self._stop.is_set():
            raise Stopped
        time.sleep(_BREATH)
