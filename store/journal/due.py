"""When a journal has grown so long that it is folded into the main file."""

from __future__ import annotations

CHECKPOINT_BYTES = 8 << 20
"""From which size on the journal is folded into the main file, if that is not larger itself."""


class Due:
    """Tells by the journal's length; one that could not be shortened is tried again later."""

    def __init__(self, least: int) -> None:
        """``least``: bytes below which no journal is folded in."""
        self._least = least
        self._not_before = 0

    def at(self, length: int, main_size: int) -> bool:
        """Whether a journal of this length beside a main file of this size is to be folded in."""
        return length > max(self._limit(main_size), self._not_before)

    def tried(self, length: int, main_size: int = 0) -> None:
        """It was tried, which left the journal so long: next time once it grew as much again."""
        limit = self._limit(main_size)
        self._not_before = length + limit if length > limit else 0

    def _limit(self, main_size: int) -> int:
        return max(self._least, main_size)
