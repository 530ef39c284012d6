"""The bottom line: what the last key did, what is saved, how far along the article is.

It grows by some lines for a question that is longer, and for nothing else.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from newsview.widgets.rows import padded_strip, two_ends
from newsview.widgets.status_layout import GAP, StatusParts, status_lines


class StatusLine(Widget, can_focus=False):
    """One row, or more for a long question; drawn again only when what is seen of it changes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status-line--error", "status-line--standing"}

    DEFAULT_CSS = """
    StatusLine {
        height: 1;
        background: $panel;
        color: $foreground;
        padding: 0 1;
        & > .status-line--standing { color: $foreground 70%; }
        & > .status-line--error {
            color: $text-error;
            text-style: bold;
        }
        &:ansi > .status-line--standing, &:nocolor > .status-line--standing {
            color: $foreground;
        }
        &:nocolor > .status-line--error { text-style: bold reverse; }
    }
    """

    def __init__(self, more: str = "", **kwargs: Any) -> None:
        """``more`` says how to read what there is no room for."""
        super().__init__(**kwargs)
        self._parts = StatusParts(more=more)
        self._lines = 1

    @property
    def parts(self) -> StatusParts:
        """What it says, cropped or not."""
        return self._parts

    def say(
        self, said: str, *, error: bool = False, told: bool = False, whole: bool = False
    ) -> None:
        """What the last key did; as a failure it is marked, with or without colours.

        A failure, and what is ``told`` unasked, takes the room of all else; a question that is to
        be read ``whole`` is broken into lines.
        """
        self._set(replace(self._parts, said=said, is_error=error, told=told, whole=whole))

    def stand(
        self,
        *,
        saved: str | None = None,
        by: str | None = None,
        decided: str | None = None,
        place: str | None = None,
    ) -> None:
        """Where things stand: the given parts change, an empty text takes one away."""
        now = self._parts
        self._set(
            replace(
                now,
                saved=now.saved if saved is None else saved,
                by=now.by if by is None else by,
                decided=now.decided if decided is None else decided,
                place=now.place if place is None else place,
            )
        )

    def _set(self, parts: StatusParts) -> None:
        before, self._parts = self._parts, parts
        width = self.content_size.width
        if before.is_error != parts.is_error or (
            status_lines(before, width) != status_lines(parts, width)
        ):
            self._grow()
            self.refresh()

    def on_resize(self) -> None:
        """How many lines are needed depends on the width."""
        self._grow()

    def _grow(self) -> None:
        needed = len(status_lines(self._parts, self.content_size.width)[0])
        if needed != self._lines:
            self._lines = needed
            self.styles.height = needed

    def render_line(self, y: int) -> Strip:
        """One of the lines."""
        width = self.content_size.width
        lines, standing = status_lines(self._parts, width)
        left = Content(lines[y] if y < len(lines) else "")
        if self._parts.is_error:
            left = left.stylize(self.get_visual_style("status-line--error", partial=True))
        right = Content(standing if y == len(lines) - 1 else "")
        right = right.stylize(self.get_visual_style("status-line--standing", partial=True))
        return padded_strip(two_ends(left, right, width, GAP), width, self.visual_style)
