"""Being told to stop in the middle of long work: finish what is at hand, keep what is done."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

T = TypeVar("T")


class Stop:
    """Whether someone asked to stop."""

    def __init__(self, on_request: Callable[[], None] | None = None) -> None:
        """``on_request`` is called at the first signal, by its handler."""
        self.requested = False
        self.at_once = False
        """Whether that was said twice: what is in hand is not to be finished either."""
        self._on_request = on_request
        self._in_hand = False

    def request(self, signum: int, frame: FrameType | None) -> None:
        """A signal came: the first asks, the second breaks off the work in hand.

        Where none is in hand, what is done is being written and the end is near: only a third
        signal interrupts that, for a reader of the output who has stopped reading. One hang-up
        sends several signals, by the kernel and by the shell, so that it only ever counts once.
        """
        if self.requested and signum == signal.SIGHUP:
            return
        if self.requested and (self._in_hand or self.at_once):
            raise KeyboardInterrupt
        self.at_once = self.requested
        self.requested = True
        if not self.at_once and self._on_request is not None:
            self._on_request()

    def unless_at_once(self, work: Callable[[], T]) -> T | None:
        """What some work in hand gives; None where a second signal broke it off."""
        try:
            try:
                self._in_hand = True
                if self.at_once:
                    return None
                return work()
            finally:
                self._in_hand = False
        except KeyboardInterrupt:
            if not self.requested:
                raise
            self.at_once = True
            return None


@contextmanager
def stoppable(on_request: Callable[[], None]) -> Iterator[Stop]:
    """Within the block ctrl+c, SIGTERM and SIGHUP only set ``requested``, the first time.

    ``on_request`` is called then. A signal that is ignored (nohup) stays ignored.
    """
    stop = Stop(on_request)
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {one: signal.getsignal(one) for one in STOPPING}
    for one, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(one, stop.request)
    try:
        yield stop
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
