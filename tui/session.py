"""A working session without a screen: a corpus, its annotations file, one annotator.

Everything the application changes goes through `Session.do`, `undo` and `redo`: written to disk
before they return. Reading is by the index of an article in the corpus.

The list needs none of what reads, suggests and decides, so that is imported where it is used: the
first screen does not wait for it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsview.store.corpus import Corpus, Source
from newsview.store.messages import NewsviewError
from newsview.store.model import (
    Article,
    Entity,
    Fact,
    Mention,
    Record,
    Suggestions,
)
from newsview.tui.entries import Entries, Entry
from newsview.tui.held import HeldSuggestions

if TYPE_CHECKING:
    from newsview.nlp.known import Decided, KnownNames, Places
    from newsview.store.annotations import Annotations
    from newsview.store.decisions import OpenArticle
    from newsview.store.field_merge import Conflict
    from newsview.store.former import Former
    from newsview.store.mentions import Mentions
    from newsview.store.name_list import ListedName
    from newsview.store.news import News
    from newsview.store.steps import Change, Step
    from newsview.store.undo import Outcome, Undo
    from newsview.tui.linking import Linking

ARTICLES_HELD = 16
"""How many articles' texts stay in memory."""

CORPUS_KEY = "corpus"
"""Under which the annotations file remembers the corpus paths."""


def entry_of(source: Source, article: Article) -> Entry:
    """What the list shows of an article that was read."""
    return Entry(source, article.sha256, article.title, article.published, article.encoding)


class Session:
    """A corpus being annotated by one person."""

    def __init__(
        self,
        corpus: Corpus,
        annotations: Annotations | Callable[[], Annotations],
        annotator: str,
        labels: tuple[str, ...],
        paths: Sequence[Path] = (),
        listed: Sequence[ListedName] = (),
    ) -> None:
        """``annotations`` may be what opens them when they are first needed.

        ``paths`` are remembered in the annotations file, so that it can be exported alone.

        ``listed`` are the project's own names, suggested before any pipeline's.
        """
        self.corpus = corpus
        self._open_annotations = annotations if callable(annotations) else lambda: annotations
        self.annotator = annotator
        self.labels = labels
        self.entries = Entries(corpus.sources)
        self.waiting = self.entries.waiting
        self._changed: set[str] = set()
        self.touched: frozenset[str] = frozenset()
        """The articles that the last news touched, by SHA-256."""
        self._stale: dict[str, None] = {}
        self._recounting: set[str] = set()
        self._articles: OrderedDict[int, Article] = OrderedDict()
        self._suggestions = HeldSuggestions(
            lambda: [article.sha256 for article in self._articles.values()]
        )
        self._listed = listed
        self._decided: Decided | None = None
        self._known: KnownNames | None = None
        self._places: OrderedDict[str, Places] = OrderedDict()
        self._given = paths

    @property
    def read_only(self) -> bool:
        """Whether nothing can be kept."""
        return self.annotations.read_only

    @cached_property
    def annotations(self) -> Annotations:
        """The annotations file. Raises NewsviewError where it cannot be opened."""
        return self._open_annotations()

    @property
    def is_open(self) -> bool:
        """Whether the annotations file is."""
        return "annotations" in self.__dict__

    @cached_property
    def _paths(self) -> str:
        import json

        return json.dumps([str(path.absolute()) for path in self._given])

    @cached_property
    def linking(self) -> Linking:
        """What looks the same, in an article and over the corpus."""
        from newsview.tui.linking import Linking

        return Linking(self.annotations)

    @cached_property
    def outcome(self) -> Outcome:
        """What became of the last step, undo or redo."""
        from newsview.store.steps import Step
        from newsview.store.undo import Outcome

        return Outcome(Step("", ()))

    @cached_property
    def _undo(self) -> Undo:
        from newsview.store.undo import Undo

        return Undo(self.annotations, self.annotator, self._beside)

    # --- reading --------------------------------------------------------------------------------

    def read(self, index: int) -> Article:
        """The article at this place of the corpus, from its file. NewsviewError when unreadable.

        Safe to call from another thread: it touches nothing but the file.
        """
        from newsview.nlp.article import build

        source = self.corpus.sources[index]
        return build(self.corpus.read(source), source.name, guess=False)

    def look_at(self, index: int) -> Entry:
        """What the list shows of an article, from its file; never raises. Safe in a thread."""
        source = self.corpus.sources[index]
        try:
            return entry_of(source, self.read(index))
        except NewsviewError as error:
            return Entry(source, problem=str(error))

    def learn(self, index: int, entry: Entry) -> None:
        """Hold what looking at an article brought."""
        self.entries[index] = entry
        key = entry.sha256
        if entry.waiting is not None and key is not None and self.annotations.article(key) is None:
            self.waiting.setdefault(key, entry.waiting)

    def article(self, index: int) -> Article:
        """Like `read`, from memory when it was read lately."""
        held = self._articles.get(index)
        if held is None:
            try:
                held = self.read(index)
            except NewsviewError as error:
                self.learn(index, Entry(self.entries[index].source, problem=str(error)))
                raise
            self.learn(index, entry_of(self.entries[index].source, held))
            self._articles[index] = held
            while len(self._articles) > ARTICLES_HELD:
                self._articles.popitem(last=False)
        self._articles.move_to_end(index)
        return held

    @property
    def is_whole(self) -> bool:
        """Whether every article of the corpus is listed, here too."""
        return self.corpus.is_whole and len(self.entries) == len(self.corpus.sources)

    @property
    def texts(self) -> int:
        """How many different texts of the corpus were read so far."""
        return self.entries.texts

    def indices_of(self, sha256: str) -> Sequence[int]:
        """Where a text stands in the corpus, as far as it was read: files may hold the same one."""
        return self.entries.of_text(sha256)

    def index_of(self, sha256: str) -> int | None:
        """The first of them."""
        return next(iter(self.indices_of(sha256)), None)

    def open(self, article: Article) -> OpenArticle:
        """The article with all that is known of it now, mentions and facts in text order."""
        from newsview.store.decisions import OpenArticle
        from newsview.store.merge import visible_suggestions

        key = article.sha256
        decided = self.annotations.mentions(key)
        mentions = visible_suggestions(self._suggested(article), decided).with_(decided)
        facts = self.facts(key)
        return OpenArticle(article, self.annotations.article(key), mentions, tuple(facts))

    def opened(self, sha256: str) -> OpenArticle:
        """The same for an article by its SHA-256, without its text where that is not at hand."""
        from newsview.store.decisions import OpenArticle

        index, record = self.index_of(sha256), self.annotations.article(sha256)
        if index is not None:
            with suppress(NewsviewError):
                article = self.article(index)
                if article.sha256 == sha256:
                    return self.open(article)
        name = sha256[:16] if index is None else self.entries[index].source.name
        source = record.source if record is not None else name
        text = self.annotations.text(sha256) or ""
        bare = Article(source=source, text=text, sha256=sha256)
        mentions, facts = self.annotations.mentions(sha256), self.facts(sha256)
        return OpenArticle(bare, record, tuple(mentions), tuple(facts))

    def _suggested(self, article: Article) -> Mentions:
        """Known names, and what the pipeline suggests as soon as it is done."""
        from newsview.nlp.known import with_known
        from newsview.nlp.labels import among

        key = article.sha256
        places = self._places.get(key)
        if places is None:
            places = self._places[key] = self._names().places(article)
            while len(self._places) > ARTICLES_HELD:
                self._places.popitem(last=False)
        self._places.move_to_end(key)
        held = self._suggestions.get(key)
        known = among(self._names().mentions(article, places), self.labels)
        return with_known(held.mentions if held is not None else (), known)

    def _names(self) -> KnownNames:
        """The names that are known, gathered when they are first needed."""
        if self._known is None or self._decided is None:
            from newsview.nlp.known import Decided, KnownNames

            self._decided = Decided(self.annotations.all_mentions())
            unheard = self.annotations.unheard()  # they are counted once they are told
            for change in unheard.changes if unheard is not None else ():
                _count(self._decided, change.inverse())
            self._known = KnownNames(self._listed, self._decided)
        return self._known

    def _learn_names(self, changes: Iterable[Change]) -> None:
        """Count what was decided, and look for the names it touched in the articles at hand."""
        if self._known is None or self._decided is None:
            return
        forms: set[str | None] = set()
        for change in changes:
            forms |= _count(self._decided, change)
        for form in filter(None, forms):
            self._known.renew(form)
        for article in self._articles.values():
            places = self._places.get(article.sha256)
            if places is not None:
                before = dict(places)
                for form in filter(None, forms):
                    self._known.look_again(article, form, places)
                if places != before:
                    self._changed.add(article.sha256)
                    self.recount(article.sha256)

    def is_there(self, sha256: str) -> bool:
        """Whether a text stands in the corpus, as far as it was read."""
        return bool(self.indices_of(sha256))

    def has_former(self, source: str, sha256: str) -> bool:
        """Whether something is kept of a former text of a file that has this text now."""
        from newsview.store.former import has_former

        return has_former(self.annotations, source, sha256, self.is_there)

    def former(self, article: Article) -> Former | None:
        """What is kept of former texts of the article's file, and what it would be in this one."""
        from newsview.store.former import former_of

        return former_of(self.annotations, article, self.is_there)

    def facts(self, sha256: str) -> list[Fact]:
        """The kept facts of an article, and its open suggestions where they are at hand."""
        kept = self.annotations.facts(sha256)
        suggested = self._suggestions.get(sha256)
        if not suggested:
            return kept
        from newsview.store.merge import visible_facts

        return [*kept, *visible_facts(suggested.facts, kept)]

    def entities(self) -> list[Entity]:
        """The canonical entities, by name."""
        return sorted(self.annotations.entities(), key=lambda e: e.name.casefold())

    # --- suggestions ----------------------------------------------------------------------------

    def take(self, suggestions: Suggestions) -> None:
        """Hold what a pipeline suggested for an article, and how much of it waits.

        Mentions whose labels are none of the project's are left out.
        """
        from newsview.nlp.labels import among
        from newsview.store.mentions import Mentions

        wanted = Mentions.of(among(suggestions.mentions, self.labels))
        held = replace(suggestions, mentions=wanted)
        self._suggestions.put(held, articles=len(self.entries))
        self.recount(suggestions.article)

    def has_suggestions(self, sha256: str) -> bool:
        """Whether this article's suggestions are at hand."""
        return sha256 in self._suggestions

    def suggestions(self, sha256: str) -> Suggestions | None:
        """What was suggested for this article, if it is at hand."""
        return self._suggestions.get(sha256)

    def recount(self, sha256: str) -> None:
        """Count anew how many suggestions of an article wait.

        Known names are counted where the article's text is at hand: where it was read lately.
        """
        suggested = self._suggestions.get(sha256)
        if suggested is None:
            if sha256 in self.waiting:
                self._stale[sha256] = None
            return
        from newsview.store.merge import visible_suggestions

        self._stale.pop(sha256, None)
        self._recounting.discard(sha256)
        article = next((one for one in self._articles.values() if one.sha256 == sha256), None)
        mentions = suggested.mentions if article is None else self._suggested(article)
        open_ones = visible_suggestions(mentions, self.annotations.mentions(sha256))
        self.waiting[sha256] = len(open_ones)

    def take_stale(self, most: int) -> list[Article]:
        """Articles whose number of waiting suggestions is no longer right, this many at most.

        Their suggestions are not in memory any more: they have to be asked for again. There are
        none as long as the last ones were neither taken in nor given up.
        """
        taken: list[Article] = []
        while not self._recounting and self._stale and len(taken) < most:
            sha256 = next(iter(self._stale))
            del self._stale[sha256]
            index = self.index_of(sha256)
            if index is not None:
                with suppress(NewsviewError):
                    taken.append(self.read(index))
        self._recounting.update(article.sha256 for article in taken)
        return taken

    def give_up(self, sha256: str | None) -> None:
        """No suggestions can be had for this article (None: for any) to count what waits."""
        if sha256 is None:
            self._stale.clear()
            self._recounting.clear()
        else:
            self._recounting.discard(sha256)

    # --- changing -------------------------------------------------------------------------------

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Where the last step, undo or redo met what others had changed."""
        return self.outcome.conflicts

    def do(self, step: Step) -> bool:
        """Write a step to disk and remember it for undo; False when it changes nothing.

        NewsviewError when it could not be written: then nothing has changed.
        """
        from newsview.store.undo import Outcome

        self.outcome = Outcome(step)
        if not step.changes:
            return False
        if self.annotations.meta(CORPUS_KEY) != self._paths:
            self.annotations.set_meta(CORPUS_KEY, self._paths)
        done = self._take_in(self._undo.do(step))
        return done is not None and bool(done.changes)

    def _beside(self, changes: Iterable[Change]) -> list[Record]:
        """What is to be kept of articles that something is said of: the text, lest the file change.

        And the record, which somebody may have removed with what they knew to be the last
        annotation of a former text.
        """
        from newsview.store.kept_text import beside_of
        from newsview.store.news import article_of

        touched = {article_of(change.after) for change in changes} - {None}
        beside: list[Record] = []
        for article in self._articles.values():
            if article.sha256 in touched:
                touched.discard(article.sha256)
                beside += beside_of(article, self.annotations, self.annotator)
        return beside

    def undo(self) -> Step | None:
        """Take the last step back, on disk too; None when there is none.

        What others changed since stays theirs, see `outcome`.
        """
        return self._take_in(self._undo.undo())

    def redo(self) -> Step | None:
        """Do again what was last undone; None when there is nothing."""
        return self._take_in(self._undo.redo())

    def _take_in(self, outcome: Outcome | None) -> Step | None:
        if outcome is None:
            return None
        self.outcome = outcome
        self._learn_names(outcome.step.changes)
        self._recount(outcome.step.changes)
        return outcome.step

    def _recount(self, changes: Iterable[Change]) -> None:
        from newsview.store.news import article_of

        sides = (record for change in changes for record in (change.before, change.after))
        for sha256 in filter(None, {article_of(record) for record in sides}):
            self._changed.add(sha256)
            self.recount(sha256)

    def poll(self) -> News | None:
        """Take in what others did to the annotations file; None when they did nothing.

        Costs next to nothing then, and never waits. NewsviewError when the file is damaged.
        """
        news = self.annotations.poll()
        if news is None:
            return None
        before, self._changed = self._changed, set()
        if news.everything:
            self._decided = None
            self._places.clear()
            self._changed.update(self.entries.all_texts())
            for sha256 in list(self.waiting):
                self.recount(sha256)
        else:
            self._learn_names(news.changes)
            self._recount(news.changes)
        self.touched = frozenset(self._changed)
        self._changed |= before
        return news

    def take_changed(self) -> set[str]:
        """The articles that steps touched since this was last asked, by SHA-256."""
        changed, self._changed = self._changed, set()
        return changed

    # --- completion -----------------------------------------------------------------------------

    def known_tags(self, more: Iterable[str] = ()) -> list[str]:
        """Every tag in use, and these more, in alphabetical order."""
        kept = self.annotations
        tags = set(more)
        tags.update(chain.from_iterable(record.tags for record in kept.articles()))
        tags.update(chain.from_iterable(mention.tags for mention in kept.all_mentions()))
        tags.update(chain.from_iterable(fact.tags for fact in kept.all_facts()))
        return sorted(tags, key=str.casefold)

    def known_predicates(self, more: Iterable[str] = ()) -> list[str]:
        """Every predicate in use, and these more, in alphabetical order."""
        kept = {fact.predicate for fact in self.annotations.all_facts()}
        return sorted(kept | set(more), key=str.casefold)

    def facts_by_article(self) -> dict[str, list[Fact]]:
        """The kept facts, by article."""
        grouped: dict[str, list[Fact]] = {}
        for fact in self.annotations.all_facts():
            grouped.setdefault(fact.article, []).append(fact)
        return grouped


def _count(decided: Decided, change: Change) -> set[str | None]:
    """Count a change among the decisions; the forms that it touches."""
    sides = ((change.before, -1), (change.after, 1))
    return {decided.count(record, by) for record, by in sides if isinstance(record, Mention)}
