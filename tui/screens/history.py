"""The history of an article, a mention or a fact: who changed what, the newest first."""

from __future__ import annotations

import asyncio

from textual import work

from newsview.store import messages
from newsview.store.history import Entry, History
from newsview.tui.history_lines import help_rows
from newsview.tui.screens.help import HelpScreen
from newsview.tui.session import Session

SHOWN = 200
"""How many steps are shown; ``newsview history`` prints all."""


class HistoryScreen(HelpScreen):
    """A sheet of steps, read from the disk while it is open."""

    def __init__(self, session: Session, about: str, title: str) -> None:
        super().__init__([(messages.HISTORY_OF.format(what=title), [])])
        self._history = History(session.annotations.path)
        self._about = about
        self._title = title

    def on_mount(self) -> None:
        super().on_mount()
        self._read()

    @work
    async def _read(self) -> None:
        heading = messages.HISTORY_OF.format(what=self._title)
        try:
            entries = await asyncio.to_thread(self._history.latest, self._about, SHOWN)
        except OSError as error:
            entries, heading = [], messages.HISTORY_UNREADABLE.format(reason=error.strerror)
        self.rows = [(heading, self._rows(entries))]
        self.sheet.set_groups(self.rows)

    def _rows(self, entries: list[Entry]) -> list[tuple[str, str, str]]:
        if not entries:
            return [("", messages.HISTORY_NONE, "")]
        return help_rows(entries, self._about)
