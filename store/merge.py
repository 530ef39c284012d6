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

    A suggestion is settled when a kept fact, accepted or rejected, has the same object span, or
    the same predicate on the same evidence span, or its id.
    """
    ids: set[str] = set()
    objects: set[tuple[int, int]] = set()
    claims: set[tuple[str, int, int]] = set()
    for fact in decided:
        ids.add(fact.id)
        objects.update(_object_span(fact))
        claims.update(_claims(fact))
    return [
        one
        for one in suggested
        if one.id not in ids
        and objects.isdisjoint(_object_span(one))
        and claims.isdisjoint(_claims(one))
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


def _object_span(fact: Fact) -> list[tuple[int, int]]:
    anchor = fact.object
    if anchor is None or anchor.start is None or anchor.end is None:
        return []
    return [(anchor.start, anchor.end)]


def _claims(fact: Fact) -> list[tuple[str, int, int]]:
    return [(fact.predicate, evidence.start, evidence.end) for evidence in fact.evidence]
