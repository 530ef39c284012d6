"""Articles of a list that are just rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsview.widgets.listing import Row


class Listed:
    """What `Listing` asks of its articles, from rows in the order of their names."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = list(rows)

    @property
    def order(self) -> Sequence[int]:
        return range(len(self.rows))

    def row(self, index: int) -> Row:
        return self.rows[index]

    def title(self, index: int) -> str:
        return self.rows[index].title

    def name(self, index: int) -> str:
        return self.rows[index].source

    def rank(self, index: int) -> int:
        return index

    def day(self, index: int) -> int:
        return int((self.rows[index].date or "0").replace("-", ""))

    def waits(self, index: int) -> int | None:
        return self.rows[index].waiting

    def kept(self) -> Iterable[int]:
        return [row.index for row in self.rows if not row.is_bare]
