"""Choosing one of a few words on one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from newsview.widgets.rows import Piece, content_of, padded_strip

_GAP = "  "


class Choice(Widget, can_focus=True):
    """Words side by side, the chosen one marked. ``left`` and ``right`` step, a letter jumps.

    A letter that begins several words goes from one to the next.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "previous", show=False, id="choice.previous"),
        Binding("right", "step(1)", "next", show=False, id="choice.next"),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--chosen", "choice--cursor", "choice--other"}

    DEFAULT_CSS = """
    Choice {
        height: 1;
        background: $boost;
        color: $foreground;
        & > .choice--other { color: $foreground 70%; }
        & > .choice--chosen { text-style: bold underline; }
        & > .choice--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: bold;
        }
        &:ansi, &:nocolor {
            & > .choice--other { color: $foreground; }
            & > .choice--cursor {
                background: $surface;
                color: $foreground;
                text-style: bold reverse;
            }
        }
    }
    """

    @dataclass
    class Changed(Message):
        """Another word was chosen."""

        choice: Choice
        value: str

        @property
        def control(self) -> Choice:
            """The widget."""
            return self.choice

    def __init__(self, words: Sequence[str], value: str, **kwargs: Any) -> None:
        """``value`` is one of ``words``."""
        super().__init__(**kwargs)
        self._words = tuple(words)
        self._at = self._words.index(value)

    @property
    def value(self) -> str:
        """The chosen word."""
        return self._words[self._at]

    @value.setter
    def value(self, value: str) -> None:
        at = self._words.index(value)
        if at != self._at:
            self._at = at
            self.refresh()
            self.post_message(self.Changed(self, value))

    def action_step(self, step: int) -> None:
        """To the next or previous word, round the end."""
        self.value = self._words[(self._at + step) % len(self._words)]

    def on_key(self, event: events.Key) -> None:
        """A letter goes to the next word that begins with it; no letter goes further than here."""
        if not event.is_printable or event.character is None:
            return
        event.stop()
        event.prevent_default()
        count = len(self._words)
        following = ((self._at + step) % count for step in range(1, count + 1))
        letter = event.character.lower()
        found = next((at for at in following if self._words[at].startswith(letter)), None)
        if found is not None:
            self.value = self._words[found]

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters are taken here."""
        return character is not None and character.isprintable()

    def render_line(self, y: int) -> Strip:
        """The words."""
        chosen = self.get_visual_style(
            "choice--cursor" if self.has_focus else "choice--chosen", partial=not self.has_focus
        )
        other = self.get_visual_style("choice--other", partial=True)
        pieces: list[Piece] = []
        for at, word in enumerate(self._words):
            pieces += [(_GAP, None)] if pieces else []
            pieces.append((word, chosen if at == self._at else other))
        return padded_strip(content_of(pieces), self.size.width, self.visual_style)
