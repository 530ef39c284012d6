"""Work beside the user: looking at every article for the list, and having them suggested for.

Both run in threads that only post messages. The opened article is asked for ahead of all others.
"""

from __future__ import annotations

import threading
import time
from array import array
from collections import deque
from collections.abc import Mapping, Sequence
from functools import partial

from newsview.nlp import cache as suggestion_cache
from newsview.nlp.cache import SuggestionCache
from newsview.nlp.client import Extractor
from newsview.nlp.identity import default_pipeline, identity
from newsview.nlp.labels import among
from newsview.store.merge import visible_suggestions
from newsview.store.messages import NewsviewError
from newsview.store.model import Article, Suggestions
from newsview.tui.beside import Post
from newsview.tui.entries import Entry
from newsview.tui.events import CorpusGrew, EntriesRead, SuggestionsFailed, SuggestionsReady
from newsview.tui.held import ALL_UP_TO
from newsview.tui.looking import Looking
from newsview.tui.session import Session

BATCH_SECONDS = 0.1
"""How often the list hears of articles that were looked at."""

BATCH_ARTICLES = 500
"""Of how many at most at a time, so that no key waits long while they are taken in."""

ASKED_AHEAD = 4
"""How many articles of the round wait at the worker process at a time."""


class Background:
    """The rounds over the corpus; ``post`` must be safe to call from a thread."""

    def __init__(
        self,
        session: Session,
        post: Post,
        pipeline: str | None = None,
        labels: Mapping[str, str] | None = None,
    ) -> None:
        """``pipeline`` and ``labels`` as `newsview.nlp.pipeline.load_pipeline` takes them."""
        self._session = session
        self._post = post
        self._stopped = threading.Event()
        self._works = threading.Event()
        self._works.set()
        self._room = threading.Semaphore(ASKED_AHEAD)
        self._in_round: dict[str, int] = {}
        self._asked: set[str] = set()
        spec = pipeline or default_pipeline()
        self._identity = partial(identity, spec, labels or {})
        self._looking = Looking(session, self._identity)
        self._extractor = Extractor(
            spec,
            labels=labels,
            cache=SuggestionCache(suggestion_cache.cache_path(), self._identity),
            on_result=self._suggested,
            on_failure=self._failed,
        )
        self._near: deque[int] = deque()
        self._ahead: set[int] = set()
        self._thread = threading.Thread(target=self._run, name="newsview-round", daemon=True)

    def start(self) -> None:
        """Begin the rounds."""
        self._thread.start()

    def stop(self) -> None:
        """End them, and the worker process with them."""
        self._stopped.set()
        self._works.set()
        self._room.release()
        self._extractor.close()

    def ask(
        self,
        article: Article,
        *,
        near: Sequence[int] = (),
        anew: bool = False,
        urgent: bool = True,
    ) -> None:
        """Have this article suggested for, ahead of the round, and next those ``near`` it.

        ``anew``: by the pipeline, even if it was done before. What is not ``urgent`` comes last.
        """
        self._near.extend(near)
        self._asked.add(article.sha256)
        if urgent:
            self._works.set()
        self._extractor.request(article, urgent=urgent, anew=anew)

    def _run(self) -> None:
        order = self._list_round()
        self._look_round(order)
        self._suggest_round(order)
        self._looking.close()

    def _list_round(self) -> array[int]:
        """Find the articles that are not listed yet; all of them in the order of their names."""
        corpus = self._session.corpus
        order = array("i", range(len(corpus.sources)))
        if not corpus.is_whole:
            for order in corpus.rest():
                self._post(CorpusGrew(order))
                if self._stopped.is_set():
                    break
            self._post(CorpusGrew(None))
        return order

    def _look_round(self, order: array[int]) -> None:
        batch: list[tuple[int, Entry]] = []
        sent = time.monotonic()
        for index in order:
            if self._stopped.is_set():
                return
            while self._near and self._room.acquire(blocking=False):
                self._send_near()
            batch.append((index, self._looking.at(index)))
            if time.monotonic() - sent > BATCH_SECONDS or len(batch) >= BATCH_ARTICLES:
                self._looking.keep()
                self._post(EntriesRead(batch))
                batch, sent = [], time.monotonic()
        self._looking.keep()
        self._post(EntriesRead(batch, last=True))

    def _suggest_round(self, order: array[int]) -> None:
        """Every article, those near an opened one first; waits while no pipeline can be had.

        In a corpus of which not all suggestions are held anyway, those are left out of which it is
        known how many there are.
        """
        in_order = iter(order)
        entries, large = self._session.entries, len(order) > ALL_UP_TO
        while True:
            self._room.acquire()
            self._works.wait()
            if self._stopped.is_set():
                return
            if self._near:
                self._send_near()
                continue
            index = next(in_order, None)
            if index is None:
                return
            known = large and index < len(entries) and entries.waits(index) is not None
            if known or index in self._ahead:
                self._room.release()
            else:
                self._send(index)

    def _send_near(self) -> None:
        index = self._near.popleft()
        if index in self._ahead:
            self._room.release()
        else:
            self._ahead.add(index)
            self._send(index)

    def _send(self, index: int) -> None:
        """Ask the worker, unless this text was sent before or cannot be read; then make room."""
        try:
            article = self._session.read(index)
        except NewsviewError:
            self._room.release()
            return
        key = article.sha256
        if key in self._in_round or key in self._asked or key in self._session.waiting:
            self._room.release()
            return
        self._in_round[key] = index
        self._extractor.request(article)

    def _suggested(self, suggestions: Suggestions) -> None:
        key = suggestions.article
        index = self._free(key)
        if index is not None:
            mentions = among(suggestions.mentions, self._session.labels)
            self._looking.count(index, key, len(visible_suggestions(mentions, [])))
        self._post(SuggestionsReady(suggestions))

    def _failed(self, article: str | None, reason: str) -> None:
        if article is None:
            self._works.clear()
            self._asked.clear()
            self._ahead.clear()
            for waiting, index in list(self._in_round.items()):
                self._near.append(index)
                self._free(waiting)
        else:
            self._free(article)
        self._post(SuggestionsFailed(article, reason))

    def _free(self, article: str) -> int | None:
        """Make room for another article of the round; the index of this one, if it is of it."""
        index = self._in_round.pop(article, None)
        if index is not None:
            self._room.release()
        return index
