"""Which facts of the corpus a typed filter leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from newsview.store.model import Fact
from newsview.widgets.matching import folded
from newsview.widgets.pane_rows import FactGroup, fact_line

Holds = Callable[[Fact, str], bool]
"""Whether a word of the filter holds for a fact and the title of its article."""


def matching_facts(groups: Iterable[FactGroup], query: str) -> list[FactGroup]:
    """The facts that have every word and every condition of the query; case does not count.

    ``kind:x`` a kind that begins with x, ``status:x`` likewise, ``tag:x`` a tag that begins with
    x; anything else is a part of the fact, its note or the title of its article.
    """
    conditions = [_condition(word) for word in query.split()]
    if not conditions:
        return list(groups)
    return [
        group._replace(
            facts=[f for f in group.facts if all(holds(f, group.title) for holds in conditions)]
        )
        for group in groups
    ]


def _condition(word: str) -> Holds:
    name, colon, value = word.partition(":")
    value = folded(value)
    if colon and value and name == "kind":
        return lambda fact, _: fact.kind.startswith(value)
    if colon and value and name == "status":
        return lambda fact, _: fact.status.startswith(value)
    if colon and value and name == "tag":
        return lambda fact, _: any(folded(tag).startswith(value) for tag in fact.tags)
    wanted = folded(word)
    return lambda fact, title: wanted in folded(f"{fact_line(fact)}\n{fact.note or ''}\n{title}")
