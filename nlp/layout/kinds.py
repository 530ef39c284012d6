"""The verdict on each line, once the story and the title are found."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from newsview.nlp.layout.bylines import is_byline, is_name
from newsview.nlp.layout.cues import (
    CERTAIN,
    LIKELY,
    is_alternative_text,
    is_doubtful,
    links_inline,
)
from newsview.nlp.layout.headings import find_headings, heads
from newsview.nlp.layout.story import Story
from newsview.nlp.layout.titles import says_title
from newsview.nlp.layout.units import Unit

_LONGEST_STANDFIRST = 350
_ENTRIES = 2
"""Labels before paragraphs from which one more before a sentence is another."""

_MOST_LINKS = 3
"""Lines behind a link within the story among which the story has to go on."""

_LONGEST_LIST = 15
"""Lines of a list behind which the story may go on."""

_REPEATED_FROM = 60
"""Size from which a paragraph that comes twice is a repeat rather than a refrain."""

_TEASER = 40
"""Code points in which a teaser, cut off with dots, agrees with the paragraph it is cut from."""


def mark_repeats(units: Sequence[Unit], title: Unit | None) -> None:
    """Leaves out what says the title again, and paragraphs and teasers that come twice."""
    seen: set[str] = set()
    beginnings = {unit.text[:_TEASER].casefold() for unit in units if unit.size > 200}
    for unit in units:
        if unit is title:
            continue
        short = unit.form != "prose" or unit.cue >= LIKELY
        if title is not None and short and says_title(unit, title):
            unit.kind = "boilerplate"
        elif unit.size >= _REPEATED_FROM:
            cut_off = unit.size <= 200 and unit.ending.rstrip("] )").endswith(("…", "..."))
            if unit.key in seen or (cut_off and unit.text[:_TEASER].casefold() in beginnings):
                unit.kind = "boilerplate"
            seen.add(unit.key)


def set_kinds(units: list[Unit], story: Story, at: int, author: str | None) -> None:
    """Gives every unit that has none yet its kind. ``at`` is the index of the title, or -1."""
    begin = story.first
    if at >= 0:
        units[at].kind = "title"
        _above_title(units[:at], author)
        begin = max(begin, at + 1)
    if begin > at + 1:
        _below_title(units, at + 1, story, author)
    stop = _stretched(units, story)
    dated = any(
        unit.dated == "published" or (unit.dated and index > at)
        for index, unit in enumerate(units[:begin])
    )
    _within_story(units[begin:stop], 0 if dated else story.opening - begin, author)
    _after_story(units[stop:], author)
    if at >= 0:
        _find_standfirst(units[:stop], at)


def _above_title(units: list[Unit], author: str | None) -> None:
    for unit in units:
        if unit.kind is not None:
            continue
        if unit.told and not unit.dated and unit.cue < LIKELY:
            unit.kind = "body"
        else:
            unit.kind = "byline" if is_byline(unit.text, author) else "boilerplate"
    told = [unit for unit in units if unit.kind == "body"]
    if len(told) == 1:
        told[0].kind = "standfirst"


def _below_title(units: list[Unit], begin: int, story: Story, author: str | None) -> None:
    """Between title and story: bylines, dates, captions, share buttons, a short standfirst."""
    between = units[begin : story.first]
    for index, unit in enumerate(between):
        if unit.kind is not None:
            continue
        if _is_byline(between, index, author):
            unit.kind = "byline"
        elif not _may_go_on(unit) or is_alternative_text(unit):
            unit.kind = "boilerplate"
        elif unit.told or unit.ends_clause or unit.item or unit.table or not story.anchored:
            unit.kind = "body"
        elif unit.level or (
            unit is between[-1]
            and any(other.kind in ("standfirst", "body") for other in between)
            and heads(unit, units[story.first :][:1])
        ):
            unit.kind = "heading"
        else:
            unit.kind = "standfirst" if len(unit.words) >= 5 else "boilerplate"


def _within_story(units: list[Unit], opening: int, author: str | None) -> None:
    """The story itself. Up to ``opening`` date and byline may still come, below a standfirst."""
    headings = find_headings(units)
    top = units[: max(opening, 0)]
    for index, unit in enumerate(units):
        if unit.kind is not None:
            continue
        at_top = index < opening
        if at_top and not unit.told and _is_byline(top, index, author):
            unit.kind = "byline"
        elif (
            unit.cue >= (CERTAIN if unit.told else LIKELY)
            or unit.related
            or unit.dated in ("published", "updated")
            or (unit.dated and at_top)
            or is_alternative_text(unit)
        ):
            unit.kind = "boilerplate"
        else:
            heading = unit.moment or (index in headings and not unit.table)
            unit.kind = "heading" if heading else "body"


def _is_byline(units: list[Unit], index: int, author: str | None) -> bool:
    """Whether a unit is a byline, or says where and when; a bare name is one, beside a date."""
    text = units[index].text
    if units[index].placed or is_byline(text, author):
        return True
    beside = units[max(index - 1, 0) : index + 2]
    return is_name(text) and not units[index].columns and any(other.dated for other in beside)


def _stretched(units: list[Unit], story: Story) -> int:
    """Index after the last unit of the story: short paragraphs may follow the last long one."""
    stop = story.stop
    in_list = False
    entries = _has_entries(units[story.first : stop])
    for index, unit in enumerate(units[stop:], stop):
        if index < stop:
            continue  # of a list that was taken as a whole
        if links_inline(unit) and _goes_on_behind(units, index):
            stop = index + 1
            continue
        if not _may_go_on(unit):
            break
        last = units[stop - 1]
        in_list = unit.item and (in_list or last.item or last.ending.endswith(":"))
        goes_on = unit.text[0].islower() and not last.ends_clause
        quotes = unit.quoted and unit.text[-1] in '»”"'
        following = units[index + 1 : index + 2]
        heads_one = entries and unit.label and any(other.told for other in following)
        told = unit.told or unit.moment or unit.table or unit.ends_clause
        if told or in_list or goes_on or quotes:
            stop += 1
        elif heads_one and not is_name(unit.text):
            stop += 1
        elif (behind := _behind_list(units, index, last)) > index:
            stop = behind
        else:
            break
    return stop


def _goes_on_behind(units: list[Unit], index: int) -> bool:
    """Whether a sentence follows a link within the story; another such link may come first."""
    following = units[index + 1 : index + 1 + _MOST_LINKS]
    behind = next((other for other in following if not links_inline(other)), None)
    return behind is not None and behind.told and _may_go_on(behind)


def _may_go_on(unit: Unit) -> bool:
    """Whether nothing says that a unit is no more story."""
    aside = unit.kind is not None or unit.dated or unit.related
    return not aside and (unit.cue < LIKELY or is_doubtful(unit))


def _behind_list(units: list[Unit], index: int, last: Unit) -> int:
    """Index of the sentence behind a list or table that begins at ``index``; that if there is none.

    A colon before it makes the lines a list, figures in most of them a table.
    """
    stop = index
    figures = 0
    for unit in units[index : index + _LONGEST_LIST]:
        if not _may_go_on(unit):
            return index
        if unit.told:
            listed = last.ending.endswith(":") or figures * 2 > stop - index
            return stop if listed else index
        figures += any(character.isdigit() for character in unit.text)
        stop += 1
    return index


def _has_entries(units: list[Unit]) -> bool:
    """Whether labels head paragraphs again and again, as days do in a forecast."""
    heads = [one for one, following in pairwise(units) if one.label and following.told]
    return len(heads) >= _ENTRIES


def _after_story(units: list[Unit], author: str | None) -> None:
    """After the story only its byline can still come, or a name alone that signs it."""
    for index, unit in enumerate(units):
        if unit.kind is not None:
            continue
        following = units[index + 1 : index + 2]
        named = is_name(unit.text) and not unit.columns
        alone = named and not any(other.label or other.told for other in following)
        signs = index == 0 and (is_byline(unit.text, author) or alone)
        unit.kind = "byline" if signs else "boilerplate"


def _find_standfirst(units: list[Unit], at: int) -> None:
    """Sets the standfirst: what stands between title and date, or a short first paragraph.

    The second only where the paragraphs that follow are clearly longer.
    """
    if any(unit.kind == "standfirst" for unit in units):
        return
    told = [index for index in range(at + 1, len(units)) if units[index].kind == "body"]
    if not told or units[told[0]].item or units[told[0]].quoted:
        return
    first = units[told[0]]
    for other in units[told[0] + 1 : told[0] + 4]:
        if other.dated or other.kind == "byline":
            first.kind = "standfirst"
        if other.dated or other.kind in ("byline", "body", "heading"):
            break
    sizes = sorted(units[index].size for index in told[1:5])
    if (
        len(sizes) >= 3
        and told[1] == told[0] + 1
        and _REPEATED_FROM <= first.size <= _LONGEST_STANDFIRST
        and sizes[len(sizes) // 2] >= first.size * 1.5
        and units[told[1]].size >= first.size * 1.3
    ):
        first.kind = "standfirst"
