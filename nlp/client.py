"""Asks a worker process for suggestions, and can lose it without harm.

The process is started with the first request. Articles are sent one at a time, so that an urgent
one never waits behind more than one other. If the process dies, the article that it was at is
told of in one line, and the next request starts another.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import IO

import msgspec

from newsview.nlp.cache import SuggestionCache
from newsview.nlp.protocol import Answer, Job, line_of, unpacked
from newsview.store import messages
from newsview.store.model import Article, Suggestions

LONG = 5.0
"""Seconds after which an article is put off when another one becomes urgent."""

OnResult = Callable[[Suggestions], None]
OnFailure = Callable[[str | None, str], None]
"""Called with an article's SHA-256, or None where no article can be done, and one line."""


class Extractor:
    """Suggestions from a process of its own; the callbacks are called in a thread of its own."""

    def __init__(
        self,
        pipeline: str | None = None,
        *,
        on_result: OnResult,
        on_failure: OnFailure,
        labels: Mapping[str, str] | None = None,
        cache: SuggestionCache | None = None,
    ) -> None:
        """``cache``: where results are looked for first, and kept; for this object alone."""
        self._cache = cache
        self._job = Job(pipeline, dict(labels or {}))
        self._on_result = on_result
        self._on_failure = on_failure
        self._waiting: OrderedDict[str, Article] = OrderedDict()
        self._anew: set[str] = set()
        self._at: Article | None = None
        self._since = 0.0
        self._put_off: str | None = None
        self._news = threading.Condition()
        self._closed = False
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None

    def request(self, article: Article, *, urgent: bool = False, anew: bool = False) -> None:
        """Have an article suggested for, ahead of the others if urgent. Never waits.

        ``anew``: by the pipeline, whatever the cache holds. One that is being worked on is not
        done a second time.
        """
        with self._news:
            if self._closed:
                return
            if article == self._at and not anew:
                self._at = article  # of two alike the one that others hold is enough
                return
            self._waiting[article.sha256] = article
            if anew:
                self._anew.add(article.sha256)
            if urgent:
                self._waiting.move_to_end(article.sha256, last=False)
                self._put_off_a_long_one(article)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="newsview-ask", daemon=True)
                self._thread.start()
            self._news.notify()

    def _put_off_a_long_one(self, urgent: Article) -> None:
        """End the process if it is long at another article than the urgent one; that comes last."""
        at, process = self._at, self._process
        if at is None or process is None or at.sha256 == urgent.sha256:
            return
        if time.monotonic() - self._since > LONG:
            self._put_off = at.sha256
            process.kill()

    def close(self) -> None:
        """End the process and forget what waits. May be called twice."""
        with self._news:
            self._closed = True
            self._waiting.clear()
            self._news.notify()
            process = self._process
        if process is not None:
            process.kill()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout=5)
        self._reap()

    @property
    def pid(self) -> int | None:
        """The process's number while one runs."""
        process = self._process
        return None if process is None else process.pid

    # --- in the thread ----------------------------------------------------------------------------

    def _run(self) -> None:
        while self._take():
            kept = self._kept()
            if kept is not None:
                self._done()
                self._on_result(kept)
            else:
                self._ask()
        if self._cache is not None:
            self._cache.close()

    def _take(self) -> bool:
        """Wait for the next article to be at; False at the end."""
        with self._news:
            while not self._waiting and not self._closed:
                self._news.wait()
            if self._closed:
                return False
            self._at = self._waiting.popitem(last=False)[1]
            self._since = math.inf  # nothing is put off before the process is at it
            return True

    @property
    def _article(self) -> Article:
        """The article that one is at."""
        assert self._at is not None
        return self._at

    def _done(self) -> Article:
        """One is at no article any more; which it was."""
        with self._news:
            article, self._at = self._article, None
        return article

    def _kept(self) -> Suggestions | None:
        """What the cache holds for the article, unless it is asked for anew."""
        sha256 = self._article.sha256
        if sha256 in self._anew:
            self._anew.discard(sha256)
            return None
        return self._cache.get(self._article) if self._cache is not None else None

    def _ask(self) -> None:
        try:
            process = self._process or self._start()
            if process is None:
                self._done()
                return
            assert process.stdin is not None
            with self._news:
                self._since = time.monotonic()
            process.stdin.write(line_of(self._article))
            process.stdin.flush()
            answer = self._answer(process)
            done = unpacked(answer.done) if answer is not None and answer.done else None
        except (OSError, ValueError, msgspec.MsgspecError) as error:
            answer, done, reason = None, None, str(error)
        else:
            reason = ""
        article = self._done()
        with self._news:
            put_off, self._put_off = self._put_off == article.sha256, None
        if put_off:
            self._reap()
        if answer is None and put_off:
            with self._news:
                self._waiting.setdefault(article.sha256, article)
        elif answer is None:
            self._lost(article, reason)
        elif done is not None:
            if self._cache is not None:
                self._cache.put(done, article)
            self._on_result(done)
        elif answer.failed is not None:
            self._on_failure(answer.failed, answer.reason)

    def _start(self) -> subprocess.Popen[bytes] | None:
        """A worker with its pipeline loaded, or None after telling why there is none."""
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115, lives as long as the process
        process = subprocess.Popen(
            [sys.executable, "-m", "newsview.nlp.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={**os.environ, "PYTHONUTF8": "1", "TOKENIZERS_PARALLELISM": "false"},
            start_new_session=True,  # ctrl+c in the terminal is for the application alone
        )
        with self._news:
            self._process = process
            closed = self._closed
        if closed:
            process.kill()
            return None
        assert process.stdin is not None
        process.stdin.write(msgspec.json.encode(self._job) + b"\n")
        process.stdin.flush()
        answer = self._answer(process)
        if answer is not None and answer.ready is not None:
            return process
        reason = answer.broken if answer is not None and answer.broken else self._last_words()
        self._reap()
        self._give_up(reason or messages.WORKER_NOT_STARTED)
        return None

    def _give_up(self, reason: str) -> None:
        with self._news:
            self._waiting.clear()
            closed = self._closed
        if not closed:
            self._on_failure(None, reason)

    def _answer(self, process: subprocess.Popen[bytes]) -> Answer | None:
        assert process.stdout is not None
        line = process.stdout.readline()
        return msgspec.json.decode(line, type=Answer) if line else None

    def _lost(self, article: Article, reason: str) -> None:
        words = self._last_words() or reason
        code = self._reap()
        with self._news:
            closed = self._closed
        if not closed:
            template = (
                messages.WORKER_KILLED if code is not None and code < 0 else messages.WORKER_DIED
            )
            line = template.format(title=article.title or article.source, reason=words)
            self._on_failure(article.sha256, line)

    def _last_words(self) -> str:
        """The last line that the process wrote to its standard error."""
        if self._errors is None:
            return ""
        try:
            size = self._errors.seek(0, os.SEEK_END)
            self._errors.seek(max(0, size - 4096))
            lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        except (OSError, ValueError):
            return ""
        return lines[-1].strip() if lines else ""

    def _reap(self) -> int | None:
        """Make sure that the process is gone; its exit code."""
        with self._news:
            process, self._process = self._process, None
            errors, self._errors = self._errors, None
        code = None
        if process is not None:
            if process.poll() is None and not self._ended(process):
                process.kill()
            code = process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    try:
                        stream.close()
                    except OSError:
                        continue
        if errors is not None:
            errors.close()
        return code

    def _ended(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether it ends by itself within a moment, so that its own exit code is seen."""
        try:
            process.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            return False
        return True
