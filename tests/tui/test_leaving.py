"""The way out by `ctrl+q`: what was typed is not dropped unasked."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from newsview.tui.app import NewsviewApp
from newsview.tui.screens.too_small import TooSmall
from newsview.widgets.leave_line import LeaveLine
from newsview.widgets.note_field import NoteField

from .conftest import MakeApp


def asked(app: NewsviewApp) -> str:
    """What the open field asks."""
    return " ".join(one.text for one in app.main.query(LeaveLine))


async def open_field(app: NewsviewApp, pilot: Pilot[None], key: str) -> None:
    """Open an article and one of its fields, and type into it."""
    await pilot.pause()
    await pilot.press("enter", key)
    await pilot.pause()
    await pilot.press(*"mela")
    await pilot.pause()
    assert app.is_running


@pytest.mark.parametrize("key", ["c", "t", "f"])
async def test_what_is_typed_is_asked_about_and_a_second_one_leaves(
    make_app: MakeApp, key: str
) -> None:
    """In a note, in tags and in the form; typing on takes the question back."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await open_field(app, pilot, key)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.is_running and "ctrl+q again drops it" in asked(app)
        await pilot.press("x", "ctrl+q")
        await pilot.pause()
        assert app.is_running and "ctrl+q again drops it" in asked(app)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.return_code == 0


@pytest.mark.parametrize("keys", [[], ["enter"], ["enter", "c"], ["slash", *"mela"]])
async def test_where_nothing_would_be_lost_it_leaves_at_once(
    make_app: MakeApp, keys: list[str]
) -> None:
    """An empty field, a filter, no field at all."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.return_code == 0


async def test_in_a_terminal_that_is_too_small_the_notice_asks(make_app: MakeApp) -> None:
    """The field cannot be seen there; once there is room again it stands as it was."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await open_field(app, pilot, "c")
        await pilot.resize_terminal(50, 12)
        await pilot.pause()
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.is_running and isinstance(app.screen, TooSmall)
        assert "not kept yet" in app.screen.render().plain
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert app.main.query_one(NoteField).note == "mela"


@pytest.mark.filterwarnings("error::RuntimeWarning")
@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
async def test_leaving_says_nothing_of_what_was_not_waited_for(make_app: MakeApp) -> None:
    """The key that leaves has no time to be followed."""
    import gc

    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+q")
        await pilot.pause()
    gc.collect()
