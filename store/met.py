"""Where an undo or redo met what others did since, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from newsview.store.field_merge import BOOKKEEPING, DECIDED, Conflict
from newsview.store.history import Entry, touches
from newsview.store.model import ArticleRecord, Mention
from newsview.store.note_merge import new_lines
from newsview.store.steps import Change


def named(conflicts: Iterable[Conflict], since: Sequence[Entry]) -> Iterator[Conflict]:
    """The conflicts with who it was: who last changed that field since."""
    for one in conflicts:
        # of what came back under another id it is that one's
        record_id = one.theirs if one.field is None and one.theirs else one.id
        entry = _last(since, record_id, one.field)
        yield replace(one, by=entry.by if entry is not None else None)


def taken_along(
    changes: Iterable[Change], since: Sequence[Entry], annotator: str, *, back: bool
) -> Iterator[Conflict]:
    """What others had set to the same as the step, and what so goes back with it.

    Not what only came back to it by their undoing something: that is nobody's decision. Nor, where
    a step is done again, what they did again before it.
    """
    deeds = ("do", "redo") if back else ("do",)
    for change in changes:
        for name in _concerned(change):
            entry = _last(since, change.id, name)
            if entry is None or entry.by == annotator or entry.deed not in deeds:
                continue
            if name != "note" or _brought(entry, change):
                theirs = getattr(change.before, name, None) if name is not None else change.id
                yield Conflict(change.table, change.id, name, theirs, entry.by, "same")
                break


def _brought(entry: Entry, change: Change) -> bool:
    """Whether a step had brought a line of the note that goes with this change."""
    going = new_lines(getattr(change.after, "note", None), getattr(change.before, "note", None))
    return any(
        going & new_lines((past.was or {}).get("note"), (past.now or {}).get("note"))
        for past in entry.changes
        if past.id == change.id
    )


def is_begun(change: Change) -> bool:
    """Whether a change says of an article only that it is begun, or that it is not any more."""
    sides = [one for one in (change.before, change.after) if isinstance(one, ArticleRecord)]
    if not sides or not {one.status for one in sides} <= {"todo", "doing"}:
        return False
    if len(sides) == 1:
        return sides[0].status == "doing" and not sides[0].tags and not sides[0].note
    return sides[0].status != sides[1].status and list(_changed(change)) == ["status"]


def _concerned(change: Change) -> Iterator[str | None]:
    """The fields that differ, and those that go with them as one decision."""
    changed = list(_changed(change))
    yield from changed
    if isinstance(change.after, Mention) and not DECIDED.isdisjoint(changed):
        yield from sorted(DECIDED.difference(changed))


def _changed(change: Change) -> Iterator[str | None]:
    """The fields that differ; None for a record that comes or goes."""
    if change.before is None or change.after is None:
        yield None
        return
    for name in change.after.__struct_fields__:
        if name not in BOOKKEEPING:
            if getattr(change.before, name) != getattr(change.after, name):
                yield name


def _last(since: Sequence[Entry], record_id: str, field: str | None) -> Entry | None:
    """The last step that changed a field of a record (None: anything of it)."""
    for entry in reversed(since):
        if any(touches(past, record_id, field) for past in entry.changes):
            return entry
    return None
