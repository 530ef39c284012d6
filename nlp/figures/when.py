"""What a date in words says, and the ISO 8601 form of it seen from the day of publication."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal["day", "month", "year", "period", "weekday", "shift", "clock", "part", "plain"]


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
    "Q1" of ``year``), a weekday (Monday is 0), a ``shift`` of so many ``unit`` (day, week, month,
    year) from the day of publication, a clock time, a part of a day that needs a day, or ``plain``
    (seen, with no date of its own, unless ``code`` holds one). ``way`` is -1 for "scorso", 1 for
    "prossimo", else 0. ``to`` is the last year, month or day of a range;
    ``part`` tells that a part of the day was named ("ieri sera");
    ``count`` and ``counted`` are the length in "ultimi dieci anni".
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
    code: str | None = None
    to: int | None = None
    years_off: int | None = None
    part: bool = False
    amount: Decimal | None = None
    counted: str | None = None


def iso(when: When, published: date | None) -> str | None:
    """The ISO 8601 date, month, year, quarter, interval or time, or None where it is not known.

    A day or month without a year takes the one nearest to the day of publication; a weekday is
    the last one on or before it. Quarters and halves are written ``2024-Q1``, ``2024-H1``,
    intervals with ``/``.
    """
    moment = _date_of(when, published)
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
        return _weekday(when.weekday, when.way, published).isoformat()
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
        return None if published is None else _bare_day(when, published)
    if year is None:
        if published is None:
            return None
        near = [_real(published.year + off, month, when.day) for off in (-1, 0, 1)]
        days = [day for day in near if day is not None]
        if when.way:
            days = [day for day in days if (day - published).days * when.way >= 0] or days
        if not days:
            return None
        year = min(days, key=lambda day: abs((day - published).days)).year
    first = _real(year, month, when.day)
    if first is None:
        return None
    last = None if when.to is None else _real(year, month, when.to)
    return first.isoformat() if last is None else f"{first.isoformat()}/{last.isoformat()}"


def _bare_day(when: When, published: date) -> str | None:
    """ "giovedì 29": the day of that number nearest to the day of publication."""
    near: list[date] = []
    for off in (-1, 0, 1):
        year, month = _months_on(published.year, published.month, off)
        day = _real(year, month, when.day or 0)
        if day is not None and (when.weekday is None or day.weekday() == when.weekday):
            near.append(day)
    if not near:
        return None
    return min(near, key=lambda day: abs((day - published).days)).isoformat()


def _month(when: When, year: int | None, published: date | None) -> str | None:
    if when.month is None:
        return None
    if year is None:
        if published is None:
            return None
        away = (when.month - published.month + 5) % 12 - 5
        if when.way < 0 and away >= 0:
            away -= 12
        if when.way > 0 and away <= 0:
            away += 12
        year = _months_on(published.year, published.month, away)[0]
    first = f"{year:04d}-{when.month:02d}"
    return first if when.to is None else f"{first}/{year:04d}-{when.to:02d}"


def _period(when: When, year: int | None, published: date | None) -> str | None:
    if year is None:
        if published is None:
            return None
        year = published.year + when.way
    return f"{year:04d}-{when.code}" if when.code else f"{year:04d}"


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
    if abs(shift) > 3000:
        return None
    try:
        if unit == "day":
            return (published + timedelta(days=shift)).isoformat()
        if unit == "week":
            moved = published + timedelta(weeks=shift)
            return "{}-W{:02d}".format(*moved.isocalendar()[:2])
        year, month = _months_on(published.year, published.month, shift)
        if unit == "month":
            return f"{year:04d}-{month:02d}" if year > 0 else None
        return f"{published.year + shift:04d}" if published.year + shift > 0 else None
    except OverflowError:
        return None
