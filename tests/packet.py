"""Keys that come together, as tmux and slow links send them."""

from __future__ import annotations

from textual import events
from textual.pilot import Pilot

from newsview.widgets.keys_in_order import KeysInOrder


async def packet(pilot: Pilot[None], *typed: str | events.Paste) -> None:
    """Keys and pastes in one packet: all wait before the first of them has done anything."""
    app = pilot.app
    assert isinstance(app, KeysInOrder)
    for one in typed:
        character = one if isinstance(one, str) and len(one) == 1 else None
        app.post_message(events.Key(one, character) if isinstance(one, str) else one)
    await pilot.pause()
    while app.has_typed_ahead:
        await pilot.pause()
    await pilot.pause()
