"""Which line is the article's title."""

from __future__ import annotations

import re
from collections import Counter

from newsview.nlp.layout.bylines import is_byline
from newsview.nlp.layout.cues import CERTAIN, LIKELY
from newsview.nlp.layout.story import Story
from newsview.nlp.layout.units import Unit, words_of

_LONGEST = 220
_NEAR = 3
"""Units of the story among which a title is looked for when none stands above it."""

_DERIVED = 100
"""Size to which a first sentence is cut when it has to serve as title."""

_LONGEST_RUBRIC = 3
_HEADLINE = 6
"""Words of a section's name at most, and of the headline below it at least."""

_SITE_NAME = re.compile(r" [|–—-] [^|]{2,40}$")
_INNER_END = re.compile(r"[^\W\d]{3}[.!?] [^\W\d_]")
"""Where one sentence ends and another begins: a standfirst rather than a title."""

_FIRST_SENTENCE = re.compile(r"(.{20,}?[.!?…][»”\"']?)(?:\s|$)")


def find_title(
    units: list[Unit], story: Story, hint: str | None, beside: bool = False
) -> Unit | None:
    """The unit that is the title, or None when no line is one.

    ``hint`` is the title that metadata give; ``beside`` says that it stands beside the text, as in
    another column of its row: then no line that says anything else is the title. Else a Markdown
    heading of the first level, else the best line above the story, else the first heading in its
    first lines.
    """
    if hint and (unit := _said_by_hint(units, hint)):
        return unit
    if hint and beside:
        return None
    for unit in units[: story.stop]:
        if unit.level == 1:
            return unit
    above = [unit for unit in units[: story.first] if _may_be_title(unit)]
    best = _best(above, units, story)
    if best is not None and best[0] >= 1:
        return best[1]
    near = [
        unit
        for unit, following in zip(units[story.first :], units[story.first + 1 :], strict=False)
        if _may_be_title(unit) and not unit.told and len(unit.words) >= 3 and following.told
    ]
    for unit in near:
        if units.index(unit, story.first) <= story.first + _NEAR and story.anchored:
            return unit
    if best is not None:
        return best[1]
    if not story.anchored and units and _may_be_title(units[0]) and not units[0].ends_clause:
        return units[0]
    return None


def derived_title(units: list[Unit]) -> str:
    """The beginning of the story, for an article that has no title: at most 100 code points."""
    for unit in units:
        if unit.kind in ("standfirst", "body", "heading"):
            found = _FIRST_SENTENCE.match(unit.text)
            text = found.group(1) if found else unit.text
            if len(text) <= _DERIVED and (found or unit.size <= _DERIVED):
                return text
            cut = text[:_DERIVED].rsplit(None, 1)
            return f"{cut[0].rstrip(',;:')}…"
    return ""


def says_title(unit: Unit, title: Unit) -> bool:
    """Whether a unit repeats the title, with a site's name or a share text around it or not."""
    if unit.key == title.key:
        return True
    if len(title.words) < 4 or unit.size > title.size + 100:
        return False
    return f" {' '.join(title.words)} " in f" {' '.join(unit.words)} "


def _said_by_hint(units: list[Unit], hint: str) -> Unit | None:
    words = words_of(hint)
    if not words:
        return None
    for unit in units:
        if unit.words == words:
            return unit
    key = f" {' '.join(words)} "
    for unit in units:
        mine = f" {' '.join(unit.words)} "
        if len(unit.words) < 4 or unit.form == "prose":
            continue
        if mine in key or (len(words) >= 4 and unit.size <= len(hint) + 100 and key in mine):
            return unit
    return None


def _may_be_title(unit: Unit) -> bool:
    return (
        unit.kind is None
        and unit.size <= _LONGEST
        and unit.form != "prose"
        and unit.cue < CERTAIN
        and not unit.dated
        and not unit.related
        and not unit.item
        and not unit.table
        and any(character.isalpha() for character in unit.text)
    )


def _best(above: list[Unit], units: list[Unit], story: Story) -> tuple[float, Unit] | None:
    """The line above the story that looks most like its title, the first of equals."""
    keys = Counter(unit.key for unit in units[: story.first + 1])
    position = {id(unit): index for index, unit in enumerate(units)}
    starts = _last_cluster(above, units, position)
    signed = _before_date_or_byline(above, units)
    best: tuple[float, Unit] | None = None
    for unit in above:
        score = _score(unit) + (4 if keys[unit.key] > 1 and len(unit.words) >= 3 else 0)
        score += 1.5 if unit is starts else 0
        score += 1.5 if unit is signed else 0
        score -= (
            2 if _is_rubric(unit, units[position[id(unit)] + 1 : position[id(unit)] + 2]) else 0
        )
        if best is None or score > best[0]:
            best = (score, unit)
    return best


def _is_rubric(unit: Unit, following: list[Unit]) -> bool:
    """Whether a few words stand right above a headline, as the name of a section does."""
    if len(unit.words) > _LONGEST_RUBRIC:
        return False
    return any(
        _may_be_title(other) and len(other.words) >= _HEADLINE and not other.text.endswith(".")
        for other in following
    )


def _score(unit: Unit) -> float:
    count = len(unit.words)
    score = 2.0 if count >= 4 else 1.0 if count == 3 else 0.0 if count == 2 else -2.0
    score -= 1.5 * unit.cue
    score -= 3 if is_byline(unit.text) else 0
    if unit.size > 160:
        score -= 1
    if unit.text[0].islower():
        score -= 1
    if unit.text.endswith("."):
        score -= 2
    if _INNER_END.search(unit.text):
        score -= 1.5
    if _SITE_NAME.search(unit.text):
        score -= 1
    return score


def _before_date_or_byline(above: list[Unit], units: list[Unit]) -> Unit | None:
    """The last of the candidates of a headline's size that a date or byline follows.

    Between the two only what is no candidate may stand, or a standfirst.
    """
    found: Unit | None = None
    candidates = {id(unit) for unit in above}
    for index, unit in enumerate(units):
        if id(unit) not in candidates or len(unit.words) < _LONGEST_RUBRIC or unit.cue >= LIKELY:
            continue
        if _INNER_END.search(unit.text) or is_byline(unit.text):
            continue
        for other in units[index + 1 : index + 1 + _NEAR]:
            if other.dated or is_byline(other.text):
                found = unit
                break
            if (
                id(other) in candidates
                and len(other.words) > _LONGEST_RUBRIC
                and not (other.told or other.size > unit.size or _INNER_END.search(other.text))
            ):
                break
    return found


def _last_cluster(above: list[Unit], units: list[Unit], position: dict[int, int]) -> Unit | None:
    """The first of the candidates that no menu separates from the story."""
    first: Unit | None = None
    previous = -1
    for unit in above:
        if unit.cue >= LIKELY or (unit.label and len(unit.words) <= 2):
            continue
        index = position[id(unit)]
        between = units[previous + 1 : index]
        menu = sum(1 for other in between if other.label) >= 3
        if first is None or menu:
            first = unit
        previous = index
    return first
