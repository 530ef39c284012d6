"""Looking at the articles of a corpus for the list, and remembering what was seen for next time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from newsview.nlp.identity import RULES, identity
from newsview.store.corpus_cache import CorpusCache, Seen, Stamp, cache_path, stamp_of
from newsview.store.sources import Source
from newsview.tui.entries import Entry
from newsview.tui.session import Session


class Looking:
    """Looks at one article after the other, in one thread; another may count suggestions."""

    def __init__(self, session: Session, pipeline: Callable[[], str]) -> None:
        """``pipeline`` tells the `identity` of what suggests."""
        self._session = session
        self._pipeline = pipeline
        self._new: list[tuple[Source, Stamp, Seen]] = []
        self._stamped: tuple[Path | None, Stamp | None] = (None, None)

    @cached_property
    def _cache(self) -> CorpusCache:
        counted = " ".join((self._pipeline(), *self._session.labels))
        return CorpusCache(cache_path(), identity(RULES, {}), counted)

    def at(self, index: int) -> Entry:
        """What the list shows of an article: as it was seen before, or from its file."""
        source = self._session.corpus.sources[index]
        stamp = self._stamp(source)
        seen = self._cache.get(source, stamp) if stamp is not None else None
        if seen is not None:
            sha256, title, published, encoding, waiting = seen
            return Entry(source, sha256, title, published, encoding, waiting=waiting)
        entry = self._session.look_at(index)
        if stamp is not None and entry.sha256 is not None and stamp == stamp_of(source.path):
            title = entry.title.encode("utf-8", "replace").decode()
            seen = Seen(entry.sha256, title, entry.published, entry.encoding)
            self._new.append((source, stamp, seen))
        return entry

    def keep(self) -> None:
        """Remember what was seen since the last time."""
        if self._new:
            self._cache.put(self._new)
            self._new.clear()

    def count(self, index: int, sha256: str, suggested: int) -> None:
        """Remember how much is suggested for an article."""
        self._cache.count(self._session.corpus.sources[index], sha256, suggested)

    def close(self) -> None:
        """Let go of what remembers."""
        self._cache.close()

    def _stamp(self, source: Source) -> Stamp | None:
        """The stamp of a source's file; of the rows of one file it is looked for once."""
        if source.row is None:
            return stamp_of(source.path)
        if self._stamped[0] != source.path:
            self._stamped = source.path, stamp_of(source.path)
        return self._stamped[1]
