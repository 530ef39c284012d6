"""What the status line tells of the mention at the caret."""

from __future__ import annotations

from newsview.store import messages
from newsview.store.model import Entity, Mention
from newsview.widgets.pane_rows import mark_of


def describe(mention: Mention | None, entity: Entity | None = None) -> str:
    """One line: where it stands, label, text, origin and score, entity, tags, note."""
    if mention is None:
        return ""
    origin = messages.ORIGINS[mention.origin]
    if mention.score is not None:
        origin += f" {mention.score:.2f}"
    parts = [f"{mark_of(mention)} {mention.label} {mention.text}", origin]
    if entity is not None:
        parts.append(f"= {entity.name}")
    if mention.tags:
        parts.append(f"# {', '.join(mention.tags)}")
    if mention.note:
        parts.append(f"✎ {mention.note}")
    return " · ".join(parts)
