"""The command palette: every command of the screen it was opened from, and those of everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.app import App
from textual.command import CommandInput, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher
from textual.widgets import Input

from newsview.tui.commands import Command, commands
from newsview.tui.keys import shown_keys
from newsview.tui.screens.base import MainScreen
from newsview.widgets.completion import Harmless
from newsview.widgets.text.display import shown


class Palette(CommandPalette):
    """Textual's palette, in which what is typed or pasted is made harmless."""

    def on_mount(self) -> None:
        """Draw it so from the first frame on."""
        field = self.query_one(CommandInput)
        field.highlighter = Harmless(field)

    def on_input_changed(self, event: Input.Changed) -> None:
        """And look for it so: the caret stands where the text is drawn then.

        It is the value of now that counts: letters may have come since the event.
        """
        event.input.value = shown(event.input.value)


class CommandsProvider(Provider):
    """Finds commands by title, help or id."""

    def _commands(self) -> Iterator[tuple[Command, App[object] | MainScreen]]:
        screen = self.screen
        if not isinstance(screen, MainScreen):
            return
        for scope in (*screen.SCOPES, "everywhere"):
            for command in commands(scope, screen.session.labels):
                yield command, (self.app if scope == "everywhere" else screen)

    def _line(self, command: Command) -> str:
        screen = self.screen
        keymap = screen.newsview.settings.keys if isinstance(screen, MainScreen) else {}
        return shown(f"{command.title}  ({shown_keys(command, keymap)})")

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for command, node in self._commands():
            line = self._line(command)
            yield DiscoveryHit(
                Content(line), partial(node.run_action, command.action), line, _help(command)
            )

    async def search(self, query: str) -> Hits:
        """Those that match what is typed, the best first."""
        matcher = self.matcher(query)
        for command, node in self._commands():
            score = matcher.match(f"{command.title} {command.help} {command.id}")
            if score > 0:
                line = self._line(command)
                yield Hit(
                    score,
                    _highlighted(matcher, line),
                    partial(node.run_action, command.action),
                    line,
                    _help(command),
                )


# A command may bear the name of a label, which is anybody's text: Textual would read a plain string
# as markup, links and all, and takes a Content as it stands.


def _help(command: Command) -> Any:
    return Content(shown(command.help))


def _highlighted(matcher: Matcher, line: str) -> Content:
    """The line with the letters marked that were looked for."""
    content = Content(line)
    for offset in matcher.fuzzy_search.match(matcher.query, line)[1]:
        if not line[offset].isspace():
            content = content.stylize(matcher.match_style, offset, offset + 1)
    return content
