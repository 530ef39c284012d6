"""Finds the files under the corpus folders, each once, without leaving them.

Everything is compared by its real path, which costs nothing for what is no link: below a folder
whose real path is known it is that path and the name.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Sequence
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
        self._seen_files: set[str] = set()
        self._links: list[str] = []

    def files(self) -> list[str]:
        """The paths of every file of the wanted kinds under the folders."""
        found: list[str] = []
        for folder, real in zip(self._folders, self._real_folders, strict=True):
            found += self._below(folder, real)
        while self._links:
            links, self._links = sorted(self._links, key=natural_key), []
            for link in links:
                found += self._follow(link)
        return found

    def add_files(self, paths: Iterable[Path]) -> list[str]:
        """Those of the paths that are not listed yet, of any kind: they were named one by one."""
        return [path for path in map(os.fspath, paths) if self._is_new_file(os.path.realpath(path))]

    def _below(self, folder: str, real: str) -> list[str]:
        """The files under a folder that is reached as ``folder`` and really is ``real``."""
        found: list[str] = []
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
                        if entry.name.startswith((".", IGNORED_PREFIX)) or entry.name in IGNORED:
                            continue
                        if entry.is_symlink():
                            self._links.append(entry.path)
                        elif entry.is_dir(follow_symlinks=False):
                            waiting.append((entry.path, f"{real}/{entry.name}"))
                        elif entry.is_file(follow_symlinks=False) and self._takes(
                            entry.path, f"{real}/{entry.name}"
                        ):
                            found.append(entry.path)
            except OSError as error:
                self._say(messages.FOLDER_UNREADABLE, folder, error)
        return found

    def _follow(self, link: str) -> list[str]:
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
        return [link] if Path(real).is_file() and self._takes(link, real) else []

    def _takes(self, path: str, real: str) -> bool:
        """Whether a file is listed: of a wanted kind, met for the first time, and readable."""
        if not path.lower().endswith(self._kinds) or not self._is_new_file(real):
            return False
        if not os.access(path, os.R_OK):
            denied = OSError(errno.EACCES, os.strerror(errno.EACCES))
            self._say(messages.FILE_SKIPPED, path, denied)
            return False
        return True

    def _is_new_file(self, real: str) -> bool:
        new = real not in self._seen_files
        self._seen_files.add(real)
        return new

    def _say(self, template: str, path: str, error: OSError | None = None) -> None:
        reason = (error.strerror or type(error).__name__) if error else ""
        self.problems.append(template.format(path=visible(path), reason=reason))


def _is_inside(real: str, folder: str) -> bool:
    """Whether a real path is the folder or stands below it."""
    return real == folder or real.startswith(folder.rstrip("/") + "/")
