"""Stands in for the suite's ``conftest.py``: every ``TinyDB(path)`` in the suite is ours.

Level 2: our storage and table are TinyDB's defaults before the suite's modules are loaded.
"""

import pytest
from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import MemoryStorage
from tinydb.table import Table

from newsview.store.journal import JournalStorage, JournalTable


def table_class(storage, name, **options):
    kind = JournalTable if isinstance(storage, JournalStorage) else Table
    return kind(storage, name, **options)


def storage_class(path, *, ensure_ascii=True, **options):
    """Ours, without JSONStorage's own option of how its JSON is written."""
    return JournalStorage(path, **options)


TinyDB.default_storage_class = staticmethod(storage_class)
TinyDB.table_class = staticmethod(table_class)


@pytest.fixture
def db(tmp_path):
    database = TinyDB(tmp_path / "test.db")
    database.drop_tables()
    database.insert_multiple({"int": 1, "char": c} for c in "abc")
    yield database
    database.close()


@pytest.fixture
def storage():
    return CachingMiddleware(MemoryStorage)()
