"""Days in the forms that machines write, and those that tables of articles hold."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_ISO = re.compile(r"\s{0,9}(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"\s{0,9}(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(
    r"\s{0,9}(?:[^\W\d_]{2,12}\.?,?\s{1,3})?(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)"
)
_DAY_MONTH = re.compile(
    r"\s{0,9}(?:[^\W\d_]{2,12}\.?,?\s{1,3})?(\d{1,2})[°º]?[\s-]{1,3}([^\W\d_]{3,9})\.?,?[\s-]{1,3}"
    r"(\d{4}|\d{2})(?!\d)"
)
_MONTH_DAY = re.compile(r"\s{0,9}([^\W\d_]{3,9})\.?\s{1,3}(\d{1,2}),?\s{1,3}(\d{4})(?!\d)")
_MONTHS = (
    ("gennaio", "january"), ("febbraio", "february"), ("marzo", "march"), ("aprile", "april"),
    ("maggio", "may"), ("giugno", "june"), ("luglio", "july"), ("agosto", "august"),
    ("settembre", "september"), ("ottobre", "october"), ("novembre", "november"),
    ("dicembre", "december"),
)  # fmt: skip
_EPOCHS = (100_000_000, 10_000_000_000)
"""Seconds since 1970 that are taken for a time: from 1973 to 2286."""


def iso_day(written: str | None) -> str | None:
    """The day of an ISO 8601 date or time, as ``YYYY-MM-DD``; None if it is none.

    The day is the one that is written: no time zone is applied.
    """
    found = _ISO.match(written) if written else None
    return _day(*found.groups()) if found else None


def day_of(value: object) -> str | None:
    """The day that a value of a table or a feed tells, as ``YYYY-MM-DD``; None if it tells none.

    ISO 8601, ``3/3/2026`` (the day first, as in Italy), ``3 marzo 2026`` and ``March 3, 2026``,
    RFC 822 (``Tue, 03 Mar 2026 10:00:00 +0100``), and seconds or milliseconds since 1970 (in UTC).
    Months are read in Italian and English. No time zone is applied to a day that is written.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _day_of_epoch(value)
    if not isinstance(value, str):
        return None
    if re.fullmatch(r"\s*(?:\d{10}|\d{13})(?:\.\d{1,9})?\s*", value, re.ASCII):
        return _day_of_epoch(float(value))
    if found := _ISO.match(value):
        return _day(*found.groups())
    if found := _YEAR_FIRST.match(value):
        return _day(found[1], found[3], found[4])
    if found := _DAY_FIRST.match(value):
        return _day(found[4], found[3], found[1])
    if found := _DAY_MONTH.match(value):
        return _named_day(found[3], found[2], found[1])
    if found := _MONTH_DAY.match(value):
        return _named_day(found[3], found[1], found[2])
    return None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _named_day(year: str, month: str, day: str) -> str | None:
    """Of a month in letters, whole or cut short; a year of two digits is as in RFC 2822, 4.3."""
    word = month.casefold()
    if word == "sept":
        word = "sep"
    number = next((n for n, names in enumerate(_MONTHS, 1) if _is_one_of(word, names)), None)
    if number is None:
        return None
    if len(year) == 2:
        year = ("20" if int(year) < 50 else "19") + year
    return _day(year, str(number), day)


def _is_one_of(word: str, names: tuple[str, ...]) -> bool:
    return any(name.startswith(word) for name in names)


def _day_of_epoch(value: float) -> str | None:
    if not _EPOCHS[0] <= value < _EPOCHS[1] * 1000:
        return None
    seconds = value if value < _EPOCHS[1] else value / 1000
    if seconds < _EPOCHS[0]:
        return None
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
