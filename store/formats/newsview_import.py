"""Taking newsview's JSON, version 1, into an annotations file.

The whole file is checked before anything is kept. What cannot be placed is named and the rest
goes in; ids, statuses, origins, scores, annotators and times stay exactly as they were.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import msgspec

from newsview.store import messages
from newsview.store.convert import with_unknown_of
from newsview.store.formats import newsview_shape as shape
from newsview.store.formats.file_keys import keep_file_keys
from newsview.store.formats.newsview_document import Document
from newsview.store.formats.placing import blocks_fit, misplaced, quoted, settled
from newsview.store.kept_text import packed
from newsview.store.messages import NewsviewError
from newsview.store.model import (
    Article,
    ArticleRecord,
    ArticleText,
    Block,
    Fact,
    Mention,
    Record,
    sha256_of,
    stable_id,
)
from newsview.store.steps import TABLE_OF, Change, Step, put
from newsview.store.told import Told

if TYPE_CHECKING:
    from newsview.store.annotations import Annotations

CHUNK = 50_000
"""How many records go to disk at once: one import of up to so many is all or nothing."""

FindArticle = Callable[[str], Article | None]
"""The corpus's article with this SHA-256, or None."""


class ImportReport(msgspec.Struct):
    """What an import did, in numbers, and what it could not do, one line for each thing.

    ``new``, ``changed`` and ``same`` count records; ``suggested`` counts the suggestions in the
    file, which are not kept; ``unchecked`` counts mentions and facts of articles whose text was
    not at hand. ``texts`` has the SHA-256 of each article. ``unplaced`` names what was left out
    or kept without its place, ``warnings``
    whatever else is worth knowing.
    """

    name: str
    articles: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    suggested: int = 0
    unchecked: int = 0
    texts: list[str] = msgspec.field(default_factory=list)
    unplaced: list[str] = msgspec.field(default_factory=list)
    warnings: list[str] = msgspec.field(default_factory=list)
    changes: tuple[Change, ...] = ()

    @property
    def step(self) -> Step:
        """The import as one step, so that it can be undone."""
        said = messages.IMPORTED.format(n=len(self.changes), name=self.name)
        return Step(said, self.changes)


def import_json(
    source: Path | bytes,
    annotations: Annotations,
    *,
    find_article: FindArticle,
    is_to_be_moved: Callable[[str], bool] = lambda _: False,
    name: str | None = None,
) -> ImportReport:
    """Keep what a newsview export holds, and say what happened.

    ``find_article`` gives the corpus's article; what it does not know keeps its text in the
    annotations file. ``is_to_be_moved`` says of a source whether its annotations will be moved to
    another text: those of a text that is not the one it says are kept without it then, else they
    are left out. ``name`` is what messages call the file. Raises NewsviewError, with nothing
    kept, when the file is not one; OSError when it cannot be read.
    """
    if annotations.read_only:
        raise NewsviewError(messages.CANNOT_IMPORT_READ_ONLY.format(path=annotations.path))
    data = source if isinstance(source, bytes) else source.read_bytes()
    called = name or (source.name if isinstance(source, Path) else "input")
    document = Document(data, called)
    reading = _Reading(document, annotations, find_article, is_to_be_moved)
    reading.everything()
    _apply(annotations, reading.report, reading.kept_texts)
    keep_file_keys(annotations, document.more)
    return reading.report


def _apply(annotations: Annotations, report: ImportReport, texts: dict[str, ArticleText]) -> None:
    """Write the changes, each chunk with the texts that it says something of first."""
    total = len(report.changes)
    for done in range(0, total, CHUNK):
        chunk = report.changes[done : done + CHUNK]
        wanted = {getattr(change.after, "article", "") for change in chunk} & texts.keys()
        try:
            said = messages.IMPORTED.format(n=len(chunk), name=report.name)
            beside = [texts.pop(sha256) for sha256 in sorted(wanted)]
            annotations.apply(chunk, Told(messages.BY_IMPORT, said), beside=beside)
        except NewsviewError as error:
            if not done:
                raise
            line = messages.IMPORT_CUT_SHORT.format(
                why=error, done=done, total=total, name=report.name
            )
            raise NewsviewError(line) from error


class _Reading:
    """Turns a document into changes, without applying any."""

    def __init__(
        self,
        document: Document,
        annotations: Annotations,
        find_article: FindArticle,
        is_to_be_moved: Callable[[str], bool],
    ) -> None:
        self.report = ImportReport(document.name)
        self._document = document
        self._annotations = annotations
        self._find_article = find_article
        self._is_to_be_moved = is_to_be_moved
        self.kept_texts: dict[str, ArticleText] = {}
        self._changes: list[Change] = []
        self._articles: dict[str, int] = {}
        self._ids: dict[type, dict[str, int]] = {Mention: {}, Fact: {}}

    def everything(self) -> None:
        for number in range(len(self._document)):
            self._article(self._document.article(number), number)
        entities: dict[str, int] = {}
        for number, entity in enumerate(self._document.entities()):
            other = entities.setdefault(entity.id, number)
            if other != number:
                self._refuse(messages.ID_TWICE, f"$.entities[{other}]", f"$.entities[{number}]")
            self._keep(shape.entity_of(entity))
        self.report.changes = tuple(self._changes)
        unknown = self._document.unknown
        if unknown:
            line = messages.UNKNOWN_KEYS.format(n=len(unknown), place=unknown[0])
            self.report.warnings.append(line)

    def _refuse(self, what: str, other: str, place: str) -> NoReturn:
        """The file says the same thing in two places."""
        self._document.complain(what.format(other=other), place)

    def _once(self, record: Mention | Fact, article: int, place: str) -> None:
        """Refuse the file when it has this id already."""
        ids = self._ids[type(record)]
        if record.id in ids:
            self._refuse(messages.ID_TWICE, f"$.articles[{ids[record.id]}]", place)
        ids[record.id] = article

    def _article(self, given: shape.ArticleShape, number: int) -> None:
        sha256, place = given.sha256, f"$.articles[{number}]"
        if given.id is not None and given.id != sha256[:16]:
            self._document.complain(messages.ID_OF_ANOTHER_TEXT, f"{place}.id")
        other = self._articles.setdefault(sha256, number)
        if other != number:
            self._refuse(messages.ARTICLE_TWICE, f"$.articles[{other}]", place)
        self.report.articles += 1
        self.report.texts.append(sha256)
        article = self._find_article(sha256)
        before = self._annotations.article(sha256)
        if article is not None:
            text: str | None = article.text
            if given.text is not None and given.text != text:
                self._warn(given.source, messages.CORPUS_TEXT_USED)
        elif given.text is None:
            text = before.text if before is not None else None
        elif sha256_of(given.text) == sha256:
            text = given.text
        elif self._is_to_be_moved(given.source):
            given, text = msgspec.structs.replace(given, text=None, blocks=()), None
        else:
            self._nothing_placed(given)
            return
        first = len(self._changes)
        kept = self._mentions(given, number, text) + self._facts(given, number, text)
        self._record(given, article, before, text, kept > 0)
        if len(self._changes) > first and self._changes[-1].table == "articles":
            self._changes.insert(first, self._changes.pop())
        if kept and article is not None and self._annotations.get("texts", sha256) is None:
            kept_text = packed(article.text)
            if kept_text is not None:
                self.kept_texts[sha256] = kept_text

    def _nothing_placed(self, given: shape.ArticleShape) -> None:
        """Name everything of an article whose text is not the one it was said of."""
        self._unplaced(given.source, messages.ARTICLE_TEXT_CHANGED)
        for mention in given.entities:
            line = messages.MENTION_NAMED.format(
                id=mention.id,
                label=mention.label,
                text=quoted(mention.text),
                start=mention.start,
                end=mention.end,
            )
            self._unplaced(given.source, line)
        for fact in given.facts:
            line = messages.FACT_NAMED.format(id=fact.id, text=quoted(fact.predicate))
            self._unplaced(given.source, line)

    def _mentions(self, given: shape.ArticleShape, article: int, text: str | None) -> int:
        kept = 0
        for number, one in enumerate(given.entities):
            mention = shape.mention_of(one, given.sha256)
            self._once(mention, article, f"$.articles[{article}].entities[{number}]")
            if mention.status == "suggested":
                self.report.suggested += 1
                continue
            wrong = misplaced(mention, text) if text is not None else None
            if wrong is not None:
                self._unplaced(given.source, wrong)
                continue
            self.report.unchecked += text is None
            self._keep(self._free(mention, given.source))
            kept += 1
        return kept

    def _facts(self, given: shape.ArticleShape, article: int, text: str | None) -> int:
        kept = 0
        for number, one in enumerate(given.facts):
            fact = shape.fact_of(one, given.sha256)
            self._once(fact, article, f"$.articles[{article}].facts[{number}]")
            if fact.status == "suggested":
                self.report.suggested += 1
                continue
            if text is not None:
                fact, lines = settled(fact, text)
                for line in lines:
                    self._warn(given.source, line, self.report.unplaced)
            self.report.unchecked += text is None
            self._keep(self._free(fact, given.source))
            kept += 1
        return kept

    def _record(
        self,
        given: shape.ArticleShape,
        article: Article | None,
        before: ArticleRecord | None,
        text: str | None,
        has_kept: bool,
    ) -> None:
        """The article's own record, with what the corpus cannot give again."""
        blocks: tuple[Block, ...] | None = shape.blocks_of(given) or None
        if blocks is not None and text is not None and not blocks_fit(blocks, text):
            self._unplaced(given.source, messages.BLOCKS_MISPLACED)
            blocks = None
        record = ArticleRecord(
            id=given.sha256,
            source=given.source,
            status=given.status,
            tags=given.tags,
            note=given.note,
            text=given.text,
            title=given.title or None,
            published=given.published,
            language=given.language,
            publisher=given.publisher,
            blocks=blocks,
            annotator=given.annotator,
            created=given.created,
            updated=given.updated,
            more=given.more,
        )
        if article is not None:
            known = before.text if before is not None else None
            record = _only_other(record, article, known)
        elif before is not None:
            record = _with_known(record, before)
        if before is not None and not _says_something(given):
            record = _with_decision(record, before)
        wanted = article is None or has_kept or _says_something(given) or before is not None
        if wanted:
            self._keep(record)

    def _free(self, record: Mention | Fact, source: str) -> Mention | Fact:
        """The record under an id that is not another article's here already."""
        there = self._annotations.get(TABLE_OF[type(record)], record.id)
        if there is None or getattr(there, "article", None) == record.article:
            return record
        new = stable_id(record.article, record.id)
        self._warn(source, messages.ID_TAKEN.format(id=record.id, new=new))
        return msgspec.structs.replace(record, id=new)

    def _keep(self, record: Record) -> None:
        before = self._annotations.get(TABLE_OF[type(record)], record.id)
        if before is not None and before != record:
            record = with_unknown_of(before, record)
        if before == record:
            self.report.same += 1
            return
        self.report.new += before is None
        self.report.changed += before is not None
        self._changes.append(put(before, record))

    def _unplaced(self, source: str, what: str) -> None:
        self.report.unplaced.append(messages.LEFT_OUT.format(source=source, what=what))

    def _warn(self, source: str, what: str, lines: list[str] | None = None) -> None:
        into = self.report.warnings if lines is None else lines
        into.append(messages.SAID.format(source=source, what=what))


def _says_something(given: shape.ArticleShape) -> bool:
    """Whether anybody said anything of the article as a whole."""
    return bool(
        given.status != "todo"
        or given.tags
        or given.note is not None
        or given.updated is not None
        or given.more
    )


def _only_other(record: ArticleRecord, article: Article, known: str | None) -> ArticleRecord:
    """The record without what the corpus gives by itself; a text kept earlier (known) stays."""
    return msgspec.structs.replace(
        record,
        text=known,
        title=None if record.title == article.title else record.title,
        published=None if record.published == article.published else record.published,
        language=None if record.language == article.language else record.language,
        publisher=None if record.publisher == article.publisher else record.publisher,
        blocks=None if record.blocks == article.blocks else record.blocks,
    )


def _with_known(record: ArticleRecord, before: ArticleRecord) -> ArticleRecord:
    """The record, with what an earlier import knew of the article where this one says nothing."""
    return msgspec.structs.replace(
        record,
        text=before.text if record.text is None else record.text,
        title=before.title if record.title is None else record.title,
        published=before.published if record.published is None else record.published,
        language=before.language if record.language is None else record.language,
        publisher=before.publisher if record.publisher is None else record.publisher,
        blocks=before.blocks if record.blocks is None else record.blocks,
    )


def _with_decision(record: ArticleRecord, before: ArticleRecord) -> ArticleRecord:
    """The record, with what was said of the article here before."""
    return msgspec.structs.replace(
        record,
        source=before.source,
        status=before.status,
        tags=before.tags,
        note=before.note,
        annotator=before.annotator,
        created=before.created,
        updated=before.updated,
    )
