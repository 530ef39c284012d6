"""Scores of arcs → the best dependency tree, in which one word alone hangs on the root.

The maximum spanning arborescence by contracting cycles (Chu and Liu 1965; Edmonds 1967), as
McDonald et al. 2005 use it for parsing. Where several words hang on the root then, more is taken
from each arc of the root than all other arcs can differ by, so that a second one never pays.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

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


class _Contraction(NamedTuple):
    """A cycle that became one node, known by the number of its first member from then on."""

    members: Numbers
    heads: Numbers
    """The members' heads in the cycle."""
    leaving: Numbers
    """Of each node: the member that is its best head."""
    entering: Numbers
    """Of each node: the member that it is the head of, if it is the head of the cycle's node."""


def _arborescence(table: Table) -> Numbers:
    """The best heads of all nodes; node 0 is the root, whose own head means nothing.

    Takes a time that grows with the square of the nodes, however many cycles there are (Tarjan
    1977): a cycle's node takes the place of its first member in one table, and only that row and
    that column are counted anew.
    """
    table = table.copy()
    heads: Numbers = table.argmax(1)
    heads[0] = 0
    contractions = []
    unseen, open_, done = 0, 1, 2
    state = [unseen] * len(table)
    state[0] = done
    for start in range(1, len(table)):
        path: list[int] = []
        node = start
        while state[node] != done:
            if state[node] == unseen:
                state[node] = open_
                path.append(node)
            else:
                cycle = path[path.index(node) :]
                contractions.append(_contract(table, heads, cycle))
                for _ in cycle[1:]:
                    state[path.pop()] = done
            node = int(heads[node])
        for node in path:
            state[node] = done
    for contraction in reversed(contractions):
        _spread(heads, contraction)
    return heads


def _contract(table: Table, heads: Numbers, cycle: list[int]) -> _Contraction:
    """Make one node of a cycle, in place; the members but the first are nobody's head any more."""
    members = np.asarray(cycle)
    first, others = cycle[0], members[1:]
    within = heads[members]
    leaving = table[:, members]
    entering = table[members] - table[members, within][:, None]
    done = _Contraction(members, within, members[leaving.argmax(1)], members[entering.argmax(0)])
    table[:, first] = leaving.max(1)
    table[first] = entering.max(0)
    table[first, members] = _NEVER
    table[:, others] = _NEVER
    inside = np.isin(heads, members)
    heads[inside] = first
    heads[others] = -1
    heads[first] = table[first].argmax()
    return done


def _spread(heads: Numbers, cycle: _Contraction) -> None:
    """Put the members of a cycle in the place of its node, in place."""
    first = cycle.members[0]
    head = heads[first]
    outside = np.flatnonzero(heads == first)
    heads[outside] = cycle.leaving[outside]
    heads[cycle.members] = cycle.heads
    heads[cycle.entering[head]] = head
