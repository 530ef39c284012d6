"""Which suggestions are still open, given what people decided: the one rule for screen and export.

Pure functions over the records of one article.
"""

from __future__ import annotations

from collections.abc import Iterable

from newsview.store.mentions import Mentions
from newsview.store.model import FIGURE_LABELS, Fact, Mention


def visible_suggestions(suggested: Iterable[Mention], decided: Iterable[Mention]) -> Mentions:
    """The suggested mentions that nobody has decided on.

    A suggestion is settled when it overlaps an accepted mention, when a rejected one has exactly
    its start and end, when a record with its id is kept already, or when its name was rejected as
    this label elsewhere in the article and accepted nowhere in it.
    """
    suggested = Mentions.of(suggested)
    ids: set[str] = set()
    settled: set[int] = set()
    names: set[tuple[str, str]] = set()
    accepted_names: set[tuple[str, str]] = set()
    for mention in decided:
        ids.add(mention.id)
        span = mention.start, mention.end
        if mention.status == "accepted":
            settled.update(suggested.places_at(*span))
            accepted_names.add(_name(mention))
        elif mention.status == "rejected":
            settled.update(suggested.places_of_span(*span))
            if mention.label not in FIGURE_LABELS:
                names.add(_name(mention))
    names -= accepted_names
    if names:
        settled.update(suggested.places_where(lambda kind: _name(kind) in names))
    settled.update(suggested.places_of(ids))
    return suggested.without(sorted(settled))


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
