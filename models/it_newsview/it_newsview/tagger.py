"""Text → labelled spans: words, pieces, windows, encoder and decoding put together."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np

from it_newsview import casing, decode, weights, windows, words
from it_newsview.encoder import LONGEST_WINDOW, Encoder
from it_newsview.pieces import END, START, Pieces

WINDOW: Final = 128
"""Pieces that are read at once; longer windows cost more and gained nothing measurable."""


class TextSpan(NamedTuple):
    """Code points ``start``–``end`` (exclusive) of the text, label, and score in 0…1."""

    start: int
    end: int
    label: str
    score: float


class Tagger:
    """Finds names and figures in Italian text."""

    def __init__(self, meta: dict[str, Any], arrays: dict[str, weights.Array]) -> None:
        """Build from what :func:`it_newsview.weights.read` gives."""
        try:
            self.pieces = Pieces(meta["pieces"], meta["scores"], meta["replacements"])
            self.version = str(meta["version"])
        except (KeyError, TypeError, ValueError) as error:
            raise weights.WeightsError(f"the weights do not fit the model: {error}") from error
        self._encoder = Encoder(meta, arrays)

    @classmethod
    def of(cls, data: bytes) -> Tagger:
        """From a weights file's content.  Raises :class:`it_newsview.weights.WeightsError`."""
        return cls(*weights.read(data))

    def spans(self, text: str, window: int = WINDOW) -> list[TextSpan]:
        """The spans of a text, in order, never overlapping; offsets fit the text as given."""
        found = words.split(text)
        if not found:
            return []
        forms = casing.seen_as(text, found)
        pieces = [self.pieces.of_word(f, w.spaced) for f, w in zip(forms, found, strict=True)]
        ends = windows.sentence_ends(text, found)
        parts = []
        budget = min(window, LONGEST_WINDOW)
        for start, end in windows.cut([len(p) for p in pieces], ends, budget):
            parts.append(self._window(pieces[start:end]))
        scores = np.concatenate(parts)
        tags = decode.best_tags(scores, windows.line_breaks(text, found))
        return [
            TextSpan(found[s.start].start, found[s.end - 1].end, s.label, s.score)
            for s in decode.spans(tags, scores)
        ]

    def _window(self, pieces: list[tuple[int, ...]]) -> decode.Floats:
        """Log-probabilities of tags for each word of a window: those of its first piece."""
        numbers = [START]
        firsts = []
        for word in pieces:
            firsts.append(len(numbers))
            numbers.extend(word)
        numbers.append(END)
        return self._encoder.log_probabilities(numbers)[firsts]
