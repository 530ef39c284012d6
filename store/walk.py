"""Finds the files under the corpus folders, each once, without leaving them.

Everything is compared by its real path, which costs nothing for what is no link: below a folder
whose real path is known it is that path and the name. A folder is gone through once, so that of its
files none need be remembered; only what was named or reached by a link is.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from newsview.store import messages
from newsview.store.name_list import LIST_NAMES
from newsview.store.names import natural_key, visible

IGNORED_PREFIX = "newsview.json"
"""Beginning of the names of newsview's own files in a corpus folder."""

IGNORED = frozenset(LIST_NAMES)
"""Other files of a project that have the ending of a corpus."""


class Walk:
    """One search: first what the folders hold, then where their links lead.

    Links come last, so that a file that is reached both ways is listed under its own name.
    """

    def __init__(self, folders: Sequence[Path], kinds: tuple[str, ...]) -> None:
        self.problems: list[str] = []
        self._kinds = kinds
        self._folders = [os.fspath(folder) for folder in folders]
        self._real_folders = [os.path.realpath(folder) for folder in folders]
        self._seen_folders: set[str] = set()
        self._named: set[str] = set()
        self._linked: set[str] = set()
        self._links: list[str] = []

    def files(self) -> Iterator[str]:
        """The paths of every file of the wanted kinds under the folders, as they are come upon."""
        for folder, real in zip(self._folders, self._real_folders, strict=True):
            yield from self._below(folder, real)
        while self._links:
            links, self._links = sorted(self._links, key=natural_key), []
            for link in links:
                yield from self._follow(link)

    def add_files(self, paths: Iterable[Path]) -> list[str]:
        """Those of the paths that are not listed yet, of any kind: they were named one by one."""
        added: list[str] = []
        for path in map(os.fspath, paths):
            real = os.path.realpath(path)
            if real not in self._named:
                self._named.add(real)
                added.append(path)
        return added

    def _below(self, folder: str, real: str) -> Iterator[str]:
        """The files under a folder that is reached as ``folder`` and really is ``real``."""
        waiting = [(folder, real)]
        while waiting:
            folder, real = waiting.pop()
            if real in self._seen_folders:
                continue
            self._seen_folders.add(real)
            real = real.rstrip("/")
            try:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        if _is_ignored(entry.name):
                            continue
                        if entry.is_symlink():
                            self._links.append(entry.path)
                        elif entry.is_dir(follow_symlinks=False):
                            waiting.append((entry.path, f"{real}/{entry.name}"))
                        elif entry.is_file(follow_symlinks=False) and self._takes(
                            entry.path, f"{real}/{entry.name}"
                        ):
                            yield entry.path
            except OSError as error:
                self._say(messages.FOLDER_UNREADABLE, folder, error)

    def _follow(self, link: str) -> Iterable[str]:
        """The files that a link leads to, as long as it stays inside the folders."""
        try:
            real = os.path.realpath(link, strict=True)
        except FileNotFoundError:
            if link.lower().endswith(self._kinds):
                self._say(messages.LINK_BROKEN, link)
            return []
        except OSError as error:
            loops = error.errno == errno.ELOOP
            self._say(messages.LINK_LOOPS if loops else messages.FILE_SKIPPED, link, error)
            return []
        is_folder = Path(real).is_dir()
        if not is_folder and not link.lower().endswith(self._kinds):
            return []
        if not any(_is_inside(real, folder) for folder in self._real_folders):
            self._say(messages.LINK_LEAVES_CORPUS, link)
            return []
        if is_folder:
            return self._below(link, real)
        if not Path(real).is_file() or self._is_listed_itself(real) or not self._takes(link, real):
            return []
        self._linked.add(real)
        return [link]

    def _is_listed_itself(self, real: str) -> bool:
        """Whether a file was come upon where it really is."""
        folder, _, name = real.rpartition("/")
        is_kind = name.lower().endswith(self._kinds) and not _is_ignored(name)
        return is_kind and (folder or "/") in self._seen_folders

    def _takes(self, path: str, real: str) -> bool:
        """Whether a file is listed: of a wanted kind, met for the first time, and readable."""
        if not path.lower().endswith(self._kinds) or real in self._named or real in self._linked:
            return False
        if not os.access(path, os.R_OK):
            denied = OSError(errno.EACCES, os.strerror(errno.EACCES))
            self._say(messages.FILE_SKIPPED, path, denied)
            return False
        return True

    def _say(self, template: str, path: str, error: OSError | None = None) -> None:
        reason = (error.strerror or type(error).__name__) if error else ""
        self.problems.append(template.format(path=visible(path), reason=reason))


def _is_ignored(name: str) -> bool:
    """Whether nothing of this name belongs to the corpus: hidden, or newsview's own."""
    return name.startswith((".", IGNORED_PREFIX)) or name in IGNORED


def _is_inside(real: str, folder: str) -> bool:
    """Whether a real path is the folder or stands below it."""
    return real == folder or real.startswith(folder.rstrip("/") + "/")
