"""Years, decades and centuries: "2025", "'68", "2014-15", "anni Novanta", "XX secolo"."""

from __future__ import annotations

import re
from functools import lru_cache

from newsview.nlp.data import table
from newsview.nlp.figures.when import When
from newsview.nlp.figures.words import DASHES, OF, ordinals
from newsview.nlp.tokens import Line

FIRST_YEAR, LAST_YEAR = 1000, 2199
"""Four digits between these can be a year."""

_ROMAN = re.compile(r"[IVX]{1,6}")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_LAST_CENTURY = 21
_BEFORE_CENTURY = frozenset(
    {"del", "nel", "dal", "al", "il", "sul", "primo", "secondo", "tardo", "pieno"}
)


@lru_cache(maxsize=1)
def _eras() -> dict[str, int]:
    return {word: int(first) for word, first in table("eras").items()}


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
    if line.lower(index) in OF:
        index += 1
        if line.lower(index) == "anno":
            index += 1
    return year_at(line, index)


def year_range(line: Line, index: int) -> When | None:
    """ "2014-15", "2015-2019", "2024/25"."""
    first = year_at(line, index)
    if first is None or line.lower(first[0]) not in DASHES | {"/"}:
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


def decade(line: Line, index: int) -> When | None:
    """ "anni ottanta", "anni '60", "anni 1970"."""
    if line.lower(index) != "anni":
        return None
    end = index + 1
    if line.lower(end) in ("'", "’"):
        end += 1
    lower = line.lower(end)
    first = _eras().get(lower)
    if first is not None and first >= 1900 and lower != "novecento":
        pass
    elif line.is_number(end) and lower.isdigit() and len(lower) == 2 and lower[1] == "0":
        first = 1900 + int(lower) if int(lower) > 20 else 2000 + int(lower)
    elif line.is_number(end) and lower.isdigit() and len(lower) == 4 and lower[3] == "0":
        first = int(lower)
    else:
        return None
    return When(end + 1, "year", year=first, to=first + 9)


def century(line: Line, index: int) -> When | None:
    """ "XX secolo", "II sec. d.C.", "ventesimo secolo", "Novecento" (1900 to 1999)."""
    lower = line.lower(index)
    first = _eras().get(lower)
    if first is not None and first % 100 == 0 and first < 2000 and line.is_capital(index):
        if line.lower(index - 1) in _BEFORE_CENTURY:
            return When(index + 1, "year", year=first, to=first + 99)
    if not line.is_word(index) or line.lower(index + 1) not in ("secolo", "sec"):
        return None
    text = line.tokens[index].text
    number = _roman(text) if _ROMAN.fullmatch(text) else ordinals().get(lower)
    if number is None and not lower.endswith("esimo"):
        return None
    end = index + 2
    if line.lower(index + 1) == "sec" and line.lower(end) == ".":
        end += 1
    era = _era_after(line, end)
    if era is not None:
        end = era[0]
    if number is None or number > _LAST_CENTURY or (era is not None and era[1] == "a"):
        return When(end, "plain")
    return When(end, "year", year=number * 100 - 99, to=number * 100)


def year_of_era(line: Line, index: int) -> When | None:
    """ "79 d.C.", "44 a.C." (which has no ISO form here)."""
    written = line.lower(index)
    if not (line.is_number(index) and written.isdigit() and len(written) <= 4):
        return None
    era = _era_after(line, index + 1)
    if era is None:
        return None
    if era[1] == "a" or int(written) == 0:
        return When(era[0], "plain")
    return When(era[0], "year", year=int(written))


def _era_after(line: Line, index: int) -> tuple[int, str] | None:
    """ "a.C.", "d.C." at a token: the token after it, and its first letter."""
    letter = line.lower(index)
    if letter not in ("a", "d") or line.lower(index + 1) != "." or line.lower(index + 2) != "c":
        return None
    end = index + 3
    if line.lower(end) == "." and line.glued(end):
        end += 1
    return end, letter


def _roman(text: str) -> int:
    total = 0
    for this, following in zip(text, text[1:] + " ", strict=True):
        value = _ROMAN_VALUES[this]
        total += -value if _ROMAN_VALUES.get(following, 0) > value else value
    return total
