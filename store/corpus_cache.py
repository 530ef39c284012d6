"""What was seen of the articles of a corpus, so that opening it again need not read each file.

An article is known by its file's place, size and time of change and, of a row, by its place in the
file; where any of them is another now, nothing is known. One SQLite file in the user's cache holds
all corpora; see `cache_file` for what becomes of one that is broken.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_cache_path

from newsview.store.cache_file import CacheFile
from newsview.store.sources import Source

LARGEST = 500_000_000
"""Bytes above which it is begun anew when it is opened: two million articles."""

_TABLES = """
    CREATE TABLE IF NOT EXISTS maker (identity TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS folders (id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE);
    CREATE TABLE IF NOT EXISTS articles (
        folder INTEGER NOT NULL, name BLOB NOT NULL, row INTEGER NOT NULL,
        size INTEGER NOT NULL, changed INTEGER NOT NULL, sha256 BLOB NOT NULL,
        title TEXT NOT NULL, published TEXT, encoding TEXT NOT NULL,
        waiting INTEGER, pipeline TEXT,
        PRIMARY KEY (folder, name, row)
    ) WITHOUT ROWID;
"""


class Stamp(NamedTuple):
    """What a file that was changed does not share with what it was: bytes, and nanoseconds."""

    size: int
    changed: int


class Seen(NamedTuple):
    """What was seen of an article; ``waiting``: what its pipeline had suggested, if that is known.

    ``title`` is without lone surrogates, as a database takes none.
    """

    sha256: str
    title: str
    published: str | None
    encoding: str
    waiting: int | None = None


def cache_path() -> Path:
    """Where it is kept."""
    return user_cache_path("newsview") / "corpora.sqlite"


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of a file; None where it cannot be told."""
    try:
        status = path.stat()
    except OSError:
        return None
    return Stamp(status.st_size, status.st_mtime_ns)


class CorpusCache:
    """What was seen before; several threads may ask."""

    def __init__(
        self, path: Path, identity: str, pipeline: str = "", *, largest: int = LARGEST
    ) -> None:
        """``identity`` is that of the rules for titles and dates, ``pipeline`` of what suggests.

        What was seen under other rules is forgotten.
        """
        self._identity = identity
        self._pipeline = pipeline
        self._largest = largest
        self._file = CacheFile(path, self._prepare)
        self._folders: dict[str, int] = {}

    def get(self, source: Source, stamp: Stamp) -> Seen | None:
        """What was seen of this article, if its file is as it was."""

        def read(database: sqlite3.Connection) -> Seen | None:
            found = database.execute(
                "SELECT sha256, title, published, encoding, waiting, pipeline FROM articles "
                "WHERE folder = ? AND name = ? AND row = ? AND size = ? AND changed = ?",
                (*self._key(database, source), *stamp),
            ).fetchone()
            if found is None:
                return None
            sha256, title, published, encoding, waiting, pipeline = found
            known = waiting if pipeline == self._pipeline else None
            return Seen(sha256.hex(), title, published, encoding, known)

        return self._file.run(read)

    def put(self, seen: Iterable[tuple[Source, Stamp, Seen]]) -> None:
        """Keep what was seen of some articles, all at one stroke."""

        def write(database: sqlite3.Connection) -> None:
            database.execute("BEGIN IMMEDIATE")
            try:
                for source, stamp, one in seen:
                    row = (*self._key(database, source), *stamp, bytes.fromhex(one.sha256))
                    told = (one.title, one.published, one.encoding, one.waiting, self._pipeline)
                    database.execute(
                        "INSERT OR REPLACE INTO articles VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                        (*row, *told),
                    )
            finally:
                database.execute("COMMIT")

        self._file.run(write)

    def count(self, source: Source, sha256: str, waiting: int) -> None:
        """Keep how much is suggested for an article that was seen."""

        def write(database: sqlite3.Connection) -> None:
            database.execute(
                "UPDATE articles SET waiting = ?, pipeline = ? "
                "WHERE folder = ? AND name = ? AND row = ? AND sha256 = ?",
                (waiting, self._pipeline, *self._key(database, source), bytes.fromhex(sha256)),
            )

        self._file.run(write)

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    def _key(self, database: sqlite3.Connection, source: Source) -> tuple[int, bytes, int]:
        folder, _, name = os.fspath(source.path).rpartition(os.sep)
        number = self._folders.get(folder)
        if number is None:
            path = os.fsencode(folder)
            database.execute("INSERT OR IGNORE INTO folders (path) VALUES (?)", (path,))
            found = database.execute("SELECT id FROM folders WHERE path = ?", (path,))
            number = self._folders[folder] = int(found.fetchone()[0])
        return number, os.fsencode(name), -1 if source.row is None else source.row

    def _prepare(self, database: sqlite3.Connection) -> None:
        self._folders.clear()
        database.executescript(_TABLES)
        maker = database.execute("SELECT identity FROM maker").fetchone()
        too_large = self._file.path.stat().st_size > self._largest
        if maker == (self._identity,) and not too_large:
            return
        for table in ("maker", "folders", "articles"):
            database.execute(f"DELETE FROM {table}")
        if too_large:
            database.execute("VACUUM")
        database.execute("INSERT INTO maker VALUES (?)", (self._identity,))
