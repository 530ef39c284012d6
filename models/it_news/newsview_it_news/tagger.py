"""Text → labelled spans: words, pieces, windows, encoder and decoding put together."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from newsview_it_news import decode, weights, windows, words
from newsview_it_news.encoder import LONGEST_WINDOW, Encoder
from newsview_it_news.pieces import END, START, Pieces

WEIGHTS: Final = Path(__file__).with_name("weights.bin")
"""The weights that come with the package."""

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
        """Build from what :func:`newsview_it_news.weights.read` gives."""
        try:
            self.pieces = Pieces(meta["pieces"], meta["scores"], meta["replacements"])
            self.version = str(meta["version"])
        except (KeyError, TypeError, ValueError) as error:
            raise weights.WeightsError(f"the weights do not fit the model: {error}") from error
        self._encoder = Encoder(meta, arrays)

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Tagger:
        """Read a weights file.  Raises :class:`newsview_it_news.weights.WeightsError`."""
        return cls(*weights.read(path))

    def spans(self, text: str, window: int = WINDOW) -> list[TextSpan]:
        """The spans of a text, in order, never overlapping; offsets fit the text as given."""
        found = words.split(text)
        if not found:
            return []
        pieces = [self.pieces.of_word(text[w.start : w.end], w.spaced) for w in found]
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
