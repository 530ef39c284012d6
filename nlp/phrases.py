"""Phrase tables: the longest listed phrase that starts at a token."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from newsview.nlp.tokens import tokens

T = TypeVar("T")


class PhraseTable(Generic[T]):
    """A mapping from phrases of one or more tokens to values, searched by longest match.

    Phrases are kept in the form that they are looked up in: lower-case ones for rules that
    ignore case, as written for names.
    """

    def __init__(self, phrases: Mapping[tuple[str, ...], T]) -> None:
        self._values = dict(phrases)
        self._lengths: dict[str, tuple[int, ...]] = {}
        lengths: dict[str, set[int]] = {}
        for phrase in self._values:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        for first, found in lengths.items():
            self._lengths[first] = tuple(sorted(found, reverse=True))

    @classmethod
    def of_lower(cls, rows: Mapping[str, T]) -> PhraseTable[T]:
        """A table of phrases that are compared in lower case."""
        return cls({split_lower(phrase): value for phrase, value in rows.items()})

    def match(self, forms: Sequence[str], index: int) -> tuple[int, T] | None:
        """The longest phrase at ``forms[index]``: how many tokens it takes, and its value."""
        if not 0 <= index < len(forms):
            return None
        for length in self._lengths.get(forms[index], ()):
            phrase = tuple(forms[index : index + length])
            if len(phrase) == length and phrase in self._values:
                return length, self._values[phrase]
        return None

    def match_before(self, forms: Sequence[str], index: int, longest: int) -> tuple[int, T] | None:
        """The longest phrase that ends just before ``index``, of at most ``longest`` tokens."""
        for length in range(min(longest, index), 0, -1):
            phrase = tuple(forms[index - length : index])
            if phrase in self._values:
                return length, self._values[phrase]
        return None


def split_lower(phrase: str) -> tuple[str, ...]:
    """A phrase as the lower-case forms of its tokens."""
    return tuple(token.lower for token in tokens(phrase))


def split_all(phrases: Iterable[str]) -> list[tuple[str, ...]]:
    """Each phrase as the written forms of its tokens, curly apostrophes made straight."""
    return [tuple(t.text.replace("’", "'") for t in tokens(phrase)) for phrase in phrases]
