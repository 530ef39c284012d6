"""Which names of one article probably mean the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsview.nlp.linking import rules
from newsview.nlp.linking.forms import defines, form_of, words_of
from newsview.nlp.linking.joining import Apart, Joined, Node, Reason, name_token, tokens_in
from newsview.store.model import FIGURE_LABELS, Entity, Mention

_BRACKETS = re.compile(r"\(([^()\n]{2,120})\)")
_END_OF_NAME = re.compile(r"[,;:–—]| - ")
_QUOTES = " \"'“”„’«»‹›\n"
_BEFORE = 160
"""Code points before a bracket in which the name that it explains is looked for."""


class AliasGroup(NamedTuple):
    """Names of one article that probably mean the same, by label.

    ``name`` is the fullest of them, or the entity's; ``forms`` are the names as they are written,
    the most frequent first; ``mentions`` are the ids of the mentions, in text order. ``entity`` is
    the id of the entity that one of them is linked to, or that is known by one of these names.
    ``reasons`` say why they were put together, the surest first.
    """

    name: str
    label: str
    forms: tuple[str, ...]
    mentions: tuple[str, ...]
    entity: str | None = None
    reasons: tuple[Reason, ...] = ()


def alias_groups(
    text: str,
    mentions: Iterable[Mention],
    entities: Iterable[Entity] = (),
    apart: Apart = (),
) -> list[AliasGroup]:
    """The names of an article in groups that probably mean the same.

    Each mention that is not rejected and no figure is in exactly one group, alone where nothing
    speaks for more; groups come by where they begin. Labels never mix. ``entities`` are those
    that are kept, ``apart`` what a person said is not the same. The order of the mentions does
    not matter.
    """
    names = sorted(
        (m for m in mentions if m.status != "rejected" and m.label not in FIGURE_LABELS),
        key=lambda m: (m.start, -m.end, m.label, m.id),
    )
    kept = list(entities)
    joined = Joined(_nodes(names, tokens_in(apart)), apart)
    _join(joined, text, kept)
    called = {entity.id: entity.name for entity in kept}
    groups = [_group(joined, places, names, called) for places in joined.groups().values()]
    starts = {mention.id: place for place, mention in enumerate(names)}
    return sorted(groups, key=lambda group: starts[group.mentions[0]])


def _nodes(mentions: Sequence[Mention], told_apart: set[str]) -> list[Node]:
    """One node for each name, label and entity that it is linked to.

    A spelling that a person told apart from another has a node of its own.
    """
    nodes: dict[tuple[str, str, str | None, str], Node] = {}
    for place, mention in enumerate(mentions):
        form = form_of(mention.text, mention.label)
        text = " ".join(mention.text.split())
        alone = text if name_token(mention.label, text) in told_apart else ""
        key = (mention.label, form.key, mention.entity, alone)
        node = nodes.get(key)
        if node is None:
            node = nodes[key] = Node(mention.label, form.key, form.words, mention.entity)
        node.add(text, form)
        node.members.append(place)
    return list(nodes.values())


def _join(joined: Joined, text: str, entities: Sequence[Entity]) -> None:
    names = rules.names_of(joined.nodes)
    _by_links(joined, names)
    _by_entities(joined, entities)
    defined = rules.by_bracket(joined, names) | _by_definition(joined, names, text)
    rules.by_alias(joined, names, defined)
    rules.by_initials(joined, names, defined)
    rules.by_full_name(joined)
    rules.by_surname(joined)
    rules.by_head(joined)


def _by_links(joined: Joined, names: rules.Names) -> None:
    """What is linked to one entity, and the same name where it is not linked yet."""
    by_entity: dict[tuple[str, str], int] = {}
    for place, node in enumerate(joined.nodes):
        if node.entity is not None:
            joined.join(by_entity.setdefault((node.label, node.entity), place), place, "linked")
    for places in names.values():
        free = [place for place in places if joined.nodes[place].entity is None]
        linked = [place for place in places if joined.nodes[place].entity is not None]
        for place in free[1:]:
            joined.join(free[0], place, "spelling")
        if len({joined.nodes[place].entity for place in linked}) == 1:
            for place in free:
                joined.join(linked[0], place, "linked")


def _by_entities(joined: Joined, entities: Iterable[Entity]) -> None:
    """Names by which exactly one entity of the label is known already."""
    wanted = {(node.label, node.key) for node in joined.nodes}
    labels = {node.label for node in joined.nodes}
    known: dict[tuple[str, str], set[str]] = {}
    for entity in entities:
        for label in (entity.label,) if entity.label is not None else labels:
            for name in (entity.name, *entity.aliases):
                key = (label, form_of(name, label).key)
                if key in wanted:
                    known.setdefault(key, set()).add(entity.id)
    firsts: dict[tuple[str, str], int] = {}
    for place, node in enumerate(joined.nodes):
        ids = known.get((node.label, node.key), set())
        if node.entity is None and len(ids) == 1:
            joined.claim(place, min(ids), "known")
        entity_id = joined.entity(place)
        if entity_id is not None:
            first = firsts.setdefault((node.label, entity_id), place)
            joined.join(first, place, "known")


def _by_definition(joined: Joined, names: rules.Names, text: str) -> set[int]:
    """Acronyms that the text explains in brackets, either way round. The acronyms' nodes."""
    defined: set[int] = set()
    labels = sorted({label for label, _ in names} - {"PER"})
    for match in _BRACKETS.finditer(text):
        inner = _END_OF_NAME.split(match.group(1), maxsplit=1)[0].strip()
        for label in labels:
            place = rules.only(names, label, form_of(inner, label).key)
            if place is None:
                continue
            before = text[max(0, match.start() - _BEFORE) : match.start()].rstrip(_QUOTES)
            pair = _explained(joined, names, place, before, inner)
            if pair is not None and joined.join(*pair, "definition"):
                defined.add(pair[1])
    return defined


def _explained(
    joined: Joined, names: rules.Names, inside: int, before: str, inner: str
) -> tuple[int, int] | None:
    """The nodes of the name and of its acronym, where a bracket tells one from the other."""
    label = joined.nodes[inside].label
    words = words_of(before)
    if not words or words[-1].end < len(before):
        return None
    for word in words:  # the longest name that ends before the bracket
        name = before[word.start :]
        place = rules.only(names, label, form_of(name, label).key)
        if place is None or place == inside:
            continue
        if defines(inner, joined.nodes[place].words):
            return (place, inside) if rules.may_shorten(joined.nodes[place]) else None
        if rules.introduces(joined.nodes[place], joined.nodes[inside], inner):
            return place, inside
        if defines(name, joined.nodes[inside].words):
            return (inside, place) if rules.may_shorten(joined.nodes[inside]) else None
    return None


_SURE: tuple[Reason, ...] = (
    "linked", "known", "spelling", "definition", "alias", "initials", "name", "surname", "head",
)  # fmt: skip


def _group(
    joined: Joined, places: Sequence[int], mentions: Sequence[Mention], called: dict[str, str]
) -> AliasGroup:
    nodes = [joined.nodes[place] for place in places]
    members = sorted(member for node in nodes for member in node.members)
    spellings: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for member in members:
        spellings[" ".join(mentions[member].text.split())] += 1
        shown[form_of(mentions[member].text, nodes[0].label).shown] += 1
    reasons = set(joined.reasons(places[0]))
    if any(len(node.spellings) > 1 for node in nodes):
        reasons.add("spelling")
    entity = joined.entity(places[0])
    name = called.get(entity or "") or rules.canonical(shown.items(), nodes[0].label)
    return AliasGroup(
        name=name,
        label=nodes[0].label,
        forms=tuple(form for form, _ in spellings.most_common()),
        mentions=tuple(mentions[member].id for member in members),
        entity=entity,
        reasons=tuple(reason for reason in _SURE if reason in reasons),
    )
