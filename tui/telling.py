"""What is said of a step that met other people's work, and of one that was undone or done again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from newsview.store import messages
from newsview.store.field_merge import Conflict
from newsview.store.model import Mention
from newsview.store.undo import Outcome

_FIRST = ("label", "status")
"""The fields to name first; that of edges and their text last."""

_PLACE = ("start", "end", "text", "article", "evidence")


def with_conflicts(said: str, conflicts: Sequence[Conflict], me: str) -> str:
    """What a step says, and where it met what others had changed."""
    line = met(conflicts, me)
    return said if line is None else messages.SAID_AND_MET.format(said=said, met=line)


def gone_back(outcome: Outcome, me: str, *, redo: bool) -> str:
    """What became of a step that was to be undone or done again, and what stays of it and why."""
    words = messages.WENT_FORTH if redo else messages.WENT_BACK
    counted = outcome.done + outcome.left > 1
    if not outcome.step.changes:
        template = words["none"]
    elif outcome.left and counted:
        template = words["some"]
    else:
        template = words["part" if outcome.partly else "all"]
    said = template.format(said=outcome.step.said, done=outcome.done, left=outcome.left)
    line = met(outcome.conflicts, me, back=True)
    if line is None and not outcome.step.changes:
        line = messages.NOTHING_WENT
    again = None if redo else _is_again(outcome)
    told = [said, again, line]
    return messages.TOLD_JOINT.join(one for one in told if one is not None)


def _is_again(outcome: Outcome) -> str | None:
    """What a mention is now whose verdict came back, which the step's own words do not say."""
    mentions = [one for one in outcome.step.changes if one.table == "mentions"]
    if len(mentions) != 1:
        return None
    before, after = mentions[0].before, mentions[0].after
    if isinstance(before, Mention) and isinstance(after, Mention) and before.status != after.status:
        return messages.IS_AGAIN[after.status].format(label=after.label)
    return None


def met(conflicts: Sequence[Conflict], me: str, *, back: bool = False) -> str | None:
    """Says where a step met what others had changed; None if nowhere.

    ``back``: the step was to be undone or done again.
    """
    if not conflicts:
        return None
    first = min(conflicts, key=lambda one: (one.by in (me, None), _rank(one.field)))
    by = messages.YOU if first.by == me else first.by or messages.SOMEBODY
    line = _template(first, back).format(
        by=by,
        field=messages.FACT_FIELD_TITLES.get(first.field or "", first.field),
        value=value_text(first.theirs),
    )
    records = {(one.table, one.id) for one in conflicts}
    return and_more(line, len(records) - 1)


def _rank(field: str | None) -> int:
    if field in _FIRST:
        return _FIRST.index(field)
    return len(_FIRST) + (field in _PLACE)


def _template(one: Conflict, back: bool) -> str:
    if one.how == "joined":
        if one.field is None:
            return messages.MET_JOINED_FACT
        return messages.MET_NOTE_STAYS if back else messages.MET_NOTE_JOINED
    if one.how == "same":
        return messages.MET_SAME_WHOLE if one.field is None else messages.MET_SAME
    if one.field is None:
        if one.theirs is None:
            return messages.MET_GONE_KEPT if one.replaced else messages.MET_GONE
        if one.how == "left" and one.theirs != one.id:
            return messages.MET_LEFT_ANOTHER
        return messages.MET_REPLACED_WHOLE if one.replaced else messages.MET_LEFT_WHOLE
    if one.replaced:
        return messages.MET_REPLACED
    if one.field == "status":
        return messages.MET_LEFT_STATUS[one.theirs]
    if one.field == "label":
        return messages.MET_LEFT_LABEL
    if one.field in _PLACE:
        return messages.MET_LEFT_PLACE
    return messages.MET_LEFT


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


def and_more(line: str, more: int) -> str:
    """A line about one record, and how many more there are."""
    return line if more <= 0 else messages.AND_MORE.format(line=line, n=more)
