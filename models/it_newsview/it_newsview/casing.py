"""How words in capitals are read: a headline in capitals says nothing by its capitals.

Each word of such a run is read capitalised, and the small words of the language in small letters,
so that the pieces are those of ordinary text. Only what the model reads changes, never the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from it_newsview.words import Word

_SMALL: Final = frozenset(
    """
    a ad ai al all alla alle allo agli c che chi ci col come con coi cui d da dai dal dall dalla
    dalle dallo dagli degli dei del dell della delle dello di dopo e ed è fra gli ha hanno i il in
    l la le lo ma ne negli nei nel nell nella nelle nello non o od ora per più quando se si sia sono
    su sugli sui sul sull sulla sulle sullo tra un una uno verso
    """.split()
)
_RUN: Final = 4  # words in capitals, one after the other, that are no list of acronyms
_LINE: Final = 2  # as many if they are all the words of a line


def seen_as(text: str, words: Sequence[Word]) -> list[str]:
    """Each word as the model reads it."""
    forms = [text[word.start : word.end] for word in words]
    for start, end in _shouted(text, words, forms):
        for place in range(start, end):
            small = forms[place].lower()
            forms[place] = small if small in _SMALL else small.capitalize()
    return forms


def _shouted(text: str, words: Sequence[Word], forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Runs of words in capitals, as ranges of words; none runs across a line's end."""
    start = 0
    for place in range(1, len(words) + 1):
        if place < len(words) and "\n" not in text[words[place - 1].end : words[place].start]:
            continue
        yield from _shouted_in_line(forms, start, place)
        start = place


def _shouted_in_line(forms: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    lettered = [
        place for place in range(start, end) if forms[place].upper() != forms[place].lower()
    ]
    run: list[int] = []
    for place in [*lettered, -1]:
        if place >= 0 and forms[place].isupper():
            run.append(place)
            continue
        if len(run) >= _RUN or (len(run) >= _LINE and len(run) == len(lettered)):
            yield run[0], run[-1] + 1
        run = []
