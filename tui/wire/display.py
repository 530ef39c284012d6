"""`WireApp`: the mixin that puts the difference output under a Textual application."""

from __future__ import annotations

import asyncio
import inspect
import time
from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from textual import _compositor
from textual.geometry import Offset
from textual.widget import Widget

from newsview.tui.wire.canvas import Canvas
from newsview.tui.wire.capabilities import Capabilities, capabilities
from newsview.tui.wire.encoder import Encoder, Place
from newsview.tui.wire.flow import QUESTION, Flow

if TYPE_CHECKING:
    from textual.app import App
    from textual.driver import Driver
    from textual.screen import Screen

    _Base = App[Any]
else:
    _Base = object

BRACKETS_FROM = 300
"""Bytes of a frame from which it is shown at one stroke where the terminal can."""

MOST_TRIES = 4
"""Updates of a new size that may leave parts of the screen out before it is sent as it is."""

_SYNC = ("\x1b[?2026h", "\x1b[?2026l")


def textual_fits() -> bool:
    """Whether Textual is inside as this output needs it; else its own output is used."""
    from textual.app import App
    from textual.drivers import linux_driver
    from textual.strip import Strip

    parser: Any = getattr(linux_driver, "XTermParser", object)

    def takes(function: object, *names: str) -> bool:
        return callable(function) and set(names) <= set(inspect.signature(function).parameters)

    return (
        takes(getattr(App, "_display", None), "screen", "renderable")
        and takes(getattr(_compositor, "LayoutUpdate", None), "strips", "region")
        and takes(getattr(_compositor, "ChopsUpdate", None), "chops", "spans", "chop_ends")
        and takes(getattr(Strip, "render_ansi", None), "style", "color_system")
        and takes(getattr(parser, "__init__", None), "debug")
        and takes(getattr(parser, "_sequence_to_key_events", None), "sequence", "alt")
        and "_timeout_time" in vars(parser())
        and all(hasattr(linux_driver.LinuxDriver, name) for name in ("run_input_thread", "close"))
    )


class WireApp(_Base):
    """Beside `App` among the bases: ``class MyApp(WireApp, App[None])``."""

    WIRE = True
    """Whether frames are sent as differences; set it before the application runs."""

    TERMINAL_CARET = True
    """Whether the terminal's own cursor shows where a focused widget says its caret is.

    Such a widget has a property ``cursor_screen_offset``, as Textual's own fields have. The
    application has the class ``-terminal-caret`` then, for styles that draw no caret beside it.
    """

    _wire: _Wire | None = None
    _caret_at = Offset(0, 0)

    # --- switching on -----------------------------------------------------------------------------

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver, or for a plain terminal the one that can tell how far it is."""
        driver = super().get_driver_class()
        if self.WIRE and driver.__name__ == "LinuxDriver" and textual_fits():
            from newsview.tui.wire.driver import WireDriver

            return WireDriver
        return driver

    def _build_driver(self, *args: Any, **kwargs: Any) -> Driver:
        driver = super()._build_driver(*args, **kwargs)
        usable = not (driver.is_headless or driver.is_inline or driver.is_web)
        if self.WIRE and usable and textual_fits():
            self._wire = _Wire(self, driver, self.wire_capabilities())
            self.set_class(self.has_terminal_caret, "-terminal-caret")
        return driver

    def wire_capabilities(self) -> Capabilities:
        """What the terminal can do."""
        return capabilities()

    @property
    def has_terminal_caret(self) -> bool:
        """Whether the terminal's cursor is the caret, so that widgets need draw none."""
        return self._wire is not None and self.TERMINAL_CARET and not self.no_color

    # --- what Textual calls -----------------------------------------------------------------------

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        wire = self._wire
        if wire is None or renderable is None:
            super()._display(screen, renderable)
        elif not isinstance(renderable, (_compositor.LayoutUpdate, _compositor.ChopsUpdate)):
            wire.forget()
            super()._display(screen, renderable)
        else:
            try:
                if self._running and not self._closed and not self._batch_count:
                    wire.show(screen, renderable)
            except Exception as error:
                self._handle_exception(error)
            finally:
                self.post_display_hook()

    @property
    def cursor_position(self) -> Offset:
        """Where the caret is on the screen."""
        return self._caret_at

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        self._caret_at = place
        if self._wire is not None:
            self._wire.caret_moved()

    def redraw(self) -> None:
        """Draw the whole screen again, after something else wrote to the terminal."""
        if self._wire is not None:
            self._wire.forget()
        self.screen.refresh()

    def caret_place(self) -> Place | None:
        """Where the focused widget's caret is on the screen, if it has one that is in sight."""
        widget = self.screen.focused if self.screen_stack else None
        place = getattr(widget, "cursor_screen_offset", None)
        if not isinstance(widget, Widget) or not isinstance(place, Offset):
            return None
        if getattr(widget, "cursor_at_end", False):  # Textual's Input tells one cell too far there
            place = Offset(place.x - 1, place.y)
        in_sight = widget.region.intersection(self.screen.region)
        return (place.x, place.y) if in_sight.contains_point(place) else None


class _Wire:
    """What the application wants shown, what was sent of it, and when the rest may follow."""

    def __init__(self, app: WireApp, driver: Driver, can: Capabilities) -> None:
        from newsview.tui.wire.driver import WireDriver

        self._app = app
        self._driver = driver
        self._can = can
        self._canvas = Canvas()
        self._encoder = Encoder(can)
        self._flow = Flow()
        self._held = False
        self._timer: asyncio.TimerHandle | None = None
        self._caret_waits = False
        self._tries = 0
        self._telling = driver if isinstance(driver, WireDriver) else None
        if self._telling is not None:
            self._telling.on_free = self._freed
            self._telling.on_start = self._started

    def show(self, screen: Screen[Any], update: _compositor.CompositorUpdate) -> None:
        """An update of the screen: send it, or hold it until the way is free."""
        canvas = self._canvas
        canvas.resize(*self._app.size)
        canvas.take(update, self._app.console._color_system or ColorSystem.TRUECOLOR)
        if canvas.is_whole or self._tries >= MOST_TRIES:
            canvas.is_whole, self._tries = True, 0
            self.send()
        else:
            self._tries += 1
            screen.refresh()

    def caret_moved(self) -> None:
        """The caret is elsewhere, perhaps with nothing to draw: look when all that is drawn is."""
        if not self._caret_waits and self._app.screen_stack:
            self._caret_waits = True
            self._app.screen.call_after_refresh(self._look_at_caret)

    def _look_at_caret(self) -> None:
        self._caret_waits = False
        if self._canvas.is_whole:
            self.send()

    def forget(self) -> None:
        """Nothing is known of what the terminal shows."""
        self._encoder.forget()

    def send(self) -> None:
        """Send what is not shown yet, if the way is free."""
        self._caret_waits = False
        now = time.monotonic()
        caret = self._app.caret_place() if self._app.has_terminal_caret else None
        is_behind = self._telling is not None and self._telling.is_behind
        frame: str | None
        if self._telling is None or (not is_behind and self._flow.free(now)):
            frame = self._encoder.encode(self._canvas.rows, caret)
        elif not is_behind and self._flow.free_for_light:
            frame = self._encoder.encode_light(self._canvas.rows, caret)
        else:
            frame = None
        if frame is None:
            self._hold(now)
        else:
            self._held = False
            self._write(frame, now)

    def _write(self, frame: str, now: float) -> None:
        if not frame:
            return
        if len(frame) > BRACKETS_FROM and self._app._sync_available:
            frame = frame.join(_SYNC)
        if self._telling is not None:
            if self._flow.sending(len(frame.encode("utf-8", "replace")), now):
                self._telling.ask()
                frame += QUESTION
        self._driver.write(frame)
        self._driver.flush()

    def _hold(self, now: float) -> None:
        """Wait for the writer, for an answer, or for the end of patience."""
        self._held = True
        left = self._flow.patience_left(now)
        if self._timer is None and left is not None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(left + 0.01, self._waited)

    def _waited(self) -> None:
        self._timer = None
        self._freed(0)

    def _freed(self, answers: int) -> None:
        for _ in range(answers):
            self._flow.answered()
        if self._held and self._app._running and self._canvas.is_whole:
            self.send()

    def _started(self) -> None:
        """The terminal was taken over: what it shows is not known, and what was asked is void."""
        self._encoder.forget()
        self._flow = Flow()
        if self._telling is not None and self._can.steady_block and self._app.has_terminal_caret:
            self._driver.write(self._can.steady_block)
            self._telling.farewell = "\x1b[m" + self._can.own_cursor
        if self._canvas.is_whole and self._app._running:
            self.send()
