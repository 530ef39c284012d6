"""A row of the article list from what the session knows of an article."""

from __future__ import annotations

from newsview.tui.session import Session
from newsview.widgets.listing import Row


def row_of(session: Session, index: int) -> Row:
    """What the list shows of this article now."""
    entry = session.entries[index]
    key = entry.sha256
    if key is None:
        return Row(index=index, source=entry.source.name, problem=entry.problem)
    kept = session.annotations
    record = kept.article(key)
    return Row(
        index=index,
        source=entry.source.name,
        title=entry.title,
        date=entry.published,
        status=record.status if record else "todo",
        tags=record.tags if record else (),
        noted=bool(record and record.note),
        mentions=len(kept.mentions(key)) if record is not None else 0,
        facts=len(kept.facts(key)) if record is not None else 0,
        waiting=session.waiting.get(key),
        problem=entry.problem,
    )
