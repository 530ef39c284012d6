"""Gives amounts that name no currency the one that their article is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from newsview.nlp.figures.figure import Figure

UNSURE = 0.6
"""The score of a figure whose label or currency is not written beside it."""

_EUROS_FROM = date(2002, 1, 1)


def in_the_currencies_named(figures: list[Figure], published: date | None = None) -> list[Figure]:
    """Gives bare amounts a currency, and a label that the text settles.

    "78 milioni" is an amount where "78 milioni di euro" stands elsewhere. Other bare amounts are
    in the currency named last before them, or else next behind them; where the text names none
    and was not published before 2002 they are in euros, as Italian news is read.
    """
    amounts_named = {f.value.number: f.value.unit for f in _named(figures) if f.value}
    first = next((f.value.unit for f in _named(figures) if f.value), None)
    if first is None and (published is None or published >= _EUROS_FROM):
        first = "EUR"
    found = []
    current = first
    for figure in figures:
        value = figure.value
        if figure.label == "MONEY" and value is not None and value.unit is not None:
            current = value.unit
        elif value is not None and value.unit is None and figure.score <= UNSURE:
            unit = amounts_named.get(value.number)
            if unit is not None:
                figure = _in(figure, unit)._replace(label="MONEY", score=0.8)
            elif figure.label == "MONEY" and current is not None:
                figure = _in(figure, current)
        found.append(figure)
    return found


def _named(figures: Iterable[Figure]) -> list[Figure]:
    return [f for f in figures if f.label == "MONEY" and f.value and f.value.unit is not None]


def _in(figure: Figure, unit: str) -> Figure:
    if figure.value is None:
        return figure
    also = tuple(replace(value, unit=unit) for value in figure.also)
    return figure._replace(value=replace(figure.value, unit=unit), also=also)
