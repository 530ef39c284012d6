"""Two people who decide on the same suggestion at the same moment mean one record, not two.

A suggestion is no record yet, so each would make one of their own; the second becomes a change of
the first. The same holds for the record of an article that nothing was said of before, and for
what comes back by undo or redo where somebody has decided on the same meanwhile.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsview.store.field_merge import BOOKKEEPING, Conflict
from newsview.store.merge import claim_of
from newsview.store.model import ArticleRecord, Fact, Mention
from newsview.store.steps import Change

if TYPE_CHECKING:
    from newsview.store.annotations import Annotations, Applied


_ORIGINS = ("origin", "pipeline", "score")

_BESIDE_THE_VERDICT = frozenset({"tags", "note", "entity"})
"""What is said of a mention or fact besides whether it is right."""


def on_what_is_kept(changes: Iterable[Change], annotations: Annotations) -> tuple[Change, ...]:
    """The changes, those that add what is kept already turned into changes of that."""
    kept = _Kept(annotations)
    found = (_on_kept(change, kept, annotations) for change in changes)
    return tuple(change for change in found if change is not None)


def without_doubles(
    changes: Iterable[Change], annotations: Annotations
) -> tuple[tuple[Change, ...], tuple[Conflict, ...]]:
    """The changes that bring back nothing that is kept under another id, and those left out."""
    kept = _Kept(annotations)
    free: list[Change] = []
    met: list[Conflict] = []
    for change in changes:
        after = change.after
        if change.before is None and isinstance(after, Mention | Fact):
            same = kept.same(after, after)
            if same is not None and same.id != after.id:
                met.append(Conflict(change.table, change.id, None, same.id, None, "left"))
                continue
        free.append(change)
    return tuple(free), tuple(met)


def shared(changes: Iterable[Change], applied: Applied) -> Iterator[Conflict]:
    """The facts that another kept from the same suggestion, and differently, at other fields.

    Those where both changed the same field are among the conflicts already.
    """
    told = {one.id for one in applied.conflicts}
    become = {change.id: change.after for change in applied.changes}
    for change in changes:
        meant, now = change.after, become.get(change.id)
        if change.of is None or change.before is None or change.id in told:
            continue
        if isinstance(meant, Fact) and isinstance(now, Fact) and _says_else(meant, now):
            yield Conflict(change.table, change.id, None, now.id, None, "joined")


def _says_else(one: Fact, other: Fact) -> bool:
    fields = (name for name in one.__struct_fields__ if name not in BOOKKEEPING)
    return any(getattr(one, name) != getattr(other, name) for name in fields)


class _Kept:
    """What is kept of the articles that a step is about, by what it means."""

    def __init__(self, annotations: Annotations) -> None:
        self._annotations = annotations
        self._articles: dict[str, dict[Hashable, Mention | Fact]] = {}
        self._mentions: dict[str, list[Mention]] = {}

    def same(self, record: Mention | Fact, of: Mention | Fact | None) -> Mention | Fact | None:
        """What means the same, or was decided from the same suggestion ``of``."""
        article = record.article
        if article not in self._articles:
            self._read(article)
        known = self._articles[article]
        same = known.get(_meaning(record))
        if same is None and isinstance(record, Fact) and record.suggestion is not None:
            same = known.get(record.suggestion)
        if same is None and isinstance(of, Mention) and of.pipeline is not None:
            same = next((m for m in self._mentions[article] if _is_from(m, of)), None)
        return same

    def _read(self, article: str) -> None:
        mentions = self._mentions[article] = self._annotations.mentions(article)
        facts = self._annotations.facts(article)
        known: dict[Hashable, Mention | Fact] = {f.suggestion: f for f in facts if f.suggestion}
        both: list[Mention | Fact] = [*mentions, *facts]
        known.update((_meaning(one), one) for one in both)
        self._articles[article] = known


def _on_kept(change: Change, kept: _Kept, annotations: Annotations) -> Change | None:
    after, of = change.after, change.of
    if isinstance(after, ArticleRecord):
        return _on_article(change, after, annotations.article(after.id))
    if change.before is not None or not isinstance(after, Mention | Fact):
        return change
    same = kept.same(after, of)
    if same is None or same.id == after.id:
        return change
    if of is None:
        return Change(change.table, same.id, None, replace(after, id=same.id))
    begun = replace(of, id=same.id)
    whose = {"annotator": same.annotator, "created": same.created}
    decided = replace(after, id=same.id, **whose)
    if _is_by_the_way(of, after):
        begun, decided = replace(begun, status=same.status), replace(decided, status=same.status)
    return Change(change.table, same.id, begun, decided, of)


def _is_by_the_way(of: Mention | Fact, after: Mention | Fact) -> bool:
    """Whether a suggestion was accepted only because a tag, note or link was put on it."""
    implied = BOOKKEEPING | {"status", "suggestion"}
    fields = (name for name in after.__struct_fields__ if name not in implied)
    said = {name for name in fields if getattr(of, name) != getattr(after, name)}
    return bool(said) and said <= _BESIDE_THE_VERDICT


def _is_from(mention: Mention, of: Mention) -> bool:
    """Whether a mention was decided from this suggestion and has other boundaries now."""
    there = mention.start < of.end and of.start < mention.end
    same = all(getattr(mention, name) == getattr(of, name) for name in _ORIGINS)
    return there and same and mention.status == "accepted"


def _on_article(change: Change, after: ArticleRecord, kept: ArticleRecord | None) -> Change | None:
    """What was meant of an article; None if that is nothing.

    Of a record that somebody made in the meantime only what was said here is changed. That an
    article is begun, which the first decision says by itself, gives way to whatever was said of it.
    """
    if kept is None:
        return change
    before = change.before
    if not isinstance(before, ArticleRecord):
        before = ArticleRecord(id=after.id, source=after.source, created=after.created)
    if (before.status, after.status) == ("todo", "doing") and kept.status != "todo":
        before = replace(before, status=after.status)
    said = replace(before, annotator=after.annotator, updated=after.updated) != after
    return Change(change.table, change.id, before, after) if said else None


def _meaning(record: Mention | Fact) -> Hashable:
    """What makes two records the same thing: a mention's span, a fact's words and evidence."""
    if isinstance(record, Mention):
        return record.start, record.end
    return claim_of(record), tuple((one.start, one.end) for one in record.evidence)
