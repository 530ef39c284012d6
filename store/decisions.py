"""What an annotator can do to one article, as pure functions that return a `Step`.

Nothing here writes: the caller applies the step to the annotations file and remembers it for
undo. A suggestion is not kept until it is decided on, so deciding on one makes a record, and
deciding on a record changes it. The first decision on an article moves it from ``todo`` to
``doing`` within the same step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from newsview.store import messages
from newsview.store.mentions import Mentions
from newsview.store.merge import visible_suggestions
from newsview.store.model import (
    Article,
    ArticleRecord,
    ArticleStatus,
    Entity,
    Fact,
    Mention,
    new_id,
    now,
)
from newsview.store.occurrences import occurrences
from newsview.store.steps import Change, Step, put


class OpenArticle(msgspec.Struct, frozen=True):
    """An article with all that is known of it now: decided records and open suggestions."""

    article: Article
    record: ArticleRecord | None = None
    mentions: Sequence[Mention] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def status(self) -> ArticleStatus:
        """How far people are with the article."""
        return self.record.status if self.record is not None else "todo"

    def progress(self) -> tuple[int, int]:
        """How many mentions are decided, and how many there are in all."""
        decided = Mentions.of(self.mentions).places_where(lambda m: m.status != "suggested")
        return len(decided), len(self.mentions)


def is_own(mention: Mention, annotator: str) -> bool:
    """Whether this annotator added the mention, so that rejecting it takes it away.

    One that was suggested by what others decided has a pipeline and is nobody's addition.
    """
    added = mention.origin in ("person", "propagated") and mention.pipeline is None
    return added and mention.annotator in (annotator, None)


# --- mentions -----------------------------------------------------------------------------------


def accept(opened: OpenArticle, mention: Mention, annotator: str) -> Step:
    """The mention is right as it stands."""
    if mention.status == "accepted":
        return _step(opened, annotator, messages.ALREADY_ACCEPTED, [])
    after = _decided(mention, annotator, status="accepted")
    said = messages.ACCEPTED.format(label=mention.label, text=mention.text)
    return _step(opened, annotator, said, [_change(mention, after)])


def reject(opened: OpenArticle, mention: Mention, annotator: str) -> Step:
    """The mention is wrong; one's own addition is removed, the machine's is kept as rejected."""
    if mention.status != "suggested" and is_own(mention, annotator):
        said = messages.REMOVED.format(label=mention.label, text=mention.text)
        return _step(opened, annotator, said, [put(mention, None)])
    if mention.status == "rejected":
        return _step(opened, annotator, messages.ALREADY_REJECTED, [])
    after = _decided(mention, annotator, status="rejected")
    said = messages.REJECTED.format(label=mention.label, text=mention.text)
    step = _step(opened, annotator, said, [_change(mention, after)])
    more = _also_settled(opened, mention, after)
    return replace(step, said=messages.REJECTED_MORE.format(said=said, n=more)) if more else step


def _also_settled(opened: OpenArticle, mention: Mention, rejected: Mention) -> int:
    """How many other suggestions of the article are settled by a rejection."""
    mentions = Mentions.of(opened.mentions)
    mentions = mentions.without(mentions.places_of((mention.id,)))
    settled = mentions.places_where(lambda m: m.status != "suggested")
    decided = [mentions[place] for place in settled]
    others = mentions.without(settled)
    return len(others) - len(visible_suggestions(others, [*decided, rejected]))


Decide = Callable[[OpenArticle, Mention, str], Step]
"""`accept` or `reject`."""


def together(
    opened: OpenArticle, mentions: Sequence[Mention], decide: Decide, annotator: str
) -> Step:
    """The same decision on several mentions as one step."""
    if len(mentions) == 1:
        return decide(opened, mentions[0], annotator)
    steps = [decide(opened, mention, annotator) for mention in mentions]
    changes = {change.id: change for step in steps for change in step.changes}
    said = messages.SEVERAL.format(n=len(steps), said=steps[0].said) if steps else ""
    return Step(said, tuple(changes.values()), opened.article.sha256)


def relabel(opened: OpenArticle, mention: Mention, label: str, annotator: str) -> Step:
    """The span is right and its label is this one."""
    if mention.status == "accepted" and mention.label == label:
        return _step(opened, annotator, messages.ALREADY_ACCEPTED, [])
    after = _decided(mention, annotator, status="accepted", label=label)
    if mention.label == label:
        said = messages.ACCEPTED.format(label=label, text=mention.text)
    else:
        said = messages.RELABELLED.format(old=mention.label, label=label, text=mention.text)
    return _step(opened, annotator, said, [_change(mention, after)])


def add(opened: OpenArticle, start: int, end: int, label: str, annotator: str) -> Step:
    """A person marks ``text[start:end]``; a mention of just that span is relabelled instead.

    Raises ValueError for an empty span.
    """
    if not 0 <= start < end <= len(opened.article.text):
        raise ValueError(f"no such span: {start}-{end}")
    mentions = Mentions.of(opened.mentions)
    for place in mentions.places_of_span(start, end):
        return relabel(opened, mentions[place], label, annotator)
    added = _new_mention(opened.article, start, end, label, annotator, "person")
    said = messages.ADDED.format(label=label, text=added.text)
    return _step(opened, annotator, said, [put(None, added)])


def resize(opened: OpenArticle, mention: Mention, start: int, end: int, annotator: str) -> Step:
    """The mention's right boundaries are these, which accepts it. ValueError if they are empty."""
    if not 0 <= start < end <= len(opened.article.text):
        raise ValueError(f"no such span: {start}-{end}")
    text = opened.article.text[start:end]
    after = _decided(mention, annotator, status="accepted", start=start, end=end, text=text)
    said = messages.RESIZED.format(label=mention.label, text=text)
    return _step(opened, annotator, said, [_change(mention, after)])


def propagate(opened: OpenArticle, mention: Mention, annotator: str) -> Step:
    """What holds for this mention holds for every identical one, as a single step.

    A rejected mention rejects the open suggestions of the same text. Any other is accepted
    with its label at each place where its text stands as whole words in the story, suggested
    there or not; places inside a longer mention, and those that a person rejected, are left.
    The step is empty when there is nothing to do.
    """
    if mention.status == "rejected":
        return _reject_identical(opened, mention, annotator)
    changes: list[Change] = []
    mentions = Mentions.of(opened.mentions)
    for start, end in occurrences(opened.article, mention.text):
        there = mentions.at(start, end)
        same = next((m for m in there if (m.start, m.end) == (start, end)), None)
        if same is None and not any(_blocks(m) for m in there):
            added = _new_mention(
                opened.article, start, end, mention.label, annotator, "propagated", mention.entity
            )
            changes.append(put(None, added))
        elif same is not None and _differs(same, mention):
            after = _decided(same, annotator, status="accepted", label=mention.label)
            changes.append(_change(same, after))
    made = [change.after for change in changes if isinstance(change.after, Mention)]
    template = messages.PROPAGATED
    if any((m.start, m.end) == (mention.start, mention.end) for m in made):
        template = messages.PROPAGATED_TO_ALL if len(made) > 1 else messages.ACCEPTED
    said = template.format(n=len(changes), label=mention.label, text=mention.text)
    return _step(opened, annotator, said, changes)


def _reject_identical(opened: OpenArticle, mention: Mention, annotator: str) -> Step:
    changes = [
        _change(m, _decided(m, annotator, status="rejected"))
        for m in Mentions.of(opened.mentions).where(
            lambda m: m.text == mention.text and m.status == "suggested"
        )
    ]
    said = messages.PROPAGATED_REJECTION.format(n=len(changes), text=mention.text)
    return _step(opened, annotator, said, changes)


def _blocks(mention: Mention) -> bool:
    """Whether a mention that only overlaps a place keeps a new one from being put there."""
    return mention.status != "rejected"


def _differs(there: Mention, wanted: Mention) -> bool:
    if there.status == "rejected":
        return False
    return there.status == "suggested" or there.label != wanted.label


def tag_mention(opened: OpenArticle, mention: Mention, tags: Sequence[str], annotator: str) -> Step:
    """Tags on a mention; a suggestion is accepted by it."""
    after = _annotated(mention, annotator, tags=tuple(tags))
    said = messages.TAGGED.format(what=f"{mention.label} {mention.text}", tags=_listed(tags))
    return _step(opened, annotator, said, [_change(mention, after)])


def note_mention(opened: OpenArticle, mention: Mention, note: str | None, annotator: str) -> Step:
    """A note on a mention; a suggestion is accepted by it."""
    after = _annotated(mention, annotator, note=note)
    said = _noted(f"{mention.label} {mention.text}", note)
    return _step(opened, annotator, said, [_change(mention, after)])


def link_mention(
    opened: OpenArticle, mention: Mention, name: str, entities: Iterable[Entity], annotator: str
) -> Step:
    """The mention refers to the entity of this name (or alias), which is made when new.

    The mention's text becomes an alias of it. An empty name takes the link away. A name that only
    an entity of another label has makes a new one where it is the mention's own text: Roma is a
    town and a team.
    """
    name = name.strip()
    if not name:
        said = messages.UNLINKED.format(text=mention.text)
        if mention.entity is None:
            return Step(said, (), opened.article.sha256)
        after = _annotated(mention, annotator, entity=None)
        return _step(opened, annotator, said, [_change(mention, after)])
    entity = find_entity(entities, name, mention.label)
    if entity is not None and entity.label not in (None, mention.label):
        if mention.text.casefold() == name.casefold():
            entity = None
    changes: list[Change] = []
    at = now()
    if entity is None:
        aliases = (mention.text,) if mention.text != name else ()
        entity = Entity(
            id=new_id(), name=name, aliases=aliases, label=mention.label,
            annotator=annotator, created=at, updated=at,
        )  # fmt: skip
        changes.append(put(None, entity))
    elif mention.text != entity.name and mention.text not in entity.aliases:
        grown = replace(entity, aliases=(*entity.aliases, mention.text), updated=at)
        changes.append(put(entity, grown))
    changes.append(_change(mention, _annotated(mention, annotator, entity=entity.id)))
    said = messages.LINKED.format(text=mention.text, name=entity.name)
    return _step(opened, annotator, said, changes)


def find_entity(entities: Iterable[Entity], name: str, label: str | None = None) -> Entity | None:
    """The entity of this name, else of this alias, ignoring case; rather one of the label."""
    wanted = name.casefold()

    def fit(entity: Entity) -> tuple[bool, bool] | None:
        named = entity.name.casefold() == wanted
        if not named and all(alias.casefold() != wanted for alias in entity.aliases):
            return None
        return label is None or entity.label in (None, label), named

    found = [(fits, entity) for entity in entities if (fits := fit(entity)) is not None]
    return max(found, key=lambda one: one[0])[1] if found else None


# --- facts --------------------------------------------------------------------------------------


def keep_fact(
    opened: OpenArticle, fact: Fact, annotator: str, seen: Iterable[Fact] | None = None
) -> Step:
    """A person's fact, new or edited, or a suggested one accepted as it was filled in.

    ``seen`` are the facts that the person began with, where others may have changed them since.
    """
    known = next((f for f in (opened.facts if seen is None else seen) if f.id == fact.id), None)
    at = now()
    if known is None or known.status == "suggested":
        kept = replace(fact, status="accepted", updated=at, **_taken_up(fact, annotator, at))
        suggested = known if known is not None and known.origin != "person" else None
        change = put(None, kept, suggested)
    else:
        kept = replace(fact, status="accepted", updated=at)
        change = put(known, kept)
    said = messages.FACT_KEPT.format(fact=describe_fact(kept))
    return _step(opened, annotator, said, [change])


def reject_fact(opened: OpenArticle, fact: Fact, annotator: str) -> Step:
    """The fact is wrong; one's own is removed, a suggested one is kept as rejected."""
    if fact.status != "suggested" and fact.origin == "person":
        said = messages.FACT_REMOVED.format(fact=describe_fact(fact))
        return _step(opened, annotator, said, [put(fact, None)])
    at = now()
    if fact.status == "suggested":
        after = replace(fact, status="rejected", updated=at, **_taken_up(fact, annotator, at))
    else:
        after = replace(fact, status="rejected", updated=at)
    said = messages.FACT_REJECTED.format(fact=describe_fact(fact))
    return _step(opened, annotator, said, [_change(fact, after)])


def tag_fact(opened: OpenArticle, fact: Fact, tags: Sequence[str], annotator: str) -> Step:
    """Tags on a fact; a suggested one is accepted by it."""
    said = messages.TAGGED.format(what=describe_fact(fact), tags=_listed(tags))
    return _changed_fact(opened, fact, said, annotator, tags=tuple(tags))


def note_fact(opened: OpenArticle, fact: Fact, note: str | None, annotator: str) -> Step:
    """A note on a fact; a suggested one is accepted by it."""
    return _changed_fact(opened, fact, _noted(describe_fact(fact), note), annotator, note=note)


def _changed_fact(
    opened: OpenArticle, fact: Fact, said: str, annotator: str, **fields: object
) -> Step:
    at = now()
    if fact.status == "suggested":
        fields |= {"status": "accepted", **_taken_up(fact, annotator, at)}
    after = replace(fact, updated=at, **fields)
    return _step(opened, annotator, said, [_change(fact, after)])


def _taken_up(fact: Fact, annotator: str, at: str) -> dict[str, Any]:
    """What a draft or a suggestion gets once it is a record of its own."""
    fields: dict[str, Any] = {"id": new_id(), "annotator": annotator, "created": at}
    if fact.status == "suggested" and fact.origin != "person":
        fields["suggestion"] = fact.id
    return fields


def describe_fact(fact: Fact) -> str:
    """One line for a fact: subject, predicate, object."""
    parts = (
        fact.subject.text if fact.subject else "",
        fact.predicate,
        fact.object.text if fact.object else "",
    )
    return " ".join(part for part in parts if part)


# --- the article --------------------------------------------------------------------------------


def set_status(opened: OpenArticle, status: ArticleStatus, annotator: str) -> Step:
    """The article is to do, begun, done or skipped."""
    return _article_step(opened, annotator, messages.STATUS_SET[status], status=status)


def tag_article(opened: OpenArticle, tags: Sequence[str], annotator: str) -> Step:
    """Tags on the article."""
    said = messages.TAGGED.format(what=messages.THE_ARTICLE, tags=_listed(tags))
    return _article_step(opened, annotator, said, tags=tuple(tags))


def note_article(opened: OpenArticle, note: str | None, annotator: str) -> Step:
    """A note on the article."""
    return _article_step(opened, annotator, _noted(messages.THE_ARTICLE, note), note=note)


# --- making records -----------------------------------------------------------------------------


def _new_mention(
    article: Article,
    start: int,
    end: int,
    label: str,
    annotator: str,
    origin: str,
    entity: str | None = None,
) -> Mention:
    at = now()
    return Mention(
        id=new_id(), article=article.sha256, start=start, end=end, text=article.text[start:end],
        label=label, status="accepted", origin=origin,  # type: ignore[arg-type]
        entity=entity, annotator=annotator, created=at, updated=at,
    )  # fmt: skip


def _decided(mention: Mention, annotator: str, **fields: object) -> Mention:
    """The mention as a record with these fields; a suggestion gets an id and an annotator."""
    at = now()
    if mention.status == "suggested":
        fields |= {"id": new_id(), "annotator": annotator, "created": at}
    return replace(mention, updated=at, **fields)


def _annotated(mention: Mention, annotator: str, **fields: object) -> Mention:
    """Like `_decided`, but a decision already taken stays as it is."""
    if mention.status == "suggested":
        fields["status"] = "accepted"
    return _decided(mention, annotator, **fields)


def _change(mention: Mention | Fact, after: Mention | Fact) -> Change:
    """The change of a record, or the one that a decision on a suggestion makes."""
    if mention.status == "suggested":
        return put(None, after, mention)
    return put(mention, after)


def _step(opened: OpenArticle, annotator: str, said: str, changes: list[Change]) -> Step:
    if changes and opened.status == "todo":
        changes = [_article_change(opened, annotator, status="doing"), *changes]
    return Step(said, tuple(changes), opened.article.sha256)


def _article_step(opened: OpenArticle, annotator: str, said: str, **fields: object) -> Step:
    if opened.status == "todo":
        fields.setdefault("status", "doing")
    return Step(said, (_article_change(opened, annotator, **fields),), opened.article.sha256)


def _article_change(opened: OpenArticle, annotator: str, **fields: object) -> Change:
    at = now()
    before = opened.record
    if before is None:
        blank = ArticleRecord(
            id=opened.article.sha256, source=opened.article.source, created=at, annotator=annotator
        )
        return put(None, replace(blank, updated=at, **fields))
    return put(before, replace(before, updated=at, **fields))


def _listed(tags: Sequence[str]) -> str:
    return ", ".join(tags) if tags else messages.NO_TAGS


def _noted(what: str, note: str | None) -> str:
    return (messages.NOTED if note else messages.NOTE_REMOVED).format(what=what)
