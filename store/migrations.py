"""Bringing a file of an older schema to this one: pure functions, one for each step, over tables.

A schema is raised only where the same field or table comes to mean something else. A new field,
table or kind of record needs none: older versions keep what they do not know.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from newsview.store import messages
from newsview.store.journal import Disk, JournalStorage, StoreError
from newsview.store.journal.changes import Rows, Tables
from newsview.store.journal.log import free_name

Migration = Callable[[Tables], Tables]
"""The tables of schema N as those of N + 1; those given may be changed. ``_meta`` is left alone."""

MIGRATIONS: tuple[Migration, ...] = ()
"""In order; the first one leads from schema 1 to 2."""

META = "_meta"
META_ID = "1"
SCHEMA_KEY = "schema"


def newest(migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """The schema that a file has after all of them."""
    return 1 + len(migrations)


def migrated(tables: Tables, found: int, migrations: Sequence[Migration] = MIGRATIONS) -> Tables:
    """The tables, of schema ``found``, as those of the newest; they may be changed in place."""
    for schema, migration in enumerate(migrations, start=1):
        if schema >= found:
            tables = migration(tables)
    meta = {**tables.get(META, {}).get(META_ID, {}), SCHEMA_KEY: newest(migrations)}
    return {**tables, META: {META_ID: meta}}


def schema_of(storage: JournalStorage, known: int) -> int:
    """The file's schema, ``known`` for an empty one.

    Raises StoreError for another program's file and for one of a newer schema than that.
    """
    refuse_newer(storage, known)
    schema = _schema_in(storage.rows(META))
    if schema is None and storage.has_documents():
        raise StoreError(messages.STORE_NOT_OURS.format(path=storage.path))
    return schema or known


def refuse_newer(storage: JournalStorage, known: int) -> None:
    """Raises StoreError for a file of a newer schema, which it may have got while it was open."""
    schema = _schema_in(storage.rows(META))
    if schema is not None and schema > known:
        line = messages.STORE_NEWER.format(path=storage.path, found=schema, known=known)
        raise StoreError(line)


def refusal_for(path: Path, known: int) -> Callable[[Tables, bool], str | None]:
    """Why a file is not to be touched, for a storage to ask: one of a newer schema.

    Another program's is none to be opened, either; but one that took the place of an open file may
    be set aside.
    """

    def refusal(tables: Tables, while_open: bool) -> str | None:
        found = _schema_in(tables.get(META, {}))
        if found is None and any(tables.values()) and not while_open:
            return messages.STORE_NOT_OURS.format(path=path)
        if found is None or found <= known:
            return None
        words = messages.STORE_NEWER_WHILE_OPEN if while_open else messages.STORE_NEWER
        return words.format(path=path, found=found, known=known)

    return refusal


def _schema_in(meta: Rows) -> int | None:
    schema = meta.get(META_ID, {}).get(SCHEMA_KEY)
    return schema if type(schema) is int and schema >= 1 else None


def bring_up_to_date(storage: JournalStorage, migrations: Sequence[Migration], disk: Disk) -> None:
    """Bring an open file of an older schema to the newest one, and say so in its warnings.

    First comes a copy of it as it was, ``newsview.json.v1``, with all that its journal held; then
    the main file is replaced as a whole, since changes of the new schema in the journal would not
    fit a main file of the old one; others who have it open read it anew. Read-only, only what is
    shown is brought up to date. Raises StoreError where that fails: the file is as it was then.
    """
    known = newest(migrations)
    if schema_of(storage, known) == known:
        return
    if storage.read_only:
        storage.show(lambda tables: _as_newest(tables, storage.path, migrations))
        return
    with storage.lock():  # which takes in what others did: it may be done by now
        storage.reread()  # without a journal nothing tells that the file was replaced
        found = schema_of(storage, known)
        if found < known:
            _replace(storage, found, migrations, disk)


def _as_newest(tables: Tables, path: Path, migrations: Sequence[Migration]) -> Tables:
    found = _schema_in(tables.get(META, {}))
    if found is None or found >= newest(migrations):
        return tables
    try:
        return migrated(tables, found, migrations)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        line = messages.STORE_NOT_MIGRATED.format(
            path=path, found=found, reason=messages.REASON_NOT_THAT_SCHEMA
        )
        raise StoreError(line) from error


def _replace(
    storage: JournalStorage, found: int, migrations: Sequence[Migration], disk: Disk
) -> None:
    path = storage.path
    tables = _as_newest(storage.read() or {}, path, migrations)
    storage.checkpoint(by_force=True)
    try:
        copy = _copy(path, f"v{found}", disk)
    except OSError as error:
        reason = error.strerror or str(error)
        line = messages.STORE_NOT_MIGRATED.format(path=path, found=found, reason=reason)
        raise StoreError(line) from error
    storage.write(tables)
    storage.warnings.append(messages.STORE_MIGRATED.format(path=path, copy=copy))


def _copy(path: Path, word: str, disk: Disk) -> Path:
    """A synced copy beside the file, under a name that nothing else has. Raises OSError."""
    content, status = path.read_bytes(), path.stat()
    copy = path.with_name(f"{path.name}.{word}")
    if copy.is_file() and copy.read_bytes() == content:
        return copy
    if copy.exists() or copy.is_symlink():
        copy = free_name(path, word)
    try:
        with disk.create(copy, status) as file:
            disk.write(file, content, 0)
            disk.sync(file)
    except OSError:
        disk.remove(copy)
        raise
    disk.sync_folder(copy.parent)
    return copy
