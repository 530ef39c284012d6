"""Scores of arcs → the best dependency tree, in which one word alone hangs on the root.

The maximum spanning arborescence by contracting cycles (Chu and Liu 1965; Edmonds 1967), as
McDonald et al. 2005 use it for parsing. Where several words hang on the root then, more is taken
from each arc of the root than all other arcs can differ by, so that a second one never pays.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]
Numbers = NDArray[np.intp]

_NEVER: Final = -1e15
_FARTHEST: Final = 1e6  # scores are cut here, so that damaged weights give a tree, too


def best_tree(scores: NDArray[np.floating[Any]]) -> list[int]:
    """``scores``: words × (root + words), what each word gives each head.

    The head of each word as its number, -1 at the one word that hangs on the root.
    """
    count = len(scores)
    if count == 0:
        return []
    table = np.full((count + 1, count + 1), _NEVER)
    table[1:] = np.nan_to_num(scores.astype(np.float64), nan=-_FARTHEST)
    np.clip(table[1:], -_FARTHEST, _FARTHEST, out=table[1:])
    farthest = count * (table[1:].max() - table[1:].min()) + 1
    np.fill_diagonal(table, _NEVER)
    heads = _arborescence(table)[1:]
    if np.count_nonzero(heads == 0) > 1:
        table[1:, 0] -= farthest
        heads = _arborescence(table)[1:]
    found: list[int] = (heads - 1).tolist()
    return found


def _arborescence(table: Table) -> Numbers:
    """The best heads of all nodes; node 0 is the root, whose own head means nothing."""
    heads: Numbers = table.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads.tolist())
    if not cycle:
        return heads
    inside = np.asarray(cycle)
    outside = np.delete(np.arange(len(table)), inside)  # in order: the root stays the first
    size = len(outside)
    # The cycle becomes one node, the last.
    smaller = np.full((size + 1, size + 1), _NEVER)
    smaller[:size, :size] = table[np.ix_(outside, outside)]
    leaving = table[np.ix_(outside, inside)]
    smaller[:size, size] = leaving.max(1)
    entering = table[np.ix_(inside, outside)] - table[inside, heads[inside]][:, None]
    smaller[size, :size] = entering.max(0)
    smaller[0] = _NEVER
    found = _arborescence(smaller)
    for place in range(1, size):
        head = found[place]
        within = inside[leaving[place].argmax()]
        heads[outside[place]] = within if head == size else outside[head]
    enters = found[size]
    heads[inside[entering[:, enters].argmax()]] = outside[enters]
    return heads


def _cycle(heads: list[int]) -> list[int]:
    """Some cycle among the heads; empty if there is none."""
    unseen, open_, done = 0, 1, 2
    state = [unseen] * len(heads)
    state[0] = done
    for start in range(1, len(heads)):
        path = []
        node = start
        while state[node] == unseen:
            state[node] = open_
            path.append(node)
            node = heads[node]
        if state[node] == open_:
            return path[path.index(node) :]
        for node in path:
            state[node] = done
    return []
