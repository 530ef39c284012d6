"""The records of an annotation: what a mention, a fact, an entity and an article are.

Every offset counts Unicode code points into the article's untouched text, the end exclusive, so
that ``text[start:end]`` is what was marked. Times are UTC in ISO 8601 with a trailing ``Z``.
Records are immutable: a change makes a new record (``msgspec.structs.replace``). ``more`` holds the
fields of a record that this version does not know (``newsview.store.unknown``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal

import msgspec

from newsview.store.unknown import More, more_field

ArticleStatus = Literal["todo", "doing", "done", "skipped"]
Verdict = Literal["suggested", "accepted", "rejected"]
Origin = Literal["model", "rule", "person", "propagated", "imported"]
BlockKind = Literal["title", "byline", "standfirst", "heading", "body", "boilerplate"]
FactKind = Literal["figure", "relation", "event", "role", "plan"]
Comparator = Literal["=", ">=", "<=", "~"]

DEFAULT_LABELS = ("PER", "ORG", "LOC", "MISC", "DATE", "MONEY", "PERCENT", "QUANTITY")
"""The default labels, in the order of their number keys 1 to 8."""

FIGURE_LABELS = frozenset({"DATE", "MONEY", "PERCENT", "QUANTITY"})
"""Labels whose mentions carry a normalised value or date."""


class Block(msgspec.Struct, frozen=True):
    """A stretch of an article's lines of one kind."""

    start: int
    end: int
    kind: BlockKind
    more: More = more_field()


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One text as it was read, with what its layout tells. Never changed by annotating.

    ``source`` is the path relative to the corpus, with ``/``, of a row with ``#`` and its id;
    ``encoding`` is how the bytes were
    decoded; ``published`` is an ISO date (``YYYY-MM-DD``) or None; ``publisher`` is the outlet that
    it appeared in, as the page writes it.
    """

    source: str
    text: str
    sha256: str
    encoding: str = "utf-8"
    title: str = ""
    published: str | None = None
    language: str | None = None
    publisher: str | None = None
    blocks: tuple[Block, ...] = ()

    @property
    def id(self) -> str:
        """The first 16 hex digits of the text's SHA-256."""
        return self.sha256[:16]

    def story(self) -> list[tuple[int, int]]:
        """The offsets of all blocks but boilerplate, in order; of the whole text without blocks."""
        if not self.blocks:
            return [(0, len(self.text))] if self.text else []
        return [(b.start, b.end) for b in self.blocks if b.kind != "boilerplate"]


class Value(msgspec.Struct, frozen=True):
    """A normalised quantity; ``unit`` is an ISO 4217 code, ``%`` or the counted noun as written."""

    number: int | float
    unit: str | None = None
    comparator: Comparator = "="
    more: More = more_field()


class Anchor(msgspec.Struct, frozen=True):
    """Subject or object of a fact: a text, where it stands (None when typed), its entity's id."""

    text: str
    start: int | None = None
    end: int | None = None
    entity: str | None = None
    more: More = more_field()


class Evidence(msgspec.Struct, frozen=True):
    """A stretch of the article that supports a fact."""

    start: int
    end: int
    text: str
    more: More = more_field()


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A labelled span of one article (``article`` is its full SHA-256).

    A suggestion has status ``suggested`` and is not kept until someone decides on it.
    ``score`` is between 0 and 1; ``pipeline`` names what suggested it, with its version;
    ``entity`` is the id of the canonical entity it refers to.
    """

    id: str
    article: str
    start: int
    end: int
    text: str
    label: str
    status: Verdict
    origin: Origin
    score: float | None = None
    pipeline: str | None = None
    entity: str | None = None
    tags: tuple[str, ...] = ()
    note: str | None = None
    annotator: str | None = None
    created: str | None = None
    updated: str | None = None
    more: More = more_field()


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what: subject, predicate, object, with an optional value, date and attribution.

    ``suggestion`` is the id of the suggested fact that this one was decided from, however much of
    it was typed anew.
    """

    id: str
    article: str
    kind: FactKind
    subject: Anchor | None
    predicate: str
    object: Anchor | None
    value: Value | None = None
    date: str | None = None
    attribution: str | None = None
    evidence: tuple[Evidence, ...] = ()
    status: Verdict
    origin: Origin
    score: float | None = None
    pipeline: str | None = None
    suggestion: str | None = None
    tags: tuple[str, ...] = ()
    note: str | None = None
    annotator: str | None = None
    created: str | None = None
    updated: str | None = None
    more: More = more_field()


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """What mentions refer to: one canonical name with its aliases."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    label: str | None = None
    link: str | None = None
    note: str | None = None
    annotator: str | None = None
    created: str | None = None
    updated: str | None = None
    more: More = more_field()


class ArticleRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What people said of a whole article; ``id`` is the text's full SHA-256.

    ``text``, ``title``, ``published``, ``language``, ``publisher`` and ``blocks`` are kept only for
    an article that came by import, so that it can be exported again without its corpus; else None.
    """

    id: str
    source: str
    status: ArticleStatus = "todo"
    tags: tuple[str, ...] = ()
    note: str | None = None
    text: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    publisher: str | None = None
    blocks: tuple[Block, ...] | None = None
    annotator: str | None = None
    created: str | None = None
    updated: str | None = None
    more: More = more_field()


class Distinction(msgspec.Struct, frozen=True, kw_only=True):
    """Two that look alike and are not the same, as a person said.

    ``first`` and ``second`` are ids of entities, or names that are none as ``LABEL text``.
    """

    id: str
    first: str
    second: str
    annotator: str | None = None
    created: str | None = None
    updated: str | None = None
    more: More = more_field()


class ArticleText(msgspec.Struct, frozen=True, kw_only=True):
    """The text that an article had when it was annotated; ``id`` is its full SHA-256.

    ``packed`` is its UTF-8 (lone surrogates as three bytes), zlib, base64.
    """

    id: str
    packed: str
    more: More = more_field()


Record = ArticleRecord | Mention | Fact | Entity | Distinction | ArticleText
"""Anything that is kept, one table for each kind."""


class Suggestions(msgspec.Struct, frozen=True, kw_only=True):
    """What one pipeline suggests for one article (its full SHA-256), in text order."""

    article: str
    pipeline: str
    mentions: Sequence[Mention] = ()
    facts: tuple[Fact, ...] = ()


def sha256_of(text: str) -> str:
    """The identity of an article: SHA-256 of its text in UTF-8, 64 hex digits."""
    import hashlib  # late, as the rest that no list needs

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def new_id() -> str:
    """A fresh time-ordered id: 26 characters (ULID)."""
    from ulid import ULID  # late: a reader who decides on nothing never needs one

    return str(ULID())


def stable_id(*parts: object) -> str:
    """A 26-character id that depends on its parts alone, for suggestions: same input, same id."""
    import hashlib

    from ulid import ULID

    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).digest()
    return str(ULID.from_bytes(digest[:16]))


def now() -> str:
    """The present time, UTC, to the second: ``2026-11-22T05:20:00Z``."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
