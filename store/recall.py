"""Steps as the history tells of them, made into changes that can be taken back or done again.

The history has only the fields that a step changed. What the others were when it was done is what
they are now with all that was done since taken off.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from newsview.store.annotations import Annotations
from newsview.store.convert import TYPE_OF, to_document, to_record
from newsview.store.field_merge import Conflict
from newsview.store.history import Entry, Past
from newsview.store.journal.codec import plain
from newsview.store.model import Record
from newsview.store.steps import Change


class Deed(msgspec.Struct, frozen=True):
    """A step that can be undone or redone, by the id that it has in the history.

    Of one that was taken back in part only that part can be done again; ``whole`` is then all that
    it was, which is what the next undo is about.
    """

    id: str
    said: str
    article: str | None
    changes: tuple[Change, ...] | tuple[Past, ...]
    whole: tuple[Change, ...] | tuple[Past, ...] = ()


def stacks(entries: Iterable[Entry]) -> tuple[list[Deed], list[Deed]]:
    """What can be undone, and what redone, after these steps."""
    done: list[Deed] = []
    undone: list[Deed] = []
    wholes: dict[str, tuple[Past, ...]] = {}
    for entry in entries:
        of = entry.of or entry.id
        whole = wholes.setdefault(
            of, _swapped(entry.changes) if entry.deed == "undo" else entry.changes
        )
        deed = Deed(of, entry.said, entry.article, whole)
        done = [one for one in done if one.id != of]
        undone = [one for one in undone if one.id != of]
        if entry.deed == "undo":
            undone.append(Deed(of, entry.said, entry.article, _swapped(entry.changes), whole))
        else:
            done.append(deed)
            if entry.deed == "do":
                undone = []
    return done, undone


def recalled(
    deed: Deed, annotations: Annotations, since: Sequence[Entry], *, back: bool
) -> tuple[tuple[Change, ...], list[Conflict]]:
    """The changes of a step as they were made, and whose record is not kept any more.

    ``since`` is all that was done after it. To take it ``back`` nothing that is needed is gone.
    """
    changes: list[Change] = []
    gone: list[Conflict] = []
    for one in deed.changes:
        change = one if isinstance(one, Change) else _recalled(one, annotations, since)
        if change is None:
            gone.append(Conflict(one.table, one.id, None, None, None, "left"))
        else:
            changes.append(change.inverse() if back else change)
    return tuple(reversed(changes) if back else changes), gone


def _recalled(past: Past, annotations: Annotations, since: Sequence[Entry]) -> Change | None:
    """The change that the history tells of; None if its record is not kept any more."""
    kept: dict[str, Any] = {}
    if past.was is not None and past.now is not None:
        record = annotations.get(past.table, past.id)
        if record is None:
            return None
        kept = _without(plain(to_document(record, None)), past.id, since)
    try:
        before = _record(past, kept, past.was)
        after = _record(past, kept, past.now)
    except msgspec.ValidationError:
        return None
    return Change(past.table, past.id, before, after)


def _without(kept: dict[str, Any], record_id: str, since: Sequence[Entry]) -> dict[str, Any]:
    """A record with what was done to it since taken off."""
    for entry in reversed(since):
        for past in entry.changes:
            if past.id == record_id:
                kept = {**kept, **(past.was or {})}
    return kept


def _swapped(changes: tuple[Past, ...]) -> tuple[Past, ...]:
    return tuple(Past(one.table, one.id, one.now, one.was) for one in reversed(changes))


def _record(past: Past, kept: dict[str, Any], fields: dict[str, Any] | None) -> Record | None:
    if fields is None:
        return None
    return to_record({**kept, **fields}, TYPE_OF[past.table])  # type: ignore[type-var]
