"""A list of sections of rows with a cursor: entities, facts, tags and notes of an article.

Also the facts screen and the entities screen: the rows make the difference (``pane_rows``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from textual import events
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from newsview.widgets.pane_layout import GAP, INDENT, PaneLayout, first_width
from newsview.widgets.pane_rows import (
    ACCEPTED,
    OWN,
    REJECTED,
    UNDECIDED,
    PaneRow,
    Part,
)
from newsview.widgets.rows import content_of, padded_strip, two_ends
from newsview.widgets.text.display import one_line, shown
from newsview.widgets.text.line_break import line_break

Move = Literal[
    "up", "down", "page_up", "page_down", "top", "bottom", "next_section", "previous_section"
]

_MARK_CLASSES = {
    UNDECIDED: "side-pane--undecided",
    ACCEPTED: "side-pane--accepted",
    OWN: "side-pane--own",
    REJECTED: "side-pane--rejected",
}
_WIDEST_RIGHT = 12


class SidePane(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws rows and moves a cursor over those that stand for something.

    It binds no keys: its screen does, and calls ``move`` and ``choose``.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "side-pane--cursor",
        "side-pane--heading",
        "side-pane--label",
        "side-pane--dim",
        "side-pane--strong",
        *_MARK_CLASSES.values(),
    }

    DEFAULT_CSS = """
    SidePane {
        background: $surface;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        & > .side-pane--heading { color: $text-primary; text-style: bold; }
        & > .side-pane--label { color: $foreground 70%; }
        & > .side-pane--dim { color: $foreground 70%; }
        & > .side-pane--strong { text-style: bold; }
        & > .side-pane--undecided { color: $text-warning; }
        & > .side-pane--accepted { color: $text-success; }
        & > .side-pane--own { color: $text-success; text-style: bold; }
        & > .side-pane--rejected { color: $foreground 70%; }
        & > .side-pane--cursor { background: $block-cursor-blurred-background; text-style: bold; }
        &:focus > .side-pane--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
        &:ansi, &:nocolor {
            & > .side-pane--label, & > .side-pane--dim, & > .side-pane--rejected {
                color: $foreground;
                text-style: dim;
            }
            &:focus > .side-pane--cursor {
                background: $surface;
                color: $foreground;
                text-style: reverse;
            }
        }
    }
    """

    @dataclass
    class Highlighted(Message):
        """The cursor was moved to this row."""

        pane: SidePane
        row: PaneRow

        def can_replace(self, message: Message) -> bool:
            """Only where the cursor is in the end counts."""
            return isinstance(message, SidePane.Highlighted)

        @property
        def control(self) -> SidePane:
            """The pane."""
            return self.pane

    @dataclass
    class Chosen(Message):
        """This row was chosen."""

        pane: SidePane
        row: PaneRow

        @property
        def control(self) -> SidePane:
            """The pane."""
            return self.pane

    def __init__(self, rows: Sequence[PaneRow] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._rows: list[PaneRow] = list(rows)
        self._layout_width = 0
        self._lines = PaneLayout(self._rows, 0)
        self._cursor = self._lines.stop_near(0)
        self._strips: LRUCache[tuple[int, int, bool, bool], Strip] = LRUCache(512)

    @property
    def rows(self) -> Sequence[PaneRow]:
        """What it shows."""
        return self._rows

    @property
    def current(self) -> PaneRow | None:
        """The row at the cursor."""
        return None if self._cursor is None else self._rows[self._cursor]

    def set_content(self, rows: Sequence[PaneRow]) -> None:
        """Show other rows; the cursor stays with what it was on, else about where it was.

        Only lines that differ are drawn again. No message is sent.
        """
        before, old_lines, old_cursor = self._rows, self._lines, self._cursor
        current = self.current
        self._rows = list(rows)
        self._lines = PaneLayout(self._rows, self._layout_width)
        self._cursor = self._place_of(current)
        self._strips.clear()
        if self._lines.height != old_lines.height:
            self.virtual_size = Size(self._layout_width, self._lines.height)
        for row, count in _differing(before, self._rows, old_lines, self._lines):
            self.refresh_lines(row, count)
        if old_cursor != self._cursor:
            self._refresh_row(old_cursor)
            self._refresh_row(self._cursor)
            self._show_cursor()

    def move(self, where: Move) -> None:
        """Move the cursor."""
        if self._cursor is None:
            return
        self._go(self._target(where, self._cursor))

    def choose(self) -> None:
        """Choose the row at the cursor."""
        if self.current is not None:
            self.post_message(self.Chosen(self, self.current))

    def go_to(self, record_id: str) -> bool:
        """Put the cursor on the first row that stands for a record, without a message.

        Returns:
            Whether there is such a row.
        """
        for index in self._lines.stops:
            if record_id in self._rows[index].ids:
                self._put_cursor(index)
                return True
        return False

    def on_resize(self, event: events.Resize) -> None:
        """Lay the rows out for the new width."""
        width = self.scrollable_content_region.width
        if width != self._layout_width:
            self._layout_width = width
            self._lines = PaneLayout(self._rows, width)
            self._strips.clear()
            self.virtual_size = Size(width, self._lines.height)
        self._show_cursor()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor to the row; on the row at the cursor it chooses it."""
        offset = event.get_content_offset(self)
        row = None if offset is None else self._lines.row_at(offset.y + self.scroll_offset.y)
        if row is None or not self._rows[row].selectable:
            return
        if row == self._cursor:
            self.choose()
        else:
            self._go(row)

    def notify_style_update(self) -> None:
        """Colours changed."""
        self._strips.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """One line of a row."""
        line = y + self.scroll_offset.y
        index = self._lines.row_at(line)
        width = self.scrollable_content_region.width
        if index is None:
            return Strip.blank(width, self.visual_style.rich_style)
        nth = line - self._lines.first_line(index)
        key = (index, nth, index == self._cursor, self.has_focus)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._drawn(index, nth, width)
        return strip

    def _target(self, where: Move, here: int) -> int | None:
        """The row that a move leads to."""
        page = max(1, self.size.height - 2)
        match where:
            case "up":
                return self._lines.stop_by_rows(here, -1)
            case "down":
                return self._lines.stop_by_rows(here, 1)
            case "page_up":
                return self._lines.stop_by_lines(here, -page)
            case "page_down":
                return self._lines.stop_by_lines(here, page)
            case "top":
                return self._lines.stops[0]
            case "bottom":
                return self._lines.stops[-1]
            case "next_section":
                return self._lines.stop_of_section(here, 1)
            case "previous_section":
                return self._lines.stop_of_section(here, -1)

    def _go(self, index: int | None) -> None:
        """Put the cursor on a row and say so."""
        if index is not None and index != self._cursor:
            self._put_cursor(index)
            self.post_message(self.Highlighted(self, self._rows[index]))

    def _put_cursor(self, index: int) -> None:
        before, self._cursor = self._cursor, index
        if before != index:
            self._refresh_row(before)
            self._refresh_row(index)
        self._show_cursor()

    def _refresh_row(self, index: int | None) -> None:
        if index is not None and index < len(self._rows):
            self.refresh_lines(self._lines.first_line(index), self._lines.lines(index))

    def _show_cursor(self) -> None:
        """Bring the cursor's row into sight, well inside, so that the next steps scroll nothing.

        The heading above a section's first row comes along.
        """
        height = self.size.height
        if self._cursor is None or not height:
            return
        first = last = self._lines.first_line(self._cursor)
        last += self._lines.lines(self._cursor)
        if self._cursor and self._rows[self._cursor - 1].kind == "heading":
            first -= 1
        top = self.scroll_offset.y
        if first < top:
            y = max(0, last - height + height // 3)
        elif last > top + height:
            y = first - height // 3
        else:
            return
        self.scroll_to(y=max(0, y), animate=False, immediate=True)

    def _place_of(self, row: PaneRow | None) -> int | None:
        """Where a row of the former content is now, else the nearest place to the cursor's."""
        if row is not None and self._cursor is not None:
            if self._cursor < len(self._rows) and self._rows[self._cursor].is_same(row):
                return self._cursor
            for index in self._lines.stops:
                if self._rows[index].is_same(row):
                    return index
        return self._lines.stop_near(self._cursor or 0)

    def _drawn(self, index: int, nth: int, width: int) -> Strip:
        row, is_cursor = self._rows[index], index == self._cursor
        style = self.get_visual_style("side-pane--cursor") if is_cursor else self.visual_style
        content = content_of(
            (shown(part.text), self._part_style(row, part, is_cursor)) for part in row.parts
        )
        end = start = len(content.plain)
        if self._lines.lines(index) > 1:
            end, start = line_break(content.plain, first_width(row, width))
        if nth == 0:
            right = Content(one_line(row.right, _WIDEST_RIGHT))
            if right and not is_cursor:
                right = right.stylize(self.get_visual_style("side-pane--dim", partial=True))
            return padded_strip(two_ends(content[:end], right, width, GAP), width, style)
        return padded_strip(content[start:].pad_left(INDENT), width, style)

    def _part_style(self, row: PaneRow, part: Part, is_cursor: bool) -> Style | None:
        """How a part looks; at the cursor all of it has the cursor's colours."""
        if is_cursor:
            return None
        name = {
            "mark": _MARK_CLASSES.get(part.text.strip()),
            "label": "side-pane--label",
            "strong": "side-pane--heading" if row.kind == "heading" else "side-pane--strong",
            "dim": "side-pane--dim",
            "text": None,
        }[part.role]
        return None if name is None else self.get_visual_style(name, partial=True)


def _differing(
    before: Sequence[PaneRow], after: Sequence[PaneRow], old: PaneLayout, new: PaneLayout
) -> list[tuple[int, int]]:
    """(first line, lines) of what must be drawn again.

    Rows that changed in place are drawn alone; from a row whose lines moved, all to the end.
    """
    regions: list[tuple[int, int]] = []
    for index in range(max(len(before), len(after))):
        there = index < len(before) and index < len(after)
        if not there or old.lines(index) != new.lines(index):
            first = new.first_line(min(index, len(after)))
            regions.append((first, max(old.height, new.height) - first))
            break
        if before[index] != after[index]:
            regions.append((new.first_line(index), new.lines(index)))
    return regions
