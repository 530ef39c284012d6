"""Stands in for the suite's ``conftest.py``: its ``db`` fixture on our storage.

Level 1: the tests that take a database from the fixture get ours, and the stock table on our
storage as well. They never close it, so the files are given free here.
"""

import pytest
from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import MemoryStorage

from newsview.store.journal import JournalDB, JournalStorage


@pytest.fixture(params=["journal", "stock table on journal storage"])
def db(request, tmp_path):
    if request.param == "journal":
        database = JournalDB(tmp_path / "test.db")
    else:
        database = TinyDB(tmp_path / "test.db", storage=JournalStorage)
    database.drop_tables()
    database.insert_multiple({"int": 1, "char": c} for c in "abc")
    yield database
    database.close()


@pytest.fixture
def storage():
    return CachingMiddleware(MemoryStorage)()
