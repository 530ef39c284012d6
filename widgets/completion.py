"""A one-line input that offers what is known: tags, entities, predicates, units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.widgets import Input

from newsview.widgets.candidate_list import CandidateList
from newsview.widgets.matching import (
    completed,
    matching,
    only_prefix_match,
    other_pieces,
    piece_at,
)
from newsview.widgets.text.display import cells, shown

Candidates = Sequence[str] | Callable[[str], Sequence[str]]
"""What can be offered: a list, or a function of what was typed so far."""


class CompletionInput(Input):
    """A one-row input with a drop-down list of matching candidates.

    The list opens as one types, or by ``down``. ``up`` and ``down`` choose; ``tab`` takes the
    chosen one, or the only one that goes on from what was typed, else it moves on; ``escape``
    drops the choice, if there is one. ``enter`` submits; with a choice it takes that first, and
    submits at once only where ``choice_submits``.

    The value is what was typed or given, untouched; only how it is drawn is made harmless.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "choose(1)", "next completion", show=False, id="completion.next"),
        Binding("up", "choose(-1)", "previous completion", show=False, id="completion.previous"),
        Binding("tab", "complete", "complete", show=False, id="completion.take"),
        Binding("escape", "drop_choice", "drop the choice", show=False, id="completion.drop"),
    ]

    DEFAULT_CSS = """
    CompletionInput {
        height: 1;
        border: none;
        padding: 0;
        background: $boost;
        &:focus {
            border: none;
            background: $boost;
        }
        &:ansi, &:nocolor {
            & > .input--cursor {
                background: $surface;
                color: $foreground;
                text-style: reverse;
            }
            & > .input--selection {
                background: $surface;
                color: $foreground;
                text-style: reverse;
            }
        }
    }
    """

    def __init__(
        self,
        value: str = "",
        candidates: Candidates = (),
        *,
        separator: str | None = None,
        choice_submits: bool = False,
        selects_on_focus: bool = False,
        placeholder: str = "",
        **kwargs: Any,
    ) -> None:
        """An input of ``value``; with a ``separator``, one piece at a time is completed.

        Args:
            value: The text to begin with.
            candidates: What is offered.
            separator: One character between pieces, such as a comma.
            choice_submits: Whether ``enter`` on a chosen candidate submits at once.
            selects_on_focus: Whether all of it is selected when the focus comes, so that a letter
                replaces it.
            placeholder: A dim text for the empty input.
            **kwargs: ``id``, ``classes``, ``name``, ``disabled`` of a widget.
        """
        super().__init__(
            value,
            placeholder,
            highlighter=Harmless(self),
            select_on_focus=selects_on_focus,
            compact=True,
            **kwargs,
        )
        self.cursor_blink = False
        self.candidates = candidates
        self.separator = separator
        self.choice_submits = choice_submits
        self._typed_value = value
        self._matches: list[str] = []
        self._chosen: int | None = None
        self._list: CandidateList | None = None

    @property
    def chosen(self) -> str | None:
        """The highlighted candidate."""
        return None if self._chosen is None else self._matches[self._chosen]

    @property
    def is_open(self) -> bool:
        """Whether candidates are on the screen."""
        return self._list is not None and self._list.is_open

    @property
    def matches(self) -> list[str]:
        """The candidates on offer, best first."""
        return list(self._matches)

    def take_choice(self) -> bool:
        """Put the chosen candidate in place; whether there was one."""
        if self._chosen is None:
            return False
        self._complete(self._matches[self._chosen])
        return True

    def close_list(self) -> None:
        """Offer nothing until something is typed again."""
        self._matches, self._chosen = [], None
        if self._list is not None:
            self._list.close()

    def action_choose(self, step: int) -> None:
        """Move the choice; with the list closed, open it on ``down``."""
        self._catch_up()
        if not self.is_open and (step < 0 or not self._offer()):
            raise SkipAction
        count = len(self._matches)
        if self._chosen is None:
            self._chosen = 0 if step > 0 else count - 1
        else:
            past_the_end = not 0 <= self._chosen + step < count
            self._chosen = None if past_the_end else self._chosen + step
        self._draw_list()

    def action_complete(self) -> None:
        """Take the chosen or the only candidate, else let the key move on."""
        self._catch_up()
        if self.take_choice():
            return
        piece = piece_at(self.value, self.cursor_position, self.separator)
        only = only_prefix_match(piece.text, self._matches) if self.is_open else None
        if only is None:
            self.close_list()
            raise SkipAction
        self._complete(only)

    def action_drop_choice(self) -> None:
        """Back from the list to what was typed, else let the key leave."""
        if self._chosen is None:
            raise SkipAction
        self._chosen = None
        self._draw_list()

    async def action_submit(self) -> None:
        """Take the choice, then submit unless taking it was all that was meant."""
        if self.take_choice() and not self.choice_submits:
            return
        self.close_list()
        await super().action_submit()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what fits what was typed."""
        if event.input is self:
            self._catch_up()

    def set_value(self, value: str) -> None:
        """Give it another value, offering nothing for it."""
        self._typed_value = value
        self.value = value
        self.close_list()

    def on_blur(self, event: events.Blur) -> None:
        """The list goes with the focus."""
        self.close_list()

    def on_resize(self, event: events.Resize) -> None:
        """The list stays at the field."""
        if self.is_open:
            self._draw_list()

    def on_unmount(self) -> None:
        """The list goes with its input."""
        if self._list is not None and self._list.is_attached:
            self._list.remove()

    def _catch_up(self) -> None:
        """Offer what fits the value as it is now.

        Keys typed ahead can be handled before the message of a change is, so each action asks.
        A value set from outside (``set_value``) offers nothing.
        """
        if self.value == self._typed_value:
            return
        self._typed_value = self.value
        piece = piece_at(self.value, self.cursor_position, self.separator)
        if self.has_focus and piece.text:
            self._offer()
        else:
            self.close_list()

    def _offer(self) -> bool:
        """Look for candidates and show them; whether there are any."""
        piece = piece_at(self.value, self.cursor_position, self.separator)
        pool = self.candidates(piece.text) if callable(self.candidates) else self.candidates
        others = other_pieces(self.value, piece, self.separator)
        self._matches = matching(piece.text, pool, without=others)
        self._chosen = None
        self._draw_list()
        return bool(self._matches)

    def _draw_list(self) -> None:
        if not self._matches:
            self.close_list()
            return
        if self._list is None:
            self._list = CandidateList()
            self.screen.mount(self._list)
        self._list.open(self._matches, self._chosen, self.region, self.screen.size)

    def _complete(self, candidate: str) -> None:
        piece = piece_at(self.value, self.cursor_position, self.separator)
        value, cursor = completed(self.value, piece, candidate)
        self.set_value(value)
        self.cursor_position = cursor

    def _position_to_cell(self, position: int) -> int:
        """The column of a character as drawn, where the framework would measure the raw value."""
        return cells(shown(self.value)[:position])


class Harmless(Highlighter):
    """Draws an input's value as it may be drawn: as many characters, none of them obeyed."""

    def __init__(self, field: Input) -> None:
        self._field = field

    def __call__(self, text: str | Text) -> Text:
        return Text(shown(self._field.value), no_wrap=True, overflow="ignore", end="")

    def highlight(self, text: Text) -> None:
        """Nothing: the text is replaced as a whole."""
