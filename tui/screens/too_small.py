"""What stands on a terminal that is too small for anything else."""

from __future__ import annotations

from rich.text import Text
from textual.geometry import Size
from textual.screen import ModalScreen

from newsview.store import messages

LEAST = Size(60, 16)
"""Columns and rows below which no screen is drawn."""


def fits(size: Size) -> bool:
    """Whether the screens can be drawn in so many columns and rows."""
    return size.width >= LEAST.width and size.height >= LEAST.height


class TooSmall(ModalScreen[None]):
    """Says so, takes no key but the one that leaves, and goes when there is room again."""

    def render(self) -> Text:
        """As much of it as there is room for."""
        width, height = self.size
        least_width, least_height = LEAST
        return Text(
            messages.TOO_SMALL.format(
                width=width, height=height, least_width=least_width, least_height=least_height
            )
        )
