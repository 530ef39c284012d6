"""Where the story stands among the lines: from its first paragraph to its last."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from newsview.nlp.layout.cues import CERTAIN, LIKELY, is_time, may_head, opener
from newsview.nlp.layout.units import Unit

_MENU = 5
"""Labels in a row that make a menu."""

_ENTRIES = 3
"""Times of day before sentences that make a live report."""

_ROWS = 2
"""Lines in columns that make a table."""

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
    """Raises the cue of labels that stand in a row of at least ``_MENU``.

    A list between two paragraphs is the story's, though its entries are as short.
    """
    row: list[Unit] = []
    told = introduced = False
    for unit in [*units, None]:
        if unit is not None and unit.label:
            row.append(unit)
            continue
        goes_on = told and unit is not None and unit.told
        listed = goes_on and (introduced or any(label.item for label in row))
        if len(row) >= _MENU and not listed:
            for label in row:
                label.cue = max(label.cue, LIKELY)
        row = []
        introduced = unit is not None and unit.cue < LIKELY and unit.ending.endswith(":")
        told = introduced or (unit is not None and unit.told)


def mark_tables(units: list[Unit]) -> None:
    """Marks the rows of tables: several lines in columns, figures in at least half of them."""
    rows: list[Unit] = []
    for unit in [*units, None]:
        if unit is not None and unit.columns and not unit.told and not unit.item:
            rows.append(unit)
            continue
        figures = sum(any(map(str.isdigit, row.text)) for row in rows)
        if len(rows) >= _ROWS and figures * 2 >= len(rows):
            for row in rows:
                row.table = True
        rows = []


def mark_moments(units: list[Unit]) -> None:
    """Marks the times that head the entries of a live report: several, each before a sentence."""
    moments = [unit for unit, following in pairwise(units) if following.told and is_time(unit.text)]
    if len(moments) >= _ENTRIES:
        for unit in moments:
            unit.moment = True
            unit.cue = 0


def clear_headings(units: list[Unit]) -> None:
    """Takes back what speaks against a line that could as well be a heading, and stands as one.

    It stands between two paragraphs.
    """
    for before, unit, following in zip(units, units[1:], units[2:], strict=False):
        if unit.cue >= LIKELY and before.told and _is_paragraph(following) and may_head(unit):
            unit.cue = 0
            unit.heads = True


def mark_related(units: list[Unit]) -> None:
    """Marks the links that follow a line such as "Leggi anche", up to the next sentence.

    Above the story the article's own title may follow them; its date or byline gives it away.
    """
    index = 0
    above = True
    while index < len(units):
        start = index
        index += 1
        above = above and not _is_paragraph(units[start])
        if (
            units[start].heads
            or opener(units[start]) is None
            or units[start].text.rstrip().endswith((".", "!"))
        ):
            continue
        units[start].related = True
        close = index < len(units) and not units[index].gap
        while index < len(units) and _is_link(units[index], units[index - 1]):
            if close and units[index].gap:
                break
            if units[index].item != units[start + 1].item:
                break  # a list of links has a mark on each, or on none
            index += 1
        index = _before_title(units, start, index) if above else index
        links = units[start + 1 : index]
        next_is_story = index < len(units) and units[index].told
        if next_is_story and len(links) >= 2 and not (close or _one_list(links, units[index])):
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


def _is_link(unit: Unit, before: Unit) -> bool:
    """Whether a line may be the title of another article."""
    if before.cue >= CERTAIN and opener(before) is None:
        return False  # a button or an advertisement closes the list
    return not unit.told or unit.text.endswith("?")


def _before_title(units: list[Unit], start: int, stop: int) -> int:
    """Where links above the story end: before the line that a lone date or byline follows."""
    signs = [index for index in range(start + 2, stop) if units[index].dated]
    return signs[0] - 1 if len(signs) == 1 else stop


def _one_list(links: list[Unit], following: Unit) -> bool:
    """Whether lines stand in one block, with a blank line before what follows them."""
    return following.gap and not any(link.gap for link in links[1:])


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
