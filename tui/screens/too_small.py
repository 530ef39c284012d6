"""What stands on a terminal that is too small for anything else."""

from __future__ import annotations

from textwrap import wrap

from rich.text import Text
from textual.geometry import Size
from textual.screen import ModalScreen

from newsview.store import messages

LEAST = Size(60, 16)
"""Columns and rows below which no screen is drawn."""


def fits(size: Size) -> bool:
    """Whether the screens can be drawn in so many columns and rows."""
    return size.width >= LEAST.width and size.height >= LEAST.height


def too_small(width: int, height: int, dropped_by: str = "") -> str:
    """What there is room for: the most said of it that can be read whole, in lines that fit.

    ``dropped_by`` is the key that, pressed again, drops what was typed and not kept.
    """
    sizes = {"width": width, "height": height, "least_width": LEAST.width}
    lines: list[str] = []
    for said in messages.TOO_SMALL_TYPED if dropped_by else messages.TOO_SMALL:
        text = said.format(**sizes, least_height=LEAST.height, key=dropped_by)
        lines = [one for part in text.split("\n") for one in wrap(part, max(width, 1))]
        if len(lines) <= height:
            break
    return "\n".join(lines[: max(height, 1)])


class TooSmall(ModalScreen[None]):
    """Says so, takes no key but the one that leaves, and goes when there is room again."""

    _dropped_by = ""

    def tell_of_typed(self, key: str) -> None:
        """Say that something typed is not kept, and that this key, pressed again, drops it."""
        self._dropped_by = key
        self.refresh()

    def render(self) -> Text:
        """As much of it as there is room for."""
        width, height = self.size
        return Text(too_small(width, height, self._dropped_by))
