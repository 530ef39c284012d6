"""What background work tells the application: workers post these and never touch a widget."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from textual.message import Message

from newsview.store.model import Suggestions
from newsview.tui.entries import Entry


@dataclass
class EntriesRead(Message):
    """Some articles of the corpus were looked at: (index, entry) pairs; ``last`` ends the round."""

    entries: list[tuple[int, Entry]]
    last: bool = False


@dataclass
class CorpusGrew(Message):
    """More articles are listed: all so far by index, in the order of their names.

    None for the order: every article is listed now.
    """

    order: array[int] | None


@dataclass
class SuggestionsReady(Message):
    """A pipeline has been through one article."""

    suggestions: Suggestions


@dataclass
class SuggestionsFailed(Message):
    """A pipeline could not do an article (its SHA-256), or could not be started (None)."""

    article: str | None
    reason: str
