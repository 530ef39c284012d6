"""Bringing a file of an older schema to this one: pure functions, one for each step, over tables.

A schema is raised only where the same field or table comes to mean something else. A new field,
table or kind of record needs none: older versions keep what they do not know.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from newsview.store import messages
from newsview.store.journal import Disk, JournalStorage, StoreError
from newsview.store.journal.changes import Tables
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


def upgrade(
    storage: JournalStorage, found: int, migrations: Sequence[Migration], disk: Disk
) -> None:
    """Bring an open file of an older schema up to date, and say so in its warnings.

    First comes a copy of it as it was, ``newsview.json.v1``, with all that its journal held; then
    the main file is replaced as a whole, since changes of the new schema in the journal would not
    fit a main file of the old one. Read-only, only what is shown is brought up to date. Raises
    StoreError where that fails: the file is as it was then.
    """
    with storage.lock():
        _upgrade(storage, found, migrations, disk)


def _upgrade(
    storage: JournalStorage, found: int, migrations: Sequence[Migration], disk: Disk
) -> None:
    path = storage.path
    try:
        tables = migrated(storage.read() or {}, found, migrations)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        line = messages.STORE_NOT_MIGRATED.format(path=path, found=found, reason=repr(error))
        raise StoreError(line) from error
    if storage.read_only:
        storage.show(tables)
        return
    storage.checkpoint()
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
