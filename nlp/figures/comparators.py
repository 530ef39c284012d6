"""The words that bound a figure ("oltre", "almeno", "circa"): outside its span, in its value."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from newsview.nlp.data import table
from newsview.nlp.figures.words import ARTICLES, OF, OF_THE, TO
from newsview.nlp.phrases import PhraseTable, split_lower
from newsview.nlp.tokens import Line
from newsview.store.model import Comparator

_LONGEST = 6
"""Tokens of the longest phrase, "al di sopra di", with an article behind it and one to spare."""

_BEFORE_THE_PHRASE = 6
"""Tokens before such a phrase among which its denial is looked for."""

_DENIALS = frozenset({"non", "senza", "né"})
_MODAL = re.compile(r"(?:pot|poss|dov|dev|debb)\w+|può|puo|sa(?:rà|ranno|rebbe|rebbero)")
_WITH_A_DENIAL = frozenset("mai più si ci la lo li le ne essere stato stata è sono".split())
_CONTRARY: dict[Comparator, Comparator] = {">=": "<=", "<=": ">="}


@lru_cache(maxsize=1)
def _before() -> PhraseTable[Comparator]:
    return _phrases("comparators")


@lru_cache(maxsize=1)
def _behind() -> PhraseTable[Comparator]:
    return _phrases("comparators_behind")


def _phrases(name: str) -> PhraseTable[Comparator]:
    rows = cast("dict[str, Comparator]", table(name))
    return PhraseTable(
        {tuple(map(_simple, split_lower(phrase))): value for phrase, value in rows.items()}
    )


def _simple(lower: str) -> str:
    """A preposition without its article: "al" as "a", "dei" as "di"."""
    return "a" if lower in TO else "di" if lower in OF or lower in OF_THE else lower


def comparator_around(line: Line, start: int, end: int) -> Comparator:
    """The comparator that the words before a figure, or those behind it, give it; else ``=``."""
    words = line.lowers[max(0, start - _LONGEST - _BEFORE_THE_PHRASE) : start]
    while words and words[-1] in (*ARTICLES, "un", "una", "così"):
        words.pop()
    forms = [_simple(word) for word in words]
    found = _before().match_before(forms, len(forms), _LONGEST)
    if found is not None:
        return _turned(forms[: len(forms) - found[0]], found[1])
    behind = _behind().match([_simple(word) for word in line.lowers[end : end + 3]], 0)
    if behind is not None and not line.is_number(end + behind[0]):
        return behind[1]
    return "="


def _turned(before: list[str], comparator: Comparator) -> Comparator:
    """The contrary of a bound that these words deny: "non potrà mai" before "superare i 40"."""
    while before and (before[-1] in _WITH_A_DENIAL or _MODAL.fullmatch(before[-1])):
        before = before[:-1]
    if not before or before[-1] not in _DENIALS or before[-2:] == ["se", "non"]:
        return comparator
    return _CONTRARY.get(comparator, comparator)


def comparator_length(line: Line) -> tuple[int, Comparator] | None:
    """The comparator that a line begins with, and how many tokens it takes."""
    forms = [_simple(word) for word in line.lowers[: _LONGEST + 1]]
    found = _before().match(forms, 0)
    if found is not None and line.lower(found[0]) in ARTICLES:
        return found[0] + 1, found[1]
    return found
