"""What the rules find."""

from __future__ import annotations

from typing import NamedTuple

from newsview.store.model import Value


class Figure(NamedTuple):
    """A figure in a text: offsets, label, and its value or date where they could be read.

    A range has its lower bound as ``value`` and its upper one in ``also``; a change ("sale da 38 a
    90") its new number as ``value`` and the old one in ``also``; a list ("10,6 e 13,9 euro") its
    first number as ``value`` and the others in ``also``. ``date`` has one of the forms that
    `newsview.nlp.figures.when.iso` names. The unit of a value is an ISO 4217 code, ``%``, or the
    unit or counted noun as written.
    """

    start: int
    end: int
    label: str
    value: Value | None = None
    date: str | None = None
    score: float = 0.9
    also: tuple[Value, ...] = ()
