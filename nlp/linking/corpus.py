"""Which entities and names of a whole corpus may be the same: pairs for a person to decide on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsview.nlp.linking import rules
from newsview.nlp.linking.forms import form_of
from newsview.nlp.linking.joining import Apart, Joined, Node, Reason, name_token


class Known(NamedTuple):
    """An entity with its names, or (``entity`` None) a name that was accepted but not linked.

    ``names`` begins with the one that is shown; ``times`` is how many mentions there are.
    """

    label: str
    names: tuple[str, ...]
    times: int = 0
    entity: str | None = None

    @property
    def token(self) -> str:
        """What "not the same" names it by."""
        return self.entity if self.entity is not None else name_token(self.label, self.names[0])


class LookAlike(NamedTuple):
    """Two that may be the same: the one that would stay, the other, and why."""

    base: Known
    other: Known
    reason: Reason


def look_alikes(known: Iterable[Known], apart: Apart = ()) -> list[LookAlike]:
    """Pairs that may be the same, the most mentioned first.

    Of several that look alike, each is paired with one: an entity before a bare name, then the
    fullest name. Labels never mix; pairs of tokens in ``apart`` are left out.
    """
    items = sorted(known, key=lambda one: (one.label, one.names, one.token))
    nodes: list[Node] = []
    owners: list[int] = []
    for place, item in enumerate(items):
        for node in _nodes(item):
            nodes.append(node)
            owners.append(place)
    joined = Joined(nodes, apart)
    _join(joined, owners)
    pairs: list[LookAlike] = []
    reasons = _reasons(joined, owners)
    for members in joined.groups().values():
        alike = list({owners[node] for node in members})
        if len(alike) > 1:
            alike.sort(key=lambda i: _rank(items[i]))
        for other in alike[1:]:
            pair = frozenset((items[alike[0]].token, items[other].token))
            if pair not in apart:
                pairs.append(LookAlike(items[alike[0]], items[other], reasons[other]))
    return sorted(pairs, key=_place)


def _nodes(item: Known) -> list[Node]:
    nodes: dict[str, Node] = {}
    for name in item.names:
        form = form_of(name, item.label)
        node = nodes.get(form.key)
        if node is None:
            node = nodes[form.key] = Node(item.label, form.key, form.words, owner=item.entity)
        node.add(" ".join(name.split()), form)
    return list(nodes.values())


def _join(joined: Joined, owners: Sequence[int]) -> None:
    firsts: dict[int, int] = {}
    for node, owner in enumerate(owners):
        joined.join(firsts.setdefault(owner, node), node, "linked")
    names = rules.names_of(joined.nodes)
    for places in names.values():
        for place in places[1:]:
            joined.join(places[0], place, "spelling")
    single = {key: places[:1] for key, places in names.items()}
    defined = rules.by_bracket(joined, single)
    rules.by_alias(joined, single, defined)
    rules.by_initials(joined, single, defined)
    rules.by_full_name(joined)
    rules.by_surname(joined)


def _reasons(joined: Joined, owners: Sequence[int]) -> dict[int, Reason]:
    """Why each was brought together with others: by the first edge that did it."""
    reasons: dict[int, Reason] = {}
    for one, other, reason in joined.edges:
        if owners[one] != owners[other]:
            for node in (one, other):
                reasons.setdefault(owners[node], reason)
    return reasons


def _rank(item: Known) -> tuple[bool, int, bool, int, int, tuple[str, ...]]:
    """Which of several stays: the least."""
    name = item.names[0]
    words = len(form_of(name, item.label).words)
    return (item.entity is None, -words, name.isupper(), -len(name), -item.times, item.names)


def _place(pair: LookAlike) -> tuple[int, str, str, str]:
    counted = pair.base.times + pair.other.times
    return (-counted, pair.base.names[0].casefold(), pair.other.names[0], pair.base.label)
