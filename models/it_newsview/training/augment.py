"""What a sentence may look like elsewhere: capitals, small letters, curly quotes, other names.

Every change keeps the length of what it does not replace, and moves the spans along.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from training.sets import Sentence, Span

REPLACED: Final = ("PER", "ORG", "LOC", "MISC")
"""Labels whose mentions may be replaced by others of the same label."""

Names = Mapping[str, Sequence[str]]


def names_of(sentences: Iterable[Sentence]) -> dict[str, list[str]]:
    """The different mentions of each replaceable label, in the order in which they appear."""
    found: dict[str, dict[str, None]] = {label: {} for label in REPLACED}
    for sentence in sentences:
        for span in sentence.spans:
            if span.label in found:
                found[span.label][sentence.text[span.start : span.end]] = None
    return {label: list(names) for label, names in found.items()}


def vary(sentence: Sentence, chance: random.Random, names: Names) -> Sentence:
    """A sentence as it is, or changed in one or several ways, with fixed frequencies."""
    if chance.random() < 0.2:
        sentence = swap_names(sentence, chance, names)
    if chance.random() < 0.3:
        sentence = sentence._replace(text=curl(sentence.text))
    if chance.random() < 0.1 and sentence.text.endswith("."):
        sentence = _shorten(sentence)
    dice = chance.random()
    if dice < 0.06:
        sentence = sentence._replace(text=upper(sentence.text))
    elif dice < 0.10:
        sentence = sentence._replace(text=lower(sentence.text))
    return sentence


def swap_names(sentence: Sentence, chance: random.Random, names: Names) -> Sentence:
    """One mention replaced by another of the same label, everywhere else the same text."""
    places = [n for n, span in enumerate(sentence.spans) if names.get(span.label)]
    if not places:
        return sentence
    place = chance.choice(places)
    old = sentence.spans[place]
    new = chance.choice(names[old.label])
    by = len(new) - (old.end - old.start)
    text = sentence.text[: old.start] + new + sentence.text[old.end :]
    before, after = sentence.spans[:place], sentence.spans[place + 1 :]
    swapped = old._replace(end=old.end + by)
    moved = (Span(span.start + by, span.end + by, span.label) for span in after)
    return sentence._replace(text=text, spans=(*before, swapped, *moved))


def _shorten(sentence: Sentence) -> Sentence:
    length = len(sentence.text) - 1
    if any(span.end > length for span in sentence.spans):
        return sentence
    return sentence._replace(text=sentence.text[:length])


def curl(text: str) -> str:
    """Typewriter quotes and apostrophes as typesetters write them."""
    curled = []
    opened = False
    for mark in text:
        if mark == '"':
            mark = "”" if opened else "“"
            opened = not opened
        curled.append("’" if mark == "'" else mark)
    return "".join(curled)


def upper(text: str) -> str:
    """Upper case, but for the few letters whose capital is longer."""
    return "".join(big if len(big := mark.upper()) == 1 else mark for mark in text)


def lower(text: str) -> str:
    """Lower case, likewise."""
    return "".join(small if len(small := mark.lower()) == 1 else mark for mark in text)
