"""Numbers that are a part of a name and count nothing: "articolo 18", "Covid-19", "Boeing 737"."""

from __future__ import annotations

from newsview.nlp.data import word_set
from newsview.nlp.figures.words import DASHES
from newsview.nlp.tokens import Line


def is_label(line: Line, index: int) -> bool:
    """Whether the number is a name's part and counts nothing ("articolo 18", "Covid-19", "G20")."""
    if not line.is_number(index):
        return False
    return is_glued_label(line, index) or _follows_label(line, index)


def is_glued_label(line: Line, index: int) -> bool:
    """Whether the number is written as one with what stands before it ("Covid-19", "#1", "3/4")."""
    if line.glued(index):
        before = line.lower(index - 1)
        if line.is_word(index - 1) and not before.endswith("'"):
            return True
        if before in {"#", "@", "_", "/", "\\", "&", "=", ".", ":", "°"}:
            return True
        if before in DASHES and line.glued(index - 1) and line.is_word(index - 2):
            return True
    return False


def _follows_label(line: Line, index: int) -> bool:
    if line.lower(index - 1) in {".", "°"}:
        return line.lower(index - 2) in word_set("number_labels")
    return line.lower(index - 1) in word_set("number_labels")
