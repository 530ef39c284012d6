"""An offer: what a key would change is said first, and done when the key is pressed again."""

from __future__ import annotations

from typing import NamedTuple

from textual import events

from newsview.store import messages
from newsview.store.steps import Step
from newsview.tui.screens.base import MainScreen


class Offer(NamedTuple):
    """A step that waits for its key; enter does it, too."""

    step: Step
    key: str


class OfferingActions(MainScreen):
    """Holds at most one offer; any key but its own lets it go."""

    _offered: Offer | None = None

    @property
    def is_asking(self) -> bool:
        return self._offered is not None or super().is_asking

    def offer(self, step: Step, key: str, said: str) -> None:
        """Say what a step would do, and wait for the key."""
        self._offered = Offer(step, key)
        self.ask(said)

    async def take_key(self, event: events.Key) -> bool:
        """The offer's key or enter takes it up; any other key lets it go."""
        offered, self._offered = self._offered, None
        if offered is not None:
            if event.key in (offered.key, "enter"):
                self.take_offer(offered.step)
                return True
            self.say(messages.NOT_DONE)
            if event.key == "escape":
                return True
        return await super().take_key(event)

    def take_offer(self, step: Step) -> None:
        """Do what was offered."""
        self.keep(step)
