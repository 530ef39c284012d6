"""All suggested facts of one article, in the order of the text, duplicates folded."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from newsview.nlp.facts.attribution import quotations, speakers
from newsview.nlp.facts.choosing import Choose, choose
from newsview.nlp.facts.folding import folded
from newsview.nlp.facts.making import Maker
from newsview.nlp.facts.sentence import Sentence
from newsview.nlp.facts.topics import Topics
from newsview.nlp.figures import Figure
from newsview.nlp.linking import alias_groups
from newsview.nlp.sentences import sentences
from newsview.nlp.syntax import Span, Tree, Word, trees
from newsview.store.model import FIGURE_LABELS, Article, Fact, Mention

T = TypeVar("T")


@dataclass(frozen=True)
class ArticleFacts:
    """What the facts of an article are made from.

    ``blocks`` are the offsets of its story, ``figures`` and ``mentions`` what was found there, in
    order, ``words`` what a parser gave (none without one).
    """

    article: Article
    blocks: Sequence[Span]
    figures: Sequence[Figure]
    mentions: Sequence[Mention]
    words: Sequence[Word]
    pipeline: str


def suggest_facts(found: ArticleFacts, choose: Choose = choose) -> list[Fact]:
    """The facts of an article's story, in text order; ``choose`` picks the subjects of figures."""
    names = [m for m in found.mentions if m.label not in FIGURE_LABELS]
    groups = alias_groups(found.article.text, names)
    title = next(((b.start, b.end) for b in found.article.blocks if b.kind == "title"), None)
    same = {id_: one.mentions[0] for one in groups for id_ in one.mentions}
    topics = Topics(names, title, same)
    maker = Maker(found.article.sha256, found.pipeline, topics, choose)
    facts: list[Fact] = []
    for block, told in _sentences(found, names):
        for sentence, speaker in zip(told, speakers(told), strict=True):
            if block == title:
                maker.begin(sentence)
            facts += maker.facts(sentence, speaker, is_title=block == title)
    called = {form.casefold(): group.name for group in groups for form in group.forms}
    return folded(facts, called)


def _sentences(
    found: ArticleFacts, names: Sequence[Mention]
) -> Iterator[tuple[Span, list[Sentence]]]:
    """Each block with its sentences, and in these what stands there."""
    text = found.article.text
    of_figure = {m.start: m for m in found.mentions if m.label in FIGURE_LABELS}
    pairs = [(figure, of_figure[figure.start]) for figure in found.figures]
    name_at = pair_at = 0
    for block in found.blocks:
        spans = sentences(text, *block)
        quotes = quotations(text, *block)
        parsed: Sequence[Tree | None] = (
            trees(text, found.words, spans) if found.words else [None] * len(spans)
        )
        told = []
        for (start, end), tree in zip(spans, parsed, strict=True):
            name_at, here = _taken(names, name_at, start, end, lambda name: name.start)
            pair_at, valued = _taken(pairs, pair_at, start, end, lambda pair: pair[0].start)
            first = bisect_right(quotes, start, key=lambda quote: quote[1])
            inside = quotes[first : bisect_left(quotes, end, key=lambda quote: quote[0])]
            told.append(Sentence(text, start, end, tree, here, valued, inside))
        yield block, told


def _taken(
    items: Sequence[T], at: int, start: int, end: int, where: Callable[[T], int]
) -> tuple[int, list[T]]:
    """The place of the first item behind two offsets, and the items within them."""
    while at < len(items) and where(items[at]) < start:
        at += 1
    first = at
    while at < len(items) and where(items[at]) < end:
        at += 1
    return at, list(items[first:at])
