"""What the main screens share: saying what a key did, keeping a step, asking, doubled keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from newsview.store import messages
from newsview.store.messages import NewsviewError
from newsview.tui.commands import Scope
from newsview.tui.keys import action_of, binding_of, hints, keys_for
from newsview.tui.screens.overlay import Overlay
from newsview.tui.session import Session
from newsview.widgets.hint_line import HintLine
from newsview.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from newsview.store.news import News
    from newsview.store.steps import Step
    from newsview.tui.app import NewsviewApp
    from newsview.tui.state import Place
    from newsview.widgets.fact_form import FactForm
    from newsview.widgets.note_field import NoteField
    from newsview.widgets.prompt import Prompt
    from newsview.widgets.tag_field import TagField


class MainScreen(Screen[None]):
    """A screen with a hint line, a status line and a place to ask."""

    # Textual's screens bind tab themselves, nearer than the application does.
    BINDINGS = binding_of("everywhere.next_pane")

    SCOPES: ClassVar[Sequence[Scope]] = ()
    """The scopes of commands that work here, for hints and help."""

    def __init__(self) -> None:
        super().__init__()
        self._pressed: str | None = None
        self._first: tuple[str | None, str] | None = None
        """The first press of a doubled key, and the action of both."""

    @property
    def newsview(self) -> NewsviewApp:
        """The application."""
        return cast("NewsviewApp", self.app)

    @property
    def session(self) -> Session:
        """The session this screen shows."""
        return self.newsview.session

    @property
    def status(self) -> StatusLine:
        """The bottom line."""
        return self.query_one(StatusLine)

    @property
    def overlay(self) -> Overlay:
        """Where questions are asked."""
        return self.query_one(Overlay)

    def compose_foot(self) -> ComposeResult:
        """The lines at the bottom of every main screen."""
        yield HintLine(self.hint_pairs())
        keys = keys_for("everywhere.notices", self.newsview.settings.keys)
        yield StatusLine(messages.STATUS_MORE.format(keys=keys) if keys else "")
        yield Overlay()

    def hint_pairs(self) -> list[tuple[str, str]]:
        """The most useful keys here, with what they do."""
        labels, keymap = self.session.labels, self.newsview.settings.keys
        pairs = hints((*self.SCOPES, "everywhere"), labels, keymap)
        pairs.sort(key=lambda pair: pair[1] != "help")  # the way to all others is always in sight
        return pairs

    def on_mount(self) -> None:
        """Say who annotates, as soon as the annotations file is open."""
        if self.session.is_open:
            self.say_who()

    def say_who(self) -> None:
        """Say who annotates."""
        who = self.session.annotator
        if self.session.read_only:
            who = messages.READ_ONLY_WHO.format(who=who)
        self.status.stand(by=who)

    def on_screen_resume(self) -> None:
        """Coming back from another screen: what is kept may have changed there."""
        self.reload()

    # --- for each screen to fill in ---------------------------------------------------------------

    def reload(self) -> None:
        """Show what is kept now."""

    def entries_changed(self, indices: Sequence[int]) -> None:
        """Articles of the corpus were looked at."""

    def corpus_grew(self) -> None:
        """More articles of the corpus are listed."""

    def suggestions_changed(self, sha256: str) -> None:
        """An article's suggestions arrived."""

    def suggestions_failed(self) -> None:
        """The pipeline failed on an article, or on all."""

    def others_changed(self, news: News) -> None:
        """Others changed something in the annotations file; asked of the screen that is shown."""
        self.reload()

    def company_changed(self) -> None:
        """Others came to the article that is open here, or left it."""

    def round_ended(self) -> None:
        """Every article of the corpus was looked at."""

    def action_search(self) -> None:
        """Search here."""

    def action_next_pane(self) -> None:
        """To the next pane."""

    @property
    def reading(self) -> str | None:
        """The article (its SHA-256) that is open here; None where none is."""
        return None

    def place(self) -> Place | None:
        """Where in the article one is; None where none is open."""
        return None

    @property
    def is_asking(self) -> bool:
        """Whether the next key answers something that the status line or a field asks."""
        return self.overlay.is_open or self._first is not None

    # --- saying and keeping -----------------------------------------------------------------------

    def say(self, text: str, *, error: bool = False, told: bool = False) -> None:
        """Tell what the key did on the status line.

        An error, and what is ``told`` beside what the key did, can be read again among the notices.
        """
        self.status.say(text, error=error, told=told)
        if error or told:
            self.newsview.remember(text)

    def ask_in(self, field: Widget, then: Callable[[Any], None]) -> None:
        """Open a field for what is to be kept, unless nothing can be kept: then say so."""
        if self.session.read_only:
            path = self.session.annotations.path
            self.say(messages.STORE_READ_ONLY.format(path=path), error=True)
        else:
            self.overlay.ask(field, then)

    def ask(self, text: str) -> None:
        """Say what the next key answers, on as many lines as it takes."""
        self.status.say(text, whole=True)

    @property
    def said(self) -> str:
        """What the status line tells of the last key."""
        return self.status.parts.said

    def keep(self, step: Step) -> bool:
        """Write a step and say so; False when there was nothing to do or it could not be kept."""
        try:
            changed = self.session.do(step)
        except NewsviewError as error:
            self.say(str(error), error=True)
            return False
        said = step.said if changed else messages.NOTHING_TO_DO.format(said=step.said)
        from newsview.tui.telling import with_conflicts

        conflicts = self.session.conflicts
        told = with_conflicts(said, conflicts, self.session.annotator)
        self.say(told, told=bool(conflicts))
        if changed:
            self.saved()
            self.reload()
        return changed

    def show_history(self, about: str, title: str) -> None:
        """Show who changed an article (by its SHA-256) or a record (by its id)."""
        from newsview.tui.screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.session, about, title))

    def note_field(self, what: str, note: str | None, record_id: str) -> NoteField:
        """The field for the note on a record; below a colleague's note one begins a new line."""
        from newsview.store.history import History
        from newsview.widgets.note_field import NoteField

        below = False
        if note:
            by = History(self.session.annotations.path).who_wrote(record_id, "note", note)
            below = by not in (None, self.session.annotator)
        return NoteField(messages.NOTE_ON.format(what=what), note, below=below)

    def saved(self) -> None:
        """The last change is on disk; should all end now, one comes back to this place."""
        self.newsview.keep_place()
        self.status.stand(saved=messages.SAVED.format(time=f"{datetime.now():%H:%M:%S}"))

    def go_back(self, *, redo: bool) -> Step | None:
        """Undo or redo the last step, and say what it was."""
        try:
            step = self.session.redo() if redo else self.session.undo()
        except NewsviewError as error:
            self.say(str(error), error=True)
            return None
        if step is None:
            self.say(messages.NOTHING_TO_REDO if redo else messages.NOTHING_TO_UNDO)
            return None
        from newsview.tui.telling import gone_back

        outcome = self.session.outcome
        told = gone_back(outcome, self.session.annotator, redo=redo)
        self.say(told, told=messages.TOLD_JOINT in told)
        if step.changes:
            self.saved()
        self.reload()
        return step

    # --- doubled keys -----------------------------------------------------------------------------

    def action_prefix(self, command_id: str) -> None:
        """The first press of a doubled key."""
        self._first = self._pressed, action_of(command_id)
        self.say(f"{self._pressed}…")

    async def take_key(self, event: events.Key) -> bool:
        """Whether the key belongs to one before it, and so is no key of its own.

        Asked by the application where it is about to act on the key: only there all keys before it
        have done their work, even those that came in one packet. The second press of a doubled key
        acts; any other key forgets the first.
        """
        first, self._first = self._first, None
        self._pressed = event.character
        if first is None or self.overlay.is_open:
            return False
        self.say("")
        character, action = first
        if event.character != character:
            return False
        await self.run_action(action)
        return True

    # --- answers of the fields, which are loaded when they ask, so that names stand for handlers --

    def on_tag_field_kept(self, event: TagField.Kept) -> None:
        event.stop()
        self.overlay.answer(event.tags)

    def on_note_field_kept(self, event: NoteField.Kept) -> None:
        event.stop()
        self.overlay.answer(event.note)

    def on_fact_form_kept(self, event: FactForm.Kept) -> None:
        event.stop()
        self.overlay.answer(event.fact)

    def on_prompt_submitted(self, event: Prompt.Submitted) -> None:
        event.stop()
        self.overlay.answer(event.value)

    def _left(self, event: Message) -> None:
        event.stop()
        self.overlay.leave()

    on_tag_field_left = on_note_field_left = on_fact_form_left = on_prompt_left = _left
