"""The one rule by which a main file and a journal make the tables again.

Find the last ``base`` or ``ckpt`` line of the journal that names the main file's identity, and
apply every ``redo`` line after it. This holds after a crash at any point:

- before a checkpoint's rename the main file is the old one, named by ``base`` at the top;
- after the rename it is the new one, named by the ``ckpt`` line written just before;
- after the journal was begun anew it is named by the new ``base``.

If no line names it, the main file was changed by another program, and the journal does not apply.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from newsview.store.journal.changes import State
from newsview.store.journal.errors import CorruptStore
from newsview.store.journal.lines import DamagedLine, Line, Scan, scan
from newsview.store.journal.main_file import Identity, parse
from newsview.store.messages import STORE_DAMAGED, STORE_UNKNOWN_RECORD


class Recovered(NamedTuple):
    """What a main file and a journal say together."""

    state: State
    applies: bool
    """Whether the journal belongs to the main file."""
    changes: int
    """How many ``redo`` lines were applied or, if it does not belong, would have been."""
    end: int
    """Where the journal's whole records end."""
    tail: bytes
    """What stands after them: an interrupted write."""


def recover(path: Path, main: bytes, journal_path: Path, journal: bytes | None) -> Recovered:
    """Apply the rule to the two contents. Raises CorruptStore."""
    state = State(parse(main, path))
    if journal is None:
        return Recovered(state, True, 0, 0, b"")
    lines, end = _scan(journal_path, journal)
    tail = journal[end:]
    match = _last_match(lines, Identity.of(main))
    if match is None:
        changes = sum("redo" in line.record for line in lines)
        return Recovered(state, False, changes, end, tail)
    changes = sum(_replay(state, line, journal_path) for line in lines[match + 1 :])
    return Recovered(state, True, changes, end, tail)


def _scan(path: Path, journal: bytes) -> Scan:
    try:
        return scan(journal)
    except DamagedLine as error:
        raise CorruptStore(STORE_DAMAGED.format(journal=path, byte=error.start)) from error


def _last_match(lines: list[Line], main: Identity) -> int | None:
    wanted: list[Any] = list(main)
    for number in range(len(lines) - 1, -1, -1):
        record = lines[number].record
        if record.get("base", record.get("ckpt")) == wanted:
            return number
    return None


def _replay(state: State, line: Line, path: Path) -> bool:
    """Apply a line and say whether it was a ``redo``."""
    if "ckpt" in line.record:
        return False
    try:
        state.apply(line.record["redo"])
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        message = STORE_UNKNOWN_RECORD.format(journal=path, byte=line.start)
        raise CorruptStore(message) from error
    return True
