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
            if isinstance(renderable, _compositor.LayoutUpdate):
                size = renderable.region.size
                if size != (self.stock.columns, self.stock.lines):
                    self.stock.resize(size.height, size.width)
                    self.wire.resize(size.height, size.width)
            self.stock.feed(renderable.render_segments(self.console))
        super()._display(screen, renderable)
        self.frames += 1
        wire = self._wire
        fits = (self.stock.columns, self.stock.lines) == self.size
        if wire is not None and wire._canvas.is_whole and fits:  # no frame of a size that has gone
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
