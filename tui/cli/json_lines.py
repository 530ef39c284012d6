"""JSON on stdout: where that is a terminal, nothing in it is obeyed; it stays the same JSON."""

from __future__ import annotations

import codecs
import sys
from typing import BinaryIO, Protocol

import click
import msgspec

from newsview.store.names import as_json_escapes


class Sink(Protocol):
    """What a document is written to, piece by piece."""

    def write(self, piece: bytes, /) -> object:
        """Take in the next bytes."""


class _Spelling:
    """Spells out what a terminal would obey; pieces may end inside a character."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def write(self, piece: bytes) -> None:
        self._stream.write(as_json_escapes(self._decoder.decode(piece)).encode())


def json_sink(stream: BinaryIO) -> Sink:
    """Where to write JSON that goes to a stream: as it is, unless that is a terminal."""
    return _Spelling(stream) if stream.isatty() else stream


def print_json(value: object) -> None:
    """One value as a line on stdout."""
    line = msgspec.json.encode(value).decode()
    click.echo(as_json_escapes(line) if sys.stdout.isatty() else line)
