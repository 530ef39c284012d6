"""Both outputs side by side: a long random walk of keys, compared after every frame.

``NEWSVIEW_WALK=2000`` walks that many keys instead.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.color import ColorSystem
from textual.pilot import Pilot

from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus
from newsview.tui.commands import all_commands
from newsview.tui.session import Session
from newsview.tui.settings import Settings
from newsview.tui.wire import display
from newsview.tui.wire.capabilities import XTERM, Capabilities

from ..conftest import AtOnce
from ..typing import send
from .lockstep import Lockstep

STEPS = int(os.environ.get("NEWSVIEW_WALK", "120"))

ODD_TEXT = (
    "Segni d’ogni genere\n\nIl «listino» — dice l’“agenzia” — segna 日本語 e 한국 accanto a ☎ e ❤️ "
    "… La famiglia 👩‍👩‍👧 sale, la bandiera 🇮🇹 pure, e perché con l’accento che va a parte resta "
    "un perche\u0301 soltanto. Terna Nova di Cuneo 🎉 lo conferma · con 35 navi.\n\n"
)

Make = Callable[[], Lockstep]


@pytest.fixture
def make(corpus: Path) -> Iterator[Make]:
    """Makes the doubled application on the corpus and a text of odd signs."""
    opened: list[Annotations] = []
    many = "".join(f"Riga {n} della lista, con l’aria di Savona. " + ODD_TEXT for n in range(30))
    (corpus / "odd.txt").write_text(ODD_TEXT + many, "utf-8")

    def made() -> Lockstep:
        annotations = Annotations.open(corpus / "newsview.json", read_only=False)
        opened.append(annotations)
        settings = Settings()
        session = Session(Corpus.open([corpus]), annotations, "anna", settings.labels)
        return Lockstep(session, settings, AtOnce)

    yield made
    for file in opened:
        file.close()


def all_keys() -> list[str]:
    """Every key of every command, and some letters for the fields."""
    keys = {key for command in all_commands(Settings().labels) for key in command.keys}
    single = {key for key in keys if len(key) == 1 or len(key) > 2} | {"g"}
    return sorted((single | set("aeiou") | {"enter", "escape", "tab"}) - {"q", "ctrl+q"})


async def walk(app: Lockstep, pilot: Pilot[None], seed: int, steps: int) -> None:
    """Press keys at random, leave fields and screens now and then, and change the size."""
    chosen = random.Random(seed)
    keys = all_keys()
    for number in range(steps):
        if number % 40 == 39:
            await pilot.resize_terminal(chosen.choice([60, 100, 130]), chosen.choice([20, 30, 40]))
        if chosen.random() < 0.15:
            await send(app, pilot, "escape")
        elif chosen.random() < 0.1 and len(app.screen_stack) > 1:
            await send(app, pilot, "q")
        else:
            await send(app, pilot, chosen.choice(keys))


@pytest.mark.parametrize(
    ("seed", "size", "colours", "can"),
    [
        (1, (100, 30), ColorSystem.EIGHT_BIT, XTERM),
        (2, (130, 40), ColorSystem.TRUECOLOR, XTERM),
        (3, (100, 40), ColorSystem.STANDARD, Capabilities(scrolls=True)),
    ],
)
async def test_both_outputs_show_the_same(
    make: Make, seed: int, size: tuple[int, int], colours: ColorSystem, can: Capabilities
) -> None:
    """After every frame, cell by cell and style by style."""
    app = make()
    app.can, app.colours = can, colours
    await app.walk(*size, lambda pilot: walk(app, pilot, seed, STEPS))
    assert app.frames > STEPS // 4


async def test_odd_signs_scroll_by(make: Make) -> None:
    """Quotes, wide letters, families and flags, up and down by lines and pages."""
    app = make()

    async def keys(pilot: Pilot[None]) -> None:
        await send(app, pilot, "j", "j", "j", "enter")
        scrolled = ["ctrl+e"] * 8 + ["ctrl+f"] * 4 + ["ctrl+y"] * 5
        for key in [*scrolled, "i", *["l"] * 12, "v", *["l"] * 5, "escape", "tab", "tab"]:
            await send(app, pilot, key)
        await send(app, pilot, "ctrl+u")
        await send(app, pilot, "ctrl+l")

    await app.walk(100, 30, keys)
    assert app.frames > 20


async def test_a_field_shows_the_terminals_cursor(make: Make) -> None:
    """Where one types, and nothing else is drawn there."""
    app = make()
    seen: list[object] = []

    async def keys(pilot: Pilot[None]) -> None:
        seen.append(app.wire.caret)
        await pilot.press("slash", "s", "a")
        await pilot.pause()
        x, y = app.wire.caret or (0, 0)
        left, at = app.wire.picture[y][x - 1], app.wire.picture[y][x]
        seen.extend((left.data, at.bg == left.bg, at.reverse))

    await app.walk(100, 30, keys)
    assert seen == [None, "a", True, False]


@pytest.mark.parametrize("differences", [True, False])
async def test_the_word_keys_act_on_is_seen_with_either_output(
    make: Make, differences: bool
) -> None:
    """The terminal's cursor stands on its beginning, or the whole of it is drawn otherwise."""
    app = make()
    app.WIRE = differences

    async def keys(pilot: Pilot[None]) -> None:
        await pilot.press("enter", "j", "j", "l", "l")
        await pilot.pause()
        widget = app.screen.focused
        x, y = getattr(widget, "cursor_screen_offset")  # noqa: B009 - any widget with a caret
        on = [row[:] for row in app.wire.picture]
        caret = app.wire.caret
        await pilot.press("l")
        await pilot.pause()
        off = app.wire.picture
        word = [at for at in range(x, len(on[y])) if on[y][at] != off[y][at]][:1]
        assert word == ([] if differences else [x])
        assert not differences or caret == (x, y)

    await app.walk(100, 30, keys)


async def test_without_colours_the_caret_is_drawn(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NO_COLOR keeps the drawn caret, and the terminal's cursor away."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = make()

    async def keys(pilot: Pilot[None]) -> None:
        await pilot.press("enter", "j", "l")
        await pilot.pause()
        assert app.wire.caret is None
        assert any(one.reverse for row in app.wire.picture for one in row)

    await app.walk(100, 30, keys)


async def test_textual_with_other_insides_is_left_alone(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own output is used then, and the caret is drawn."""

    def other(self: object, update: object) -> None:
        """Another signature than the one that is built on."""

    assert display.textual_fits()
    monkeypatch.setattr(display._compositor.LayoutUpdate, "__init__", other)
    assert not display.textual_fits()
    monkeypatch.undo()
    monkeypatch.setattr(display, "textual_fits", lambda: False)
    app = make()

    async def keys(pilot: Pilot[None]) -> None:
        await pilot.press("enter", "j")
        await pilot.pause()
        assert app._wire is None
        assert not app.has_terminal_caret
        assert any("Cuneo" in "".join(one.data for one in row) for row in app.wire.picture)

    await app.walk(100, 30, keys)
