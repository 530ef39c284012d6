"""The reader's keys that open a field: tags, notes, links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsview.nlp.linking import AliasGroup, full_name
from newsview.store import decisions, messages
from newsview.store.decisions import OpenArticle
from newsview.store.links import link_together
from newsview.store.mentions import Mentions
from newsview.store.model import Entity, Fact, Mention
from newsview.tui.linking import group_of
from newsview.tui.screens.describe import nothing_here
from newsview.tui.screens.offering import OfferingActions
from newsview.widgets.prompt import Prompt
from newsview.widgets.tag_field import TagField


class AskingActions(OfferingActions):
    """Tags, notes and links of what is at the caret, or of the side pane's row."""

    opened: OpenArticle

    if TYPE_CHECKING:

        def target(self) -> Mention | None: ...
        def target_fact(self) -> Fact | None: ...

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
        seen = self.opened  # others may change it while the field is open
        self.ask_in(field, lambda kept: self._keep_tags(on, kept, seen))

    def _keep_tags(
        self, on: Fact | Mention | None, tags: tuple[str, ...], seen: OpenArticle
    ) -> None:
        annotator = self.session.annotator
        if isinstance(on, Mention):
            self.keep(decisions.tag_mention(seen, on, tags, annotator))
        elif isinstance(on, Fact):
            self.keep(decisions.tag_fact(seen, on, tags, annotator))
        else:
            self.keep(decisions.tag_article(seen, tags, annotator))

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
        seen = self.opened
        field = self.note_field(what, note, seen.article.sha256 if on is None else on.id)
        self.ask_in(field, lambda kept: self._keep_note(on, kept, seen))

    def _keep_note(self, on: Fact | Mention | None, note: str | None, seen: OpenArticle) -> None:
        annotator = self.session.annotator
        if isinstance(on, Mention):
            self.keep(decisions.note_mention(seen, on, note, annotator))
        elif isinstance(on, Fact):
            self.keep(decisions.note_fact(seen, on, note, annotator))
        else:
            self.keep(decisions.note_article(seen, note, annotator))

    # --- history ----------------------------------------------------------------------------------

    def action_history(self) -> None:
        """Who changed the fact or mention, or the article where there is none or nobody did."""
        fact, mention = self.target_fact(), self.target()
        kept = self.session.annotations
        if fact is not None and kept.get("facts", fact.id) is not None:
            self.show_history(fact.id, decisions.describe_fact(fact))
        elif mention is not None and kept.get("mentions", mention.id) is not None:
            self.show_history(mention.id, f"{mention.label} {mention.text}")
        else:
            article = self.opened.article
            self.show_history(article.sha256, article.title or article.source)

    # --- links ------------------------------------------------------------------------------------

    def action_link(self) -> None:
        """Ask for the entity; what is suggested stands there and is offered first."""
        mention = self.target()
        if mention is None:
            self.say(nothing_here(self.session.labels))
            return
        entities = self.session.entities()
        groups = self.session.linking.groups(self.opened)
        group = group_of(groups, mention)
        linked = next((e.name for e in entities if e.id == mention.entity), None)
        known = decisions.find_entity(entities, mention.text, mention.label)
        suggested = linked or _suggested(group, known, mention)
        forms = group.forms if group is not None else ()
        names = [*(e.name for e in entities), *(one.name for one in groups)]
        offered = dict.fromkeys((suggested, *forms, *names))
        field = Prompt(messages.LINK_PROMPT.format(text=mention.text), suggested, list(offered))
        self.ask_in(field, lambda name: self._keep_link(mention, name.strip(), group))

    def _keep_link(self, mention: Mention, name: str, group: AliasGroup | None) -> None:
        entities, annotator = self.session.entities(), self.session.annotator
        ids = set(group.mentions) - {mention.id} if group is not None else set()
        # By their places: what is suggested may have another id once a name was decided on.
        there = Mentions.of(self.opened.mentions).with_ids(ids)
        places = {(m.start, m.end, m.label) for m in there}
        step = decisions.link_mention(self.opened, mention, name, entities, annotator)
        if self.keep(step) and name:
            self._offer_others(mention, name, places)

    def _offer_others(self, mention: Mention, name: str, places: set[tuple[int, int, str]]) -> None:
        """The same link for the rest of the group, as one more step that is asked for."""
        others = [
            m for m in self.opened.mentions
            if (m.start, m.end, m.label) in places
            and m.status != "rejected"
            and m.entity in (None, mention.entity)
        ]  # fmt: skip
        if others:
            entities, annotator = self.session.entities(), self.session.annotator
            step = link_together(self.opened, others, name, entities, annotator)
            self.offer(step, "A", messages.CONFIRM_ALL.format(what=step.said))


def _suggested(group: AliasGroup | None, known: Entity | None, mention: Mention) -> str:
    """The name of the entity that a mention probably refers to."""
    if group is not None and group.entity is not None:
        return group.name
    if known is not None and known.label in (None, mention.label):
        return known.name
    return full_name(group.name if group is not None else mention.text)
