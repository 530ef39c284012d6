"""Sentences, found around an offset: enough to move by, and to take one as evidence.

A sentence ends at ``.``, ``!``, ``?`` or ``…`` (with what closes quotes or brackets behind it)
before a space and a capital, a figure or an opening quote, unless the full stop belongs to an
abbreviation or an initial. A paragraph's end always ends it.
"""

from __future__ import annotations

import re

from newsview.widgets.text.document import Document
from newsview.widgets.text.tokens import Span

_BREAK = re.compile(r"(?<=[.!?…»”\"')\]])\s++(?=[^\W\d_a-zà-öø-ÿ]|\d|[«“‘\"'(\[–—])")
_ENDING = re.compile(r"([.!?…]+)[»”\"'’)\]]*\Z")
_BEFORE_STOP = re.compile(r"[^\s('\"«“‘’]+\Z")

_ABBREVIATED = """
    art artt avv cap cd cfr co col dir dott dr ecc ed es fig geom gen ing int jr lett lgs n nn no nr
    num on onn op p pag pagg par pp prof proff prot rag rif s sec seg sig sigg st tab tel vol mr mrs
    ms vs sen cav card mons arch cit comm corp inc ltd feb mar apr giu lug ago set sett ott nov dic
"""
ABBREVIATIONS = frozenset(_ABBREVIATED.split())
"""Words whose full stop does not end a sentence (lower case, without the stop)."""

LONGEST = 20_000
"""A sentence is looked for at most so many code points before and after an offset."""


_WINDOW = 1024


class Sentences:
    """The sentences of a document, by place."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def at(self, offset: int) -> Span:
        """The sentence that holds ``offset``, without the space around it.

        Space between two sentences belongs to the one before it.
        """
        text = self.document.text
        low, high = self.document.paragraph(offset)
        if text[offset : offset + 1].isspace():
            visible = self.document.previous_visible(offset)
            offset = offset if visible is None or visible < low else visible
        start = self._start(low, min(offset, high))
        match = self._first_break(max(offset, start), high)
        end = match.start() if match else min(high, max(offset, start) + LONGEST)
        visible = self.document.next_visible(start)
        start = visible if visible is not None and visible < end else start
        return Span(start, max(start, start + len(text[start:end].rstrip())))

    def next(self, offset: int) -> int | None:
        """Where the first sentence after the one that holds ``offset`` begins."""
        return self.document.next_visible(max(self.at(offset).end, offset + 1))

    def previous(self, offset: int) -> int | None:
        """Where the sentence that holds ``offset`` begins, or the one before if it begins there."""
        start = self.at(offset).start
        if start < offset:
            return start
        visible = self.document.previous_visible(start)
        return None if visible is None else self.at(visible).start

    def _start(self, low: int, offset: int) -> int:
        low = max(low, offset - LONGEST)
        high = offset
        while high > low:
            begin = max(low, high - _WINDOW)
            start = None
            for match in _BREAK.finditer(self.document.text, begin, offset + 1):
                if match.start() >= high:
                    break
                if match.end() <= offset and self._ends(match.start()):
                    start = match.end()
            if start is not None:
                return start
            high = begin
        return low

    def _first_break(self, offset: int, high: int) -> re.Match[str] | None:
        high = min(high, offset + LONGEST)
        for match in _BREAK.finditer(self.document.text, offset, high):
            if self._ends(match.start()):
                return match
        return None

    def _ends(self, offset: int) -> bool:
        """Whether what stands before ``offset`` ends a sentence."""
        before = self.document.text[max(0, offset - 40) : offset]
        ending = _ENDING.search(before)
        if ending is None:
            return False
        if ending.group(1) != ".":
            return True
        word = _BEFORE_STOP.search(before, 0, ending.start())
        if word is None:
            return True
        stem = word.group()
        if "." in stem and not stem[-1:].isdigit():  # S.p.A.: only before a new thought
            return len(stem) > 5
        return stem.lower() not in ABBREVIATIONS and not (len(stem) == 1 and stem.isupper())
