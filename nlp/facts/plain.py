"""A figure's subject and predicate without a parser: the name before it, what stands between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsview.nlp.facts.phrases import LONGEST_PHRASE
from newsview.nlp.facts.sentence import Sentence
from newsview.nlp.figures import Figure
from newsview.store.model import Anchor, Mention

_COMPARATOR = re.compile(
    r"(?:^|(?<=\s))(?:oltre|circa|almeno|quasi|ben|appena|soli?|sole|più di|meno di|fino a|oltre i|"
    r"circa i|quasi i|il|lo|la|i|gli|le|un|una)\Z",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,;:()«»“”\"–—]|\s-\s")


def plain_measure(
    sentence: Sentence, figure: Figure, speaker: str | None
) -> tuple[Anchor | None, str, float]:
    """Subject, predicate and score, 0 to 1, of a figure.

    The subject is the first name before the figure, rather no place and not the speaker, else the
    nearest behind it; the predicate is what stands between them, from the last comma on.
    """
    names = [name for name in sentence.names if name.text != speaker]
    subject = _subject(names, figure)
    first, last = _predicate(sentence.text, (sentence.start, sentence.end), figure, subject)
    score = 0.45 + 0.15 * (first < last)
    score += 0.2 * (subject is not None and subject.end <= figure.start)
    anchor = Anchor(subject.text, subject.start, subject.end) if subject is not None else None
    return anchor, " ".join(sentence.text[first:last].split()), score


def _subject(names: Sequence[Mention], figure: Figure) -> Mention | None:
    """The first name before the figure that is no place, else the nearest place there.

    Italian sentences begin with their subject more often than not. Without any name before the
    figure, it is the nearest behind it.
    """
    before = [name for name in names if name.end <= figure.start]
    for name in before:
        if name.label != "LOC":
            return name
    if before:
        return before[-1]
    return next((name for name in names if name.start >= figure.end), None)


def _predicate(
    text: str, sentence: tuple[int, int], figure: Figure, subject: Mention | None
) -> tuple[int, int]:
    """The stretch before the figure, else behind it, that says what is done: offsets."""
    first, end = sentence
    if subject is not None and subject.end <= figure.start:
        first = subject.end
    last = figure.start
    for match in _BREAK.finditer(text, first, last):
        if text[match.end() : last].strip():
            first = match.end()
    if last - first > LONGEST_PHRASE:
        cut = text.find(" ", last - LONGEST_PHRASE, last)
        first = cut if cut >= 0 else last - LONGEST_PHRASE
    first, last = _trimmed(text, first, last)
    if first == last:
        after = _BREAK.search(text, figure.end, end)
        stop = after.start() if after is not None else end
        return _trimmed(text, figure.end, min(stop, figure.end + LONGEST_PHRASE))
    return first, last


def _trimmed(text: str, first: int, last: int) -> tuple[int, int]:
    """Without blanks and marks at the edges and without the comparator that the value has."""
    while first < last and not text[first].isalnum():
        first += 1
    while last > first and not (text[last - 1].isalnum() or text[last - 1] in "'’"):
        last -= 1
    comparator = _COMPARATOR.search(text, first, last)
    return _trimmed(text, first, comparator.start()) if comparator is not None else (first, last)
