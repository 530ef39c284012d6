"""Feeds in files: every entry is an article. ``.rss``, ``.atom`` and ``.xml``.

A feed is parsed as a whole, when it is listed and again when its entries are read; the latest are
kept, so that reading one entry after the other parses it once.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path

from newsview.store import messages
from newsview.store.corpora.feed_entries import Feed, read_feed
from newsview.store.corpora.file_lines import LARGEST_ROW, Stamp, open_regular, read_part, stamp_of
from newsview.store.corpora.row_names import RowNames
from newsview.store.corpora.told import MOST_TOLD, Told
from newsview.store.decode import Decoded, decode
from newsview.store.messages import NewsviewError
from newsview.store.raw_text import RawText

FEEDS_HELD = 2
"""How many feeds stay in memory."""


class FeedShelf:
    """The feeds that were read last. Safe to use from several threads."""

    def __init__(self) -> None:
        self._held: OrderedDict[Path, tuple[Feed, str]] = OrderedDict()
        self._lock = threading.Lock()

    def feed(self, path: Path, name: str, stamp: Stamp) -> tuple[Feed, str]:
        """A feed that was listed, with its encoding. Raises NewsviewError when it changed."""
        with self._lock:
            held = self._held.get(path)
            if held is None or not _is_unchanged(path, name, stamp):
                written = _decoded(read_part(path, name, stamp, 0, stamp.size))
                held = read_feed(written.text) or Feed([]), written.encoding
                self._held[path] = held
                while len(self._held) > FEEDS_HELD:
                    self._held.popitem(last=False)
            self._held.move_to_end(path)
        return held


class FeedFile:
    """The entries of a feed that have a text, as they were listed."""

    def __init__(self, path: Path, stamp: Stamp, shelf: FeedShelf) -> None:
        self.names: list[str] = []
        self._path = path
        self._stamp = stamp
        self._shelf = shelf
        self._entries: list[int] = []

    def add(self, name: str, entry: int) -> None:
        """The entry at this place of the feed."""
        self.names.append(name)
        self._entries.append(entry)

    def read(self, row: int, name: str) -> RawText:
        """As `newsview.store.corpora.table.RowFile.read`."""
        feed, encoding = self._shelf.feed(self._path, name, self._stamp)
        entry = feed.entries[self._entries[row]]
        try:
            text = entry.text()
        except NewsviewError as error:
            raise NewsviewError(messages.FILE_UNREADABLE.format(path=name, reason=error)) from None
        if not text.strip():
            raise NewsviewError(messages.FILE_EMPTY.format(path=name))
        return RawText(text, encoding, entry.hints, whole_file=False)


def list_feed(path: Path, names: RowNames, told: Told, shelf: FeedShelf) -> FeedFile | None:
    """The entries of a feed, or None when the file is none; says why to ``told``.

    Raises OSError.
    """
    with open_regular(path, told.name) as file:
        stamp = stamp_of(file)
        if stamp.size > LARGEST_ROW:
            told.say(messages.FILE_TOO_LARGE, limit=LARGEST_ROW // 1_000_000)
            return None
        feed = read_feed(_decoded(file.read(stamp.size)).text)
    if feed is None:
        told.say(messages.FEED_IS_NONE)
        return None
    if feed.damage is not None:
        told.say(messages.FEED_DAMAGED, reason=feed.damage)
    listed = FeedFile(path, stamp, shelf)
    empty = [n for n, entry in enumerate(feed.entries, 1) if not entry.body.strip()]
    for number, entry in enumerate(feed.entries, 1):
        if entry.body.strip():
            listed.add(names.name(entry.id, number), number - 1)
    for number in empty[:MOST_TOLD]:
        told.say(messages.FEED_ENTRY_LEFT_OUT, line=number)
    if len(empty) > MOST_TOLD:
        told.say(messages.FEED_ENTRIES_LEFT_OUT, n=len(empty) - MOST_TOLD)
    if not feed.entries:
        told.say(messages.TABLE_NO_ROWS)
    return listed


def _decoded(data: bytes) -> Decoded:
    return decode(data, html=True)


def _is_unchanged(path: Path, name: str, stamp: Stamp) -> bool:
    try:
        with open_regular(path, name) as file:
            return stamp_of(file) == stamp
    except OSError:
        return False
