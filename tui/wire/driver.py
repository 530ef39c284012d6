"""Textual's Linux driver with a writer that says when it is through, and an ear for answers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from queue import SimpleQueue
from typing import IO, Any, cast

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import Keys
from textual.message import Message

from newsview.tui.wire.flow import ANSWER, Answers

LEAVING = 3.0
"""Seconds that the last bytes may take on leaving; a terminal that stands still is given up."""


class Writer(threading.Thread):
    """Writes to the terminal in its own thread and never makes anyone wait."""

    def __init__(self, file: IO[str], through: Callable[[], None]) -> None:
        """``through`` is called in this thread whenever all there was is written."""
        super().__init__(daemon=True, name="wire-output")
        self._file = file
        self._through = through
        self._queue: SimpleQueue[str | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._waiting = 0

    @property
    def is_behind(self) -> bool:
        """Whether something is not written yet."""
        return self._waiting > 0

    def write(self, text: str) -> None:
        """Have a text written."""
        with self._lock:
            self._waiting += 1
        self._queue.put(text)

    def stop(self) -> None:
        """Write what there is, and end."""
        self._queue.put(None)
        self.join(LEAVING)

    def run(self) -> None:
        """Write until stopped. A terminal that has gone takes everything."""
        while (text := self._queue.get()) is not None:
            with suppress(OSError, ValueError):
                self._file.write(text)
                self._file.flush()
            with self._lock:
                self._waiting -= 1
                through = not self._waiting
            if through:
                self._through()


class ListeningParser(XTermParser):
    """Takes the answers out before they could become keys."""

    def __init__(self, answers: Answers, heard: Callable[[int], None], debug: bool) -> None:
        self._answers = answers
        self._heard = heard
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        """Parse what was read; empty at the end of all input."""
        rest, count = self._answers.take(data)
        if count:
            self._heard(count)
        if rest or not data:
            yield from super().feed(rest)

    def tick(self) -> Iterable[Message]:
        """Called about ten times a second, and after each read."""
        waits = self._timeout_time is not None
        yield from super().tick()
        if waits and self._timeout_time is None:
            self._answers.gave_up()

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        """An answer that came in pieces is a key that Textual leaves out."""
        if sequence != ANSWER:
            return super()._sequence_to_key_events(sequence, alt)
        self._answers.heard()
        self._heard(1)
        return [events.Key(Keys.Ignore, sequence)]


class WireDriver(LinuxDriver):
    """Tells the application when all was written and when the terminal answered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answers = Answers()
        self._writer: Writer | None = None
        self.on_free: Callable[[int], None] | None = None
        """Called in the event loop's thread with the number of answers that came."""
        self.on_start: Callable[[], None] | None = None
        """Called after the terminal was taken over, at first or again: nothing is shown there."""
        self.farewell = "\x1b[m"
        """Written before the terminal is given back."""

    @property
    def is_behind(self) -> bool:
        """Whether something is not written yet."""
        return self._writer is not None and self._writer.is_behind

    def ask(self) -> None:
        """A question follows in what is written next."""
        self.answers.await_one()

    def _tell(self, count: int = 0) -> None:
        """Called in the threads that read and write."""
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self._loop.call_soon_threadsafe(self._told, count)

    def _told(self, count: int) -> None:
        if self.on_free is not None:
            self.on_free(count)

    def write(self, data: str) -> None:
        """Write data to the terminal."""
        if self._writer is not None:
            self._writer.write(data)

    def start_application_mode(self) -> None:
        """Take the terminal over, at first or after a pause."""
        if self._writer is None:
            self._writer = Writer(cast(IO[str], self._file), self._tell)
            self._writer.start()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self.on_start is not None:  # later, as this may be a signal that came amid a frame
            self._loop.call_soon_threadsafe(self.on_start)

    def stop_application_mode(self) -> None:
        """Give the terminal back, in its own colours."""
        self.write(self.farewell)
        super().stop_application_mode()

    def close(self) -> None:
        """Write the last bytes."""
        super().close()
        if self._writer is not None:
            self._writer.stop()
            self._writer = None

    def run_input_thread(self) -> None:
        """Read keys, through a parser that takes the answers out."""
        answers, tell = self.answers, self._tell

        def listening(debug: bool = False) -> ListeningParser:
            return ListeningParser(answers, tell, debug)

        vars(linux_driver)["XTermParser"] = listening
        super().run_input_thread()
