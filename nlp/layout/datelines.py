"""Dates that say when an article was published, and the lines that hold them.

Only lines that say little but a date are read, and the dateline of an agency: a date in the
story's own words is not when it was published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from newsview.nlp.data import entries, table
from newsview.nlp.layout.bylines import is_byline
from newsview.nlp.layout.cues import phrase_table
from newsview.nlp.layout.story import Story
from newsview.nlp.layout.units import Said, Unit, words_of
from newsview.nlp.phrases import PhraseTable

LONGEST = 160
"""Size up to which a line can be a date line."""

_YEARS = range(1900, 2101)
_MOST_DATES = 4
_NEAR_BELOW = 6
"""Units below the story among which a date can still be the article's."""

_DIGIT = re.compile(r"\d")
_TIME = re.compile(
    r"(?<![\d.])\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?(?![\d.])", re.IGNORECASE
)
_WHO_AND_WHERE = re.compile(
    r"(?:(?i:da|di|by) [\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2}|\W*)"
    r"(?:,? (?i:in|su)[: ] ?[\w'’&-]+(?:,? [A-ZÀ-Þ&][\w'’-]*){0,4})?\W*$"
)
"""What a blog says with its date: ``da livia in Letture``."""

_AGENCY = re.compile(r"\s{0,3}\(?[A-ZÀ-Þ][\w.' -]{1,40}\)?\s{0,2}[,–-]\s{0,2}")
_APART = re.compile(r"[,()–—-]")
"""What stands between a place and a date, where they are no part of a sentence."""

_NUMERIC = re.compile(
    r"(?<![\d/.-])(?:(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})[-/.](?P<m2>\d{1,2})[-/.](?P<y2>\d{4}|\d{2}))(?=[T\s]|\W*$|[^\d/.-])"
)


@dataclass(slots=True)
class DateLine:
    """A line that says a date: the day (ISO), what is said of it, and the words left over."""

    day: str
    said: Said
    rest: str


def mark_date_lines(units: list[Unit], author: str | None = None) -> dict[int, DateLine]:
    """Marks the units that are date lines; returns them by their index."""
    found: dict[int, DateLine] = {}
    for index, unit in enumerate(units):
        line = read_date_line(unit, author)
        if line is not None:
            unit.dated = line.said
            unit.placed = line.said == "plain" and _is_place(line.rest)
            found[index] = line
    return found


def published_day(
    units: list[Unit], dates: dict[int, DateLine], at: int, story: Story
) -> str | None:
    """The day of publication (ISO), or None; ``at`` is the index of the title, or -1.

    What is said to be the day of publication goes before a date beside the title, that before a
    date above it (the day the page was made, often), that before the last change. Below the
    story one lone date counts, several are those of other articles. An agency's dateline comes
    last.
    """
    below = [index for index in dates if index >= story.stop]
    best: tuple[int, str] | None = None
    for index, line in dates.items():
        if line.said != "plain":
            rank = 9 if line.said == "published" and index < story.stop else 2
        elif max(story.opening, story.first) < index < story.stop:
            continue  # within the story: a chronicle's
        else:
            rank = 1 if index >= story.stop else 5 if index > at else 4
        if index >= story.stop and (len(below) > 2 or index > story.stop + _NEAR_BELOW):
            continue
        if best is None or rank > best[0]:
            best = (rank, line.day)
    if best is not None:
        return best[1]
    opening = units[story.first : story.first + 1]
    return dateline_of_agency(opening[0]) if opening else None


def read_date_line(unit: Unit, author: str | None = None) -> DateLine | None:
    """The date line that a unit is, or None. Of two dates the one of publication is taken.

    Besides the date it may say who wrote, where, the weekday and the time, and no more.
    """
    if unit.size > LONGEST or not _DIGIT.search(unit.text):
        return None
    best: DateLine | None = None
    rest: list[str] = []
    at = 0
    for begin, end, day in _dates(unit.text):
        before = unit.text[at:begin]
        said = _said(before)
        if best is None or _RANK[said] > _RANK[best.said]:
            best = DateLine(day, said, "")
        rest.append(before)
        at = end
    if best is None:
        return None
    rest.append(unit.text[at:])
    best.rest = _left_over(" | ".join(rest))
    pieces = best.rest.split(" | ") if best.rest else []
    if all(_goes_with_date(piece, author) for piece in pieces) and len(pieces) <= 3:
        return best
    return None


def _is_place(rest: str) -> bool:
    """Whether a town is all that a line says besides its date: ``Vicenza, 14 ottobre 2025``."""
    return rest[-1:] in (",", ":") and words_of(rest) in _places()


@cache
def _places() -> frozenset[tuple[str, ...]]:
    lists = ("names_capitals_it", "names_comuni", "names_cities")
    return frozenset(words_of(place) for name in lists for place in entries(name))


def dateline_of_agency(unit: Unit) -> str | None:
    """The day in the dateline that a story opens with: ``(AGI) - Roma, 5 mar 2026 -``."""
    head = unit.text[:90]
    found = _AGENCY.match(head)
    if found is None:
        return None
    for begin, end, day in _dates(head):
        before, after = head[:begin], head[end : end + 24]
        closes = re.match(r"\W{0,3}(?:\([^)]{2,15}\)\s?)?[–—-]", after)
        apart = before.isupper() or _APART.search(before)
        if closes and apart and len(words_of(before)) <= 4:
            return day
    return None


def _goes_with_date(piece: str, author: str | None) -> bool:
    """Whether a piece of a date line is a byline, a name, a place or a rubric."""
    words = piece.strip(" ,.:()").split()
    if _WHO_AND_WHERE.match(piece):
        return True
    return (
        is_byline(piece, author)
        or len(words) == 1
        or (len(words) <= 3 and all(word[0].isupper() for word in words))
    )


_RANK: dict[Said, int] = {"updated": 0, "plain": 1, "published": 2}


def _dates(text: str) -> list[tuple[int, int, str]]:
    """The days written in a short text: where they start and end, and which day it is."""
    found: list[tuple[int, int, str]] = []
    for pattern in (_written(), _NUMERIC):
        for match in pattern.finditer(text):
            day = _day(match)
            overlaps = any(match.start() < end and begin < match.end() for begin, end, _ in found)
            if day is not None and not overlaps:
                found.append((match.start(), match.end(), day))
    return sorted(found)[:_MOST_DATES]


def _day(match: re.Match[str]) -> str | None:
    """The ISO day of a match, or None if the calendar has no such day."""
    groups = match.groupdict()
    year = groups.get("y") or groups.get("y2") or ""
    month = groups.get("m") or groups.get("m2") or ""
    number = groups.get("d") or groups.get("d2") or ""
    months = _months()
    month_number = int(month) if month.isdigit() else int(months[month.casefold()])
    year_number = int(year) + (2000 if len(year) == 2 else 0)
    day_number = int(number)
    if month_number > 12 >= day_number:
        month_number, day_number = day_number, month_number  # the American order
    if year_number not in _YEARS:
        return None
    try:
        return date(year_number, month_number, day_number).isoformat()
    except ValueError:
        return None


@cache
def _months() -> dict[str, str]:
    return table("months") | table("layout_months")


@cache
def _written() -> re.Pattern[str]:
    """Dates with the month's name: ``9 ott. 2025``, ``Ottobre 11, 2025``, ``4th March 2026``."""
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?P<d>\d{{1,2}})(?:[°º.]|st|nd|rd|th)?[\s-]\s?(?P<m>{names})\b\.?,?[\s-]\s?(?P<y>\d{{4}}|\d{{2}}\b)"
        rf"|(?P<m2>{names})\b\.?\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y2>\d{{4}}))",
        re.IGNORECASE,
    )


def _said(before: str) -> Said:
    """What the words before a date say of it: the last that says anything."""
    words = words_of(before)
    said: Said = "plain"
    for index in range(len(words)):
        hit = _around().match(words, index)
        if hit and hit[1] == "published":
            said = "published"
        elif hit and hit[1] == "updated":
            said = "updated"
    return said


def _left_over(text: str) -> str:
    """What a date line says besides date, time, weekday and words such as "pubblicato il"."""
    text = _TIME.sub(" ", text)
    weekdays, around = table("weekdays"), _around()
    kept: list[str] = []
    for piece in re.split(r"[|•·–—]|\s-\s", text):
        words = piece.split()
        forms = ["".join(words_of(word)) for word in words]
        left: list[str] = []
        index = 0
        while index < len(words):
            if hit := around.match(forms, index):
                index += hit[0]
                continue
            if forms[index] and forms[index] not in weekdays and not forms[index].isdigit():
                left.append(words[index])
            index += 1
        if left:
            kept.append(" ".join(left))
    return " | ".join(kept)


@cache
def _around() -> PhraseTable[str]:
    return phrase_table(table("layout_published"))
