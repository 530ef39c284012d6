"""Which entities and names of a whole corpus may be the same: pairs for a person to decide on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, get_args

from newsview.nlp.linking import rules
from newsview.nlp.linking.forms import form_of
from newsview.nlp.linking.joining import Apart, Joined, Node, Reason, name_token

_SUREST_FIRST: tuple[Reason, ...] = get_args(Reason)


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
    links = _links(joined, owners)
    for members in joined.groups().values():
        alike = list({owners[node] for node in members})
        if len(alike) > 1:
            alike.sort(key=lambda i: _rank(items[i]))
            reasons = _reasons_from(alike[0], links)
        for other in alike[1:]:
            base, one = items[alike[0]], items[other]
            if frozenset((base.token, one.token)) not in apart:
                is_known = one.entity is None and one.names[0] in base.names
                pairs.append(LookAlike(base, one, "known" if is_known else reasons[other]))
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


Links = Mapping[int, Sequence[tuple[int, Reason]]]
"""What each was directly brought together with, and why."""


def _links(joined: Joined, owners: Sequence[int]) -> Links:
    links: dict[int, list[tuple[int, Reason]]] = {}
    for one, other, reason in joined.edges:
        a, b = owners[one], owners[other]
        if a != b:
            links.setdefault(a, []).append((b, reason))
            links.setdefault(b, []).append((a, reason))
    return links


def _reasons_from(base: int, links: Links) -> dict[int, Reason]:
    """Why each goes with ``base``: of all that lies between them what is least sure."""
    reasons: dict[int, Reason] = {base: _SUREST_FIRST[0]}
    waiting = [base]
    while waiting:
        here = waiting.pop()
        for other, reason in links.get(here, ()):
            if other not in reasons:
                reasons[other] = max(reason, reasons[here], key=_SUREST_FIRST.index)
                waiting.append(other)
    return reasons


def _rank(item: Known) -> tuple[bool, int, bool, int, int, tuple[str, ...]]:
    """Which of several stays: the least."""
    name = item.names[0]
    words = len(form_of(name, item.label).words)
    return (item.entity is None, -words, name.isupper(), -len(name), -item.times, item.names)


def _place(pair: LookAlike) -> tuple[int, str, str, str]:
    counted = pair.base.times + pair.other.times
    return (-counted, pair.base.names[0].casefold(), pair.other.names[0], pair.base.label)
