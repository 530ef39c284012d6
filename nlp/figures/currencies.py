"""Gives amounts that name no currency the one that their article is about."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from newsview.nlp.figures.figure import Figure

UNSURE = 0.6
"""The score of a figure whose label or currency is not written beside it."""

_ROUNDED = 0.01
"""How far from an amount, as a part of it, a rounded one is."""

_EUROS_FROM = date(2002, 1, 1)


def in_the_currencies_named(figures: list[Figure], published: date | None = None) -> list[Figure]:
    """Gives bare amounts a currency, and a label that the text settles.

    "78 milioni" is an amount where "78 milioni di euro" stands elsewhere, and the 93 billion of a
    title are the "93,5 miliardi di dollari" of the text. Other bare amounts, of whose currency
    their sentence says nothing, are in euros, as Italian news is read, unless the text was
    published before 2002; but in the foreign currency that a text names more than once where it
    names no other.
    """
    amounts_named = {f.value.number: f.value.unit for f in _named(figures) if f.value}
    in_order = sorted(amounts_named)
    usual = _usual(figures, published)
    found = []
    for figure in figures:
        value = figure.value
        if value is not None and value.unit is None and figure.score <= UNSURE:
            unit = amounts_named.get(value.number)
            if unit is not None:
                figure = _in(figure, unit)._replace(label="MONEY", score=0.8)
            elif figure.label == "MONEY":
                amount = _rounded(value.number, in_order) if in_order else None
                unit = usual if amount is None else amounts_named[amount]
                figure = figure if unit is None else _in(figure, unit)
        found.append(figure)
    return found


def _rounded(number: float, in_order: list[float]) -> float | None:
    """The one of these amounts, in ascending order, that a bare one is a rounding of."""
    place = bisect(in_order, number)
    near = min(in_order[max(0, place - 1) : place + 1], key=lambda amount: abs(amount - number))
    return near if abs(near - number) <= _ROUNDED * abs(near) else None


def _usual(figures: list[Figure], published: date | None) -> str | None:
    """The currency of the amounts that name none."""
    units = [f.value.unit for f in _named(figures) if f.value and f.score > UNSURE]
    if len(units) > 1 and len(set(units)) == 1:
        return units[0]
    return "EUR" if published is None or published >= _EUROS_FROM else None


def _named(figures: Iterable[Figure]) -> list[Figure]:
    return [f for f in figures if f.label == "MONEY" and f.value and f.value.unit is not None]


def _in(figure: Figure, unit: str) -> Figure:
    if figure.value is None:
        return figure
    also = tuple(replace(value, unit=unit) for value in figure.also)
    return figure._replace(value=replace(figure.value, unit=unit), also=also)
