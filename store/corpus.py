"""The corpus: which articles there are, and the text of each.

Folders are searched to the bottom for ``.txt``, ``.md``, ``.html`` and ``.htm`` files, each an
article, and for tables and feeds that hold several (`newsview.store.corpora`); a file that is named
itself is read whatever its ending. Nothing outside the named folders is read: a link is followed
only where its target stays inside them.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

import msgspec

from newsview.store import messages
from newsview.store.corpora.columns import Columns
from newsview.store.corpora.file_lines import open_regular
from newsview.store.corpora.kinds import ROW_KINDS
from newsview.store.corpora.row_files import RowFiles
from newsview.store.decode import decode, is_binary
from newsview.store.html import read_html
from newsview.store.messages import NewsviewError
from newsview.store.names import natural_key, visible
from newsview.store.raw_text import RawText
from newsview.store.walk import Walk

TEXT_KINDS = (".txt", ".md", ".html", ".htm")
"""Endings of the files that are an article each, in any case."""

HTML_KINDS = (".html", ".htm")

LARGEST_FILE = 100_000_000
"""Bytes above which a file is no article."""


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


class Corpus:
    """The articles of the folders and files that were opened, each listed once.

    ``root`` is the folder (of several paths, what they have in common); ``sources`` stand in
    natural order of their files' names (2 before 10), rows in the order of their file;
    ``problems`` says in one line each what was left out and why.
    """

    def __init__(
        self,
        root: Path,
        sources: list[Source],
        problems: list[str],
        row_files: RowFiles | None = None,
    ) -> None:
        self.root = root
        self.sources = sources
        self.problems = problems
        self._row_files = row_files or RowFiles(Columns(), set())

    @classmethod
    def open(cls, paths: Sequence[Path], columns: Columns | None = None) -> Corpus:
        """Lists the articles under ``paths``, and keeps the text of none.

        ``columns`` are those that the project names for its tables. Raises NewsviewError when a
        path is missing or is neither a file nor a folder. A folder without any article is no
        error: it gives a line in ``problems``.
        """
        folders, files = _told_apart(paths)
        root = _common(folders, files)
        walk = Walk(folders, TEXT_KINDS + ROW_KINDS)
        named = walk.add_files(files)
        found = _named(named + walk.files(), root)
        found.sort(key=lambda one: (natural_key(one[1]), one[1]))
        files_named = set(named)
        row_files = RowFiles(columns or Columns(), {name for _, name in found})
        sources: list[Source] = []
        for written, name in found:
            path = Path(written)
            if written.lower().endswith(ROW_KINDS):
                rows = row_files.add(path, name, named=written in files_named)
                sources += [Source(path, one, place) for place, one in enumerate(rows)]
            else:
                sources.append(Source(path, name))
        problems = [*row_files.problems(), *walk.problems]
        if not sources and (folders or not problems):
            where, kinds = visible(root), " ".join(TEXT_KINDS + ROW_KINDS)
            nothing = messages.NOTHING_TO_READ.format(path=where, kinds=kinds)
            problems.insert(len(row_files.problems()), nothing)
        return cls(root, sources, problems, row_files)

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


def _named(found: list[str], root: Path) -> list[tuple[str, str]]:
    """Each path with its name relative to ``root``."""
    cut = len(os.fspath(root).rstrip(os.sep)) + 1
    return [(path, visible(path[cut:].replace(os.sep, "/"))) for path in found]


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
    with open_regular(path, name) as file:
        if os.fstat(file.fileno()).st_size > LARGEST_FILE:
            limit = LARGEST_FILE // 1_000_000
            raise NewsviewError(messages.FILE_TOO_LARGE.format(path=name, limit=limit))
        return file.read(LARGEST_FILE + 1)
