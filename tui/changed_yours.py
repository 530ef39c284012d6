"""What somebody else changed of one's own, in one line of a terminal: from what to what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from newsview.store import messages
from newsview.store.decisions import describe_fact
from newsview.store.met import is_begun
from newsview.store.model import (
    Anchor,
    ArticleRecord,
    Entity,
    Evidence,
    Fact,
    Mention,
    Record,
    Value,
)
from newsview.store.note_merge import new_lines
from newsview.store.steps import Change
from newsview.tui.telling import and_more
from newsview.widgets.numbers import value_text
from newsview.widgets.text.display import cells, one_line

ROOM = 78
"""Cells of the status line at 80 columns."""

_CROPS = ((46, 30), (28, 20), (20, 20), (20, 14), (14, 20), (14, 14), (14, 10), (10, 7))
"""Cells of what it is and of each value, the most that fits."""

_MOST_FIELDS = 3
_LONGEST_NAME = 16
_LEAST_NOTE = 12

_TOLD: Mapping[type[Record], tuple[str, ...]] = {
    Mention: ("label", "status", "text", "entity", "tags", "note"),
    Fact: (
        "status", "kind", "subject", "predicate", "object", "value", "date", "attribution",
        "evidence", "tags", "note",
    ),
    ArticleRecord: ("status", "tags", "note"),
    Entity: ("name", "label", "aliases", "link", "note"),
}  # fmt: skip
"""The fields that a person decides on, those to name first in front."""

NameOf = Callable[[str], str | None]
"""The name of the entity with an id, if it is kept."""


class Field(NamedTuple):
    """A field in words: what it was and what it is."""

    name: str
    was: str
    now: str


def touched(change: Change, name_of: NameOf) -> list[Field] | None:
    """What of a record is other than it was; None where nothing that a person decided is.

    An empty list says that the record is gone. That an article is begun is nobody's decision.
    """
    before, after = change.before, change.after
    if before is None or type(before) not in _TOLD or is_begun(change):
        return None
    if after is None:
        return []
    return list(_fields(before, after, name_of)) or None


def is_note(fields: list[Field]) -> bool:
    """Whether nothing but a note is other: what was decided stands."""
    return [field.name for field in fields] == ["note"]


def line(change: Change, fields: list[Field], by: str, *, undone: bool, more: int) -> str:
    """The line: at 80 columns it fits whole, long names and values are shortened for it.

    Args:
        change: What became of one's own record.
        fields: What `touched` says of it.
        by: Who did it.
        undone: Whether it was by undoing something.
        more: How many more of one's own records are other now.
    """
    template = _template(change, fields, undone)
    who, name = one_line(by, _LONGEST_NAME), _name(change.after if undone else change.before)
    said = ""
    for count in range(min(len(fields), _MOST_FIELDS), 0, -1) or (0,):
        for widest_name, widest_value in _CROPS if count < 2 else _CROPS[:4]:
            told = [_words(field, widest_value) for field in fields[:count]]
            if len(fields) > count:
                told.append(messages.OTHERS_MORE_FIELDS.format(n=len(fields) - count))
            what = one_line(name, widest_name)
            bare = template.format(by=who, what=what, changes=", ".join(told), note="")
            room = ROOM - cells(and_more(bare, more))
            note = one_line(_new_note(change), max(room, _LEAST_NOTE))
            said = template.format(by=who, what=what, changes=", ".join(told), note=note)
            said = and_more(said, more)
            if cells(said) <= ROOM:
                return said
    return one_line(said, ROOM)


def _template(change: Change, fields: list[Field], undone: bool) -> str:
    if not fields:
        return messages.OTHERS_REMOVED
    if is_note(fields):
        return messages.OTHERS_NOTE[undone, bool(_new_note(change))]
    return messages.OTHERS_UNDID if undone else messages.OTHERS_CHANGED_YOURS


def _fields(before: Record, after: Record, name_of: NameOf) -> Iterator[Field]:
    for name in _TOLD[type(before)]:
        was, now = (_value(getattr(side, name), name, name_of) for side in (before, after))
        if was != now:
            yield Field(name, was, now)


def _value(value: Any, name: str, name_of: NameOf) -> str:
    """A field's value in words."""
    if value in (None, "", ()):
        return messages.PANE_NONE
    if isinstance(value, tuple):
        return ", ".join(_value(one, name, name_of) for one in value)
    if isinstance(value, Anchor | Evidence):
        return value.text
    if isinstance(value, Value):
        return value_text(value)
    if name == "entity":
        return name_of(value) or messages.OTHERS_GONE_ENTITY
    return messages.OTHERS_VALUES.get(value, value) if name == "status" else str(value)


def _words(field: Field, widest: int) -> str:
    """A field's change; of a verdict what it is now."""
    if field.name == "status" and field.now in messages.IS_AGAIN:
        return field.now
    return messages.HISTORY_FIELD.format(
        field=messages.OTHERS_FIELDS.get(field.name)
        or messages.FACT_FIELD_TITLES.get(field.name, field.name),
        was=one_line(field.was, widest),
        now=one_line(field.now, widest),
    )


def _new_note(change: Change) -> str:
    """The lines of a note that came."""
    before, after = (getattr(side, "note", None) for side in (change.before, change.after))
    come = new_lines(before, after)
    return messages.TOLD_JOINT.join(one for one in (after or "").split("\n") if one in come)


def _name(record: Record | None) -> str:
    """What it is, as one calls what is one's own."""
    if isinstance(record, Mention):
        return f"{record.label} {record.text}"
    if isinstance(record, Fact):
        return messages.OTHERS_FACT.format(fact=describe_fact(record))
    if isinstance(record, ArticleRecord):
        return messages.OTHERS_ARTICLE.format(source=record.source)
    return messages.OTHERS_ENTITY.format(name=getattr(record, "name", ""))
