"""Which outlet an article appeared in, where the page says so.

The page's own name goes before the agency that a text was taken from: what stands behind the
title, in the line on rights, in the notice that names the registered paper or the blog's feed, in
the footer that a company opens with its VAT number behind it; then a source that is named above
the story, then the agency that signs it. A name is only taken from lines of a known form; of
anything else nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newsview.nlp.data import entries, table
from newsview.nlp.layout.cues import is_label, starts_with
from newsview.nlp.layout.titles import says_title
from newsview.nlp.layout.units import Unit, words_of
from newsview.nlp.phrases import PhraseTable

_MOST_WORDS = 6
_LONGEST = 60
_RIGHTS = re.compile(r"©|\(c\)|\bcopyright\b", re.IGNORECASE)
_YEARS = r"\b(?:19|20)\d{2}(?:\s?[-–/]\s?(?:19|20)?\d{2})?\b"
_PIECES = re.compile(
    rf"\s*(?:[©|•·–—]|\(c\)|\bcopyright\b|\s-\s|[.,;:]\s|{_YEARS})\s*", re.IGNORECASE
)
_SITE = re.compile(r"\s[|–—-]\s([^|–—]{2,40})$")
_SIGNED = re.compile(r"\(([\w.-]{2,20}(?: [\w.-]{2,20})?)\)\s{0,2}(?:[–—-]|\.?$)")
_LEGAL_FORM = re.compile(r",? (?:s\.? ?r\.? ?l\.?s?|s\.? ?p\.? ?a|s\.?n\.?c|ltd|inc|llc)\.?$", re.I)
_VAT = re.compile(r"\b(?:p\. ?iva|p ?iva|partita iva)\b", re.IGNORECASE)
_SIGNED_WITHIN = 90


def find_publisher(units: list[Unit], title: Unit | None, first: int) -> str | None:
    """The outlet's name as the page writes it, or None. ``first`` is the story's first unit."""
    aside = [unit for unit in units if unit.kind in ("boilerplate", "byline")]
    return (
        _behind_title(aside, title)
        or next(filter(None, (_of_rights(unit) for unit in reversed(aside))), None)
        or next(filter(None, (_of_notice(unit) for unit in reversed(aside))), None)
        or next(filter(None, (_of_company(unit) for unit in reversed(aside))), None)
        or next(filter(None, (_of_source(unit) for unit in units[:first])), None)
        or _agency(units, aside, first)
    )


def _behind_title(aside: list[Unit], title: Unit | None) -> str | None:
    """What a page's own title adds to the article's: ``Title - Outlet``."""
    if title is None or len(title.words) < 4:
        return None
    for unit in aside:
        if unit.size <= title.size + _LONGEST and says_title(unit, title):
            found = _SITE.search(unit.text)
            if found and unit.words[: len(title.words)] == title.words:
                return _name(found.group(1))
    return None


def _of_rights(unit: Unit) -> str | None:
    """The holder of the rights: ``© 2025 Outlet - P.IVA ...``."""
    text = unit.text
    if not _RIGHTS.search(text) or starts_with(unit.words, _table("layout_credits")):
        return None
    if not re.search(_YEARS, text) and "copyright" not in unit.words:
        return None
    return next(_names(_PIECES.split(text)), None)


def _of_company(unit: Unit) -> str | None:
    """The company that a footer opens with: ``Outlet S.r.l. - via Roma 1 - P.IVA ...``."""
    if unit.kind != "boilerplate" or not _VAT.search(unit.text):
        return None
    first = _PIECES.split(unit.text)[0]
    return _name(first) if _LEGAL_FORM.search(first) else None


def _of_notice(unit: Unit) -> str | None:
    """``Outlet è una testata giornalistica ...``, ``L'articolo ... proviene da Outlet.``"""
    if unit.kind != "boilerplate" or unit.size > 300:
        return None
    if not (found := _notice().search(unit.text)):
        return None
    before = table("layout_outlets")[found.group()] == "before"
    return _name(unit.text[: found.start()] if before else unit.text[found.end() :])


def _of_source(unit: Unit) -> str | None:
    label, colon, name = unit.text.partition(":")
    named = colon and words_of(label) in (("fonte",), ("source",))
    return _name(name) if named and not is_label(name) else None


def _agency(units: list[Unit], aside: list[Unit], first: int) -> str | None:
    """The agency in a dateline, in a line that signs, or in whose name the newsroom writes."""
    opening = units[first].text[:_SIGNED_WITHIN] if first < len(units) else ""
    for text in (opening, *(unit.text for unit in aside if unit.size <= 40)):
        if found := _SIGNED.search(text):
            known = _known_agency(words_of(found.group(1)))
            written = found.group(1) if text is opening and found.end() < len(text) else ""
            if known or written[:1].isupper():
                return known or written
    bylines = (unit.words for unit in aside if unit.kind == "byline")
    return next(filter(None, map(_known_agency, bylines)), None)


def _known_agency(words: tuple[str, ...]) -> str | None:
    """The agency that is named, after a word more or not: ``Redazione Ansa``, ``con Reuters``."""
    return _agencies().get(words) or _agencies().get(words[1:])


def _names(pieces: list[str]) -> Iterator[str]:
    return filter(None, map(_name, pieces))


def _name(text: str) -> str | None:
    """A text as an outlet's name, or None if it cannot be one."""
    text = _LEGAL_FORM.sub("", text.strip(' .,;:*"“”«»'))
    words = words_of(text)
    if not words or len(words) > _MOST_WORDS or len(text) > _LONGEST:
        return None
    if starts_with(words, _table("layout_rights")) or sum(map(str.isalpha, text)) < 2:
        return None
    return text if text[0].isupper() or text[0].isdigit() else None


@cache
def _table(name: str) -> PhraseTable[int]:
    return PhraseTable({words_of(line): 1 for line in entries(name)})


@cache
def _agencies() -> dict[tuple[str, ...], str]:
    return {words_of(line): line for line in entries("layout_agencies")}


@cache
def _notice() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, table("layout_outlets"))))
