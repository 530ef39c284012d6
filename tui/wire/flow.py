"""How far the terminal is behind: which frames to send now, which to leave out. No UI.

A terminal that is asked for its status (``DSR``, ``CSI 5 n``) answers ``CSI 0 n`` when it has come
to the question, so that every byte before it was received and shown. As long as more than `AHEAD`
bytes are not known to be shown, frames are held; when the way is free again, the newest state is
sent as one frame. A terminal that does not answer is not asked again.
"""

from __future__ import annotations

from collections import deque

QUESTION = "\x1b[5n"
ANSWER = "\x1b[0n"

ASK_AFTER = 1500
"""Bytes after which the terminal is asked how far it is. Frames of light keys cost no question."""

AHEAD = 2000
"""Bytes that may be on their way: at 64 kbit/s about a quarter of a second."""

PATIENCE = 1.0
"""Seconds without an answer after which a terminal counts as one that gives none."""

LIGHT_AHEAD = 1000
"""Bytes of light frames that may go out beyond `AHEAD`: the caret does not wait for a page."""

HOLD = 0.4
"""Seconds that the beginning of what may be an answer is kept from the keys."""


class Flow:
    """Counts bytes sent, and those that the terminal answered for. For one thread."""

    def __init__(self) -> None:
        self.asks = True
        self._ahead = 0
        self._since = 0
        self._light = 0
        self._questions: deque[tuple[int, float]] = deque()

    def sending(self, count: int, now: float) -> bool:
        """Bytes go out, at a time in seconds; True if a question is to follow them."""
        if self._ahead >= AHEAD:
            self._light += count
        self._ahead += count
        self._since += count
        if not self.asks or self._since < ASK_AFTER:
            return False
        self._questions.append((self._since, now))
        self._since = 0
        return True

    def answered(self) -> None:
        """The terminal came to the oldest question."""
        if self._questions:
            self._ahead -= self._questions.popleft()[0]
            self._light = 0

    def free(self, now: float) -> bool:
        """Whether a frame may go out; gives up on a terminal that let its time pass."""
        if self.asks and self._questions and now - self._questions[0][1] >= PATIENCE:
            self.asks = False
        return not self.asks or self._ahead < AHEAD

    @property
    def free_for_light(self) -> bool:
        """Whether a light frame may go out though the way is not free."""
        return self._light < LIGHT_AHEAD

    def patience_left(self, now: float) -> float | None:
        """Seconds until a question counts as not answered; None where none is open."""
        if not self.asks or not self._questions:
            return None
        return max(0.0, self._questions[0][1] + PATIENCE - now)


class Answers:
    """Takes answers out of what the terminal sends, in the thread that reads it.

    An answer may come in pieces, and its first byte is the escape key's: while one is awaited,
    what may be its beginning is held until more comes, at most `HOLD` seconds.
    """

    def __init__(self) -> None:
        self._awaited = 0
        self._held = ""
        self._held_since = 0.0

    def await_one(self) -> None:
        """A question was asked (called from another thread, a single addition)."""
        self._awaited += 1

    def take(self, text: str, now: float) -> tuple[str, int]:
        """What is left of the input without answers, and how many there were."""
        text, self._held = self._held + text, ""
        if "\x1b" not in text:
            return text, 0
        count = text.count(ANSWER)
        text = text.replace(ANSWER, "")
        self._awaited = max(0, self._awaited - count)
        if self._awaited:
            for length in range(len(ANSWER) - 1, 0, -1):
                if text.endswith(ANSWER[:length]):
                    text, self._held = text[:-length], text[-length:]
                    self._held_since = now
                    break
        return text, count

    def late(self, now: float) -> str:
        """What was held and is no answer after all."""
        if not self._held or now - self._held_since < HOLD:
            return ""
        text, self._held = self._held, ""
        return text
