"""The help: the keys of the screen one came from, and those that work everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.screen import Screen

from newsview.tui.keys import bindings
from newsview.widgets.help_sheet import HelpSheet

HelpRows = Sequence[tuple[str, Sequence[tuple[str, str, str]]]]


class HelpScreen(Screen[None]):
    """A sheet of keys."""

    BINDINGS = bindings(["help"])

    def __init__(self, rows: HelpRows) -> None:
        super().__init__()
        self.rows = rows

    def compose(self) -> ComposeResult:
        yield HelpSheet(self.rows)

    def on_mount(self) -> None:
        self.sheet.focus()

    @property
    def sheet(self) -> HelpSheet:
        """The sheet itself."""
        return self.query_one(HelpSheet)

    def action_lines(self, lines: int) -> None:
        self.sheet.move(lines)

    def action_pages(self, pages: int) -> None:
        self.sheet.move_page(pages)
