"""One row of keys and what they do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.strip import Strip
from textual.widget import Widget

from newsview.widgets.rows import Piece, content_of, padded_strip
from newsview.widgets.text.display import cells, one_line

_GAP = "   "


def whole_pairs(pairs: Iterable[tuple[str, str]], width: int) -> list[tuple[str, str]]:
    """As many (key, title) pairs from the first on as fit whole into ``width`` cells."""
    kept: list[tuple[str, str]] = []
    used = -len(_GAP)
    for key, title in pairs:
        pair = (one_line(key, width), one_line(title, width))
        used += len(_GAP) + cells(pair[0]) + 1 + cells(pair[1])
        if used > width:
            break
        kept.append(pair)
    return kept


class HintLine(Widget, can_focus=False):
    """The most useful keys of where one is; redrawn only when they change."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"hint-line--key"}

    DEFAULT_CSS = """
    HintLine {
        height: 1;
        color: $foreground 70%;
        & > .hint-line--key {
            color: $foreground;
            text-style: bold;
        }
        &:ansi, &:nocolor {
            color: $foreground;
        }
    }
    """

    def __init__(self, pairs: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._pairs = tuple(pairs)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The (key, title) pairs, the most useful first."""
        return self._pairs

    @pairs.setter
    def pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        pairs = tuple(pairs)
        if pairs != self._pairs:
            self._pairs = pairs
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The pairs that fit."""
        width = self.size.width
        key_style = self.get_visual_style("hint-line--key", partial=True)
        pieces: list[Piece] = []
        for key, title in whole_pairs(self._pairs, width) if y == 0 else ():
            if pieces:
                pieces.append((_GAP, None))
            pieces += [(key, key_style), (f" {title}", None)]
        return padded_strip(content_of(pieces), width, self.visual_style)
