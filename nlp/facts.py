"""One suggested fact for each figure: who, what verb, how much, said by whom.

A figure is a safe thing to hang a fact on: its value is known. Subject and predicate are taken
from the sentence by simple rules and are there to be corrected: the fact's form opens on them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from newsview.nlp.data import entries
from newsview.nlp.figures import Figure
from newsview.store.model import Anchor, Evidence, Fact, Mention, Value, stable_id

LONGEST_PREDICATE = 80
"""Code points of a predicate; a longer stretch is cut at a word nearer the figure."""

LONGEST_EVIDENCE = 2_000
"""Code points of evidence kept around the figure of a sentence without end."""

_COMPARATOR = re.compile(
    r"(?:^|(?<=\s))(?:oltre|circa|almeno|quasi|ben|appena|soli?|sole|più di|meno di|fino a|oltre i|"
    r"circa i|quasi i)\Z",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,;:()«»“”\"–—]|\s-\s")
_ACCORDING = re.compile(
    r"\b(?:[Ss]econdo|[Aa] detta di|[Ss]tando a|[Cc]ome riporta(?:to da)?)\b"
    r"(?:\s+(?:i|il|lo|la|gli|le|quanto|un|una|dati|stime|di|dell[aoe]?|del|dei|degli))*\s*(?:l['’]|dell['’])?\s*$"
)


def figure_facts(
    text: str,
    sentence: tuple[int, int],
    figures: Iterable[tuple[Figure, Mention]],
    names: Sequence[Mention],
    pipeline: str,
) -> list[Fact]:
    """The facts of one sentence (offsets), one for each of its figures, in text order.

    ``names`` are the sentence's other mentions, in order. The subject is the first name before
    the figure, rather no place, else the nearest after it; the predicate is what stands between
    subject and figure, from the last comma on.
    """
    start, end = sentence
    said_by = _attribution(text, start, end, names)
    subjects = [name for name in names if name.text != said_by] or list(names)
    facts = []
    for figure, mention in figures:
        subject = _subject(subjects, figure)
        first, last = _predicate(text, sentence, figure, subject)
        facts.append(
            Fact(
                id=stable_id(mention.id, "fact"),
                article=mention.article,
                kind="figure",
                subject=_anchor(subject) if subject else None,
                predicate=" ".join(text[first:last].split()),
                object=_anchor(mention),
                value=_value_of(figure),
                date=figure.date,
                attribution=said_by,
                evidence=(_evidence(text, start, end, figure),),
                status="suggested",
                origin="rule",
                score=_score(figure, subject, first, last),
                pipeline=pipeline,
            )
        )
    return facts


def _value_of(figure: Figure) -> Value | None:
    """The figure's value; a date that has one (its ISO date) needs no other."""
    return None if figure.label == "DATE" and figure.date else figure.value


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
    if last - first > LONGEST_PREDICATE:
        cut = text.find(" ", last - LONGEST_PREDICATE, last)
        first = cut if cut >= 0 else last - LONGEST_PREDICATE
    first, last = _trimmed(text, first, last)
    if first == last:
        after = _BREAK.search(text, figure.end, end)
        stop = after.start() if after is not None else end
        return _trimmed(text, figure.end, min(stop, figure.end + LONGEST_PREDICATE))
    return first, last


def _trimmed(text: str, first: int, last: int) -> tuple[int, int]:
    """Without blanks and marks at the edges and without the comparator that the value has."""
    while first < last and not text[first].isalnum():
        first += 1
    while last > first and not (text[last - 1].isalnum() or text[last - 1] in "'’"):
        last -= 1
    comparator = _COMPARATOR.search(text, first, last)
    return _trimmed(text, first, comparator.start()) if comparator is not None else (first, last)


def _attribution(text: str, start: int, end: int, names: Sequence[Mention]) -> str | None:
    """Who says it: the name behind "secondo", or beside a verb of saying."""
    for name in names:
        if _ACCORDING.search(text, max(start, name.start - 60), name.start):
            return name.text
    for match in _saying().finditer(text, start, end):
        beside = [n for n in names if n.end <= match.start() and match.start() - n.end < 3]
        beside += [n for n in names if n.start >= match.end() and n.start - match.end() < 20]
        if beside:
            return beside[0].text
    return None


@cache
def _saying() -> re.Pattern[str]:
    verbs = sorted(entries("verbs_of_saying"), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, verbs)) + r")\b", re.IGNORECASE)


def _evidence(text: str, start: int, end: int, figure: Figure) -> Evidence:
    if end - start > LONGEST_EVIDENCE:
        half = LONGEST_EVIDENCE // 2
        start, end = max(start, figure.start - half), min(end, figure.end + half)
    return Evidence(start, end, text[start:end])


def _anchor(mention: Mention) -> Anchor:
    return Anchor(mention.text, mention.start, mention.end)


def _score(figure: Figure, subject: Mention | None, first: int, last: int) -> float:
    """Between 0 and 1: a known value, a subject before it and a predicate make it likelier."""
    score = 0.2 + 0.35 * (figure.label != "DATE")
    score += 0.2 * (subject is not None and subject.end <= figure.start)
    score += 0.15 * (first < last)
    return round(min(score, 0.9) * figure.score, 3)
