"""A question that one key answers: yes or no, or any other named keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from newsview.widgets.hint_line import whole_pairs
from newsview.widgets.rows import Piece, content_of, padded_strip, two_ends
from newsview.widgets.text.display import one_line

_GAP = "   "


class Question(Widget, can_focus=True):
    """One line: the question, and at the right each key with its answer.

    Every other key is held back while it has the focus, except ``escape``, which leaves.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"question--key"}

    DEFAULT_CSS = """
    Question {
        height: 1;
        background: $surface;
        color: $foreground;
        padding: 0 1;
        & > .question--key {
            color: $text-primary;
            text-style: bold;
        }
    }
    """

    @dataclass
    class Answered(Message):
        """This key was pressed: one of the question's (Textual's name of it)."""

        question: Question
        key: str

        @property
        def control(self) -> Question:
            """The question."""
            return self.question

    @dataclass
    class Left(Message):
        """The question was left without an answer."""

        question: Question

        @property
        def control(self) -> Question:
            """The question."""
            return self.question

    def __init__(self, text: str, answers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """``answers`` are (key, title) pairs, such as ``("y", "yes")``."""
        super().__init__(**kwargs)
        self._text = text
        self._answers = tuple(answers)

    def on_mount(self) -> None:
        """Take the next key."""
        self.focus()

    def on_key(self, event: events.Key) -> None:
        """Answer, leave, or hold the key back."""
        event.stop()
        event.prevent_default()
        keys = {key for key, _ in self._answers}
        pressed = next((key for key in (event.key, event.character) if key in keys), None)
        if pressed is not None:
            self.post_message(self.Answered(self, pressed))
        elif event.key == "escape":
            self.post_message(self.Left(self))

    def render_line(self, y: int) -> Strip:
        """Question and answers; the answers stay whole."""
        width = self.size.width
        key_style = self.get_visual_style("question--key", partial=True)
        pieces: list[Piece] = []
        for key, title in whole_pairs(self._answers, width):
            pieces += [(_GAP, None)] if pieces else []
            pieces += [(key, key_style), (f" {title}", None)]
        text = Content(one_line(self._text, width))
        return padded_strip(two_ends(text, content_of(pieces), width), width, self.visual_style)
