"""Doing, undoing and redoing the steps of one annotator, beyond the end of a session.

A step that was made before is found again in the history, so that undo goes on where an earlier
session ended. What a step set on a record goes back as a whole if it is as the step left it, and
stays as a whole if somebody changed it since; both are told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from newsview.store.annotations import Annotations
from newsview.store.field_merge import Conflict
from newsview.store.history import Entry, History
from newsview.store.meeting import on_what_is_kept, shared, without_doubles
from newsview.store.met import is_begun, named, taken_along
from newsview.store.model import Record
from newsview.store.recall import Deed, recalled, stacks
from newsview.store.steps import Change, Step
from newsview.store.told import Told

NAMED = 4
"""Of how many conflicts it is looked up who it was."""

REMEMBERED = 500
"""How many steps of earlier sessions can be undone."""

TRIED_AGAIN = 4
"""How many steps that stayed for others' sake are tried again before an earlier one is undone."""


Beside = Callable[[Iterable[Change]], Iterable[Record]]


class Outcome(msgspec.Struct, frozen=True):
    """What was really changed, and where it met what others changed.

    Of an undo or redo: how many mentions and facts (else records) of the step went back as a
    whole, how many were ``left``, and whether some of those went back in part.
    """

    step: Step
    conflicts: tuple[Conflict, ...] = ()
    done: int = 0
    left: int = 0
    partly: bool = False


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
        self._refused: set[str] = set()
        """The steps of which nothing went, as others had changed what they set."""
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
        met = (*applied.conflicts, *shared(changes, applied))
        conflicts = self._with_names(met, told)
        return Outcome(Step(step.said, applied.changes, step.article), conflicts)

    def undo(self) -> Outcome | None:
        """Take the last step back as far as nobody changed it since; None when there is none.

        One that stays as others changed it is told once; then it is passed over until it can go.
        """
        if all(deed.id in self._refused for deed in self._done):
            self._look_back()
        return self._move(self._done, self._undone, back=True)

    def redo(self) -> Outcome | None:
        """Do again what was last undone; None when there is nothing."""
        if not self._redo_ended and all(deed.id in self._refused for deed in self._undone):
            self._look_back()
        return self._move(self._undone, self._done, back=False)

    def _move(self, source: list[Deed], target: list[Deed], *, back: bool) -> Outcome | None:
        """Take the newest step over; one that was refused only where it goes now.

        The newest refused one is told again where there is no other.
        """
        refused: list[Outcome] = []
        for deed in reversed(tuple(source)):
            was_refused = deed.id in self._refused
            if was_refused and len(refused) == TRIED_AGAIN:
                continue
            outcome = self._carry_over(deed, source, target, back=back)
            if outcome.step.changes or not was_refused:
                return outcome
            refused.append(outcome)
        return refused[0] if refused else None

    def _carry_over(
        self, deed: Deed, source: list[Deed], target: list[Deed], *, back: bool
    ) -> Outcome:
        told = Told(
            self._annotator, deed.said, deed.article, "undo" if back else "redo", of=deed.id
        )
        with self._annotations.exclusive():
            since = self._since(deed)
            wanted, gone = recalled(deed, self._annotations, since, back=back)
            changes, doubled = without_doubles(wanted, self._annotations)
            applied = self._annotations.apply(
                changes, told, yielding=True, beside=self._beside(changes)
            )
        self._own.add(told.id)
        done = applied.changes
        if back:
            done = tuple(change.inverse() for change in reversed(done))
        found = (*gone, *doubled, *applied.conflicts)
        if found and not done:
            self._refused.add(deed.id)
        else:
            self._refused.discard(deed.id)
            source.remove(deed)
        if done:
            whole = deed.whole or deed.changes
            now = (done, whole) if back else (whole,)
            target.append(Deed(deed.id, deed.said, deed.article, *now))
        met = self._met(found, wanted, applied.changes, since, back=back)
        return _outcome(Step(deed.said, applied.changes, deed.article), met, deed)

    def _since(self, deed: Deed) -> list[Entry]:
        """All that was done since a step was; nothing where the history does not tell."""
        try:
            return History(self._annotations.path).since(deed.id) or []
        except OSError:
            return []

    def _met(
        self,
        conflicts: Sequence[Conflict],
        wanted: Sequence[Change],
        changes: Sequence[Change],
        since: Sequence[Entry],
        *,
        back: bool,
    ) -> tuple[Conflict, ...]:
        """Where it met others. That an article is begun is nothing to tell beside a decision."""
        begun = {change.id for change in wanted if is_begun(change)}
        if len(begun) == len(wanted):
            begun = set()
        found = [one for one in named(conflicts, since) if one.id not in begun]
        told = {(one.id, one.field) for one in found}
        others = [change for change in changes if change.id not in begun]
        along = taken_along(others, since, self._annotator, back=back)
        return (*found, *(one for one in along if (one.id, one.field) not in told))

    def _with_names(self, conflicts: tuple[Conflict, ...], told: Told) -> tuple[Conflict, ...]:
        """The conflicts with who it was; of many, only of the first few."""
        history = History(self._annotations.path)
        found = [
            msgspec.structs.replace(one, by=history.who_changed(one.id, one.field, but=told.id))
            for one in conflicts[:NAMED]
        ]
        return (*found, *conflicts[NAMED:])

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
        done, undone = stacks(entry for entry in latest if entry.id not in self._own)
        self._done[:0] = done
        if not self._redo_ended:
            self._undone[:0] = undone


def _outcome(step: Step, conflicts: tuple[Conflict, ...], deed: Deed) -> Outcome:
    """How many of the step's mentions and facts went back, and how many stayed."""
    asked = {one.id for one in deed.changes if one.table in ("mentions", "facts")}
    asked = asked or {one.id for one in deed.changes}
    changed = {change.id for change in step.changes} & asked
    left = {one.id for one in conflicts if one.how == "left"} & asked
    return Outcome(step, conflicts, len(changed - left), len(left), bool(changed & left))
