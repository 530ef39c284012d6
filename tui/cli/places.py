"""Which corpus and which annotations file a command works on, and the articles in them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from newsview.nlp.article import build
from newsview.store import messages
from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus, Source, corpus_root
from newsview.store.messages import NewsviewError
from newsview.store.model import DEFAULT_LABELS, Article, sha256_of
from newsview.store.place import annotations_path, is_there
from newsview.tui.cli.saying import say


def open_corpus(paths: Sequence[Path]) -> Corpus:
    """The corpus at these paths, saying what is odd about it.

    NewsviewError when there is none, or its settings will not do.
    """
    from newsview.tui.settings import load_settings

    corpus = Corpus.open(paths, load_settings(corpus_root(paths)).columns)
    for problem in corpus.problems:
        say(problem)
    return corpus


def corpus_and_file(paths: Sequence[Path], file: Path | None) -> tuple[Corpus | None, Path]:
    """The corpus to read texts from, if any is known, and where its annotations are.

    Without paths: those that the annotations file remembers, or the ones opened last time.
    Raises click.UsageError when neither is given and nothing was opened yet.
    """
    if paths:
        corpus = open_corpus(paths)
        return corpus, annotations_path(corpus.root, file)
    if file is not None:
        remembered = _remembered_in(file)
        return (open_corpus(remembered) if remembered else None), file

    last, kept = last_opened()
    corpus = open_corpus(last)
    return corpus, annotations_path(corpus.root, kept)


def last_opened() -> tuple[list[Path], Path | None]:
    """The corpus of last time and the annotations file that was named with it; says which.

    Raises click.UsageError when nothing was opened yet.
    """
    from newsview.tui.state import last_corpus, load_state

    last = last_corpus()
    if not last:
        raise click.UsageError(messages.WHICH_CORPUS)
    say(messages.CORPUS_OF_LAST_TIME.format(path=corpus_root(last)))
    named = load_state().file
    return list(last), Path(named) if named else None


def labels_of(corpus: Corpus | None, annotations: Path | None) -> tuple[str, ...]:
    """The project's labels."""
    from newsview.tui.settings import load_settings

    if corpus is not None:
        return load_settings(corpus.root).labels
    if annotations is not None:
        return load_settings(annotations.absolute().parent).labels
    return DEFAULT_LABELS


def articles_of(
    corpus: Corpus,
    *,
    wanted: Callable[[str], bool] | None = None,
    on_each: Callable[[], None] | None = None,
) -> Iterator[Article]:
    """The corpus's articles in order; one that cannot be read is named and passed over.

    With ``wanted``, only those whose SHA-256 it says yes to.
    """
    for source in corpus.sources:
        if on_each is not None:
            on_each()
        try:
            raw = corpus.read(source)
        except NewsviewError as error:
            say(str(error))
            continue
        if wanted is None or wanted(sha256_of(raw.text)):
            yield build(raw, source.name)


class ArticleFinder:
    """Finds a corpus's articles by the SHA-256 of the text; reads all of them when first asked."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._sources: dict[str, Source] | None = None

    def __call__(self, sha256: str) -> Article | None:
        """The article, or None."""
        source = self._by_text().get(sha256)
        if source is None:
            return None
        article = build(self._corpus.read(source), source.name)
        return article if article.sha256 == sha256 else None

    def has(self, sha256: str) -> bool:
        """Whether the corpus has this text."""
        return sha256 in self._by_text()

    def _by_text(self) -> dict[str, Source]:
        if self._sources is None:
            self._sources = self._all()
        return self._sources

    def _all(self) -> dict[str, Source]:
        found: dict[str, Source] = {}
        for source in self._corpus.sources:
            try:
                found.setdefault(sha256_of(self._corpus.read(source).text), source)
            except NewsviewError as error:
                say(str(error))
        return found


def _remembered_in(file: Path) -> list[Path]:
    """The corpus paths that an annotations file remembers, as far as they are there."""
    if not is_there(file):
        return []
    with Annotations.open(file, read_only=True) as annotations:
        remembered = annotations.meta("corpus")
    try:
        paths = json.loads(remembered) if remembered else []
    except ValueError:
        return []
    if not isinstance(paths, list):
        return []
    return [Path(path) for path in paths if isinstance(path, str) and Path(path).exists()]
