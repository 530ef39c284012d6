"""The reader's keys that decide on mentions and facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from textual import events

from newsview.store import decisions, messages
from newsview.store.decisions import OpenArticle
from newsview.store.mentions import Mentions
from newsview.store.model import Fact, Mention
from newsview.store.steps import Step
from newsview.tui.screens.describe import label_keys, nothing_here
from newsview.tui.screens.fact_actions import FactActions
from newsview.tui.screens.fact_drafts import drafts_at
from newsview.tui.screens.offering import OfferingActions
from newsview.widgets.reader import Reader


class DecidingActions(FactActions, OfferingActions):
    """Accept, reject, label, move edges, select, the same for all identical ones."""

    opened: OpenArticle
    _decided_now: Mention | None = None
    _decided_before: Mention | None = None
    """What the key before this one decided on, if the caret went on from it."""
    _told_now = _told_before = False
    """Whether the key before this one was told that there is no more of what was decided."""

    if TYPE_CHECKING:

        @property
        def reader(self) -> Reader: ...
        @property
        def in_pane(self) -> bool: ...

    # --- what the keys act on ---------------------------------------------------------------------

    def target(self) -> Mention | None:
        """The mention that keys act on: of the pane's row, else the one at the caret."""
        if not self.in_pane:
            return self.reader.active
        ids = self.pane.current.ids if self.pane.current else ()
        return next(iter(Mentions.of(self.opened.mentions).with_ids(ids)), None)

    def target_fact(self) -> Fact | None:
        """The fact of the pane's row."""
        if not self.in_pane or self.pane.current is None:
            return None
        ids = self.pane.current.ids
        return next((f for f in self.opened.facts if f.id in ids), None)

    def opened_with(self, fact: Fact) -> OpenArticle:
        """The article that is shown: its facts are the ones that keys act on."""
        return self.opened

    def _is_folded_here(self) -> bool:
        """Whether keys would act on text that is folded away; says so."""
        fold = None if self.in_pane else self.reader.fold
        if fold is not None and self.reader.selection is None:
            self.say(messages.AT_FOLD)
            return True
        return False

    def _decide(self, step: Step, mention: Mention) -> None:
        """Keep a decision on a mention; after one on a suggestion the caret goes on."""
        was_open = mention.status == "suggested"
        if self.keep(step) and not self.in_pane:
            if was_open:
                self._decided_now = _mention_after(step)
                self.reader.move("next_suggestion")
            else:
                self._stay_on(step)

    def _stay_on(self, step: Step) -> None:
        """Keep acting on the mention that the step made or changed."""
        after = _mention_after(step)
        if after is not None:
            inside = after.start <= self.reader.caret < after.end
            self.reader.goto(self.reader.caret if inside else after.start, active=after.id)

    # --- one mention ------------------------------------------------------------------------------

    def action_accept(self) -> None:
        fact = self.target_fact()
        if fact is not None:
            self.accept_fact(fact)
            return
        self._each(decisions.accept)

    def action_reject(self) -> None:
        fact = self.target_fact()
        if fact is not None:
            self.reject_fact(fact)
            return
        self._each(decisions.reject)

    def _each(self, decide: decisions.Decide) -> None:
        """Accept or reject the mention at the caret, or all of the pane's row as one step."""
        if self._is_folded_here():
            return
        mention = self.target()
        if mention is None:
            self.say(nothing_here(self.session.labels))
            return
        if self.in_pane and self.pane.current is not None:
            ids = set(self.pane.current.ids)
            chosen = Mentions.of(self.opened.mentions).with_ids(ids)
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
        if self._is_folded_here():
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
            self.say(nothing_here(self.session.labels))
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

    # --- facts ------------------------------------------------------------------------------------

    def action_fact(self) -> None:
        """The form for the fact of the pane's row, or for the facts of the sentence."""
        fact = self.target_fact()
        if fact is not None:
            self.edit_row(fact)
            return
        if self._is_folded_here():
            return
        start, end = self.reader.selection or self.reader.sentence_at_caret()
        opened, active = self.opened, self.reader.active
        drafts = drafts_at(opened, start, end, active, lambda text: self.read_value(opened, text))
        self.edit_fact(drafts, lambda fact: self._keep_fact(fact, drafts))

    def _keep_fact(self, fact: Fact, drafts: Sequence[Fact]) -> None:
        self.keep(decisions.keep_fact(self.opened, fact, self.session.annotator, drafts))

    # --- selecting --------------------------------------------------------------------------------

    def action_select(self) -> None:
        if self.in_pane or self._is_folded_here():
            return
        if self.reader.selection is not None:
            self.action_drop()
        else:
            self.reader.start_selection()
            self.say(messages.SELECTING.format(keys=label_keys(self.session.labels)))

    def action_other_end(self) -> None:
        self.reader.swap_selection()

    def action_drop(self) -> None:
        self.reader.drop_selection()
        self.say("")

    # --- all identical ones -----------------------------------------------------------------------

    async def take_key(self, event: events.Key) -> bool:
        """Any key but the next one has nothing to do with the decision just taken."""
        self._decided_before, self._decided_now = self._decided_now, None
        self._told_before, self._told_now = self._told_now, False
        return await super().take_key(event)

    def action_all_identical(self) -> None:
        """Straight after a decision it is of what was decided, which the caret has left."""
        decided = self._decided_before
        if decided is not None and decided.article == self.opened.article.sha256:
            self._all_of_decided(decided)
            return
        mention = self.target()
        if mention is None:
            self.say(nothing_here(self.session.labels))
            return
        step = decisions.propagate(self.opened, mention, self.session.annotator)
        made = [c.after for c in step.changes if isinstance(c.after, Mention)]
        alone = [(m.start, m.end) for m in made] == [(mention.start, mention.end)]
        if not made:
            self.say(messages.NOTHING_TO_DO.format(said=step.said))
        elif alone and self._told_before:
            what = messages.ACCEPT_ONLY.format(label=made[0].label, text=made[0].text)
            self.offer(step, "A", messages.CONFIRM_ALL.format(what=what))
        elif alone:
            self._decide(step, mention)  # there is nothing to ask
        else:
            self._offer_all(step)

    def _all_of_decided(self, decided: Mention) -> None:
        """Where nothing is left of it, the next press asks about the mention at the caret."""
        step = decisions.propagate(self.opened, decided, self.session.annotator)
        if step.changes:
            self._offer_all(step)
            return
        self._told_now = True
        said = messages.NO_MORE_OF_IT.format(text=decided.text)
        following = self.target()
        if following is not None:
            said = messages.TOLD_JOINT.join(
                (said, messages.ALL_OF_NEXT.format(text=following.text))
            )
        self.say(said)

    def _offer_all(self, step: Step) -> None:
        self.offer(step, "A", messages.CONFIRM_ALL.format(what=step.said))

    def take_offer(self, step: Step) -> None:
        """Do what was offered; from a suggestion that it decided on the caret goes on."""
        mention = self.target()
        was_open = mention is not None and mention.status == "suggested"
        kept = self.keep(step)
        if kept and was_open and not self.in_pane and mention not in self.opened.mentions:
            self.reader.move("next_suggestion")


def _mention_after(step: Step) -> Mention | None:
    """The first mention that a step made or changed."""
    return next((c.after for c in step.changes if isinstance(c.after, Mention)), None)
