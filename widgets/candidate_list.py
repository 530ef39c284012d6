"""The drop-down list of a completing input: at most six rows over the rest of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.widget import Widget

from newsview.widgets.text.display import one_line

MOST_ROWS = 6
_NARROWEST = 16
_MARGIN = 1


class CandidateList(Widget, can_focus=False):
    """Draws candidates with the highlighted one marked; its input decides everything."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"candidate-list--chosen"}

    DEFAULT_CSS = """
    CandidateList {
        overlay: screen;
        position: absolute;
        display: none;
        background: $panel;
        color: $foreground;
        & > .candidate-list--chosen {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
        &:ansi > .candidate-list--chosen, &:nocolor > .candidate-list--chosen {
            background: $surface;
            color: $foreground;
            text-style: reverse;
        }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str] = []
        self._chosen: int | None = None
        self._first = 0

    @property
    def is_open(self) -> bool:
        """Whether it is on the screen."""
        return self.display

    def open(
        self, candidates: Sequence[str], chosen: int | None, field: Region, screen: Size
    ) -> None:
        """Show candidates under a field of one row, or above it where there is more room.

        ``chosen`` is the index of the highlighted one, which is always in sight.
        """
        most = min(MOST_ROWS, max(field.y, screen.height - field.bottom))
        height = min(len(candidates), most)
        first = 0
        if chosen is not None and height:
            first = min(max(0, chosen - height + 1), len(candidates) - height)
        room = max(1, screen.width - 2 * _MARGIN)
        self._rows = [one_line(text, room) for text in candidates[first : first + height]]
        self._chosen, self._first = chosen, first
        widest = max((Content(row).cell_length for row in self._rows), default=0)
        width = min(max(widest + 2 * _MARGIN, _NARROWEST), screen.width)
        x = min(field.x - _MARGIN, screen.width - width)
        y = field.bottom if screen.height - field.bottom >= height else field.y - height
        place = Offset(max(0, x), max(0, y))
        if (place, width, height) != (self.absolute_offset, self.size.width, self.size.height):
            self.absolute_offset = place
            self.styles.width, self.styles.height = width, height
            self.refresh(layout=True)
        self.display = height > 0
        self.refresh()

    def close(self) -> None:
        """Take it off the screen."""
        self.display = False

    def render_line(self, y: int) -> Strip:
        """One candidate."""
        width = self.size.width
        is_chosen = self._chosen is not None and y + self._first == self._chosen
        style = self.get_visual_style("candidate-list--chosen") if is_chosen else self.visual_style
        row = Content(self._rows[y] if y < len(self._rows) else "")
        line = row.pad_left(_MARGIN).truncate(width)
        line = line.pad_right(width - line.cell_length)
        return Strip(line.render_segments(style), width)
