"""The line of a field that says why it cannot be kept, or asks before what was typed is dropped."""

from __future__ import annotations

from newsview.store import messages
from newsview.widgets.title_line import TitleLine


class LeaveLine(TitleLine):
    """Empty as a rule; takes a row only while it says something, unless its field gives it one.

    The first ``escape`` or ``ctrl+q`` on something typed is answered here; the second one, with
    nothing typed between them, leaves.
    """

    DEFAULT_CSS = """
    LeaveLine {
        color: $text-error;
        text-style: bold;
        display: none;
        &.-speaks { display: block; }
    }
    """

    _asked_of: tuple[object, str] | None = None

    def say(self, text: str) -> None:
        """Say this, or nothing; what was asked is withdrawn."""
        self._asked_of = None
        self.text = text
        self.set_class(bool(text), "-speaks")
        if text:
            self.call_after_refresh(self.scroll_visible, animate=False)

    def lets_go(self, typed: object, key: str) -> bool:
        """Whether to leave now; asks where something was typed and that was not asked yet.

        ``typed`` is what would be dropped, or None; ``key`` is what was pressed.
        """
        if typed is None or (typed, key) == self._asked_of:
            return True
        self.say(messages.TYPED_NOT_KEPT.format(key=key))
        self._asked_of = (typed, key)
        return False

    def typed_on(self, typed: object) -> None:
        """What was typed is this by now, or None: a question about something else is withdrawn."""
        if self._asked_of is not None and typed != self._asked_of[0]:
            self.say("")
