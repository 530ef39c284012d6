"""The places of a text that was searched for. No UI."""

from __future__ import annotations

import re

Stretch = tuple[int, int]
"""Start and end, code points, end exclusive."""


class Hits:
    """Where some words stand in an article, ignoring case and how they are spaced."""

    def __init__(self, text: str = "", wanted: str = "") -> None:
        words = [re.escape(word) for word in wanted.split()]
        self.places: list[Stretch] = []
        if words:
            pattern = re.compile(r"\s+".join(words), re.IGNORECASE)
            self.places = [match.span() for match in pattern.finditer(text)]

    def overlapping(self, start: int, end: int) -> list[Stretch]:
        """Those that share an offset with a stretch."""
        return [hit for hit in self.places if hit[0] < end and start < hit[1]]

    def after(self, offset: int) -> Stretch | None:
        """The first that begins at or after an offset, else the first of all."""
        return next((hit for hit in self.places if hit[0] >= offset), self._at(0))

    def before(self, offset: int) -> Stretch | None:
        """The last that begins before an offset, else the last of all."""
        return next((hit for hit in reversed(self.places) if hit[0] < offset), self._at(-1))

    def _at(self, place: int) -> Stretch | None:
        return self.places[place] if self.places else None
