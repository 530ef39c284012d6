"""The one table of commands: every key free, sendable, and doing something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from newsview.store.model import DEFAULT_LABELS
from newsview.tui.app import NewsviewApp
from newsview.tui.commands import Command, Scope, all_commands, commands
from newsview.tui.keys import bindings, help_rows
from newsview.tui.keys_page import page
from newsview.tui.screens.entities import EntitiesScreen
from newsview.tui.screens.former import FormerScreen
from newsview.tui.screens.help import HelpScreen
from newsview.tui.screens.list import ListScreen
from newsview.tui.screens.overview import FactsScreen, OverviewScreen
from newsview.tui.screens.reader import ReaderScreen
from newsview.tui.settings_keys import SCREENS

COMMANDS = list(all_commands(DEFAULT_LABELS))

HANDLERS: dict[Scope, type] = {
    "everywhere": NewsviewApp,
    "list": ListScreen,
    "moving": ReaderScreen,
    "deciding": ReaderScreen,
    "pane": ReaderScreen,
    "overview": OverviewScreen,
    "facts": FactsScreen,
    "entities": EntitiesScreen,
    "former": FormerScreen,
    "help": HelpScreen,
}


@pytest.mark.parametrize("scopes", SCREENS, ids=lambda s: s[0])
def test_no_key_does_two_things_on_a_screen(scopes: Sequence[Scope]) -> None:
    """Within what works at the same time, each key belongs to one command."""
    taken = Counter(
        key
        for scope in scopes
        for command in commands(scope, DEFAULT_LABELS)
        for key in command.keys
    )
    assert [key for key, times in taken.items() if times > 1] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.id)
def test_no_default_key_is_one_that_terminals_cannot_send(command: Command) -> None:
    """None that is another key on the wire, and none that tmux or screen take."""
    taken_elsewhere = {"ctrl+h", "ctrl+i", "ctrl+m", "ctrl+a", "ctrl+b", "ctrl+@"}
    for key in command.keys:
        assert key not in taken_elsewhere
        assert not key.startswith(("alt+", "ctrl+shift+", "shift+", "ctrl+left_square"))
        assert key not in {"ctrl+enter", "ctrl+space"}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.id)
def test_every_command_has_its_action(command: Command) -> None:
    """What a key is bound to exists on the screen (or the application) it is for."""
    name = command.action.split("(")[0]
    if name.startswith("screen."):
        for screen in (ListScreen, ReaderScreen, OverviewScreen):
            assert hasattr(screen, "action_" + name.removeprefix("screen."))
    elif name.startswith("app."):
        assert hasattr(NewsviewApp, "action_" + name.removeprefix("app."))
    else:
        assert hasattr(HANDLERS[command.scope], f"action_{name}")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.id)
def test_every_command_is_in_binding_help_and_page(command: Command) -> None:
    """One declaration shows everywhere."""
    assert command.id in {binding.id for binding in bindings([command.scope])}
    rows = [row for _, rows in help_rows([command.scope], DEFAULT_LABELS) for row in rows]
    assert (command.title, command.help) in {row[1:] for row in rows}
    assert f"`{command.id}`" in page()


def test_ids_are_unique() -> None:
    """A user can rebind each command by its id."""
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
