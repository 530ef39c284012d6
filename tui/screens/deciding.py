"""The reader's keys that decide on mentions and facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from textual import events

from newsview.store import decisions, messages
from newsview.store.decisions import OpenArticle
from newsview.store.model import Fact, Mention
from newsview.store.steps import Step
from newsview.tui.screens.base import MainScreen
from newsview.widgets.reader import Reader
from newsview.widgets.side_pane import SidePane


class DecidingActions(MainScreen):
    """Accept, reject, label, move edges, select, the same for all identical ones."""

    opened: OpenArticle
    _offered: Step | None = None

    if TYPE_CHECKING:

        @property
        def reader(self) -> Reader: ...
        @property
        def pane(self) -> SidePane: ...
        @property
        def in_pane(self) -> bool: ...

    # --- what the keys act on ---------------------------------------------------------------------

    def target(self) -> Mention | None:
        """The mention that keys act on: of the pane's row, else the one at the caret."""
        if not self.in_pane:
            return self.reader.active
        ids = self.pane.current.ids if self.pane.current else ()
        return next((m for m in self.opened.mentions if m.id in ids), None)

    def target_fact(self) -> Fact | None:
        """The fact of the pane's row."""
        if not self.in_pane or self.pane.current is None:
            return None
        ids = self.pane.current.ids
        return next((f for f in self.opened.facts if f.id in ids), None)

    def _decide(self, step: Step, mention: Mention) -> None:
        """Keep a decision on a mention; after one on a suggestion the caret goes on."""
        was_open = mention.status == "suggested"
        if self.keep(step) and not self.in_pane:
            if was_open:
                self.reader.move("next_suggestion")
            else:
                self._stay_on(step)

    def _stay_on(self, step: Step) -> None:
        """Keep acting on the mention that the step made or changed."""
        after = next((c.after for c in step.changes if isinstance(c.after, Mention)), None)
        if after is not None:
            inside = after.start <= self.reader.caret < after.end
            self.reader.goto(self.reader.caret if inside else after.start, active=after.id)

    # --- one mention ------------------------------------------------------------------------------

    def action_accept(self) -> None:
        fact = self.target_fact()
        if fact is not None:
            self.keep(decisions.keep_fact(self.opened, fact, self.session.annotator))
            return
        self._each(decisions.accept)

    def action_reject(self) -> None:
        fact = self.target_fact()
        if fact is not None:
            self.keep(decisions.reject_fact(self.opened, fact, self.session.annotator))
            return
        self._each(decisions.reject)

    def _each(self, decide: decisions.Decide) -> None:
        """Accept or reject the mention at the caret, or all of the pane's row as one step."""
        mention = self.target()
        if mention is None:
            self.say(messages.NO_MENTION_HERE)
            return
        if self.in_pane and self.pane.current is not None:
            ids = set(self.pane.current.ids)
            chosen = [m for m in self.opened.mentions if m.id in ids]
            self.keep(decisions.together(self.opened, chosen, decide, self.session.annotator))
            return
        self._decide(decide(self.opened, mention, self.session.annotator), mention)

    def action_label(self, number: int) -> None:
        if number >= len(self.session.labels):
            self.say(messages.NO_LABEL.format(number=number + 1))
            return
        label = self.session.labels[number]
        annotator = self.session.annotator
        if not self.in_pane and self.reader.selection is not None:
            start, end = self.reader.selection
            step = decisions.add(self.opened, start, end, label, annotator)
            self.reader.drop_selection()
            if self.keep(step):
                self._stay_on(step)
            return
        mention = self.target()
        if mention is not None:
            self._decide(decisions.relabel(self.opened, mention, label, annotator), mention)
        elif not self.in_pane:
            self._label_token(label)

    def _label_token(self, label: str) -> None:
        start, end = self.reader.token_span_at_caret()
        if start < end:
            step = decisions.add(self.opened, start, end, label, self.session.annotator)
            if self.keep(step):
                self._stay_on(step)

    def action_edge(self, edge: Literal["start", "end"], step: int) -> None:
        mention = self.target()
        if mention is None or self.in_pane:
            self.say(messages.NO_MENTION_HERE)
            return
        start, end = mention.start, mention.end
        if edge == "start":
            start = self.reader.boundary(start, step, "start")
        else:
            end = self.reader.boundary(end, step, "end")
        if not start < end or (start, end) == (mention.start, mention.end):
            self.say(messages.CANNOT_MOVE_EDGE)
            return
        moved = decisions.resize(self.opened, mention, start, end, self.session.annotator)
        if self.keep(moved):
            self._stay_on(moved)

    # --- selecting --------------------------------------------------------------------------------

    def action_select(self) -> None:
        if self.in_pane:
            return
        if self.reader.selection is not None:
            self.action_drop()
        else:
            self.reader.start_selection()
            self.say(messages.SELECTING)

    def action_other_end(self) -> None:
        self.reader.swap_selection()

    def action_drop(self) -> None:
        self.reader.drop_selection()
        self.say("")

    # --- all identical ones -----------------------------------------------------------------------

    def action_all_identical(self) -> None:
        mention = self.target()
        if mention is None:
            self.say(messages.NO_MENTION_HERE)
            return
        step = decisions.propagate(self.opened, mention, self.session.annotator)
        if not step.changes:
            self.say(messages.NOTHING_TO_DO.format(said=step.said))
            return
        self._offered = step
        self.say(messages.CONFIRM_ALL.format(what=step.said))

    async def on_key(self, event: events.Key) -> None:
        """``A`` or enter takes up the offer that is shown; any other key lets it go."""
        offered, self._offered = self._offered, None
        if offered is not None:
            if event.key in ("A", "enter"):
                event.stop()
                event.prevent_default()
                self._take_offer(offered)
                return
            self.say(messages.NOT_DONE)
            if event.key == "escape":
                event.stop()
                event.prevent_default()
                return
        await super().on_key(event)

    def _take_offer(self, step: Step) -> None:
        mention = self.target()
        was_open = mention is not None and mention.status == "suggested"
        if self.keep(step) and was_open and not self.in_pane:
            self.reader.move("next_suggestion")
