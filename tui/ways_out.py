"""`WaysOut`: a mixin with the ways in which an application ends that its user did not choose.

A dropped connection, a request to end, a terminal that has gone, an error of newsview's own. In
each of them what was shown as saved is on disk already, so all that is left is to remember the
place, to give the terminal back, and to be gone.
"""

from __future__ import annotations

import asyncio
import io
import signal
import sys
import termios
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from newsview.tui.faults import Fault

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.app import App

    _Base = App[Any]
else:
    _Base = object

WATCH_SECONDS = 0.5
"""How often one looks whether the terminal is still there: one call to the system."""

HUNG_UP = 128 + signal.SIGHUP
"""The exit code where the terminal has gone, whether or not a signal said so."""


class WaysOut(_Base):
    """Beside `App` among the bases, before it."""

    fault: BaseException | None = None
    """The error that ended the application, for whoever ran it to tell."""

    def keep_place(self) -> None:
        """Remember where the user is, for the next time."""

    def beside_failed(self, error: BaseException) -> None:
        """An error ended something beside the user, a thread or a task; the rest goes on."""

    def watch_ways_out(self) -> None:
        """From now on, leave when the system asks for it or the terminal goes away."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM):
            with suppress(NotImplementedError, ValueError, RuntimeError):
                loop.add_signal_handler(number, self.leave, 128 + number)
        if not self.is_headless and terminal_is_there():
            self.set_interval(WATCH_SECONDS, self._look_at_terminal)
        loop.set_exception_handler(lambda _, context: self._task_failed(context))
        threading.excepthook = self._thread_excepthook(loop)

    def leave(self, code: int) -> None:
        """End with an exit code."""
        self.keep_place()
        self.exit(return_code=code)

    def _look_at_terminal(self) -> None:
        """A hang-up may be ignored or blocked; reading from what has gone would never wait."""
        if not terminal_is_there():
            self.leave(HUNG_UP)

    # --- errors of our own ------------------------------------------------------------------------

    def _fatal_error(self) -> None:
        """Textual's way to end on an error, without a page of traceback on the terminal."""
        self.fault = self._exception
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        """Textual's way to end on an error that is known by what is to be shown of it."""
        if not self.is_headless and not terminal_is_there():
            self.leave(HUNG_UP)
            return
        self._return_code = 1
        self.fault = self._exception or _fault_of(renderables)
        self._close_messages_no_wait()

    def _task_failed(self, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if error is not None and not self._exit:
            self.beside_failed(error)

    def _thread_excepthook(
        self, loop: asyncio.AbstractEventLoop
    ) -> Callable[[threading.ExceptHookArgs], None]:
        def failed(args: threading.ExceptHookArgs) -> None:
            if args.exc_value is not None:
                with suppress(RuntimeError):  # the loop is closed: nobody is there to be told
                    loop.call_soon_threadsafe(self.beside_failed, args.exc_value)

        return failed


def terminal_is_there() -> bool:
    """Whether standard input is a terminal that has not gone."""
    try:
        termios.tcgetattr(sys.__stdin__.fileno() if sys.__stdin__ else 0)
    except (termios.error, ValueError, OSError):
        return False
    return True


def _fault_of(renderables: tuple[RenderableType, ...]) -> Fault:
    """A fault with what Textual would have printed, as a note for the log."""
    from rich.console import Console

    written = io.StringIO()
    console = Console(file=written, width=120)
    for renderable in renderables:
        console.print(renderable)
    fault = Fault("Fault")
    fault.add_note(written.getvalue())
    return fault
