"""A row of the article list from what the session knows of an article."""

from __future__ import annotations

from newsview.tui.session import Session
from newsview.widgets.article_list import Row


def row_of(session: Session, index: int) -> Row:
    """What the list shows of this article now."""
    entry = session.entries[index]
    key = entry.sha256
    record = session.annotations.article(key) if key is not None else None
    return Row(
        index=index,
        source=entry.source.name,
        title=entry.title,
        date=entry.published,
        status=record.status if record else "todo",
        tags=record.tags if record else (),
        noted=bool(record and record.note),
        waiting=session.waiting.get(key) if key is not None else None,
        problem=entry.problem,
    )
