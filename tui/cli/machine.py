"""What suggests for a corpus: its pipeline, labels, known names and cache, put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from newsview.nlp.cache import SuggestionCache, cache_path
from newsview.nlp.identity import RULES, default_pipeline, identity
from newsview.nlp.known import Decided, KnownNames, with_known
from newsview.store import messages
from newsview.store.model import Article
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

    def suggest(
        self, articles: Iterable[Article], *, stop: Stop, jobs: int = 1
    ) -> Iterator[tuple[Article, Outcome]]:
        """As `newsview.tui.cli.suggesting.suggest`, with the known names among the others."""
        cache = SuggestionCache(cache_path(), identity(self.spec, self.labels))
        try:
            for article, outcome in suggest(
                articles, spec=self.spec, labels=self.labels, jobs=jobs, stop=stop, cache=cache
            ):
                yield article, self._with_known(article, outcome)
        finally:
            cache.close()

    def _with_known(self, article: Article, outcome: Outcome) -> Outcome:
        found = outcome.suggestions
        if found is None or not len(self.known):
            return outcome
        mentions = tuple(with_known(found.mentions, self.known.find(article)))
        return replace(outcome, suggestions=replace(found, mentions=mentions))


def machine_for(folder: Path, asked: str | None, decided: Decided | None = None) -> Machine:
    """What suggests for the corpus in a folder: what was asked for, else what its settings name.

    ``decided``: what people decided on names, which is suggested elsewhere.
    Says what is odd about its list of names, and when the rules stand in for a model. NewsviewError
    when the settings will not do.
    """
    settings = load_settings(folder)
    spec = asked or settings.pipeline.name or default_pipeline()
    if spec == RULES and asked is None:
        say(messages.NO_MODEL)
    listed = read_name_list(folder)
    for problem in listed.problems:
        say(problem)
    return Machine(spec, settings.pipeline.labels, KnownNames(listed.names, decided))
