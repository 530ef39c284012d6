"""Finds the figures of a text: dates, money, percentages and quantities, with their values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from newsview.nlp.data import table, word_set
from newsview.nlp.figures import amounts, quantities, seasons
from newsview.nlp.figures.comparators import comparator_around
from newsview.nlp.figures.currencies import UNSURE, in_the_currencies_named
from newsview.nlp.figures.datings import dating, lone_year
from newsview.nlp.figures.figure import Figure
from newsview.nlp.figures.labels import is_glued_label, is_label
from newsview.nlp.figures.lengths import Length, is_age, length_of_time, shift_of
from newsview.nlp.figures.numbers import Number, number_word, plain, simple_number
from newsview.nlp.figures.ranges import ranged_number
from newsview.nlp.figures.tense import is_ahead
from newsview.nlp.figures.when import When, iso
from newsview.nlp.figures.words import ONE
from newsview.nlp.tokens import Line, lines
from newsview.store.model import Comparator, Value

_MINUS = frozenset({"-", "−", "–", "meno"})
_ENGLISH_THOUSANDS = re.compile(r"[0-9]{1,3},[0-9]{3}")
_TO_A_CLOCK = frozenset(", - – | alle all' dalle ore le e intorno verso dopo".split())


_SEEN_FROM_TODAY = frozenset({"day", "month", "weekday", "period"})
"""Kinds of dates that without a year may be the last or the next one."""

_LONGEST_CHAIN = 16
"""Tokens of numbers and signs written as one in which a figure is still looked for."""

_BEFORE_A_SPACED_SIGN = frozenset("a un al il del di da dal con".split())
_OTHER_STARTS = frozenset(
    "ore ora h mezzanotte mezzogiorno mezzora altro quest' questo questa scorso scorsa scorsi "
    "scorse prossimo prossima prossimi prossime stesso stessa ultimo ultima ultimi ultime prima "
    "primi prime i ii iii iv fine inizio inizi metà anno anni mese settimana giorno decennio "
    "secolo esercizio triennio biennio weekend tarda tardo vigilia q1 q2 q3 q4 h1 h2 mezzo mezza "
    "mezz' un una un' uno milione miliardo meno us".split()
)


class _Span(NamedTuple):
    """A figure as token indexes, before its comparator is looked for."""

    start: int
    end: int
    label: str
    number: Number | None = None
    unit: str | None = None
    date: str | None = None
    score: float = 0.9


def find_figures(
    text: str, published: str | None = None, stretches: Iterable[tuple[int, int]] | None = None
) -> list[Figure]:
    """The figures of a text, in order, none overlapping another.

    ``published`` is the article's ISO date, from which "ieri" and "24 aprile" are reckoned.
    ``stretches`` (offsets, in order) are all that is read where they are given; one article's
    figures belong in one call, since an amount without a currency takes that of the others.
    """
    today = day_of(published)
    found: list[Figure] = []
    for start, end in [(0, len(text))] if stretches is None else stretches:
        for line in lines(text, start, end):
            found += figures_of(line, text, today)
    return in_the_currencies_named(found, today)


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
    before: _Span | None = None
    while index < len(line):
        chain = _chain_end(line, index)
        if chain > index + _LONGEST_CHAIN:
            index = chain
            continue
        span = _figure_at(line, text, index, today) if _may_begin(line, index) else None
        if span is None:
            index += 1
            continue
        span = _on_its_day(line, before, span)
        yield _finished(line, span)
        before = span
        index = span.end


def _chain_end(line: Line, index: int) -> int:
    """The token after numbers and signs that are written as one: "12/3-15/3", "1-1-1-1-1"."""
    if not line.is_number(index):
        return index
    index += 1
    while line.glued(index) and not line.is_word(index):
        index += 1
    return index


def _on_its_day(line: Line, before: _Span | None, span: _Span) -> _Span:
    """A clock time on the day named just before it: "ieri alle 18.30", "dalle 9 alle 13"."""
    if before is None or before.date is None or span.date is None or span.date[0] != "T":
        return span
    day = before.date.partition("T")[0]
    if len(day) != len("2025-04-24"):
        return span
    between = line.lowers[before.end : span.start]
    if len(between) > 3 or not _TO_A_CLOCK.issuperset(between):
        return span
    return span._replace(date=day + span.date)


def _may_begin(line: Line, index: int) -> bool:
    """A cheap test that spares most words the search."""
    token = line.tokens[index]
    if token.kind == "number":
        return True
    if token.kind == "symbol":
        return token.text in "'’-−–$€£¥₽₹₩₪"
    lower = token.lower
    return (
        lower in _starts()
        or number_word(lower) is not None
        or line.lower(index + 1) in ("secolo", "sec", "'", "’")
    )


@lru_cache(maxsize=1)
def _starts() -> frozenset[str]:
    """Words that a figure can begin with, besides numbers."""
    tables = ("months", "weekdays", "relative_days", "vague_numbers", "ordinals", "eras")
    listed = {word for name in tables for word in table(name)}
    listed |= {feast.split()[0] for feast in table("feasts")} | word_set("dayparts")
    listed |= {name.split()[0] for name in table("currencies")} | seasons.SEASONS
    codes = {code.lower() for code in table("currencies").values()}
    return frozenset(listed | codes | _OTHER_STARTS)


def _figure_at(line: Line, text: str, index: int, today: date | None) -> _Span | None:
    when = dating(line, index)
    if when is not None:
        return _dated(line, index, when, today)
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
        span = _measured(line, text, number, today)
        if span is None:
            continue
        if sign > 0 or span.number is None or span.label == "DATE":
            return span
        return span._replace(start=start, number=_times(span.number, Decimal(-1)))
    return _year(line, index, today)


def _is_sign(line: Line, index: int) -> bool:
    """Whether a dash is a minus: a number follows, and nothing that it could join precedes."""
    if line.is_word(index):
        return _is_said_minus(line, index)
    if not line.is_number(index + 1):
        return False
    if not line.glued(index + 1) and line.lower(index - 1) not in _BEFORE_A_SPACED_SIGN:
        return False
    return not line.glued(index) or line.lower(index - 1) in ("(", "[")


def _is_said_minus(line: Line, index: int) -> bool:
    """ "meno cinque gradi", and not "più o meno", "ne ha meno", "non meno"."""
    if line.lower(index - 1) in ("o", "né", "non", "di", "ne", "più"):
        return False
    return line.is_number(index + 1) or (number_word(line.lower(index + 1)) or 0) > 1


def _year(line: Line, index: int, today: date | None) -> _Span | None:
    when = lone_year(line, index)
    return None if when is None else _dated(line, index, when, today)


def _dated(line: Line, index: int, when: When, today: date | None) -> _Span:
    number = None
    relative = when.year is None and when.years_off is None and not when.way
    if today is not None and relative and when.kind in _SEEN_FROM_TODAY:
        when = when._replace(ahead=is_ahead(line, index, when.end))
    if when.amount is not None:
        number = Number(index, when.end, when.amount)
    return _Span(index, when.end, "DATE", number, when.counted, iso(when, today))


def _prefixed(line: Line, start: int, prefix: tuple[int, str | None], sign: int) -> _Span | None:
    """An amount after its currency: "€ 3 mld", "$ 12,4 mln", "US$ 5"."""
    first, code = prefix
    number = ranged_number(line, first) or simple_number(line, first)
    if number is None or number.one or not (number.digits or number.scaled):
        return None
    if _ENGLISH_THOUSANDS.fullmatch(line.lower(first)) and not number.others:
        number = _times(number, Decimal(1000))
    return _Span(start, number.end, "MONEY", _times(number, Decimal(sign)), code)


def _measured(line: Line, text: str, number: Number, today: date | None) -> _Span | None:
    """What a number measures, by what follows it."""
    found = amounts.percent_after(line, number)
    if found is not None and not number.one:
        return _span(number, found.end, "PERCENT", found.unit)
    if line.lower(number.start - 1) == "magnitudo" and number.digits:
        return _span(number, number.end, "QUANTITY", "magnitudo")._replace(start=number.start - 1)
    currency = amounts.currency_after(line, number)
    if currency is not None:
        number = _times(number, 1 / Decimal(currency.divisor))
        return _span(number, currency.end, "MONEY", currency.unit)
    hundredths = amounts.hundredths_after(line, number)
    if hundredths is not None:
        return _bare_money(line, _times(number, 1 / Decimal(100))._replace(end=hundredths))
    length = length_of_time(line, number)
    if length is not None:
        return _timed(line, length, today)
    unit = None if number.one else quantities.unit_after(line, number)
    if unit is not None:
        written = text[line.tokens[unit.first].start : line.tokens[unit.end - 1].end]
        if not (written == "ha" and _is_only_a_year(line, number)):
            return _span(number, unit.end, "QUANTITY", written)
    if _is_only_a_year(line, number):
        return _year(line, number.start, today)
    if amounts.counts_money(line, number):
        return _bare_money(line, number)
    if is_label(line, number.start):
        return None
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


def _timed(line: Line, length: Length, today: date | None) -> _Span | None:
    """A length of time: a date, an age (a quantity), or the moment that "tre anni fa" means."""
    number = length.number
    if number.million or is_age(line, number, length.end):
        return _span(number, length.end, "QUANTITY", length.unit)
    moment = shift_of(line, length)
    if moment is not None and iso(moment, today) is not None:
        return _dated(line, number.start, moment, today)
    return _span(number, length.end, "DATE", length.unit)


def _bare(line: Line, number: Number) -> _Span | None:
    """A number of millions with nothing after it: money where the line speaks of money."""
    if line.lower(number.end - 1) == "mila" and number.end > number.start + 1:
        return _span(number, number.end, "QUANTITY", None)._replace(score=UNSURE)
    if number.fraction and number.value is not None:
        lone = line.lower(number.start) not in ONE
        lone = lone and line.lower(number.start - 1) not in ("i", "ai", "dei", "gli", "degli")
        return _span(number, number.end, "QUANTITY", None)._replace(score=0.7) if lone else None
    if not number.million or (number.comparator == "~" and number.end == number.start + 1):
        return None
    if amounts.is_money(line, number.end):
        return _bare_money(line, number)
    return _span(number, number.end, "QUANTITY", None)._replace(score=UNSURE)


def _bare_money(line: Line, number: Number) -> _Span:
    span = _span(number, number.end, "MONEY", amounts.currency_of(line, number))
    return span._replace(score=UNSURE)


def _span(number: Number, end: int, label: str, unit: str | None) -> _Span:
    return _Span(number.start, end, label, number, unit)


def _times(number: Number, factor: Decimal) -> Number:
    """A number and its others, multiplied."""
    if number.value is None or factor == 1:
        return number
    values = [value * factor for value in (number.value, *number.others)]
    if factor < 0 and not number.listed:
        values.sort()
    return number._replace(value=values[0], others=tuple(values[1:]))


def values_of(number: Number, unit: str | None) -> list[Value]:
    """A number's value, then the upper bound of a range or the other numbers of a list."""
    if number.value is None:
        return []
    further: Comparator = "=" if number.listed else "<="
    return [
        Value(plain(number.value), unit, number.comparator),
        *(Value(plain(other), unit, further) for other in number.others),
    ]


def _finished(line: Line, span: _Span) -> Figure:
    start, end = line.tokens[span.start].start, line.tokens[span.end - 1].end
    number = span.number
    if number is None or number.value is None:
        return Figure(start, end, span.label, None, span.date, span.score)
    if number.comparator == "=" and not number.others:
        number = number._replace(comparator=comparator_around(line, span.start, span.end))
    value, *also = values_of(number, span.unit)
    return Figure(start, end, span.label, value, span.date, span.score, tuple(also))
