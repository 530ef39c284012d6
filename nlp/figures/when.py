"""What a date in words says, and the ISO 8601 form of it seen from the day of publication."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal["day", "month", "year", "period", "weekday", "shift", "clock", "part", "plain"]


_MONTHS = {"M": 1, "B": 2, "Q": 3, "T": 4, "H": 6}
"""Months in a part of the year, by the letter of its code; M counts them from January."""

_YEARS_NEAR = range(-8, 9)
"""Years around that of publication: 29 febbraio is up to eight years away."""

UNITS = {
    "anno": "year",
    "anni": "year",
    "mese": "month",
    "mesi": "month",
    "settimana": "week",
    "settimane": "week",
    "giorno": "day",
    "giorni": "day",
    "giornata": "day",
}
"""Words of the units that a date can be moved by."""


class When(NamedTuple):
    """One date expression, over the tokens up to ``end``.

    ``kind`` says what is known: a day of a month, a month, a year, a ``period`` (``code`` such as
    "Q1" of ``year``, or "M9", its first nine months), a weekday (Monday is 0), a ``shift`` of so
    many ``unit`` (day, week, month, year) from the day of publication, a clock time, a part of a
    day that needs a day, or ``plain`` (seen, with no date of its own). ``way`` is -1 for "scorso",
    1 for "prossimo", else 0. ``to`` is the last year, month or day of a range; ``years_off`` the
    year as so many from that of publication, which for a day without a month means this month;
    ``ahead`` tells that its sentence speaks of one to come, ``part`` that a part of the day was
    named ("ieri sera"); ``amount`` and ``counted`` are the length in "ultimi dieci anni".
    """

    end: int
    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    clock: str | None = None
    shift: int = 0
    unit: str = ""
    way: int = 0
    ahead: bool = False
    code: str | None = None
    to: int | None = None
    years_off: int | None = None
    part: bool = False
    amount: Decimal | None = None
    counted: str | None = None


def iso(when: When, published: date | None) -> str | None:
    """The ISO 8601 form of a date expression, or None where it is not known or no such day exists.

    ======================================  ==========================================
    written                                 form
    ======================================  ==========================================
    24 aprile 2025; ieri; lunedì scorso     ``2025-04-24``
    dal 3 al 5 marzo 2026                   ``2026-03-03/2026-03-05``
    la settimana scorsa; tre settimane fa   ``2026-W09``
    marzo 2025; fine mese; due mesi fa      ``2025-03``
    gennaio-marzo 2025; primi tre mesi      ``2025-01/2025-03``
    2025; fine anno; tra due anni           ``2025``
    2024-2026; anni Novanta; XX secolo      ``2024/2026``, ``1990/1999``, ``1901/2000``
    primo trimestre; secondo semestre       ``2025-Q1``, ``2025-H2`` (T: four months, B: two)
    ore 18:30                               ``T18:30``
    ieri alle 18.30                         ``2026-03-02T18:30``
    ======================================  ==========================================

    Quarters and halves, which ISO 8601 does not know, are written as is usual. What is seen from
    the day of publication is None where that is not known. A day or month without a year takes
    the year nearest to the day of publication (of two the earlier), a part of a year the one in
    which its end is nearest; a weekday is the last one on or before it. What is ``ahead`` is the
    next one instead: a day, a month or a part of a year that ends no earlier, a later weekday.
    31 febbraio is None.
    """
    try:
        moment = _date_of(when, published)
    except OverflowError:  # beyond the years 1 to 9999
        moment = None
    if when.clock is None:
        return moment
    if moment is None or len(moment) != len("2025-04-24"):
        return f"T{when.clock}" if when.kind == "clock" else moment
    return f"{moment}T{when.clock}"


def _date_of(when: When, published: date | None) -> str | None:
    year = when.year
    if year is None and when.years_off is not None and published is not None:
        year = published.year + when.years_off
    if when.kind == "day":
        return _day(when, year, published)
    if when.kind == "month":
        return _month(when, year, published)
    if when.kind == "year":
        if year is None:
            return None
        return f"{year:04d}" if when.to is None else f"{year:04d}/{when.to:04d}"
    if when.kind == "period":
        return _period(when, year, published)
    if published is None:
        return when.code if when.kind == "plain" else None
    if when.kind == "weekday" and when.weekday is not None:
        return _weekday(when.weekday, when.way or int(when.ahead), published).isoformat()
    if when.kind == "shift":
        return _shifted(when.shift, when.unit, published)
    return when.code


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(when: When, year: int | None, published: date | None) -> str | None:
    if when.day is None:
        return None
    month = when.month
    if month is None:
        if published is None:
            return None
        if when.years_off is None:
            return _bare_day(when, published)
        year, month = published.year, published.month
    if year is None:
        if published is None:
            return None
        near = [_real(published.year + off, month, when.day) for off in _YEARS_NEAR]
        days = [day for day in near if day is not None]
        way = when.way or int(when.ahead)
        if way and not (when.ahead and _is_that_weekday(days, when, published)):
            days = [day for day in days if (day - published).days * way >= 0] or days
        if not days:
            return None
        year = min(days, key=lambda day: abs((day - published).days)).year
    before = when.to is not None and when.to < when.day  # dal 28 al 3 marzo
    first = _real(*_months_on(year, month, -1 if before else 0), when.day)
    if first is None:
        return None
    last = None if when.to is None else _real(year, month, when.to)
    return first.isoformat() if last is None else f"{first.isoformat()}/{last.isoformat()}"


def _is_that_weekday(days: list[date], when: When, published: date) -> bool:
    """Whether the nearest of these days is on the weekday that is named with it."""
    if when.weekday is None or not days:
        return False
    return min(days, key=lambda day: abs((day - published).days)).weekday() == when.weekday


def _bare_day(when: When, published: date) -> str | None:
    """ "giovedì 29": the day of that number nearest to the day of publication."""
    near: list[date] = []
    for off in (-1, 0, 1):
        year, month = _months_on(published.year, published.month, off)
        day = _real(year, month, when.day or 0)
        if day is not None and (when.weekday is None or day.weekday() == when.weekday):
            near.append(day)
    if when.ahead:
        near = [day for day in near if day >= published] or near
    if not near:
        return None
    return min(near, key=lambda day: abs((day - published).days)).isoformat()


def _month(when: When, year: int | None, published: date | None) -> str | None:
    if when.month is None:
        return None
    if year is None:
        if published is None:
            return None
        away = (when.month - published.month + 6) % 12 - 6
        if when.way < 0 and away >= 0:
            away -= 12
        if (when.way > 0 and away <= 0) or (when.ahead and away < 0):
            away += 12
        year = _months_on(published.year, published.month, away)[0]
    first = f"{year:04d}-{when.month:02d}"
    return first if when.to is None else f"{first}/{year:04d}-{when.to:02d}"


def _period(when: When, year: int | None, published: date | None) -> str | None:
    code = when.code or ""
    months = _MONTHS.get(code[:1], 0) * int(code[1:] or 0)
    if year is None:
        if published is None:
            return None
        year = _year_of_period(months, when, published)
    if code.startswith("M"):
        return f"{year:04d}-01/{year:04d}-{months:02d}"
    return f"{year:04d}-{code}"


def _year_of_period(months: int, when: When, published: date) -> int:
    """The year in which a part of the year, so many months from January, ends nearest."""
    today = published.year * 12 + published.month
    ends = [(published.year + off) * 12 + months for off in (-1, 0, 1)]
    if when.way:
        ends = [end for end in ends if (end - today) * when.way > 0] or ends
    elif when.ahead:
        ends = [end for end in ends if end >= today] or ends
    end = min(ends, key=lambda end: abs(end - today))
    return (end - 1) // 12


def _weekday(weekday: int, way: int, published: date) -> date:
    back = (published.weekday() - weekday) % 7
    if way > 0:
        return published + timedelta(days=7 - back)
    if way < 0 and back == 0:
        back = 7
    return published - timedelta(days=back)


def _months_on(year: int, month: int, months: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def _shifted(shift: int, unit: str, published: date) -> str | None:
    if unit == "day":
        return (published + timedelta(days=shift)).isoformat()
    if unit == "week":
        moved = published + timedelta(weeks=shift)
        return "{:04d}-W{:02d}".format(*moved.isocalendar()[:2])
    months = shift if unit == "month" else 12 * shift
    year, month = _months_on(published.year, published.month, months)
    if not 1 <= year <= 9999:
        return None
    return f"{year:04d}-{month:02d}" if unit == "month" else f"{year:04d}"
