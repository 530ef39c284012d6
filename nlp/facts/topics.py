"""What an article is about, and which name "il gruppo" or an unsaid subject stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from newsview.nlp.data import table
from newsview.store.model import Mention

_IN_TITLE = 4.0
_FIRST = 2.0
_LATELY = 2.0
"""What a name gains by standing in the title, as the first name of the story, or just before; each
mention counts one. Set on articles that were written for it."""

_WEIGHT = {"LOC": 0.4, "PER": 0.5}
"""Articles are about organisations and things rather than about the places and people in them."""

_NEAR = 400
"""Code points before a place that count as just before."""

MOST = 5
"""How many names of one label are kept for each place in an article: more are never asked for."""


@dataclass
class _Named:
    """One thing with all its mentions, in text order."""

    mentions: list[Mention] = field(default_factory=list)
    salience: float = 0.0
    starts: list[int] = field(default_factory=list)
    in_title: bool = False

    @property
    def label(self) -> str | None:
        """The label of its mentions."""
        return self.mentions[0].label if self.mentions else None

    @property
    def weight(self) -> float:
        """How much the article is about it, wherever it is asked."""
        return self.salience * _WEIGHT.get(self.label or "", 1.0)


_NONE = _Named()


class Topics:
    """The names of one article, by how much it is about each."""

    def __init__(
        self,
        names: Sequence[Mention],
        title: tuple[int, int] | None,
        groups: Mapping[str, str],
    ) -> None:
        """``names`` in text order; ``title`` are the headline's offsets;
        ``groups`` maps a mention's id to what it shares with the others that mean the same."""
        self._named: dict[str, _Named] = {}
        self._by_form: dict[str, _Named] = {}
        self._mentions = names
        self._starts = [mention.start for mention in names]
        self._of: list[_Named] = []
        forms: dict[str, list[_Named]] = {}
        first = True
        for mention in names:
            key = groups.get(mention.id) or f"{mention.label} {mention.text.casefold()}"
            one = self._named.setdefault(key, _Named())
            forms.setdefault(mention.text.casefold(), []).append(one)
            self._of.append(one)
            one.mentions.append(mention)
            one.starts.append(mention.start)
            one.salience += 1
            if title is not None and title[0] <= mention.start < title[1]:
                one.salience += 0 if one.in_title else _IN_TITLE
                one.in_title = True
            elif first:
                one.salience += _FIRST
                first = False
        for form, told in forms.items():
            # One form may have several labels where a pipeline wavers: the weightiest counts.
            self._by_form[form] = max(told, key=lambda one: one.weight)
        self._begun = self._best_so_far()

    def antecedent(self, labels: Sequence[str], before: int) -> Mention | None:
        """The name of one of these labels that a reader at an offset has most in mind."""
        return next(iter(self._ranked(labels, before, 1)), None)

    def foremost(
        self, before: int, most: int, labels: Sequence[str] = ("ORG", "MISC", "LOC", "PER")
    ) -> list[Mention]:
        """What the article is most about as far as it was told before an offset, best first.

        At most `MOST` of them.
        """
        return self._ranked(labels, before, most)

    def before(self, name: str, at: int, most: int) -> list[Mention]:
        """The first mentions of a name, under any of its forms, that begin before an offset."""
        one = self._by_form.get(name.casefold(), _NONE)
        return one.mentions[: min(most, bisect_left(one.starts, at))]

    def in_title(self, name: str) -> bool:
        """Whether the headline names it, under this name or another."""
        return self._by_form.get(name.casefold(), _NONE).in_title

    def label_of(self, name: str) -> str | None:
        """The label of a name; None for what is none."""
        return self._by_form.get(name.casefold(), _NONE).label

    def mentioned(self, name: str) -> int:
        """How often the article names it, under this name or another."""
        return len(self._by_form.get(name.casefold(), _NONE).mentions)

    def _best_so_far(self) -> dict[str | None, list[tuple[int, list[_Named]]]]:
        """For each label, where one more thing is told of, and the weightiest told up to there."""
        begun: dict[str | None, list[tuple[int, list[_Named]]]] = {}
        for one in self._named.values():
            places = begun.setdefault(one.label, [])
            best = [*places[-1][1], one] if places else [one]
            best.sort(key=lambda other: -other.weight)
            places.append((one.starts[0], best[:MOST]))
        return begun

    def _ranked(self, labels: Sequence[str], before: int, most: int) -> list[Mention]:
        """Only the weightiest, and what was told just before, can come out first.

        Hence what an answer costs does not grow with the names of the article.
        """
        near = {id(one): one for one in self._just_before(before) if one.label in labels}
        known = dict(near)
        for label in labels:
            places = self._begun.get(label, [])
            count = bisect_left(places, before, key=lambda place: place[0])
            known |= {id(one): one for one in (places[count - 1][1] if count else ())}
        weighed: list[tuple[float, int, Mention]] = []
        for key, one in known.items():
            last = one.mentions[bisect_left(one.starts, before) - 1]
            weight = one.weight + (_LATELY if key in near else 0)
            weighed.append((-weight, one.starts[0], last))
        return [mention for _, _, mention in sorted(weighed, key=lambda w: w[:2])[:most]]

    def _just_before(self, before: int) -> Iterator[_Named]:
        for place in range(bisect_left(self._starts, before) - 1, -1, -1):
            if before - self._mentions[place].end >= _NEAR:
                return
            yield self._of[place]


def stands_for(noun: str) -> str | None:
    """The label of the names that a noun in lower case may stand for; None for other nouns."""
    return table("anaphors").get(noun)
