"""Days and months: "24 aprile", "28/08/2025", "agosto scorso", "martedì 4 marzo 2025".

Every function looks for one expression that starts at a token and returns None where there is
none. What surrounds a date and joins two of them is in ``datings``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsview.nlp.data import table, word_set
from newsview.nlp.figures.numbers import number_word
from newsview.nlp.figures.when import When
from newsview.nlp.figures.words import ARTICLES, DASHES, LAST, NEXT, ORDINAL_MARKS, TO
from newsview.nlp.figures.years import FIRST_YEAR, LAST_YEAR, year_after, year_at
from newsview.nlp.tokens import Line

_LAST = LAST | {"passato", "passata", "u.s"}
_NEXT = NEXT | {"venturo", "p.v"}
_BEFORE = frozenset({"precedente", "precedenti", "seguente", "successivo", "successiva"})
_DOTTED = re.compile(r"([0-3]?[0-9])\.([01]?[0-9])\.([0-9]{4}|[0-9]{2})")
_DAY_DOT_MONTH = re.compile(r"([0-3]?[0-9])\.([01][0-9])")
_ON_THE = frozenset({"il", "del", "dal", "al", "l'", "dell'", "dall'", "all'", "entro"})


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """Month names and abbreviations, lower case, to 1…12."""
    return {name: int(number) for name, number in table("months").items()}


@lru_cache(maxsize=1)
def _full_names() -> frozenset[str]:
    """The Italian month names in full, which stand first in the list."""
    return frozenset(list(months())[:12])


@lru_cache(maxsize=1)
def _weekdays() -> dict[str, int]:
    return {name: int(number) for name, number in table("weekdays").items()}


def way_at(line: Line, index: int) -> int:
    """-1 at a word for the last one, 1 at one for the next, else 0."""
    lower = line.lower(index)
    return -1 if lower in _LAST else 1 if lower in _NEXT else 0


def with_way(line: Line, when: When) -> When:
    """Takes in "scorso", "prossimo", "precedente" after a date."""
    way = way_at(line, when.end)
    if way:
        return when._replace(end=when.end + 1, way=way)
    if line.lower(when.end) in _BEFORE and when.kind in ("day", "month", "weekday"):
        return when._replace(end=when.end + 1)
    return when


def _month_at(line: Line, index: int) -> tuple[int, int] | None:
    month = months().get(line.lower(index))
    if month is None or not line.is_word(index):
        return None
    end = index + 1
    if len(line.lower(index)) <= 4:
        if line.lower(end) == "." and line.glued(end):
            end += 1
    return end, month


def _day_number(line: Line, index: int) -> tuple[int, int] | None:
    """A day of the month at a token: the token after it, and 1…31."""
    lower = line.lower(index)
    if line.is_number(index):
        if not (lower.isdigit() and len(lower) <= 2 and 1 <= int(lower) <= 31):
            return None
        end = index + 1
        if line.lower(end) in ORDINAL_MARKS:
            end += 1
        return end, int(lower)
    if lower == "primo":
        return index + 1, 1
    if line.is_word(index) and lower not in ("un", "una", "uno", "un'"):
        day = number_word(lower)
        if day is not None and 2 <= day <= 31:
            return index + 1, day
    return None


def numeric_date(line: Line, index: int) -> When | None:
    """ "28/08/2025", "28.08.2025", "28-8-25", "2025-08-28", "4-mar-2026", "il 28/8"."""
    if not line.is_number(index):
        return None
    dotted = _DOTTED.fullmatch(line.lower(index))
    if dotted is not None:
        return _checked_day(index + 1, *dotted.groups())
    mark = line.lower(index + 1)
    if mark not in ("/", "-", "–") or line.lower(index + 3) != mark:
        return _day_dot_month(line, index)
    if not all(line.glued(index + step) for step in range(1, 5)):
        return None
    parts = [line.lower(index + step) for step in (0, 2, 4)]
    if line.is_word(index + 2):
        parts[1] = str(months().get(parts[1], ""))
    if not all(part.isdigit() and len(part) in (1, 2, 4) for part in parts):
        return None
    if line.glued(index + 5) and line.lower(index + 5) in ("/", "-"):
        return None
    if len(parts[0]) == 4:
        parts.reverse()
    return _checked_day(index + 5, *parts)


def _checked_day(end: int, day: str, month: str, year: str) -> When | None:
    if len(day) > 2 or len(month) > 2 or len(year) not in (2, 4):
        return None
    full = int(year) if len(year) == 4 else 2000 + int(year) if int(year) < 70 else 1900 + int(year)
    if 1 <= int(day) <= 31 and 1 <= int(month) <= 12 and FIRST_YEAR <= full <= LAST_YEAR:
        return When(end, "day", year=full, month=int(month), day=int(day))
    return None


def _day_dot_month(line: Line, index: int) -> When | None:
    """ "il 28/8", "al 12.05": only after a word that a day follows, with nothing counted behind."""
    if line.lower(index - 1) not in _ON_THE:
        return None
    match = _DAY_DOT_MONTH.fullmatch(line.lower(index))
    end = index + 1
    if match is not None:
        day, month = match.groups()
    elif line.lower(end) == "/" and line.glued(end) and line.glued(end + 1):
        day, month, end = line.lower(index), line.lower(end + 1), end + 2
    else:
        return None
    if not (day.isdigit() and month.isdigit() and len(day) <= 2 and len(month) <= 2):
        return None
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12) or not _counts_nothing(line, end):
        return None
    return None if line.lower(end) == "/" else When(end, "day", month=int(month), day=int(day))


def day_and_month(line: Line, index: int) -> When | None:
    """ "24 aprile", "1° gennaio 2026", "14 e il 15 maggio", "12, 13 e 14 giugno"."""
    first = _day_number(line, index)
    if first is None:
        return None
    end, day = first
    last = None
    for _ in range(5):
        following = _next_day(line, end)
        if following is None:
            break
        end, last = following
    start_month = end + 1 if line.lower(end) == "di" else end
    month = _month_at(line, start_month)
    if month is None:
        return None
    return _finish_day(line, When(month[0], "day", month=month[1], day=day, to=last))


def _next_day(line: Line, end: int) -> tuple[int, int] | None:
    """The day that "e", "al", "-" or a comma joins to one that ends here, where a month follows."""
    link = line.lower(end)
    if link not in ("e", "ed", "al", "all'", "o", "/", "a", ",") and link not in DASHES:
        return None
    after = end + 1
    if line.lower(after) in ARTICLES or line.lower(after) in ("al", "all'"):
        after += 1
    day = _day_number(line, after)
    if day is None:
        return None
    if _month_at(line, day[0]) is not None:
        return day if link != "," else None
    return day if link == "," and line.lower(day[0]) in (",", "e", "ed") else None


def _finish_day(line: Line, when: When) -> When:
    year = year_after(line, when.end)
    if year is not None:
        return when._replace(end=year[0], year=year[1])
    shared = _shared_year(line, when)
    return with_way(line, when) if shared is None else when._replace(year=shared)


def _shared_year(line: Line, when: When) -> int | None:
    """The year named only at the end of a range: of the 28th in "dal 28 marzo al 3 aprile 2025"."""
    link = line.lower(when.end)
    if link not in TO and link not in DASHES and link != "e":
        return None
    start = when.end + 1
    if line.lower(start) in ARTICLES:
        start += 1
    day = _day_number(line, start)
    if (day is None) != (when.day is None):
        return None
    month = _month_at(line, start if day is None else day[0])
    year = None if month is None else year_after(line, month[0])
    if month is None or year is None or when.month is None:
        return None
    return year[1] - (when.month > month[1])


def english_date(line: Line, index: int) -> When | None:
    """ "April 24, 2025", and the bylines "Ottobre 11, 2025"."""
    month = _month_at(line, index)
    if month is None or not line.is_number(month[0]):
        return None
    day = _day_number(line, month[0])
    if day is None or line.lower(day[0]) != ",":
        return None
    year = year_at(line, day[0] + 1)
    if year is None:
        return None
    return When(year[0], "day", year=year[1], month=month[1], day=day[1])


def month_alone(line: Line, index: int) -> When | None:
    """ "agosto 2024", "agosto scorso", "gennaio-marzo", "maggio del 2011"."""
    month = _month_at(line, index)
    if month is None:
        return None
    lower = line.lower(index)
    end, number = month
    last = None
    if line.lower(end) in DASHES | {"/"}:
        second = _month_at(line, end + 1)
        if second is not None and second[1] > number:
            end, last = second
    when = When(end, "month", month=number, to=last)
    year = year_after(line, end)
    if year is not None:
        when = when._replace(end=year[0], year=year[1])
        short = line.lower(year[0] + 1)
        if line.lower(year[0]) in DASHES and len(short) == 4 and year_at(line, year[0] + 1):
            when = when._replace(end=year[0] + 2)
        return when
    if lower not in _full_names():
        return None
    shared = _shared_year(line, when)
    return with_way(line, when) if shared is None else when._replace(year=shared)


def _counts_nothing(line: Line, index: int) -> bool:
    """Whether what follows a number can neither be counted by it nor measured."""
    if not line.is_word(index):
        return line.lower(index) not in ("%", ":", "€", "$", "°")
    return line.lower(index) in word_set("not_counted") or line.lower(index)[-1] not in "ie"


def weekday(line: Line, index: int) -> When | None:
    """ "lunedì", "lunedì scorso", "martedì 4 marzo 2025", "giovedì 29"."""
    number = _weekdays().get(line.lower(index))
    if number is None or not line.is_word(index):
        return None
    way = way_at(line, index + 1)
    dated = day_and_month(line, index + 1 + (way != 0))
    if dated is not None:
        return dated._replace(weekday=number, way=way or dated.way)
    day = _day_number(line, index + 1) if line.is_number(index + 1) else None
    if day is not None and _counts_nothing(line, day[0]):
        return When(day[0], "day", day=day[1], weekday=number)
    return with_way(line, When(index + 1, "weekday", weekday=number))


def day_of_this_month(line: Line, index: int) -> When | None:
    """ "5 di questo mese", "5 del mese", and "27 dello stesso mese", which is not known."""
    day = _day_number(line, index) if line.is_number(index) else None
    if day is None:
        return None
    end = day[0]
    words = tuple(line.lowers[end : end + 3])
    if words == ("dello", "stesso", "mese"):
        return When(end + 3, "plain")
    if words == ("di", "questo", "mese"):
        return When(end + 3, "day", day=day[1], years_off=0)
    if words[:2] == ("del", "mese") and words[2:] != ("di",):
        return When(end + 2, "day", day=day[1], years_off=0)
    return None
