"""The articles of the list from what the session knows of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsview.tui.session import Session
from newsview.widgets.listing import Row


class SessionArticles:
    """What the list asks of its articles (`Articles`); each row is made when it is shown."""

    def __init__(self, session: Session) -> None:
        self._session = session
        entries = session.entries
        self.title = entries.title
        self.name = entries.name
        self.rank = entries.rank
        self.day = entries.day
        self.waits = entries.waits

    @property
    def order(self) -> Sequence[int]:
        """All indices, in the order of names."""
        return self._session.entries.order

    def row(self, index: int) -> Row:
        """What the list shows of an article."""
        entry = self._session.entries[index]
        key = entry.sha256
        if key is None:
            return Row(index=index, source=entry.source.name, problem=entry.problem)
        kept = self._session.annotations
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
            former=self.former(index),
            waiting=self.waits(index),
            problem=entry.problem,
        )

    def former(self, index: int) -> bool:
        """Whether annotations of a former text of an article wait."""
        entry = self._session.entries[index]
        key = entry.sha256
        return key is not None and self._session.has_former(entry.source.name, key)

    def kept(self) -> Iterator[int]:
        """The articles of which anything is kept."""
        for record in self._session.annotations.articles():
            yield from self._session.indices_of(record.id)
