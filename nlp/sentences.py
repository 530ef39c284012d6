"""Where sentences begin and end within a block of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsview.nlp.data import word_set

_END = re.compile(r"[.!?…]+[»”\"'’)\]]*(?=\s+[«“\"'‘(\[–—-]*\s*[^\W_])|\n\s*\n", re.UNICODE)
_WORD_BEFORE = re.compile(r"[\w.]{1,12}\Z")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")
_CONTEXT = 16

LONGEST = 4_000
"""Code points of a sentence: longer ones are no sentences that anyone wrote."""


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of ``text[start:end]``, as offsets, without white space at their ends.

    A full stop ends no sentence behind an abbreviation or an initial, inside a number, or before
    a small letter; a closing quote or bracket belongs to the sentence that it ends; a blank line
    always ends one. What goes on for more than `LONGEST` is cut at a space.
    """
    found: list[tuple[int, int]] = []
    for first, last in _pieces(text, start, end):
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        while last - first > LONGEST:
            cut = text.rfind(" ", first + LONGEST // 2, first + LONGEST)
            cut = cut if cut > first else first + LONGEST
            found.append((first, cut))
            first = cut
            while first < last and text[first].isspace():
                first += 1
        if first < last:
            found.append((first, last))
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for match in _END.finditer(text, start, end):
        if match.group()[0] == "\n" or _ends(text, match.start(), match.end(), end):
            yield position, match.end()
            position = match.end()
    yield position, end


def _ends(text: str, mark: int, after: int, end: int) -> bool:
    """Whether the marks at an offset end a sentence."""
    following = text[after : after + _CONTEXT].lstrip().lstrip("«“\"'‘([–—- ")
    if following[:1].islower():
        return False
    if text[mark] != "." or text[mark : mark + 3] == "...":
        return True
    before = _WORD_BEFORE.search(text, max(0, mark - _CONTEXT), mark)
    if before is None:
        return True
    word = before.group().strip(".").lower()
    if word in word_set("abbreviations"):
        return False
    return _INITIAL.fullmatch(before.group()) is None or not following[:1].isupper()
