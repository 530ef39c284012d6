"""Lists over the whole corpus, and the screen of its facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from newsview.store import decisions, messages
from newsview.store.decisions import OpenArticle
from newsview.store.model import Fact
from newsview.store.news import News
from newsview.store.steps import Table
from newsview.tui.commands import Scope
from newsview.tui.keys import bindings
from newsview.tui.screens.base import MainScreen
from newsview.tui.screens.fact_actions import FactActions
from newsview.tui.screens.fact_drafts import place_of
from newsview.tui.screens.fact_filter import matching_facts
from newsview.widgets.evidence_strip import EvidenceStrip
from newsview.widgets.pane_rows import FactGroup, PaneRow, fact_rows, fact_section
from newsview.widgets.prompt import Prompt
from newsview.widgets.side_pane import Move, SidePane


class OverviewScreen(MainScreen):
    """A list of rows over the corpus; enter goes to where one stands."""

    SCOPES: ClassVar[Sequence[Scope]] = ("overview",)
    BINDINGS = bindings(["overview"])
    TITLE_TEXT = ""
    SHOWS: ClassVar[frozenset[Table]] = frozenset()
    """The tables whose records are told of here."""

    def __init__(self) -> None:
        super().__init__()
        self.query_text = ""

    def compose(self) -> ComposeResult:
        yield Static(self.TITLE_TEXT, id="heading", markup=False)
        yield SidePane()
        yield from self.compose_foot()

    def on_mount(self) -> None:
        super().on_mount()
        self.reload()
        self.pane.focus()

    @property
    def pane(self) -> SidePane:
        """The rows."""
        return self.query_one(SidePane)

    def rows(self) -> list[PaneRow]:
        """What there is to show."""
        raise NotImplementedError

    def reload(self) -> None:
        rows = self.rows()
        wanted = self.query_text.casefold()
        if wanted:
            rows = [row for row in rows if row.ids and wanted in row.text.casefold()]
        self.pane.set_content(rows)

    def others_changed(self, news: News) -> None:
        if news.everything or any(change.table in self.SHOWS for change in news.changes):
            self.reload()

    def action_move(self, motion: Move) -> None:
        self.say("")
        self.pane.move(motion)

    def action_search(self) -> None:
        before = self.query_text
        prompt = Prompt(messages.FILTER_PROMPT, self.query_text)
        self.overlay.ask(prompt, self._filter, lambda: self._filter(before))

    @on(Prompt.Changed)
    def _filter_typed(self, event: Prompt.Changed) -> None:
        self._filter(event.value)

    def _filter(self, text: str) -> None:
        self.query_text = text
        self.reload()

    @on(SidePane.Chosen)
    def action_open(self) -> None:
        row = self.pane.current
        if row is not None and row.ids:
            self.go_to(row)

    def go_to(self, row: PaneRow) -> None:
        """Open the article that a row stands in, at its place."""
        raise NotImplementedError

    def open_article(self, sha256: str, offset: int | None) -> None:
        """Open an article of this corpus at an offset, or say that it is not in it."""
        index = self.session.index_of(sha256)
        if index is None:
            self.say(messages.NOT_IN_CORPUS, error=True)
        else:
            self.newsview.read(index, caret=offset or 0)


class FactsScreen(OverviewScreen, FactActions):
    """Every fact that was decided on, and the open suggestions of the articles read, by article."""

    SCOPES = ("overview", "facts")
    BINDINGS = bindings(["facts"])
    TITLE_TEXT = messages.ALL_FACTS
    SHOWS = frozenset({"facts", "articles"})

    def __init__(self) -> None:
        super().__init__()
        self._sections: dict[str, tuple[Sequence[Fact], list[PaneRow]]] = {}

    def compose(self) -> ComposeResult:
        yield Static(self.TITLE_TEXT, id="heading", markup=False)
        yield SidePane()
        yield EvidenceStrip()
        yield from self.compose_foot()

    def reload(self) -> None:
        self.pane.set_content(self.rows())
        self.show_fact()

    def target_fact(self) -> Fact | None:
        row = self.pane.current
        if row is None or row.article is None:
            return None
        return next((f for f in self.session.facts(row.article) if f.id in row.ids), None)

    def opened_with(self, fact: Fact) -> OpenArticle:
        return self.session.opened(fact.article)

    def action_accept(self) -> None:
        fact = self.target_fact()
        if fact is None:
            self.say(messages.NO_FACT_HERE)
        else:
            self.accept_fact(fact)

    def action_reject(self) -> None:
        fact = self.target_fact()
        if fact is None:
            self.say(messages.NO_FACT_HERE)
        else:
            self.reject_fact(fact)

    def action_move(self, motion: Move) -> None:
        super().action_move(motion)
        self.show_fact()

    @on(SidePane.Highlighted)
    def _row_reached(self) -> None:
        self.show_fact()

    def action_next_undecided(self, step: int) -> None:
        rows, row = list(self.pane.rows), self.pane.current
        here = rows.index(row) if row is not None else 0
        ahead = rows[here + 1 :] if step > 0 else rows[:here][::-1]
        waiting = next((row for row in ahead if row.waits), None)
        self.say("")
        if waiting is not None:
            self.pane.go_to(waiting.ids[0])
        self.show_fact()

    def action_history(self) -> None:
        fact = self.target_fact()
        if fact is None:
            self.say(messages.NO_FACT_HERE)
        else:
            self.show_history(fact.id, decisions.describe_fact(fact))

    def action_text(self) -> None:
        fact = self.target_fact()
        if fact is None:
            self.say(messages.NO_FACT_HERE)
        else:
            self.open_article(fact.article, place_of(fact))

    def rows(self) -> list[PaneRow]:
        groups: list[FactGroup] = []
        kept = self.session.facts_by_article()
        seen = set()
        for entry in self.session.entries:
            if entry.sha256 is None or entry.sha256 in seen:
                continue
            seen.add(entry.sha256)
            facts = self.session.facts(entry.sha256)
            groups.append(FactGroup(entry.title or entry.source.name, entry.sha256, facts))
        for sha256 in kept.keys() - seen:
            record = self.session.annotations.article(sha256)
            source = record.source if record else sha256[:16]
            groups.append(FactGroup(source, sha256, kept[sha256]))
        found = matching_facts(groups, self.query_text)
        return fact_rows(found, undecided_facts=self.undecided_facts, section_of=self._section_of)

    def _section_of(self, group: FactGroup) -> list[PaneRow]:
        """An article's rows, made anew only where its facts changed: there may be thousands."""
        facts, rows = self._sections.get(group.article, ((), []))
        if facts != group.facts or not rows:
            rows = fact_section(group)
            self._sections[group.article] = group.facts, rows
        return rows

    def go_to(self, row: PaneRow) -> None:
        """Enter: the fact's form."""
        fact = self.target_fact()
        if fact is not None:
            self.edit_row(fact)
