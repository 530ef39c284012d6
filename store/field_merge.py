"""What becomes of a record that somebody else changed since it was looked at: merged by field.

A change says what a record was and what it becomes. Only the fields that differ between the two
were meant; all others keep what is kept now. Where both changed the same field the last one wins,
and it is told. An undo is the other way round: it takes back only what nobody changed since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any

import msgspec

from newsview.store.convert import to_record
from newsview.store.journal.codec import plain
from newsview.store.model import Record
from newsview.store.steps import Change, Table
from newsview.store.unknown import laid_over, spread

Document = Mapping[str, Any]

BOOKKEEPING = frozenset({"id", "annotator", "created", "updated"})
"""Fields that say whose and when, not what: they never conflict."""

_SIMPLE = frozenset({str, int, bool, type(None)})
"""Types of values that need no look inside."""

_ORIGINS = frozenset({"origin", "score", "pipeline"})
"""Fields that say where a record came from, which is nothing to disagree about."""

_SPAN = frozenset({"article", "start", "end", "text"})
"""Where a mention is: fields that only mean something together."""

_PLACES = frozenset({"article", "evidence", "subject", "object"})
"""The same of a fact; as long as nobody moves it to another text each part is one by itself."""


class Conflict(msgspec.Struct, frozen=True):
    """One field of a record (None: the record as a whole) that two people changed.

    ``theirs`` is the other's value; of a whole record its id, None if the other had removed it.

    ``by`` is whose value ``theirs`` is, as far as that is known: who changed it last, not who made
    the record; ``replaced`` is whether it gave way or was left.
    """

    table: Table
    id: str
    field: str | None
    theirs: Any
    by: str | None
    replaced: bool


Touched = Set[tuple[str, str | None]]
"""Ids of records with names of fields; with None for the record as a whole."""


class Merged(msgspec.Struct, frozen=True):
    """What is to be kept now (None: nothing), and where two people's changes met."""

    after: dict[str, Any] | None
    conflicts: tuple[Conflict, ...] = ()


def merge(
    change: Change, stored: Document | None, *, yielding: bool, touched: Touched = frozenset()
) -> Merged:
    """Apply a change to what is kept now. ``yielding``: what others changed since stays theirs.

    ``touched`` are records and fields of which it is known that others changed them since, though
    they may have come back to the same value. Fields that newsview does not know are merged as any
    other, and never removed from what stays.
    """
    after = _fields(change.after, stored)
    if stored is not None and after is not None and _is_as_before(change, stored) and not touched:
        return Merged({**stored, **after})
    before = _fields(change.before, stored)
    if after is None:
        return _remove(change, before, stored, yielding, touched)
    if before is None:
        return _add(change, after, stored, yielding)
    if stored is None:
        gone = (_conflict(change, None, None, None, replaced=not yielding),)
        return Merged(None if yielding else after, gone)
    return _update(change, before, after, stored, yielding, touched)


def _remove(
    change: Change,
    before: Document | None,
    stored: Document | None,
    yielding: bool,
    touched: Touched,
) -> Merged:
    if stored is None:
        return Merged(None)
    is_touched = any(record_id == change.id for record_id, _ in touched)
    if before is None or not (is_touched or _meant(before, stored)):
        return Merged(None)
    told = (_conflict(change, None, change.id, stored, replaced=not yielding),)
    return Merged(dict(stored) if yielding else None, told)


def _add(change: Change, after: dict[str, Any], stored: Document | None, yielding: bool) -> Merged:
    if stored is None:
        return Merged(after)
    met = list(_differing(after, stored))
    if yielding:
        whole = _conflict(change, None, change.id, stored, replaced=False)
        return Merged(dict(stored), (whole,) if met else ())
    if not met:
        return Merged(dict(stored))
    told = tuple(
        _conflict(change, name, stored.get(name), stored, replaced=True)
        for name in met
        if name not in _ORIGINS and stored.get(name) not in (None, [], "")
    )
    whose = {name: stored[name] for name in ("annotator", "created") if stored.get(name)}
    return Merged({**stored, **after, **whose}, told)


def _update(
    change: Change,
    before: Document,
    after: Document,
    stored: Document,
    yielding: bool,
    touched: Touched,
) -> Merged:
    meant = _meant(before, after)
    conflicts: list[Conflict] = []
    merged = dict(stored)
    done = False
    for names in _groups(meant, before, after, stored):
        new = [name for name in names if stored.get(name) != after[name]]
        met = [
            name
            for name in new
            if stored.get(name) != before.get(name) or (change.id, name) in touched
        ]
        conflicts += [
            _conflict(change, name, stored.get(name), stored, replaced=not yielding) for name in met
        ]
        if new and not (met and yielding):
            merged.update((name, after[name]) for name in names)
            done = True
    if done or not meant:
        merged["annotator"], merged["updated"] = after.get("annotator"), after.get("updated")
    return Merged(merged, tuple(conflicts))


def _groups(
    meant: set[str], before: Document, after: Document, stored: Document
) -> Iterator[list[str]]:
    """The fields that were meant, those that are one thing together.

    Whoever changed one of those changed all, so that no place is in another text than its words.
    """
    together = _SPAN if "start" in after else frozenset()
    if "evidence" in after:
        texts = {side.get("article") for side in (before, after, stored)}
        together = _PLACES if len(texts) > 1 else frozenset()
    if meant & together:
        yield [name for name in after if name in together]
    yield from ([name] for name in after if name in meant - together)


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
    change: Change, name: str | None, theirs: Any, stored: Document | None, *, replaced: bool
) -> Conflict:
    whole = None if name is None and stored is None else theirs
    return Conflict(change.table, change.id, name, whole, None, replaced)
