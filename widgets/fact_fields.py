"""A fact as the texts of a form, and back: what was typed, how it is read, what it makes. No UI.

A text that is left as it was keeps everything behind it (positions, entity, value, date); only
what was retyped is read and placed anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

import msgspec

from newsview.store import messages
from newsview.store.model import Anchor, Fact, FactKind, Value
from newsview.widgets.numbers import (
    is_unmistakable,
    own_value,
    value_text,
    without_comparator,
)
from newsview.widgets.tag_text import edited_tags, tag_line

KINDS: tuple[FactKind, ...] = ("figure", "relation", "event", "role", "plan")
"""The kinds of facts, in the order in which the form offers them."""


class Reading(Protocol):
    """What a text means: a value, an ISO date, the label of such a mention; words left over."""

    @property
    def value(self) -> Value | None: ...
    @property
    def date(self) -> str | None: ...
    @property
    def label(self) -> str: ...
    @property
    def over(self) -> str: ...


ReadValue = Callable[[str], Reading | None]
"""Reads "93,5 miliardi di dollari" or "24 aprile"; None for what it cannot read."""

InText = Callable[[str], bool]
"""Whether a text stands anywhere in the article."""

Locate = Callable[[str], tuple[int, int] | None]
"""Where a typed text stands in the article: start, end (code points, end exclusive)."""


@dataclass(frozen=True)
class FactFields:
    """The texts of the form, exactly as typed."""

    kind: FactKind
    subject: str = ""
    predicate: str = ""
    object: str = ""
    value: str = ""
    date: str = ""
    attribution: str = ""
    tags: str = ""
    note: str = ""


@dataclass(frozen=True)
class Echo:
    """What stands beside a field: how its text is read; ``read`` is False if it is not."""

    text: str = ""
    read: bool = True


class FactDraft:
    """A fact being edited: the texts it starts with, and what edited texts make of it."""

    def __init__(
        self, fact: Fact, read_value: ReadValue, locate: Locate, in_text: InText | None = None
    ) -> None:
        """``fact`` is the draft; everything the form has no field for is taken over from it.

        Without ``in_text`` a text stands in the article where ``locate`` finds it.
        """
        self._in_text = in_text or (lambda text: locate(text) is not None)
        self._fact = fact
        self._read_value = read_value
        self._locate = locate
        self.fields = FactFields(
            kind=fact.kind,
            subject=fact.subject.text if fact.subject else "",
            predicate=fact.predicate,
            object=fact.object.text if fact.object else "",
            value=self._first_value_text(),
            date=fact.date or "",
            attribution=fact.attribution or "",
            tags=tag_line(fact.tags),
            note=fact.note or "",
        )

    def with_object(self, fields: FactFields, text: str) -> FactFields:
        """The texts after the object's changed: a value that mirrored it follows.

        So correcting "93,5 miliardi" in the object does not leave the old number behind.
        """
        mirrored = fields.value != "" and fields.value == fields.object
        return replace(fields, object=text, value=text if mirrored else fields.value)

    def value(self, fields: FactFields) -> Value | None:
        """The value of the texts, or None if there is none or it is not read."""
        text = fields.value.strip()
        if not text:
            return None
        if fields.value == self.fields.value:
            return self._fact.value
        return self._value_of(text)

    def date(self, fields: FactFields) -> str | None:
        """The ISO date of the texts, or None if there is none or it is not read."""
        if fields.date == self.fields.date:
            return self._fact.date
        text = fields.date.strip()
        if _is_iso_date(text):
            return text
        reading = self._read_value(text) if text else None
        return reading.date if reading else None

    def value_echo(self, fields: FactFields) -> Echo:
        """What stands beside the value field."""
        text = fields.value.strip()
        value = self.value(fields)
        if not text:
            return Echo()
        if value is not None:
            sign = "" if value.comparator != "=" else "= "
            said = sign + value_text(value) + self._other_unit(value)
            over = self._over(fields)
            if over:
                return Echo(messages.VALUE_PARTLY.format(value=said, over=over))
            return Echo(said)
        if self._object_text(fields) == text:
            return Echo(messages.VALUE_IN_OBJECT, read=False)
        return Echo(messages.VALUE_NOT_READ, read=False)

    def _other_unit(self, value: Value) -> str:
        """A word where the unit is not what it was: a letter too many makes a currency a thing."""
        before = self._fact.value
        if before is None or not before.unit or before.unit == value.unit:
            return ""
        return messages.VALUE_WAS.format(unit=before.unit)

    def text_echo(self, text: str) -> Echo:
        """What stands beside a subject, an object or who says it: whether the article has it."""
        text = text.strip()
        if not text or self._in_text(text):
            return Echo()
        return Echo(messages.NOT_IN_TEXT, read=False)

    def doubt(self, fields: FactFields) -> str | None:
        """What to ask before keeping: words of the value that are not read and stand nowhere else.

        None where it can be kept as it is.
        """
        over, value = self._over(fields), self.value(fields)
        if not over or value is None or fields.value.strip() == fields.object.strip():
            return None
        return messages.FACT_VALUE_PARTLY.format(value=value_text(value), over=over)

    def _over(self, fields: FactFields) -> str:
        """The words of an edited value that its reading leaves over."""
        if fields.value == self.fields.value or is_unmistakable(fields.value.strip()):
            return ""
        reading = self._read_value(without_comparator(fields.value)[1])
        return reading.over if reading is not None and reading.value is not None else ""

    def date_echo(self, fields: FactFields) -> Echo:
        """What stands beside the date field: nothing where it says the same as the field."""
        text = fields.date.strip()
        found = self.date(fields)
        if not text or found == text:
            return Echo()
        return Echo(f"= {found}") if found else Echo(messages.DATE_NOT_READ, read=False)

    def reason(self, fields: FactFields) -> str | None:
        """Why the texts cannot be kept, in one line; None if they can."""
        if not any(part.strip() for part in (fields.subject, fields.predicate, fields.object)):
            return messages.FACT_NEEDS_TEXT
        value = fields.value.strip()
        if value and self.value(fields) is None and self._object_text(fields) != value:
            return messages.FACT_VALUE_NOT_READ
        if fields.date.strip() and self.date(fields) is None:
            return messages.FACT_DATE_NOT_READ
        return None

    def fact(self, fields: FactFields) -> Fact:
        """The draft with the texts' meaning in place.

        Raises:
            ValueError: there is a ``reason`` why it cannot be kept.
        """
        reason = self.reason(fields)
        if reason is not None:
            raise ValueError(reason)
        draft, first = self._fact, self.fields
        return msgspec.structs.replace(
            draft,
            kind=fields.kind,
            subject=self._anchor(fields.subject, draft.subject),
            predicate=_kept(fields.predicate, first.predicate),
            object=self._anchor(self._object_text(fields), draft.object),
            value=self.value(fields),
            date=self.date(fields),
            attribution=_kept(fields.attribution, first.attribution) or None,
            tags=edited_tags(fields.tags, draft.tags),
            note=_kept(fields.note, first.note) or None,
        )

    def _first_value_text(self) -> str:
        """The value as the article has it where the object says just that, else in digits."""
        value, object_ = self._fact.value, self._fact.object
        if value is None:
            return ""
        bare = msgspec.structs.replace(value, more=msgspec.UNSET)
        if object_ is not None and self._value_of(object_.text.strip()) == bare:
            return object_.text
        return value_text(value)

    def _value_of(self, text: str) -> Value | None:
        if is_unmistakable(text):
            return own_value(text)
        comparator, rest = without_comparator(text)
        reading = self._read_value(rest) if rest else None
        if reading is not None and reading.date is not None:
            return reading.value
        value = (reading.value if reading else None) or own_value(rest)
        if value is not None and comparator is not None:
            return msgspec.structs.replace(value, comparator=comparator)
        return value

    def _object_text(self, fields: FactFields) -> str:
        """The object's text: where it is empty, a value that is not read stands in for it."""
        if fields.object.strip() or self.value(fields) is not None:
            return fields.object if fields.object == self.fields.object else fields.object.strip()
        return fields.value.strip()

    def _anchor(self, text: str, before: Anchor | None) -> Anchor | None:
        if before is not None and text == before.text:
            return before
        text = text.strip()
        if not text:
            return None
        start, end = self._locate(text) or (None, None)
        return Anchor(text, start, end)


def _kept(text: str, before: str) -> str:
    """A text as it was, or without blanks around it where it was edited."""
    return text if text == before else text.strip()


def _is_iso_date(text: str) -> bool:
    """Whether a text is an ISO date, month or year: ``2025-04-24``, ``2025-04``, ``2025``."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text, re.ASCII)
    if match is None:
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True
