"""Lengths of time ("due anni", "24 ore") and ages ("di 45 anni", a quantity)."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from newsview.nlp.data import word_set
from newsview.nlp.figures.numbers import Number, simple_number, whole
from newsview.nlp.figures.when import UNITS, When
from newsview.nlp.figures.words import BETWEEN, HALF
from newsview.nlp.tokens import Line

_FARTHEST = 3000
"""Days, weeks, months or years from the day of publication that are still reckoned."""

_LATER = frozenset({"fa", "dopo", "prima"})
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


class Length(NamedTuple):
    """A length of time: the token after it, its number and the word of its unit."""

    end: int
    number: Number
    unit: str


def length_of_time(line: Line, number: Number) -> Length | None:
    """The length of time that a number begins ("due anni fa", "5 anni e mezzo", "24 ore")."""
    index = number.end
    if number.scaled and line.lower(index) in ("di", "d'"):
        index += 1
    unit = line.lower(index)
    if unit not in word_set("time_units"):
        return None
    if line.glued(index) and line.is_number(index - 1):
        return None
    if line.lower(index + 1) == "luce":
        return None
    if number.one and unit in ("giorno", "secondo", "secondi"):
        return None
    end = index + 1
    if line.lower(end) == "e" and line.lower(end + 1) in HALF:
        number, end = _with_more(number, Decimal("0.5")), end + 2
    elif line.lower(end) == "e":
        more = simple_number(line, end + 1)
        small = "" if more is None else line.lower(more.end)
        if more is not None and small in ("mesi", "giorni", "minuti", "mese"):
            number, end = _with_more(number, _part(more, small, unit)), more.end + 1
    if line.lower(end) == "su" and line.lower(end + 1) == line.lower(number.start):
        return Length(end + 2, number, unit)
    if line.lower(end) == "or" and line.lower(end + 1) == "sono":
        return Length(end + 2, number, unit)
    if line.lower(end) in _LATER:
        after = line.lower(end + 1)
        if line.lower(end) == "fa" or after not in _GOVERNED:
            end += 1
    return Length(end, number, unit)


def _part(more: Number, small: str, unit: str) -> Decimal | None:
    """How much of a unit "sei mesi", "trenta minuti" are, where it is exact."""
    parts = {"annimesi": 12, "annomesi": 12, "oreminuti": 60, "oraminuti": 60}.get(unit + small)
    return None if parts is None or more.value is None else more.value / parts


def _with_more(number: Number, part: Decimal | None) -> Number:
    """A length and a part of its unit; at least the length where the part is not exact."""
    if number.value is None:
        return number
    if part is None:
        return number._replace(comparator=">=")
    return number._replace(value=number.value + part)


def is_age(line: Line, number: Number, end: int) -> bool:
    """Whether "45 anni" is someone's age, by what stands around it."""
    if line.lower(end - 1) != "anni":
        return False
    index = number.start - 1
    if line.lower(end) in _SIDES or line.lower(end) == "d'età":
        return True
    if number.others and line.lower(index) in ("i", "gli") and line.lower(index - 1) in BETWEEN:
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
        named = named or line.lower(index - 1) in word_set("aged_words")
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


def shift_of(line: Line, length: Length) -> When | None:
    """The moment that "tre anni fa" or "tra due giorni" means, seen from the publication."""
    end, number = length.end, length.number
    unit = UNITS.get(length.unit)
    count = whole(number)
    if unit is None or count is None or number.comparator != "=" or number.others:
        return None
    if abs(count) > _FARTHEST:
        return None
    if line.lower(end - 1) in ("fa", "sono"):
        return When(end, "shift", shift=-count, unit=unit)
    if line.lower(number.start - 1) in BETWEEN and line.lower(end) != "e":
        return When(end, "shift", shift=count, unit=unit)
    return None
