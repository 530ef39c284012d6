"""The corpus: which articles there are, and the text of each.

Folders are searched to the bottom for ``.txt``, ``.md``, ``.html`` and ``.htm`` files; a file
that is named itself is read whatever its ending. Nothing outside the named folders is read: a
link is followed only where its target stays inside them.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

import msgspec

from newsview.store import messages
from newsview.store.decode import decode
from newsview.store.html import NO_HINTS, Hints, read_html
from newsview.store.messages import NewsviewError
from newsview.store.names import natural_key, visible
from newsview.store.walk import Walk

TEXT_KINDS = (".txt", ".md", ".html", ".htm")
"""Endings of the files that a folder is searched for, in any case."""

HTML_KINDS = (".html", ".htm")

LARGEST_FILE = 100_000_000
"""Bytes above which a file is no article."""


class Source(msgspec.Struct, frozen=True):
    """Where an article is read from.

    ``name`` is the path relative to the corpus, with ``/``; what in a file's name cannot be shown
    or written (control characters, bytes that are no text) is spelled out there, ``\\x1b``. Open
    ``path``, show ``name``.
    """

    path: Path
    name: str


class RawText(msgspec.Struct, frozen=True):
    """An article's text as decoded and otherwise untouched; for HTML, the text of the page."""

    text: str
    encoding: str
    hints: Hints = NO_HINTS


class Corpus:
    """The articles of the folders and files that were opened, each listed once.

    ``root`` is the folder (of several paths, what they have in common); ``sources`` stand in
    natural order of their names (2 before 10); ``problems`` says in one line each what was left
    out and why.
    """

    def __init__(self, root: Path, sources: list[Source], problems: list[str]) -> None:
        self.root = root
        self.sources = sources
        self.problems = problems

    @classmethod
    def open(cls, paths: Sequence[Path]) -> Corpus:
        """Lists the articles under ``paths``; reads none of them.

        Raises NewsviewError when a path is missing or is neither a file nor a folder. A folder
        without any article is no error: it gives a line in ``problems``.
        """
        if not paths:
            raise NewsviewError(messages.NO_CORPUS)
        given = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100, links are kept
        folders: list[Path] = []
        files: list[Path] = []
        for path in given:
            mode = _mode(path)
            if stat.S_ISDIR(mode):
                folders.append(path)
            elif stat.S_ISREG(mode):
                files.append(path)
            else:
                raise NewsviewError(messages.NOT_A_FILE_OR_FOLDER.format(path=visible(path)))

        walk = Walk(folders, TEXT_KINDS)
        root = Path(os.path.commonpath(folders + [path.parent for path in files]))
        found = walk.add_files(files) + walk.files()
        sources = [Source(Path(path), name) for path, name in _named(found, root)]
        sources.sort(key=lambda source: (natural_key(source.name), source.name))
        problems = walk.problems
        if not sources:
            where, kinds = visible(root), " ".join(TEXT_KINDS)
            problems.insert(0, messages.NOTHING_TO_READ.format(path=where, kinds=kinds))
        return cls(root, sources, problems)

    def read(self, source: Source) -> RawText:
        """The text of one article. Raises NewsviewError, in one line, when it cannot be read."""
        name = source.name
        try:
            data = _read_bytes(source.path, name)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise NewsviewError(messages.FILE_UNREADABLE.format(path=name, reason=reason)) from None
        if not source.path.name.lower().endswith(HTML_KINDS):
            return RawText(*decode(data))
        page, encoding = decode(data, html=True)
        try:
            text, hints = read_html(page)
        except NewsviewError as error:
            raise NewsviewError(messages.FILE_UNREADABLE.format(path=name, reason=error)) from None
        return RawText(text, encoding, hints)


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
    """The bytes of a regular file; never waits for a pipe that took the file's place."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise NewsviewError(messages.NOT_A_FILE_OR_FOLDER.format(path=name))
        if status.st_size > LARGEST_FILE:
            limit = LARGEST_FILE // 1_000_000
            raise NewsviewError(messages.FILE_TOO_LARGE.format(path=name, limit=limit))
        return file.read(LARGEST_FILE + 1)
