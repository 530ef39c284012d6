"""Lengths of time ("due anni", "24 ore") and ages ("di 45 anni", a quantity)."""

from __future__ import annotations

from newsview.nlp.data import word_set
from newsview.nlp.figures.numbers import Number, simple_number, whole
from newsview.nlp.figures.when import UNITS, When
from newsview.nlp.tokens import Line

_LATER = {"fa": -1, "dopo": 0, "prima": 0, "or": -1}
_GOVERNED = frozenset(
    [
        "di",
        "del",
        "dello",
        "della",
        "dell'",
        "dei",
        "degli",
        "delle",
        "che",
        "il",
        "lo",
        "la",
        "l'",
        "i",
        "gli",
        "le",
        "un",
        "una",
        "un'",
        "rispetto",
    ]
)
_SIDES = frozenset({"compiuti", "compiuto", "compie", "compì", "compiva", "compiere", "compirà"})
_HAS = frozenset(
    {"ha", "aveva", "hanno", "avevano", "avere", "avesse", "aventi", "abbia", "avrebbe"}
)
_HEDGES = frozenset(
    {"già", "appena", "soli", "circa", "quasi", "solo", "i", "gli", "oggi", "rispettivamente"}
)


def length_of_time(line: Line, number: Number) -> int | None:
    """The token after a length of time ("due anni fa", "5 anni e mezzo", "24 ore"), or None."""
    index = number.end
    if number.scaled and line.lower(index) in ("di", "d'"):
        index += 1
    if line.lower(index) not in word_set("time_units"):
        return None
    if line.glued(index) and line.is_number(index - 1):
        return None
    if number.one and line.lower(index) in ("giorno", "secondo", "secondi"):
        return None
    end = index + 1
    if line.lower(end) == "e" and line.lower(end + 1) in ("mezzo", "mezza"):
        end += 2
    elif line.lower(end) == "e":
        more = simple_number(line, end + 1)
        if more is not None and line.lower(more.end) in ("mesi", "giorni", "minuti", "mese"):
            end = more.end + 1
    if line.lower(end) == "su" and line.lower(end + 1) == line.lower(number.start):
        return end + 2
    if line.lower(end) in _LATER:
        after = line.lower(end + 1)
        if line.lower(end) == "fa" or after not in _GOVERNED:
            end += 1
    return end


def is_age(line: Line, number: Number, end: int) -> bool:
    """Whether "45 anni" is someone's age, by what stands around it."""
    if line.lower(end - 1) != "anni":
        return False
    index = number.start - 1
    if line.lower(end) in _SIDES or line.lower(end) == "d'età":
        return True
    while line.lower(index) in _HEDGES:
        index -= 1
    before = line.lower(index)
    if before in _SIDES or before in ("under", "over"):
        return True
    if before in _HAS:
        return line.lower(end) not in ("di", "per", "fa", "d'")
    if before == "nonostante" or "età" in line.lowers[max(0, index - 5) : index + 1]:
        return True
    if before in ("di", "dai", "tra", "fra", "sotto", "sopra", "da"):
        return _of_someone(line, index)
    if before in (",", "("):
        closing = line.lower(end)
        named = line.is_capital(index - 1) or line.lower(index - 1) == ")"
        return named and closing in (",", ")", ".", ";", "", "e", "ed", "(")
    return (
        before == "a"
        and _is_adult(number)
        and line.lower(index - 1)
        in (
            "morto",
            "morta",
            "scomparso",
            "scomparsa",
            "deceduto",
            "deceduta",
            "spento",
            "spenta",
        )
    )


def _is_adult(number: Number) -> bool:
    return number.value is not None and number.value >= 14


def _of_someone(line: Line, index: int) -> bool:
    """Whether "di", "tra" before an age follows a person: a name, or "bambino", "età"."""
    before = line.lower(index - 1)
    if before in word_set("aged_words"):
        return True
    if line.lower(index) == "di":
        return before == "," or (line.is_capital(index - 1) and index > 1)
    return False


def shift_of(line: Line, number: Number, end: int) -> When | None:
    """The moment that "tre anni fa" or "tra due giorni" means, seen from the publication."""
    unit_index = number.end
    unit = UNITS.get(line.lower(unit_index))
    count = whole(number)
    if unit is None or count is None or number.comparator == "~" or abs(count) > 3000:
        return None
    if line.lower(end - 1) == "fa" and end == unit_index + 2:
        return When(end, "shift", shift=-count, unit=unit)
    return None
