"""The words that bound a figure ("oltre", "almeno", "circa"): outside its span, in its value."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from newsview.nlp.data import table
from newsview.nlp.phrases import PhraseTable
from newsview.nlp.tokens import Line
from newsview.store.model import Comparator

_ARTICLES = frozenset({"il", "i", "gli", "le", "l'", "la", "lo", "un", "una"})
_LONGEST = 4


@lru_cache(maxsize=1)
def _comparators() -> PhraseTable[Comparator]:
    rows = cast("dict[str, Comparator]", table("comparators"))
    return PhraseTable.of_lower(rows)


def comparator_around(line: Line, start: int, end: int) -> Comparator:
    """The comparator that the words before a figure, or "circa" after it, give it; else ``=``."""
    found = _comparators().match_before(line.lowers, start, _LONGEST)
    if found is None and line.lower(start - 1) in _ARTICLES:
        found = _comparators().match_before(line.lowers, start - 1, _LONGEST)
    if found is not None:
        return found[1]
    if line.lower(end) == "circa" and not line.is_number(end + 1):
        return "~"
    return "="


def comparator_length(line: Line) -> tuple[int, Comparator] | None:
    """The comparator that a line begins with, and how many tokens it takes."""
    return _comparators().match(line.lowers, 0)
