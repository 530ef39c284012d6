"""The facts and the entities of the whole corpus, each on a screen of its own."""

from __future__ import annotations

from collections import Counter

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from newsview.store import messages
from newsview.tui.keys import bindings
from newsview.tui.screens.base import MainScreen
from newsview.widgets.pane_rows import FactGroup, PaneRow, entity_rows, fact_rows
from newsview.widgets.prompt import Prompt
from newsview.widgets.side_pane import Move, SidePane


class OverviewScreen(MainScreen):
    """A list of rows over the corpus; enter goes to where one stands."""

    SCOPES = ("overview",)
    BINDINGS = bindings(["overview"])
    TITLE_TEXT = ""

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

    def action_move(self, motion: Move) -> None:
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


class FactsScreen(OverviewScreen):
    """Every fact that was decided on, and the open suggestions of the articles read, by article."""

    TITLE_TEXT = messages.ALL_FACTS

    def rows(self) -> list[PaneRow]:
        groups: list[FactGroup] = []
        kept = self.session.facts_by_article()
        seen = set()
        for entry in self.session.entries:
            if entry.sha256 is None or entry.sha256 in seen:
                continue
            seen.add(entry.sha256)
            facts = self.session.facts(entry.sha256)
            if facts:
                groups.append(FactGroup(entry.title or entry.source.name, entry.sha256, facts))
        for sha256 in kept.keys() - seen:
            record = self.session.annotations.article(sha256)
            source = record.source if record else sha256[:16]
            groups.append(FactGroup(source, sha256, kept[sha256]))
        return fact_rows(groups)

    def go_to(self, row: PaneRow) -> None:
        if row.article is not None:
            self.open_article(row.article, row.offset)


class EntitiesScreen(OverviewScreen):
    """Every canonical entity, with its aliases and how many mentions refer to it."""

    TITLE_TEXT = messages.ALL_ENTITIES

    def rows(self) -> list[PaneRow]:
        counts = Counter(m.entity for m in self.session.annotations.all_mentions() if m.entity)
        return entity_rows(self.session.entities(), counts)

    def go_to(self, row: PaneRow) -> None:
        for mention in self.session.annotations.all_mentions():
            if mention.entity in row.ids:
                self.open_article(mention.article, mention.start)
                return
        self.say(messages.NO_MENTION_OF_IT)
