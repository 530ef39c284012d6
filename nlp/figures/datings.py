"""Dates as news gives them: "ieri sera alle 21", "ore 11:30 di oggi", "ottobre dell'anno scorso".

Joins the expressions of ``dates``, ``clock`` and ``periods`` that belong to one moment.
"""

from __future__ import annotations

from newsview.nlp.data import table, word_set
from newsview.nlp.figures import dates, periods, seasons, years
from newsview.nlp.figures.clock import clock, hour
from newsview.nlp.figures.labels import is_glued_label, is_label
from newsview.nlp.figures.when import When
from newsview.nlp.figures.words import HOURS, OF
from newsview.nlp.tokens import Line


def dating(line: Line, index: int) -> When | None:
    """The longest date expression that starts at a token."""
    when = _piece(line, index)
    if when is None:
        return None
    return _joined(line, index, when)


def _piece(line: Line, index: int) -> When | None:
    if line.is_number(index):
        if line.glued(index) and is_glued_label(line, index):
            return None
        return (
            dates.numeric_date(line, index)
            or clock(line, index)
            or dates.day_and_month(line, index)
            or seasons.quarter(line, index)
            or (None if _names_a_year(line, index) else years.year_range(line, index))
            or years.year_of_era(line, index)
            or dates.day_of_this_month(line, index)
        )
    return (
        _relative_day(line, index)
        or _half_hour(line, index)
        or clock(line, index)
        or dates.weekday(line, index)
        or dates.day_and_month(line, index)
        or dates.english_date(line, index)
        or dates.month_alone(line, index)
        or seasons.quarter(line, index)
        or years.decade(line, index)
        or years.century(line, index)
        or seasons.season_or_feast(line, index)
        or periods.edge(line, index)
        or periods.this_or_last(line, index)
        or periods.first_ones(line, index)
        or periods.unit_then_way(line, index)
        or _part_of_day(line, index)
    )


def _joined(line: Line, index: int, when: When) -> When:
    """Takes in what follows and belongs to the same moment, at most four pieces."""
    for _ in range(4):
        following = _next_piece(line, when)
        if following is None:
            return when
        when = _merged(when, following)
    return when


def _next_piece(line: Line, when: When) -> When | None:
    end = when.end
    lower = line.lower(end)
    if when.kind in ("weekday", "shift", "day") and lower in word_set("dayparts"):
        return When(end + 1, "part", part=True)
    if lower in ("alle", "all'") and when.part:
        start = end + 1
        found = clock(line, start) if line.lower(start) in HOURS else hour(line, start)
        return found
    if lower == "," and when.kind in ("weekday", "shift"):
        found = dates.day_and_month(line, end + 1) or (
            dates.weekday(line, end + 1) if when.kind == "shift" else None
        )
        return found
    if when.kind == "shift" and (found := dates.day_and_month(line, end)) is not None:
        return found
    if lower in OF and when.kind in ("clock", "part", "month", "day", "period"):
        return _after_of(line, when, end + 1)
    return None


def _after_of(line: Line, when: When, start: int) -> When | None:
    if when.kind in ("month", "day", "period"):
        if when.year is not None or (when.kind == "day" and when.month is None):
            return None
        found = periods.year_of(line, start)
        if found is not None and when.kind != "period" and line.lower(start) == "anno":
            return found if found.end > start + 1 else None
        return found
    return (
        _relative_day(line, start)
        or dates.weekday(line, start)
        or dates.day_and_month(line, start)
        or periods.this_or_last(line, start)
        or _part_name(line, start)
    )


def _merged(when: When, following: When) -> When:
    """One moment out of two pieces: the day of one, the clock of the other, a year's shift."""
    if following.kind == "part":
        return when._replace(end=following.end, part=True)
    if following.kind == "clock":
        return when._replace(end=following.end, clock=following.clock)
    if when.kind in ("clock", "part"):
        return following._replace(clock=when.clock, part=when.part)
    if when.kind in ("month", "day", "period") and following.unit == "year":
        return periods.of_year(when, following)
    return following if following.kind == "day" else when._replace(end=following.end)


def _half_hour(line: Line, index: int) -> When | None:
    """ "mezzora" in one word, "quarto d'ora", "quarto di secolo"."""
    if line.lower(index) == "mezzora":
        return When(index + 1, "plain")
    if line.lower(index) == "quarto" and line.lower(index + 2) in ("ora", "secolo"):
        return When(index + 3, "plain") if line.lower(index + 1) in OF else None
    return None


def _relative_day(line: Line, index: int) -> When | None:
    lower = line.lower(index)
    if lower == "altro" and line.lower(index + 1) == "ieri" and line.lower(index - 1) == "l'":
        return When(index + 2, "shift", shift=-2, unit="day")
    start = index + 1 if lower == "quest'" and line.lower(index + 1) == "oggi" else index
    found = table("relative_days").get(line.lower(start))
    if found is None or not line.is_word(start):
        return None
    if line.lower(start) == "ieri" and line.lower(start + 1) == "l'":
        if line.lower(start + 2) == "altro":
            return When(start + 3, "shift", shift=-2, unit="day")
    shift = int(found)
    if shift == 0 and line.lower(index - 1) == "tutt'":
        return None
    return When(start + 1, "shift", shift=shift, unit="day")


def _part_name(line: Line, index: int) -> When | None:
    return When(index + 1, "part") if line.lower(index) in word_set("dayparts") else None


def _part_of_day(line: Line, index: int) -> When | None:
    """ "serata di ieri", "tarda mattinata del 14 agosto", "notte tra il 10 e l'11 febbraio"."""
    start = index + 1 if line.lower(index) in ("tarda", "tardo", "prima", "primo") else index
    if line.lower(start) not in word_set("dayparts") or line.lower(start) == "giornata":
        return None
    if line.lower(index - 1) == "della" and line.is_capital(index - 2):
        return None
    part = When(start + 1, "part", part=True)
    following = _next_piece(line, part)
    if following is None or following.kind == "part":
        return None
    return _merged(part, following)


def _names_a_year(line: Line, index: int) -> bool:
    """Whether a year ends a name: "Festival di Sanremo 1995", "Expo 2015"."""
    return line.is_capital(index - 1) and index > 1 and line.tokens[index - 1].text != "In"


def lone_year(line: Line, index: int) -> When | None:
    """A year on its own, where its neighbours do not make it a count or a name's part."""
    year = years.year_at(line, index)
    if year is None or is_label(line, index) or _names_a_year(line, index):
        return None
    if line.glued(index) and line.is_number(index - 2) and line.glued(index - 1):
        return None
    end, number = year
    before = line.lower(index - 1)
    if line.lower(index) in ("'", "’"):
        return (
            When(end, "year", year=number) if before in ("nel", "del", "dal", "al", "il") else None
        )
    if line.glued(end) and line.lower(end) in ("/", "-", "–", ":", "°", "%"):
        return None
    if before in ("nel", "dal", "al", "del", "anno", "sul", "il", "dell'anno"):
        counted = line.lower(end) in word_set("scales") or line.lower(end) in ("euro", "dollari")
        return None if counted else When(end, "year", year=number)
    return When(end, "year", year=number) if 1800 <= number <= 2100 else None
