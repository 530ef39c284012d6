"""Work beside the user: looking at every article for the list, and having them suggested for.

Both run in threads that only post messages. The opened article is asked for ahead of all others.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Protocol

from textual.message import Message

from newsview.nlp.client import Extractor
from newsview.store.messages import NewsviewError
from newsview.store.model import Article, Suggestions
from newsview.tui.events import EntriesRead, SuggestionsFailed, SuggestionsReady
from newsview.tui.session import Entry, Session

BATCH_SECONDS = 0.1
"""How often the list hears of articles that were looked at."""

ASKED_AHEAD = 4
"""How many articles of the round wait at the worker process at a time."""

Post = Callable[[Message], object]


class Beside(Protocol):
    """What the application needs of the work beside it."""

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def ask(self, article: Article) -> None: ...


MakeBackground = Callable[[Session, Post], Beside]


class Background:
    """The two rounds over the corpus; ``post`` must be safe to call from a thread."""

    def __init__(self, session: Session, post: Post, pipeline: str | None = None) -> None:
        self._session = session
        self._post = post
        self._stopped = threading.Event()
        self._gave_up = threading.Event()
        self._room = threading.Semaphore(ASKED_AHEAD)
        self._in_round: set[str] = set()
        self._extractor = Extractor(pipeline, on_result=self._suggested, on_failure=self._failed)
        self._thread = threading.Thread(target=self._run, name="newsview-round", daemon=True)

    def start(self) -> None:
        """Begin both rounds."""
        self._thread.start()

    def stop(self) -> None:
        """End them, and the worker process with them."""
        self._stopped.set()
        self._room.release()
        self._extractor.close()

    def ask(self, article: Article) -> None:
        """Have this article suggested for, ahead of the round."""
        self._extractor.request(article, urgent=True)

    def _run(self) -> None:
        self._look_round()
        self._suggest_round()

    def _look_round(self) -> None:
        batch: list[tuple[int, Entry]] = []
        sent = time.monotonic()
        for index in range(len(self._session.entries)):
            if self._stopped.is_set():
                return
            batch.append((index, self._session.look_at(index)))
            if time.monotonic() - sent > BATCH_SECONDS:
                self._post(EntriesRead(batch))
                batch, sent = [], time.monotonic()
        self._post(EntriesRead(batch, last=True))

    def _suggest_round(self) -> None:
        asked: set[str] = set()
        for index in range(len(self._session.entries)):
            self._room.acquire()
            if self._stopped.is_set() or self._gave_up.is_set():
                return
            try:
                article = self._session.read(index)
            except NewsviewError:
                self._room.release()
                continue
            if article.sha256 in asked or self._session.has_suggestions(article.sha256):
                self._room.release()
                continue
            asked.add(article.sha256)
            self._in_round.add(article.sha256)
            self._extractor.request(article)

    def _suggested(self, suggestions: Suggestions) -> None:
        self._free(suggestions.article)
        self._post(SuggestionsReady(suggestions))

    def _failed(self, article: str | None, reason: str) -> None:
        if article is None:
            self._gave_up.set()
            self._room.release()
        else:
            self._free(article)
        self._post(SuggestionsFailed(article, reason))

    def _free(self, article: str) -> None:
        if article in self._in_round:
            self._in_round.discard(article)
            self._room.release()
