"""The same fact told twice in an article is one, with both places as its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from newsview.store.model import Evidence, Fact

MOST_EVIDENCE = 8
"""Places kept as evidence of one fact."""

Key = tuple[object, ...]


def folded(facts: Iterable[Fact], groups: Mapping[str, str]) -> list[Fact]:
    """The facts, those that say the same as one before folded into the better scored of them.

    ``groups`` maps names in small letters to what they share with others that mean the same. Two
    figure facts are the same when subject, number and unit are; others when subject, predicate
    and object are, by their words.
    """
    kept: dict[Key, Fact] = {}
    for fact in facts:
        key = _key(fact, groups)
        held = kept.get(key)
        if held is None:
            kept[key] = fact
            continue
        best, other = (held, fact) if (held.score or 0) >= (fact.score or 0) else (fact, held)
        places: list[Evidence] = list(best.evidence)
        places += [one for one in other.evidence if one not in places]
        kept[key] = replace(best, evidence=tuple(places[:MOST_EVIDENCE]))
    return list(kept.values())


def _key(fact: Fact, groups: Mapping[str, str]) -> Key:
    subject = fact.subject.text.casefold() if fact.subject else ""
    subject = groups.get(subject, subject)
    if fact.value is not None:
        unit = (fact.value.unit or "").casefold()
        return ("value", subject, fact.value.number, unit)
    object_ = fact.object.text.casefold() if fact.object else ""
    return (fact.kind == "role", subject, _words(fact.predicate), groups.get(object_, object_))


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))
