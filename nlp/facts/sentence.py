"""One sentence as the fact rules see it: its place, its tree, the names and figures in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from newsview.nlp.figures import Figure
from newsview.nlp.syntax import Span, Tree
from newsview.store.model import Mention


@dataclass(frozen=True)
class Sentence:
    """``names`` are its mentions but figures, ``tree`` is None without a parser.

    Names and figures are in text order and do not overlap.
    """

    text: str
    start: int
    end: int
    tree: Tree | None
    names: list[Mention]
    figures: list[tuple[Figure, Mention]]
    quotes: list[Span] = field(default_factory=list)

    def name_at(self, start: int, end: int) -> Mention | None:
        """The name that covers a word."""
        place = bisect_right(self.names, start, key=lambda name: name.start) - 1
        return self.names[place] if place >= 0 and end <= self.names[place].end else None

    def names_around(self, at: int) -> tuple[list[Mention], list[Mention]]:
        """The names that end before an offset, and the others."""
        place = bisect_right(self.names, at, key=lambda name: name.end)
        return self.names[:place], self.names[place:]

    def figure_at(self, start: int, end: int) -> Figure | None:
        """The figure that covers a word."""
        place = bisect_right(self.figures, start, key=_begins) - 1
        figure = self.figures[place][0] if place >= 0 else None
        return figure if figure is not None and end <= figure.end else None

    def date(self, start: int, end: int) -> str | None:
        """The one ISO date told within two offsets; None where there is none, or several."""
        first = bisect_left(self.figures, start, key=_begins)
        last = bisect_left(self.figures, end, key=_begins)
        dates = {figure.date for figure, _ in self.figures[first:last] if figure.date}
        return dates.pop() if len(dates) == 1 else None


def _begins(valued: tuple[Figure, Mention]) -> int:
    return valued[0].start
