"""Memory that was freed goes back to the system, so that a long article leaves nothing behind.

The C library of most Linux systems keeps freed blocks of up to 32 MB for later ones of their size,
once it has seen such a block freed: the text of an article and all that was made of it on the way.
"""

from __future__ import annotations

import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # malloc.h: M_TRIM_THRESHOLD, M_MMAP_THRESHOLD
_LARGE = 64 * 1024
"""Bytes from which on a block is its own, given back when it is freed."""


def give_back_what_is_freed() -> None:
    """From now on; nothing where the C library is another one."""
    if sys.platform != "linux":
        return
    import ctypes  # 4 ms

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, _LARGE)
        mallopt(_TRIM_THRESHOLD, 2 * _LARGE)
