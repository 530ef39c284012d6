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
        self.starts = [word.start for word in words]
        self.children: list[list[int]] = [[] for _ in words]
        for place, word in enumerate(words):
            if word.head != place:
                self.children[word.head].append(place)
        places = range(len(words))
        self._first = self._outermost(places)
        self._last = self._outermost(reversed(places))

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

    def below(
        self, place: int, leaving: Iterable[int] = (), furthest: int | None = None
    ) -> list[int]:
        """A word and all that depends on it, in text order, without the branches at ``leaving``.

        Nor with what is more than ``furthest`` words away or hangs on such a word.
        """
        far = len(self.words) if furthest is None else furthest
        left = set(leaving)
        found = {place}
        waiting = [place]
        while waiting:
            for child in self.children[waiting.pop()]:
                if child not in found and child not in left and abs(child - place) <= far:
                    found.add(child)
                    waiting.append(child)
        return sorted(found)

    def reach(self, place: int) -> Span:
        """The places of the first and the last word of all that `below` gives."""
        return self._first[place], self._last[place]

    def _outermost(self, places: Iterable[int]) -> list[int]:
        """For each word the one among it and those below it that comes first in ``places``."""
        found = [-1] * len(self.words)
        for place in places:
            at = place
            while found[at] < 0:
                found[at] = place
                at = self.words[at].head
        return found

    def span(self, places: Sequence[int]) -> Span:
        """The offsets from the first to the last of some words."""
        return self.words[min(places)].start, self.words[max(places)].end

    def inside(self, start: int, end: int) -> range:
        """The places of the words that begin within two offsets."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def top(self, start: int, end: int) -> int | None:
        """The word within two offsets that all others there depend on, directly or not."""
        within = self.inside(start, end)
        for place in within:
            if self.head(place) not in within:
                return place
        return None


def _begins(word: Word) -> int:
    return word.start


def trees(text: str, words: Sequence[Word], sentences: Iterable[Span]) -> list[Tree]:
    """A tree for each sentence, given as offsets in order; what lies outside them is left out.

    A word whose head is in another sentence becomes a root.
    """
    found = []
    for start, end in sentences:
        first = bisect_left(words, start, key=_begins)
        last = bisect_left(words, end, key=_begins)
        inside = range(first, last)
        local = [
            Word(
                word.start, word.end, word.pos,
                word.head - first if word.head in inside else place, word.dep,
            )
            for place, word in enumerate(words[first:last])
        ]  # fmt: skip
        found.append(Tree(text, local))
    return found
