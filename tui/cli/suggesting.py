"""Suggestions for a stream of articles, in its order: in this process, or in several others.

Between processes nothing travels but JSON bytes. A pipeline that fails on one article costs that
article; one that cannot be loaded ends the work.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from multiprocessing.connection import wait
from typing import Protocol

import msgspec

from newsview.nlp.cache import SuggestionCache
from newsview.nlp.protocol import Job
from newsview.nlp.threads import use_one_core
from newsview.store import messages
from newsview.store.formats.wire import from_json, to_json
from newsview.store.messages import NewsviewError
from newsview.store.model import Article, Suggestions
from newsview.tui.cli.saying import say
from newsview.tui.cli.stopping import Stop

AHEAD = 4
"""How many articles each process has waiting for it, so that none is ever idle."""

LOOK_EVERY = 0.2
"""Seconds between looks whether to stop, while waiting for a process."""


class Outcome(msgspec.Struct, frozen=True):
    """What a pipeline made of an article: suggestions, or the reason why there are none.

    ``fatal`` says that there will be none for any article.
    """

    suggestions: Suggestions | None = None
    problem: str | None = None
    fatal: bool = False


class Pipeline(Protocol):
    """What suggests."""

    def suggest(self, article: Article) -> Suggestions:
        """What it finds in the article."""


def suggest(
    articles: Iterable[Article],
    *,
    spec: str,
    labels: Mapping[str, str] | None = None,
    jobs: int = 1,
    stop: Stop,
    cache: SuggestionCache | None = None,
) -> Iterator[tuple[Article, Outcome]]:
    """Each article with its outcome, in order, until there are no more or ``stop`` is requested.

    Then the articles in hand are finished first, unless it is to be at once.

    ``spec`` and ``labels`` as `newsview.nlp.pipeline.load_pipeline` takes them. What the cache
    holds is not done again, and what is done goes there. Raises NewsviewError when the pipeline
    cannot be loaded or the processes die.
    """
    use_one_core()
    job = Job(spec, dict(labels or {}))
    if jobs > 1:
        yield from _in_processes(articles, job, jobs, stop, cache)
        return
    pipeline: Pipeline | None = None
    for article in articles:
        if stop.requested:
            return
        kept = cache.get(article) if cache is not None else None
        if kept is not None:
            yield article, Outcome(kept)
            continue
        pipeline = pipeline or stop.unless_at_once(partial(_load, job))
        if pipeline is None:
            return
        outcome = stop.unless_at_once(partial(_outcome, pipeline, article))
        if outcome is None:
            return
        yield article, _kept(outcome, article, cache)


def _load(job: Job) -> Pipeline:
    from newsview.nlp.pipeline import load_pipeline

    return load_pipeline(job.pipeline, job.labels)


def _kept(outcome: Outcome, article: Article, cache: SuggestionCache | None) -> Outcome:
    if cache is not None and outcome.suggestions is not None:
        cache.put(outcome.suggestions, article)
    return outcome


def _outcome(pipeline: Pipeline, article: Article) -> Outcome:
    try:
        return Outcome(pipeline.suggest(article))
    except Exception as error:  # whatever a pipeline does wrong costs this article alone
        reason = str(error) if isinstance(error, NewsviewError) else repr(error)
        return Outcome(problem=reason)


def _in_processes(
    articles: Iterable[Article],
    job: Job,
    jobs: int,
    stop: Stop,
    cache: SuggestionCache | None,
) -> Iterator[tuple[Article, Outcome]]:
    waiting: deque[tuple[Article, Future[bytes] | Outcome]] = deque()
    pool = ProcessPoolExecutor(
        jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_begin
    )
    try:
        for article in articles:
            if stop.requested:
                break
            kept = cache.get(article) if cache is not None else None
            asked = Outcome(kept) if kept else pool.submit(_work, to_json(job), to_json(article))
            waiting.append((article, asked))
            if len(waiting) >= jobs * AHEAD:
                yield from _next(waiting, stop, cache)
        while waiting:
            yield from _next(waiting, stop, cache)
    except BrokenProcessPool as error:
        raise NewsviewError(messages.PROCESSES_DIED) from error
    finally:
        if stop.at_once:
            for process in multiprocessing.active_children():
                process.terminate()
        pool.shutdown(wait=True, cancel_futures=True)


def _next(
    waiting: deque[tuple[Article, Future[bytes] | Outcome]],
    stop: Stop,
    cache: SuggestionCache | None,
) -> Iterator[tuple[Article, Outcome]]:
    """The oldest article's outcome.

    Nothing, and nobody waits any more, where it is to stop and no process has begun on it, or where
    it is to stop at once.
    """
    article, asked = waiting.popleft()
    if isinstance(asked, Outcome):
        yield article, asked
        return
    if asked.done():
        outcome: Outcome | None = from_json(asked.result(), Outcome)
    else:
        outcome = stop.unless_at_once(partial(_result, asked, stop))
    if outcome is None:
        waiting.clear()
        return
    if outcome.fatal:
        raise NewsviewError(outcome.problem)
    yield article, _kept(outcome, article, cache)


def _result(asked: Future[bytes], stop: Stop) -> Outcome | None:
    """What a process made of an article; None where it is to stop and none has begun on it."""
    while not (stop.requested and asked.cancel()):
        with suppress(NotYet):
            return from_json(asked.result(timeout=LOOK_EVERY), Outcome)
    return None


class Extraction:
    """The articles with the suggestions for the latest one at hand, as an export takes them.

    An article that the pipeline failed on is named and left out, or with ``keep_failed`` goes on
    without suggestions. When the work ends early for another reason, ``failure`` says why.
    """

    def __init__(
        self, results: Iterable[tuple[Article, Outcome]], *, keep_failed: bool = False
    ) -> None:
        self.failure: str | None = None
        self._results = results
        self._keep_failed = keep_failed
        self._latest: Suggestions | None = None

    def __iter__(self) -> Iterator[Article]:
        """The articles, in order. Raises NewsviewError when the work ends before the first."""
        begun = False
        try:
            for article, outcome in self._results:
                self._latest = outcome.suggestions
                if outcome.suggestions is None:
                    say(messages.SAID.format(source=article.source, what=outcome.problem))
                if outcome.suggestions is not None or self._keep_failed:
                    begun = True
                    yield article
        except NewsviewError as error:
            if not begun:
                raise
            self.failure = str(error)

    def suggestions(self, article: Article) -> Suggestions | None:
        """What was suggested for the article that came last."""
        latest = self._latest
        return latest if latest is not None and latest.article == article.sha256 else None


# --- in the other processes -----------------------------------------------------------------------

_pipeline: Pipeline | None = None


def _begin() -> None:
    """Leave signals to the parent, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _work(job: bytes, data: bytes) -> bytes:
    global _pipeline
    if _pipeline is None:
        try:
            _pipeline = _load(from_json(job, Job))
        except NewsviewError as error:
            return to_json(Outcome(problem=str(error), fatal=True))
    return to_json(_outcome(_pipeline, from_json(data, Article)))
