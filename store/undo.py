"""Doing, undoing and redoing the steps of one annotator, beyond the end of a session.

A step that was made before is found again in the history, so that undo goes on where an earlier
session ended. Undo and redo change only what nobody else changed since, and say what they left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from newsview.store.annotations import Annotations
from newsview.store.convert import TYPE_OF, to_document, to_record
from newsview.store.field_merge import Conflict
from newsview.store.history import Entry, History, Past
from newsview.store.journal.codec import plain
from newsview.store.meeting import on_what_is_kept
from newsview.store.model import Record
from newsview.store.steps import Change, Step
from newsview.store.told import Told

NAMED = 4
"""Of how many conflicts it is looked up who it was."""

REMEMBERED = 500
"""How many steps of earlier sessions can be undone."""


Beside = Callable[[Iterable[Change]], Iterable[Record]]


class Outcome(msgspec.Struct, frozen=True):
    """What was really changed, and where it met what others changed."""

    step: Step
    conflicts: tuple[Conflict, ...] = ()


class Deed(msgspec.Struct, frozen=True):
    """A step that can be undone or redone, by the id that it has in the history."""

    id: str
    said: str
    article: str | None
    changes: tuple[Change, ...] | tuple[Past, ...]


class Undo:
    """The steps of one annotator on one annotations file."""

    def __init__(
        self, annotations: Annotations, annotator: str, beside: Beside = lambda _: ()
    ) -> None:
        """``beside`` names the records to be kept with changes though they are none of them.

        It is asked under the lock, and they are not undone.
        """
        self._beside = beside
        self._annotations = annotations
        self._annotator = annotator
        self._done: list[Deed] = []
        self._undone: list[Deed] = []
        self._own: set[str] = set()
        self._looked_back = False
        self._redo_ended = False
        """Whether a step was made since, so that nothing older can be redone."""

    def do(self, step: Step) -> Outcome:
        """Write a step. Raises NewsviewError if it could not be: then nothing has changed."""
        told = Told(self._annotator, step.said, step.article)
        with self._annotations.exclusive():
            changes = on_what_is_kept(step.changes, self._annotations)
            beside = self._beside(changes)
            applied = self._annotations.apply(changes, told, beside=beside)
        if applied.changes:
            self._own.add(told.id)
            self._done.append(Deed(told.id, step.said, step.article, applied.changes))
            self._undone.clear()
            self._redo_ended = True
        conflicts = self._with_names(applied.conflicts, told)
        return Outcome(Step(step.said, applied.changes, step.article), conflicts)

    def undo(self) -> Outcome | None:
        """Take the last step back as far as nobody changed it since; None when there is none."""
        if not self._done:
            self._look_back()
        return self._move(self._done, self._undone, back=True)

    def redo(self) -> Outcome | None:
        """Do again what was last undone; None when there is nothing."""
        if not self._undone and not self._redo_ended:
            self._look_back()
        return self._move(self._undone, self._done, back=False)

    def _move(self, source: list[Deed], target: list[Deed], *, back: bool) -> Outcome | None:
        if not source:
            return None
        deed = source[-1]
        changes, gone = self._changes(deed)
        if back:
            changes = tuple(change.inverse() for change in reversed(changes))
        told = Told(
            self._annotator, deed.said, deed.article, "undo" if back else "redo", of=deed.id
        )
        with self._annotations.exclusive():
            touched = self._touched_since(deed)
            applied = self._annotations.apply(
                changes, told, yielding=True, touched=touched, beside=self._beside(changes)
            )
        self._own.add(told.id)
        source.pop()
        done = applied.changes
        if back:
            done = tuple(change.inverse() for change in reversed(done))
        if done:
            target.append(Deed(deed.id, deed.said, deed.article, done))
        step = Step(deed.said, applied.changes, deed.article)
        return Outcome(step, (*gone, *self._with_names(applied.conflicts, told)))

    def _touched_since(self, deed: Deed) -> set[tuple[str, str | None]]:
        try:
            return History(self._annotations.path).touched_since(deed.id, self._annotator)
        except OSError:  # then only by their values
            return set()

    def _with_names(self, conflicts: tuple[Conflict, ...], told: Told) -> tuple[Conflict, ...]:
        """The conflicts with who it was; of many, only of the first few."""
        history = History(self._annotations.path)
        named = [
            msgspec.structs.replace(one, by=history.who_changed(one.id, one.field, but=told.id))
            for one in conflicts[:NAMED]
        ]
        return (*named, *conflicts[NAMED:])

    def _changes(self, deed: Deed) -> tuple[tuple[Change, ...], list[Conflict]]:
        """The changes of a step; of one that comes from the history, as records are now."""
        changes: list[Change] = []
        gone: list[Conflict] = []
        for one in deed.changes:
            if isinstance(one, Change):
                changes.append(one)
                continue
            change = self._recalled(one)
            if change is None:
                gone.append(Conflict(one.table, one.id, None, None, None, replaced=False))
            else:
                changes.append(change)
        return tuple(changes), gone

    def _recalled(self, past: Past) -> Change | None:
        """The change that the history tells of; None if its record is not kept any more."""
        kept: dict[str, Any] = {}
        if past.was is not None and past.now is not None:
            record = self._annotations.get(past.table, past.id)
            if record is None:
                return None
            kept = plain(to_document(record, None))
        try:
            before = _record(past, kept, past.was)
            after = _record(past, kept, past.now)
        except msgspec.ValidationError:
            return None
        return Change(past.table, past.id, before, after)

    def _look_back(self) -> None:
        """Find the steps of earlier sessions, once."""
        if self._looked_back:
            return
        self._looked_back = True
        history = History(self._annotations.path)
        try:
            latest = history.latest_by(self._annotator, REMEMBERED + len(self._own))
        except OSError:
            return
        done, undone = _stacks(entry for entry in latest if entry.id not in self._own)
        self._done[:0] = done
        if not self._redo_ended:
            self._undone[:0] = undone


def _stacks(entries: Iterable[Entry]) -> tuple[list[Deed], list[Deed]]:
    """What can be undone, and what redone, after these steps."""
    done: list[Deed] = []
    undone: list[Deed] = []
    for entry in entries:
        of = entry.of or entry.id
        deed = Deed(of, entry.said, entry.article, entry.changes)
        done = [one for one in done if one.id != of]
        undone = [one for one in undone if one.id != of]
        if entry.deed == "undo":
            undone.append(msgspec.structs.replace(deed, changes=_swapped(entry.changes)))
        else:
            done.append(deed)
            if entry.deed == "do":
                undone = []
    return done, undone


def _swapped(changes: tuple[Past, ...]) -> tuple[Past, ...]:
    return tuple(Past(one.table, one.id, one.now, one.was) for one in reversed(changes))


def _record(past: Past, kept: dict[str, Any], fields: dict[str, Any] | None) -> Record | None:
    if fields is None:
        return None
    return to_record({**kept, **fields}, TYPE_OF[past.table])  # type: ignore[type-var]
