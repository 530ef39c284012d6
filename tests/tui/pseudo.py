"""A real pseudo-terminal with a newsview in it: keys in, bytes out, signals."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from .wire.emulator import Emulator, Picture

PATIENCE = 60.0
"""Seconds after which waiting for a state fails a test."""


def until(
    reached: Callable[[], bool], what: str = "the state", instead: Callable[[], str] = str
) -> None:
    """Look again and again until a state is reached that no output tells of.

    ``instead`` tells what is there if it never is.
    """
    end = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < end, f"never came: {what}\n{instead()}"
        os.sched_yield()


class PseudoTerminal:
    """Runs ``newsview ARGUMENTS`` in a terminal of a fixed size."""

    def __init__(
        self,
        *arguments: str,
        home: Path,
        size: tuple[int, int] = (100, 30),
        environment: dict[str, str] | None = None,
        program: Sequence[str] = ("-m", "newsview"),
        prepare: Callable[[], object] = lambda: None,
        command: Sequence[str] | None = None,
    ) -> None:
        """``program``: what Python runs; ``prepare`` is called in the child just before.

        ``command`` runs in place of all that.
        """
        columns, rows = size
        settings = {
            **{
                name: value for name, value in os.environ.items() if not name.startswith("TEXTUAL_")
            },
            "TERM": "xterm-256color",
            "XDG_STATE_HOME": str(home / "state"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CACHE_HOME": str(home / "cache"),
            **(environment or {}),
        }
        run = list(command or [sys.executable, *program, *arguments])
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            prepare()
            os.execvpe(run[0], run, settings)
        self.output = bytearray()
        self._emulator = Emulator(columns, rows)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._looked = 0
        self.code: int | None = None

    def read(self, wait: float = 0.05) -> bool:
        """Take what came, answering nothing; False at the end of the output."""
        ready, _, _ = select.select([self.fd], [], [], wait)
        if not ready:
            return True
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return False
        self.output += data
        return bool(data)

    @property
    def screen(self) -> str:
        """What it shows now, row by row; only what changed is written, so look here."""
        return "\n".join("".join(one.data for one in row) for row in self.picture)

    def _catch_up(self) -> None:
        self._emulator.feed(self._decoder.decode(bytes(self.output[self._looked :])))
        self._looked = len(self.output)

    def wait(self, reached: Callable[[], bool]) -> None:
        """Read until a state is reached."""
        end = time.monotonic() + PATIENCE
        while not reached():
            if not self.read() and not reached():
                raise AssertionError(f"ended before: {bytes(self.output[-2000:])!r}")
            if time.monotonic() > end:
                raise AssertionError(f"never came: {bytes(self.output[-2000:])!r}")

    def wait_for(self, text: str, since: int = 0) -> None:
        """Read until a text was written after the first ``since`` bytes."""
        self.wait(lambda: text.encode() in self.output[since:])

    def press(self, keys: str | bytes) -> int:
        """Send keys; returns how much was written before."""
        before = len(self.output)
        os.write(self.fd, keys.encode() if isinstance(keys, str) else keys)
        return before

    def kill(self, number: int) -> None:
        """Send a signal to the application."""
        os.kill(self.pid, number)

    def end(self) -> int:
        """Wait for it to end by itself; its exit code, negative for a signal."""
        if self.code is None:
            end = time.monotonic() + PATIENCE
            while time.monotonic() < end:
                self.read()
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid:
                    self.code = os.waitstatus_to_exitcode(status)
                    return self.code
            raise AssertionError("it did not end")
        return self.code

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, as the user of a window does."""
        self._emulator.resize(rows, columns)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    @property
    def picture(self) -> Picture:
        """What it shows now, cell by cell with its looks."""
        self._catch_up()
        return self._emulator.picture

    def hang_up(self) -> None:
        """Close the terminal, as a dropped connection does."""
        os.close(self.fd)
        self.fd = -1

    def close(self) -> None:
        """Make sure nothing is left running."""
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self.fd >= 0:
            os.close(self.fd)


Start = Callable[..., PseudoTerminal]
"""Starts newsview with these arguments on the tests' corpus."""
