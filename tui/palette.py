"""The command palette: every command of the screen it was opened from, and those of everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.app import App
from textual.command import DiscoveryHit, Hit, Hits, Provider

from newsview.tui.commands import Command, commands
from newsview.tui.keys import shown_keys
from newsview.tui.screens.base import MainScreen


class CommandsProvider(Provider):
    """Finds commands by title, help or id."""

    def _commands(self) -> Iterator[tuple[Command, App[object] | MainScreen]]:
        screen = self.screen
        if not isinstance(screen, MainScreen):
            return
        for scope in (*screen.SCOPES, "everywhere"):
            for command in commands(scope, screen.session.labels):
                yield command, (self.app if scope == "everywhere" else screen)

    def _shown(self, command: Command) -> str:
        screen = self.screen
        keymap = screen.newsview.settings.keys if isinstance(screen, MainScreen) else {}
        return f"{command.title}  ({shown_keys(command, keymap)})"

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for command, node in self._commands():
            yield DiscoveryHit(
                self._shown(command), partial(node.run_action, command.action), help=command.help
            )

    async def search(self, query: str) -> Hits:
        """Those that match what is typed, the best first."""
        matcher = self.matcher(query)
        for command, node in self._commands():
            score = matcher.match(f"{command.title} {command.help} {command.id}")
            if score > 0:
                shown = self._shown(command)
                yield Hit(
                    score,
                    matcher.highlight(shown),
                    partial(node.run_action, command.action),
                    help=command.help,
                )
