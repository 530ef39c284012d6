"""Letters that stand out from their paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from rich.color_triplet import ColorTriplet
from rich.style import Style

from newsview.store.model import DEFAULT_LABELS
from newsview.widgets.contrast import contrast, readable
from newsview.widgets.palette import Depth, Palette
from newsview.widgets.text.paint import Ink

BLACK, WHITE = ColorTriplet(0, 0, 0), ColorTriplet(255, 255, 255)
COLOURS = st.builds(ColorTriplet, *[st.integers(0, 255)] * 3)


def test_the_ratios_of_the_guidelines() -> None:
    """The ends of the scale, and the grey that is known for just passing on white."""
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == pytest.approx(1)
    assert contrast(ColorTriplet(0x76, 0x76, 0x76), WHITE) == pytest.approx(4.54, abs=0.01)


@given(COLOURS, COLOURS)
def test_any_colour_can_be_read_on_any_paper(letters: ColorTriplet, paper: ColorTriplet) -> None:
    """4.5 can be had on every paper; what stands out already is left as it is."""
    better = readable(letters, paper, 4.5)
    assert contrast(better, paper) >= 4.5
    assert better == letters or contrast(letters, paper) < 4.5


@pytest.mark.parametrize(("depth", "paper"), [("dark", "#121212"), ("light", "#e0e0e0")])
@pytest.mark.parametrize("colour", ["#000000", "#ffffff", "#777777", "#0000ff", "#ffff00"])
def test_a_projects_own_colours_are_readable_too(depth: Depth, paper: str, colour: str) -> None:
    """Whatever is written in the settings, filled or not, over a search hit or a selection."""
    letters = "#f0f0f0" if depth == "dark" else "#101010"
    palette = Palette(
        DEFAULT_LABELS, depth, Style(color=letters, bgcolor=paper), colours={"PER": colour}
    )
    inks = [
        Ink(fill="PER"), Ink(line="PER"), Ink(line="PER", hit=True), Ink(fill="PER", caret=True),
        Ink(line="PER", selected=True), Ink(line="PER", evidence=True), Ink(fill="PER", hit=True),
    ]  # fmt: skip
    for ink in inks:
        style = palette.style(ink)
        assert isinstance(style.color, Color)
        assert isinstance(style.bgcolor, Color)
        assert style.color.triplet is not None
        assert style.bgcolor.triplet is not None
        assert contrast(style.color.triplet, style.bgcolor.triplet) >= 4.5, ink
    assert palette.style(Ink(fill="PER")).bgcolor == Color.parse(colour)
