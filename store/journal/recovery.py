"""The one rule by which a main file and a journal make the tables again.

Find the last ``base`` or ``ckpt`` line of the journal that names the main file's identity, and
apply every ``redo`` line after it; after a ``ckpt`` line, from the byte that it names as ``from``,
since changes went on being made while that main file was written. This holds after a crash at any
point:

- before a checkpoint's rename the main file is the old one, named by ``base`` at the top;
- after the rename it is the new one, named by the ``ckpt`` line written just before;
- after the journal was begun anew it is named by the new ``base``.

If no line names it, the main file was changed by another program, and the journal does not apply.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from newsview.store.journal.changes import Move, State
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
    lines, end = scan_journal(journal_path, journal)
    tail = journal[end:]
    match = _last_match(lines, Identity.of(main))
    if match is None:
        changes = sum("redo" in line.record for line in lines)
        return Recovered(state, False, changes, end, tail)
    first = _first_to_replay(lines[match])
    changes = sum(_replay(state, line, journal_path) for line in lines if line.start >= first)
    return Recovered(state, True, changes, end, tail)


def _last_match(lines: list[Line], main: Identity) -> int | None:
    wanted: list[Any] = list(main)
    for number in range(len(lines) - 1, -1, -1):
        record = lines[number].record
        if record.get("base", record.get("ckpt")) == wanted:
            return number
    return None


def _first_to_replay(match: Line) -> int:
    """The byte from which on the journal holds what the main file does not."""
    start = match.record.get("from")
    return start if isinstance(start, int) else match.start + 1


def _replay(state: State, line: Line, path: Path) -> bool:
    """Apply a line and say whether it was a ``redo``."""
    if "redo" not in line.record and ("ckpt" in line.record or "base" in line.record):
        return False
    replay(state, line, path)
    return True


def replay(state: State, line: Line, path: Path) -> list[Move]:
    """Apply a ``redo`` line and say what moved. Raises CorruptStore."""
    try:
        return state.apply(line.record["redo"])
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        message = STORE_UNKNOWN_RECORD.format(journal=path, byte=line.start)
        raise CorruptStore(message) from error


def scan_journal(path: Path, raw: bytes, first: int = 0) -> Scan:
    """As ``lines.scan``, with a line for the user. Raises CorruptStore."""
    try:
        return scan(raw, first)
    except DamagedLine as error:
        raise CorruptStore(STORE_DAMAGED.format(journal=path, byte=error.start)) from error
