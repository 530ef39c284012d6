"""The parts of newsview's JSON, version 1, with their keys in the order in which they are written.

The published description is ``newsview.schema.json``; these types are what reading checks and
what writing fills. Reading is more lenient than the schema: what may be null may be missing. Keys
that newsview does not know are gathered in ``more``, and written again behind the others.
"""

from __future__ import annotations

import math
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta
from msgspec.structs import astuple

from newsview.store.model import (
    Anchor,
    ArticleStatus,
    Block,
    Entity,
    Evidence,
    Fact,
    FactKind,
    Mention,
    Origin,
    Value,
    Verdict,
)
from newsview.store.unknown import More, more_field

FORMAT: Final = "newsview"
VERSION: Final = 1

Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Day = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")]
Moment = Annotated[
    str,
    Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z\Z"),
]
Name = Annotated[str, Meta(min_length=1)]


class BlockShape(Block, frozen=True, forbid_unknown_fields=True):
    """A block; like the next three, the record itself, refusing keys that it does not know."""


class AnchorShape(Anchor, frozen=True, forbid_unknown_fields=True):
    """Subject or object of a fact."""


class ValueShape(Value, frozen=True, forbid_unknown_fields=True):
    """A fact's normalised quantity."""


class EvidenceShape(Evidence, frozen=True, forbid_unknown_fields=True):
    """A stretch of the article that supports a fact."""


class MentionShape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mention, under ``entities`` of its article."""

    id: Name
    start: int
    end: int
    text: str
    label: Name
    status: Verdict
    origin: Origin
    score: float | None = None
    pipeline: str | None = None
    entity: str | None = None
    tags: tuple[str, ...] = ()
    note: str | None = None
    annotator: str | None = None
    created: Moment | None = None
    updated: Moment | None = None
    more: More = more_field()


class FactShape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fact, under ``facts`` of its article."""

    id: Name
    kind: FactKind
    subject: AnchorShape | None = None
    predicate: str
    object: AnchorShape | None = None
    value: ValueShape | None = None
    date: str | None = None
    attribution: str | None = None
    evidence: tuple[EvidenceShape, ...] = ()
    status: Verdict
    origin: Origin
    score: float | None = None
    pipeline: str | None = None
    suggestion: str | msgspec.UnsetType | None = msgspec.UNSET
    tags: tuple[str, ...] = ()
    note: str | None = None
    annotator: str | None = None
    created: Moment | None = None
    updated: Moment | None = None
    more: More = more_field()


class EntityShape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A canonical entity, under the file's own ``entities``."""

    id: Name
    name: str
    aliases: tuple[str, ...] = ()
    label: str | None = None
    link: str | None = None
    note: str | None = None
    annotator: str | None = None
    created: Moment | None = None
    updated: Moment | None = None
    more: More = more_field()


class ArticleHead(msgspec.Struct, frozen=True, kw_only=True):
    """An article's keys before its entities and facts."""

    id: str
    sha256: str
    source: str
    title: str | None
    published: str | None
    language: str | None
    publisher: str | msgspec.UnsetType = msgspec.UNSET
    status: ArticleStatus
    tags: tuple[str, ...]
    note: str | None
    text: str | None
    blocks: tuple[Block, ...]


class ArticleTail(msgspec.Struct, frozen=True, kw_only=True):
    """An article's keys after its entities and facts: who last said something of it as a whole."""

    annotator: str | None = None
    created: str | None = None
    updated: str | None = None


class ArticleShape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An article as it is read."""

    id: str | None = None
    sha256: Digest
    source: str
    title: str | None = None
    published: Day | None = None
    language: str | None = None
    publisher: str | None = None
    status: ArticleStatus = "todo"
    tags: tuple[str, ...] = ()
    note: str | None = None
    text: str | None = None
    blocks: tuple[BlockShape, ...] = ()
    entities: tuple[MentionShape, ...] = ()
    facts: tuple[FactShape, ...] = ()
    annotator: str | None = None
    created: Moment | None = None
    updated: Moment | None = None
    more: More = more_field()


class FileHead(msgspec.Struct, frozen=True, kw_only=True):
    """The file's keys before its articles."""

    format: Literal["newsview"] = FORMAT
    version: Literal[1] = VERSION
    exported_at: str
    generator: str
    labels: tuple[str, ...]


def mention_shape(mention: Mention) -> MentionShape:
    """A mention as it is written."""
    fields = {name: getattr(mention, name) for name in MentionShape.__struct_fields__}
    return MentionShape(**fields | {"score": _finite(mention.score)})


def fact_shape(fact: Fact) -> FactShape:
    """A fact as it is written; JSON has no infinite numbers, so such a value becomes none."""
    fields = {name: getattr(fact, name) for name in FactShape.__struct_fields__}
    value = fact.value
    if value is not None and not math.isfinite(value.number):
        value = None
    fields |= {"score": _finite(fact.score), "value": value}
    return FactShape(**fields | {"suggestion": fact.suggestion or msgspec.UNSET})


def entity_shape(entity: Entity) -> EntityShape:
    """A canonical entity as it is written."""
    return EntityShape(**{name: getattr(entity, name) for name in EntityShape.__struct_fields__})


def mention_of(shape: MentionShape, article: str) -> Mention:
    """The record of a mention that was read, in the article with this SHA-256."""
    fields = {name: getattr(shape, name) for name in MentionShape.__struct_fields__}
    return Mention(article=article, **fields)


def fact_of(shape: FactShape, article: str) -> Fact:
    """The record of a fact that was read, in the article with this SHA-256."""
    fields = {name: getattr(shape, name) for name in FactShape.__struct_fields__}
    fields["subject"] = None if shape.subject is None else Anchor(*astuple(shape.subject))
    fields["object"] = None if shape.object is None else Anchor(*astuple(shape.object))
    fields["value"] = None if shape.value is None else Value(*astuple(shape.value))
    fields["evidence"] = tuple(Evidence(*astuple(one)) for one in shape.evidence)
    fields["suggestion"] = shape.suggestion or None
    return Fact(article=article, **fields)


def blocks_of(shape: ArticleShape) -> tuple[Block, ...]:
    """The blocks of an article that was read."""
    return tuple(Block(*astuple(one)) for one in shape.blocks)


def entity_of(shape: EntityShape) -> Entity:
    """The record of a canonical entity that was read."""
    return Entity(**{name: getattr(shape, name) for name in EntityShape.__struct_fields__})


def _finite(score: float | None) -> float | None:
    return score if score is not None and math.isfinite(score) else None
