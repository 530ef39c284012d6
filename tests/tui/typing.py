"""Keys and pastes put into an application, and all that they set going awaited.

Textual's own `Pilot.press` waits forty milliseconds a key for the processor to come to rest.
"""

from __future__ import annotations

from contextlib import suppress

from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

CHARACTERS = {
    "slash": "/", "semicolon": ";", "space": " ", "exclamation_mark": "!", "question_mark": "?",
    "right_square_bracket": "]", "left_square_bracket": "[", "colon": ":",
}  # fmt: skip


def key_event(key: str) -> events.Key:
    """The event of a key by Textual's name for it."""
    letter = CHARACTERS.get(key, key)
    return events.Key(key, letter if len(letter) == 1 else None)


async def send(app: App[None], pilot: Pilot[None], *typed: str | events.Paste) -> None:
    """Keys and pastes, and what they set going done and drawn."""
    for one in typed:
        app.post_message(key_event(one) if isinstance(one, str) else one)
    await pilot.pause(0)
    while app.is_running and (
        getattr(app, "has_typed_ahead", False) or any(not w.is_finished for w in app.workers)
    ):
        with suppress(WorkerCancelled):  # a search that goes on with another letter
            await app.workers.wait_for_complete()
        await pilot.pause(0)
