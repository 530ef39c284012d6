"""A program in a pseudo-terminal at the far end of a line: of no width at all, or a slow one.

A model of ``ssh`` over a thin line: bytes each way come one after the other at a rate and are under
way for a time; what the program writes is taken from it at once, as sshd's buffers do.
"""

from __future__ import annotations

import fcntl
import heapq
import itertools
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

QUESTION, ANSWER = b"\x1b[5n", b"\x1b[0n"


@dataclass(frozen=True)
class Line:
    """Bytes a second, and seconds one way."""

    rate: float = float("inf")
    delay: float = 0.0


DIRECT = Line()
THIN = Line(rate=8000, delay=0.075)
"""64 kbit/s with a round trip of 150 ms."""


class FarTerminal:
    """Keys go in here and output comes out here, at the user's end of the line."""

    def __init__(
        self,
        command: list[str],
        home: Path,
        *,
        line: Line = DIRECT,
        size: tuple[int, int] = (100, 40),
        environment: dict[str, str] | None = None,
        answers: bool = True,
    ) -> None:
        self.line = line
        self.output = bytearray()
        self.last = 0.0
        self._answers = answers
        self._looked = 0
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._number = itertools.count()
        self._free = {"in": 0.0, "out": 0.0}
        folders = ("STATE", "DATA", "CONFIG", "CACHE")
        settings = {
            **os.environ, "TERM": "xterm-256color", "COLORTERM": "",
            **{f"XDG_{name}_HOME": str(home / name.lower()) for name in folders},
            **(environment or {}),
        }  # fmt: skip
        settings.pop("NO_COLOR", None)
        self.began = time.perf_counter()
        self.pid, self.fd = pty.fork()
        columns, rows = size
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(command[0], command, settings)

    def _carry(self, way: str, count: int, arrive: Callable[[], None]) -> None:
        now = time.perf_counter()
        free = self._free[way] = max(self._free[way], now) + count / self.line.rate
        heapq.heappush(self._due, (free + self.line.delay, next(self._number), arrive))

    def _arrived(self, data: bytes) -> None:
        self.output += data
        self.last = time.perf_counter()
        asked = self.output.count(QUESTION, max(0, self._looked - len(QUESTION) + 1))
        self._looked = len(self.output)
        if self._answers and asked:
            self.type(ANSWER * asked)

    def type(self, keys: str | bytes) -> None:
        """Press keys at the user's end."""
        data = keys.encode() if isinstance(keys, str) else keys
        self._carry("in", len(data), lambda: os.write(self.fd, data) and None)

    def run(self, seconds: float) -> bool:
        """Let things arrive until something was shown, or for some seconds; whether it was."""
        end = time.perf_counter() + seconds
        while True:
            now = time.perf_counter()
            seen = len(self.output)
            while self._due and self._due[0][0] <= now:
                heapq.heappop(self._due)[2]()
            if len(self.output) > seen:
                return True
            if now >= end:
                return False
            next_due = self._due[0][0] if self._due else end
            if select.select([self.fd], [], [], max(0.0, min(next_due, end) - now))[0]:
                self._read()

    def _read(self) -> None:
        try:
            data = os.read(self.fd, 65536)
        except OSError as error:
            raise RuntimeError(f"it ended: {bytes(self.output[-300:])!r}") from error
        for start in range(0, len(data), 256):
            piece = data[start : start + 256]
            self._carry("out", len(piece), lambda piece=piece: self._arrived(piece))  # type: ignore[misc]

    def until(self, reached: Callable[[], bool], patience: float = 60) -> None:
        """Let things arrive until a state is reached. RuntimeError if it never is."""
        end = time.perf_counter() + patience
        while not reached():
            self.run(0.1)
            if time.perf_counter() > end:
                raise RuntimeError(f"never came: {bytes(self.output[-300:])!r}")

    def settle(self, quiet: float = 0.35) -> None:
        """Let things arrive until nothing does for a while, which is longer than a round trip."""
        while self.run(quiet + 2 * self.line.delay) or self._due:
            pass

    def press(self, keys: str) -> tuple[int, float]:
        """Bytes shown for a key, and seconds until the last of them."""
        before = len(self.output)
        began = time.perf_counter()
        self.type(keys)
        self.settle()
        return len(self.output) - before, self.last - began

    def hold(self, key: str, times: int = 30, rate: float = 30.0) -> tuple[int, float]:
        """Bytes for a key held down, and seconds from its last press until all is shown."""
        before = len(self.output)
        for _ in range(times):
            self.type(key)
            until = time.perf_counter() + 1 / rate
            while (left := until - time.perf_counter()) > 0:
                self.run(left)
        ended = time.perf_counter()
        self.settle(1.0)
        return len(self.output) - before, max(0.0, self.last - ended)

    def close(self) -> None:
        """End it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)
