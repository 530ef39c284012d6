"""Keys and pastes put into an application, and all that they set going awaited.

Textual's own `Pilot.press` waits at least forty milliseconds a key for the processor to come to
rest.
"""

from __future__ import annotations

import unicodedata
from contextlib import suppress

from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from newsview.tui.app import NewsviewApp


def key_event(key: str) -> events.Key:
    """The event of a key by Textual's name for it, or by its character, as `Pilot.press` makes."""
    if len(key) == 1 and not key.isalnum():
        key = _character_to_key(key)
    try:
        character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        character = key if len(key) == 1 else ""
    return events.Key(key, character or None)


async def send(app: NewsviewApp, pilot: Pilot[None], *typed: str | events.Paste) -> None:
    """Keys and pastes, one behind the other, and what they set going done and drawn."""
    for one in typed:
        app.post_message(key_event(one) if isinstance(one, str) else one)
    await pilot.pause(0)
    while app.is_running and (app.has_typed_ahead or any(not w.is_finished for w in app.workers)):
        with suppress(WorkerCancelled):  # a search that goes on with another letter
            await app.workers.wait_for_complete()
        await pilot.pause(0)
