"""Words → pieces: a SentencePiece unigram segmenter in plain Python.

The pieces and their scores are a cut of the vocabulary of multilingual-e5-small (XLM-R's).  The
best segmentation is found by the Viterbi algorithm over piece scores (Kudo 2018, "Subword
regularization", arXiv:1804.10959); words repeat, so a cache makes this cheap.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

START, PAD, END, UNKNOWN = 0, 1, 2, 3
"""Pieces with a meaning of their own; they stand at these places in every cut of the vocabulary."""

BLANK: Final = "\u2581"  # how SentencePiece writes the blank before a word
LONGEST_WORD: Final = 48  # code points of a word that are looked at: names are shorter, junk is not
_INVISIBLE: Final = tuple(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


class Pieces:
    """A vocabulary of pieces with log-probability scores, and the segmentation by it."""

    def __init__(
        self, pieces: Sequence[str], scores: Sequence[float], replacements: Mapping[str, str]
    ) -> None:
        """Take the vocabulary in its order, and what single characters are replaced by first."""
        self.texts = tuple(pieces)
        self._known = {
            piece: (number, score)
            for number, (piece, score) in enumerate(zip(pieces, scores, strict=True))
            if piece and number > UNKNOWN
        }
        self._longest = max(map(len, self._known), default=1)
        self._unknown_score = min(scores, default=0.0) - 10.0  # as SentencePiece does
        self._table = {ord(source): target for source, target in replacements.items()}
        self._table.update(dict.fromkeys(_INVISIBLE, ""))
        self.of_word = lru_cache(maxsize=50_000)(self._of_word)

    def __len__(self) -> int:
        return len(self.texts)

    def _of_word(self, word: str, spaced: bool) -> tuple[int, ...]:
        """The piece numbers of one word; never empty.  ``spaced``: a blank stands before it."""
        word = unicodedata.normalize("NFC", word[:LONGEST_WORD]).translate(self._table)
        text = (BLANK if spaced else "") + word.replace(" ", "")
        if len(text) <= spaced:
            return (UNKNOWN,)
        return tuple(self._best_path(text))

    def _best_path(self, text: str) -> list[int]:
        length = len(text)
        best = [0.0] + [float("-inf")] * length
        step = [(UNKNOWN, 0)] * (length + 1)  # the last piece up to here, and where it starts
        for start in range(length):
            base = best[start]
            for end in range(start + 1, min(length, start + self._longest) + 1):
                found = self._known.get(text[start:end])
                if found is not None and base + found[1] > best[end]:
                    best[end] = base + found[1]
                    step[end] = (found[0], start)
            if base + self._unknown_score > best[start + 1]:
                best[start + 1] = base + self._unknown_score
                step[start + 1] = (UNKNOWN, start)
        numbers: list[int] = []
        place = length
        while place:
            number, place = step[place]
            numbers.append(number)
        return numbers[::-1]
