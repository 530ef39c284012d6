"""Who has the annotations file open, and which article they are at.

One small file beside the annotations file (``<file>-open``, the one that each holds a lock on),
with a line of JSON for each process. Lines of processes that are no more count for nothing. It is
no part of what is kept, and where it cannot be written nobody is kept from working.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from newsview.store.journal import JournalStorage
from newsview.store.messages import NewsviewError
from newsview.store.model import new_id


class Present(msgspec.Struct, frozen=True):
    """One opening of the file: ``by`` is at the article with this SHA-256, or at none.

    ``born`` is when the process was started, as the kernel counts, since ids of processes are
    given out again.
    """

    id: str
    pid: int
    born: str | None
    by: str
    article: str | None = None


class Presence:
    """Tells others of oneself, and reads what they tell."""

    def __init__(self, storage: JournalStorage) -> None:
        self._storage = storage
        self._id = new_id()
        self._told: tuple[str, str | None] | None = None

    def tell(self, by: str, article: str | None) -> None:
        """Say who has the file open here and at which article; nothing is done if it was said.

        Never waits: while another is in the middle of a change it is left for the next time.
        """
        if self._storage.read_only or self._told == (by, article):
            return
        mine = Present(self._id, os.getpid(), _born(os.getpid()), by, article)
        with suppress(OSError, NewsviewError), self._storage.lock_if_free() as free:
            if not free:
                return
            self._told = (by, article)
            lines = [msgspec.json.encode(one) + b"\n" for one in (*self.others(), mine)]
            self._storage.attachment.tell(b"".join(lines))

    def leave(self) -> None:
        """Take back what was said."""
        if self._told is not None:
            with suppress(OSError, NewsviewError), self._storage.lock():
                lines = [msgspec.json.encode(one) + b"\n" for one in self.others()]
                self._storage.attachment.tell(b"".join(lines))
            self._told = None

    def others(self) -> list[Present]:
        """The others that have the file open now."""
        try:
            content = self._storage.attachment.read()
        except OSError:
            return []
        return [one for one in _present(content) if one.id != self._id and _lives(one)]


def _present(content: bytes) -> Iterator[Present]:
    for line in content.splitlines():
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            yield msgspec.json.decode(line, type=Present)


def _lives(one: Present) -> bool:
    try:
        os.kill(one.pid, 0)
    except PermissionError:
        pass
    except (OSError, OverflowError):
        return False
    return one.pid > 0 and _born(one.pid) == one.born


def _born(pid: int) -> str | None:
    """When a process was started, in clock ticks since the machine was; None where unknown.

    Empty for one that has ended and only waits for its parent to take notice.
    """
    try:
        status = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return None
    # The name of the program, in parentheses, may hold blanks and parentheses itself.
    fields = status[status.rfind(b")") + 2 :].split()
    if fields[:1] in ([b"Z"], [b"X"]):
        return ""
    return fields[19].decode("ascii", "replace") if len(fields) > 19 else None
