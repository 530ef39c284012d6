"""What the status line tells of the mention at the caret, of the fact at the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from newsview.nlp.known import DECISIONS, LIST
from newsview.store import messages
from newsview.store.model import Entity, Fact, Mention
from newsview.widgets.pane_rows import mark_of

_KNOWN = {LIST: messages.ORIGIN_LISTED, DECISIONS: messages.ORIGIN_DECIDED}
"""What suggested a name that was known already."""


def describe(mention: Mention | None, entity: Entity | None = None) -> str:
    """One line: where it stands, label, text, origin and score, entity, tags, note."""
    if mention is None:
        return ""
    parts = [f"{mark_of(mention)} {mention.label} {mention.text}", _origin(mention)]
    if entity is not None:
        parts.append(f"= {entity.name}")
    return " · ".join([*parts, *_remarks(mention)])


def describe_status(fact: Fact) -> str:
    """One line: where a fact stands, kind, origin and score, tags, note."""
    return " · ".join([f"{mark_of(fact)} {fact.kind}", _origin(fact), *_remarks(fact)])


def _origin(record: Mention | Fact) -> str:
    """Where it comes from, in words that need no manual, and its score."""
    origin = _KNOWN.get(record.pipeline or "") or messages.ORIGINS[record.origin]
    if record.score is None:
        return origin
    return messages.ORIGIN_SCORE.format(origin=origin, score=record.score)


def _remarks(record: Mention | Fact) -> list[str]:
    remarks = [f"# {', '.join(record.tags)}"] if record.tags else []
    return [*remarks, f"✎ {record.note}"] if record.note else remarks


def label_keys(labels: Sequence[str]) -> str:
    """The number keys that label: "1 to 8"."""
    last = min(len(labels), 9)
    return messages.LABEL_KEYS.format(n=last) if last > 1 else "1"


def nothing_here(labels: Sequence[str]) -> str:
    """What to say where a key acts on a mention and the caret is on none."""
    return messages.NO_MENTION_HERE.format(keys=label_keys(labels))
