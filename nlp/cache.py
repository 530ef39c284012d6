"""Suggestions kept from run to run, by article and pipeline: one SQLite file in the user's cache.

Whatever goes wrong with it is passed over (`newsview.store.cache_file`): the work is done again.
What is kept are compressed JSON records, checked when they are read.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
import zlib
from collections.abc import Callable
from contextlib import closing
from functools import cached_property
from pathlib import Path

import msgspec
from platformdirs import user_cache_path

from newsview.nlp.protocol import Packed, packed, unpacked
from newsview.store.cache_file import CacheFile
from newsview.store.formats.wire import from_json, to_json
from newsview.store.model import Article, Suggestions

LARGEST = 500_000_000
"""Bytes above which the older half is forgotten when the cache is opened."""

_SCHEMA = """
    CREATE TABLE IF NOT EXISTS suggestions (
        article TEXT NOT NULL, pipeline TEXT NOT NULL, made REAL NOT NULL, data BLOB NOT NULL,
        PRIMARY KEY (article, pipeline)
    ) WITHOUT ROWID
"""


def cache_path() -> Path:
    """Where the cache is kept."""
    return user_cache_path("newsview") / "suggestions.sqlite"


class SuggestionCache:
    """What one pipeline suggested before. For one thread; several processes may share the file."""

    def __init__(
        self, path: Path, pipeline: str | Callable[[], str], *, largest: int = LARGEST
    ) -> None:
        """``pipeline``: its `identity`, or what tells it when the first question is asked.

        Nothing is opened before that.
        """
        self._told = pipeline
        self._largest = largest
        self._file = CacheFile(path, self._prepare)

    @cached_property
    def _pipeline(self) -> str:
        return self._told if isinstance(self._told, str) else self._told()

    def get(self, article: Article) -> Suggestions | None:
        """What was suggested for just this article, or None."""

        def read(database: sqlite3.Connection) -> Suggestions | None:
            row = database.execute(
                "SELECT data FROM suggestions WHERE article = ? AND pipeline = ?",
                (_key(article), self._pipeline),
            ).fetchone()
            return None if row is None else _unpacked(row[0], article)

        return self._file.run(read)

    def put(self, suggestions: Suggestions, article: Article) -> None:
        """Keep what was suggested for an article."""

        def write(database: sqlite3.Connection) -> None:
            data = zlib.compress(to_json(packed(suggestions)), 1)
            row = (_key(article), self._pipeline, time.time(), data)
            database.execute("INSERT OR REPLACE INTO suggestions VALUES (?, ?, ?, ?)", row)

        self._file.run(write)

    def close(self) -> None:
        """Let the file go; a later question opens it again."""
        self._file.close()

    def _prepare(self, database: sqlite3.Connection) -> None:
        database.execute(_SCHEMA)
        self._shrink(database)

    def _shrink(self, database: sqlite3.Connection) -> None:
        if self._file.path.stat().st_size <= self._largest:
            return
        with closing(database.execute("SELECT count(*) FROM suggestions")) as rows:
            half = rows.fetchone()[0] // 2
        database.execute(
            "DELETE FROM suggestions WHERE made <= "
            "(SELECT made FROM suggestions ORDER BY made LIMIT 1 OFFSET ?)",
            (half,),
        )
        database.execute("VACUUM")


def _key(article: Article) -> str:
    """What of an article its suggestions depend on: text, day and blocks."""
    rest = to_json((article.published, article.blocks))
    return hashlib.sha256(article.sha256.encode() + rest).hexdigest()


def _unpacked(data: bytes, article: Article) -> Suggestions | None:
    """The suggestions in a row, if they are sound and belong to the article."""
    try:
        found = unpacked(from_json(zlib.decompress(data), Packed))
    except (zlib.error, msgspec.DecodeError, ValueError, TypeError):
        return None
    if found.article != article.sha256:
        return None
    fits = all(article.text[m.start : m.end] == m.text for m in found.mentions)
    return found if fits else None
