"""Quarters and halves of a year, seasons and feasts: "primo trimestre", "estate 2012", "Natale"."""

from __future__ import annotations

from functools import lru_cache

from newsview.nlp.data import table
from newsview.nlp.figures.dates import with_way
from newsview.nlp.figures.when import When
from newsview.nlp.figures.words import DASHES, OF, ORDINAL_MARKS, ordinals
from newsview.nlp.figures.years import year_after, year_at
from newsview.nlp.phrases import PhraseTable
from newsview.nlp.tokens import Line

SEASONS = frozenset({"primavera", "estate", "autunno", "inverno"})
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MOVES = "moves"


@lru_cache(maxsize=1)
def periods() -> dict[str, tuple[str, int]]:
    """ "trimestre" and the like: the letter of its ISO-like form, and how many a year has."""
    rows = {name: value.split() for name, value in table("periods").items()}
    return {name: (letter, 12 // int(months)) for name, (letter, months) in rows.items()}


@lru_cache(maxsize=1)
def feasts() -> PhraseTable[str]:
    """The feasts, with their month and day, or "moves"."""
    return PhraseTable.of_lower(table("feasts"))


def quarter(line: Line, index: int) -> When | None:
    """ "primo trimestre del 2024", "II semestre", "Q1 2025", "ultimo trimestre dell'anno"."""
    lower = line.lower(index)
    if len(lower) == 2 and lower[0] in "qh" and lower[1] in "1234" and line.is_word(index):
        year = year_at(line, index + 1)
        if year is None or lower in ("h3", "h4"):
            return None
        return When(year[0], "period", year=year[1], code=lower.upper())
    end = index + 1
    if line.lower(end) in ORDINAL_MARKS:
        end += 1
    found = periods().get(line.lower(end))
    if found is None:
        return None
    letter, of_a_year = found
    if lower == "ultimo" and line.lower(end + 1) in OF:
        order: int | None = of_a_year
    elif line.is_number(index):
        order = int(lower) if end > index + 1 and lower in ("1", "2", "3", "4", "5", "6") else None
    else:
        order = _ROMAN.get(lower) or ordinals().get(lower)
    if order is None or order > of_a_year:
        return None
    when = When(end + 1, "period", code=f"{letter}{order}")
    year = year_after(line, when.end)
    if year is not None:
        return when._replace(end=year[0], year=year[1])
    return with_way(line, when)


def season_or_feast(line: Line, index: int) -> When | None:
    """ "estate 2012", "estate scorsa", "Natale", "vigilia di Natale"."""
    if line.lower(index) == "vigilia" and line.lower(index + 1) in OF:
        inner = _season_or_feast(line, index + 2)
        return _day_before(inner) if inner is not None else None
    return _season_or_feast(line, index)


def _season_or_feast(line: Line, index: int) -> When | None:
    feast = feasts().match(line.lowers, index)
    if feast is not None and (line.is_capital(index) or line.lower(index) == "ferragosto"):
        return _feast(line, index, *feast)
    if line.lower(index) not in SEASONS:
        return None
    when = When(index + 1, "plain")
    year = year_after(line, index + 1)
    if year is not None:
        short = line.lower(year[0] + 1)
        end = year[0]
        if line.lower(end) in DASHES and line.is_number(end + 1) and len(short) in (2, 4):
            end += 2
        return When(end, "year", year=year[1])
    found = with_way(line, when)
    if found.end > when.end:
        return found
    before = line.lower(index - 1)
    if before in ("la", "l'") and line.lower(index - 2) in ("entro", "per", "dopo"):
        return when
    return when if before in ("in", "d'", "entro") else None


def _feast(line: Line, index: int, length: int, date: str) -> When | None:
    end = index + length
    if date == _MOVES:
        when = When(end, "plain")
    else:
        month, day = map(int, date.split("-"))
        when = When(end, "day", month=month, day=day)
    year = year_after(line, end)
    if year is not None:
        return when._replace(end=year[0], year=year[1])
    if line.is_capital(end) or (line.is_capital(index - 1) and index > 1):
        return None
    return with_way(line, when)


def _day_before(feast: When) -> When:
    """The eve: no feast of the list but New Year's falls on the first of a month."""
    if feast.kind != "day" or feast.day is None or feast.month is None:
        return feast
    if feast.day > 1:
        return feast._replace(day=feast.day - 1)
    if feast.month == 1:
        year = None if feast.year is None else feast.year - 1
        return feast._replace(day=31, month=12, year=year)
    return feast._replace(day=31, month=feast.month - 1)
