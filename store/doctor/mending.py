"""Mending the tables that were read: what fits no schema is put where it stays, ids are parted.

Nothing goes but what is there twice word for word. The tables are changed in place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from newsview.store.convert import TYPE_OF, to_document, to_record
from newsview.store.doctor.salvage import UNREADABLE, add, kind_of, misfit, put_away, strayed
from newsview.store.history import Entry
from newsview.store.journal.changes import Row, Tables
from newsview.store.messages_doctor import REASON_TWICE
from newsview.store.migrations import META, META_ID, SCHEMA_KEY, newest
from newsview.store.model import Record, new_id

_NAMED_BY_TEXT = ("articles", "texts")
"""Tables whose ids are SHA-256 of a text, so that no other can be given."""


@dataclass
class Mended:
    """How many records were put away, brought to their table, folded, and given an id."""

    moved: int = 0
    home: int = 0
    folded: int = 0
    renamed: int = 0
    schema_set: bool = False


def mend(tables: Tables) -> Mended:
    """Make every document of newsview's tables one that can be shown, or put it away."""
    mended = Mended()
    for table in TYPE_OF:
        if table in tables:
            _put_misfits_away(tables, table, mended)
    for document_id, row in strayed(tables).items():
        del tables[META][document_id]
        add(tables, kind_of(row) or META, row)
        mended.home += 1
    for table in TYPE_OF:
        if table in tables:
            _part_ids(tables, table, mended)
    if any(tables.values()):
        _set_schema(tables, mended)
    return mended


def add_lost(tables: Tables, entries: Iterable[Entry], *, damaged_only: bool = False) -> int:
    """Add the records that the history knows and the tables do not; how many they were.

    For a main file that lost some: what was removed by a step stays removed. ``damaged_only``
    takes those alone that are among the unreadable ones, since the others may have been removed
    by other hands.
    """
    known: dict[tuple[str, str], Row] = {}
    for entry in entries:
        for past in entry.changes:
            key = (past.table, past.id)
            if past.now is None:
                known.pop(key, None)
            elif past.was is None:
                known[key] = dict(past.now)
            elif key in known:
                known[key].update(past.now)
    there = {(table, row.get("id")) for table in TYPE_OF for row in tables.get(table, {}).values()}
    lost = [
        (table, with_required(row, table))
        for (table, record_id), row in known.items()
        if (table, record_id) not in there and table in TYPE_OF
    ]
    if damaged_only:
        put_by = {
            (one.get("table"), one["record"].get("id"))
            for one in tables.get(UNREADABLE, {}).values()
            if isinstance(one.get("record"), dict)
        }
        lost = [(table, row) for table, row in lost if (table, row["id"]) in put_by]
    fitting = [(table, row) for table, row in lost if misfit(row, table) is None]
    for table, row in fitting:
        record: Record = to_record(row, TYPE_OF[table])  # type: ignore[type-var]
        add(tables, table, to_document(record, None))
    return len(fitting)


def with_required(row: Row, table: str) -> Row:
    """A row of the history, which leaves out what holds nothing, with what a record must have."""
    fields = msgspec.structs.fields(TYPE_OF[table])  # type: ignore[index]
    return {**{field.name: None for field in fields if field.required}, **row}


def _put_misfits_away(tables: Tables, table: str, mended: Mended) -> None:
    rows = tables[table]
    for document_id, row in list(rows.items()):
        reason = misfit(row, table)
        if reason is None:
            continue
        del rows[document_id]
        other = kind_of(row)
        if other in TYPE_OF:
            add(tables, other, row)
            mended.home += 1
        else:
            put_away(tables, table, row, reason)
            mended.moved += 1


def _part_ids(tables: Tables, table: str, mended: Mended) -> None:
    """Of those with one id the last, which is the one that was shown, keeps it."""
    rows = tables[table]
    shown: dict[Any, str] = {row["id"]: document_id for document_id, row in rows.items()}
    if len(shown) == len(rows):
        return
    for document_id, row in list(rows.items()):
        last = shown[row["id"]]
        if last == document_id:
            continue
        if row == rows[last]:
            del rows[document_id]
            mended.folded += 1
        elif table in _NAMED_BY_TEXT:
            put_away(tables, table, rows.pop(document_id), REASON_TWICE)
            mended.moved += 1
        else:
            rows[document_id] = {**row, "id": new_id()}
            mended.renamed += 1


def _set_schema(tables: Tables, mended: Mended) -> None:
    meta = tables.setdefault(META, {})
    first = meta.get(META_ID, {})
    if type(first.get(SCHEMA_KEY)) is int and first[SCHEMA_KEY] >= 1:
        return
    meta[META_ID] = {**first, SCHEMA_KEY: newest()}
    mended.schema_set = True
