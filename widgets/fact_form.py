"""The form in which a fact is checked, corrected and kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from newsview.store import messages
from newsview.store.model import Fact, FactKind
from newsview.widgets.choice import Choice
from newsview.widgets.completion import CompletionInput
from newsview.widgets.fact_fields import KINDS, FactDraft, FactFields, InText, Locate, ReadValue
from newsview.widgets.fact_form_parts import EchoKind, EvidenceText, FieldRow
from newsview.widgets.hint_line import HintLine
from newsview.widgets.leave_line import LeaveLine
from newsview.widgets.tag_text import SEPARATOR
from newsview.widgets.title_line import TitleLine

TEXT_FIELDS = (
    "subject", "predicate", "object", "value", "date", "attribution", "tags", "note",
)  # fmt: skip
"""The fields that are typed, in order; ``kind`` stands before them."""

_BEGINS_GROUP = frozenset({"subject", "value", "attribution"})
_ECHOES: dict[str, EchoKind] = {
    "value": "half", "date": "half", "subject": "aside", "object": "aside", "attribution": "aside",
}  # fmt: skip
_GROWS = frozenset({"tags", "note"})
"""What one comes to in order to add to it."""

_SEPARATORS = {"value": " ", "tags": SEPARATOR}
_COMPLETED_BY = {"value": "unit"}


class FactForm(Vertical):
    """A fact's fields on one line each, what is read of them beside, the evidence below.

    ``tab`` and ``shift+tab`` go from field to field, as do ``down`` and ``up`` where a field
    offers nothing; what stands in a field is selected then, so that a letter replaces it, but of
    tags and note.
    ``enter`` and ``ctrl+j`` keep from any field, ``escape`` leaves, after asking where something
    was typed. Where there are several drafts, ``pagedown`` and ``pageup`` go from one to the next;
    each keeps what was typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+j", "keep", "keep", show=False, id="form.keep"),
        Binding("escape", "leave", "leave", show=False, id="form.leave"),
        Binding("tab,down", "field(1)", "next field", show=False, id="form.next_field"),
        Binding("shift+tab,up", "field(-1)", "previous field", show=False, id="form.prev_field"),
        Binding("pagedown", "draft(1)", "next draft", show=False, id="form.next_draft"),
        Binding("pageup", "draft(-1)", "previous draft", show=False, id="form.prev_draft"),
    ]

    DEFAULT_CSS = """
    FactForm {
        width: 100%;
        max-width: 88;
        height: auto;
        max-height: 100%;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        padding: 0 1;
        background: $surface;
        border: round $border;
        & > LeaveLine { display: block; }
        & > EvidenceText { margin-top: 1; }
        & > HintLine { background: transparent; }
    }
    """

    @dataclass
    class Kept(Message):
        """The fact is to be this."""

        form: FactForm
        fact: Fact

        @property
        def control(self) -> FactForm:
            """The form."""
            return self.form

    @dataclass
    class Left(Message):
        """The form was left; nothing changes."""

        form: FactForm

        @property
        def control(self) -> FactForm:
            """The form."""
            return self.form

    def __init__(
        self,
        draft: Fact,
        read_value: ReadValue,
        locate: Locate,
        completions: Mapping[str, Sequence[str]] | None = None,
        *,
        others: Sequence[Fact] = (),
        in_text: InText | None = None,
        title: str = messages.FACT_FORM_TITLE,
        **kwargs: Any,
    ) -> None:
        """A form for a draft.

        Args:
            draft: The fact to begin with; what the form has no field for is kept as it is.
            read_value: Reads a typed value or date.
            locate: Finds a typed subject or object in the article.
            completions: What to offer for ``subject``, ``predicate``, ``object``, ``unit``,
                ``attribution``, ``tags``.
            others: More drafts, of which one may be kept instead.
            in_text: Whether a text stands in the article; else what ``locate`` finds does.
            title: What stands on top.
            **kwargs: ``id``, ``classes``, ``name``, ``disabled`` of a widget.
        """
        super().__init__(**kwargs)
        self._facts = (draft, *others)
        self._drafts = [FactDraft(one, read_value, locate, in_text) for one in self._facts]
        self._typed = [one.fields for one in self._drafts]
        self._at = 0
        self._fields = self._draft.fields
        self._asked: FactFields | None = None
        self._only_title = title
        offered = completions or {}
        self._choice = Choice(KINDS, draft.kind)
        self._inputs = {
            name: CompletionInput(
                getattr(self._fields, name),
                offered.get(_COMPLETED_BY.get(name, name), ()),
                separator=_SEPARATORS.get(name),
                selects_on_focus=name not in _GROWS,
            )
            for name in TEXT_FIELDS
        }
        titles = messages.FACT_FIELD_TITLES
        self._rows = {
            name: FieldRow(
                titles[name],
                control,
                begins_group=name in _BEGINS_GROUP,
                echo=_ECHOES.get(name),
            )
            for name, control in self._controls.items()
        }

    def compose(self) -> ComposeResult:
        """Title, fields, evidence, why it cannot be kept, keys."""
        yield TitleLine(self.title, id="title")
        yield from self._rows.values()
        yield EvidenceText(self._facts[self._at].evidence)
        yield LeaveLine()
        yield HintLine(messages.FACT_FORM_HINT)

    def on_mount(self) -> None:
        """Begin where something is missing."""
        self._show_readings()
        self.focus()

    @property
    def _draft(self) -> FactDraft:
        return self._drafts[self._at]

    @property
    def title(self) -> str:
        """What stands on top: of several drafts which one, and where it stands."""
        if len(self._facts) == 1:
            return self._only_title
        fact = self._facts[self._at]
        is_new = fact.status == "suggested" and fact.origin == "person"
        what = messages.FACT_FORM_WHAT["new" if is_new else fact.status]
        return messages.FACT_FORM_TITLE_OF.format(n=self._at + 1, total=len(self._facts), what=what)

    @property
    def fields(self) -> FactFields:
        """The texts as they stand."""
        self._catch_up()
        return self._fields

    @property
    def reason(self) -> str:
        """Why the last attempt to keep it was refused; empty if it was not."""
        return self._reason_line.text

    def field(self, name: str) -> Widget:
        """The widget of a field: ``kind`` or one of ``TEXT_FIELDS``."""
        return self._controls[name]

    def reading(self, name: str) -> str:
        """What stands beside a field."""
        return self._rows[name].echo_line.echo.text

    def focus(self, scroll_visible: bool = True, from_app_focus: bool = False) -> Self:
        """Put the cursor into the first empty one of subject, predicate, object."""
        wanted = [self._inputs[name] for name in ("subject", "predicate", "object")]
        next((one for one in wanted if not one.value), wanted[0]).focus(scroll_visible)
        return self

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read what was typed."""
        event.stop()
        self._catch_up()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps, from any field."""
        event.stop()
        self._keep()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """The kind changed."""
        event.stop()
        self._catch_up()

    def action_keep(self) -> None:
        """Keep, with the chosen completion if there is one."""
        focused = self.screen.focused
        if isinstance(focused, CompletionInput) and focused in self._inputs.values():
            focused.take_choice()
        self._keep()

    def action_leave(self) -> None:
        """Leave, unless that would drop what was typed and nobody said so yet."""
        if self.lets_go():
            self.post_message(self.Left(self))

    def lets_go(self, key: str = "esc") -> bool:
        """Whether leaving drops nothing, or that was asked already; else asks, for this key."""
        self._catch_up()
        return self._reason_line.lets_go(self._typed_over, key)

    def action_field(self, step: int) -> None:
        """To the next or previous field, round the end."""
        controls = list(self._controls.values())
        focused = self.screen.focused
        at = controls.index(focused) if focused in controls else -step
        controls[(at + step) % len(controls)].focus()

    def action_draft(self, step: int) -> None:
        """To the next or previous draft, round the end."""
        if len(self._facts) == 1:
            return
        self._catch_up()
        self._typed[self._at] = self._fields
        self._at = (self._at + step) % len(self._facts)
        self._fields = self._typed[self._at]
        self._choice.value = self._fields.kind
        for name, field in self._inputs.items():
            field.set_value(getattr(self._fields, name))
            if field.has_focus and name not in _GROWS:
                field.select_all()
        self.query_one("#title", TitleLine).text = self.title
        self.query_one(EvidenceText).evidence = self._facts[self._at].evidence
        self._reason_line.say("")
        self._show_readings()

    @property
    def _controls(self) -> dict[str, Widget]:
        return {"kind": self._choice, **self._inputs}

    @property
    def _reason_line(self) -> LeaveLine:
        return self.query_one(LeaveLine)

    @property
    def _typed_over(self) -> list[FactFields] | None:
        """The texts of all drafts if any was changed; None where leaving drops nothing."""
        typed = [*self._typed[: self._at], self._fields, *self._typed[self._at + 1 :]]
        return typed if typed != [one.fields for one in self._drafts] else None

    def _catch_up(self) -> None:
        """Take over what was typed since; a value that mirrored the object follows it.

        Keys typed ahead can be handled before the message of a change is.
        """
        texts = {name: field.value for name, field in self._inputs.items()}
        now = FactFields(kind=cast(FactKind, self._choice.value), **texts)
        if now == self._fields:
            return
        if now.object != self._fields.object and now.value == self._fields.value:
            followed = self._draft.with_object(self._fields, now.object).value
            if followed != now.value:
                self._inputs["value"].set_value(followed)
                texts["value"] = followed
                now = FactFields(kind=now.kind, **texts)
        self._fields = now
        self._show_readings()

    def _show_readings(self) -> None:
        self._rows["value"].echo_line.echo = self._draft.value_echo(self._fields)
        self._rows["date"].echo_line.echo = self._draft.date_echo(self._fields)
        for name in (name for name, kind in _ECHOES.items() if kind == "aside"):
            text = getattr(self._fields, name)
            self._rows[name].echo_line.echo = self._draft.text_echo(text)
        if self._reason_line.text:
            self._reason_line.say(self._draft.reason(self._fields) or "")

    def _keep(self) -> None:
        self._catch_up()
        reason = self._draft.reason(self._fields)
        if reason is None and self._asked != self._fields:
            reason = self._draft.doubt(self._fields)
            self._asked = self._fields
        if reason is None:
            self.post_message(self.Kept(self, self._draft.fact(self._fields)))
        else:
            self._reason_line.say(reason)
