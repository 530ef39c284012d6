"""Which pieces are kept: those that Italian text needs.

Counted are the training texts (without labels), as they are and in upper case, Italian word forms
(simplemma) and newsview's lists of places and people.  All single Latin letters, digits and marks
stay, so that nothing readable becomes unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import simplemma.strategies.dictionaries.dictionary_factory as dictionaries

from it_newsview.pieces import UNKNOWN, Pieces
from it_newsview.words import split
from training.base import Base

_NAMES_AT_LEAST = 1
_FORMS_AT_LEAST = 6  # how many word forms must use a piece that no text uses


def choose(base: Base, texts: Iterable[str], names: Iterable[str]) -> list[int]:
    """Numbers of the pieces to keep, in their order in the base model."""
    pieces = Pieces(base.pieces, base.scores.tolist(), base.replacements)
    seen: Counter[int] = Counter()
    named: Counter[int] = Counter()
    for name in names:
        for form in name.split():
            named.update(pieces.of_word(form, True))
    for text in texts:
        for word in split(text):
            form = text[word.start : word.end]
            seen.update(pieces.of_word(form, word.spaced))
            seen.update(pieces.of_word(form.upper(), word.spaced))
    forms: Counter[int] = Counter()
    for form in _word_forms():
        forms.update(pieces.of_word(form, True))
        forms.update(pieces.of_word(form.capitalize(), True))
    kept = set(range(UNKNOWN + 1)) | set(seen)
    kept.update(number for number, count in named.items() if count >= _NAMES_AT_LEAST)
    kept.update(number for number, count in forms.items() if count >= _FORMS_AT_LEAST)
    kept.update(n for n, piece in enumerate(base.pieces) if _is_letter(piece))
    return sorted(kept)


def _word_forms() -> Iterable[str]:
    dictionary = dictionaries.DefaultDictionaryFactory().get_dictionary("it")
    for form in dictionary:
        yield form.decode() if isinstance(form, bytes) else form


def _is_letter(piece: str) -> bool:
    letters = piece.lstrip("\u2581")
    return len(letters) <= 1 and all(ord(c) < 0x250 or 0x2010 <= ord(c) < 0x20C0 for c in letters)
