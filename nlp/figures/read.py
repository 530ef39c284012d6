"""Reads the value of one figure as it is typed or selected."""

from __future__ import annotations

from typing import NamedTuple

from newsview.nlp.figures.comparators import comparator_length
from newsview.nlp.figures.figure import Figure
from newsview.nlp.figures.numbers import simple_number
from newsview.nlp.figures.scan import day_of, figures_of, values_of
from newsview.nlp.tokens import Line, tokens
from newsview.store.model import Value

LONGEST_TYPED = 500
"""Code points of a typed text that are read; a longer one is no single figure."""


class Reading(NamedTuple):
    """What a text says as a figure: its value or its ISO date, and the figure's label.

    ``over`` is what stands before and behind the figure, and is no part of what is said.
    """

    value: Value | None
    date: str | None
    label: str
    over: str = ""


def read_value(text: str, published: str | None = None) -> Reading | None:
    """What a typed or selected text says as a figure, or None where it says none.

    "oltre 950 impianti" gives 950 "impianti" with comparator ``>=``; a bare number counts as a
    quantity without a unit. ``published`` is the ISO date that relative dates are reckoned from.
    Never raises.
    """
    if len(text) > LONGEST_TYPED:
        return None
    line = Line(list(tokens(text)))
    found = next(figures_of(line, text, day_of(published)), None)
    if found is not None and (found.value is not None or found.date is not None):
        return Reading(found.value, found.date, found.label, _over(text, found))
    return _bare_number(line)


def _over(text: str, figure: Figure) -> str:
    """The words around a figure; a comparator ("oltre 5", "5 circa") belongs to its value."""
    before, behind = text[: figure.start].strip(), text[figure.end :].strip(" .,;")
    if figure.value is not None and figure.value.comparator != "=":
        before = ""
        words = Line(list(tokens(behind)))
        bound = comparator_length(words)
        behind = "" if bound is not None and bound[0] == len(words) else behind
    return " … ".join(part for part in (before, behind) if part)


def _bare_number(line: Line) -> Reading | None:
    bound = comparator_length(line)
    index = 0 if bound is None else bound[0]
    number = simple_number(line, index)
    if number is None or number.value is None or number.end != len(line):
        return None
    if bound is not None:
        number = number._replace(comparator=bound[1])
    value = values_of(number, None)[0]
    return Reading(value, None, "QUANTITY")
