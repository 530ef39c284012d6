"""The suggestions that stay in memory: of a small corpus all, of a large one those in use."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection

from newsview.store.model import Suggestions

ALL_UP_TO = 400
"""In a corpus of up to so many articles the suggestions of every article stay."""

OF_MANY = 50
"""In a larger one those of so many that came last: of others only their number does."""


class HeldSuggestions:
    """The suggestions at hand, by their articles' SHA-256."""

    def __init__(self, in_use: Callable[[], Collection[str]]) -> None:
        """``in_use`` tells the articles whose suggestions stay in any case."""
        self._in_use = in_use
        self._held: OrderedDict[str, Suggestions] = OrderedDict()

    def __contains__(self, sha256: str) -> bool:
        return sha256 in self._held

    def get(self, sha256: str) -> Suggestions | None:
        """An article's suggestions, if they are at hand."""
        return self._held.get(sha256)

    def put(self, suggestions: Suggestions, *, articles: int) -> None:
        """Hold some; ``articles`` is how many the corpus has."""
        self._held[suggestions.article] = suggestions
        self._held.move_to_end(suggestions.article)
        spare = len(self._held) - (ALL_UP_TO if articles <= ALL_UP_TO else OF_MANY)
        if spare <= 0:
            return
        in_use = {suggestions.article, *self._in_use()}
        for sha256 in [one for one in self._held if one not in in_use][:spare]:
            del self._held[sha256]
