"""What stands beside an annotations file and is no part of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from newsview.store import messages_doctor as words
from newsview.store.doctor.reading import Files
from newsview.store.doctor.report import Finding
from newsview.store.doctor.set_aside import journals_aside


def leftovers(files: Files) -> Iterator[Finding]:
    """The files that interrupted writes and conflicts left, one finding each. Raises OSError."""
    for path in temporary(files):
        line = words.LEFT_TEMPORARY.format(name=path.name)
        yield Finding("told", "temporary", 1, line, mendable=True)
    for aside in journals_aside(files):
        n = len(aside.missing)
        if n:
            line = words.DECISIONS_ASIDE.format(name=aside.path.name, n=n)
            yield Finding("wrong", "decisions aside", n, line, mendable=True)
            continue
        line = words.LEFT_CONFLICT.format(name=aside.path.name, n=aside.changes)
        yield Finding("told", "conflict kept", 1, line)
    for path in _beside(files.path, ".conflict-"):
        if not path.name.startswith(files.journal_path.name):
            yield Finding("told", "edit kept", 1, words.LEFT_EDIT.format(name=path.name))
    for path in _beside(files.path, ".torn-"):
        line = words.LEFT_TORN.format(name=path.name, size=path.stat().st_size)
        yield Finding("told", "torn kept", 1, line)


def temporary(files: Files) -> list[Path]:
    """Files that were being written and are no longer."""
    if files.open_elsewhere:
        return []
    bases = (files.path, files.journal_path, files.history_path)
    return [path for base in bases if (path := base.with_name(base.name + ".tmp")).is_file()]


def _beside(path: Path, word: str) -> list[Path]:
    names = [path.name + suffix + word for suffix in ("", "-journal", "-history")]
    return sorted(
        one for one in path.parent.iterdir() if one.name.startswith(tuple(names)) and one.is_file()
    )
