"""What the commands tell people: always on stderr, one line each, nothing in it to be obeyed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from newsview.store.names import visible


def say(line: str) -> None:
    """One line on stderr, with every character of it spelled out that a terminal would obey."""
    click.echo(f"newsview: {visible(line)}", err=True)


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on stderr where that is a terminal; call what it gives once for each step."""
    if total == 0 or not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=total, file=sys.stderr) as bar:
        yield lambda: bar.update(1)
