"""A durable file for TinyDB: each change costs one appended, synced line, whatever the file's size.

``JournalDB(path)`` is a TinyDB whose main file is always a complete TinyDB JSON, only ever replaced
as a whole, with a journal of the changes since beside it. The format, the recovery rule and what is
guaranteed are described in ``docs/store.md``.
"""

from newsview.store.journal.changes import Move, TableChange
from newsview.store.journal.disk import Disk
from newsview.store.journal.due import CHECKPOINT_BYTES
from newsview.store.journal.errors import CorruptStore, StoreError, StoreInUse, WriteRefused
from newsview.store.journal.storage import JournalStorage
from newsview.store.journal.table import JournalDB, JournalTable

__all__ = [
    "CHECKPOINT_BYTES",
    "CorruptStore",
    "Disk",
    "JournalDB",
    "JournalStorage",
    "JournalTable",
    "Move",
    "StoreError",
    "StoreInUse",
    "TableChange",
    "WriteRefused",
]
