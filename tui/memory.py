"""Little memory for each application on a host: what is not needed is not loaded or not kept."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # malloc.h: M_TRIM_THRESHOLD, ...
_LARGE = 64 * 1024
"""Bytes from which on a block is its own, given back when it is freed."""

_TLS, _HASHES = "ssl", "_hashlib"


def give_back_what_is_freed() -> None:
    """From now on, memory that was freed goes back to the system: a long article leaves nothing.

    The C library of most Linux systems keeps freed blocks of up to 32 MB for later ones of their
    size, once it has seen such a block freed (the text of an article and all that was made of it on
    the way), and a store of its own for each thread. Nothing is done where it is another one.
    """
    if sys.platform != "linux":
        return
    import ctypes  # 4 ms

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, _LARGE)
        mallopt(_TRIM_THRESHOLD, 2 * _LARGE)
        mallopt(_ARENA_MAX, 1)


@contextmanager
def without_openssl() -> Iterator[None]:
    """Within it asyncio is loaded as in a Python without OpenSSL, and ``hashlib`` from now on.

    Saves 7 MB and 20 ms. newsview speaks to no network, and Python's own SHA-256 takes 16 ms for
    5 MB of text. ``ssl`` can be imported afterwards as ever.
    """
    sys.modules.setdefault(_HASHES, None)  # type: ignore[arg-type]  # how a module is hidden
    if _TLS in sys.modules:
        yield
        return
    sys.modules[_TLS] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[_TLS]
