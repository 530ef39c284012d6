"""What ``newsview import`` does where the corpus has another text under an article's source."""

from __future__ import annotations

from collections.abc import Sequence

from newsview.nlp.article import build
from newsview.store import messages
from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus
from newsview.store.formats.placing import quoted
from newsview.store.former import Moved, deciding, former_of
from newsview.store.kept_text import beside_of
from newsview.store.messages import NewsviewError
from newsview.store.model import Mention
from newsview.store.told import Told
from newsview.tui.cli.places import ArticleFinder
from newsview.tui.cli.saying import say


class Texts:
    """The present texts of a corpus by their sources."""

    def __init__(self, corpus: Corpus, finder: ArticleFinder) -> None:
        self._corpus = corpus
        self._finder = finder
        self._sources = {source.name: source for source in corpus.sources}

    def has(self, source: str) -> bool:
        """Whether the corpus has an article under this source."""
        return source in self._sources

    def changed(self, annotations: Annotations, texts: Sequence[str]) -> list[str]:
        """The sources of those texts that the corpus has another one of now."""
        records = [annotations.article(sha256) for sha256 in texts]
        return [
            one.source
            for one in records
            if one is not None and self.has(one.source) and not self._finder.has(one.id)
        ]

    def move(self, annotations: Annotations, sources: Sequence[str]) -> None:
        """Move what is found again in the present texts, and name what is not."""
        for source in dict.fromkeys(sources):
            try:
                article = build(self._corpus.read(self._sources[source]), source, guess=False)
            except NewsviewError as error:
                say(str(error))
                continue
            with annotations.exclusive():
                former = former_of(annotations, article, self._finder.has)
                if former is None:
                    continue
                step = deciding(former, annotations, move=former.found)
                told = Told(messages.BY_IMPORT, step.said, step.article)
                beside = beside_of(article, annotations, messages.BY_IMPORT)
                annotations.apply(step.changes, told, beside=beside)
            say(messages.SAID.format(source=source, what=step.said))
            for one in former.waiting:
                say(messages.FORMER_LEFT.format(source=source, what=_named(one)))


def _named(one: Moved) -> str:
    record = one.before
    if isinstance(record, Mention):
        return messages.MENTION_NAMED.format(
            id=record.id, label=record.label, text=quoted(record.text),
            start=record.start, end=record.end,
        )  # fmt: skip
    return messages.FACT_NAMED.format(id=record.id, text=quoted(record.predicate))
