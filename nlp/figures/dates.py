"""Dates in words and digits: days, months, years, weekdays, quarters, decades, "ieri".

Every function looks for one expression that starts at a token and returns None where there is
none. What surrounds a date and joins two of them is in ``datings``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsview.nlp.data import table, word_set
from newsview.nlp.figures.numbers import number_word
from newsview.nlp.figures.when import When
from newsview.nlp.tokens import Line

FIRST_YEAR, LAST_YEAR = 1000, 2199
"""Four digits between these can be a year."""

_LAST = frozenset({"scorso", "scorsa", "scorsi", "scorse", "passato", "passata", "u.s"})
_NEXT = frozenset({"prossimo", "prossima", "prossimi", "prossime", "venturo", "p.v"})
_BEFORE = frozenset({"precedente", "precedenti", "seguente", "successivo", "successiva", "dopo"})
_OF = frozenset({"di", "del", "dell'", "dello", "della", "d'"})
_ARTICLES = frozenset({"il", "l'", "lo", "la", "i", "gli", "le", "al", "all'"})
_ORDINAL_MARKS = frozenset({"°", "º", "ª"})
_DASHES = frozenset({"-", "–", "—"})
_DOTTED = re.compile(r"([0-3]?[0-9])\.([01]?[0-9])\.([0-9]{4}|[0-9]{2})")
_ROMAN = re.compile(r"[IVX]{1,6}")
_SEASONS = frozenset({"primavera", "estate", "autunno", "inverno"})
_FEASTS = {
    ("natale",): (12, 25),
    ("capodanno",): (1, 1),
    ("ferragosto",): (8, 15),
    ("epifania",): (1, 6),
    ("pasqua",): None,
    ("pasquetta",): None,
    ("san", "silvestro"): (12, 31),
    ("santo", "stefano"): (12, 26),
    ("san", "valentino"): (2, 14),
    ("ognissanti",): (11, 1),
}
_PERIODS = {"trimestre": "Q", "semestre": "H", "quadrimestre": "T", "bimestre": "B"}
_ORDINALS = {
    "primo": 1,
    "secondo": 2,
    "terzo": 3,
    "quarto": 4,
    "quinto": 5,
    "sesto": 6,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
}
_DECADES = {
    "venti": 20,
    "trenta": 30,
    "quaranta": 40,
    "cinquanta": 50,
    "sessanta": 60,
    "settanta": 70,
    "ottanta": 80,
    "novanta": 90,
}
_CENTURIES = {
    "duecento": 1200,
    "trecento": 1300,
    "quattrocento": 1400,
    "cinquecento": 1500,
    "seicento": 1600,
    "settecento": 1700,
    "ottocento": 1800,
    "novecento": 1900,
}


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


def year_at(line: Line, index: int) -> tuple[int, int] | None:
    """A year at a token ("2025", "'68"): the token after it, and the year."""
    lower = line.lower(index)
    if lower in ("'", "’") and line.is_number(index + 1) and line.glued(index + 1):
        short = line.lower(index + 1)
        if len(short) == 2 and short.isdigit():
            return index + 2, 1900 + int(short) if int(short) > 40 else 2000 + int(short)
        return None
    if not line.is_number(index) or len(lower) != 4 or not lower.isdigit():
        return None
    year = int(lower)
    return (index + 1, year) if FIRST_YEAR <= year <= LAST_YEAR else None


def year_after(line: Line, index: int) -> tuple[int, int] | None:
    """A year that belongs to what ends at ``index``, with or without "del", "di"."""
    if line.lower(index) == "," and line.is_number(index + 1):
        return None
    if line.lower(index) in _OF:
        index += 1
        if line.lower(index) == "anno":
            index += 1
    return year_at(line, index)


def way_at(line: Line, index: int) -> int:
    """-1 at a word for the last one, 1 at one for the next, else 0."""
    lower = line.lower(index)
    return -1 if lower in _LAST else 1 if lower in _NEXT else 0


def with_way(line: Line, when: When) -> When:
    """Takes in "scorso", "prossimo", "precedente" after a date."""
    way = way_at(line, when.end)
    if way:
        return when._replace(end=when.end + 1, way=way)
    if line.lower(when.end) in _BEFORE - {"dopo"} and when.kind in ("day", "month", "weekday"):
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
        if line.lower(end) in _ORDINAL_MARKS:
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
    """ "28/08/2025", "28.08.2025", "28-8-25", "2025-08-28"."""
    if not line.is_number(index):
        return None
    dotted = _DOTTED.fullmatch(line.lower(index))
    if dotted is not None:
        return _checked_day(index + 1, *dotted.groups())
    mark = line.lower(index + 1)
    if mark not in ("/", "-", "–") or line.lower(index + 3) != mark:
        return None
    if not all(line.glued(index + step) for step in range(1, 5)):
        return None
    parts = [line.lower(index + step) for step in (0, 2, 4)]
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


def day_and_month(line: Line, index: int) -> When | None:
    """ "24 aprile", "1° gennaio 2026", "14 e il 15 maggio", "11 al 29 gennaio"."""
    first = _day_number(line, index)
    if first is None:
        return None
    end, day = first
    last = None
    link = line.lower(end)
    after = end + 1
    if link in ("e", "ed", "al", "all'", "o", "/", "a") or link in _DASHES:
        if line.lower(after) in _ARTICLES:
            after += 1
        second = _day_number(line, after)
        if second is not None and _month_at(line, second[0]) is not None:
            end, last = second
    start_month = end + 1 if line.lower(end) == "di" else end
    month = _month_at(line, start_month)
    if month is None:
        return None
    return _finish_day(line, When(month[0], "day", month=month[1], day=day, to=last))


def _finish_day(line: Line, when: When) -> When:
    year = year_after(line, when.end)
    if year is not None:
        return when._replace(end=year[0], year=year[1])
    return with_way(line, when)


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
    if line.lower(end) in _DASHES | {"/", "e"}:
        second = _month_at(line, end + 1)
        if second is not None and second[1] > number and line.lower(end) != "e":
            end, last = second
    when = When(end, "month", month=number, to=last)
    year = year_after(line, end)
    if year is not None:
        when = when._replace(end=year[0], year=year[1])
        short = line.lower(year[0] + 1)
        if line.lower(year[0]) in _DASHES and len(short) == 4 and year_at(line, year[0] + 1):
            when = when._replace(end=year[0] + 2)
        return when
    return with_way(line, when) if lower in _full_names() else None


def year_range(line: Line, index: int) -> When | None:
    """ "2014-15", "2015-2019", "2024/25"."""
    first = year_at(line, index)
    if first is None or line.lower(first[0]) not in _DASHES | {"/"}:
        return None
    if not (line.glued(first[0]) and line.glued(first[0] + 1)) or first[1] < 1500:
        return None
    written = line.lower(first[0] + 1)
    if not (line.is_number(first[0] + 1) and written.isdigit() and len(written) in (2, 4)):
        return None
    last = int(written) if len(written) == 4 else first[1] // 100 * 100 + int(written)
    if not 0 < last - first[1] <= 100 or (line.lower(first[0]) == "/" and last - first[1] > 1):
        return None
    if line.glued(first[0] + 2) and line.lower(first[0] + 2) in ("/", "-"):
        return None
    return When(first[0] + 2, "year", year=first[1], to=last)


def quarter(line: Line, index: int) -> When | None:
    """ "primo trimestre del 2024", "II semestre", "Q1 2025"."""
    lower = line.lower(index)
    if len(lower) == 2 and lower[0] in "qh" and lower[1] in "1234" and line.is_word(index):
        year = year_at(line, index + 1)
        if year is None:
            return None
        return When(year[0], "period", year=year[1], code=lower.upper())
    order = _ORDINALS.get(lower)
    if order is None:
        return None
    end = index + 1
    if line.lower(end) in _ORDINAL_MARKS:
        end += 1
    letter = _PERIODS.get(line.lower(end))
    if letter is None or (line.is_number(index) and end == index + 1):
        return None
    when = When(end + 1, "period", code=f"{letter}{order}")
    year = year_after(line, when.end)
    if year is not None:
        return when._replace(end=year[0], year=year[1])
    return with_way(line, when)


def season_or_feast(line: Line, index: int) -> When | None:
    """ "estate 2012", "estate scorsa", "Natale", "vigilia di Natale"."""
    if line.lower(index) == "vigilia" and line.lower(index + 1) in _OF:
        inner = season_or_feast(line, index + 2)
        return inner
    for words, day in _FEASTS.items():
        if tuple(line.lowers[index : index + len(words)]) == words and line.is_capital(index):
            return _feast(line, index, len(words), day)
    if line.lower(index) == "ferragosto":
        return _feast(line, index, 1, (8, 15))
    if line.lower(index) not in _SEASONS:
        return None
    when = When(index + 1, "plain")
    year = year_after(line, index + 1)
    if year is not None:
        short = line.lower(year[0] + 1)
        end = year[0]
        if line.lower(end) in _DASHES and line.is_number(end + 1) and len(short) in (2, 4):
            end += 2
        return When(end, "year", year=year[1])
    found = with_way(line, when)
    if found.end > when.end:
        return found
    before = line.lower(index - 1)
    if before in ("la", "l'") and line.lower(index - 2) in ("entro", "per", "dopo"):
        return when
    return when if before in ("in", "d'", "entro") else None


def _feast(line: Line, index: int, length: int, day: tuple[int, int] | None) -> When | None:
    end = index + length
    if day is None:
        when = When(end, "plain")
    else:
        when = When(end, "day", month=day[0], day=day[1])
    year = year_after(line, end)
    if year is not None:
        return when._replace(end=year[0], year=year[1])
    if line.is_capital(end) or (line.is_capital(index - 1) and index > 1):
        return None
    return with_way(line, when)


def decade(line: Line, index: int) -> When | None:
    """ "anni ottanta", "anni '60", "anni 1970"."""
    if line.lower(index) != "anni":
        return None
    end = index + 1
    if line.lower(end) in ("'", "’"):
        end += 1
    lower = line.lower(end)
    if lower in _DECADES and line.is_word(end):
        first = 1900 + _DECADES[lower]
    elif lower == "duemila" or lower == "zero":
        first = 2000
    elif line.is_number(end) and lower.isdigit() and len(lower) == 2 and lower[1] == "0":
        first = 1900 + int(lower) if int(lower) > 20 else 2000 + int(lower)
    elif line.is_number(end) and lower.isdigit() and len(lower) == 4 and lower[3] == "0":
        first = int(lower)
    else:
        return None
    return When(end + 1, "year", year=first, to=first + 9)


def century(line: Line, index: int) -> When | None:
    """ "XX secolo", "II sec. d.C.", "Novecento", "ventesimo secolo"."""
    lower = line.lower(index)
    if (
        lower in _CENTURIES
        and line.is_capital(index)
        and line.lower(index - 1)
        in (
            "del",
            "nel",
            "dal",
            "al",
            "il",
            "sul",
            "primo",
            "secondo",
            "tardo",
            "pieno",
        )
    ):
        first = _CENTURIES[lower]
        return When(index + 1, "year", year=first, to=first + 99)
    if not line.is_word(index) or line.lower(index + 1) not in ("secolo", "sec"):
        return None
    text = line.tokens[index].text
    end = index + 2
    if line.lower(index + 1) == "sec" and line.lower(end) == ".":
        end += 1
    number = _roman(text) if _ROMAN.fullmatch(text) else None
    if number is None and not lower.endswith("esimo") and lower not in _ORDINALS:
        return None
    if line.lower(end) in ("d", "a") and line.lower(end + 1) == "." and line.lower(end + 2) == "c":
        if line.lower(end) == "a":
            number = None
        end += 3
        if line.lower(end) == "." and line.glued(end):
            end += 1
    if number is None or number > 21:
        return When(end, "plain")
    return When(end, "year", year=number * 100 - 99, to=number * 100)


def _roman(text: str) -> int:
    values = {"I": 1, "V": 5, "X": 10}
    total = 0
    for this, following in zip(text, text[1:] + " ", strict=True):
        value = values[this]
        total += -value if values.get(following, 0) > value else value
    return total


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
    dated = day_and_month(line, index + 1)
    if dated is not None:
        return dated._replace(weekday=number)
    day = _day_number(line, index + 1) if line.is_number(index + 1) else None
    if day is not None and _counts_nothing(line, day[0]):
        return When(day[0], "day", day=day[1], weekday=number)
    return with_way(line, When(index + 1, "weekday", weekday=number))
