"""Where a single line that is too long for its place is broken in two."""

from __future__ import annotations

from bisect import bisect_right

from newsview.widgets.text.clusters import clusters


def line_break(text: str, width: int) -> tuple[int, int]:
    """Where a harmless text too long for ``width`` cells is broken: end of the first line, start
    of the second. At a blank, if there is one in the second half of the line."""
    edges, at = clusters(text)
    last = bisect_right(at, width) - 1
    fitting = edges[last]
    for i in range(last, 0, -1):
        if edges[i] <= fitting // 2:
            break
        if text[edges[i] : edges[i + 1]] == " ":  # not one that bears a mark
            return edges[i], edges[i + 1]
    return fitting, fitting
