"""Which suggestions are still open, given what people decided: the one rule for screen and export.

Pure functions over the records of one article.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from newsview.store.model import FIGURE_LABELS, Fact, Mention


def visible_suggestions(suggested: Iterable[Mention], decided: Iterable[Mention]) -> list[Mention]:
    """The suggested mentions that nobody has decided on, in their own order.

    A suggestion is settled when it overlaps an accepted mention, when a rejected one has exactly
    its start and end, when a record with its id is kept already, or when its name was rejected as
    this label elsewhere in the article and accepted nowhere in it.
    """
    ids: set[str] = set()
    rejected: set[tuple[int, int]] = set()
    accepted: list[tuple[int, int]] = []
    names: set[tuple[str, str]] = set()
    accepted_names: set[tuple[str, str]] = set()
    for mention in decided:
        ids.add(mention.id)
        if mention.status == "accepted":
            accepted.append((mention.start, mention.end))
            accepted_names.add(_name(mention))
        elif mention.status == "rejected":
            rejected.add((mention.start, mention.end))
            if mention.label not in FIGURE_LABELS:
                names.add(_name(mention))
    names -= accepted_names
    starts, ends = _united(accepted)
    return [
        one
        for one in suggested
        if one.id not in ids
        and (one.start, one.end) not in rejected
        and _name(one) not in names
        and not _overlaps(one, starts, ends)
    ]


def _name(mention: Mention) -> tuple[str, str]:
    """What makes two mentions of an article the same name: text and label."""
    return " ".join(mention.text.split()), mention.label


def visible_facts(suggested: Iterable[Fact], decided: Iterable[Fact]) -> list[Fact]:
    """The suggested facts that nobody has decided on, in their own order.

    A suggestion is settled by a fact that has its id, was decided from it, or says the same:
    subject, predicate and object in the same words. An accepted fact also settles those about its
    figure, whatever they say of it, and those of its subject and predicate in the same evidence: a
    person has set them right.
    """
    ids: set[str] = set()
    figures: set[tuple[int, int, int | float]] = set()
    claims: set[tuple[str, str, str]] = set()
    told: set[tuple[str, str, int, int]] = set()
    for fact in decided:
        ids.add(fact.id)
        if fact.suggestion is not None:
            ids.add(fact.suggestion)
        claims.add(claim_of(fact))
        if fact.status == "accepted":
            figures.update(_figure(fact))
            told.update(_told(fact))
    return [
        one
        for one in suggested
        if one.id not in ids
        and claim_of(one) not in claims
        and figures.isdisjoint(_figure(one))
        and told.isdisjoint(_told(one))
    ]


def _united(spans: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """The spans as sorted starts and ends of stretches that do not overlap."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        if ends and start < ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


def _overlaps(mention: Mention, starts: list[int], ends: list[int]) -> bool:
    before = bisect_left(starts, mention.end)  # stretches that start before the mention's end
    return before > 0 and ends[before - 1] > mention.start


def _figure(fact: Fact) -> list[tuple[int, int, int | float]]:
    """Where the figure stands that a fact is about, and its number; nothing for other facts."""
    anchor = fact.object
    if fact.value is None or anchor is None or anchor.start is None or anchor.end is None:
        return []
    return [(anchor.start, anchor.end, fact.value.number)]


def claim_of(fact: Fact) -> tuple[str, str, str]:
    """What a fact says, without regard to case and blanks: subject, predicate, object."""
    parts = (fact.subject.text if fact.subject else "", fact.predicate,
             fact.object.text if fact.object else "")  # fmt: skip
    subject, predicate, object_ = (" ".join(part.split()).casefold() for part in parts)
    return subject, predicate, object_


def _told(fact: Fact) -> list[tuple[str, str, int, int]]:
    """What is said of whom, and where; the figures of a sentence are each told apart."""
    if fact.value is not None:
        return []
    subject, predicate, _ = claim_of(fact)
    return [(subject, predicate, one.start, one.end) for one in fact.evidence]
