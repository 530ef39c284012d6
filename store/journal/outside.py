"""Noticing that another program writes the main file while it is open here."""

from __future__ import annotations

from collections.abc import Callable

from newsview.store.journal.changes import Tables
from newsview.store.journal.errors import CorruptStore, WriteRefused
from newsview.store.journal.main_file import Identity, MainFile, Seen, parse
from newsview.store.messages import STORE_EDITED_WHILE_OPEN

Refusal = Callable[[Tables, bool], str | None]
"""Says in one line why tables must be left as they are, None if they need not. The second argument
is whether they came while the file was open here."""


class Outside:
    """What other programs made of the main file since it was opened."""

    def __init__(self, main: MainFile, refusal: Refusal | None, warnings: list[str]) -> None:
        self.refused: str | None = None
        """Why the main file must not be replaced any more: what stands there now is not ours."""
        self._main = main
        self._refusal = refusal
        self._warnings = warnings
        self._looked: Seen | None = None
        self._told: Identity | None = None

    def looks_new(self) -> bool:
        """Whether the file is another one than at the last look: one call to the system."""
        status = self._main.status()
        return status is not None and Seen.of(status) not in (self._looked, self._main.seen)

    def look(self) -> None:
        """Say once of each content that no newsview wrote. Raises OSError.

        Wants the operation lock, and what others appended taken in. A file as long as the one that
        another newsview has put in place is taken for that one without being read.
        """
        status = self._main.status()
        if status is None:
            return
        seen = Seen.of(status)
        if seen in (self._looked, self._main.seen):
            return
        self._looked = seen
        if self._main.seen is None and status.st_size == self._main.identity.size:
            return
        content = self._main.path.read_bytes()
        identity = Identity.of(content)
        if self._main.is_known(identity) or identity == self._told:
            return
        self._told = identity
        self.refused = self.reason_to_leave(content)
        line = self.refused or STORE_EDITED_WHILE_OPEN.format(path=self._main.path)
        self._warnings.append(line)

    def reason_to_leave(self, content: bytes) -> str | None:
        """Why a content that came while the file was open must not be replaced; None if it may."""
        if self._refusal is None:
            return None
        try:
            return self._refusal(parse(content, self._main.path), True)
        except CorruptStore:
            return None

    def check(self, content: bytes) -> None:
        """Raises WriteRefused if this content of the main file must not be replaced."""
        self.refused = self.reason_to_leave(content)
        if self.refused is not None:
            raise WriteRefused(self.refused)
