"""What the commands tell people: always on stderr, one line each, nothing in it to be obeyed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

import click

from newsview.store.names import visible

_CLEAR = "\r\x1b[K"


class _Bar(Protocol):
    """What is used of click's progress bar."""

    def update(self, n_steps: int) -> None: ...
    def format_progress_line(self) -> str: ...


class Progress:
    """A progress bar; call it once for each step. Without a bar it does nothing.

    The work goes on where the terminal is gone.
    """

    def __init__(self, bar: _Bar | None = None) -> None:
        self._bar = bar

    def __call__(self) -> None:
        """One step more."""
        if self._bar is not None:
            with suppress(OSError):
                self._bar.update(1)

    def above(self, lines: str) -> str:
        """What to write to put whole lines where the bar is, and the bar below them."""
        return lines if self._bar is None else f"{_CLEAR}{lines}{self._bar.format_progress_line()}"


_drawn = Progress()
"""The bar that stands on the terminal now."""


def say(line: str) -> None:
    """One line on stderr, with every character of it spelled out that a terminal would obey.

    It stands above the progress bar. Nobody hears it where the terminal is gone.
    """
    with suppress(OSError):
        click.echo(_drawn.above(_spelled(line)), nl=False, err=True)


def say_at_once(line: str) -> None:
    """The same from a handler of signals.

    Written past Python's own stream: the signal may have come in the middle of a write to that, and
    a second one inside it is an error.
    """
    written = _drawn.above(_spelled(line)).encode(errors="replace")
    with suppress(OSError, ValueError):
        os.write(sys.stderr.fileno(), written)


@contextmanager
def progress(total: int) -> Iterator[Progress]:
    """A progress bar on stderr where that is a terminal."""
    if total == 0 or not sys.stderr.isatty():
        yield Progress()
        return
    global _drawn
    bar = click.progressbar(length=total, file=sys.stderr)
    _drawn = Progress(bar)
    with suppress(OSError):
        bar.render_progress()
    try:
        yield _drawn
    finally:
        _drawn = Progress()
        with suppress(OSError):
            bar.render_finish()


def _spelled(line: str) -> str:
    return f"newsview: {visible(line)}\n"
