"""How far the terminal is behind: which frames to send now, which to leave out. No UI.

A terminal that is asked for its status (``DSR``, ``CSI 5 n``) answers ``CSI 0 n`` when it has come
to the question, so that every byte before it was received and shown. As long as more than `AHEAD`
bytes are not known to be shown, frames are held; when the way is free again, the newest state is
sent as one frame. A terminal that does not answer is not asked again, until it has answered what it
was asked: over a slow line the first screen alone may take longer than anyone waits.
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
"""Seconds without an answer after which a terminal counts as one that gives none, for now."""

LONG_PATIENCE = 8.0
"""The same for one that has answered before: the line is slow, or stands still."""

LIGHT_AHEAD = 1000
"""Bytes of light frames that may go out beyond `AHEAD`: the caret does not wait for a page."""


class Flow:
    """Counts bytes sent, and those that the terminal answered for. For one thread."""

    def __init__(self) -> None:
        self.asks = True
        self._ahead = 0
        self._since = 0
        self._light = 0
        self._questions: deque[tuple[int, float]] = deque()
        self._given_up = 0
        self._patience = PATIENCE

    def sending(self, count: int, now: float) -> bool:
        """Bytes go out, at a time in seconds; True if a question is to follow them."""
        if not self.asks:
            return False
        if self._ahead >= AHEAD:
            self._light += count
        self._ahead += count
        self._since += count
        if self._since < ASK_AFTER:
            return False
        self._questions.append((self._since, now))
        self._since = 0
        return True

    def answered(self) -> None:
        """The terminal came to the oldest question."""
        if self._given_up:
            self._given_up -= 1
            self.asks = self._given_up == 0
            self._patience = LONG_PATIENCE
        elif self._questions:
            self._patience = LONG_PATIENCE
            self._ahead -= self._questions.popleft()[0]
            self._light = 0

    def free(self, now: float) -> bool:
        """Whether a frame may go out; gives up on a terminal that let its time pass."""
        if self._questions and now - self._questions[0][1] >= self._patience:
            self.asks, self._given_up = False, len(self._questions)
            self._questions.clear()
            self._ahead = self._since = self._light = 0
        return not self.asks or self._ahead < AHEAD

    @property
    def free_for_light(self) -> bool:
        """Whether a light frame may go out though the way is not free."""
        return self._light < LIGHT_AHEAD

    def patience_left(self, now: float) -> float | None:
        """Seconds until a question counts as not answered; None where none is open."""
        if not self._questions:
            return None
        return max(0.0, self._questions[0][1] + self._patience - now)


class Answers:
    """Takes answers out of what the terminal sends, in the thread that reads it.

    A whole one is cut out wherever it stands. One in pieces begins as the escape key does: the
    parser behind puts it together, as it does with arrow keys, and gives up after Textual's own
    escape delay; what comes of an awaited one after that is known by `late`. So the escape key
    never waits longer than without this.
    """

    def __init__(self) -> None:
        self._awaited = 0
        self._end = ""
        self._late = ""

    def await_one(self) -> None:
        """A question was asked (called from another thread, a single addition)."""
        self._awaited += 1

    def take(self, text: str) -> tuple[str, int]:
        """What is left of the input without answers, and how many there were."""
        count = 0
        if self._late and text.startswith(self._late):
            text, count = text[len(self._late) :], 1
        self._late = ""
        count += text.count(ANSWER)
        text = text.replace(ANSWER, "")
        self.heard(count)
        self._end = (self._end + text)[1 - len(ANSWER) :]
        return text, count

    def heard(self, count: int = 1) -> None:
        """The parser put one together, or they were whole."""
        self._awaited = max(0, self._awaited - count)

    def gave_up(self) -> None:
        """The parser took what came last for keys; if it began an answer, the rest is none."""
        if not self._awaited:
            return
        for length in range(len(ANSWER) - 1, 0, -1):
            if self._end.endswith(ANSWER[:length]):
                self._late = ANSWER[length:]
                return
