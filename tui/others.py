"""What is said of other people's work on the same annotations file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from newsview.store import messages
from newsview.store.field_merge import BOOKKEEPING
from newsview.store.model import Fact, Mention, Record
from newsview.store.news import News
from newsview.tui.session import Session
from newsview.tui.telling import and_more

LOOKED_UP = 4
"""For how many of one's own decisions that changed it is looked up who it was."""


class Heard(NamedTuple):
    """What others did since the last look."""

    news: News | None
    lines: list[str]
    """What is to be said of it."""
    company_changed: bool
    """Whether others came to the article or left it."""


class Others:
    """Looks after the others on the annotations file of a session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._warned = len(session.annotations.warnings)
        self._at: str | None = None
        self._here: list[str] = []

    def look(self, article: str | None) -> Heard:
        """Take in what they did, tell them which article one is at, and see who is there, too.

        Raises NewsviewError when the file is damaged.
        """
        session = self._session
        news = session.poll()
        session.annotations.presence.tell(session.annotator, article)
        before = self.at(article)
        present = session.annotations.presence.others() if article is not None else []
        self._at = article
        self._here = sorted(one.by for one in present if one.article == article)
        lines = self.untold()
        self._warned = len(session.annotations.warnings)
        line = changed_yours(news, session) if news is not None else None
        return Heard(news, [*lines, *([line] if line else [])], self._here != before)

    def untold(self) -> list[str]:
        """What was odd about the file since the last look."""
        return self._session.annotations.warnings[self._warned :]

    def at(self, article: str | None) -> list[str]:
        """Who else has this article open, as far as the last look was at it."""
        return self._here if article == self._at else []


def changed_yours(news: News, session: Session) -> str | None:
    """Says which of one's own decisions somebody else changed; None if none."""
    annotator = session.annotator
    found = [
        change
        for change in news.changes
        if change.before is not None
        and getattr(change.before, "annotator", None) == annotator
        and _differs(change.before, change.after)
    ]
    if not found:
        return None
    from newsview.store.history import History

    history = History(session.annotations.path)
    steps = [history.last_change(one.id) for one in found[:LOOKED_UP]]
    place = next((n for n, step in enumerate(steps) if step is None or step.by != annotator), None)
    if place is None:  # oneself, in another window
        return None
    step, change = steps[place], found[place]
    is_back = step is not None and step.deed == "undo" and change.after is not None
    template = messages.OTHERS_UNDID if is_back else messages.OTHERS_CHANGED_YOURS
    line = template.format(
        by=step.by if step is not None else messages.SOMEBODY,
        what=_name(change.after if is_back else change.before),
    )
    return and_more(line, len(found) - 1 - place)


def _differs(one: Record, other: Record | None) -> bool:
    if other is None:
        return True
    fields = (name for name in one.__struct_fields__ if name not in BOOKKEEPING)
    return any(getattr(one, name) != getattr(other, name) for name in fields)


def _name(record: Record | None) -> str:
    if isinstance(record, Mention):
        return f"{record.label} {record.text}"
    if isinstance(record, Fact):
        return record.predicate
    return getattr(record, "name", None) or messages.THE_ARTICLE


def names(people: Iterable[str]) -> str:
    """Who is here, in one word or several."""
    return ", ".join(dict.fromkeys(people))
