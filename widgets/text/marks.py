"""The mentions of one article by place: what covers an offset, what comes next, what changed.

Mentions are ordered by (start, -end, id): an outer one comes before those inside it, and of two
over the same stretch the older one, whatever order they are given in.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping

from newsview.store.mentions import Mentions
from newsview.store.model import Mention
from newsview.widgets.text.wrap import Inlay

AT_ONCE = 256
"""At most so many mentions over one stretch are told apart."""

MOST_COMPARED = 2_000
"""With more mentions, drawing all that is in sight is faster than looking for what changed."""

LABELS_AT_ONCE = 3
"""At most so many labels are written behind one character."""


class Marks:
    """The mentions of an article; those that do not lie in its text are left out."""

    def __init__(self, mentions: Iterable[Mention], length: int) -> None:
        self.mentions = Mentions.of(mentions)
        if not self.mentions.lie_within(length):
            self.mentions = Mentions.of(
                mention for mention in self.mentions if 0 <= mention.start < mention.end <= length
            )
        self._undecided = array("i", self.mentions.places_where(_is_undecided))

    def __len__(self) -> int:
        return len(self.mentions)

    @property
    def undecided(self) -> int:
        """How many suggestions nobody has decided on."""
        return len(self._undecided)

    def by_id(self, mention_id: str) -> Mention | None:
        """The mention of this id."""
        place = self.mentions.place_of(mention_id)
        return None if place is None else self.mentions[place]

    def overlapping(self, start: int, end: int) -> list[Mention]:
        """The mentions that share an offset with this stretch, outer ones first."""
        found = self.mentions.intervals.overlapping(start, end, AT_ONCE)
        return [self.mentions[i] for i in found]

    def covering(self, offset: int) -> list[Mention]:
        """The mentions over an offset, innermost first, rejected ones last."""
        found = self.overlapping(offset, offset + 1)
        found.sort(key=lambda m: (m.status == "rejected", -m.start, m.end))
        return found

    def step(
        self,
        offset: int,
        direction: int,
        *,
        beyond: str | None = None,
        besides: str | None = None,
        undecided: bool = False,
        hidden: Callable[[int], object] = lambda offset: None,
    ) -> Mention | None:
        """The next (1) or previous (-1) mention, in order.

        Counted from the mention ``beyond`` if that is given, else from ``offset``: forward those
        that begin there or later, without ``besides``; backward those that begin before it.
        ``hidden`` tells of an offset whether it cannot be gone to.
        """
        number = None if beyond is None else self.mentions.place_of(beyond)
        starts = self.mentions.starts
        at = bisect_left(starts, offset) if number is None else number + (direction > 0)
        order: range | array[int] = self._undecided if undecided else range(len(self.mentions))
        i = bisect_left(order, at) - (direction < 0)
        while 0 <= i < len(order):
            mention = self.mentions[order[i]]
            if mention.id != besides and not hidden(mention.start):
                return mention
            i += direction
        return None

    def changed(self, before: Marks) -> list[tuple[int, int]] | None:
        """The stretches whose mentions differ from those ``before``; None where these are many."""
        if max(len(before), len(self)) > MOST_COMPARED:
            return None
        old, new = list(before.mentions), list(self.mentions)
        first = 0
        for one, other in zip(old, new, strict=False):
            if one != other:
                break
            first += 1
        last = 0
        while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
            last += 1
        was = {m.id: m for m in old[first : len(old) - last]}
        spans: list[tuple[int, int]] = []
        for mention in new[first : len(new) - last]:
            other_mention = was.pop(mention.id, None)
            if other_mention == mention:
                continue
            spans.append((mention.start, mention.end))
            if other_mention is not None:
                spans.append((other_mention.start, other_mention.end))
        spans.extend((m.start, m.end) for m in was.values())
        return spans

    def labels(self, values: Mapping[tuple[int, int], str] | None = None) -> list[Inlay]:
        """What to write behind each mention that is not rejected: ``⟨ORG⟩``.

        With ``values``, by start and end, also what the mention means: ``⟨MONEY 5 000 EUR⟩``.
        """
        at: dict[int, list[str]] = {}
        for mention in self.mentions:
            if mention.status != "rejected":
                value = values.get((mention.start, mention.end)) if values else None
                said = f"{mention.label} {value}" if value else mention.label
                at.setdefault(mention.end, []).append(said)
        return [Inlay(offset, _label_text(labels)) for offset, labels in at.items()]


def _is_undecided(mention: Mention) -> bool:
    return mention.status == "suggested"


def _label_text(labels: list[str]) -> str:
    inner_first = labels[::-1]
    more = len(labels) - LABELS_AT_ONCE
    shown = inner_first[:LABELS_AT_ONCE] + ([f"+{more}"] if more > 0 else [])
    return f"⟨{' '.join(shown)}⟩"
