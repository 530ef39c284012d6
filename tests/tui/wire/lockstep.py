"""The application with both outputs at once: whatever Textual draws goes to two terminals."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from rich.color import ColorSystem
from textual import _compositor
from textual._compositor import CompositorUpdate
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot

from newsview.tui import app as app_module
from newsview.tui.app import NewsviewApp
from newsview.tui.wire.capabilities import XTERM, Capabilities

from .emulator import Emulator, unlike


class CaptureDriver(HeadlessDriver):
    """Takes what is written; otherwise there is no terminal."""

    written: Callable[[str], None]

    @property
    def is_headless(self) -> bool:
        """Textual writes."""
        return False

    def write(self, data: str) -> None:
        """Output."""
        self.written(data)


class Lockstep(NewsviewApp):
    """Compares both terminals after every frame."""

    CSS_PATH = Path(app_module.__file__).with_name("styles.tcss")
    can: Capabilities = XTERM
    colours = ColorSystem.EIGHT_BIT

    def attach(self, columns: int, rows: int) -> None:
        """Before it runs."""
        self.driver_class = CaptureDriver
        self.stock = Emulator(columns, rows)
        self.wire = Emulator(columns, rows, can=self.can)
        self.bytes = 0
        self.frames = 0
        self.fits = True
        """Whether the last whole frame was made for the size that the terminal has."""
        self.console._color_system = self.colours

    def wire_capabilities(self) -> Capabilities:
        return self.can

    def _build_driver(self, *args: Any, **kwargs: Any) -> Any:
        CaptureDriver.written = staticmethod(self._take)
        return super()._build_driver(*args, **kwargs)

    def _take(self, data: str) -> None:
        self.bytes += len(data.encode())
        self.wire.feed(data)

    def _display(self, screen: Any, renderable: Any) -> None:
        if isinstance(renderable, CompositorUpdate) and not self._batch_count and self._running:
            if self.size != (self.stock.columns, self.stock.lines):  # as the terminal already is
                self.stock.resize(self.size.height, self.size.width)
                self.wire.resize(self.size.height, self.size.width)
                self.fits = False
            if isinstance(renderable, _compositor.LayoutUpdate):
                self.fits = renderable.region.size == self.size
            self.stock.feed(renderable.render_segments(self.console))
        super()._display(screen, renderable)
        self.frames += 1
        wire = self._wire
        if wire is not None and wire._canvas.is_whole and self.fits:
            found = unlike(self.stock, self.wire)
            assert not found, "\n".join(found[:10])

    async def walk(
        self, columns: int, rows: int, keys: Callable[[Pilot[None]], Awaitable[None]]
    ) -> None:
        """Run with keys."""
        self.attach(columns, rows)
        failed: list[BaseException] = []

        async def pilot(pilot: Pilot[None]) -> None:
            try:
                await pilot.pause()
                await keys(pilot)
            except BaseException as error:
                failed.append(error)
            self.exit()

        await self.run_async(headless=False, size=(columns, rows), auto_pilot=pilot)
        if failed:
            raise failed[0]
        if self._exception is not None:
            raise self._exception
