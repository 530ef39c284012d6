"""Grapheme clusters: what a reader takes for one character, and the cells each takes.

The edges are those of Unicode Standard Annex 29 (extended grapheme clusters).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from rich.cells import cell_len, get_character_cell_size

from newsview.widgets.text.display import ODD, shown

CONTEXT = 64
"""Code points to look at on each side of an offset to find its cluster."""

_FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
_FLAGS_AT_MOST = 4096

WIDEST = 4
"""Cells of the widest cluster: a longer chain (conjuncts, jamo) is cut into several."""


def clusters(line: str, limit: int | None = None) -> tuple[Sequence[int], Sequence[int]]:
    """Where the clusters of a shown line begin, and at which cell.

    Both sequences end with one more entry: the length of the line, and its width in cells. With a
    ``limit`` they may stop at the first cluster that ends beyond so many cells.
    """
    if ODD.search(line) is None:
        return range(len(line) + 1), range(len(line) + 1)
    from wcwidth import iter_graphemes  # 12 ms to import, and few articles need it

    edges, at = [0], [0]
    edge = cell = 0
    for cluster in iter_graphemes(line):
        if edge > 0 and (bare := _without_width(cluster)) > 0:
            edge += bare
            edges[-1] = edge
            cluster = cluster[bare:]
            if not cluster:
                continue
        if limit is not None and cell > limit:
            break
        width = cell_len(cluster)
        for part in [cluster] if width <= WIDEST else _parts(cluster):
            edge += len(part)
            cell += width if part is cluster else cell_len(part)
            edges.append(edge)
            at.append(cell)
    return edges, at


def _without_width(cluster: str) -> int:
    """How many characters at the beginning take no cell, and so belong to what is before them.

    The standard lets jamo and some vowel signs begin a cluster; they are drawn on the last cell.
    """
    for i, character in enumerate(cluster):
        if get_character_cell_size(character) > 0:
            return i
    return len(cluster)


def _parts(cluster: str) -> list[str]:
    """As many characters as fit into `WIDEST` cells, then as many again, and so on.

    So a part begins where it would if the text began there: rows may break between parts.
    """
    parts = [""]
    for character in cluster:
        if get_character_cell_size(character) > 0 and cell_len(parts[-1] + character) > WIDEST:
            parts.append("")
        parts[-1] += character
    return parts


def cluster_start(text: str, offset: int) -> int:
    """The start of the cluster that holds ``offset``, in the text as it is shown."""
    return _near(text, offset, before=True)


def cluster_end(text: str, offset: int) -> int:
    """``offset`` if a cluster ends or begins there, else the end of the cluster that holds it."""
    return _near(text, offset, before=False)


def _near(text: str, offset: int, *, before: bool) -> int:
    if not 0 < offset < len(text):
        return offset
    if ODD.search(text, offset - 1, offset + 1) is None:
        return offset
    low = max(0, offset - CONTEXT)
    newline = text.rfind("\n", low, offset) + 1
    low = max(low, newline)
    low -= _flag_letters(text, low) % 2
    edges, _ = clusters(shown(text[low : offset + CONTEXT]))
    at = bisect_right(edges, offset - low) - 1 if before else bisect_left(edges, offset - low)
    return low + edges[at]


def _flag_letters(text: str, offset: int) -> int:
    """How many letters of flags stand right before ``offset``: two and two are one cluster."""
    before = text[max(0, offset - _FLAGS_AT_MOST) : offset]
    return len(before) - len(before.rstrip(_FLAG_LETTERS))
