"""How wide the columns of the article list are: as wide as what is shown in them needs. No UI."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from newsview.store import messages
from newsview.widgets.listing import Row
from newsview.widgets.text.display import cells, one_line

STATUS, DATE, WAITING, NOTE = 3, 11, 7, 4
"""Cells of the columns that are always as wide."""

_BLANKS = 2
_LEAST_TITLE = 24
_MOST_SOURCE, _MOST_TAGS = 28, 24
_WIDEST = 240
"""Cells beyond which a text is as good as endless: wider than a terminal's row."""


class Columns(NamedTuple):
    """Cells for title, source and tags: those there are, or those that are needed."""

    title: int = 0
    source: int = 0
    tags: int = 0


def needed(rows: Iterable[Row], least: Columns = Columns()) -> Columns:  # noqa: B008
    """What it takes to show these rows whole, no less than ``least``."""
    title, source, tags = least
    for row in rows:
        title = max(title, _cells(row.problem or row.title or row.source))
        source = max(source, _cells(row.source))
        if row.tags:
            tags = max(tags, _cells(tags_text(row)), len(messages.LIST_HEADINGS["tags"]))
    return Columns(title, max(source, len(messages.LIST_HEADINGS["source"])), tags)


def columns(width: int, need: Columns) -> Columns:
    """How a width is shared out among what is needed.

    Sources have a fifth and tags a sixth of it, but no more than they need; half of what tags do
    not need goes to the sources. The title gets the rest, and gives what it does not need.
    """
    rest = max(0, width - STATUS - DATE - WAITING - NOTE - _BLANKS)
    tags = min(need.tags, _MOST_TAGS, rest // 6)
    source = min(need.source, _MOST_SOURCE, rest // 5 + (rest // 6 - tags) // 2)
    spare = rest - source - tags - max(need.title, _LEAST_TITLE)
    if spare > 0:
        more = min(spare, need.source - source)
        source += more
        tags += min(spare - more, need.tags - tags)
    title = max(_LEAST_TITLE, rest - source - tags)
    return Columns(title, source, max(0, min(tags, rest - title - source)))


def tags_text(row: Row) -> str:
    """The tags of a row on one line."""
    return ", ".join(row.tags)


def _cells(text: str) -> int:
    return cells(one_line(text, _WIDEST))
