"""Names being joined step by step, with what must stay apart kept apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from newsview.nlp.linking.forms import Form

Reason = Literal[
    "spelling", "linked", "known", "definition", "alias", "initials", "name", "surname", "head"
]
"""Why names are joined, the surest first; described in ``docs/linking.md``."""

Apart = Collection[frozenset[str]]
"""Pairs of tokens (see `name_token`) that a person said are not the same."""


def name_token(label: str, text: str) -> str:
    """What stands for a name that is no entity, as it is written."""
    return f"{label} {text}"


def tokens_in(apart: Apart) -> set[str]:
    """Every token that is kept apart from another."""
    return {token for pair in apart for token in pair}


@dataclass
class Node:
    """One name of one label: all its spellings, and what it stands for.

    ``entity`` is the id of the entity that it is linked to, ``owner`` a token that names it besides
    its spellings.
    """

    label: str
    key: str
    words: tuple[str, ...]
    entity: str | None = None
    owner: str | None = None
    spellings: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    bracketed: set[str] = field(default_factory=set)
    members: list[int] = field(default_factory=list)

    @property
    def tokens(self) -> set[str]:
        """What a person's "not the same" may name it by."""
        own = {name_token(self.label, text) for text in self.spellings}
        return own | {token for token in (self.entity, self.owner) if token is not None}

    def add(self, text: str, form: Form, times: int = 1) -> None:
        """Count a spelling."""
        self.spellings[text] += times
        self.shown[form.shown] += times
        if form.bracketed:
            self.bracketed.add(form.bracketed)


class Joined:
    """A partition of nodes that only grows coarser (union-find).

    Two sets are not joined when they stand for different entities, when a person said that two of
    their names are not the same, or when their labels differ.
    """

    def __init__(self, nodes: list[Node], apart: Apart = ()) -> None:
        self.nodes = nodes
        self._parent = list(range(len(nodes)))
        self._members: dict[int, list[int]] = {i: [i] for i in self._parent}
        self._entity: dict[int, str] = {
            i: node.entity for i, node in enumerate(nodes) if node.entity is not None
        }
        self._reasons: dict[int, set[Reason]] = {}
        self.edges: list[tuple[int, int, Reason]] = []
        """The nodes that brought two sets together, and why, in this order."""
        self._foes: dict[str, set[str]] = {}
        for pair in apart:
            if len(pair) == 2:
                one, other = pair
                self._foes.setdefault(one, set()).add(other)
                self._foes.setdefault(other, set()).add(one)
        self._tokens = {
            i: found
            for i, node in enumerate(nodes)
            if (found := {token for token in node.tokens if token in self._foes})
        }
        """Of every set, the tokens that are kept apart from others."""

    def find(self, node: int) -> int:
        """The set that a node is in."""
        while self._parent[node] != node:
            self._parent[node] = self._parent[self._parent[node]]
            node = self._parent[node]
        return node

    def sets(self, nodes: Iterable[int]) -> list[int]:
        """One node for each of the sets that these nodes are in, the first first."""
        return list({self.find(node): node for node in reversed(list(nodes))}.values())[::-1]

    def entity(self, node: int) -> str | None:
        """The entity that a node's set stands for."""
        return self._entity.get(self.find(node))

    def claim(self, node: int, entity: str, reason: Reason) -> None:
        """A node stands for an entity, unless its set stands for another."""
        root = self.find(node)
        if root not in self._entity and not self._are_foes(root, {entity}):
            self._entity[root] = entity
            if entity in self._foes:
                self._tokens.setdefault(root, set()).add(entity)
            self._reasons.setdefault(root, set()).add(reason)

    def join(self, one: int, other: int, reason: Reason) -> bool:
        """Join two nodes' sets if nothing speaks against it; whether they are together now."""
        a, b = self.find(one), self.find(other)
        if a == b:
            return True
        if self.nodes[a].label != self.nodes[b].label or not self._may_meet(a, b):
            return False
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        self._parent[b] = a
        self._members[a] += self._members.pop(b)
        if b in self._entity:
            self._entity[a] = self._entity.pop(b)
        if b in self._tokens:
            self._tokens[a] = self._tokens.get(a, set()) | self._tokens.pop(b)
        self._reasons.setdefault(a, set()).update(self._reasons.pop(b, ()), (reason,))
        self.edges.append((one, other, reason))
        return True

    def join_only(self, node: int, candidates: Iterable[int], reason: Reason) -> None:
        """Join a node with its candidates if all of these are in one set beside its own."""
        own, found = self.find(node), None
        for other in candidates:
            if self.find(other) == own:
                continue
            if found is not None and self.find(other) != self.find(found):
                return
            found = other if found is None else found
        if found is not None:
            self.join(node, found, reason)

    def groups(self) -> Mapping[int, list[int]]:
        """The nodes of every set."""
        return self._members

    def reasons(self, node: int) -> set[Reason]:
        """Why a node's set was joined."""
        return self._reasons.get(self.find(node), set())

    def _may_meet(self, a: int, b: int) -> bool:
        mine, others = self._entity.get(a), self._entity.get(b)
        if mine is not None and others is not None and mine != others:
            return False
        return not self._are_foes(a, self._tokens.get(b, set()))

    def _are_foes(self, root: int, tokens: set[str]) -> bool:
        return any(not tokens.isdisjoint(self._foes[t]) for t in self._tokens.get(root, ()))
