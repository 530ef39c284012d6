"""What a journal line tells of a step besides what it changes: who, when, what was there before."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from itertools import count
from secrets import token_hex
from typing import Any, Literal

import msgspec

from newsview.store.convert import TYPE_OF
from newsview.store.field_merge import BOOKKEEPING
from newsview.store.steps import Table

Deed = Literal["do", "undo", "redo"]

Difference = tuple[Table, str, Mapping[str, Any] | None, Mapping[str, Any] | None]


class Told(msgspec.Struct, frozen=True):
    """Who made a step and what it was. ``of`` is the id of the step that is undone or redone."""

    by: str
    said: str
    article: str | None = None
    deed: Deed = "do"
    of: str | None = None
    id: str = msgspec.field(default_factory=lambda: step_id())


_PROCESS = token_hex(5)
_numbers = count(1)
_second = (0, "")


def step_id() -> str:
    """A fresh id that sorts by time: nanoseconds, this process and a running number, in hex."""
    return f"{time.time_ns():016x}{_PROCESS}{next(_numbers):06x}"


def _at() -> str:
    """The present time as ``model.now`` writes it."""
    global _second
    seconds = int(time.time())
    if _second[0] != seconds:
        _second = seconds, time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
    return _second[1]


def step_line(told: Told, differences: Iterable[Difference]) -> dict[str, Any]:
    """The JSON form: what every changed record was before, of those fields that changed.

    What it became stands in the same line as documents put.
    """
    line: dict[str, Any] = {"id": told.id, "at": _at(), "by": told.by, "said": told.said}
    if told.article is not None:
        line["article"] = told.article
    if told.deed != "do":
        line["deed"], line["of"] = told.deed, told.of
    line["was"] = [
        [table, record_id, before_of(table, before, after)]
        for table, record_id, before, after in differences
    ]
    return line


def before_of(
    table: Table, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> Mapping[str, Any] | None:
    """What the fields that differ were: all fields of a record that goes, None of a new one.

    Of those, what holds nothing is left out where it is what a new record has anyway.
    """
    if before is None:
        return None
    if after is None:
        known = TYPE_OF[table].__struct_fields__
        return {k: v for k, v in before.items() if v is not None or k not in known}
    return {
        name: before.get(name)
        for name, value in after.items()
        if before.get(name) != value and name not in BOOKKEEPING
    }
