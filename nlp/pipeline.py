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
from newsview.nlp.facts import figure_facts
from newsview.nlp.figures import Figure, find_figures
from newsview.nlp.identity import RULES, default_pipeline
from newsview.nlp.names import find_all
from newsview.nlp.sentences import sentences
from newsview.store.model import (
    FIGURE_LABELS,
    Article,
    Fact,
    Mention,
    Origin,
    Suggestions,
    stable_id,
)

Span = tuple[int, int]


class Found(NamedTuple):
    """A name that something found: offsets, label, score if it gives one."""

    start: int
    end: int
    label: str
    score: float | None


FindNames = Callable[[str, Sequence[Span]], Sequence[Found]]
"""Finds the names in some blocks of a text, given as offsets."""


class Pipeline:
    """Suggests the mentions and facts of articles. ``name`` holds its version too."""

    def __init__(self, name: str, origin: Origin, find_names: FindNames) -> None:
        self.name = name
        self._origin = origin
        self._find_names = find_names

    def suggest(self, article: Article) -> Suggestions:
        """The mentions and facts of an article's story, in text order; none in its boilerplate.

        Mentions do not overlap, and ``article.text[start:end]`` is their text. NewsviewError when
        the spaCy pipeline fails on the text.
        """
        text = article.text
        blocks = article.story()
        figures = _figures(article, blocks)
        names = consistent(text, self._find_names(text, blocks))
        mentions = [self._figure_mention(article, figure) for figure in figures]
        mentions += [
            self._name_mention(article, found)
            for found in _apart(text, names, [(f.start, f.end) for f in figures])
        ]
        mentions.sort(key=lambda mention: mention.start)
        return Suggestions(
            article=article.sha256,
            pipeline=self.name,
            mentions=tuple(mentions),
            facts=tuple(self._facts(article, blocks, figures, mentions)),
        )

    def _facts(
        self,
        article: Article,
        blocks: Sequence[Span],
        figures: Sequence[Figure],
        mentions: Sequence[Mention],
    ) -> list[Fact]:
        text = article.text
        of_figure = {mention.start: mention for mention in mentions}
        facts: list[Fact] = []
        figure_at = name_at = 0
        for block in blocks:
            for start, end in sentences(text, *block):
                while name_at < len(mentions) and mentions[name_at].start < start:
                    name_at += 1
                inside = []
                while name_at < len(mentions) and mentions[name_at].start < end:
                    inside.append(mentions[name_at])
                    name_at += 1
                here = []
                while figure_at < len(figures) and figures[figure_at].start < end:
                    here.append(figures[figure_at])
                    figure_at += 1
                names = [mention for mention in inside if mention.label not in FIGURE_LABELS]
                pairs = [(figure, of_figure[figure.start]) for figure in here]
                facts.extend(figure_facts(text, (start, end), pairs, names, self.name))
        return facts

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
    libraries. ``labels`` maps the pipeline's labels to ours; what it leaves out goes by
    `DEFAULT_LABEL_MAP`, and labels that neither knows are kept as they are. NewsviewError when it
    cannot be loaded.
    """
    spec = spec or default_pipeline()
    if spec == RULES:
        return Pipeline(f"newsview-rules {__version__}", "rule", _names_by_rules)

    from newsview.nlp.foreign import load_foreign

    name, find_names = load_foreign(spec, labels or {})
    return Pipeline(name, "model", find_names)


def _names_by_rules(text: str, blocks: Sequence[Span]) -> list[Found]:
    return [Found(*name) for name in find_all(text, blocks)]


def _figures(article: Article, blocks: Sequence[Span]) -> list[Figure]:
    figures = []
    for start, end in blocks:
        for figure in find_figures(article.text[start:end], article.published):
            figures.append(figure._replace(start=figure.start + start, end=figure.end + start))
    return figures


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
        if start >= end or start < reached or overlaps:
            continue
        kept.append(found._replace(start=start, end=end))
        reached = end
    return kept
