"""What of the status line fits into a width. No UI."""

from __future__ import annotations

from dataclasses import dataclass

from newsview.widgets.text.display import cells, one_line

GAP = 2
"""Cells between what was said and the parts at the right."""

JOINT = " · "
_LEAST_SAID = 16
"""Cells that what was said keeps beside the parts at the right, if it is that long."""


@dataclass(frozen=True)
class StatusParts:
    """What the status line can say: what the last key did, and where things stand."""

    said: str = ""
    saved: str = ""
    by: str = ""
    decided: str = ""
    percent: str = ""
    is_error: bool = False


def status_texts(parts: StatusParts, width: int) -> tuple[str, str]:
    """The left and the right text of a line of ``width`` cells, harmless and cropped.

    Where it is narrow, first the name goes, then the percentage; a failure takes the room of all
    others. What was said is cropped before "saved" goes.
    """
    said = one_line(parts.said, width)
    rights = [
        [parts.saved, parts.by, parts.decided, parts.percent],
        [parts.saved, parts.decided, parts.percent],
        [parts.saved, parts.decided],
        [parts.saved],
    ]
    choices = [(right, width - cells(right) - GAP) for right in map(_joined, rights)]
    for right, room in choices:
        if cells(said) <= room:
            return said, right
    if not parts.is_error:
        for right, room in choices[2:]:
            if room >= _LEAST_SAID:
                return one_line(parts.said, room), right
    return said, ""


def _joined(texts: list[str]) -> str:
    return JOINT.join(one_line(text, 40) for text in texts if text)
