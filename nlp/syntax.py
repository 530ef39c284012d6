"""Words with part of speech and dependencies, as a parser gives them, and one sentence's tree.

Parts of speech and relations are those of Universal Dependencies (de Marneffe et al. 2021), as
the Italian treebanks use them. Nothing here needs spaCy: whatever parses hands over `Word`s.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

Span = tuple[int, int]

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
"""Parts of speech of what a noun phrase may have as its head."""


class Word(NamedTuple):
    """One word of a text: offsets, part of speech, what it depends on and how.

    ``head`` is the place of its head among the words it came with, its own at a root.
    """

    start: int
    end: int
    pos: str
    head: int
    dep: str


class Tree:
    """The words of one sentence, by their places in it, with their dependents."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        """``words`` in text order, their heads places among them."""
        self.text = text
        self.words = words
        self.lower = [text[word.start : word.end].lower().strip("'’") for word in words]
        self.children: list[list[int]] = [[] for _ in words]
        for place, word in enumerate(words):
            if word.head != place:
                self.children[word.head].append(place)

    def __len__(self) -> int:
        return len(self.words)

    def head(self, place: int) -> int | None:
        """The place of a word's head; None at the root."""
        head = self.words[place].head
        return None if head == place else head

    def dep(self, place: int) -> str:
        """How a word depends on its head."""
        return self.words[place].dep

    def pos(self, place: int) -> str:
        """A word's part of speech."""
        return self.words[place].pos

    def having(self, place: int, *deps: str) -> list[int]:
        """The dependents of a word in these relations, in text order."""
        return [child for child in self.children[place] if self.words[child].dep in deps]

    def ancestors(self, place: int) -> Iterator[int]:
        """The heads above a word, from below; ends even where the words make no tree."""
        for _ in self.words:
            head = self.head(place)
            if head is None:
                return
            yield head
            place = head

    def below(self, place: int, leaving: Iterable[int] = ()) -> list[int]:
        """A word and all that depends on it, in text order, without the branches at ``leaving``."""
        left = set(leaving)
        found = {place}
        waiting = [place]
        while waiting:
            for child in self.children[waiting.pop()]:
                if child not in found and child not in left:
                    found.add(child)
                    waiting.append(child)
        return sorted(found)

    def span(self, places: Sequence[int]) -> Span:
        """The offsets from the first to the last of some words."""
        return self.words[min(places)].start, self.words[max(places)].end

    def inside(self, start: int, end: int) -> range:
        """The places of the words that begin within two offsets."""
        starts = [word.start for word in self.words]
        return range(bisect_left(starts, start), bisect_left(starts, end))

    def top(self, start: int, end: int) -> int | None:
        """The word within two offsets that all others there depend on, directly or not."""
        within = self.inside(start, end)
        for place in within:
            if self.head(place) not in within:
                return place
        return None


def trees(text: str, words: Sequence[Word], sentences: Iterable[Span]) -> list[Tree]:
    """A tree for each sentence, given as offsets in order; what lies outside them is left out.

    A word whose head is in another sentence becomes a root.
    """
    found = []
    starts = [word.start for word in words]
    for start, end in sentences:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        inside = range(first, last)
        local = [
            word._replace(head=word.head - first if word.head in inside else place)
            for place, word in enumerate(words[first:last])
        ]
        found.append(Tree(text, local))
    return found
