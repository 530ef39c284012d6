"""Numbers that share what they count: "da 100 a 500", "tra 60 e 75 milioni", "3 o 4"."""

from __future__ import annotations

from decimal import Decimal

from newsview.nlp.data import word_set
from newsview.nlp.figures.numbers import Number, simple_number
from newsview.nlp.figures.words import ARTICLES, BETWEEN, DASHES, FROM, TO
from newsview.nlp.figures.years import year_at
from newsview.nlp.tokens import Line

_LONGEST_LIST = 6
"""Numbers that are read as one list."""

_VERB_WITHIN = 7
"""Tokens before a number among which the verb that governs "da 38 a 90" is looked for."""


def ranged_number(line: Line, index: int) -> Number | None:
    """A range or a list that begins at a token.

    A range has its lower bound (``>=``) as value and its upper one among ``others``; what changes
    ("sale da 38 a 90") has its new number as value and the old one there; a list ("10,6 e 13,9
    euro") has its first number as value.
    """
    first = simple_number(line, index)
    if first is None or first.one or first.comparator == "~":
        return None
    before = _governor(line, index)
    changes = before in FROM and _changes(line, index)
    bounded = before in FROM or before in BETWEEN or before in ("compreso", "compresa")
    numbers = [first]
    while numbers[-1].end < len(line) and len(numbers) < _LONGEST_LIST:
        last = numbers[-1]
        link = line.lower(last.end)
        after = last.end + 1
        if (
            (link in DASHES and last.digits and line.is_number(after))
            or link == "o"
            or (link in TO and (before in FROM or (link == "a" and not last.digits)))
        ):
            bounded = True
        elif link in ("e", "ed"):
            pass
        elif link == "," and last.digits and line.is_number(after):
            if line.lower(after + 1) not in (",", "e", "ed", "o"):
                break
        else:
            break
        if line.lower(after) in ARTICLES:
            after += 1
        following = simple_number(line, after)
        if following is None or following.one or following.comparator == "~":
            break
        if link in TO and _is_year(line, last.start) and _is_year(line, after):
            break
        numbers.append(following)
        if link in DASHES or link in TO:
            break
    if len(numbers) == 1:
        return None
    found = _together(numbers, bounded)
    new = numbers[-1].value
    if changes and new is not None and found.value is not None and line.lower(first.end) in TO:
        old = next((bound for bound in (found.value, *found.others) if bound != new), new)
        return found._replace(value=new, comparator="=", others=(old,), listed=True)
    return found


def _changes(line: Line, index: int) -> bool:
    """Whether a verb of change stands shortly before "da"."""
    before = line.lowers[max(0, index - _VERB_WITHIN) : index]
    return not word_set("change_verbs").isdisjoint(before)


def _is_year(line: Line, index: int) -> bool:
    return year_at(line, index) is not None


def _governor(line: Line, index: int) -> str:
    """The word before a number and its article: "tra" in "tra i 18 e i 35 anni"."""
    before = line.lower(index - 1)
    return line.lower(index - 2) if before in ARTICLES else before


def _together(numbers: list[Number], bounded: bool) -> Number:
    """Several numbers as one, in the scale that only the last one names."""
    last = numbers[-1]
    values = [_scaled_as(number, last) for number in numbers]
    number = Number(
        numbers[0].start, last.end, None, "=", last.scaled, digits=last.digits, million=last.million
    )
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return number
    if bounded:
        return number._replace(value=min(known), comparator=">=", others=(max(known),))
    return number._replace(value=known[0], others=tuple(known[1:]), listed=True)


def _scaled_as(number: Number, last: Number) -> Decimal | None:
    """The value of a number before ``last``: "60" is 60 million in "tra 60 e 75 milioni"."""
    if number.value is None or number is last or number.factor > 1 or number.value >= 1000:
        return number.value
    return number.value * last.factor
