"""Deciding on the facts of a pane's rows: the same in the side pane and on the facts screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from newsview.store import decisions, messages
from newsview.store.decisions import OpenArticle
from newsview.store.model import FIGURE_LABELS, Fact
from newsview.store.steps import Step
from newsview.tui.screens.base import MainScreen
from newsview.tui.screens.describe import describe_status
from newsview.widgets.evidence_strip import EvidenceStrip
from newsview.widgets.fact_form import FactForm
from newsview.widgets.side_pane import SidePane

if TYPE_CHECKING:
    from newsview.nlp.figures import Reading


class FactActions(MainScreen):
    """One key accepts or rejects the fact at the cursor and goes on; another opens its form."""

    undecided_facts = False
    """Whether only facts that nobody decided on are shown."""
    _described = ""

    if TYPE_CHECKING:

        @property
        def pane(self) -> SidePane: ...

    def target_fact(self) -> Fact | None:
        """The fact of the pane's row."""
        raise NotImplementedError

    def opened_with(self, fact: Fact) -> OpenArticle:
        """The article of a fact with all that is known of it now."""
        raise NotImplementedError

    # --- one key ----------------------------------------------------------------------------------

    def accept_fact(self, fact: Fact) -> None:
        """The fact is right as it stands."""
        if fact.status == "accepted":
            self.say(messages.NOTHING_TO_DO.format(said=messages.ALREADY_ACCEPTED))
            return
        opened = self.opened_with(fact)
        self._keep_and_go_on(decisions.keep_fact(opened, fact, self.session.annotator), fact)

    def reject_fact(self, fact: Fact) -> None:
        """The fact is wrong; one's own is removed."""
        if fact.status == "rejected":
            self.say(messages.NOTHING_TO_DO.format(said=messages.ALREADY_REJECTED))
            return
        opened = self.opened_with(fact)
        self._keep_and_go_on(decisions.reject_fact(opened, fact, self.session.annotator), fact)

    def _keep_and_go_on(self, step: Step, fact: Fact) -> None:
        """Keep a decision on the fact at the cursor; after one on a suggestion the cursor goes on.

        It goes to the next undecided fact below, else to the first one above.
        """
        rows, row = list(self.pane.rows), self.pane.current
        here = rows.index(row) if row is not None else 0
        ahead = [row for row in rows[here + 1 :] + rows[:here] if row.kind == "fact" and row.waits]
        if not self.keep(step):
            return
        if fact.status == "suggested" and not any(self.pane.go_to(row.ids[0]) for row in ahead):
            self.say(messages.NO_FACT_LEFT.format(said=self.said))
        self.show_fact()

    def action_undecided_facts(self) -> None:
        """Show only facts that nobody decided on, or all again."""
        self.undecided_facts = not self.undecided_facts
        self.reload()
        self.say(messages.FACTS_UNDECIDED if self.undecided_facts else messages.FACTS_ALL)
        self.show_fact()

    # --- what is shown of the fact at the cursor --------------------------------------------------

    def show_fact(self) -> None:
        """Show the evidence of the fact at the cursor, and what is known of where it stands."""
        fact = self.target_fact()
        about = (fact.object or fact.subject) if fact is not None else None
        evidence = fact.evidence if fact is not None else ()
        self.query_one(EvidenceStrip).show(evidence, about.text if about is not None else "")
        if self.said in ("", self._described):
            self._described = "" if fact is None else describe_status(fact)
            self.say(self._described)

    # --- its form ---------------------------------------------------------------------------------

    def edit_fact(self, drafts: Sequence[Fact], then: Callable[[Fact], None]) -> None:
        """Open the form on the first of some drafts; ``then`` gets what is to be kept."""
        opened = self.opened_with(drafts[0])
        form = FactForm(
            drafts[0],
            others=drafts[1:],
            completions=self._completions(opened),
            read_value=lambda text: self.read_value(opened, text),
            locate=lambda text: _locate(opened, drafts, text),
            in_text=_finder(opened.article.text),
        )
        self.ask_in(form, then)

    def edit_row(self, fact: Fact) -> None:
        """Open the form of the fact at the cursor; keeping it accepts it and goes on."""

        def keep(edited: Fact) -> None:
            opened = self.opened_with(fact)
            step = decisions.keep_fact(opened, edited, self.session.annotator, [fact])
            self._keep_and_go_on(step, fact)

        self.edit_fact([fact], keep)

    def read_value(self, opened: OpenArticle, text: str) -> Reading | None:
        """What a text of an article says as a figure."""
        from newsview.nlp.figures import read_value  # 35 ms, and only a form needs it

        return read_value(text, opened.article.published)

    def _completions(self, opened: OpenArticle) -> dict[str, list[str]]:
        names = {m.text for m in opened.mentions if m.label not in FIGURE_LABELS}
        names.update(entity.name for entity in self.session.entities())
        known = sorted(names, key=str.casefold)
        facts = list(self.session.annotations.all_facts())
        return {
            "subject": known,
            "object": known,
            "attribution": known,
            "predicate": self.session.known_predicates(self.newsview.settings.predicates),
            "unit": sorted({f.value.unit for f in facts if f.value and f.value.unit}),
            "tags": self.session.known_tags(self.newsview.settings.tags),
        }


def _finder(text: str) -> Callable[[str], bool]:
    """Whether a text stands in this one, whatever white space is in both; always where it is empty.

    It is empty where the article's text is not at hand.
    """
    there = " ".join(text.split())
    return lambda wanted: not there or " ".join(wanted.split()) in there


def _locate(opened: OpenArticle, drafts: Sequence[Fact], text: str) -> tuple[int, int] | None:
    """Where a typed text stands in the evidence of the drafts, else nowhere."""
    for evidence in (evidence for draft in drafts for evidence in draft.evidence):
        found = opened.article.text.find(text, evidence.start, evidence.end)
        if text and found >= 0:
            return found, found + len(text)
    return None
