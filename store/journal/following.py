"""Taking in what other processes did to the files since this one looked last."""

from __future__ import annotations

from typing import NamedTuple

from newsview.store.journal.changes import Move, State
from newsview.store.journal.lines import unframe
from newsview.store.journal.log import Log
from newsview.store.journal.main_file import Identity, MainFile
from newsview.store.journal.opening import cut_torn, read_both
from newsview.store.journal.recovery import replay, scan_journal


class Followed(NamedTuple):
    """What others did."""

    state: State
    """The tables: the same ones changed in place, or new ones read from the files."""
    moves: list[Move] | None
    """Which documents moved; None if everything was read anew."""
    warnings: list[str]


def something_new(log: Log) -> bool:
    """Whether others wrote to the journal or began another one: two calls to the system."""
    if not log.is_open:
        return log.path.exists()
    return log.has_more() or not log.in_place()


def follow(state: State, main: MainFile, log: Log, *, to_write: bool) -> Followed:
    """Read on in the journal, and change to the next where others began one.

    The journal that is open here is read to its end first, even when its name leads to another one
    by now. To write, the operation lock is held, so that what is torn at the end was left by one
    that died. Raises CorruptStore, OSError.
    """
    moves: list[Move] = []
    warnings: list[str] = []
    while True:
        if log.is_open:
            if log.was_cut():  # cut back by one whose disk failed: what it had is uncertain
                return read_anew(state, main, log, to_write=to_write)
            raw = log.tail()
            lines, end = scan_journal(log.path, raw, log.end)
            for line in lines:
                if "redo" in line.record:
                    moves += replay(state, line, log.path)
                elif "ckpt" in line.record:
                    main.may_be(Identity(*line.record["ckpt"]))
                    log.next = line.record.get("next")
            tail = raw[end - log.end :]
            log.end = end
            if tail and to_write and log.in_place():
                warnings += cut_torn(log, tail, end)
        if log.in_place() or not log.path.exists():
            return Followed(state, moves, warnings)
        if not _change_over(main, log, to_write=to_write):
            return read_anew(state, main, log, to_write=to_write)


def _change_over(main: MainFile, log: Log, *, to_write: bool) -> bool:
    """Go on with the journal that stands under the name; False if it is not the next one.

    That it follows the same content of the main file is not enough, since others may have gone
    from one content to another and back.
    """
    drained, announced = log.is_open, log.next
    if not log.open(to_write=to_write):
        return True
    first = log.first_line()
    record = unframe(first[:-1]) if first else {}
    base = record.get("base")
    if drained:
        fits = announced is not None and record.get("id") == announced
    else:
        fits = base == list(main.identity)
    if not fits or base is None:
        return False
    # Lines that were carried over were read in the journal before.
    log.end = len(first) + (record.get("carried", 0) if drained else 0)
    main.now_is(Identity(*base))
    return True


def read_anew(state: State, main: MainFile, log: Log, *, to_write: bool) -> Followed:
    """Read both files whole; if they do not fit each other, what was known here stays.

    Raises CorruptStore, OSError.
    """
    known = main.identity
    recovered = read_both(main, log, to_write=to_write)
    if not recovered.applies:
        log.close()
        main.now_is(known)
        return Followed(state, [], [])
    log.end = recovered.end
    return Followed(recovered.state, None, [])
