"""The application with all that both outputs write of it, and all that would be obeyed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.pilot import Pilot
from textual.strip import Strip

from newsview.tui import app as app_module
from newsview.tui.app import NewsviewApp
from newsview.tui.wire.capabilities import XTERM, Capabilities

from .hostile import faults
from .wire.lockstep import CaptureDriver


class Watched(NewsviewApp):
    """Keeps what the difference output sends and what Textual's own would send instead."""

    CSS_PATH = Path(app_module.__file__).with_name("styles.tcss")

    def attach(self, columns: int, rows: int) -> None:
        """Before it runs."""
        self.driver_class = CaptureDriver
        self.columns = columns
        self.written = {"stock": "", "differences": ""}
        self.obeyed: list[str] = []
        self.console._color_system = ColorSystem.EIGHT_BIT

    def wire_capabilities(self) -> Capabilities:
        return XTERM

    def _build_driver(self, *args: Any, **kwargs: Any) -> Any:
        CaptureDriver.written = staticmethod(self._take)
        return super()._build_driver(*args, **kwargs)

    def _take(self, data: str) -> None:
        self.written["differences"] += data

    def _display(self, screen: Any, renderable: Any) -> None:
        if isinstance(renderable, CompositorUpdate) and not self._batch_count and self._running:
            self.written["stock"] += renderable.render_segments(self.console)
            self.obeyed += _links(renderable)
        super()._display(screen, renderable)

    def copy_to_clipboard(self, text: str) -> None:
        self.obeyed.append(f"copied {text!r}")

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        self.obeyed.append(f"opened {url!r}")

    def faults(self) -> list[str]:
        """What is wrong with all that was written since the last time this was asked."""
        found = self.obeyed
        for name, written in self.written.items():
            wrong = faults(written, self.columns, steps=name == "differences")
            found += [f"{name}: {one}" for one in wrong]
        self.written, self.obeyed = {"stock": "", "differences": ""}, []
        return found

    @property
    def shown(self) -> str:
        """The screen as it is drawn, row by row."""
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())

    async def walk(self, rows: int, keys: Callable[[Pilot[None]], Awaitable[None]]) -> None:
        """Run with keys."""
        failed: list[BaseException] = []

        async def pilot(pilot: Pilot[None]) -> None:
            try:
                await pilot.pause()
                await keys(pilot)
            except BaseException as error:
                failed.append(error)
            self.exit()

        await self.run_async(headless=False, size=(self.columns, rows), auto_pilot=pilot)
        if failed:
            raise failed[0]
        if self._exception is not None:
            raise self._exception


def _links(update: CompositorUpdate) -> list[str]:
    """What could be clicked in an update."""
    strips: list[Strip] = []
    if isinstance(update, LayoutUpdate):
        update.strips = [list(row) for row in update.strips]
        strips = [strip for row in update.strips for strip in row]
    elif isinstance(update, ChopsUpdate):
        strips = [strip for row in update.chops for strip in row.values() if strip is not None]
    styles = [style for strip in strips for _, style, _ in strip if style is not None]
    return [f"{s.link or s.meta}" for s in styles if s.link or "@click" in s.meta]
