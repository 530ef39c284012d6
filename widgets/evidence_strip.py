"""A few lines that show what a fact rests on, where the text itself is not in sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.strip import Strip
from textual.widget import Widget

from newsview.store import messages
from newsview.store.model import Evidence
from newsview.widgets.rows import padded_strip
from newsview.widgets.text.display import ELLIPSIS, cells, one_line, shown
from newsview.widgets.text.line_break import line_break
from newsview.widgets.text.wrap import NARROWEST

LONGEST = 3_000
"""Code points of evidence that are looked at."""


def strip_lines(text: str, focus: str, width: int, height: int) -> list[str]:
    """The part of a text around ``focus`` on lines of ``width`` cells, at most ``height``."""
    if width < NARROWEST or height < 1:
        return []
    rest = one_line(text[:LONGEST], LONGEST)
    at = max(0, rest.find(one_line(focus, LONGEST)))
    lines: list[str] = []
    reached = focused = 0
    while cells(rest) > width:
        end, start = line_break(rest, width)
        lines.append(rest[:end])
        focused += reached + start <= at
        reached, rest = reached + start, shown(rest[start:])
    lines.append(rest)
    first = max(0, min(focused - height // 2, len(lines) - height))
    seen = lines[first : first + height]
    if first > 0:
        seen[0] = ELLIPSIS + one_line(seen[0][1:], width - 1)
    if first + height < len(lines):
        seen[-1] = one_line(seen[-1] + " " + lines[first + height], width)
    return seen


class EvidenceStrip(Widget, can_focus=False):
    """The first evidence of a fact around its object, and how much more there is."""

    DEFAULT_CSS = """
    EvidenceStrip {
        height: 4;
        padding: 0 1;
        color: $foreground;
        border-top: solid $surface-lighten-2;
        &:ansi, &:nocolor { border-top: solid $foreground; }
    }
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._evidence: tuple[Evidence, ...] = ()
        self._focus = ""

    def show(self, evidence: Sequence[Evidence], focus: str = "") -> None:
        """Show this evidence, so that the text ``focus`` is in sight."""
        if (tuple(evidence), focus) != (self._evidence, self._focus):
            self._evidence, self._focus = tuple(evidence), focus
            self.refresh()

    @property
    def lines(self) -> list[str]:
        """What it says."""
        if not self._evidence:
            return []
        text = self._evidence[0].text
        if len(self._evidence) > 1:
            text += f" ({messages.FACT_MORE_EVIDENCE.format(n=len(self._evidence) - 1)})"
        return strip_lines(text, self._focus, self.size.width, self.size.height)

    def render_line(self, y: int) -> Strip:
        """One line."""
        lines = self.lines
        return padded_strip(lines[y] if y < len(lines) else "", self.size.width, self.visual_style)
