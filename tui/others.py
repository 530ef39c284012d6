"""What is said of other people's work on the same annotations file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from newsview.store import messages
from newsview.store.model import Entity
from newsview.store.news import News
from newsview.tui.changed_yours import is_note, line, touched
from newsview.tui.session import Session

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
        changed = changed_yours(news, session) if news is not None else None
        return Heard(news, [*lines, *([changed] if changed else [])], self._here != before)

    def untold(self) -> list[str]:
        """What was odd about the file since the last look."""
        return self._session.annotations.warnings[self._warned :]

    def at(self, article: str | None) -> list[str]:
        """Who else has this article open, as far as the last look was at it."""
        return self._here if article == self._at else []


def changed_yours(news: News, session: Session) -> str | None:
    """Says what of one's own somebody else changed, or wrote a note on; None if nothing.

    Of several it is what was decided rather than a note.
    """
    annotator = session.annotator

    def name_of(entity: str) -> str | None:
        found = session.annotations.get("entities", entity)
        return found.name if isinstance(found, Entity) else None

    own = (one for one in news.changes if getattr(one.before, "annotator", None) == annotator)
    told = [(one, fields) for one in own if (fields := touched(one, name_of)) is not None]
    if not told:
        return None
    told.sort(key=lambda one: is_note(one[1]))
    from newsview.store.history import History

    history = History(session.annotations.path)
    steps = [history.last_change(one.id) for one, _ in told[:LOOKED_UP]]
    place = next((n for n, step in enumerate(steps) if step is None or step.by != annotator), None)
    if place is None:  # oneself, in another window
        return None
    step, (change, fields) = steps[place], told[place]
    return line(
        change,
        fields,
        step.by if step is not None else messages.SOMEBODY,
        undone=step is not None and step.deed == "undo" and change.after is not None,
        more=len(told) - 1 - place,
    )


def names(people: Iterable[str]) -> str:
    """Who is here, in one word or several."""
    return ", ".join(dict.fromkeys(people))
