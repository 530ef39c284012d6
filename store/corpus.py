"""The corpus: which articles there are, and the text of each.

Folders are searched to the bottom for ``.txt``, ``.md``, ``.html`` and ``.htm`` files, each an
article, and for tables and feeds that hold several (`newsview.store.corpora`); a file that is named
itself is read whatever its ending. Nothing outside the named folders is read: a link is followed
only where its target stays inside them.
"""

from __future__ import annotations

import os
import stat
from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from newsview.store import messages
from newsview.store.corpora.columns import Columns
from newsview.store.corpora.kinds import ROW_KINDS
from newsview.store.messages import NewsviewError
from newsview.store.names import natural_key, visible
from newsview.store.sources import Source, Sources
from newsview.store.walk import Walk

if TYPE_CHECKING:
    from newsview.store.corpora.row_files import RowFiles
    from newsview.store.raw_text import RawText

__all__ = ["Corpus", "Source", "corpus_root"]

TEXT_KINDS = (".txt", ".md", ".html", ".htm")
"""Endings of the files that are an article each, in any case."""

HTML_KINDS = (".html", ".htm")

LARGEST_FILE = 100_000_000
"""Bytes above which a file is no article."""


AT_ONCE = 2000
"""How many files are looked for before the first screen; with more, the rest is found beside it."""

LARGE_TABLES = 2_000_000
"""Bytes of tables and feeds from which on they are listed beside it, too."""

_GROWTH = 4
"""The list of a large corpus is put in order each time that it has grown so many times."""


class Corpus:
    """The articles of the folders and files that were opened, each listed once.

    ``root`` is the folder (of several paths, what they have in common). Opened at once, ``sources``
    stand in natural order of their files' names (2 before 10), rows in the order of their file.
    """

    def __init__(self, paths: Sequence[Path], columns: Columns | None = None) -> None:
        """Looks at the paths themselves and lists nothing yet. Raises as `open` does."""
        folders, files = _told_apart(paths)
        self.root = _common(folders, files)
        self.sources = Sources(os.fspath(self.root))
        self.is_whole = False
        """Whether every article is listed."""
        self._columns = columns or Columns()
        self._walk = Walk(folders, TEXT_KINDS + ROW_KINDS)
        self._named = self._walk.add_files(files)
        self._found = chain(self._named, self._walk.files())
        self._tables: list[str] = []
        self._has_folders = bool(folders)

    @classmethod
    def open(cls, paths: Sequence[Path], columns: Columns | None = None) -> Corpus:
        """Lists the articles under ``paths``, and keeps the text of none.

        ``columns`` are those that the project names for its tables. Raises NewsviewError when a
        path is missing or is neither a file nor a folder. A folder without any article is no
        error: it gives a line in ``problems``.
        """
        corpus = cls(paths, columns)
        corpus._list_all(list(corpus._found))
        return corpus

    @classmethod
    def begin(cls, paths: Sequence[Path], columns: Columns | None = None) -> Corpus:
        """The same, but of a large corpus only some articles, in order; `rest` lists the others."""
        corpus = cls(paths, columns)
        found = list(islice(corpus._found, AT_ONCE))
        tables = [path for path in found if _is_table(path)]
        if len(found) < AT_ONCE and sum(map(_size, tables)) < LARGE_TABLES:
            corpus._list_all(found)
        else:
            corpus._add_files(found)
        return corpus

    def rest(self) -> Iterator[array[int]]:
        """Lists the articles that are left, more and more at a time, in one thread.

        After each time: the numbers of all that are listed, in natural order of their names.
        """
        while found := list(islice(self._found, max(AT_ONCE, (_GROWTH - 1) * len(self.sources)))):
            self._add_files(found)
            yield self.sources.in_order()
        if self._tables:
            self._row_files.take_names(source.name for source in self.sources)
            for path in sorted(self._tables, key=natural_key):
                self._add_table(path)
            yield self.sources.in_order()
        self.is_whole = True

    @property
    def problems(self) -> list[str]:
        """What was left out and why, in one line each."""
        of_tables = self._row_files.problems() if "_row_files" in self.__dict__ else []
        of_files = self._walk.problems
        if self.is_whole and not self.sources and (self._has_folders or not of_tables + of_files):
            where, kinds = visible(self.root), " ".join(TEXT_KINDS + ROW_KINDS)
            of_tables.append(messages.NOTHING_TO_READ.format(path=where, kinds=kinds))
        return of_tables + of_files

    def _list_all(self, found: list[str]) -> None:
        names = {path: self.sources.named(path) for path in found}
        found.sort(key=lambda path: (natural_key(names[path]), names[path]))
        if any(map(_is_table, found)):
            self._row_files.take_names(names.values())
        for path in found:
            if _is_table(path):
                self._add_table(path)
            else:
                self.sources.add_file(path)
        self.is_whole = True

    def _add_files(self, found: list[str]) -> None:
        self._tables += filter(_is_table, found)
        files = [path for path in found if not _is_table(path)]
        for path in sorted(files, key=lambda path: natural_key(self.sources.named(path))):
            self.sources.add_file(path)

    def _add_table(self, path: str) -> None:
        rows = self._row_files.add(Path(path), self.sources.named(path), named=path in self._named)
        self.sources.add_rows(path, rows)

    @cached_property
    def _row_files(self) -> RowFiles:
        from newsview.store.corpora.row_files import RowFiles  # with readers of every format

        return RowFiles(self._columns)

    def read(self, source: Source) -> RawText:
        """The text of one article. Raises NewsviewError, in one line, when it cannot be read.

        Safe to call from several threads.
        """
        name = source.name
        if source.row is not None:
            return self._row_files.read(source.path, source.row, name)
        try:
            data = _read_bytes(source.path, name)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise NewsviewError(messages.FILE_UNREADABLE.format(path=name, reason=reason)) from None
        raw = _text_of(data, name, html=source.path.name.lower().endswith(HTML_KINDS))
        if not raw.text.strip():
            raise NewsviewError(messages.FILE_EMPTY.format(path=name))
        return raw


def _text_of(data: bytes, name: str, *, html: bool) -> RawText:
    """The text in a file's bytes. Raises NewsviewError where there is none."""
    from newsview.store.decode import decode, is_binary
    from newsview.store.html import read_html
    from newsview.store.raw_text import RawText

    decoded = decode(data, html=html)
    if is_binary(decoded):
        raise NewsviewError(messages.FILE_BINARY.format(path=name))
    if not html:
        return RawText(*decoded)
    try:
        text, hints = read_html(decoded.text)
    except NewsviewError as error:
        raise NewsviewError(messages.FILE_UNREADABLE.format(path=name, reason=error)) from None
    return RawText(text, decoded.encoding, hints)


def _is_table(path: str) -> bool:
    return path.lower().endswith(ROW_KINDS)


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def corpus_root(paths: Sequence[Path]) -> Path:
    """The folder of a corpus: the one that is named, or what several paths have in common.

    Raises NewsviewError as `Corpus.open` does.
    """
    return _common(*_told_apart(paths))


def _common(folders: list[Path], files: list[Path]) -> Path:
    return Path(os.path.commonpath(folders + [path.parent for path in files]))


def _told_apart(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The folders and the files among the named paths. Raises NewsviewError."""
    if not paths:
        raise NewsviewError(messages.NO_CORPUS)
    folders: list[Path] = []
    files: list[Path] = []
    for path in [Path(os.path.abspath(path)) for path in paths]:  # noqa: PTH100, links are kept
        mode = _mode(path)
        if stat.S_ISDIR(mode):
            folders.append(path)
        elif stat.S_ISREG(mode):
            files.append(path)
        else:
            raise NewsviewError(messages.NOT_A_FILE_OR_FOLDER.format(path=visible(path)))
    return folders, files


def _mode(path: Path) -> int:
    """The mode of what stands at a named path, links followed. Raises NewsviewError."""
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise NewsviewError(messages.NO_SUCH_PATH.format(path=visible(path))) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        line = messages.PATH_UNREADABLE.format(path=visible(path), reason=reason)
        raise NewsviewError(line) from None


def _read_bytes(path: Path, name: str) -> bytes:
    """The bytes of a regular file."""
    from newsview.store.corpora.file_lines import open_regular

    with open_regular(path, name) as file:
        size = os.fstat(file.fileno()).st_size
        if size > LARGEST_FILE:
            limit = LARGEST_FILE // 1_000_000
            raise NewsviewError(messages.FILE_TOO_LARGE.format(path=name, limit=limit))
        data = file.read(size + 1)  # room for no more than there is
        return data + file.read(LARGEST_FILE) if len(data) > size else data
