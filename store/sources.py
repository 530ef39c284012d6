"""Where the articles of a corpus are read from, a hundred thousand of them in a few megabytes."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import overload

import msgspec

from newsview.store.names import natural_key, visible
from newsview.store.texts import Texts


class Source(msgspec.Struct, frozen=True):
    """Where an article is read from.

    ``name`` is the path relative to the corpus, with ``/``; what in a file's name cannot be shown
    or written (control characters, bytes that are no text) is spelled out there, ``\\x1b``. Open
    ``path``, show ``name``. An article that is a row of a file is called by the file and the row's
    id, ``articoli.csv#17``, and ``row`` is its place among the file's.
    """

    path: Path
    name: str
    row: int | None = None


class Sources(Sequence[Source]):
    """The sources of a corpus, each made when it is asked for. A thread may add while others read.

    Of a file its folder's number and its name are kept, of a row its file's number, its name and
    its place in the file.
    """

    def __init__(self, root: str) -> None:
        """``root`` is the folder that names are relative to."""
        self._cut = len(root.rstrip(os.sep)) + 1
        self._places: list[str] = []
        self._numbers: dict[str, int] = {}
        self._at = array("i")
        self._rows = array("i")
        """Begun with the first article that is a row; -1 for one that is a file."""
        self._names = Texts()

    def __len__(self) -> int:
        return len(self._at)

    @overload
    def __getitem__(self, index: int) -> Source: ...
    @overload
    def __getitem__(self, index: slice) -> list[Source]: ...
    def __getitem__(self, index: int | slice) -> Source | list[Source]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        place, written = self._places[self._at[index]], self._names[index]
        row = self._row(index)
        if row >= 0:
            return Source(Path(place), written.decode("utf-8", "surrogatepass"), row)
        path = place + os.fsdecode(written)
        return Source(Path(path), self.named(path))

    def __iter__(self) -> Iterator[Source]:
        return (self[index] for index in range(len(self)))

    def named(self, path: str) -> str:
        """What a file of the corpus is called."""
        return visible(path[self._cut :].replace(os.sep, "/"))

    def name(self, index: int) -> str:
        """The name of an article, quicker than with the rest of its source."""
        written = self._names[index]
        if self._row(index) >= 0:
            return written.decode("utf-8", "surrogatepass")
        return self.named(self._places[self._at[index]] + os.fsdecode(written))

    def add_file(self, path: str) -> None:
        """Add a file that is one article."""
        folder, _, name = path.rpartition(os.sep)
        self._names.append(os.fsencode(name))
        if self._rows:
            self._rows.append(-1)
        self._at.append(self._number(folder + os.sep))

    def add_rows(self, path: str, names: Iterable[str]) -> None:
        """Add the articles of a file that holds several, by what they are called."""
        number = self._number(path)
        if not self._rows:
            self._rows.extend(array("i", [-1]) * len(self))
        for row, name in enumerate(names):
            self._names.append(name.encode("utf-8", "surrogatepass"))
            self._rows.append(row)
            self._at.append(number)

    def find(self, name: str) -> int | None:
        """The first article of this name."""
        found = self._names.places(name.encode("utf-8", "surrogatepass"))
        found += self._names.places(os.fsencode(name.rpartition("/")[2]))
        if "\\" in name:  # spelled out
            found += range(len(self))
        return next((index for index in sorted(found) if self.name(index) == name), None)

    def in_order(self) -> array[int]:
        """The numbers of the articles in natural order of their files' names, rows in theirs."""
        return array("i", sorted(range(len(self)), key=self._key))

    def _key(self, index: int) -> str:
        row, place = self._row(index), self._places[self._at[index]]
        if row < 0:
            return natural_key(self.named(place + os.fsdecode(self._names[index])))
        return f"{natural_key(self.named(place))}\0{natural_key(str(row))}"

    def _row(self, index: int) -> int:
        return self._rows[index] if self._rows else -1

    def _number(self, place: str) -> int:
        number = self._numbers.get(place)
        if number is None:
            self._places.append(place)
            number = self._numbers[place] = len(self._places) - 1
        return number
