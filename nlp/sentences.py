"""Where sentences begin and end within a block of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsview.nlp.data import table, word_set

_BREAK = re.compile(
    r"(?<![.!?…])[.!?…]++(?:\s?[»”]|[\"'’)\]])*+(?=\s++[«“\"'‘(\[–—-]*+\s*+([^\W_]))|\n\s*+"
)
"""Marks before what may begin a sentence (group 1), and line ends. Possessive, hence linear."""

_WORD_BEFORE = re.compile(r"(?<![\w.=/@&?#%])[\w.]{1,12}\Z")
_WORD = re.compile(r"\w{1,20}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")
_LIST_MARK = re.compile(
    r"(?:[•·▪►‣*]|[–—-] ?(?=[^\W\d_a-zà-ÿ])|\d{1,2}[.)]\s|[^\W\d_a-zà-ÿ]{1,2}:\s)"
)
_CONTEXT = 16

LONGEST = 4_000
"""Code points of a sentence: longer ones are no sentences that anyone wrote."""


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of ``text[start:end]``, as offsets, without white space at their ends.

    A full stop ends no sentence behind an abbreviation or an initial, inside a number, or before
    a small letter; a closing quote or bracket belongs to the sentence that it ends. A blank line
    always ends one, a line end where a list goes on or where the line was left before it was full,
    as headings are. What goes on for more than `LONGEST` is cut at a space. Takes a time linear in
    the text.
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
    position = line = start
    widest = goes_on = 0
    for match in _BREAK.finditer(text, start, end):
        if text[match.start()] == "\n":
            widest = widest or _widest(text, start, end)
            abbreviated = goes_on and not text[goes_on : match.start()].strip()
            ends = not abbreviated and _ends_line(text, line, match, widest)
            line = match.end()
        else:
            ends = _ends(text, position, match.start(), match.start(1))
            goes_on = 0 if ends else match.end()
        if ends:
            yield position, match.end()
            position = match.end()
    yield position, end


def _ends(text: str, position: int, mark: int, following: int) -> bool:
    """Whether the marks at an offset end the sentence that begins at ``position``."""
    if text[following].islower() and not text[following + 1 : following + 2].isupper():
        return False  # "iPhone" begins one nevertheless
    if text[mark] != "." or text[mark : mark + 2] == "..":
        return text[max(mark - 1, 0)] not in "[("
    before = _WORD_BEFORE.search(text, max(0, mark - _CONTEXT), mark)
    if before is None:
        return True
    written = before.group()
    begins = not text[position : before.start()].strip()
    if begins and len(written) <= 2 and (written.isdigit() or len(written) == 1):
        return False  # a list's number, or who speaks in an interview
    if written.isdigit():
        return True
    figure = text[following].isdigit()
    kind = table("abbreviations").get(written.strip(".").lower())
    if kind == "figure":
        return not figure
    if kind is not None:
        return kind == "last" and _opens(text, following)
    if _INITIALS.fullmatch(written):
        return len(written) == 1 if figure else _opens(text, following)
    return True


def _opens(text: str, at: int) -> bool:
    """Whether a word at an offset begins a sentence rather than a name."""
    word = _WORD.match(text, at)
    return word is not None and word.group().lower() in word_set("sentence_openers")


def _ends_line(text: str, line: int, end: re.Match[str], widest: int) -> bool:
    """Whether the line from ``line`` up to a line end is a sentence's last."""
    if "\n" in end.group()[1:]:
        return True
    if _LIST_MARK.match(text, end.end()):
        return True
    follows = text[end.end() : end.end() + 1]
    size = end.start() - line
    if follows.islower() or text[max(end.start() - 2, line) : end.start()].rstrip()[-1:] in ",;":
        return False
    word = _WORD.match(text, end.end())
    return (size + 1 + (len(word.group()) if word else 0)) * 4 <= widest * 3


def _widest(text: str, start: int, end: int) -> int:
    return max(map(len, text[start:end].split("\n")))
