"""What becomes of a record that somebody else changed since it was looked at: merged by field.

A change says what a record was and what it becomes. Only the fields that differ between the two
were meant; all others keep what is kept now. Where both changed the same field the last one wins,
and it is told; notes are put together. An undo is the other way round: what belongs together goes
back as a whole if it is as the step left it, whoever wrote it last, and stays as a whole if not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec

from newsview.store.convert import to_record
from newsview.store.journal.codec import plain
from newsview.store.model import Record
from newsview.store.note_merge import with_both, without
from newsview.store.steps import Change, Table
from newsview.store.unknown import laid_over, spread

Document = Mapping[str, Any]

BOOKKEEPING = frozenset({"id", "annotator", "created", "updated"})
"""Fields that say whose and when, not what: they never conflict."""

_SIMPLE = frozenset({str, int, bool, type(None)})
"""Types of values that need no look inside."""

_ORIGINS = frozenset({"origin", "score", "pipeline", "suggestion"})
"""Fields that say where a record came from, which is nothing to disagree about."""

_SPAN = frozenset({"article", "start", "end", "text"})
"""Where a mention is: fields that only mean something together."""

_VERDICT = frozenset({"label", "status"})
"""What was decided on a mention: right or wrong as this label."""

DECIDED = _SPAN | _VERDICT
"""What belongs together of a mention where a step is taken back."""

_PLACES = frozenset({"article", "evidence", "subject", "object"})
"""The same of a fact; as long as nobody moves it to another text each part is one by itself."""

_NOTE = "note"

How = Literal["replaced", "left", "joined", "same"]


class Conflict(msgspec.Struct, frozen=True):
    """One field of a record (None: the record as a whole) that two people changed.

    ``theirs`` is the other's value; of a whole record its id, None if the other had removed it.
    ``by`` is whose value ``theirs`` is, as far as that is known: who changed it last, not who made
    the record. ``how`` is what became of it: ``replaced``, ``left`` as it is, ``joined`` with
    one's own, or taken back together with one's own, since both had set the ``same``.
    """

    table: Table
    id: str
    field: str | None
    theirs: Any
    by: str | None
    how: How

    @property
    def replaced(self) -> bool:
        """Whether the other's value gave way."""
        return self.how == "replaced"


class Merged(msgspec.Struct, frozen=True):
    """What is to be kept now (None: nothing), and where two people's changes met."""

    after: dict[str, Any] | None
    conflicts: tuple[Conflict, ...] = ()


def merge(change: Change, stored: Document | None, *, yielding: bool) -> Merged:
    """Apply a change to what is kept now. ``yielding``: what others changed since stays theirs.

    Fields that newsview does not know are merged as any other, and never removed from what stays.
    """
    after = _fields(change.after, stored)
    if stored is not None and after is not None and _is_as_before(change, stored):
        return Merged({**stored, **after})
    before = _fields(change.before, stored)
    if after is None:
        return _remove(change, before, stored, yielding)
    if before is None:
        return _add(change, after, stored, yielding)
    if stored is None:
        gone = (_conflict(change, None, None, None, _met(yielding)),)
        return Merged(None if yielding else after, gone)
    return _update(change, before, after, stored, yielding)


def _remove(
    change: Change, before: Document | None, stored: Document | None, yielding: bool
) -> Merged:
    if stored is None or before is None:
        return Merged(None)
    met = _meant(before, stored)
    if not met:
        return Merged(None)
    whole = _conflict(change, None, change.id, stored, _met(yielding))
    if not yielding:
        return Merged(None, (whole,))
    kept, how = dict(stored), _met(yielding)
    if met == {_NOTE}:  # of the record nothing but one's own part of the note goes
        kept[_NOTE], how = _note(before, {}, stored, yielding)
        if kept[_NOTE] == stored.get(_NOTE):
            how = "left"
    told = tuple(
        _conflict(change, name, stored.get(name), stored, how)
        for name in stored
        if name in met - _ORIGINS
    )
    return Merged(kept, told or (whole,))


def _add(change: Change, after: dict[str, Any], stored: Document | None, yielding: bool) -> Merged:
    if stored is None:
        return Merged(after)
    met = list(_differing(after, stored))
    if yielding:
        whole = _conflict(change, None, change.id, stored, "left")
        return Merged(dict(stored), (whole,) if met else ())
    if not met:
        return Merged(dict(stored))
    told = tuple(
        _conflict(change, name, stored.get(name), stored, "joined" if name == _NOTE else "replaced")
        for name in met
        if name not in _ORIGINS and stored.get(name) not in (None, [], "")
    )
    kept = {name: stored[name] for name in ("annotator", "created") if stored.get(name)}
    if _NOTE in after:
        kept[_NOTE] = with_both(None, after[_NOTE], stored.get(_NOTE))
    return Merged({**stored, **after, **kept}, told)


def _update(
    change: Change, before: Document, after: Document, stored: Document, yielding: bool
) -> Merged:
    meant = _meant(before, after)
    conflicts: list[Conflict] = []
    merged = dict(stored)
    done = False
    for names in _groups(meant, before, after, stored, yielding):
        new = [name for name in names if stored.get(name) != after.get(name)]
        asked = names if yielding else new
        met = [name for name in asked if stored.get(name) != before.get(name)] if new else []
        written = {name: after[name] for name in names}
        how = _met(yielding)
        if met == [_NOTE]:
            note, how = _note(before, after, stored, yielding)
            written = {_NOTE: note}
            if yielding and not note:  # all was one's own
                met = []
        conflicts += [
            _conflict(change, name, stored.get(name), stored, how)
            for name in met
            if name not in _ORIGINS
        ]
        if new and not (met and how == "left"):
            merged.update(written)
            done = True
    if done or not meant:
        merged["annotator"], merged["updated"] = after.get("annotator"), after.get("updated")
    return Merged(merged, tuple(conflicts))


def _note(
    before: Document, after: Document, stored: Document, yielding: bool
) -> tuple[str | None, How]:
    """The note with both people's lines; in an undo only where its own lines still stand."""
    sides = before.get(_NOTE), after.get(_NOTE), stored.get(_NOTE)
    if not yielding:
        return with_both(*sides), "joined"
    try:
        return without(*sides), "joined"
    except ValueError:
        return sides[2], "left"


def _groups(
    meant: set[str], before: Document, after: Document, stored: Document, yielding: bool
) -> Iterator[list[str]]:
    """The fields that were meant, those that are one thing together.

    Whoever changed one of those changed all, so that no place is in another text than its words,
    and none is rejected as what nobody had called it. To undo them, all have to be as they were
    left: label, verdict and place of a mention; of a fact what the step set, and the verdict.
    """
    moved = len({side.get("article") for side in (before, after, stored)}) > 1
    together: list[frozenset[str]] = []
    if "start" in after:
        together = [DECIDED] if yielding and not moved else [_SPAN, _VERDICT]
    elif "evidence" in after:
        together = [_PLACES] if moved else []
        if yielding and meant - {_NOTE, "tags"}:
            placed = _PLACES if moved else frozenset()
            together.append(frozenset(meant - {_NOTE} - placed) | {"status"})
    rest = set(meant)
    for one in together:
        if meant & one:
            yield [name for name in after if name in one]
            rest -= one
    yield from ([name] for name in after if name in rest)


def _met(yielding: bool) -> How:
    return "left" if yielding else "replaced"


def _is_as_before(change: Change, stored: Document) -> bool:
    """Whether nobody changed the record, as is nearly always so."""
    before = change.before
    return before is not None and to_record(stored, type(before)) == before  # type: ignore[type-var]


def _fields(record: Record | None, stored: Document | None) -> dict[str, Any] | None:
    """A record as JSON has it, with lists for tuples.

    What is unknown here of a part that reads as the stored one goes along.
    """
    if record is None:
        return None
    fields = msgspec.to_builtins(record)
    known = {k: v if type(v) in _SIMPLE else plain(v) for k, v in fields.items()}
    spread(known)
    if stored is None:
        return known
    laid = laid_over(known, stored, type(record))
    return {name: laid[name] for name in known}


def _meant(before: Document, after: Document) -> set[str]:
    """The fields that differ, whichever of the two has them."""
    return {*_differing(before, after), *_differing(after, before)}


def _differing(one: Document, other: Document) -> Iterator[str]:
    """The fields of ``one`` that say something else in ``other``."""
    for name, value in one.items():
        if name not in BOOKKEEPING and other.get(name) != value:
            yield name


def _conflict(
    change: Change, name: str | None, theirs: Any, stored: Document | None, how: How
) -> Conflict:
    whole = None if name is None and stored is None else theirs
    return Conflict(change.table, change.id, name, whole, None, how)
