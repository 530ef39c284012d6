"""What the figures of an article mean, as it is written behind them on request."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from newsview.store.decisions import OpenArticle
from newsview.store.model import FIGURE_LABELS, Fact, Value
from newsview.widgets.numbers import value_text

if TYPE_CHECKING:
    from newsview.nlp.figures import Reading

READINGS_HELD = 4_000
"""How many texts' readings are kept."""

MOST_READ = 2_000
"""How many new texts are read for one showing, so that a very long article makes nobody wait."""


class FigureValues:
    """Reads figures once and holds what they say, by their text and the article's date."""

    def __init__(self) -> None:
        self._read: OrderedDict[tuple[str, str | None], Reading | None] = OrderedDict()

    def of(self, opened: OpenArticle) -> Mapping[tuple[int, int], str]:
        """Value or date of each figure's mention, by its start and end.

        What a fact says of a figure stands before what its text says, what a person kept first.
        """
        said = _said_by_facts(opened.facts)
        left = MOST_READ
        values: dict[tuple[int, int], str] = {}
        for mention in opened.mentions:
            if mention.label not in FIGURE_LABELS or mention.status == "rejected":
                continue
            span, key = (mention.start, mention.end), (mention.text, opened.article.published)
            fact = said.get(span)
            text = _text(fact.value, fact.date, mention.label) if fact is not None else ""
            if not text and (key in self._read or left):
                left -= key not in self._read
                text = self._reading(*key, mention.label)
            if text:
                values[span] = text
        return values

    def _reading(self, text: str, published: str | None, label: str) -> str:
        from newsview.nlp.figures import read_value  # 35 ms, and only values on request need it

        key = text, published
        if key not in self._read:
            self._read[key] = read_value(text, published)
            while len(self._read) > READINGS_HELD:
                self._read.popitem(last=False)
        self._read.move_to_end(key)
        reading = self._read[key]
        return _text(reading.value, reading.date, label) if reading is not None else ""


def _said_by_facts(facts: tuple[Fact, ...]) -> dict[tuple[int, int], Fact]:
    """By start and end of their objects, the facts that say something of figures, kept ones last.

    Of several the surest one counts.
    """
    told = [fact for fact in facts if fact.status != "rejected" and (fact.value or fact.date)]
    told.sort(key=lambda fact: (fact.status == "accepted", fact.score or 0))
    return {
        (fact.object.start, fact.object.end): fact
        for fact in told
        if fact.object is not None and fact.object.start is not None and fact.object.end is not None
    }


def _text(value: Value | None, date: str | None, label: str) -> str:
    """A date for a date; a fact about an amount may have one too, which is not the amount's."""
    if label == "DATE" and date is not None:
        return date
    return value_text(value) if value is not None else ""
