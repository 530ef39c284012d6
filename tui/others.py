"""What is said of other people's work on the same annotations file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from newsview.store import messages
from newsview.store.field_merge import BOOKKEEPING, Conflict
from newsview.store.model import Fact, Mention, Record
from newsview.store.news import News
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
        lines = list(session.annotations.warnings[self._warned :])
        self._warned = len(session.annotations.warnings)
        line = changed_yours(news, session) if news is not None else None
        return Heard(news, [*lines, *([line] if line else [])], self._here != before)

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
    by_whom = [history.who_changed(one.id, None) for one in found[:LOOKED_UP]]
    place = next((n for n, by in enumerate(by_whom) if by != annotator), None)
    if place is None:  # oneself, in another window
        return None
    line = messages.OTHERS_CHANGED_YOURS.format(
        by=by_whom[place] or messages.SOMEBODY, what=_name(found[place].before)
    )
    return _and_more(line, len(found) - 1 - place)


def met(conflicts: Sequence[Conflict]) -> str | None:
    """Says where a step met what others had changed; None if nowhere."""
    if not conflicts:
        return None
    told = sorted(conflicts, key=lambda one: one.field in ("start", "end"))
    first = told[0]
    by = first.by or messages.SOMEBODY
    if first.field is None:
        template = messages.MET_REPLACED_WHOLE if first.replaced else messages.MET_LEFT_WHOLE
        if first.theirs is None:
            template = messages.MET_GONE_KEPT if first.replaced else messages.MET_GONE
        line = template.format(by=by)
    else:
        template = messages.MET_REPLACED if first.replaced else messages.MET_LEFT
        field = messages.FACT_FIELD_TITLES.get(first.field, first.field)
        line = template.format(by=by, field=field, value=value_text(first.theirs))
    records = {(one.table, one.id) for one in told}
    return _and_more(line, len(records) - 1)


def with_conflicts(said: str, conflicts: Sequence[Conflict]) -> str:
    """What a step says, and where it met what others had changed."""
    line = met(conflicts)
    return said if line is None else messages.SAID_AND_MET.format(said=said, met=line)


def value_text(value: Any) -> str:
    """A field's value in a few words."""
    if value in (None, "", []):
        return messages.PANE_NONE
    if isinstance(value, list | tuple):
        return ", ".join(map(value_text, value))
    if isinstance(value, dict):
        known = [value.get(name) for name in ("text", "number", "unit")]
        return " ".join(str(one) for one in known if one is not None) or messages.PANE_NONE
    return str(value)


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


def _and_more(line: str, more: int) -> str:
    return line if more <= 0 else messages.AND_MORE.format(line=line, n=more)


def names(people: Iterable[str]) -> str:
    """Who is here, in one word or several."""
    return ", ".join(dict.fromkeys(people))
