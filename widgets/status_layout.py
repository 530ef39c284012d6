"""What of the status line fits into a width. No UI."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsview.widgets.text.display import ELLIPSIS, cells, one_line, shown
from newsview.widgets.text.line_break import line_break
from newsview.widgets.text.wrap import NARROWEST

GAP = 2
"""Cells between what was said and the parts at the right."""

JOINT = " · "
_LEAST_SAID = 16
"""Cells that what was said keeps beside the parts at the right, if it is that long."""

MOST_LINES = 6
"""Lines that what has to be read whole may take."""

_LONGEST = 2000


@dataclass(frozen=True)
class StatusParts:
    """What the status line can say: what the last key did, and where things stand.

    ``whole``: what was said takes as many lines as it needs, being a question that the next key
    answers. ``told``: it takes the room of the other parts, as an error does, and where it is
    longer still ``more`` says behind it how to read it all.
    """

    said: str = ""
    saved: str = ""
    by: str = ""
    decided: str = ""
    place: str = ""
    is_error: bool = False
    whole: bool = False
    told: bool = False
    more: str = ""


def status_lines(parts: StatusParts, width: int) -> tuple[list[str], str]:
    """The lines of what was said, one at least, and the text at the right end of the last one."""
    lines: list[str] = []
    rest = one_line(parts.said, _LONGEST)
    if parts.whole and width >= NARROWEST:
        while cells(rest) > width and len(lines) < MOST_LINES - 1:
            end, start = line_break(rest, width)
            lines.append(rest[:end])
            rest = shown(rest[start:])
    last, right = status_texts(replace(parts, said=rest), width)
    return [*lines, last], right


def status_texts(parts: StatusParts, width: int) -> tuple[str, str]:
    """The left and the right text of a line of ``width`` cells, harmless and cropped.

    Where it is narrow, first the name goes, then the place in the article; a question, what is told
    and an error take the room of all others. What else was said is cropped before "saved" goes.
    """
    said = one_line(parts.said, width)
    rights = [
        [parts.saved, parts.by, parts.decided, parts.place],
        [parts.saved, parts.decided, parts.place],
        [parts.saved, parts.decided],
        [parts.saved],
    ]
    choices = [(right, width - cells(right) - GAP) for right in map(_joined, rights)]
    for right, room in choices:
        if cells(said) <= room:
            return said, right
    if parts.told or parts.is_error:
        return at_a_word(parts.said, width, parts.more), ""
    if not parts.whole:
        for right, room in choices[2:]:
            if room >= _LEAST_SAID:
                return one_line(parts.said, room), right
    return said, ""


def at_a_word(text: str, width: int, more: str = "") -> str:
    """The beginning of a text in ``width`` cells, and behind it what to do to read it all.

    It ends at a word, unless that would leave half of the room empty.
    """
    line = one_line(text, _LONGEST)
    behind = f"{ELLIPSIS} {more}" if more else ELLIPSIS
    room = width - cells(behind)
    if cells(line) <= width:
        return line
    if room < NARROWEST:
        return one_line(text, width)
    end, _ = line_break(line, room)
    return line[:end].rstrip(" ,;:·") + behind


def _joined(texts: list[str]) -> str:
    return JOINT.join(one_line(text, 40) for text in texts if text)
