"""Text → words, with their exact places.

The model tags words, and a word here is a run of letters and digits, a number with its
separators, or one other visible character.  The cut is the same in training and at run time and
needs no spaCy; apostrophes stand alone (``dell``, ``'``, ``INFN``), so a span never has to start
inside a word.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

# Characters that belong to the word they follow: combining accents, and the invisible ones that
# scraped pages put inside words (soft hyphen, zero-width space and joiners, word joiner, BOM).
_JOINED: Final = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
_WORD: Final = re.compile(
    rf"\d+(?:[.,]\d+)*(?![\w{_JOINED}])"  # 1.234,5 — but not the 5 of 5G
    rf"|[\w{_JOINED}]+"
    r"|[^\w\s]"
)


class Word(NamedTuple):
    """One word: code points ``start``–``end`` (exclusive), and whether a blank stands before it."""

    start: int
    end: int
    spaced: bool


def split(text: str) -> list[Word]:
    """All words of a text, in order; whitespace belongs to none of them."""
    words: list[Word] = []
    end = -1
    for match in _WORD.finditer(text):
        words.append(Word(match.start(), match.end(), match.start() != end))
        end = match.end()
    return words
