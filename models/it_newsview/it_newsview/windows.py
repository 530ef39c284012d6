"""Cutting a text's words into windows that the encoder reads one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from it_newsview.words import Word

MARKS: Final = frozenset(".!?…")
"""What ends a sentence."""

_CLOSES: Final = frozenset("\"»”’')")
_WRAPPED: Final = range(50, 101)  # how long a line of hard-wrapped text is


def sentence_ends(text: str, words: Sequence[Word]) -> list[bool]:
    """For each word: may a window end after it?  True after a full stop or a line's end."""
    ends = [False] * len(words)
    for number, word in enumerate(words):
        following = words[number + 1] if number + 1 < len(words) else None
        if following is None:
            ends[number] = True
        elif following.spaced:
            mark = text[word.start : word.end]
            if mark in _CLOSES and number and not word.spaced:
                mark = text[words[number - 1].start : words[number - 1].end]
            ends[number] = mark in MARKS or "\n" in text[word.end : following.start]
    return ends


def line_breaks(text: str, words: Sequence[Word]) -> list[bool]:
    """For each word: does a line end after it that no name runs across?

    Menus and headlines put one thing on a line.  Hard-wrapped prose does not: a line of usual
    width without a mark at its end, followed directly by another, is taken to go on.
    """
    breaks = [False] * len(words)
    line_start = 0
    for number, (word, following) in enumerate(pairwise(words)):
        gap = text[word.end : following.start]
        newlines = gap.count("\n")
        if newlines == 0:
            continue
        wrapped = (
            newlines == 1
            and word.end - line_start in _WRAPPED
            and text[word.end - 1] not in ".!?…:;"
        )
        breaks[number] = not wrapped
        line_start = following.start
    return breaks


def cut(sizes: Sequence[int], may_end: Sequence[bool], budget: int) -> Iterator[tuple[int, int]]:
    """Windows as word ranges: at most ``budget`` pieces each, ending at a sentence's end.

    A sentence that is too long for one window is cut where the budget ends; one word that is
    too long stands alone.
    """
    start = 0
    while start < len(sizes):
        used, end, good = 0, start, 0
        while end < len(sizes) and (used + sizes[end] <= budget or end == start):
            used += sizes[end]
            end += 1
            if may_end[end - 1]:
                good = end
        if end < len(sizes) and good:
            end = good
        yield start, end
        start = end
