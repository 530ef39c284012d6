"""The keys of where one is, in a scrolling table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsview.widgets.rows import Piece, content_of, padded_strip
from newsview.widgets.text.display import cells, column, one_line, shown
from newsview.widgets.text.line_break import line_break
from newsview.widgets.text.wrap import NARROWEST

HelpGroup = tuple[str, Sequence[tuple[str, str, str]]]
"""A heading and its (keys, title, help) rows."""

LONGEST = 4_000
"""Cells of a help or a step of the history that are shown."""

_GAP = "  "
_WIDEST_KEYS, _WIDEST_TITLE = 16, 22
_NARROW = 60


@dataclass(frozen=True)
class HelpLine:
    """One line of the table; a heading has only ``heading``."""

    heading: str = ""
    keys: str = ""
    title: str = ""
    text: str = ""


def help_lines(groups: Sequence[HelpGroup], width: int) -> list[HelpLine]:
    """The table at a width: keys, then title and help; long helps go on on lines of their own.

    Where it is narrow, the help stands under the title.
    """
    texts = [row for _, rows in groups for row in rows]
    keys_width = min(_WIDEST_KEYS, max((cells(keys) for keys, _, _ in texts), default=0))
    title_width = min(_WIDEST_TITLE, max((cells(title) for _, title, _ in texts), default=0))
    room = width - keys_width - len(_GAP)
    is_narrow = width < _NARROW
    text_width = room if is_narrow else room - title_width - len(_GAP)
    lines: list[HelpLine] = []
    for heading, rows in groups:
        if lines:
            lines.append(HelpLine())
        lines.append(HelpLine(heading=one_line(heading, width)))
        for keys, title, text in rows:
            keys_column = column(keys, keys_width)
            if is_narrow:
                lines.append(HelpLine(keys=keys_column, title=one_line(title, room)))
                keys_column, title = column("", keys_width), ""
            title_column = "" if is_narrow else column(title, title_width) + _GAP
            for piece in _wrapped(text, max(NARROWEST, text_width)) or [""]:
                lines.append(HelpLine(keys=keys_column, title=title_column, text=piece))
                keys_column = column("", keys_width)
                title_column = "" if is_narrow else column("", title_width) + _GAP
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    """A text in lines of at most ``width`` cells, of a very long one the beginning."""
    rest = one_line(text, LONGEST)
    lines: list[str] = []
    while cells(rest) > width:
        end, start = line_break(rest, width)
        lines.append(rest[:end].rstrip(" "))
        rest = shown(rest[start:])
    return [*lines, rest] if rest else lines


class HelpSheet(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws the table. It binds no keys: its screen does, and calls ``move``."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"help-sheet--heading", "help-sheet--key"}

    DEFAULT_CSS = """
    HelpSheet {
        background: $surface;
        color: $foreground;
        padding: 0 1;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        & > .help-sheet--heading { color: $text-primary; text-style: bold; }
        & > .help-sheet--key { text-style: bold; }
    }
    """

    def __init__(self, groups: Sequence[HelpGroup] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._groups = tuple(groups)
        self._lines: list[HelpLine] = []

    @property
    def lines(self) -> Sequence[HelpLine]:
        """The table as laid out."""
        return self._lines

    def set_groups(self, groups: Sequence[HelpGroup]) -> None:
        """Show other keys, from the top."""
        self._groups = tuple(groups)
        self._lay_out()
        self.scroll_to(y=0, animate=False, immediate=True)

    def move(self, lines: int) -> None:
        """Scroll by lines, down if positive."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, immediate=True)

    def move_page(self, pages: int) -> None:
        """Scroll by pages, two lines of the former staying in sight."""
        self.move(pages * max(1, self.size.height - 2))

    def on_resize(self, event: events.Resize) -> None:
        """Lay the table out for the new width."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """One line."""
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        line = self._lines[at] if at < len(self._lines) else HelpLine()
        heading = self.get_visual_style("help-sheet--heading", partial=True)
        key = self.get_visual_style("help-sheet--key", partial=True)
        pieces: list[Piece] = [(line.heading, heading)] if line.heading else []
        if line.keys:
            pieces += [(line.keys, key), (_GAP, None), (line.title, None), (line.text, None)]
        return padded_strip(content_of(pieces), width, self.visual_style)

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self._lines = help_lines(self._groups, width)
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()
