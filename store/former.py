"""Annotations of a former text of an article: what becomes of them in the present one. Pure.

The file of an article was edited, so its text has another SHA-256; what was annotated is still
kept under the old one. Nothing moves by itself, and nothing goes: what was found again is moved by
one step that a person asks for, each of the others waits until a person decides on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from msgspec.structs import replace

from newsview.store import messages
from newsview.store.convert import position
from newsview.store.model import (
    Anchor,
    Article,
    ArticleRecord,
    ArticleText,
    Evidence,
    Fact,
    Mention,
    Record,
    now,
)
from newsview.store.moving import LEAST_CONTEXT, Mover, Place, Span
from newsview.store.steps import Change, Step, Table, put

LEAST_KINSHIP = 0.3
"""Which part of the former text has to be in the present one for any place to be sure.

Below it the file holds another article under the same name, and names are the same by chance.
"""

LEAST_FOUND = 0.5
"""The same where the former text is not kept: which part of the spans has to be found again."""


MOST_CHOICES = 20
"""How many places of a name are offered to choose from."""


class Kept(Protocol):
    """What is needed of an annotations file."""

    def versions(self, source: str) -> list[ArticleRecord]:
        """The records of all texts that stood under a source."""

    def text(self, sha256: str) -> str | None:
        """An article's text as it was annotated."""

    def mentions(self, sha256: str) -> list[Mention]:
        """The mentions of an article."""

    def facts(self, sha256: str) -> list[Fact]:
        """The facts of an article."""

    def article(self, sha256: str) -> ArticleRecord | None:
        """What was said of an article as a whole."""

    def get(self, table: Table, record_id: str) -> Record | None:
        """A record by its id."""


class Moved(NamedTuple):
    """One annotation of a former text, and what it would be in the present one.

    ``after`` is None where it could not be placed. ``sure`` says that every text of it reads as it
    did, in a place that no other one could be taken for; ``score`` is that of its worst place.
    ``choices`` are the places where a mention that has no place reads as it did, first ones first:
    nothing but its name speaks for any of them.
    """

    before: Mention | Fact
    after: Mention | Fact | None
    score: float
    sure: bool
    choices: tuple[Mention, ...] = ()


class Former(NamedTuple):
    """What is kept of former texts of an article, in the order of those texts."""

    article: Article
    versions: tuple[ArticleRecord, ...]
    annotations: tuple[Moved, ...]

    @property
    def found(self) -> tuple[Moved, ...]:
        """Those that can be moved without asking."""
        return tuple(one for one in self.annotations if one.sure)

    @property
    def waiting(self) -> tuple[Moved, ...]:
        """Those that a person has to decide on."""
        return tuple(one for one in self.annotations if not one.sure)


IsThere = Callable[[str], bool]
"""Whether a text (its SHA-256) stands in the corpus: then only its file got another name."""


def has_former(kept: Kept, source: str, sha256: str, is_there: IsThere) -> bool:
    """Whether anything is kept of former texts of a source that has this text now."""
    return any(True for _ in _former_texts(kept, source, sha256, is_there))


def former_of(kept: Kept, article: Article, is_there: IsThere) -> Former | None:
    """What former texts of this article's source have; None if there is nothing."""
    versions: list[ArticleRecord] = []
    moved: list[Moved] = []
    for version, records in _former_texts(kept, article.source, article.sha256, is_there):
        versions.append(version)
        if records:
            moved += _moved(records, kept.text(version.id), article)
    return Former(article, tuple(versions), tuple(moved)) if versions else None


def _former_texts(
    kept: Kept, source: str, sha256: str, is_there: IsThere
) -> Iterator[tuple[ArticleRecord, list[Mention | Fact]]]:
    for record in kept.versions(source):
        if record.id == sha256 or is_there(record.id):
            continue
        records: list[Mention | Fact] = [*kept.mentions(record.id), *kept.facts(record.id)]
        if records or record.tags or record.note or record.status not in ("todo", "doing"):
            yield record, records


def deciding(
    former: Former,
    kept: Kept,
    *,
    move: Sequence[Moved] = (),
    drop: Sequence[Moved] = (),
) -> Step:
    """Move some annotations to the present text and drop some, as one step.

    Tags, note and status of the article go along; whose each was does not change. What is there
    already in the present text, the same span with the same label, only gets the tags and the
    note. A former text that nothing waits for any more is forgotten. Raises ValueError for one
    that cannot be moved.
    """
    changes: list[Change] = []
    there = {(m.start, m.end, m.label): m for m in kept.mentions(former.article.sha256)}
    for one in move:
        if one.after is None:
            raise ValueError(f"{one.before.id} has no place")
        same = _same(one.after, there)
        if same is None:
            changes.append(put(one.before, replace(one.after, updated=now())))
        elif same.id != one.before.id:  # else somebody moved it meanwhile
            united = _united(same, one.before)
            there[united.start, united.end, united.label] = united
            changes += [put(one.before, None), put(same, united)]
    changes += [put(one.before, None) for one in drop]
    changes += _article_changes(former, kept, {one.before.id for one in (*move, *drop)})
    said = messages.FORMER_MOVED.format(n=len(move)) if move or not drop else ""
    if drop:
        said = messages.FORMER_DROPPED.format(n=len(drop))
    return Step(said, tuple(changes), former.article.sha256)


def spans_of(record: Mention | Fact) -> Iterator[Span]:
    """Every place in the text that a record names."""
    return (span for span in parts_of(record) if span is not None)


def parts_of(record: Mention | Fact) -> list[Span | None]:
    """A mention's place; a fact's evidence, subject and object, None where one has no place."""
    if isinstance(record, Mention):
        return [Span(record.start, record.end, record.text)]
    evidence = [Span(one.start, one.end, one.text) for one in record.evidence]
    return [*evidence, _span(record.subject), _span(record.object)]


def _span(anchor: Anchor | None) -> Span | None:
    if anchor is None or anchor.start is None or anchor.end is None:
        return None
    return Span(anchor.start, anchor.end, anchor.text)


def _moved(records: list[Mention | Fact], old: str | None, article: Article) -> list[Moved]:
    """Every annotation of one former text, in text order."""
    mover = Mover(old, article.text)
    spans = {span for record in records for span in spans_of(record)}
    places = mover.places(spans)
    found = sum(place.sure for place in places.values())
    kin = mover.kinship >= LEAST_KINSHIP
    if old is None:
        kin = found >= LEAST_FOUND * len(spans)
    ordered = sorted(records, key=position)
    if kin:
        return [_one_moved(record, mover, places, article) for record in ordered]
    likely = {span: place for span, place in places.items() if place.score >= LEAST_CONTEXT}
    moved = [_one_moved(record, mover, likely, article) for record in ordered]
    return [one._replace(sure=False) for one in moved]


def _one_moved(
    record: Mention | Fact, mover: Mover, places: dict[Span, Place], article: Article
) -> Moved:
    at = [places.get(span) for span in spans_of(record)]
    score = min((place.score for place in at if place is not None), default=1.0)
    sure = all(place is not None and place.sure for place in at)
    if isinstance(record, Mention):
        place = at[0]
        if place is not None:
            return Moved(record, _at(record, place.start, place.end, article), score, sure)
        standing = mover.standing(next(spans_of(record)))[:MOST_CHOICES]
        choices = tuple(_at(record, start, end, article) for start, end in standing)
        return Moved(record, None, 0.0, False, choices)
    evidence = [_evidence(one, places, article.text) for one in record.evidence]
    if None in evidence:
        return Moved(record, None, 0.0, False)
    moved = replace(
        record,
        article=article.sha256,
        evidence=tuple(one for one in evidence if one is not None),
        subject=_anchor(record.subject, places, article.text),
        object=_anchor(record.object, places, article.text),
    )
    return Moved(record, moved, score, sure)


def _at(mention: Mention, start: int, end: int, article: Article) -> Mention:
    text = article.text[start:end]
    return replace(mention, article=article.sha256, start=start, end=end, text=text)


def _evidence(one: Evidence, places: dict[Span, Place], text: str) -> Evidence | None:
    place = places.get(Span(one.start, one.end, one.text))
    if place is None:
        return None
    return replace(
        one, start=place.start, end=place.end, text=text[place.start : place.end]
    )  # fmt: skip


def _anchor(anchor: Anchor | None, places: dict[Span, Place], text: str) -> Anchor | None:
    """The anchor in its new place; one that has none stays as a typed text."""
    span = _span(anchor)
    if anchor is None or span is None:
        return anchor
    place = places.get(span)
    if place is None:
        return replace(anchor, start=None, end=None)
    return replace(anchor, start=place.start, end=place.end, text=text[place.start : place.end])


def _same(after: Mention | Fact, there: dict[tuple[int, int, str], Mention]) -> Mention | None:
    if isinstance(after, Fact):
        return None
    return there.get((after.start, after.end, after.label))


def _united(there: Mention, before: Mention | Fact) -> Mention:
    return replace(
        there,
        tags=tuple(dict.fromkeys((*there.tags, *before.tags))),
        note=_notes(there.note, before.note),
        updated=now(),
    )


def _notes(first: str | None, second: str | None) -> str | None:
    """Both notes, each once."""
    if not first or not second or second in first.split("\n\n"):
        return first or second
    return f"{first}\n\n{second}"


def _article_changes(former: Former, kept: Kept, decided: Iterable[str]) -> Iterator[Change]:
    """The present text's own record with what the former ones had; those that are empty go."""
    decided = set(decided)
    waiting = {m.before.article for m in former.annotations if m.before.id not in decided}
    article, at = former.article, now()
    before = kept.article(article.sha256)
    first = former.versions[0]
    after = before or ArticleRecord(
        id=article.sha256,
        source=article.source,
        annotator=first.annotator,
        created=first.created,
    )
    for version in former.versions:
        after = replace(
            after,
            status=after.status if after.status != "todo" else version.status,
            tags=tuple(dict.fromkeys((*after.tags, *version.tags))),
            note=_notes(after.note, version.note),
            more={**(version.more or {}), **(after.more or {})} or after.more,
        )
    if after != before:
        yield put(before, replace(after, updated=at))
    for version in former.versions:
        if version.id not in waiting:
            yield put(version, None)
            text = kept.get("texts", version.id)
            if isinstance(text, ArticleText):
                yield put(text, None)
