"""The article list: what there is, how far it is, what waits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from newsview.store import messages
from newsview.store.messages import NewsviewError
from newsview.store.model import ArticleStatus
from newsview.tui.keys import bindings
from newsview.tui.rows import SessionArticles
from newsview.tui.screens.base import MainScreen
from newsview.widgets.article_list import ArticleList, Move
from newsview.widgets.listing import ORDERS, Listing, Order
from newsview.widgets.text.display import one_line

if TYPE_CHECKING:
    from newsview.store.decisions import OpenArticle
    from newsview.widgets.prompt import Prompt


_QUERY_SHOWN = 20
"""Cells of a filter that stand on the status line."""


class ListScreen(MainScreen):
    """All articles of the corpus, or those that a filter leaves."""

    SCOPES = ("list",)
    BINDINGS = bindings(["list"])

    def __init__(self) -> None:
        super().__init__()
        self.query_text = ""
        self.order: Order = ORDERS[0]
        self._looked_at = 0

    def compose(self) -> ComposeResult:
        yield ArticleList(Listing(SessionArticles(self.session)))
        yield from self.compose_foot()

    def on_mount(self) -> None:
        super().on_mount()
        self.articles.focus()
        self._show_count()

    @property
    def articles(self) -> ArticleList:
        """The list itself."""
        return self.query_one(ArticleList)

    def open_annotations(self) -> None:
        """Open the annotations file, which the first screen did without. Raises NewsviewError."""
        self.session.annotations  # noqa: B018, it is opened when it is first asked for
        self.say_who()

    # --- showing ----------------------------------------------------------------------------------

    def reload(self) -> None:
        for sha256 in self.session.take_changed():
            self._renew(sha256)
        self._show_count()

    def entries_changed(self, indices: Sequence[int]) -> None:
        self._looked_at += len(indices)
        for index in indices:
            self.articles.renew(index)
        self._show_count()

    def corpus_grew(self) -> None:
        self.articles.grow(self._arranged())
        self._show_count()

    def round_ended(self) -> None:
        self._rearrange()

    def suggestions_changed(self, sha256: str) -> None:
        self._renew(sha256)
        self._show_count()

    def _renew(self, sha256: str) -> None:
        for index in self.session.indices_of(sha256):
            self.articles.renew(index, words=False)

    def _rearrange(self) -> None:
        """Apply filter and order anew, staying on the same article where it is still shown."""
        self.articles.shown = self._arranged()
        self._show_count()

    def _arranged(self) -> Sequence[int]:
        """What the filter leaves, in the chosen order."""
        listing = self.articles.listing
        return listing.arrange(listing.find(self.query_text), self.order)

    def _show_count(self) -> None:
        shown, total = len(self.articles.shown), len(self.session.entries)
        if not self.session.is_whole:
            self.status.stand(decided=messages.LISTING.format(n=total))
        elif self._looked_at < total:
            self.status.stand(decided=messages.LOOKING.format(n=self._looked_at, total=total))
        else:
            done, texts = len(self.session.waiting), self.session.texts
            line = messages.SHOWN if done >= texts else messages.SHOWN_SUGGESTING
            if self.query_text:
                line = messages.FILTERED
            query = one_line(self.query_text, _QUERY_SHOWN)
            told = line.format(n=shown, total=total, done=done, texts=texts, query=query)
            self.status.stand(decided=told)

    def neighbour(self, index: int, step: int) -> int | None:
        """The article that stands ``step`` rows after this one in the list as it is shown."""
        shown, here = self.articles.shown, self.articles.place_of(index)
        if here is None:
            return None
        place = here + step
        return shown[place] if 0 <= place < len(shown) else None

    def select(self, index: int) -> None:
        """Put the cursor on this article, if the filter shows it."""
        self.articles.select(index)

    # --- keys -------------------------------------------------------------------------------------

    def action_move(self, motion: Move) -> None:
        self.articles.move(motion)

    @on(ArticleList.Chosen)
    def action_open(self) -> None:
        index = self.articles.cursor_index
        if index is not None:
            self.newsview.read(index)

    def action_sort(self) -> None:
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self._rearrange()
        self.say(messages.SORTED.format(order=self.order))

    def action_search(self) -> None:
        from newsview.widgets.prompt import Prompt

        before = self.query_text
        self.overlay.ask(
            Prompt(messages.FILTER_PROMPT, self.query_text),
            then=self._filter,
            on_leave=lambda: self._filter(before),
        )

    def action_clear(self) -> None:
        self._filter("")

    def on_prompt_changed(self, event: Prompt.Changed) -> None:
        self._filter(event.value)

    def _filter(self, text: str) -> None:
        if text != self.query_text:
            self.query_text = text
            self._rearrange()

    def action_done(self) -> None:
        from newsview.store import decisions

        opened = self._opened()
        if opened is not None:
            status: ArticleStatus = "doing" if opened.status == "done" else "done"
            self.keep(decisions.set_status(opened, status, self.session.annotator))

    def action_history(self) -> None:
        opened = self._opened()
        if opened is not None:
            article = opened.article
            self.show_history(article.sha256, article.title or article.source)

    def action_tags(self) -> None:
        from newsview.widgets.tag_field import TagField

        opened = self._opened()
        if opened is not None:
            tags = opened.record.tags if opened.record else ()
            known = self.session.known_tags(self.newsview.settings.tags)
            field = TagField(messages.TAGS_OF.format(what=opened.article.title), tags, known)
            self.ask_in(field, lambda kept: self._keep_tags(opened, kept))

    def _keep_tags(self, opened: OpenArticle, tags: tuple[str, ...]) -> None:
        from newsview.store import decisions

        self.keep(decisions.tag_article(opened, tags, self.session.annotator))

    def action_note(self) -> None:

        opened = self._opened()
        if opened is not None:
            note = opened.record.note if opened.record else None
            field = self.note_field(opened.article.title, note, opened.article.sha256)
            self.ask_in(field, lambda kept: self._keep_note(opened, kept))

    def _keep_note(self, opened: OpenArticle, note: str | None) -> None:
        from newsview.store import decisions

        self.keep(decisions.note_article(opened, note, self.session.annotator))

    def _opened(self) -> OpenArticle | None:
        """The article under the cursor with what is known of it; says why when unreadable."""
        index = self.articles.cursor_index
        if index is None:
            self.say(messages.NO_ARTICLES)
            return None
        try:
            return self.session.open(self.session.article(index))
        except NewsviewError as error:
            self.say(str(error), error=True)
            return None
