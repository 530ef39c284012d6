"""Drawing single rows: styled pieces of text, made harmless, cropped and padded to a width."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.strip import Strip
from textual.style import Style

Piece = tuple[str, Style | None]
"""A harmless text (see ``text.display``) and its style over the row's, or None."""


def content_of(pieces: Iterable[Piece]) -> Content:
    """The pieces as one line."""
    return Content.assemble(
        *((text, style) if style is not None else text for text, style in pieces),
        strip_control_codes=False,
    )


def padded_strip(line: Content | str, width: int, style: Style) -> Strip:
    """A harmless line, cropped and padded to exactly ``width`` cells over one style."""
    content = Content(line) if isinstance(line, str) else line
    if content.cell_length > width:
        content = content.truncate(width, ellipsis=True)
    content = content.pad_right(width - content.cell_length)
    return Strip(content.render_segments(style), width)


def two_ends(left: Content, right: Content, width: int, gap: int = 2) -> Content:
    """``right`` at the right edge, ``left`` before it, cropped where both do not fit."""
    if not right:
        return left
    room = width - right.cell_length - gap
    if room < 0:
        return left
    if left.cell_length > room:
        left = left.truncate(room, ellipsis=True)
    return left.pad_right(width - left.cell_length - right.cell_length) + right
