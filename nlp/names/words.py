"""Cuts a block into the words that name rules read, with elided articles set apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

LONGEST_BLOCK = 200_000
"""Code points of a block that are read; what follows holds no story that anyone annotates."""

_ELISIONS = (
    "dell|all|dall|nell|sull|coll|quell|quest|bell|un|l|d|c|n|s|m|t|v|com|dov|anch|tutt|mezz|"
    "degl|agl|dagl|negl|sugl|ch|gl|pover|sant|grand"
)
_WORD = re.compile(
    rf"(?P<elided>(?:{_ELISIONS})['’](?=\w))"
    r"|(?P<initials>(?:[A-Z]\.){2,}|S\.p\.A\.?|S\.r\.l\.?|[A-Z]\.(?=\s[A-Z]))"
    r"|(?P<word>[^\W_][\w\u0300-\u036f]*(?:(?:[-&+/.]|['’](?=[A-Zsà-ú]))[^\W_][\w\u0300-\u036f]*)*[!+]?)"
    r"|(?P<mark>[^\w\s]|_)",
    re.IGNORECASE,
)


class Word(NamedTuple):
    """A word or mark: offsets, what it is, and its form with straight apostrophes (NFC)."""

    start: int
    end: int
    kind: str
    form: str
    capital: bool
    """Whether it may be part of a name by its writing."""

    @property
    def lower(self) -> str:
        """The form in lower case."""
        return self.form.lower()


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words of ``text[start:end]``, with offsets into ``text``."""
    found: list[Word] = []
    for match in _WORD.finditer(text, start, min(end, start + LONGEST_BLOCK)):
        kind = match.lastgroup or "mark"
        form = _form(match.group())
        capital = kind in ("word", "initials") and _is_capital(form)
        if kind == "elided" and form[0].isupper():
            capital = False
        found.append(Word(match.start(), match.end(), kind, form, capital))
    return found


@lru_cache(maxsize=8192)
def _form(written: str) -> str:
    if written.isascii():
        return written
    return unicodedata.normalize("NFC", written).replace("’", "'")


def _is_capital(form: str) -> bool:
    """An upper-case letter at the beginning, or inside as in iPhone; figures alone are none."""
    if form[0].isupper():
        return True
    if form[0].isdigit():
        return False
    return any(letter.isupper() for letter in form[1:3]) and form.isalpha()
