"""The annotations file: every record that people decided on, durable from one call to the next.

A thin face over a TinyDB file (``newsview.store.journal``). Each step is one journal record, so it
is there as a whole or not at all; reading one article costs what that article holds.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from newsview.store import messages
from newsview.store.convert import (
    TYPE_OF,
    R,
    position,
    to_record,
    to_records,
)
from newsview.store.field_merge import Conflict
from newsview.store.indexes import Indexes
from newsview.store.journal import (
    CHECKPOINT_BYTES,
    Disk,
    JournalDB,
    JournalStorage,
    Move,
    StoreError,
    TableChange,
    WriteRefused,
)
from newsview.store.journal.codec import NotJson
from newsview.store.journal.collector import collector_paused
from newsview.store.kept_text import unpacked
from newsview.store.lost import check_not_lost
from newsview.store.migrations import (
    META,
    META_ID,
    MIGRATIONS,
    SCHEMA_KEY,
    Migration,
    bring_up_to_date,
    newest,
    refusal_for,
    refuse_newer,
)
from newsview.store.model import (
    ArticleRecord,
    ArticleText,
    Distinction,
    Entity,
    Fact,
    Mention,
    Record,
)
from newsview.store.news import News, gathered
from newsview.store.pending import PendingStep
from newsview.store.presence import Presence
from newsview.store.steps import Change, Table
from newsview.store.told import Told, step_line

SCHEMA = newest()
"""The version of the tables' shape, kept in the table ``_meta``."""

_META, _META_ID, _SCHEMA_KEY = META, META_ID, SCHEMA_KEY

_FREEZE_FROM = 10_000
"""From how many records on they are taken out of the cycle collector's sight.

A full collection walks all of them, 0.15 s at 100,000, and would stop the screen for that long.
"""

Document = dict[str, Any]


class Applied(NamedTuple):
    """What became of a step."""

    changes: tuple[Change, ...]
    """The records as they were kept and as they are now, which undoing takes back."""
    conflicts: tuple[Conflict, ...] = ()
    """Where others had changed the same."""


class Annotations:
    """An open annotations file. Use ``Annotations.open``; also a context manager."""

    def __init__(
        self,
        database: JournalDB,
        storage: JournalStorage,
        migrations: Sequence[Migration] = MIGRATIONS,
        disk: Disk | None = None,
    ) -> None:
        """Take over an open database; ``open`` does that. Raises StoreError."""
        self.database = database
        """The TinyDB itself, for queries: ``database.table("mentions").search(...)``."""
        self._storage = storage
        self._news: list[Move] | None = []
        self.presence = Presence(storage)
        """Who else has the file open."""
        self._schema = newest(migrations)
        bring_up_to_date(storage, migrations, disk or Disk())
        self._indexes = Indexes(storage)
        self._warn()
        storage.listener = self._moved

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        beside: bool = False,
        checkpoint_bytes: int = CHECKPOINT_BYTES,
        disk: Disk | None = None,
        migrations: Sequence[Migration] = MIGRATIONS,
    ) -> Annotations:
        """Open the file at ``path``, which the first change makes if it does not exist.

        Any number of processes on one host may have it open at once. Read-only, nothing is written.
        ``beside`` has a thread bring the main file up to date, so that no change waits for it.
        A file of an older schema is brought up to date, after a copy of it was made.
        ``checkpoint_bytes``, ``disk`` and ``migrations`` are for tests and tools. Raises
        StoreError, which is a NewsviewError: damaged, another program's, of a newer newsview, in
        the network, unreadable.
        """
        if path.is_dir():
            reason = messages.REASON_FOLDER
            raise StoreError(messages.STORE_CANNOT_OPEN.format(path=path, reason=reason))
        check_not_lost(path)
        with collector_paused():
            database = JournalDB(
                path,
                read_only=read_only,
                beside=beside,
                checkpoint_bytes=checkpoint_bytes,
                disk=disk,
                refusal=refusal_for(path, newest(migrations)),
            )
            storage = database.storage
            assert isinstance(storage, JournalStorage)
            try:
                annotations = cls(database, storage, migrations, disk)
            except BaseException:
                storage.abandon()
                raise
            if len(annotations._indexes) >= _FREEZE_FROM:
                gc.freeze()
        if read_only and not path.exists() and not storage.has_table(_META):
            storage.warnings.append(messages.STORE_MISSING.format(path=path))
        return annotations

    @property
    def path(self) -> Path:
        """The file, with links followed."""
        return self._storage.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self._storage.read_only

    @property
    def warnings(self) -> list[str]:
        """What was odd at opening, or became so since: one line each, to be shown."""
        return self._storage.warnings

    # Reading

    def get(self, table: Table, record_id: str) -> Record | None:
        """The record with that id; None if it is not kept."""
        return self._get(table, record_id, TYPE_OF[table])  # type: ignore[type-var]

    def article(self, sha256: str) -> ArticleRecord | None:
        """What was said of the article as a whole; None if nothing was."""
        return self._get("articles", sha256, ArticleRecord)

    def articles(self) -> list[ArticleRecord]:
        """The records of all articles, in the order in which they were first made."""
        return to_records(self._documents("articles"), ArticleRecord)

    def versions(self, source: str) -> list[ArticleRecord]:
        """The records of all texts that stood under this source, in the order of their making."""
        with self._storage.tables:
            rows = self._storage.rows("articles")
            documents = [rows[i] for i in self._indexes["articles"].of(source)]
        return to_records(documents, ArticleRecord)

    def text(self, sha256: str) -> str | None:
        """The article's text as it was annotated or imported; None where it is not kept."""
        kept = self._get("texts", sha256, ArticleText)
        text = unpacked(kept) if kept is not None else None
        if text is None:
            record = self.article(sha256)
            text = record.text if record is not None else None
        return text

    def mentions(self, sha256: str) -> list[Mention]:
        """The mentions of one article, by start, longer ones first."""
        return self._of_article("mentions", sha256, Mention)

    def facts(self, sha256: str) -> list[Fact]:
        """The facts of one article, by where their evidence starts."""
        return self._of_article("facts", sha256, Fact)

    def all_mentions(self) -> Iterator[Mention]:
        """The mentions of all articles, in the order in which they were made."""
        return (to_record(document, Mention) for document in self._documents("mentions"))

    def all_facts(self) -> Iterator[Fact]:
        """The facts of all articles, in the order in which they were made."""
        return (to_record(document, Fact) for document in self._documents("facts"))

    def entities(self) -> list[Entity]:
        """All entities, in the order in which they were made."""
        return to_records(self._documents("entities"), Entity)

    def distinctions(self) -> list[Distinction]:
        """What was said not to be the same, in the order in which it was said."""
        return to_records(self._documents("distinctions"), Distinction)

    def meta(self, key: str) -> str | None:
        """A small fact about the file itself; None if it was never set."""
        value = self._meta().get(key)
        return value if isinstance(value, str) and key != _SCHEMA_KEY else None

    def _get(self, table: Table, record_id: str, kind: type[R]) -> R | None:
        with self._storage.tables:
            document_id = self._indexes[table].find(record_id)
            if document_id is None:
                return None
            document = self._storage.rows(table)[document_id]
        return to_record(document, kind)

    def _of_article(self, table: Table, sha256: str, kind: type[R]) -> list[R]:
        with self._storage.tables:
            rows = self._storage.rows(table)
            documents = [rows[i] for i in self._indexes[table].of(sha256)]
        return sorted(to_records(documents, kind), key=position)  # type: ignore[arg-type]

    def _documents(self, table: Table) -> list[Document]:
        with self._storage.tables:
            rows = self._storage.rows(table)
            return [rows[i] for i in self._indexes[table].all()]

    def _meta(self) -> Document:
        return self._storage.rows(_META).get(_META_ID, {})

    # Writing

    def apply(
        self,
        changes: Iterable[Change],
        told: Told | None = None,
        *,
        yielding: bool = False,
        beside: Iterable[Record] = (),
    ) -> Applied:
        """Make the ``after`` side of every change what is kept (None: remove), all or none.

        Of a record that is no longer as its ``before`` side, only the fields that differ between
        the two sides are changed. Where others changed the same field it is replaced, or left
        with ``yielding``, as undoing wants; both are told. The record and the text of an article
        stay for as long as any mention or fact of it does. Records ``beside`` are kept with the
        step unless they are already; they are no part of it. On return all is on the disk, as one
        journal record, with ``told`` in the history. Raises NewsviewError if the disk refuses or a
        record holds what JSON cannot (NaN): nothing has changed then.
        """
        with self._storage.lock():
            refuse_newer(self._storage, self._schema)
            step = PendingStep(self._storage, self._indexes, yielding=yielding)
            try:
                for change in changes:
                    step.take(change)
                step.keep_beside(beside)
            except NotJson as error:
                raise self._not_recordable(error) from error
            step.keep_articles()
            step.keep_begun()
            applied = Applied(step.changes(), tuple(step.conflicts))
            if applied.changes:
                line = None if told is None else step_line(told, step.differences())
                self._commit(step.table_changes(), line)
            return applied

    def exclusive(self) -> AbstractContextManager[None]:
        """Keeps others from writing, with what they did so far taken in. Raises NewsviewError."""
        return self._storage.lock()

    def set_meta(self, key: str, value: str | None) -> None:
        """Keep a small fact about the file itself; None forgets it. Raises as ``apply``."""
        if key == _SCHEMA_KEY:
            raise ValueError(f"{key!r} is the file's own")
        with self._storage.lock():
            refuse_newer(self._storage, self._schema)
            if self.meta(key) == value:
                return
            meta = {name: kept for name, kept in self._meta().items() if name != key}
            if value is not None:
                meta[key] = value
            self._commit([TableChange(_META, put={_META_ID: {_SCHEMA_KEY: self._schema, **meta}})])

    # What others do

    def poll(self) -> News | None:
        """Take in what other processes did since the last time; None if nothing.

        Costs three calls to the system where nothing is new, and never waits: what cannot be taken
        in at this moment is for the next time. Raises NewsviewError.
        """
        self._storage.refresh()
        refuse_newer(self._storage, self._schema)
        with self._storage.tables:
            news, self._news = self._news, []
        return gathered(news)

    def unheard(self) -> News | None:
        """What was taken in already and is told by the next `poll`."""
        return gathered(self._news)

    def _moved(self, moves: list[Move] | None, by_others: bool) -> None:
        self._indexes.take(moves)
        if by_others:
            known = self._news
            self._news = None if moves is None or known is None else [*known, *moves]

    def close(self) -> None:
        """Leave the file; the last one out writes the main file, so that plain TinyDB reads it.

        Raises NewsviewError if that cannot be written; all is safe in the journal then.
        """
        self.presence.leave()
        self.database.close()

    def __enter__(self) -> Annotations:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _commit(self, changes: list[TableChange], step: Document | None = None) -> None:
        if not self._meta() and changes[0].table != _META:
            changes = [TableChange(_META, put={_META_ID: {_SCHEMA_KEY: self._schema}}), *changes]
        try:
            self._storage.commit(changes, step, owned=True)
        except (TypeError, ValueError, RecursionError) as error:
            raise self._not_recordable(error) from error

    def _not_recordable(self, error: Exception) -> WriteRefused:
        reason = str(error) if isinstance(error, NotJson) else messages.REASON_NO_FORM
        return WriteRefused(messages.STORE_NOT_RECORDABLE.format(path=self.path, reason=reason))

    # Opening

    def _warn(self) -> None:
        """Say which records cannot be shown."""
        if self._indexes.unreadable:
            table_name, reason = self._indexes.unreadable[0]
            n = len(self._indexes.unreadable)
            self.warnings.append(
                messages.STORE_UNREADABLE_RECORDS.format(
                    path=self.path, n=n, table=table_name, reason=reason
                )
            )
        if self._indexes.twice:
            self.warnings.append(
                messages.STORE_ID_TWICE.format(path=self.path, n=self._indexes.twice)
            )
