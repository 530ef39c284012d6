"""Headings within a story."""

from __future__ import annotations

from collections.abc import Sequence

from newsview.nlp.layout.cues import CERTAIN, LIKELY
from newsview.nlp.layout.units import Unit

_LONGEST = 130
_MOST_WORDS = 18
_SHORTEST_BELOW = 100
"""Size of the shortest paragraph that has a heading of its own."""

_LONG_ANSWER = 200
"""Size of the paragraph below from which a lone question is a heading."""


def find_headings(units: list[Unit]) -> set[int]:
    """Which of a story's units are headings, by index.

    A question may be one; but where there are more questions than other headings it is an
    interview, and they are part of what is said.
    """
    found: set[int] = set()
    questions: set[int] = set()
    for index, unit in enumerate(units):
        if unit.level:
            found.add(index)
            continue
        following = [other for other in units[index + 1 : index + 4] if not _is_noise(other)]
        if heads(unit, following) and not _ends_list(units, index):
            (questions if unit.text.endswith("?") else found).add(index)
    if len(questions) == 1 and not found:
        (index,) = questions
        return questions if units[index + 1].size >= _LONG_ANSWER else set()
    return found | questions if len(questions) == 1 or len(questions) < len(found) else found


def heads(unit: Unit, following: Sequence[Unit]) -> bool:
    """Whether a unit can be the heading of what follows: short, unquoted, and that a paragraph.

    Between the two may stand a second heading.
    """
    if not following or not _is_short(unit) or unit.quoted or unit.cue >= LIKELY:
        return False
    if unit.text[0].islower() or len(unit.words) > _MOST_WORDS:
        return False
    below = following[0]
    if not unit.item and unit.label and len(following) > 1 and all(f.item for f in following[:2]):
        return True  # of a list
    asks = below.text.endswith("?")
    if (
        (asks or not below.told)
        and len(following) > 1
        and _is_short(below)
        and (asks or not below.ends_clause)
    ):
        below = following[1]
    return below.told and below.size >= max(_SHORTEST_BELOW, unit.size * 1.5)


def _is_short(unit: Unit) -> bool:
    ends_open = not unit.ends_clause or unit.text[-1] in "?!"
    return unit.size <= _LONGEST and (unit.numbered or not unit.item) and ends_open


def _ends_list(units: list[Unit], index: int) -> bool:
    """Whether the two units before are lines of the same sort: then it is one of a list.

    Of a numbered line, the one before is enough.
    """
    before = units[max(index - 2, 0) : index]
    if units[index].item:
        return any(other.item for other in before[-1:])
    if before and before[-1].item:
        return False
    return len(before) == 2 and all(
        not other.told and not other.level and not _is_noise(other) for other in before
    )


def _is_noise(unit: Unit) -> bool:
    return unit.kind == "boilerplate" or unit.related or unit.cue >= CERTAIN
