"""Steps of the history in words: for the screen and for ``newsview history``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsview.store import messages
from newsview.store.history import Entry, Past
from newsview.tui.telling import value_text

_DEEDS = {"do": "{said}", "undo": messages.UNDONE, "redo": messages.REDONE}


def what_was_done(entry: Entry) -> str:
    """What a step said."""
    return _DEEDS[entry.deed].format(said=_on_one_line(entry.said))


def what_changed(entry: Entry, about: str | None = None) -> Iterator[str]:
    """Each record that a step changed, from what to what; of one record only with ``about``."""
    for past in _told(entry):
        if about is None or past.id == about:
            yield _changed(past)


def help_rows(entries: Sequence[Entry], about: str) -> list[tuple[str, str, str]]:
    """When, who and what, the newest first; ``about`` is a record's id or an article's SHA-256."""
    rows = []
    for entry in reversed(entries):
        told = _told(entry)
        one = [past for past in told if past.id == about]
        changes = [_changed(past) for past in one or told[:2]]
        said = what_was_done(entry)
        rows.append((_when(entry.at), entry.by, messages.HISTORY_SAID.format(
            said=said, changes="; ".join(changes)
        )))  # fmt: skip
    return rows


def _when(at: str) -> str:
    return at[:16].replace("T", " ")


def _told(entry: Entry) -> list[Past]:
    """All but kept texts, which say nothing that the records do not."""
    return [past for past in entry.changes if past.table != "texts"]


def _changed(past: Past) -> str:
    kind = messages.RECORD_KINDS[past.table]
    if past.was is None or past.now is None:
        template = messages.HISTORY_MADE if past.was is None else messages.HISTORY_REMOVED
        said = template.format(kind=kind, what=_named(past.now or past.was or {}))
        note = (past.now or {}).get("note")
        return (
            said
            if not note
            else messages.HISTORY_NOTED.format(said=said, note=_value("note", note))
        )
    fields = [
        messages.HISTORY_FIELD.format(
            field=messages.FACT_FIELD_TITLES.get(name, name),
            was=_value(name, value),
            now=_value(name, past.now.get(name)),
        )
        for name, value in past.was.items()
        if name not in ("start", "end") or past.was.keys().isdisjoint(("text", "article"))
    ]
    return messages.HISTORY_CHANGED.format(kind=kind, fields=", ".join(fields))


def _value(name: str, value: object) -> str:
    """In a few words; a text by the first digits of its SHA-256, as exports call it."""
    return str(value)[:16] if name == "article" else _on_one_line(value_text(value))


def _on_one_line(text: str) -> str:
    """The lines of a note beside each other."""
    return messages.LINES_JOINT.join(line.strip() for line in text.split("\n") if line.strip())


def _named(fields: dict[str, object]) -> str:
    words = [fields.get(name) for name in ("label", "text", "name", "predicate", "status")]
    if fields.get("text") is not None:
        words = words[:2]
    return " ".join(str(word) for word in words if word is not None)
