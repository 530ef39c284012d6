"""The themes: everything on every screen can be read in each."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from newsview.tui.app import NewsviewApp
from newsview.tui.settings import Settings
from newsview.widgets.contrast import contrast

from .conftest import MakeApp

THEMES = {
    "textual-dark": 3.0,
    "textual-light": 3.0,
    "high-contrast": 7.0,
    "high-contrast-light": 7.0,
}
"""The least contrast of any text to its paper, by theme; what is folded or said aside is muted."""

SCREENS = {
    "list": [], "filter": ["/", "S"], "reader": ["enter", "n", "a", "n", "3"],
    "selecting": ["enter", "v", "l", "l"], "all": ["enter", "n", "A"], "tags": ["t", "a"],
    "note": ["enter", "c", "b"], "fact": ["enter", "n", "f"], "facts": ["F"], "entities": ["E"],
    "help": ["question_mark"], "problem": ["u"],
    "labels": ["enter", "i"],
}  # fmt: skip


def faint(app: NewsviewApp, least: float) -> list[tuple[float, str]]:
    """The pieces of text on the screen that stand out less than that, with their contrast."""
    found = []
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if not segment.text.strip("─│╭╮╰╯┌┐└┘▔▁▂▃▄▅▆▇█▉▊▋▌▍▎▏▐ ") or style is None:
                continue
            letters, paper = style.color, style.bgcolor
            assert letters is not None and letters.triplet is not None, segment
            assert paper is not None and paper.triplet is not None, segment
            ratio = contrast(letters.triplet, paper.triplet)
            if ratio < least:
                found.append((round(ratio, 1), segment.text))
    return found


@pytest.mark.parametrize("keys", SCREENS.values(), ids=SCREENS)
@pytest.mark.parametrize("theme", THEMES)
async def test_everything_stands_out_from_its_paper(
    make_app: MakeApp, theme: str, keys: list[str]
) -> None:
    """As WCAG counts contrast."""
    app = make_app(settings=Settings(theme=theme))
    app.theme = theme
    async with app.run_test(size=(100, 30)) as pilot:
        await pressed(pilot, keys)
        assert faint(app, THEMES[theme]) == []


async def pressed(pilot: Pilot[None], keys: list[str]) -> None:
    """Press the keys, and wait for what they do."""
    await pilot.pause()
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
