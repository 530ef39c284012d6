"""What the fact form can begin with for a sentence: its facts as they stand, or a new one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsview.store.decisions import OpenArticle
from newsview.store.mentions import Mentions
from newsview.store.model import FIGURE_LABELS, Anchor, Evidence, Fact, Mention, new_id

if TYPE_CHECKING:
    from newsview.nlp.figures import Reading

ReadFigure = Callable[[str], "Reading | None"]
"""Reads "93,5 miliardi di dollari" or "24 aprile"; None for what is no figure."""


def drafts_at(
    opened: OpenArticle, start: int, end: int, active: Mention | None, read: ReadFigure
) -> list[Fact]:
    """The drafts for a stretch of the text, the one to begin with first.

    Facts about the mention ``active`` come first, then the best suggestions, then a new one, then
    what was kept already.
    """
    here = [f for f in opened.facts if _stands_in(f, start, end) and f.status != "rejected"]
    about = [f for f in here if active is not None and _is_about(f, active)]
    others = [f for f in here if f not in about]
    waiting = [f for f in others if f.status == "suggested"]
    kept = [f for f in others if f.status != "suggested"]
    return [*sorted(about, key=_likeliest), *sorted(waiting, key=_likeliest),
            new_fact(opened, start, end, read), *kept]  # fmt: skip


def new_fact(opened: OpenArticle, start: int, end: int, read: ReadFigure) -> Fact:
    """A draft from the sentence: its first name as subject, its first figure as value."""
    text = opened.article.text
    inside = [
        m for m in Mentions.of(opened.mentions).at(start, end)
        if start <= m.start and m.end <= end and m.status != "rejected"
    ]  # fmt: skip
    names = [m for m in inside if m.label not in FIGURE_LABELS]
    figures = [m for m in inside if m.label in FIGURE_LABELS]
    subject = _anchor(names[0]) if names else None
    thing = figures[0] if figures else (names[1] if len(names) > 1 else None)
    reading = read(thing.text) if thing and thing in figures else None
    return Fact(
        id=new_id(), article=opened.article.sha256,
        kind="figure" if figures else "relation",
        subject=subject, predicate="", object=_anchor(thing) if thing else None,
        value=reading.value if reading else None, date=reading.date if reading else None,
        evidence=(Evidence(start, end, text[start:end]),),
        status="suggested", origin="person",
    )  # fmt: skip


def place_of(fact: Fact) -> int | None:
    """Where the caret goes for a fact: its object, else its subject, else its evidence."""
    for anchor in (fact.object, fact.subject):
        if anchor is not None and anchor.start is not None:
            return anchor.start
    return min((evidence.start for evidence in fact.evidence), default=None)


def _likeliest(fact: Fact) -> tuple[bool, float]:
    return fact.status == "suggested", -(fact.score or 0)


def _is_about(fact: Fact, mention: Mention) -> bool:
    object_ = fact.object
    return object_ is not None and (object_.start, object_.end) == (mention.start, mention.end)


def _stands_in(fact: Fact, start: int, end: int) -> bool:
    return any(e.start < end and start < e.end for e in fact.evidence)


def _anchor(mention: Mention) -> Anchor:
    return Anchor(mention.text, mention.start, mention.end, mention.entity)
