"""Keys and pastes one at a time, each to the widget focused when those before it have acted."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from functools import partial

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.widget import Widget
from textual.worker import WorkType

_MOST_ROUNDS = 30
"""After so many rounds the next key goes on: something is talking that is no answer to a key."""

_LOOK_AGAIN = 0.1
"""Seconds after which a widget that does not answer is looked at: it may have been removed."""


class KeysInOrder(App[None]):
    """An application in which keys that come together do what they do one by one.

    Textual hands a key to the focused widget's queue as soon as it is read. A key that moves the
    focus or closes a field acts later, only when it came back up to the application; those behind
    it in the same packet would by then wait at the old widget. So each waits here until the one
    before it, and what it set going, is done.
    """

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._is_acting = False

    @property
    def has_typed_ahead(self) -> bool:
        """Whether a key or paste has not done its work yet."""
        return self._is_acting

    def hold_keys(self) -> None:
        """Let keys wait until `release_keys`: there is nothing yet for them to act on."""
        self._is_acting = True

    def release_keys(self) -> None:
        """Let those through that were typed meanwhile, one by one, and all that come."""
        self._beside(self._hand_on)

    def is_opening(self) -> bool:
        """Whether a field is about to be shown that is to get the next key."""
        return False

    async def on_event(self, event: events.Event) -> None:
        """Let a key or paste through if none is at work, else keep it for later."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if self._is_acting:
            self._typed.append(event)
            return
        self._is_acting = True
        target = self._target
        await super().on_event(event)
        self._beside(partial(self._finish, event, target))

    def _beside(self, work: WorkType[None]) -> None:
        """Begin it, unless the key was the one that ends the application."""
        self.run_worker(work)

    @property
    def _target(self) -> Widget:
        return self.focused or self.screen

    async def _finish(self, event: events.Key | events.Paste, target: Widget) -> None:
        """Wait for the one under way, then hand on those that came since."""
        await self._done(event, target)
        await self._hand_on()

    async def _hand_on(self) -> None:
        """Hand on those that wait, in their order."""
        while self._typed:
            event, target = self._typed.popleft(), self._target
            await super().on_event(event)
            await self._done(event, target)
        self._is_acting = False

    async def _done(self, event: events.Key | events.Paste, target: Widget) -> None:
        """Return when a key has done its work and nothing that it set going is under way.

        What a field takes for itself is done with when the field had it. Any other key goes up to
        the application; a round then follows it through every queue on the way, and further ones
        what it set going, until they find nothing and the focus stays.
        """
        if isinstance(event, events.Paste) or _is_taken(event, target):
            await _passed(target)
            return
        await self._round(target)
        for _ in range(_MOST_ROUNDS):
            while self.is_opening():
                await self._refreshed()
            before = self._target
            if await self._round(before) and self._target is before and not self.is_opening():
                return

    async def _round(self, start: Widget) -> bool:
        """Go through the queues from a widget up; whether nothing waited in any of them."""
        return all([await _passed(node) for node in start.ancestors_with_self])

    async def _refreshed(self) -> None:
        done = asyncio.Event()
        self.call_after_refresh(done.set)
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), _LOOK_AGAIN)


def _is_taken(event: events.Key, widget: Widget) -> bool:
    return event.is_printable and widget.check_consume_key(event.key, event.character)


async def _passed(node: MessagePump) -> bool:
    """Wait until a queue is done with what waits in it now; whether that, and more, was nothing."""
    was_idle = node.message_queue_size == 0
    done = asyncio.Event()
    if not node.call_later(done.set):
        return True
    while not done.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), _LOOK_AGAIN)
        if not done.is_set() and _is_gone(node):
            return True
    return was_idle and node.message_queue_size == 0


def _is_gone(node: MessagePump) -> bool:
    """Whether a widget was removed, and so drops what is posted to it."""
    if not isinstance(node, Widget):
        return not node.is_running
    return not node.is_attached or (node.is_mounted and not node.is_running)
