"""Clock times: "ore 18:30", "alle 21" (at its number), "alle sette di sera", "mezzanotte"."""

from __future__ import annotations

import re

from newsview.nlp.data import table, word_set
from newsview.nlp.figures.numbers import number_word
from newsview.nlp.figures.when import When
from newsview.nlp.figures.words import AT, HALF, HOURS
from newsview.nlp.tokens import Line

_CLOCK = re.compile(r"([01]?[0-9]|2[0-4])[.:,]([0-5][0-9])")
_LIKELY = re.compile(r"[.:]")
_AROUND = frozenset({"verso", "dopo", "entro", "per", "prima", "delle", "tra", "fra", "e"})
_ZONES = frozenset({"utc", "gmt", "cet", "cest", "est", "edt", "pdt", "pst"})


def clock(line: Line, index: int) -> When | None:
    """ "ore 18:30", "18:30", "alle 21" (at its number), "mezzanotte", "3 del mattino"."""
    lower = line.lower(index)
    if lower in HOURS and line.is_number(index + 1):
        return hour(line, index + 1)
    if lower == "mezzanotte":
        return When(index + 1, "clock", clock="00:00")
    if lower == "mezzogiorno" and line.lower(index - 1) in ("a", "di", "dopo", "verso", "il"):
        return When(index + 1, "clock", clock="12:00")
    found = hour(line, index)
    if found is None:
        return None
    if line.is_word(index):
        named = line.lower(index - 1) in ("alle", "dalle") or line.lower(index - 1) in HOURS
        return found if named and _ends_clock(line, found.end) else None
    if found.end > index + 1 and line.lower(index + 1) == ":":
        return found
    before = line.lower(index - 1)
    if before == "le" and line.lower(index - 2) not in _AROUND and not _LIKELY.search(lower):
        before = "le" if line.lower(found.end) in ("in", "di") else ""
    if before in AT or before in HOURS:
        return found if _ends_clock(line, found.end) else None
    return found if _says_clock(line, index + 1) else None


def hour(line: Line, index: int) -> When | None:
    """An hour and its minutes at a token, with a zone or part of the day after it."""
    found = _hour_in_digits(line, index) if line.is_number(index) else _hour_in_words(line, index)
    if found is None:
        return None
    hour, minute, end = found
    if line.lower(end) in _ZONES:
        end += 1
    elif line.lower(end) in ("del", "di", "della") and line.lower(end + 1) in word_set("dayparts"):
        if line.lower(end + 2) in ("di", "del", "tra"):
            pass
        elif line.lower(end + 1) in ("sera", "pomeriggio") and hour < 12:
            hour, end = hour + 12, end + 2
        else:
            end += 2
    return When(end, "clock", clock=f"{hour % 24:02d}:{minute:02d}")


def _hour_in_digits(line: Line, index: int) -> tuple[int, int, int] | None:
    """Hour, minute and the token after "18:30", "18.30", "21,45", "18:30:05", "21", "9 e mezza"."""
    lower = line.lower(index)
    end = index + 1
    if (
        line.lower(end) == ":"
        and line.glued(end)
        and line.glued(end + 1)
        and line.is_number(end + 1)
    ):
        lower = f"{lower}:{line.lower(end + 1)}"
        end += 2
        if line.lower(end) == ":" and line.glued(end) and line.glued(end + 1):
            end += 2
    match = _CLOCK.fullmatch(lower)
    if match is not None:
        return int(match[1]), int(match[2]), end
    if lower.isdigit() and len(lower) <= 2 and int(lower) <= 24:
        return int(lower), *_minutes_in_words(line, end)
    return None


def _hour_in_words(line: Line, index: int) -> tuple[int, int, int] | None:
    hour = number_word(line.lower(index)) if line.is_word(index) else None
    if hour is None or not 1 < hour <= 24:
        return None
    return hour, *_minutes_in_words(line, index + 1)


def _minutes_in_words(line: Line, end: int) -> tuple[int, int]:
    """Minutes and the token after "e mezza", "e un quarto", "e 30"."""
    if line.lower(end) != "e":
        return 0, end
    if line.lower(end + 1) in HALF:
        return 30, end + 2
    if line.lower(end + 1) == "un" and line.lower(end + 2) == "quarto":
        return 15, end + 3
    if line.lower(end + 1) in ("15", "30", "45"):
        return int(line.lower(end + 1)), end + 2
    return 0, end


def _says_clock(line: Line, index: int) -> bool:
    """Whether what follows a number makes it a time: "del mattino", "UTC", "di stamattina"."""
    lower = line.lower(index)
    if lower in _ZONES:
        return True
    if lower in ("del", "di") and line.lower(index + 1) in (
        "mattino",
        "notte",
        "stamattina",
        "sera",
    ):
        return True
    return lower == "ora" and line.lower(index + 1) in ("locale", "italiana")


def _ends_clock(line: Line, index: int) -> bool:
    """Whether nothing counted follows an hour: "alle 18 persone" is no time."""
    lower = line.lower(index)
    if lower in word_set("time_units") and lower != "ora":
        return False
    if lower in table("scales") or lower in table("currencies"):
        return False
    if line.lower(index) in ("italiane", "locali") or index >= len(line) or not line.is_word(index):
        return line.lower(index) not in ("%", "€", "$", "°", "/")
    return line.lower(index) in word_set("not_counted") or line.lower(index)[-1] not in "ie"
