"""What can go wrong with the file; each carries one line for the user."""

from __future__ import annotations

from newsview.store.messages import NewsviewError


class StoreError(NewsviewError):
    """The file could not be opened, read or written."""


class CorruptStore(StoreError):
    """The file or its journal is damaged or not of this kind; nothing was changed."""


class StoreInUse(StoreError):
    """Another process has the file open, and what it has does not fit the file."""


class WriteRefused(StoreError):
    """A change was not saved; the file and the memory are as they were before it."""
