"""One line that says what a form or field is about."""

from __future__ import annotations

from typing import Any

from textual.strip import Strip
from textual.widget import Widget

from newsview.widgets.rows import padded_strip
from newsview.widgets.text.display import one_line


class TitleLine(Widget, can_focus=False):
    """A bold line, cropped to the width; redrawn only when its text changes."""

    DEFAULT_CSS = """
    TitleLine {
        height: 1;
        color: $foreground;
        text-style: bold;
    }
    """

    def __init__(self, text: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._text = text

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    @text.setter
    def text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The title."""
        width = self.size.width
        return padded_strip(one_line(self._text, width) if y == 0 else "", width, self.visual_style)
