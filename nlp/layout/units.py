"""The lines of a text as the rules see them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from sys import intern
from typing import Literal

from newsview.store.model import BlockKind

Form = Literal["prose", "sentence", "fragment"]
"""A paragraph, a short line that ends like a sentence, anything else."""

Said = Literal["published", "updated", "plain"]
"""What a line that holds nothing but a date says of it."""

LOOKED_AT = 400
"""Code points of a line that the rules look at; the rest only counts towards its size."""

PROSE_SIZE = 120
"""Size from which a line that ends like a sentence is a paragraph of a story."""

LONG_SIZE = 250
"""Size from which a line is a paragraph however it ends."""

_WORDS_FROM = 200
_ENDING = 12
_WORD = re.compile(r"\w+")
_ITEM = re.compile(r"(?:[-*•·▪►‣–—]|(\d{1,2})[.)](?! [^\W\d]+ \d{4})|[a-z]\))\s+")
_SENTENCE_END = re.compile(r"[.!?…][\s\"'”’»)\]*_]*$")
_ABBREVIATION_END = re.compile(r"(?:\b\w\.){2,}$|\b(?:srl|spa|snc|inc|ltd|co)\.$", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.!?…,;:][\s\"'”’»)\]]*$")
_QUOTE_START = re.compile(r"[«“\"„‘']")
_COLUMNS = re.compile(r"\S(?:\t|\s{2,})\s*\S")
_BREADCRUMBS = re.compile(r"\s[|·•>»/›]\s")


@dataclass(slots=True, eq=False)
class Unit:
    """One line, or the lines of one hard-wrapped paragraph.

    ``start`` and ``end`` are offsets into the article's text, without the line end. ``text`` is
    the line without surrounding space and list mark, up to ``LOOKED_AT``, composed and with single
    spaces; ``size`` counts all of it. ``gap`` says that a blank line or the beginning of the text
    stands before it; ``numbered`` that it is an item whose mark is a number; ``moment`` that it is
    a time that heads an entry of a live report; ``heads`` that it looks like a menu's entry and
    stands as a heading; ``columns`` that its words stand apart as a row's cells do; ``table`` that
    it is a row of a table; ``placed`` that it is a date with the town before it. ``level`` is a
    Markdown heading's. ``cue`` grows with what speaks against the line being story (see
    ``cues``); ``related`` marks links to other articles; ``kind`` is the verdict.
    """

    start: int
    end: int
    text: str
    size: int
    gap: bool
    ending: str
    item: bool = False
    numbered: bool = False
    moment: bool = False
    heads: bool = False
    columns: bool = False
    table: bool = False
    level: int = 0
    words: tuple[str, ...] = ()
    form: Form = "fragment"
    cue: int = 0
    dated: Said | None = None
    placed: bool = False
    related: bool = False
    kind: BlockKind | None = None

    @property
    def key(self) -> str:
        """What two lines that say the same have in common: its words, in lower case."""
        if self.size > _WORDS_FROM:
            return f"{self.text[:_WORDS_FROM].casefold()} {self.size}"
        return " ".join(self.words)

    @property
    def told(self) -> bool:
        """Whether it has the form of running text."""
        return self.form != "fragment"

    @property
    def ends_clause(self) -> bool:
        """Whether it ends with a punctuation mark, as lines of a text do and labels do not."""
        return (
            _CLAUSE_END.search(self.ending) is not None
            and _ABBREVIATION_END.search(self.ending) is None
        )

    @property
    def quoted(self) -> bool:
        """Whether it begins with a quotation mark."""
        return _QUOTE_START.match(self.text) is not None

    @property
    def label(self) -> bool:
        """Whether it looks like an entry of a menu: a few words, a capital, no punctuation."""
        return (
            self.form == "fragment"
            and 0 < len(self.words) <= 4
            and self.size <= 40
            and self.text[:1].isupper()
            and not any(mark in self.text for mark in ',;:.!?«“"')
            and not any(character.isdigit() for character in self.text)
        )

    @property
    def breadcrumbs(self) -> bool:
        """Whether it is a menu on one line: short pieces between bars, dots or arrows."""
        marks = len(_BREADCRUMBS.findall(self.text))
        return marks >= 2 and len(self.text) / (marks + 1) <= 30


def read_units(text: str, start: int = 0) -> list[Unit]:
    """The lines of ``text`` from offset ``start`` on that are not blank, in order."""
    lines = list(_lines(text, start))
    width = _wrapped_at(lines)
    units: list[Unit] = []
    previous: _Line | None = None
    for line in lines:
        if width and previous and _continues(previous, line, width):
            _extend(units[-1], text, line)
        else:
            units.append(_unit(text, line))
        previous = line
    return units


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, in lower case, composed (NFC); apostrophes separate.

    Each is in memory once, however often it stands in a long text.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return tuple(map(intern, _WORD.findall(text.casefold())))


def describe(unit: Unit) -> None:
    """Sets what follows from a unit's text: its words and its form."""
    unit.words = words_of(unit.text[:_WORDS_FROM])
    unit.form = _form(unit)


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    size: int
    first_word: int
    gap: bool
    lower: bool


def _lines(text: str, start: int) -> Iterator[_Line]:
    """The lines that are not blank: a line feed ends a line, with a return before it or not."""
    gap = True
    length = len(text)
    while start < length:
        stop = text.find("\n", start)
        if stop < 0:
            stop = length
        end = stop - 1 if stop > start and stop < length and text[stop - 1] == "\r" else stop
        stripped = text[start:end].strip()
        if stripped:
            first_word = len(stripped[:40].split(None, 1)[0])
            yield _Line(start, end, len(stripped), first_word, gap, stripped[0].islower())
        gap = not stripped
        start = stop + 1


def _unit(text: str, line: _Line) -> Unit:
    stripped = text[line.start : line.end].strip()
    unit = Unit(
        line.start, line.end, _plain(stripped[:LOOKED_AT]), line.size, line.gap, stripped[-_ENDING:]
    )
    unit.columns = _COLUMNS.search(stripped[:LOOKED_AT]) is not None
    if mark := _ITEM.match(unit.text):
        unit.item = True
        unit.numbered = mark.group(1) is not None
        unit.text = unit.text[mark.end() :]
    describe(unit)
    return unit


def _plain(text: str) -> str:
    """A text composed (NFC), its white space of all sorts made single spaces."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def _form(unit: Unit) -> Form:
    if unit.breadcrumbs:
        return "fragment"
    ended = _SENTENCE_END.search(unit.ending) is not None
    if unit.size >= LONG_SIZE or (unit.size >= PROSE_SIZE and ended):
        return "prose"
    if ended and len(unit.words) >= 4 and not _ABBREVIATION_END.search(unit.ending):
        return "sentence"
    return "fragment"


# --- hard-wrapped text ----------------------------------------------------------------------------

_NARROWEST, _WIDEST = 40, 120


def _wrapped_at(lines: list[_Line]) -> int:
    """The width at which the text was hard-wrapped, or 0 if it was not.

    A wrapped line is full: the next line's first word would not have fitted. Lines of verse, of
    lists and of menus are not, or only by chance.
    """
    joined = full = width = 0
    first = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and not lines[index].gap:
            continue
        paragraph = lines[first:index]
        first = index
        if len(paragraph) < 3:
            continue
        widest = max(line.size for line in paragraph)
        joined += len(paragraph) - 1
        if _NARROWEST <= widest <= _WIDEST:
            fitting = sum(
                _continues(line, following, widest) for line, following in pairwise(paragraph)
            )
            if fitting >= len(paragraph) - 2:
                full += fitting
                width = max(width, widest)
    return width if full >= 5 and full * 2 >= joined else 0


def _continues(line: _Line, following: _Line, width: int) -> bool:
    """Whether a wrapped paragraph goes on: the next word did not fit, or goes on in lower case."""
    if following.gap or line.size > width:
        return False
    full = line.size + 1 + following.first_word > width
    return full or (following.lower and line.size * 5 > width * 4)


def _extend(unit: Unit, text: str, line: _Line) -> None:
    """Adds the next line of a wrapped paragraph to its unit."""
    stripped = text[line.start : line.end].strip()
    unit.end = line.end
    unit.size += 1 + line.size
    unit.columns = False
    unit.text = f"{unit.text} {_plain(stripped[:LOOKED_AT])}"[:LOOKED_AT]
    unit.ending = f"{unit.ending} {stripped}"[-_ENDING:]
    describe(unit)
