"""The rows of the entities screen, as data. No UI."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from newsview.store import messages
from newsview.store.model import Entity
from newsview.widgets.matching import folded
from newsview.widgets.pane_rows import ALIKE, LABEL_WIDTH, PaneRow, Part, flat, section_heading


class AlikePair(NamedTuple):
    """Two that are perhaps the same, as the screen shows them.

    ``ids`` name both for whoever decides; ``names`` and ``times`` are of the one that would stay
    and of the other; ``why`` is a few words.
    """

    ids: tuple[str, str]
    label: str
    names: tuple[str, str]
    times: tuple[int, int]
    why: str


def entity_rows(
    entities: Iterable[Entity], counts: Mapping[str, int], pairs: Sequence[AlikePair] = ()
) -> list[PaneRow]:
    """The entities screen: what is perhaps the same, then every entity, the most mentioned first.

    An entity's row has label, name and aliases, with how many mentions refer to it.
    """
    ordered = sorted(entities, key=lambda one: (-counts.get(one.id, 0), folded(one.name), one.id))
    rows = [_entity_row(entity, counts.get(entity.id, 0)) for entity in ordered]
    alike = [_alike_row(pair) for pair in pairs]
    return [
        *([section_heading(messages.PANE_ALIKE, alike), *alike, PaneRow("blank")] if alike else []),
        section_heading(messages.PANE_ENTITIES, rows),
        *(rows or [PaneRow("none", (Part(messages.NO_ENTITIES, "dim"),))]),
    ]


def _entity_row(entity: Entity, count: int) -> PaneRow:
    parts = [
        Part(f"{entity.label or '':<{LABEL_WIDTH}} ", "label"),
        Part(flat(entity.name), "strong"),
    ]
    if entity.aliases:
        parts.append(Part("  " + ", ".join(map(flat, entity.aliases)), "dim"))
    if entity.note:
        parts.append(Part("  " + flat(entity.note), "dim"))
    return PaneRow("entity", tuple(parts), right=str(count), ids=(entity.id,))


def _alike_row(pair: AlikePair) -> PaneRow:
    base, other = map(flat, pair.names)
    parts = (
        Part(f"{pair.label:<{LABEL_WIDTH}} ", "label"),
        Part(base, "strong"),
        Part(f" {ALIKE} "),
        Part(other, "strong"),
        Part(f"  {pair.why}", "dim"),
    )
    right = messages.PANE_ALIKE_TIMES.format(base=pair.times[0], other=pair.times[1])
    return PaneRow("alike", parts, right=right, ids=pair.ids, most_lines=2)
