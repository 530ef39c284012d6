"""What an annotator can do to what mentions refer to: link several at once, unite, tell apart.

Pure functions that return a `Step`, as in ``decisions``; linking one mention is there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from newsview.store import messages
from newsview.store.decisions import OpenArticle, link_mention
from newsview.store.model import (
    Anchor,
    Distinction,
    Entity,
    Fact,
    Mention,
    new_id,
    now,
    stable_id,
)
from newsview.store.steps import Change, Step, combined, put


def link_together(
    opened: OpenArticle,
    mentions: Sequence[Mention],
    name: str,
    entities: Iterable[Entity],
    annotator: str,
) -> Step:
    """Several mentions of an article refer to the entity of this name; suggestions are accepted."""
    known = {entity.id: entity for entity in entities}
    steps: list[Step] = []
    for mention in mentions:
        step = link_mention(opened, mention, name, known.values(), annotator)
        for change in step.changes:
            if isinstance(change.after, Entity):
                known[change.id] = change.after
        steps.append(step)
    forms = Counter(" ".join(mention.text.split()) for mention in mentions)
    suggested = sum(mention.status == "suggested" for mention in mentions)
    template = messages.LINKED_MORE_ACCEPTING if suggested else messages.LINKED_MORE
    said = template.format(
        n=len(mentions), name=name, forms=", ".join(forms), suggested=suggested
    )  # fmt: skip
    return Step(said, combined(steps), opened.article.sha256)


def unite(
    name: str,
    label: str | None,
    entities: Sequence[Entity],
    mentions: Iterable[Mention],
    facts: Iterable[Fact],
    distinctions: Iterable[Distinction],
    annotator: str,
    *,
    other: str,
) -> Step:
    """One entity out of several, and of names that were linked to none.

    The first of ``entities`` stays, or a new one called ``name`` is made where there is none; the
    others go. It takes over their names as aliases, their notes and links, the ``mentions`` (those
    of the others, and those to be linked newly), the places of ``facts`` that refer to the others,
    and what they were told apart from. ``other`` is what the step says of those that went.
    """
    at = now()
    mentions = list(mentions)
    kept, gone = (entities[0], entities[1:]) if entities else (None, ())
    base = kept or Entity(
        id=new_id(), name=name, label=label, annotator=annotator, created=at, updated=at
    )
    written = dict.fromkeys(" ".join(mention.text.split()) for mention in mentions)
    after = _united(base, gone, written, at)
    ids = {entity.id for entity in gone}
    changes: list[Change] = [put(kept, after)]
    changes += [
        put(mention, replace(mention, entity=base.id, updated=at))
        for mention in mentions
        if mention.entity != base.id
    ]
    changes += [change for fact in facts for change in _repointed(fact, ids, base.id, at)]
    changes += [change for one in distinctions for change in _retold(one, ids, base.id, at)]
    changes += [put(entity, None) for entity in gone]
    said = messages.UNITED.format(
        other=other, name=after.name, mentions=len(mentions),
        articles=len({mention.article for mention in mentions}),
    )  # fmt: skip
    return Step(said, tuple(changes))


def tell_apart(first: str, second: str, names: tuple[str, str], annotator: str) -> Step:
    """A person says that two are not the same; ``names`` are what the step calls them."""
    at = now()
    said = messages.TOLD_APART.format(first=names[0], second=names[1])
    return Step(said, (put(None, _distinction(first, second, annotator, at)),))


def _distinction(first: str, second: str, annotator: str | None, at: str) -> Distinction:
    first, second = sorted((first, second))
    return Distinction(
        id=stable_id("distinct", first, second), first=first, second=second,
        annotator=annotator, created=at, updated=at,
    )  # fmt: skip


def _united(base: Entity, gone: Iterable[Entity], written: Iterable[str], at: str) -> Entity:
    """The entity with all that the others had; a second link goes to the note."""
    names = dict.fromkeys(base.aliases)
    link, label = base.link, base.label
    notes = [base.note] if base.note else []
    more = base.more
    for entity in gone:
        if entity.more:
            more = {**entity.more, **(more or {})}
        names |= dict.fromkeys((entity.name, *entity.aliases))
        label = label if label is not None else entity.label
        if entity.note:
            notes.append(messages.UNITED_NOTE.format(note=entity.note, name=entity.name))
        if entity.link is not None and link is not None and entity.link != link:
            notes.append(messages.UNITED_NOTE.format(note=entity.link, name=entity.name))
        link = link if link is not None else entity.link
    names |= dict.fromkeys(written)
    aliases = tuple(name for name in names if name != base.name)
    note = "\n".join(notes) or None
    return replace(base, aliases=aliases, label=label, link=link, note=note, updated=at, more=more)


def _repointed(fact: Fact, ids: set[str], to: str, at: str) -> list[Change]:
    """The change to a fact whose subject or object referred to one that goes."""
    subject, object_ = _anchor(fact.subject, ids, to), _anchor(fact.object, ids, to)
    if (subject, object_) == (fact.subject, fact.object):
        return []
    return [put(fact, replace(fact, subject=subject, object=object_, updated=at))]


def _anchor(anchor: Anchor | None, ids: set[str], to: str) -> Anchor | None:
    return replace(anchor, entity=to) if anchor is not None and anchor.entity in ids else anchor


def _retold(one: Distinction, ids: set[str], to: str, at: str) -> list[Change]:
    """What one that goes was told apart from, the one that stays is told apart from."""
    if one.first not in ids and one.second not in ids:
        return []
    first = to if one.first in ids else one.first
    second = to if one.second in ids else one.second
    if first == second:
        return [put(one, None)]
    return [put(one, None), put(None, _distinction(first, second, one.annotator, at))]
