"""Work beside the user: looking at every article for the list, and having them suggested for.

Both run in threads that only post messages. The opened article is asked for ahead of all others.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from functools import partial

from newsview.nlp.cache import SuggestionCache, cache_path
from newsview.nlp.client import Extractor
from newsview.nlp.identity import default_pipeline, identity
from newsview.store.messages import NewsviewError
from newsview.store.model import Article, Suggestions
from newsview.tui.beside import Post
from newsview.tui.events import EntriesRead, SuggestionsFailed, SuggestionsReady
from newsview.tui.session import Entry, Session

BATCH_SECONDS = 0.1
"""How often the list hears of articles that were looked at."""

ASKED_AHEAD = 4
"""How many articles of the round wait at the worker process at a time."""


class Background:
    """The two rounds over the corpus; ``post`` must be safe to call from a thread."""

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
        spec = pipeline or default_pipeline()
        self._extractor = Extractor(
            spec,
            labels=labels,
            cache=SuggestionCache(cache_path(), partial(identity, spec, labels or {})),
            on_result=self._suggested,
            on_failure=self._failed,
        )
        self._near: deque[int] = deque()
        self._sent: set[str] = set()
        self._thread = threading.Thread(target=self._run, name="newsview-round", daemon=True)

    def start(self) -> None:
        """Begin both rounds."""
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
        self._sent.add(article.sha256)
        if urgent:
            self._works.set()
        self._extractor.request(article, urgent=urgent, anew=anew)

    def _run(self) -> None:
        self._look_round()
        self._suggest_round()

    def _look_round(self) -> None:
        batch: list[tuple[int, Entry]] = []
        sent = time.monotonic()
        for index in range(len(self._session.entries)):
            if self._stopped.is_set():
                return
            while self._near and self._room.acquire(blocking=False):
                self._send(self._near.popleft())
            batch.append((index, self._session.look_at(index)))
            if time.monotonic() - sent > BATCH_SECONDS:
                self._post(EntriesRead(batch))
                batch, sent = [], time.monotonic()
        self._post(EntriesRead(batch, last=True))

    def _suggest_round(self) -> None:
        """Every article, those near an opened one first; waits while no pipeline can be had."""
        in_order = iter(range(len(self._session.entries)))
        while True:
            self._room.acquire()
            self._works.wait()
            if self._stopped.is_set():
                return
            index = self._near.popleft() if self._near else next(in_order, None)
            if index is None:
                return
            self._send(index)

    def _send(self, index: int) -> None:
        """Ask the worker, unless this text was sent before or cannot be read; then make room."""
        try:
            article = self._session.read(index)
        except NewsviewError:
            self._room.release()
            return
        if article.sha256 in self._sent or self._session.has_suggestions(article.sha256):
            self._room.release()
            return
        self._sent.add(article.sha256)
        self._in_round[article.sha256] = index
        self._extractor.request(article)

    def _suggested(self, suggestions: Suggestions) -> None:
        self._free(suggestions.article)
        self._post(SuggestionsReady(suggestions))

    def _failed(self, article: str | None, reason: str) -> None:
        if article is None:
            self._works.clear()
            self._sent.clear()
            for waiting, index in list(self._in_round.items()):
                self._near.append(index)
                self._free(waiting)
        else:
            self._free(article)
        self._post(SuggestionsFailed(article, reason))

    def _free(self, article: str) -> None:
        if self._in_round.pop(article, None) is not None:
            self._room.release()
