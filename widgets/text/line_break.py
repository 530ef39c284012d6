"""Where a single line that is too long for its place is broken in two."""

from __future__ import annotations

from bisect import bisect_right

from newsview.widgets.text.clusters import clusters


def line_break(text: str, width: int) -> tuple[int, int]:
    """Where a harmless text too long for ``width`` cells is broken: end of the first line, start
    of the second. At a blank, if there is one in the second half of the line."""
    edges, at = clusters(text)
    fitting = edges[bisect_right(at, width) - 1]
    blank = text.rfind(" ", 0, fitting + 1)
    if blank <= fitting // 2:
        return fitting, fitting
    return blank, blank + 1
