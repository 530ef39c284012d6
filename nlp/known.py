"""Names that are known already: from a project's own list, and from what people accepted.

They are looked for in a text as whole words and go before what a pipeline finds, so that a name
has to be taught once. Pure functions and one index; nothing here reads a file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from newsview.store.mentions import Mentions
from newsview.store.model import (
    FIGURE_LABELS,
    Article,
    Mention,
    Origin,
    stable_id,
)
from newsview.store.name_list import ListedName
from newsview.store.occurrences import occurrences

LIST = "newsview-names"
DECISIONS = "decisions"
"""What stands as the pipeline of a suggestion from a list, and from others' decisions."""

_WORD = re.compile(r"\w+|[^\w\s]")


class Known(NamedTuple):
    """How a known form is suggested; ``score`` is None for a listed one."""

    label: str
    origin: Origin
    pipeline: str
    score: float | None = None


class Decided:
    """What people decided on names, over the whole corpus: counts by form and label."""

    def __init__(self, mentions: Iterable[Mention] = ()) -> None:
        self._accepted: dict[str, Counter[str]] = {}
        self._rejected: Counter[str] = Counter()
        for mention in mentions:
            self.count(mention, 1)

    def count(self, mention: Mention, by: int) -> str | None:
        """Add a decided mention (``by`` = 1) or take it away (-1); the form that it counts for."""
        form = form_of(mention.text)
        if mention.label in FIGURE_LABELS or not _is_name(form):
            return None
        if mention.status == "accepted":
            self._accepted.setdefault(form, Counter())[mention.label] += by
        elif mention.status == "rejected":
            self._rejected[form] += by
        return form

    def forms(self) -> Iterable[str]:
        """Every form that was accepted somewhere, now or earlier."""
        return self._accepted

    def known(self, form: str) -> Known | None:
        """How a form is suggested: as the label most often given, if it is accepted more often
        than rejected.

        The score is the share of that label among all decisions on the form and one more, so that
        a single decision does not make it certain.
        """
        labels = self._accepted.get(form)
        if not labels:
            return None
        label, times = max(labels.items(), key=lambda pair: (pair[1], pair[0]))
        rejected = self._rejected[form]
        if times <= 0 or labels.total() <= rejected:
            return None
        score = round(times / (labels.total() + rejected + 1), 2)
        return Known(label, "propagated", DECISIONS, score)


Places = dict[str, list[tuple[int, int]]]
"""Where each known form stands in an article, overlapping others or not."""


class KnownNames:
    """The known forms, ready to be found; listed ones go before decided ones."""

    def __init__(self, listed: Iterable[ListedName] = (), decided: Decided | None = None) -> None:
        self._decided = decided or Decided()
        self._listed = {
            form_of(form): Known(name.label, "rule", LIST) for name in listed for form in name.forms
        }
        self._forms: dict[tuple[str, ...], str] = {}
        self._lengths: dict[str, set[int]] = {}
        self._known: dict[str, Known] = {}
        for form in (*self._decided.forms(), *self._listed):
            self.renew(form)

    def __len__(self) -> int:
        return len(self._known)

    def renew(self, form: str) -> None:
        """Take over what is decided on a form now."""
        words = tuple(_WORD.findall(form))
        known = self._listed.get(form) or self._decided.known(form)
        if known is None or not words:
            self._known.pop(form, None)
            self._forms.pop(words, None)
            return
        self._known[form] = known
        self._forms[words] = form
        self._lengths.setdefault(words[0], set()).add(len(words))

    def places(self, article: Article) -> Places:
        """Where every known form stands in the story, as whole words; letter case counts."""
        found: Places = {}
        if self._forms:
            for start, end in article.story():
                self._look(article.text, start, end, found)
        return found

    def _look(self, text: str, start: int, end: int, found: Places) -> None:
        words = [match.span() for match in _WORD.finditer(text, start, end)]
        for place, (begin, stop) in enumerate(words):
            for length in self._lengths.get(text[begin:stop], ()):
                some = words[place : place + length]
                form = self._forms.get(tuple(text[a:b] for a, b in some))
                if form is not None:
                    found.setdefault(form, []).append((begin, some[-1][1]))

    def look_again(self, article: Article, form: str, places: Places) -> None:
        """Bring an article's places up to date for one form."""
        places.pop(form, None)
        if form in self._known:
            spans = list(occurrences(article, form))
            if spans:
                places[form] = spans

    def mentions(self, article: Article, places: Places) -> list[Mention]:
        """The known names of an article as suggestions, in order and apart, the longest first."""
        spans = sorted(
            ((start, end, form) for form, all_of_it in places.items() for start, end in all_of_it),
            key=lambda one: (one[0], -one[1]),
        )
        found: list[Mention] = []
        reached = 0
        for start, end, form in spans:
            known = self._known.get(form)
            if start >= reached and known is not None:
                found.append(_mention(article, start, end, known))
                reached = end
        return found

    def find(self, article: Article) -> list[Mention]:
        """The known names in an article's story, in order and apart, as suggestions."""
        return self.mentions(article, self.places(article))


def with_known(suggested: Iterable[Mention], known: Iterable[Mention]) -> Mentions:
    """A pipeline's suggestions with the known names among them, in text order and apart.

    A known name takes the place of every suggestion that it overlaps, but for a longer one that
    holds it whole: "Comune di Torino" stays beside the known "Torino".
    """
    kept = Mentions.of(suggested)
    names: list[Mention] = []
    replaced: set[int] = set()
    for name in known:
        there = kept.places_at(name.start, name.end)
        if there and _holds(kept[there[0]], name):
            continue
        names.append(name)
        replaced.update(there)
    return kept.without(sorted(replaced)).with_(names)


def form_of(text: str) -> str:
    """A name as it is counted: runs of white space are one blank."""
    return " ".join(text.split())


def _holds(longer: Mention, name: Mention) -> bool:
    return (
        longer.start <= name.start
        and name.end <= longer.end
        and (longer.end - longer.start) > (name.end - name.start)
    )


def _is_name(form: str) -> bool:
    """Whether a form says by itself that it is a name: it has a capital and is no single letter."""
    return len(form) > 1 and any(letter.isupper() for letter in form)


def _mention(article: Article, start: int, end: int, known: Known) -> Mention:
    return Mention(
        id=stable_id(article.sha256, start, end, known.label, known.pipeline),
        article=article.sha256, start=start, end=end, text=article.text[start:end],
        label=known.label, status="suggested", origin=known.origin, score=known.score,
        pipeline=known.pipeline,
    )  # fmt: skip
