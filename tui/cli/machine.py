"""What suggests for a corpus: its pipeline, labels, known names and cache, put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from newsview.nlp.cache import SuggestionCache, cache_path
from newsview.nlp.identity import RULES, default_pipeline, identity
from newsview.nlp.known import Decided, KnownNames, with_known
from newsview.nlp.labels import among, outside
from newsview.store import messages
from newsview.store.model import DEFAULT_LABELS, Article
from newsview.store.name_list import read_name_list
from newsview.tui.cli.saying import say
from newsview.tui.cli.stopping import Stop
from newsview.tui.cli.suggesting import Outcome, suggest
from newsview.tui.settings import load_settings


@dataclass(frozen=True)
class Machine:
    """A pipeline and its label map as `newsview.nlp.pipeline.load_pipeline` takes them."""

    spec: str
    labels: dict[str, str] = field(default_factory=dict)
    known: KnownNames = field(default_factory=KnownNames)
    project: tuple[str, ...] = DEFAULT_LABELS
    """The project's labels: what has another one is not suggested where they are its own."""

    def suggest(
        self, articles: Iterable[Article], *, stop: Stop, jobs: int = 1
    ) -> Iterator[tuple[Article, Outcome]]:
        """As `newsview.tui.cli.suggesting.suggest`, with the known names among the others."""
        cache = SuggestionCache(cache_path(), identity(self.spec, self.labels))
        try:
            for article, outcome in suggest(
                articles, spec=self.spec, labels=self.labels, jobs=jobs, stop=stop, cache=cache
            ):
                yield article, self._for_project(article, outcome)
        finally:
            cache.close()

    def _for_project(self, article: Article, outcome: Outcome) -> Outcome:
        """With the known names, without labels that are none of the project's."""
        found = outcome.suggestions
        if found is None:
            return outcome
        suggested = among(found.mentions, self.project)
        mentions = tuple(with_known(suggested, among(self.known.find(article), self.project)))
        return replace(outcome, suggestions=replace(found, mentions=mentions))


def machine_for(folder: Path, asked: str | None, decided: Decided | None = None) -> Machine:
    """What suggests for the corpus in a folder: what was asked for, else what its settings name.

    ``decided``: what people decided on names, which is suggested elsewhere.
    Says what is odd about its list of names, and when the rules stand in for a model. NewsviewError
    when the settings will not do.
    """
    settings = load_settings(folder)
    named = asked or settings.pipeline.name
    spec = named or default_pipeline()
    if spec == RULES and named is None:
        say(messages.NO_MODEL)
    listed = read_name_list(folder)
    for problem in (*listed.problems, *outside(listed.names, settings.labels)):
        say(problem)
    known = KnownNames(listed.names, decided)
    return Machine(spec, settings.pipeline.labels, known, settings.labels)
