"""What an article is about, and which name "il gruppo" or an unsaid subject stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
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
        first = True
        for mention in names:
            key = groups.get(mention.id) or f"{mention.label} {mention.text.casefold()}"
            one = self._named.setdefault(key, _Named())
            self._by_form[mention.text.casefold()] = one
            one.mentions.append(mention)
            one.starts.append(mention.start)
            one.salience += 1
            if title is not None and title[0] <= mention.start < title[1]:
                one.salience += 0 if one.in_title else _IN_TITLE
                one.in_title = True
            elif first:
                one.salience += _FIRST
                first = False

    def antecedent(self, labels: Sequence[str], before: int) -> Mention | None:
        """The name of one of these labels that a reader at an offset has most in mind."""
        return next(iter(self._ranked(labels, before, 1)), None)

    def foremost(self, before: int, most: int) -> list[Mention]:
        """What the article is most about as far as it was told before an offset, best first."""
        return self._ranked(("ORG", "MISC", "LOC", "PER"), before, most)

    def in_title(self, name: str) -> bool:
        """Whether the headline names it, under this name or another."""
        return self._by_form.get(name.casefold(), _NONE).in_title

    def label_of(self, name: str) -> str | None:
        """The label of a name; None for what is none."""
        return self._by_form.get(name.casefold(), _NONE).label

    def mentioned(self, name: str) -> int:
        """How often the article names it, under this name or another."""
        return len(self._by_form.get(name.casefold(), _NONE).mentions)

    def _ranked(self, labels: Sequence[str], before: int, most: int) -> list[Mention]:
        weighed: list[tuple[float, int, Mention]] = []
        for one in self._named.values():
            count = bisect_left(one.starts, before)
            if not count or one.label not in labels:
                continue
            last = one.mentions[count - 1]
            weight = one.salience * _WEIGHT.get(last.label, 1.0)
            weight += _LATELY if before - last.end < _NEAR else 0
            weighed.append((-weight, one.starts[0], last))
        return [mention for _, _, mention in sorted(weighed, key=lambda w: w[:2])[:most]]


def stands_for(noun: str) -> str | None:
    """The label of the names that a noun in lower case may stand for; None for other nouns."""
    return table("anaphors").get(noun)
