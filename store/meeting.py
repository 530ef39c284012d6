"""Two people who decide on the same suggestion at the same moment mean one record, not two.

A suggestion is no record yet, so each would make one of their own; the second becomes a change of
the first. The same holds for the record of an article that nothing was said of before.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsview.store.merge import claim_of
from newsview.store.model import ArticleRecord, Fact, Mention
from newsview.store.steps import Change

if TYPE_CHECKING:
    from newsview.store.annotations import Annotations


def on_what_is_kept(changes: Iterable[Change], annotations: Annotations) -> tuple[Change, ...]:
    """The changes, those that add what is kept already turned into changes of that."""
    known: dict[str, dict[Hashable, Mention | Fact]] = {}
    return tuple(filter(None, (_on_kept(change, known, annotations) for change in changes)))


def _on_kept(
    change: Change, known: dict[str, dict[Hashable, Mention | Fact]], annotations: Annotations
) -> Change | None:
    after = change.after
    if isinstance(after, ArticleRecord):
        return _on_article(change, after, annotations.article(after.id))
    if change.before is not None or not isinstance(after, Mention | Fact):
        return change
    if after.article not in known:
        kept: list[Mention | Fact] = [*annotations.mentions(after.article)]
        kept += annotations.facts(after.article)
        known[after.article] = {_meaning(one): one for one in kept}
    same = known[after.article].get(_meaning(after))
    if same is None or same.id == after.id:
        return change
    return Change(change.table, same.id, None, replace(after, id=same.id))


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
