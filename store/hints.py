"""What stands beside a text about it: in a page's metadata, or in the other columns of a table."""

from __future__ import annotations

import msgspec


class Hints(msgspec.Struct, frozen=True):
    """What a page's metadata says of its article: ``published`` is an ISO date, ``language`` a
    two-letter code, ``publisher`` the outlet's name.
    """

    title: str | None = None
    published: str | None = None
    language: str | None = None
    author: str | None = None
    publisher: str | None = None


NO_HINTS = Hints()
