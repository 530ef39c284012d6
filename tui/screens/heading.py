"""The reader's top line: the title, and at its right end who else is here and which article."""

from __future__ import annotations

from collections.abc import Sequence

from newsview.widgets.text.display import ELLIPSIS, cells, one_line, shown

_JOINT = " · "

LEAST_SOURCE = 12
"""Cells that the article's name keeps, if it is that long, whatever else there is to say."""

_LEAST = 10
_TAIL = 8
"""The end of a name that is kept where it is cropped: rows of a table differ there."""


def heading(
    title: str,
    source: str,
    width: int,
    *,
    signs: Sequence[str] = (),
    place: str = "",
    published: str = "",
    encoding: str = "",
) -> str:
    """The line, harmless and at most ``width`` cells wide; its right end takes half of it.

    Args:
        title: The article's title.
        source: The name of its file or row.
        width: Cells there are.
        signs: What stands first at the right: that a former text waits, who else is here.
        place: Which of how many articles it is; given up after the date where there is no room.
        published: Its date.
        encoding: What it was read as, where that is worth saying.
    """
    right = _right(source, max(width // 2, _LEAST), signs, place, published, encoding)
    left = one_line(title or source, max(width - cells(right) - 2, 0))
    return f"{left}{' ' * max(width - cells(left) - cells(right), 1)}{right}"


def _right(
    source: str, room: int, signs: Sequence[str], place: str, published: str, encoding: str
) -> str:
    least = cells(cropped(source, LEAST_SOURCE))
    signs = [one_line(sign, room) for sign in signs]
    before = ""
    for parts in ([*signs, place, published], [*signs, place], [*signs]):
        before = _joined(parts)
        taken = cells(_joined([before, encoding]))
        if taken + len(_JOINT) + least <= room:
            break
    else:
        before, encoding = one_line(before, room - least - len(_JOINT)), ""
    others = cells(_joined([before, encoding]))
    left = room - others - (len(_JOINT) if others else 0)
    return _joined([before, cropped(source, left), encoding])


def cropped(name: str, width: int) -> str:
    """A name of at most ``width`` cells: where it is longer its end is kept, too."""
    whole = one_line(name, width + 1)
    if cells(whole) <= width and not whole.endswith(ELLIPSIS):
        return whole
    tail = name[-min(_TAIL, width // 2) :]
    while cells(shown(tail)) > width // 2:
        tail = tail[1:]
    tail = shown(tail)
    head = one_line(name, width - cells(tail)).removesuffix(ELLIPSIS)
    return f"{head}{ELLIPSIS}{tail}"


def _joined(parts: Sequence[str]) -> str:
    return _JOINT.join(part for part in parts if part)
