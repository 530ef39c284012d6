"""One small interface to whatever suggests: rules alone, or any spaCy pipeline with the rules.

`load_pipeline` gives a `Pipeline`; `Pipeline.suggest` turns an article into suggestions. Names
(people, organisations, places and the like) come from the spaCy pipeline where there is one, else
from gazetteers and rules. Figures come from rules, which know their values; those that only the
pipeline sees are suggested without a value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from newsview import __version__
from newsview.nlp.consistency import consistent
from newsview.nlp.facts import ArticleFacts, suggest_facts
from newsview.nlp.facts.choosing import Choose, choose
from newsview.nlp.figures import Figure, find_figures
from newsview.nlp.identity import RULES, default_pipeline
from newsview.nlp.labels import renamed
from newsview.nlp.names import find_all
from newsview.nlp.syntax import Word
from newsview.store.model import (
    Article,
    Mention,
    Origin,
    Suggestions,
    stable_id,
)

Span = tuple[int, int]

_LONGEST_SMALL_WORD = 3


class Found(NamedTuple):
    """A name that something found: offsets, label, score if it gives one."""

    start: int
    end: int
    label: str
    score: float | None


class Analysis(NamedTuple):
    """What a pipeline finds in an article: its names, and its words where it parses them."""

    names: Sequence[Found]
    words: Sequence[Word] = ()


Analyse = Callable[[str, Sequence[Span]], Analysis]
"""Finds the names in some blocks of a text, given as offsets, and parses them if it can."""


class Pipeline:
    """Suggests the mentions and facts of articles. ``name`` holds its version too."""

    def __init__(
        self,
        name: str,
        origin: Origin,
        analyse: Analyse,
        labels: Mapping[str, str] | None = None,
    ) -> None:
        """``labels``: what rules find, in the project's labels; ``analyse`` gives those already."""
        self.name = name
        self._labels = labels or {}
        self._origin = origin
        self._analyse = analyse

    def suggest(self, article: Article, *, choose: Choose = choose) -> Suggestions:
        """The mentions and facts of an article's story, in text order; none in its boilerplate.

        Mentions do not overlap, and ``article.text[start:end]`` is their text. ``choose`` takes the
        subject of each figure. NewsviewError when the spaCy pipeline fails on the text.
        """
        text = article.text
        blocks = article.story()
        figures = _figures(article, blocks)
        analysis = self._analyse(text, blocks)
        names = consistent(text, analysis.names)
        mentions = [self._figure_mention(article, figure) for figure in figures]
        mentions += [
            self._name_mention(article, found)
            for found in _apart(text, names, [(f.start, f.end) for f in figures])
        ]
        mentions.sort(key=lambda mention: mention.start)
        facts = suggest_facts(
            ArticleFacts(article, blocks, figures, mentions, analysis.words, self.name), choose
        )
        return Suggestions(
            article=article.sha256,
            pipeline=self.name,
            mentions=tuple(self._in_project_labels(mentions)),
            facts=tuple(facts),
        )

    def _in_project_labels(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Renamed last: the rules for facts go by our own labels."""
        by_rules = renamed((m for m in mentions if m.origin == "rule"), self._labels)
        others = [m for m in mentions if m.origin != "rule"]
        return sorted([*by_rules, *others], key=lambda mention: mention.start)

    def _figure_mention(self, article: Article, figure: Figure) -> Mention:
        found = Found(figure.start, figure.end, figure.label, figure.score)
        return self._mention(article, found, "rule")

    def _name_mention(self, article: Article, found: Found) -> Mention:
        return self._mention(article, found, self._origin)

    def _mention(self, article: Article, found: Found, origin: Origin) -> Mention:
        return Mention(
            id=stable_id(article.sha256, found.start, found.end, found.label),
            article=article.sha256, start=found.start, end=found.end,
            text=article.text[found.start : found.end], label=found.label, status="suggested",
            origin=origin, score=found.score, pipeline=self.name,
        )  # fmt: skip


def load_pipeline(spec: str | None = None, labels: Mapping[str, str] | None = None) -> Pipeline:
    """The pipeline of this name: "rules", a spaCy package or folder; None is the default one.

    ``gliner:MODEL`` and ``stanza:LANGUAGE`` are spaCy pipelines of one component around these
    libraries. ``labels`` maps what is found, by the pipeline or by rules, to the project's labels,
    an empty one leaves it out of the mentions; facts about it stay. What the map does not name goes
    by `DEFAULT_LABEL_MAP`, and labels that neither knows are kept as they are. NewsviewError when
    it cannot be loaded.
    """
    spec = spec or default_pipeline()
    if spec == RULES:
        return Pipeline(f"newsview-rules {__version__}", "rule", _names_by_rules, labels)

    from newsview.nlp.foreign import load_foreign

    name, analyse = load_foreign(spec, labels or {})
    return Pipeline(name, "model", analyse, labels)


def _names_by_rules(text: str, blocks: Sequence[Span]) -> Analysis:
    return Analysis([Found(*name) for name in find_all(text, blocks)])


def _figures(article: Article, blocks: Sequence[Span]) -> list[Figure]:
    return find_figures(article.text, article.published, blocks)


def _is_a_small_word(text: str) -> bool:
    """Whether a span is an article or the like alone: models slip there, nothing is called so."""
    return len(text) <= _LONGEST_SMALL_WORD and text.isalpha() and text.islower()


def _apart(text: str, names: Sequence[Found], taken: Sequence[Span]) -> list[Found]:
    """Those that overlap no figure of the rules nor one before, without blanks at their edges."""
    kept: list[Found] = []
    occupied = sorted(taken)
    place = 0
    reached = 0
    for found in sorted(names, key=lambda one: (one.start, -one.end)):
        start, end = found.start, found.end
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        while place < len(occupied) and occupied[place][1] <= start:
            place += 1
        overlaps = place < len(occupied) and occupied[place][0] < end
        if start >= end or start < reached or overlaps or _is_a_small_word(text[start:end]):
            continue
        kept.append(found._replace(start=start, end=end))
        reached = end
    return kept
