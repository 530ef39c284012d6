"""Editing the note on one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.document._document import DocumentBase
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.message import Message
from textual.widgets import TextArea

from newsview.store import messages
from newsview.widgets.hint_line import HintLine
from newsview.widgets.leave_line import LeaveLine
from newsview.widgets.text.display import shown
from newsview.widgets.title_line import TitleLine


class NoteArea(TextArea):
    """A plain text area whose ``enter`` is left to its field; ``ctrl+o`` begins a new line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "new_line", "new line", show=False, id="note.new_line"),
        # Not what a text area does with it: a key that leaves for the shell must not undo here.
        Binding("ctrl+z", "app.suspend", "to the shell", show=False, id="everywhere.suspend"),
        Binding("ctrl+underscore", "undo", "undo", show=False, id="note.undo"),
    ]

    def __init__(self, text: str) -> None:
        super().__init__(
            text,
            language=None,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            highlight_cursor_line=False,
            compact=True,
        )
        self.cursor_blink = False

    def _set_document(self, text: str, language: str | None) -> None:
        """Break lines, and place the cursor, by what is drawn rather than by what is kept."""
        super()._set_document(text, language)
        drawn: Any = _Drawn(self.document)
        self.wrapped_document = WrappedDocument(drawn, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._rewrap_and_refresh_virtual_size()

    def get_line(self, line_index: int) -> Text:
        """A line as it may be drawn: as many characters, none of them obeyed."""
        return Text(shown(self.document.get_line(line_index)), end="", no_wrap=True)

    def on_key(self, event: events.Key) -> None:
        """Keep the text area from taking ``enter`` for a new line."""
        if event.key == "enter":
            event.prevent_default()

    def action_new_line(self) -> None:
        """Begin a new line at the cursor."""
        self.replace("\n", *self.selection)


class _Drawn:
    """A document as it is drawn: as many lines of as many characters."""

    def __init__(self, document: DocumentBase) -> None:
        self._document = document

    @property
    def lines(self) -> list[str]:
        """All lines."""
        return [shown(line) for line in self._document.lines]

    def get_line(self, line_index: int) -> str:
        """One line."""
        return shown(self._document.get_line(line_index))

    def __getitem__(self, line_index: int | slice) -> str | list[str]:
        """A line, or some."""
        lines = self._document[line_index]
        return shown(lines) if isinstance(lines, str) else [shown(line) for line in lines]

    def __getattr__(self, name: str) -> Any:
        """Anything else is the document's own."""
        return getattr(self._document, name)


class NoteField(Vertical):
    """A title saying on what, and a few lines of free text.

    A note is mostly one line: ``enter`` and ``ctrl+j`` keep, ``ctrl+o`` begins a new line,
    ``escape`` leaves, after asking where something was typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+j", "keep", "keep", show=False, id="note.keep"),
        Binding("escape", "leave", "leave", show=False, id="note.leave"),
    ]

    DEFAULT_CSS = """
    NoteField {
        height: auto;
        padding: 0 1;
        background: $surface;
        & > NoteArea {
            height: 5;
            padding: 0;
            background: $boost;
            scrollbar-size-vertical: 1;
            &:focus { border: none; }
        }
        &:ansi, &:nocolor {
            .text-area--cursor, .text-area--selection {
                background: $surface;
                color: $foreground;
                text-style: reverse;
            }
        }
    }
    """

    @dataclass
    class Kept(Message):
        """The note is to be this; None if there is to be none."""

        field: NoteField
        note: str | None

        @property
        def control(self) -> NoteField:
            """The field."""
            return self.field

    @dataclass
    class Left(Message):
        """The field was left; nothing changes."""

        field: NoteField

        @property
        def control(self) -> NoteField:
            """The field."""
            return self.field

    def __init__(
        self, title: str, note: str | None = None, *, below: bool = False, **kwargs: Any
    ) -> None:
        """``title`` says what the note is on.

        ``below``: what is typed begins on a line of its own, as it does below another's note.
        """
        super().__init__(**kwargs)
        self._title = title
        self._note = note
        self._begun = f"{note}\n" if note and below else note or ""
        self._first_text: str | None = None

    def compose(self) -> ComposeResult:
        """Title, text, what is asked before it is dropped, keys."""
        yield TitleLine(self._title)
        yield NoteArea(self._begun)
        yield LeaveLine()
        yield HintLine(messages.NOTE_FIELD_HINT)

    def on_mount(self) -> None:
        """Writing goes on where the note ends."""
        self._first_text = self.area.text
        self.area.move_cursor(self.area.document.end)
        self.focus()

    @property
    def area(self) -> NoteArea:
        """The text area."""
        return self.query_one(NoteArea)

    @property
    def note(self) -> str | None:
        """The note as it stands, without blanks around it; None if there is nothing."""
        text = self.area.text
        if text == self._first_text:  # the area's text may differ from the note in line ends
            return self._note
        return text.strip() or None

    def focus(self, scroll_visible: bool = True, from_app_focus: bool = False) -> Self:
        """Put the cursor into the text."""
        self.area.focus(scroll_visible)
        return self

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """What is typed is the field's own business."""
        event.stop()
        self._leave_line.typed_on(self._typed)

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """Where the cursor is too."""
        event.stop()

    def action_keep(self) -> None:
        """Keep."""
        self.post_message(self.Kept(self, self.note))

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
    def _typed(self) -> str | None:
        """What leaving drops; None if nothing."""
        return self.area.text if self.note != self._note else None
