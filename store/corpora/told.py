"""What was left out of a file, one line each, and only their number when there are many."""

from __future__ import annotations

from collections.abc import Sequence

from newsview.store import messages
from newsview.store.names import visible

MOST_TOLD = 5
"""How many rows of a file are told one by one."""

_MOST_NAMES = 8
_LONGEST_NAME = 30


class Told:
    """Lines about one file, which ``name`` is shown as."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._lines: list[str] = []
        self._rows = 0

    def say(self, template: str, **values: object) -> None:
        """A line on the file as a whole."""
        self._lines.append(template.format(path=self.name, **values))

    def row(self, line: int, reason: str) -> None:
        """The row in this line is left out."""
        self._rows += 1
        if self._rows <= MOST_TOLD:
            self.say(messages.ROW_LEFT_OUT, line=line, reason=reason)

    @property
    def rows(self) -> int:
        """How many rows were left out."""
        return self._rows

    def lines(self) -> list[str]:
        """All lines so far."""
        more = self._rows - MOST_TOLD
        if more <= 0:
            return list(self._lines)
        return [*self._lines, messages.ROWS_LEFT_OUT.format(path=self.name, n=more)]


def in_short(names: Sequence[str]) -> str:
    """The names of columns as a line can show them."""
    shown = [visible(name[:_LONGEST_NAME]) for name in names[:_MOST_NAMES]]
    return ", ".join(shown) + (", …" if len(names) > _MOST_NAMES else "")
