"""A tree over the model's words → heads, labels and parts of speech of somebody else's tokens.

Whatever the tokens are, each sentence gets one root and every head lies in its sentence, without
cycles: a token's head is always nearer to the root than the token.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from it_newsview.parser import PART, Parsed
from it_newsview.words import Word

ROOT: Final = "ROOT"
"""The root's label, as spaCy writes it."""

CONTINUED: Final = "flat"
"""The label of a token that goes on with the word that another token begins."""

UNREAD: Final = "dep"
"""The label of a token without any word: white space."""

Spans = Sequence[tuple[int, int]]


def on_tokens(
    tokens: Spans,
    starts: Sequence[bool],
    words: Sequence[Word],
    parse: Callable[[int, int], Sequence[Parsed]],
) -> list[Parsed]:
    """The tokens of a text, with numbers of tokens as heads; a root is its own head.

    ``tokens``: their offsets.  ``starts``: whether a sentence begins at each.  ``parse`` gives the
    tree of the words from a number to another, exclusive.  A token of several words is what its
    word nearest to the root is; the first of several tokens of one word is the others' head; a
    token of no word hangs on the one before it and has no part of speech.
    """
    begins = [start for start, _ in tokens]
    owners = [max(bisect_right(begins, word.start) - 1, 0) for word in words]
    found: list[Parsed] = []
    for first, last in _sentences(starts):
        place = bisect_left(owners, first)
        end = bisect_left(owners, last)
        tree = parse(place, end)
        tops = _tops(tree, owners[place:end])
        root = next((token for token, top in tops.items() if tree[top].head < 0), first)
        for token in range(first, last):
            if token in tops:
                arc = tree[tops[token]]
                head = token if arc.head < 0 else owners[place + arc.head]
                found.append(Parsed(head, _shown(arc), arc.pos))
                continue
            before = bisect_left(owners, token) - 1
            if before >= place and words[before].end > tokens[token][0]:
                found.append(Parsed(owners[before], CONTINUED, tree[before - place].pos))
            else:
                head = token - 1 if token > first else root
                found.append(Parsed(head, ROOT if head == token else UNREAD, ""))
    return found


def _sentences(starts: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Sentences as ranges of tokens; the first token always begins one."""
    first = 0
    for token in range(1, len(starts) + 1):
        if token == len(starts) or starts[token]:
            yield first, token
            first = token


def _tops(tree: Sequence[Parsed], owners: Sequence[int]) -> dict[int, int]:
    """Of each token, its word that is nearest to the root."""
    depths = _depths(tree)
    tops: dict[int, int] = {}
    for word, token in enumerate(owners):
        top = tops.setdefault(token, word)
        if (depths[word], tree[word].label == PART) < (depths[top], tree[top].label == PART):
            tops[token] = word
    return tops


def _depths(tree: Sequence[Parsed]) -> list[int]:
    """How many arcs lie between each word and the root."""
    depths = [0 if word.head < 0 else -1 for word in tree]
    for word in range(len(tree)):
        path = []
        while depths[word] < 0:
            path.append(word)
            word = tree[word].head
        for above, below in enumerate(reversed(path), depths[word] + 1):
            depths[below] = above
    return depths


def _shown(arc: Parsed) -> str:
    if arc.head < 0:
        return ROOT
    if arc.label == PART:
        return "punct" if arc.pos == "PUNCT" else CONTINUED
    return arc.label
