"""A one-line prompt for the bottom of the screen: search, filter, link to an entity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from newsview.widgets.completion import Candidates, CompletionInput
from newsview.widgets.text.display import cells, one_line
from newsview.widgets.title_line import TitleLine

_WIDEST_LABEL = 40


class Prompt(Horizontal):
    """A label and an input with completion. ``enter`` submits, ``escape`` leaves.

    ``enter`` on a chosen candidate submits that.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "submit", "submit", show=False, id="prompt.submit"),
        Binding("escape", "leave", "leave", show=False, id="prompt.leave"),
    ]

    DEFAULT_CSS = """
    Prompt {
        height: 1;
        background: $surface;
        & > TitleLine {
            width: auto;
            padding: 0 1;
            color: $text-primary;
        }
        & > CompletionInput { width: 1fr; }
    }
    """

    @dataclass
    class Changed(Message):
        """The text is this now."""

        prompt: Prompt
        value: str

        def can_replace(self, message: Message) -> bool:
            """Only the last of several waiting texts counts."""
            return isinstance(message, Prompt.Changed)

        @property
        def control(self) -> Prompt:
            """The prompt."""
            return self.prompt

    @dataclass
    class Submitted(Message):
        """The text is the answer."""

        prompt: Prompt
        value: str

        @property
        def control(self) -> Prompt:
            """The prompt."""
            return self.prompt

    @dataclass
    class Left(Message):
        """The prompt was left without an answer."""

        prompt: Prompt

        @property
        def control(self) -> Prompt:
            """The prompt."""
            return self.prompt

    def __init__(
        self,
        label: str,
        value: str = "",
        candidates: Candidates = (),
        **kwargs: Any,
    ) -> None:
        """``label`` says what is asked for."""
        super().__init__(**kwargs)
        self._label = one_line(label, _WIDEST_LABEL)
        self._value = value
        self._candidates = candidates

    def compose(self) -> ComposeResult:
        """Label and input."""
        label = TitleLine(self._label)
        label.styles.width = cells(self._label) + 2
        yield label
        yield CompletionInput(self._value, self._candidates, choice_submits=True)

    @property
    def input(self) -> CompletionInput:
        """The input."""
        return self.query_one(CompletionInput)

    @property
    def value(self) -> str:
        """The text as it stands."""
        return self.input.value if self.is_mounted else self._value

    def focus(self, scroll_visible: bool = True, from_app_focus: bool = False) -> Self:
        """Put the cursor into the input."""
        self.input.focus(scroll_visible)
        return self

    def on_mount(self) -> None:
        """Begin to type at once."""
        self.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what was typed."""
        event.stop()
        if event.value != self._value:
            self._value = event.value
            self.post_message(self.Changed(self, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass on the answer."""
        event.stop()
        self.post_message(self.Submitted(self, event.value))

    async def action_submit(self) -> None:
        """Submit, with the chosen completion if there is one."""
        await self.input.action_submit()

    def action_leave(self) -> None:
        """Leave."""
        self.post_message(self.Left(self))
