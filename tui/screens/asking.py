"""The reader's keys that open a field: tags, notes, links, facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsview.store import decisions, messages
from newsview.store.decisions import OpenArticle
from newsview.store.model import FIGURE_LABELS, Anchor, Evidence, Fact, Mention, new_id
from newsview.tui.screens.base import MainScreen
from newsview.widgets.fact_form import FactForm
from newsview.widgets.note_field import NoteField
from newsview.widgets.prompt import Prompt
from newsview.widgets.reader import Reader
from newsview.widgets.side_pane import SidePane
from newsview.widgets.tag_field import TagField

if TYPE_CHECKING:
    from newsview.nlp.figures import Reading


class AskingActions(MainScreen):
    """Tags, notes, links and facts of what is at the caret, or of the side pane's row."""

    opened: OpenArticle

    if TYPE_CHECKING:

        @property
        def reader(self) -> Reader: ...
        @property
        def pane(self) -> SidePane: ...
        def target(self) -> Mention | None: ...
        def target_fact(self) -> Fact | None: ...
        def to_pane(self, in_pane: bool) -> None: ...

    # --- tags and notes ---------------------------------------------------------------------------

    def action_tags(self) -> None:
        fact, mention = self.target_fact(), self.target()
        if fact is not None:
            self._ask_tags(decisions.describe_fact(fact), fact.tags, fact)
        elif mention is not None:
            self._ask_tags(f"{mention.label} {mention.text}", mention.tags, mention)
        else:
            self.action_article_tags()

    def action_article_tags(self) -> None:
        record = self.opened.record
        self._ask_tags(messages.THE_ARTICLE, record.tags if record else (), None)

    def _ask_tags(self, what: str, tags: tuple[str, ...], on: Fact | Mention | None) -> None:
        known = self.session.known_tags(self.newsview.settings.tags)
        field = TagField(messages.TAGS_OF.format(what=what), tags, known)
        self.overlay.ask(field, lambda kept: self._keep_tags(on, kept))

    def _keep_tags(self, on: Fact | Mention | None, tags: tuple[str, ...]) -> None:
        annotator = self.session.annotator
        if isinstance(on, Mention):
            self.keep(decisions.tag_mention(self.opened, on, tags, annotator))
        elif isinstance(on, Fact):
            self.keep(decisions.tag_fact(self.opened, on, tags, annotator))
        else:
            self.keep(decisions.tag_article(self.opened, tags, annotator))

    def action_note(self) -> None:
        fact, mention = self.target_fact(), self.target()
        if fact is not None:
            self._ask_note(decisions.describe_fact(fact), fact.note, fact)
        elif mention is not None:
            self._ask_note(f"{mention.label} {mention.text}", mention.note, mention)
        else:
            self.action_article_note()

    def action_article_note(self) -> None:
        record = self.opened.record
        self._ask_note(messages.THE_ARTICLE, record.note if record else None, None)

    def _ask_note(self, what: str, note: str | None, on: Fact | Mention | None) -> None:
        field = NoteField(messages.NOTE_ON.format(what=what), note)
        self.overlay.ask(field, lambda kept: self._keep_note(on, kept))

    def _keep_note(self, on: Fact | Mention | None, note: str | None) -> None:
        annotator = self.session.annotator
        if isinstance(on, Mention):
            self.keep(decisions.note_mention(self.opened, on, note, annotator))
        elif isinstance(on, Fact):
            self.keep(decisions.note_fact(self.opened, on, note, annotator))
        else:
            self.keep(decisions.note_article(self.opened, note, annotator))

    # --- links ------------------------------------------------------------------------------------

    def action_link(self) -> None:
        mention = self.target()
        if mention is None:
            self.say(messages.NO_MENTION_HERE)
            return
        entities = self.session.entities()
        linked = next((e.name for e in entities if e.id == mention.entity), "")
        known = decisions.find_entity(entities, mention.text)
        value = linked or (known.name if known else mention.text)
        field = Prompt(
            messages.LINK_PROMPT.format(text=mention.text), value, [e.name for e in entities]
        )
        self.overlay.ask(field, lambda name: self._keep_link(mention, name))

    def _keep_link(self, mention: Mention, name: str) -> None:
        entities = self.session.entities()
        self.keep(
            decisions.link_mention(self.opened, mention, name, entities, self.session.annotator)
        )

    # --- facts ------------------------------------------------------------------------------------

    def action_fact(self) -> None:
        self.edit_fact(self.target_fact() or self._fact_at_caret())

    def choose_row(self) -> None:
        """Enter in the side pane: a fact opens its form, anything else shows where it stands."""
        row = self.pane.current
        if row is None:
            return
        fact = self.target_fact()
        if fact is not None:
            self.edit_fact(fact)
        elif row.offset is not None:
            self.to_pane(False)
            self.reader.goto(row.offset, active=row.ids[0] if row.ids else None)

    def edit_fact(self, draft: Fact) -> None:
        """Open the form on a fact; what is kept there is written."""
        form = FactForm(
            draft,
            completions=self._completions(),
            read_value=self._read_value,
            locate=lambda text: self._locate(draft, text),
        )
        self.overlay.ask(form, self._keep_fact)

    def _keep_fact(self, fact: Fact) -> None:
        self.keep(decisions.keep_fact(self.opened, fact, self.session.annotator))

    def _fact_at_caret(self) -> Fact:
        """The fact already suggested for the figure or sentence at the caret, else a new one."""
        start, end = self.reader.selection or self.reader.sentence_at_caret()
        here = [f for f in self.opened.facts if _stands_in(f, start, end)]
        active = self.reader.active
        if active is not None:
            for fact in here:
                if fact.object and (fact.object.start, fact.object.end) == (
                    active.start, active.end,
                ):  # fmt: skip
                    return fact
        waiting = [f for f in here if f.status == "suggested"]
        return waiting[0] if waiting else self._new_fact(start, end)

    def _new_fact(self, start: int, end: int) -> Fact:
        """A draft from the sentence: its first name as subject, its first figure as value."""
        text = self.opened.article.text
        inside = [
            m for m in self.opened.mentions
            if start <= m.start and m.end <= end and m.status != "rejected"
        ]  # fmt: skip
        names = [m for m in inside if m.label not in FIGURE_LABELS]
        figures = [m for m in inside if m.label in FIGURE_LABELS]
        subject = _anchor(names[0]) if names else None
        thing = figures[0] if figures else (names[1] if len(names) > 1 else None)
        reading = self._read_value(thing.text) if thing and thing in figures else None
        return Fact(
            id=new_id(), article=self.opened.article.sha256,
            kind="figure" if figures else "relation",
            subject=subject, predicate="", object=_anchor(thing) if thing else None,
            value=reading.value if reading else None, date=reading.date if reading else None,
            evidence=(Evidence(start, end, text[start:end]),),
            status="suggested", origin="person",
        )  # fmt: skip

    def _read_value(self, text: str) -> Reading | None:
        from newsview.nlp.figures import read_value  # 35 ms, and only a form needs it

        return read_value(text, self.opened.article.published)

    def _locate(self, draft: Fact, text: str) -> tuple[int, int] | None:
        """Where a typed text stands in the fact's evidence, else nowhere."""
        for evidence in draft.evidence:
            found = self.opened.article.text.find(text, evidence.start, evidence.end)
            if text and found >= 0:
                return found, found + len(text)
        return None

    def _completions(self) -> dict[str, list[str]]:
        names = {m.text for m in self.opened.mentions if m.label not in FIGURE_LABELS}
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


def _anchor(mention: Mention) -> Anchor:
    return Anchor(mention.text, mention.start, mention.end, mention.entity)


def _stands_in(fact: Fact, start: int, end: int) -> bool:
    return any(e.start < end and start < e.end for e in fact.evidence)
