"""Which page furniture of an article is folded away, block by block. No UI."""

from __future__ import annotations

from newsview.store import messages
from newsview.widgets.text.display import one_line
from newsview.widgets.text.document import Document, Furniture

_BEGINNING = 400
"""Code points of folded text that its line can tell of: more than a row holds."""


class Folding:
    """The folds of one document: all closed at first, each opened and closed by itself."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.opened: set[int] = set()
        """The starts of the furniture that is shown."""

    @property
    def folded(self) -> bool:
        """Whether any furniture is folded."""
        return len(self.opened) < len(self._document.furniture)

    @property
    def is_needed(self) -> bool:
        """Whether there is any furniture."""
        return bool(self._document.furniture)

    def at(self, offset: int) -> Furniture | None:
        """The folded furniture that hides ``offset``, if any does."""
        furniture = self._document.furniture_at(offset)
        return None if furniture is None or furniture.start in self.opened else furniture

    def open_at(self, offset: int) -> bool:
        """Show the furniture at an offset; False where nothing was folded there."""
        furniture = self.at(offset)
        if furniture is None:
            return False
        self.opened.add(furniture.start)
        return True

    def toggle(self, offset: int) -> Furniture | None:
        """Open or fold the furniture at an offset, which is returned; elsewhere all of it.

        All of it is opened while any is folded.
        """
        furniture = self._document.furniture_at(offset)
        if furniture is not None:
            self.opened ^= {furniture.start}
        elif self.folded:
            self.opened = {one.start for one in self._document.furniture}
        else:
            self.opened = set()
        return furniture

    def line(self, furniture: Furniture, width: int) -> str:
        """What stands for folded furniture, in at most ``width`` cells: how much, how it begins."""
        text = self._document.text[furniture.start : furniture.end][:_BEGINNING]
        begins = " · ".join(line.strip() for line in text.split("\n") if line.strip())
        line = messages.FOLD_LINES.format(n=furniture.lines, begins=begins)
        return one_line(line, width)
