"""Writing newsview's JSON, version 1: streaming, the same bytes for the same data.

One line for each mention and each fact, so that two exports can be compared line by line. Never
more than one article is held in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import msgspec

from newsview.store import messages
from newsview.store.convert import position
from newsview.store.formats import newsview_shape as shape
from newsview.store.formats.file_keys import EXPORT_KEY, file_keys
from newsview.store.formats.placing import blocks_fit, misplaced, settled
from newsview.store.formats.wire import to_json
from newsview.store.merge import visible_facts, visible_suggestions
from newsview.store.model import Article, ArticleRecord, Entity, Fact, Mention, Suggestions
from newsview.store.unknown import MORE, spread

_MORE = to_json(MORE) + b":"
_KNOWN = frozenset(shape.ArticleShape.__struct_fields__)


class Kept(Protocol):
    """What an export needs of an annotations file, such as `Annotations`."""

    def article(self, sha256: str) -> ArticleRecord | None:
        """What people said of the article."""

    def articles(self) -> list[ArticleRecord]:
        """Every article that people said something of."""

    def mentions(self, sha256: str) -> list[Mention]:
        """The mentions of an article."""

    def facts(self, sha256: str) -> list[Fact]:
        """The facts of an article."""

    def all_mentions(self) -> Iterator[Mention]:
        """The mentions of all articles."""

    def all_facts(self) -> Iterator[Fact]:
        """The facts of all articles."""

    def entities(self) -> list[Entity]:
        """The canonical entities."""

    def meta(self, key: str) -> str | None:
        """A small fact about the file itself."""

    def text(self, sha256: str) -> str | None:
        """The article's text as it was annotated or imported."""


class NothingKept:
    """An annotations file that holds nothing, for exporting suggestions alone."""

    def article(self, sha256: str) -> ArticleRecord | None:
        """None."""
        return None

    def articles(self) -> list[ArticleRecord]:
        """Nothing."""
        return []

    def mentions(self, sha256: str) -> list[Mention]:
        """Nothing."""
        return []

    def facts(self, sha256: str) -> list[Fact]:
        """Nothing."""
        return []

    def all_mentions(self) -> Iterator[Mention]:
        """Nothing."""
        return iter(())

    def all_facts(self) -> Iterator[Fact]:
        """Nothing."""
        return iter(())

    def entities(self) -> list[Entity]:
        """Nothing."""
        return []

    def meta(self, key: str) -> str | None:
        """None."""
        return None

    def text(self, sha256: str) -> str | None:
        """None."""
        return None


class ExportReport(msgspec.Struct):
    """What an export wrote and what it could not; filled while it is written.

    ``without_text`` names the sources whose text was not at hand; ``left_out`` has one line for
    each thing that is kept but could not be written.
    """

    articles: int = 0
    without_text: list[str] = msgspec.field(default_factory=list)
    left_out: list[str] = msgspec.field(default_factory=list)


Suggesting = Mapping[str, Suggestions] | Callable[[Article], Suggestions | None]
"""What the machine suggests: by the article's SHA-256, or asked for article by article."""


def export_json(
    annotations: Kept,
    articles: Iterable[Article],
    *,
    suggestions: Suggesting | None = None,
    labels: Sequence[str],
    with_text: bool = True,
    all_articles: bool = False,
    exported_at: str,
    generator: str,
    report: ExportReport | None = None,
) -> Iterator[bytes]:
    """The JSON in pieces, each at most one article long.

    First come the given ``articles``, in their order: those of which something is kept, or every
    one when there are ``suggestions`` or with ``all_articles``. Then come the articles that the
    annotations file knows and that were not given, in its order, with the text that it has of
    them or none. Suggestions are written as such where nobody has decided yet. ``exported_at`` is
    UTC in ISO 8601, ``generator`` the program's name and version.
    """
    writer = _Writer(annotations, suggestions, with_text, report or ExportReport())
    whole = all_articles or suggestions is not None
    head = shape.FileHead(exported_at=exported_at, generator=generator, labels=tuple(labels))
    yield to_json(head)[:-1] + b',\n"articles":['
    separator = b"\n"
    for piece in writer.articles(articles, whole):
        yield separator + piece
        separator = b",\n"
    entities = sorted(annotations.entities(), key=lambda one: (one.name, one.id))
    lines = [_line(shape.entity_shape(one)) for one in entities]
    more = file_keys(annotations.meta(EXPORT_KEY))
    yield b'\n],\n"entities":' + _listed(lines, b"") + _behind(more) + b"}\n"


def has_anything(annotations: Kept, sha256: str) -> bool:
    """Whether anything is kept of an article."""
    return bool(
        annotations.article(sha256) or annotations.mentions(sha256) or annotations.facts(sha256)
    )


class _Writer:
    """Writes articles and remembers which it has written."""

    def __init__(
        self,
        kept: Kept,
        suggestions: Suggesting | None,
        with_text: bool,
        report: ExportReport,
    ) -> None:
        self._kept = kept
        self._suggestions = suggestions
        self._with_text = with_text
        self._report = report
        self._written: dict[str, str] = {}

    def articles(self, given: Iterable[Article], whole: bool) -> Iterator[bytes]:
        for article in given:
            if article.sha256 in self._written:
                self._say_same_text(article)
            elif whole or has_anything(self._kept, article.sha256):
                self._written[article.sha256] = article.source
                yield self._article(article.sha256, article)
        for record in self._kept.articles():
            if record.id not in self._written:
                self._written[record.id] = record.source
                yield self._article(record.id)
        for sha256 in self._without_record():
            yield self._article(sha256)

    def _without_record(self) -> list[str]:
        """The articles that are known only by their mentions or facts."""
        known = {mention.article for mention in self._kept.all_mentions()}
        known.update(fact.article for fact in self._kept.all_facts())
        return sorted(known - self._written.keys())

    def _article(self, sha256: str, article: Article | None = None) -> bytes:
        record = self._kept.article(sha256) or ArticleRecord(id=sha256, source="")
        head = _head(sha256, article, record)
        if head.text is None:
            head = msgspec.structs.replace(head, text=self._kept.text(sha256))
        source = head.source or messages.UNKNOWN_SOURCE.format(id=head.id)
        text = head.text
        if text is None:
            self._report.without_text.append(source)
        elif not blocks_fit(head.blocks, text):
            self._report.left_out.append(
                messages.SAID.format(source=source, what=messages.BLOCKS_MISPLACED)
            )
            head = msgspec.structs.replace(head, blocks=())
        if not self._with_text:
            head = msgspec.structs.replace(head, text=None)
        suggested = self._suggested(article)
        mentions = self._mentions(sha256, text, source, suggested)
        facts = self._facts(sha256, text, source, suggested)
        tail = shape.ArticleTail(
            annotator=record.annotator, created=record.created, updated=record.updated
        )
        self._report.articles += 1
        more = {key: value for key, value in (record.more or {}).items() if key not in _KNOWN}
        return b"".join(
            (
                _line(head)[:-1],
                b',\n "entities":',
                _listed(mentions, b" "),
                b',\n "facts":',
                _listed(facts, b" "),
                b",\n ",
                to_json(tail)[1:-1] + _behind(more) + b"}",
            )
        )

    def _suggested(self, article: Article | None) -> Suggestions | None:
        if article is None or self._suggestions is None:
            return None
        if isinstance(self._suggestions, Mapping):
            return self._suggestions.get(article.sha256)
        return self._suggestions(article)

    def _mentions(
        self, sha256: str, text: str | None, source: str, suggested: Suggestions | None
    ) -> list[bytes]:
        mentions = list(self._kept.mentions(sha256))
        if suggested is not None:
            mentions += visible_suggestions(suggested.mentions, mentions)
        lines = []
        for mention in sorted(mentions, key=_order):
            wrong = misplaced(mention, text) if text is not None else None
            if wrong is None:
                lines.append(_line(shape.mention_shape(mention)))
            else:
                line = messages.LEFT_OUT.format(source=source, what=wrong)
                self._report.left_out.append(line)
        return lines

    def _facts(
        self, sha256: str, text: str | None, source: str, suggested: Suggestions | None
    ) -> list[bytes]:
        facts = list(self._kept.facts(sha256))
        if suggested is not None:
            facts += visible_facts(suggested.facts, facts)
        said: list[str] = []
        placed = []
        for fact in facts:
            standing, wrong = settled(fact, text) if text is not None else (fact, [])
            placed.append(standing)
            said += wrong
        written = [shape.fact_shape(fact) for fact in sorted(placed, key=_order)]
        numbers = {fact.id for fact in placed if fact.value is not None}
        said += [
            messages.NUMBER_NOT_JSON.format(id=one.id)
            for one in written
            if one.value is None and one.id in numbers
        ]
        self._report.left_out += [messages.SAID.format(source=source, what=what) for what in said]
        return [_line(one) for one in written]

    def _say_same_text(self, article: Article) -> None:
        line = messages.SAME_TEXT_TWICE.format(
            source=article.source, other=self._written[article.sha256]
        )
        self._report.left_out.append(line)


def _head(sha256: str, article: Article | None, record: ArticleRecord) -> shape.ArticleHead:
    """An article's own keys: what the record says of them goes before what the corpus gives."""
    source, text, blocks = record.source, record.text, record.blocks
    title, published, language = record.title, record.published, record.language
    publisher = record.publisher
    if article is not None:
        source, text = article.source, article.text
        title, published = title or article.title, published or article.published
        language = language or article.language
        publisher = publisher or article.publisher
        blocks = article.blocks if blocks is None else blocks
    return shape.ArticleHead(
        id=sha256[:16],
        sha256=sha256,
        source=source,
        title=title or None,
        published=published or None,
        language=language or None,
        publisher=publisher or msgspec.UNSET,
        status=record.status,
        tags=record.tags,
        note=record.note,
        text=text,
        blocks=blocks or (),
    )


def _line(part: msgspec.Struct) -> bytes:
    """A part of the file, keys that newsview does not know behind the others."""
    line = to_json(part)
    if _MORE not in line:
        return line
    plain = msgspec.to_builtins(part)
    spread(plain)
    return to_json(plain)


def _behind(more: dict[str, Any]) -> bytes:
    """Keys of other programs, to stand behind others in an object."""
    return b"," + to_json(more)[1:-1] if more else b""


def _order(record: Mention | Fact) -> tuple[float, float, str]:
    """As everywhere in newsview, and never by chance."""
    return *position(record), record.id


def _listed(lines: list[bytes], indent: bytes) -> bytes:
    if not lines:
        return b"[]"
    newline = b"\n" + indent + b" "
    return b"[" + newline + (b"," + newline).join(lines) + b"\n" + indent + b"]"
