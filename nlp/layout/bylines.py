"""Lines that say who wrote an article."""

from __future__ import annotations

import re
from functools import cache

from newsview.nlp.data import table
from newsview.nlp.layout.cues import phrase_table
from newsview.nlp.layout.units import words_of
from newsview.nlp.phrases import PhraseTable

LONGEST = 100
"""Size up to which a line can be a byline."""

_NAME = r"[^\W\d_a-zà-ÿ][\w'’.-]{0,30}"
_PARTICLE = r"(?:di|de|del|della|dei|da|d'|van|von|le|la|lo)"
_NAMES = re.compile(
    rf"(?:{_NAME})(?: (?:{_PARTICLE} )?{_NAME}){{1,3}}"
    rf"(?:(?:,| e| and| ed| &) {_NAME}(?: (?:{_PARTICLE} )?{_NAME}){{1,3}}){{0,3}}$"
)
_SEPARATORS = re.compile(r"\s*[|•·–—]\s*|\s+-\s+|,\s+")


def is_byline(text: str, author: str | None = None) -> bool:
    """Whether a line names the article's author: ``di Livia Marchetti``, ``Redazione``.

    ``author`` is the name that the page's metadata gives, if any.
    """
    text = _once(text.strip(" \t|•·-–—,"))
    if not text or len(text) > LONGEST:
        return False
    words = words_of(text)
    if author and words == words_of(author):
        return True
    hit = _openings().match(words, 0)
    if hit is None:
        return False
    length, kind = hit
    if kind == "any":
        return len(words) - length <= 6 and text[-1] not in "?!" and not _is_sentence(text)
    rest = re.match(rf"(?:\w+\W+){{{length}}}(.*)", text)
    first = _SEPARATORS.split(rest.group(1))[0] if rest else ""
    return _NAMES.match(first.rstrip(" .,")) is not None


def is_name(text: str) -> bool:
    """Whether a line is two to four capitalised words, as a name on its own is."""
    return len(text) <= 60 and _NAMES.match(text.strip()) is not None and not text.isupper()


def _once(text: str) -> str:
    """A text that a page says twice over, once: ``RedazioneRedazione``."""
    half = len(text) // 2
    if half >= 4 and len(text) % 2 == 0 and text[:half] == text[half:]:
        return text[:half]
    return text


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and len(words_of(text)) > 6


@cache
def _openings() -> PhraseTable[str]:
    return phrase_table(table("layout_bylines"))
