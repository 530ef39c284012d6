"""The place at the bottom of a screen where small questions are asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable

from textual.containers import Container
from textual.widget import Widget


@runtime_checkable
class Leavable(Protocol):
    """A field that asks before what was typed is dropped."""

    def lets_go(self, key: str) -> bool:
        """Whether leaving drops nothing, or that was asked already; else asks, for this key."""


class Overlay(Container):
    """Holds one field at a time above the rest of the screen; hidden when it holds none.

    A field is opened with a function to call with its answer. The screen turns the field's own
    messages into `answer` or `leave`.
    """

    DEFAULT_CSS = """
    Overlay {
        layer: over;
        dock: bottom;
        height: auto;
        max-height: 100%;
        display: none;
        align-horizontal: center;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._then: Callable[[Any], None] | None = None
        self._back_to: Widget | None = None
        self._when_left: Callable[[], None] | None = None
        self._is_opening = False

    @property
    def is_open(self) -> bool:
        """Whether a field is shown."""
        return self._then is not None

    @property
    def is_opening(self) -> bool:
        """Whether the field was opened but cannot take keys yet."""
        return self._is_opening

    def ask(
        self,
        field: Widget,
        then: Callable[[Any], None],
        on_leave: Callable[[], None] | None = None,
    ) -> None:
        """Show a field; ``then`` gets its answer, ``on_leave`` is called when there is none."""
        if self.is_open:
            return
        self._then = then
        self._when_left = on_leave
        self._back_to = self.screen.focused
        self._is_opening = True
        self.display = True
        self.mount(field)
        self.call_after_refresh(self._focus, field)

    def _focus(self, field: Widget) -> None:
        if field.parent is not self:
            return  # it was answered or left already
        focusable = field if field.can_focus else next(iter(field.query("Input, TextArea")), field)
        if focusable.screen is self.screen:
            self.screen.set_focus(focusable)
        self._is_opening = False

    def lets_go(self, key: str) -> bool:
        """Whether no field drops what was typed by being left, or that was asked; else it asks."""
        fields = [one for one in self.children if isinstance(one, Leavable)]
        return all(field.lets_go(key) for field in fields)

    def answer(self, value: Any) -> None:
        """Close the field and hand on its answer."""
        then = self._then
        self._close()
        if then is not None:
            then(value)

    def leave(self) -> None:
        """Close the field without an answer."""
        on_leave = self._when_left
        self._close()
        if on_leave is not None:
            on_leave()

    def _close(self) -> None:
        self._then = self._when_left = None
        self._is_opening = False
        self.display = False
        self.remove_children()
        if self._back_to is not None:
            self.screen.set_focus(self._back_to)  # at once: what follows asks who has the keys
            self._back_to = None
