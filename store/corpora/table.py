"""A file of rows, each an article: where the rows stand, and one of them read when it is asked for.

No text stays in memory: of each row its place in the file is known, and its name.
"""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import Protocol

from newsview.store.corpora.file_lines import Stamp, read_part
from newsview.store.raw_text import RawText


class RowFile(Protocol):
    """What holds several articles."""

    names: list[str]
    """What the articles are called in the list, in the order of the file."""

    def read(self, row: int, name: str) -> RawText:
        """The article at this place of ``names``, called ``name`` in messages.

        Safe to call from several threads. Raises NewsviewError, in one line, when the file
        changed since it was listed or cannot be read.
        """


class RowReader(Protocol):
    """Makes an article of a row's bytes."""

    def article(self, data: bytes) -> RawText:
        """The article that a row is."""


class Table:
    """The rows of a file that were listed."""

    def __init__(self, path: Path, stamp: Stamp, reader: RowReader) -> None:
        self.names: list[str] = []
        self._path = path
        self._stamp = stamp
        self._reader = reader
        self._starts = array("Q")
        self._sizes = array("Q")

    def add(self, name: str, start: int, size: int) -> None:
        """A row that is an article."""
        self.names.append(name)
        self._starts.append(start)
        self._sizes.append(size)

    def read(self, row: int, name: str) -> RawText:
        """As `RowFile.read`."""
        data = read_part(self._path, name, self._stamp, self._starts[row], self._sizes[row])
        return self._reader.article(data)
