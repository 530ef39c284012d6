"""Text → labelled spans and states: words, pieces, windows, encoder and decoding together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import numpy as np

from it_newsview import casing, decode, weights, windows, words
from it_newsview.encoder import LONGEST_WINDOW, Encoder
from it_newsview.layers import Array, Floats
from it_newsview.pieces import END, START, Pieces

WINDOW: Final = 128
"""Pieces that are read at once; longer windows cost more and gained nothing measurable."""


class TextSpan(NamedTuple):
    """Code points ``start``–``end`` (exclusive) of the text, label, and score in 0…1."""

    start: int
    end: int
    label: str
    score: float


class Wanted(NamedTuple):
    """The states of the encoder that somebody wants, and what is made of them at once.

    ``project`` takes words × (2 · layers · width), the ``layers`` (1 is the lowest) at a word's
    first piece and then at its last, and gives an array with a row a word; the states are not kept.
    """

    layers: tuple[int, ...]
    project: Callable[[Floats], Array]


class Reading(NamedTuple):
    """What one pass over a text gave: its words, the spans, and the wanted states, a row a word."""

    words: list[words.Word]
    spans: list[TextSpan]
    states: Array | None


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
        return self.read(text, window).spans

    def read(self, text: str, window: int = WINDOW, wanted: Wanted | None = None) -> Reading:
        """The spans of a text and the states that are ``wanted``, in one pass."""
        found = words.split(text)
        if not found:
            return Reading([], [], None)
        forms = casing.seen_as(text, found)
        pieces = [self.pieces.of_word(f, w.spaced) for f, w in zip(forms, found, strict=True)]
        ends = windows.sentence_ends(text, found)
        parts, states = [], []
        budget = min(window, LONGEST_WINDOW)
        for start, end in windows.cut([len(p) for p in pieces], ends, budget):
            of_window, kept = self._window(pieces[start:end], wanted)
            parts.append(of_window)
            states += kept
        scores = np.concatenate(parts)
        tags = decode.best_tags(scores, windows.line_breaks(text, found))
        spans = [
            TextSpan(found[s.start].start, found[s.end - 1].end, s.label, s.score)
            for s in decode.spans(tags, scores)
        ]
        return Reading(found, spans, np.concatenate(states) if states else None)

    def _window(
        self, pieces: list[tuple[int, ...]], wanted: Wanted | None
    ) -> tuple[Floats, list[Array]]:
        """Log-probabilities of tags for each word of a window, those of its first piece; states."""
        numbers = [START]
        firsts, lasts = [], []
        for word in pieces:
            firsts.append(len(numbers))
            numbers.extend(word)
            lasts.append(len(numbers) - 1)
        numbers.append(END)
        if wanted is None:
            return self._encoder.read(numbers)[0][firsts], []
        scores, layers = self._encoder.read(numbers, wanted.layers)
        states = np.concatenate([layer[at] for at in (firsts, lasts) for layer in layers], axis=1)
        return scores[firsts], [wanted.project(states)]
