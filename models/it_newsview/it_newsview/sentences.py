"""Where sentences begin, for a text whose sentences nobody else has told apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from it_newsview import windows
from it_newsview.words import Word

_ABBREVIATED: Final = frozenset(
    "arch art avv cfr dott dr ed geom ing mons mr mrs nr on pag prof rag sen sig sigg ss st".split()
)
"""What stands before a full stop that ends no sentence, besides single letters."""


def sentence_starts(text: str, words: Sequence[Word]) -> list[int]:
    """The offsets at which sentences begin.

    After a full stop that a small letter does not follow and no abbreviation precedes, and at the
    end of a line that is not wrapped there.
    """
    ends = windows.sentence_ends(text, words)
    breaks = windows.line_breaks(text, words)
    starts = [words[0].start] if words else []
    for number, (word, following) in enumerate(pairwise(words)):
        marked = text[word.start : word.end] in windows.MARKS
        new_line = "\n" in text[word.end : following.start]
        if not ends[number] or (new_line and not marked and not breaks[number]):
            continue
        if breaks[number] or not (
            text[following.start].islower() or _is_abbreviated(text, words, number)
        ):
            starts.append(following.start)
    return starts


def _is_abbreviated(text: str, words: Sequence[Word], mark: int) -> bool:
    """Whether a full stop belongs to the word before it."""
    if mark == 0 or text[words[mark].start] != ".":
        return False
    before = text[words[mark - 1].start : words[mark - 1].end]
    return (len(before) == 1 and before.isalpha()) or before.lower() in _ABBREVIATED
