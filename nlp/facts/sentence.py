"""One sentence as the fact rules see it: its place, its tree, the names and figures in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsview.nlp.figures import Figure
from newsview.nlp.syntax import Span, Tree
from newsview.store.model import Mention


@dataclass(frozen=True)
class Sentence:
    """``names`` are its mentions but figures, in order; ``tree`` is None without a parser."""

    text: str
    start: int
    end: int
    tree: Tree | None
    names: list[Mention]
    figures: list[tuple[Figure, Mention]]
    quotes: list[Span] = field(default_factory=list)

    def name_at(self, start: int, end: int) -> Mention | None:
        """The name that covers a word."""
        return next((n for n in self.names if n.start <= start and end <= n.end), None)

    def figure_at(self, start: int, end: int) -> Figure | None:
        """The figure that covers a word."""
        return next((f for f, _ in self.figures if f.start <= start and end <= f.end), None)

    def date(self, start: int, end: int) -> str | None:
        """The one ISO date told within two offsets; None where there is none, or several."""
        dates = {f.date for f, _ in self.figures if start <= f.start < end and f.date}
        return dates.pop() if len(dates) == 1 else None
