"""Pausing Python's cycle collector while many long-lived objects are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No cycle collection inside; as it was before afterwards.

    Decoding a large JSON makes nothing but live objects, which each collection walks for nothing:
    pausing it halves the time to open a file of 100,000 documents (``benchmarks/store.py``).
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
