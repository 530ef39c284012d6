"""Checks of the records themselves: schema, ids, references, offsets. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from newsview.store import messages_doctor as words
from newsview.store.convert import TYPE_OF
from newsview.store.doctor.report import Finding, Grade, Texts
from newsview.store.doctor.salvage import UNREADABLE, strayed
from newsview.store.formats.placing import quoted
from newsview.store.journal.changes import Tables
from newsview.store.kept_text import unpacked
from newsview.store.migrations import META
from newsview.store.model import (
    ArticleRecord,
    ArticleText,
    Distinction,
    Entity,
    Fact,
    Mention,
    Record,
)
from newsview.store.plain_words import why_no_record
from newsview.store.unknown import gathered, has_unknown


class Checked:
    """The records that fit their schema, and what was found about the documents."""

    def __init__(self, tables: Tables) -> None:
        self.findings: list[Finding] = []
        self.of: dict[str, dict[str, Any]] = {}
        for table in TYPE_OF:
            self._read(table, tables.get(table, {}))
        lost = len(strayed(tables))
        if lost:
            self._say("wrong", "strayed", lost, words.STRAYED, mend=True, table=META)
        for other, rows in tables.items():
            if other == UNREADABLE and rows:
                self._say("told", "moved", len(rows), words.RECORD_MOVED, table=other)
            elif other not in TYPE_OF and other != META and rows:
                self._say("told", "unknown table", len(rows), words.UNKNOWN_TABLE, table=other)

    def _read(self, table: str, rows: dict[str, Any]) -> None:
        kept: dict[str, Record] = {}
        misfits: list[tuple[str, str]] = []
        twice: list[str] = []
        unknown: list[str] = []
        kind = TYPE_OF[table]  # type: ignore[index]
        for document_id, row in rows.items():
            try:
                record: Record = msgspec.convert(row, kind)
            except (msgspec.ValidationError, RecursionError) as error:
                named = row.get("id") if isinstance(row, dict) else None
                called = named if isinstance(named, str) else document_id
                misfits.append((called, why_no_record(error)))
                continue
            if has_unknown(row, kind):
                unknown.append(document_id)
            if record.id in kept:
                twice.append(record.id)
            kept[record.id] = record
        self.of[table] = kept
        if misfits:
            first, reason = misfits[0]
            self._say(
                "wrong", "schema", len(misfits), words.RECORD_UNREADABLE,
                mend=True, table=table, id=first, reason=reason,
            )  # fmt: skip
        if twice:
            self._say(
                "wrong", "id twice", len(twice), words.ID_TWICE,
                mend=True, table=table, id=twice[0],
            )  # fmt: skip

        if unknown:
            first = rows[unknown[0]]
            field = gathered(first, kind)[1][0].removeprefix("$.")
            self._say(
                "told", "unknown fields", len(unknown), words.UNKNOWN_FIELDS,
                table=table, id=first["id"], field=field,
            )  # fmt: skip

    def _say(
        self, grade: Grade, kind: str, n: int, template: str, *, mend: bool = False, **more: object
    ) -> None:
        self.findings.append(Finding(grade, kind, n, template.format(n=n, **more), mend))


def check_records(tables: Tables, corpus: Texts | None) -> tuple[list[Finding], int, int]:
    """What is wrong or worth knowing about the records; how many they and their articles are."""
    checked = Checked(tables)
    of = checked.of
    findings = [*checked.findings, *_references(of)]
    findings += _places(of, corpus)
    findings += _same_span(of["mentions"].values())
    findings += _shared_names(of["entities"].values())
    if corpus is not None:
        findings += _not_in_corpus(of["articles"].values(), corpus)
    articles = {one.article for one in _placed(of)} | of["articles"].keys()
    return findings, sum(map(len, of.values())), len(articles)


class _Count:
    """How many of a kind there are, and what is said of the first."""

    def __init__(self, grade: Grade, kind: str, template: str) -> None:
        self._grade, self._kind, self._template = grade, kind, template
        self._n = 0
        self._first: dict[str, object] = {}

    def add(self, **first: object) -> None:
        if not self._n:
            self._first = first
        self._n += 1

    def findings(self) -> Iterator[Finding]:
        if self._n:
            line = self._template.format(n=self._n, **self._first)
            yield Finding(self._grade, self._kind, self._n, line)


def _placed(of: dict[str, dict[str, Any]]) -> Iterator[Mention | Fact]:
    yield from of["mentions"].values()
    yield from of["facts"].values()


def _references(of: dict[str, dict[str, Any]]) -> Iterator[Finding]:
    entities, articles = of["entities"], of["articles"]
    mentions = _Count("wrong", "entity missing", words.NO_ENTITY)
    facts = _Count("wrong", "entity missing", words.NO_FACT_ENTITY)
    pairs = _Count("told", "entity missing", words.NO_PAIR)
    mention: Mention
    for mention in of["mentions"].values():
        if mention.entity is not None and mention.entity not in entities:
            mentions.add(id=mention.id, text=quoted(mention.text))
    fact: Fact
    for fact in of["facts"].values():
        for anchor in (fact.subject, fact.object):
            if anchor is not None and anchor.entity is not None and anchor.entity not in entities:
                facts.add(id=fact.id, text=quoted(anchor.text))
                break
    pair: Distinction
    for pair in of["distinctions"].values():
        # A side that is no entity is a label, a blank and a name.
        if any(" " not in one and one not in entities for one in (pair.first, pair.second)):
            pairs.add(id=pair.id)
    for count in (mentions, facts, pairs):
        yield from count.findings()
    textless = _Count("told", "text missing", words.NO_TEXT_KEPT)
    article: ArticleRecord
    for article in articles.values():
        if article.text is None and article.id not in of["texts"]:
            textless.add(source=article.source or article.id[:16])
    yield from textless.findings()


def _places(of: dict[str, dict[str, Any]], corpus: Texts | None) -> Iterator[Finding]:
    """Whether every span reads what it says, article by article, so that one text is held."""
    kept = _Count("wrong", "text", words.TEXT_NOT_ITS_ID)
    mentions = _Count("wrong", "offsets", words.MENTION_OFF)
    facts = _Count("wrong", "offsets", words.FACT_OFF)
    unchecked = _Count("told", "unchecked", words.UNCHECKED_TEXT)
    by_article: dict[str, list[Mention | Fact]] = {}
    for record in _placed(of):
        by_article.setdefault(record.article, []).append(record)
    text_record: ArticleText
    broken = set()
    for text_record in of["texts"].values():
        if unpacked(text_record) is None:
            broken.add(text_record.id)
            kept.add(id=text_record.id)
    for article, records in by_article.items():
        text = _text(article, of, corpus, broken)
        for record in records:
            if text is None:
                unchecked.add()
                continue
            detail = _misplaced(record, text)
            if detail is not None:
                (mentions if isinstance(record, Mention) else facts).add(
                    id=record.id, detail=detail
                )
    for count in (kept, mentions, facts, unchecked):
        yield from count.findings()


def _text(
    article: str, of: dict[str, dict[str, Any]], corpus: Texts | None, broken: set[str]
) -> str | None:
    kept: ArticleText | None = of["texts"].get(article)
    if kept is not None and article not in broken:
        return unpacked(kept)
    record: ArticleRecord | None = of["articles"].get(article)
    if record is not None and record.text is not None:
        return record.text
    return corpus.read(article) if corpus is not None else None


def _misplaced(record: Mention | Fact, text: str) -> str | None:
    for start, end, wanted in _spans(record):
        if not 0 <= start <= end <= len(text):
            return words.REACHES.format(start=start, end=end, length=len(text))
        if text[start:end] != wanted:
            there = quoted(text[start:end])
            return words.READS.format(start=start, end=end, there=there, text=quoted(wanted))
    return None


def _spans(record: Mention | Fact) -> Iterator[tuple[int, int, str]]:
    if isinstance(record, Mention):
        yield record.start, record.end, record.text
        return
    for anchor in (record.subject, record.object):
        if anchor is not None and anchor.start is not None and anchor.end is not None:
            yield anchor.start, anchor.end, anchor.text
    for evidence in record.evidence:
        yield evidence.start, evidence.end, evidence.text


def _same_span(mentions: Any) -> Iterator[Finding]:
    count = _Count("told", "same span", words.TWICE_ACCEPTED)
    seen = set()
    for one in mentions:
        if one.status != "accepted":
            continue
        span = (one.article, one.start, one.end)
        if span in seen:
            count.add(id=one.id, text=quoted(one.text))
        seen.add(span)
    yield from count.findings()


def _shared_names(entities: Any) -> Iterator[Finding]:
    count = _Count("told", "alias shared", words.ALIAS_SHARED)
    owners: dict[tuple[str | None, str], Entity] = {}
    shared: Counter[tuple[str | None, str]] = Counter()
    for entity in entities:
        for name in dict.fromkeys((entity.name, *entity.aliases)):
            key = (entity.label, name)
            owner = owners.setdefault(key, entity)
            if owner is not entity and not shared[key]:
                shared[key] += 1
                count.add(name=quoted(name), first=owner.id, second=entity.id)
    yield from count.findings()


def _not_in_corpus(articles: Any, corpus: Texts) -> Iterator[Finding]:
    count = _Count("told", "not in corpus", words.NOT_IN_CORPUS)
    for record in articles:
        if not corpus.has(record.id):
            count.add(source=record.source or record.id[:16])
    yield from count.findings()
