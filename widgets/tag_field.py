"""Editing the tags of one thing, on one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from newsview.store import messages
from newsview.widgets.completion import Candidates, CompletionInput
from newsview.widgets.hint_line import HintLine
from newsview.widgets.leave_line import LeaveLine
from newsview.widgets.tag_text import SEPARATOR, edited_tags, tag_line
from newsview.widgets.title_line import TitleLine


class TagField(Vertical):
    """A title saying of what, and a comma-separated line of tags with completion.

    ``enter`` and ``ctrl+j`` keep, ``escape`` leaves, after asking where something was typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "keep", "keep", show=False, id="field.keep"),
        Binding("escape", "leave", "leave", show=False, id="field.leave"),
    ]

    DEFAULT_CSS = """
    TagField {
        height: auto;
        padding: 0 1;
        background: $surface;
        & > HintLine { background: transparent; }
    }
    """

    @dataclass
    class Kept(Message):
        """The tags are to be these."""

        field: TagField
        tags: tuple[str, ...]

        @property
        def control(self) -> TagField:
            """The field."""
            return self.field

    @dataclass
    class Left(Message):
        """The field was left; nothing changes."""

        field: TagField

        @property
        def control(self) -> TagField:
            """The field."""
            return self.field

    def __init__(
        self,
        title: str,
        tags: Iterable[str] = (),
        candidates: Candidates = (),
        **kwargs: Any,
    ) -> None:
        """``title`` says what the tags are of; ``candidates`` are the tags on offer."""
        super().__init__(**kwargs)
        self._title = title
        self._tags = tuple(tags)
        self._candidates = candidates

    def compose(self) -> ComposeResult:
        """Title, line, what is asked before it is dropped, keys."""
        yield TitleLine(self._title)
        line = tag_line(self._tags)
        if line:
            line += f"{SEPARATOR} "
        yield CompletionInput(line, self._candidates, separator=SEPARATOR)
        yield LeaveLine()
        yield HintLine(messages.TAG_FIELD_HINT)

    @property
    def input(self) -> CompletionInput:
        """The line."""
        return self.query_one(CompletionInput)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags as the line has them now, in their normal form."""
        text = self.input.value
        if text == f"{tag_line(self._tags)}{SEPARATOR} ":
            return self._tags
        return edited_tags(text, self._tags)

    def focus(self, scroll_visible: bool = True, from_app_focus: bool = False) -> Self:
        """Put the cursor into the line."""
        self.input.focus(scroll_visible)
        return self

    def on_mount(self) -> None:
        """Begin to type at once."""
        self.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps."""
        event.stop()
        self.post_message(self.Kept(self, self.tags))

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is typed is the field's own business."""
        event.stop()
        self._leave_line.typed_on(self._typed)

    def action_keep(self) -> None:
        """Keep, with the chosen completion if there is one."""
        self.input.take_choice()
        self.post_message(self.Kept(self, self.tags))

    def action_leave(self) -> None:
        """Leave, unless that would drop what was typed and nobody said so yet."""
        if self.lets_go():
            self.post_message(self.Left(self))

    def lets_go(self, key: str = "esc") -> bool:
        """Whether leaving drops nothing, or that was asked already; else asks, for this key."""
        return self._leave_line.lets_go(self._typed, key)

    @property
    def _leave_line(self) -> LeaveLine:
        return self.query_one(LeaveLine)

    @property
    def _typed(self) -> tuple[str, ...] | None:
        """What leaving drops; None if nothing."""
        return self.tags if self.tags != self._tags else None
