"""A treebank's tokens on the words that the model reads.

The first word of a token carries its arc; the others hang on it as its ``part``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from it_newsview.parser import PART, Parsed
from it_newsview.words import split
from training.parsing.treebanks import Token


class Sentence(NamedTuple):
    """A text with what each of its words is, and the number of the token that it belongs to."""

    text: str
    words: tuple[Parsed, ...]
    token_of: tuple[int, ...]


def aligned(tokens: Sequence[Token]) -> Sentence | None:
    """The sentence over our words; None if a word of ours crosses a token's edge."""
    text = ""
    spans = []
    for token in tokens:
        spans.append((len(text), len(text) + len(token.form)))
        text += token.form + ("" if token.glued else " ")
    words = split(text)
    token_of: list[int] = []
    firsts: dict[int, int] = {}
    at = 0
    for number, word in enumerate(words):
        while at < len(spans) and spans[at][1] <= word.start:
            at += 1
        if at == len(spans) or word.start < spans[at][0] or word.end > spans[at][1]:
            return None
        token_of.append(at)
        firsts.setdefault(at, number)
    if len(firsts) != len(tokens):
        return None
    parsed = []
    for number, (word, at) in enumerate(zip(words, token_of, strict=True)):
        token = tokens[at]
        if firsts[at] == number:
            head = firsts[token.head] if token.head >= 0 else -1
            parsed.append(Parsed(head, token.label, token.pos))
        else:
            pos = token.pos if text[word.start].isalnum() else "PUNCT"
            parsed.append(Parsed(firsts[at], PART, pos))
    return Sentence(text.rstrip(), tuple(parsed), tuple(token_of))
