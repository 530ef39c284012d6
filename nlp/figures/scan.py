"""Finds the figures of a text: dates, money, percentages and quantities, with their values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from newsview.nlp.data import table, word_set
from newsview.nlp.figures import amounts, quantities
from newsview.nlp.figures.comparators import comparator_around
from newsview.nlp.figures.datings import dating, lone_year
from newsview.nlp.figures.lengths import is_age, length_of_time, shift_of
from newsview.nlp.figures.numbers import (
    Number,
    is_glued_label,
    is_label,
    number_word,
    plain,
    ranged_number,
    simple_number,
)
from newsview.nlp.figures.when import When, iso
from newsview.nlp.tokens import Line, lines
from newsview.store.model import Comparator, Value

_MINUS = frozenset({"-", "−", "–"})


_ENGLISH_THOUSANDS = re.compile(r"[0-9]{1,3},[0-9]{3}")


class Figure(NamedTuple):
    """A figure in a text: offsets, label, and its value or date where they could be read."""

    start: int
    end: int
    label: str
    value: Value | None = None
    date: str | None = None
    score: float = 0.9


class _Span(NamedTuple):
    """A figure as token indexes, before its comparator is looked for."""

    start: int
    end: int
    label: str
    number: Decimal | None = None
    unit: str | None = None
    comparator: Comparator = "="
    date: str | None = None
    score: float = 0.9


def find_figures(text: str, published: str | None = None) -> list[Figure]:
    """The figures of a text, in order, none overlapping another.

    ``published`` is the article's ISO date, from which "ieri" and "24 aprile" are reckoned.
    """
    today = day_of(published)
    found = [figure for line in lines(text) for figure in figures_of(line, text, today)]
    return in_the_currencies_named(found)


def in_the_currencies_named(figures: list[Figure]) -> list[Figure]:
    """Gives bare amounts the one currency that the text names, and a label that it settles.

    "78 milioni" is an amount where "78 milioni di euro" stands elsewhere.
    """
    named = {(f.value.number, f.value.unit) for f in figures if f.label == "MONEY" and f.value}
    amounts_named = {number: unit for number, unit in named if unit}
    units = {unit for _, unit in named if unit}
    only = units.pop() if len(units) == 1 else None
    return [_in_currency(figure, amounts_named, only) for figure in figures]


def _in_currency(figure: Figure, named: Mapping[int | float, str], only: str | None) -> Figure:
    if figure.value is None or figure.value.unit is not None or figure.score > 0.6:
        return figure
    unit = named.get(figure.value.number)
    if unit is not None:
        return figure._replace(label="MONEY", value=replace(figure.value, unit=unit), score=0.8)
    if figure.label == "MONEY" and only is not None:
        return figure._replace(value=replace(figure.value, unit=only))
    return figure


def day_of(published: str | None) -> date | None:
    """An ISO date as a date, or None where there is none or it cannot be read."""
    if published is None:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def figures_of(line: Line, text: str, today: date | None) -> Iterator[Figure]:
    """The figures of one line."""
    index = 0
    while index < len(line):
        span = _figure_at(line, text, index, today) if _may_begin(line, index) else None
        if span is None:
            index += 1
            continue
        yield _finished(line, span)
        index = span.end


def _may_begin(line: Line, index: int) -> bool:
    """A cheap test that spares most words the search."""
    token = line.tokens[index]
    if token.kind == "number":
        return True
    if token.kind == "symbol":
        return token.text in "'’-−–$€£¥₽₹₩₪"
    lower = token.lower
    if lower in word_set("figure_starts") or lower in table("months") or lower in table("weekdays"):
        return True
    if lower in table("vague_numbers") or number_word(lower) is not None:
        return True
    return line.lower(index + 1) in ("secolo", "sec", "'", "’")


def _figure_at(line: Line, text: str, index: int, today: date | None) -> _Span | None:
    when = dating(line, index)
    if when is not None:
        return _dated(index, when, today)
    start, sign = index, 1
    if line.lower(index) in _MINUS:
        if not _is_sign(line, index):
            return None
        index, sign = index + 1, -1
    prefix = amounts.currency_at(line, index)
    if prefix is not None:
        return _prefixed(line, start, prefix, sign)
    if is_glued_label(line, index):
        return None
    for number in (ranged_number(line, index), simple_number(line, index)):
        if number is None:
            continue
        if sign < 0 and number.value is not None:
            number = number._replace(value=-number.value)
        span = _measured(line, text, number, today)
        if span is not None:
            return span._replace(start=start) if sign < 0 and span.label == "PERCENT" else span
    return _year(line, index, today)


def _is_sign(line: Line, index: int) -> bool:
    """Whether a dash is a minus: a number follows, and nothing that it could join precedes."""
    if not line.is_number(index + 1):
        return False
    return not line.glued(index) or line.lower(index - 1) in ("(", "[")


def _year(line: Line, index: int, today: date | None) -> _Span | None:
    when = lone_year(line, index)
    return None if when is None else _dated(index, when, today)


def _dated(index: int, when: When, today: date | None) -> _Span:
    return _Span(index, when.end, "DATE", when.amount, when.counted, date=iso(when, today))


def _prefixed(line: Line, start: int, prefix: tuple[int, str], sign: int) -> _Span | None:
    """An amount after its currency: "€ 3 mld", "$ 12,4 mln", "US$ 5"."""
    first, code = prefix
    number = ranged_number(line, first) or simple_number(line, first)
    if number is None or number.one or not (number.digits or number.scaled):
        return None
    value = None if number.value is None else number.value * sign
    if value is not None and _ENGLISH_THOUSANDS.fullmatch(line.lower(first)):
        value *= 1000
    return _Span(start, number.end, "MONEY", value, code, number.comparator)


def _measured(line: Line, text: str, number: Number, today: date | None) -> _Span | None:
    """What a number measures, by what follows it."""
    found = amounts.percent_after(line, number)
    if found is not None and not number.one:
        return _span(number, found.end, "PERCENT", found.unit)
    if line.lower(number.start - 1) == "magnitudo" and number.digits:
        return _span(number, number.end, "QUANTITY", "magnitudo")._replace(start=number.start - 1)
    currency = amounts.currency_after(line, number)
    if currency is not None:
        span = _span(number, currency.end, "MONEY", currency.unit)
        if span.number is not None and currency.divisor != 1:
            span = span._replace(number=span.number / currency.divisor)
        return span
    length = length_of_time(line, number)
    if length is not None:
        return _timed(line, number, length, today)
    unit = None if number.one else quantities.unit_after(line, number)
    if unit is not None and not (unit.symbol == "ha" and _is_only_a_year(line, number)):
        return _span(number, unit.end, "QUANTITY", unit.symbol)
    if _is_only_a_year(line, number):
        return _year(line, number.start, today)
    if amounts.counts_money(line, number):
        return _bare_money(line, number)
    if is_label(line, number.start):
        return None
    if line.lower(number.end) == "centesimi" and amounts.speaks_of_money(line):
        return _bare_money(line, number._replace(end=number.end + 1))
    head = quantities.counted_after(line, number)
    if head is not None:
        noun = text[line.tokens[head.first].start : line.tokens[head.end - 1].end]
        return _span(number, head.end, "QUANTITY", noun)._replace(score=0.75)
    return _bare(line, number)


def _is_only_a_year(line: Line, number: Number) -> bool:
    """Whether four digits after "nel", "del" are a year although a noun follows them."""
    if line.lower(number.start - 1) not in ("nel", "dal", "al", "del", "anno", "sul"):
        return False
    return number.digits and lone_year(line, number.start) is not None


def _timed(line: Line, number: Number, end: int, today: date | None) -> _Span | None:
    """A length of time: a date, an age (a quantity), or the moment that "tre anni fa" means."""
    unit = line.lower(number.end + (line.lower(number.end) in ("di", "d'")))
    if is_age(line, number, end):
        return _span(number, end, "QUANTITY", unit)
    if number.million:
        return _span(number, end, "QUANTITY", unit)
    moment = shift_of(line, number, end)
    if moment is not None:
        return _dated(number.start, moment, today)
    return _span(number, end, "DATE", unit)


def _bare(line: Line, number: Number) -> _Span | None:
    """A number of millions with nothing after it: money where the line speaks of money."""
    if line.lower(number.end - 1) == "mila" and number.end > number.start + 1:
        return _span(number, number.end, "QUANTITY", None)._replace(score=0.6)
    if not number.million or (number.comparator == "~" and number.end == number.start + 1):
        return None
    if amounts.is_money(line, number.end):
        return _bare_money(line, number)
    return _span(number, number.end, "QUANTITY", None)._replace(score=0.6)


def _bare_money(line: Line, number: Number) -> _Span:
    span = _span(number, number.end, "MONEY", amounts.currency_of(line))
    return span._replace(score=0.6)


def _span(number: Number, end: int, label: str, unit: str | None) -> _Span:
    return _Span(number.start, end, label, number.value, unit, number.comparator)


def _finished(line: Line, span: _Span) -> Figure:
    start, end = line.tokens[span.start].start, line.tokens[span.end - 1].end
    if span.number is None:
        return Figure(start, end, span.label, None, span.date, span.score)
    comparator = span.comparator
    if comparator == "=":
        comparator = comparator_around(line, span.start, span.end)
    value = Value(plain(span.number), span.unit, comparator)
    return Figure(start, end, span.label, value, span.date, span.score)
