"""Where the story stands among the lines: from its first paragraph to its last."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from newsview.nlp.layout.cues import LIKELY, opener
from newsview.nlp.layout.units import Unit

_MENU = 5
"""Labels in a row that make a menu."""

_LISTING = 12
"""Lines in a row without a sentence that may be a page's index rather than part of a story."""


@dataclass(slots=True)
class Story:
    """Indexes: of the story's first unit, of its second paragraph, and of the first unit after it.

    Up to ``opening`` there may still be a date or a byline, the first paragraph being a
    standfirst. ``anchored`` says that the story was found by paragraphs, not by single lines.
    """

    first: int
    opening: int
    stop: int
    anchored: bool


def mark_menus(units: list[Unit]) -> None:
    """Raises the cue of labels that stand in a row of at least ``_MENU``."""
    row: list[Unit] = []
    for unit in [*units, None]:
        if unit is not None and unit.label:
            row.append(unit)
            continue
        if len(row) >= _MENU:
            for label in row:
                label.cue = max(label.cue, LIKELY)
        row = []


def mark_related(units: list[Unit]) -> None:
    """Marks the links that follow a line such as "Leggi anche", up to the next sentence."""
    index = 0
    while index < len(units):
        start = index
        index += 1
        if opener(units[start]) is None or units[start].text.rstrip().endswith((".", "!")):
            continue
        units[start].related = True
        close = index < len(units) and not units[index].gap
        while index < len(units) and _is_link(units[index]):
            if close and units[index].gap:
                break
            index += 1
        links = units[start + 1 : index]
        next_is_story = index < len(units) and units[index].told
        if next_is_story and len(links) >= 2 and not close:
            links = links[:-1]  # the last one may be a heading of the story that goes on
        for link in links:
            link.related = True


def find_story(units: list[Unit]) -> Story:
    """Finds the story among judged units.

    Paragraphs that nothing speaks against anchor it; where there are none, single sentences do;
    where there are none either, all of the text is story.
    """
    units = units[: _end_of_story(units)]
    anchors = [index for index, unit in enumerate(units) if _is_paragraph(unit)]
    anchored = bool(anchors)
    if not anchors:
        anchors = [
            index
            for index, unit in enumerate(units)
            if unit.told and unit.cue < LIKELY and not unit.dated and not unit.related
        ]
    if not anchors:
        return Story(0, 0, len(units), False)
    first, stop = anchors[0], _before_listing(units, anchors) + 1
    told = (index for index in range(first + 1, stop) if units[index].told)
    return Story(first, next(told, first), stop, anchored)


def _is_link(unit: Unit) -> bool:
    """Whether a line may be the title of another article."""
    return not unit.told or unit.text.endswith("?")


def _is_paragraph(unit: Unit) -> bool:
    return unit.form == "prose" and unit.cue < LIKELY and not unit.dated


def _end_of_story(units: list[Unit]) -> int:
    """Index of the line that closes the story ("Commenti"), if most of the text is before it."""
    sizes = [unit.size if _is_paragraph(unit) else 0 for unit in units]
    total = sum(sizes)
    before = 0
    for index, unit in enumerate(units):
        closes = unit.cue >= LIKELY and opener(unit) == "end" and not unit.item
        if closes and before * 2 > total:
            return index
        before += sizes[index]
    return len(units)


def _before_listing(units: list[Unit], anchors: list[int]) -> int:
    """The last anchor before a long listing that most of the story stands in front of.

    Pages end in indexes of other articles, some of them with a paragraph of each.
    """
    total = sum(units[index].size for index in anchors)
    before = 0
    for anchor, following in pairwise(anchors):
        before += units[anchor].size
        between = units[anchor + 1 : following]
        if len(between) < _LISTING or before * 3 < total * 2:
            continue
        lines = [unit for unit in between if not unit.told and not unit.ends_clause]
        if len(lines) * 5 >= len(between) * 4:
            return anchor
    return anchors[-1]
