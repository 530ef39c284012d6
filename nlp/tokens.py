"""Cuts a text into the tokens that the rules read: words, numbers, symbols, line by line.

The rules walk over tokens with a bounded look-ahead, so their cost grows with the length of the
text and with nothing else, whatever the text holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

LONGEST_LINE = 20_000
"""Code points of a line that are read at once; a longer one is cut at a space near there."""

_TOKEN = re.compile(
    r"(?P<number>[0-9]{1,3}(?:[.’'\u00a0\u202f][0-9]{3})+(?:,[0-9]+)?(?![0-9])"
    r"|[0-9]{1,3}(?: 000)+(?![0-9])"
    r"|[0-9]+(?:[.,][0-9]+)*)"
    r"|(?P<word>[^\W\d_][\w\u0300-\u036f]*(?:['’](?=\w))?)"
    r"|(?P<symbol>[^\w\s]|_)"
)
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


class Token(NamedTuple):
    """One token: its offsets in the text, what it is, and its lower-case form.

    An elided word keeps its apostrophe (``dell’``), written ``'`` in ``lower``.
    """

    start: int
    end: int
    kind: str
    text: str
    lower: str


class Line:
    """The tokens of one line, with the questions that the rules ask of them.

    Every question takes an index that may lie outside the line: there is then no token, and its
    lower-case form is the empty string.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.lowers = [token.lower for token in tokens]

    def __len__(self) -> int:
        return len(self.tokens)

    def lower(self, index: int) -> str:
        """The lower-case form of a token, or the empty string outside the line."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def is_number(self, index: int) -> bool:
        """Whether the token is a number in digits."""
        return 0 <= index < len(self.tokens) and self.tokens[index].kind == "number"

    def is_word(self, index: int) -> bool:
        """Whether the token is a word."""
        return 0 <= index < len(self.tokens) and self.tokens[index].kind == "word"

    def is_capital(self, index: int) -> bool:
        """Whether the token is a word that begins with a capital."""
        return self.is_word(index) and self.tokens[index].text[0].isupper()

    def glued(self, index: int) -> bool:
        """Whether the token follows the one before it without a space."""
        return (
            0 < index < len(self.tokens) and self.tokens[index - 1].end == self.tokens[index].start
        )


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of ``text[start:end]``, with offsets into ``text``."""
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        written = match.group()
        kind = match.lastgroup or "symbol"
        lower = lower_form(written) if kind == "word" else written
        yield Token(match.start(), match.end(), kind, written, lower)


def lower_form(word: str) -> str:
    """A word in lower case, composed (NFC), with a straight apostrophe."""
    lower = word.lower()
    if not lower.isascii():
        lower = unicodedata.normalize("NFC", lower).replace("’", "'")
    return lower


def line_ranges(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Start and end of every line in a stretch, a very long one in pieces cut after a space."""
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        start, end = match.span()
        while end - start > LONGEST_LINE:
            cut = text.rfind(" ", start, start + LONGEST_LINE) + 1
            if cut <= start:
                cut = start + LONGEST_LINE
            yield start, cut
            start = cut
        yield start, end


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines of ``text[start:end]``, as tokens with offsets into ``text``."""
    for first, last in line_ranges(text, start, end):
        yield Line(list(tokens(text, first, last)))
