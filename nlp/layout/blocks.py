"""From kinds of lines to blocks."""

from __future__ import annotations

from newsview.nlp.layout.units import Unit
from newsview.store.model import Block


def blocks_of(units: list[Unit]) -> tuple[Block, ...]:
    """One block for each line or wrapped paragraph; boilerplate in a row is one, gaps included."""
    blocks: list[Block] = []
    for unit in units:
        kind = unit.kind or "body"
        if kind == "boilerplate" and blocks and blocks[-1].kind == kind:
            blocks[-1] = Block(blocks[-1].start, unit.end, kind)
        else:
            blocks.append(Block(unit.start, unit.end, kind))
    return tuple(blocks)
