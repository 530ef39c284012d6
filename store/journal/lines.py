"""The journal's lines: eight hex digits of CRC-32, a space, one JSON object, a newline.

JSON of the store is ASCII without raw newlines, so a newline always ends a record, and a record
whose write was interrupted has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from zlib import crc32

from newsview.store.journal.codec import decode, encode, encode_plain

_PAYLOAD = 9
"""Where the JSON starts in a line: after the checksum and the space."""


class Line(NamedTuple):
    """One whole record and the byte where its line starts."""

    start: int
    record: dict[str, Any]


class Scan(NamedTuple):
    """The whole records of a journal, and the byte where they end (the rest is a torn tail)."""

    lines: list[Line]
    end: int


class DamagedLine(Exception):
    """A bad line that has a good one after it, so that it is no interrupted write."""

    def __init__(self, start: int) -> None:
        super().__init__(start)
        self.start = start
        """The byte where the bad line starts."""


def frame(record: Mapping[str, object], *, is_plain: bool = False) -> bytes:
    """The line that stands for ``record``; ``is_plain`` as ``codec.encode_plain`` wants it."""
    payload = encode_plain(record) if is_plain else encode(record)
    return b"%08x %b\n" % (crc32(payload), payload)


def unframe(line: bytes) -> dict[str, Any]:
    """The record of a line (without its newline) that ``is_whole``."""
    record = decode(line[_PAYLOAD:])
    if not isinstance(record, dict):
        raise ValueError("a journal record is a JSON object")
    return record


def is_whole(line: bytes) -> bool:
    """Whether the checksum at the head of a line (without its newline) fits what follows."""
    return line[:_PAYLOAD] == b"%08x " % crc32(line[_PAYLOAD:])


def scan(raw: bytes, first: int = 0) -> Scan:
    """All whole records of a stretch of a journal that starts at byte ``first`` of it, at a line.

    Raises DamagedLine. Bytes that stand in the result are counted from the journal's start.
    """
    lines: list[Line] = []
    start = 0
    while (end := raw.find(b"\n", start)) >= 0:
        line = raw[start:end]
        if not is_whole(line):
            _refuse_damage(raw, start, first)
            break
        try:
            lines.append(Line(first + start, unframe(line)))
        except ValueError as error:
            raise DamagedLine(first + start) from error
        start = end + 1
    return Scan(lines, first + start)


def _refuse_damage(raw: bytes, start: int, first: int) -> None:
    """Raise DamagedLine if a whole line follows the bad one that starts at ``start``."""
    if any(is_whole(line) for line in raw[start:].split(b"\n")[1:-1]):
        raise DamagedLine(first + start)
