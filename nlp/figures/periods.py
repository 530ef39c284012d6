"""Periods told from the day of publication: "quest'anno", "ultimi dieci anni", "fine del 2027"."""

from __future__ import annotations

from newsview.nlp.data import word_set
from newsview.nlp.figures import dates, seasons, years
from newsview.nlp.figures.numbers import simple_number, whole
from newsview.nlp.figures.ranges import ranged_number
from newsview.nlp.figures.when import UNITS, When
from newsview.nlp.figures.words import LAST, NEXT, OF
from newsview.nlp.tokens import Line

_THIS = frozenset({"questo", "questa", "quest'", "questi", "queste"})
_SAME = frozenset({"stesso", "stessa"})
_ULTIMATE = frozenset({"ultimo", "ultima", "ultimi", "ultime"})
_FIRST = frozenset({"primi", "prime", "primo", "prima"})
_FOLLOWING = frozenset({"precedente", "precedenti", "successivo", "successiva", "seguente"})
_ONE_UNIT = frozenset({"anno", "mese", "settimana", "giorno", "giornata"})
_EDGES = frozenset({"fine", "inizio", "metà", "inizi"})
_SPANS = frozenset(
    {"weekend", "week-end", "decennio", "secolo", "triennio", "biennio", "esercizio"}
)


def edge(line: Line, index: int) -> When | None:
    """ "fine del 2027", "metà dicembre", "inizio della prossima settimana", "fine anno"."""
    if line.lower(index) not in _EDGES:
        return None
    start = index + 1
    linked = line.lower(start) in OF
    if linked:
        start += 1
    year = years.year_at(line, start)
    if year is not None:
        return When(year[0], "year", year=year[1])
    inner = dates.month_alone(line, start) or years.decade(line, start)
    inner = inner or seasons.quarter(line, start) or years.century(line, start)
    inner = inner or this_or_last(line, start) or unit_then_way(line, start)
    if inner is not None:
        return inner
    if line.lower(start) in ("anno", "mese"):
        return When(start + 1, "shift", unit=UNITS[line.lower(start)])
    if line.lower(start) in ("estate", "secolo"):
        return When(start + 1, "plain")
    return None


def this_or_last(line: Line, index: int) -> When | None:
    """What "quest'anno", "scorso mese", "prossimi dodici mesi", "scorso 31 ottobre" mean."""
    lower = line.lower(index)
    start = index + 1
    if lower in _THIS:
        shift, way = 0, 0
    elif lower in LAST or lower in _ULTIMATE:
        shift, way = -1, -1
    elif lower in NEXT:
        shift, way = 1, 1
    elif lower in _SAME:
        return _same(line, start)
    else:
        return None
    word = line.lower(start)
    if lower not in _ULTIMATE:
        if word in word_set("dayparts"):
            return When(start + 1, "shift", shift=0, unit="day", part=True)
        if word == "fine" and line.lower(start + 1) == "settimana":
            return When(start + 2, "plain")
        if word in _SPANS or word in seasons.SEASONS:
            return When(start + 1, "plain")
        inner = (
            dates.day_and_month(line, start)
            or dates.weekday(line, start)
            or dates.month_alone(line, start)
            or seasons.season_or_feast(line, start)
            or seasons.quarter(line, start)
        )
        if inner is not None:
            return inner._replace(way=way) if way else inner
    if lower in _ULTIMATE and (word in _SPANS or word in seasons.periods()):
        return When(start + 1, "plain")
    if word in _ONE_UNIT:
        if lower in _THIS and word not in ("anno", "settimana", "mese"):
            return None
        if lower in _ULTIMATE and (word == "giorno" or line.lower(index - 1)[-1:] not in "'iloa"):
            return None
        unit = UNITS[word]
        return When(start + 1, "shift", shift=shift, unit=unit)
    return _counted_span(line, start) if way else None


def _same(line: Line, index: int) -> When | None:
    """ "stesso mese del 2024", "stesso periodo dell'anno precedente", "stesso pomeriggio"."""
    word = line.lower(index)
    if word in word_set("dayparts"):
        return When(index + 1, "plain")
    if word not in ("mese", "periodo", "trimestre", "giorno", "anno", "semestre"):
        return None
    year = years.year_after(line, index + 1)
    if year is not None and line.lower(index + 1) in OF:
        return When(year[0], "year", year=year[1])
    if line.lower(index + 1) in OF:
        if line.lower(index + 2) not in _SAME:
            return unit_then_way(line, index + 2) or this_or_last(line, index + 2)
    return None


def _counted_span(line: Line, index: int) -> When | None:
    """ "(ultimi) dieci anni": a number and a unit of time after "ultimi", "prossimi", "primi"."""
    number = ranged_number(line, index) or simple_number(line, index)
    unit = "" if number is None else line.lower(number.end)
    if number is None or unit not in word_set("time_units"):
        return None
    return When(number.end + 1, "plain", amount=number.value, counted=unit)


def first_ones(line: Line, index: int) -> When | None:
    """ "primi nove mesi del 2025", "primi mesi dell'anno", "prima settimana di giugno"."""
    if line.lower(index) not in _FIRST:
        return None
    start = index + 1
    number = None if line.lower(start) in word_set("time_units") else simple_number(line, start)
    unit = start if number is None else number.end
    word = line.lower(unit)
    if word not in ("mesi", "giorni", "anni", "settimane", "settimana", "anno", "mese", "giorno"):
        return None
    end = unit + 1
    count = whole(number)
    when = When(end, "plain")
    if word == "mesi" and count is not None and 1 <= count <= 12:
        when = When(end, "period", code=f"M{count}")
    year = years.year_after(line, end) if line.lower(end) in OF else None
    if year is not None:
        if when.code is None:
            return When(year[0], "year", year=year[1])
        return when._replace(end=year[0], year=year[1])
    if line.lower(end) in OF:
        inner = year_of(line, end + 1)
        if inner is not None:
            return of_year(when, inner)
        inner = dates.month_alone(line, end + 1) or this_or_last(line, end + 1)
        if inner is not None:
            return inner
        if line.lower(end + 1) == "mese":
            return When(end + 2, "plain")
    if number is None and line.lower(index) in ("prima", "primo") and word in ("anno", "mese"):
        return None
    return when if number is not None else None


def year_of(line: Line, index: int) -> When | None:
    """The year named in "(primo trimestre) dell'anno", "di quest'anno", "dello scorso anno"."""
    found = this_or_last(line, index) or unit_then_way(line, index) or ago(line, index)
    if found is not None and found.unit == "year":
        return found
    if line.lower(index) == "anno" and found is None:
        return When(index + 1, "shift", unit="year")
    return None


def of_year(when: When, year: When) -> When:
    """A month, day or part of a year, in the year that `year_of` found behind it."""
    if year.kind == "plain":  # "dell'anno precedente": not seen from the day of publication
        return When(year.end, "plain")
    return when._replace(end=year.end, years_off=year.shift, way=0)


def unit_then_way(line: Line, index: int) -> When | None:
    """ "anno scorso", "settimana prossima", "mese di giugno", "anno fiscale 2007"."""
    word = line.lower(index)
    unit = UNITS.get(word)
    if word in _SPANS or word in _ONE_UNIT:
        end = index + 1
        way = dates.way_at(line, end)
        if way:
            if unit is None:
                return When(end + 1, "plain")
            return When(end + 1, "shift", shift=way, unit=unit)
        if word == "giorno":
            pass
        elif line.lower(end) in _FOLLOWING or (
            word == "anno" and line.lower(end) in ("prima", "dopo")
        ):
            if unit == "year":
                off = 1 if line.lower(end) in ("successivo", "dopo") else -1
                return When(end + 1, "plain", shift=off, unit="year")
            return When(end + 1, "plain")
        if word == "giornata" and line.lower(end) == "odierna":
            return When(end + 1, "shift", shift=0, unit="day")
        if word == "giorno" and line.lower(end) == "di":
            return seasons.season_or_feast(line, end + 1)
        if word in ("anno", "esercizio"):
            if line.lower(end) in ("fiscale", "accademico", "scolastico", "finanziario", "critico"):
                end += 1
            ranged = years.year_range(line, end)
            if ranged is not None:
                return ranged
            year = years.year_at(line, end)
            if year is not None and end > index:
                return When(year[0], "year", year=year[1])
    return None


def ago(line: Line, index: int) -> When | None:
    """ "quattro anni fa", after "di"."""
    number = simple_number(line, index)
    if number is None or line.lower(number.end) not in ("anni", "anno"):
        return None
    count = whole(number)
    if line.lower(number.end + 1) != "fa" or count is None:
        return None
    return When(number.end + 2, "shift", shift=-count, unit="year")
