"""Suggestions of what is the same, over a session: in one article, and over the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from newsview.nlp.linking import (
    AliasGroup,
    Known,
    LookAlike,
    alias_groups,
    look_alikes,
    name_token,
)
from newsview.store.annotations import Annotations
from newsview.store.decisions import OpenArticle
from newsview.store.links import tell_apart, unite
from newsview.store.model import FIGURE_LABELS, Entity, Mention
from newsview.store.steps import Step


class Linking:
    """What looks the same in an annotations file, and what a person's decision on it changes."""

    def __init__(self, annotations: Annotations) -> None:
        self._annotations = annotations
        self._key: object = None
        self._groups: list[tuple[AliasGroup, tuple[int, ...]]] = []

    def apart(self) -> frozenset[frozenset[str]]:
        """The pairs that a person said are not the same."""
        return frozenset(
            frozenset((one.first, one.second)) for one in self._annotations.distinctions()
        )

    def groups(self, opened: OpenArticle) -> list[AliasGroup]:
        """The names of an article in groups that probably mean the same.

        They are found anew only when spans, labels or links changed: accepting changes none.
        """
        mentions = [m for m in opened.mentions if m.status != "rejected"]
        entities, apart = self._annotations.entities(), self.apart()
        spans = [(m.start, m.end, m.label, m.entity) for m in mentions]
        key = (opened.article.sha256, spans, entities, apart)
        if key != self._key:
            found = alias_groups(opened.article.text, mentions, entities, apart)
            places = {mention.id: place for place, mention in enumerate(mentions)}
            self._groups = [(one, tuple(places[id_] for id_ in one.mentions)) for one in found]
            self._key = key
        return [
            group._replace(mentions=tuple(mentions[place].id for place in places))
            for group, places in self._groups
        ]

    def look_alikes(self, counts: Counter[str], free: Counter[tuple[str, str]]) -> list[LookAlike]:
        """Entities, and names linked to none, that may be the same over the corpus.

        ``counts`` says how many mentions refer to each entity, ``free`` how many of each label
        and text refer to none (`counted`).
        """
        known = [
            Known(entity.label or "", (entity.name, *entity.aliases), counts[entity.id], entity.id)
            for entity in self._annotations.entities()
        ]
        known += [Known(label, (text,), times) for (label, text), times in free.items()]
        return look_alikes(known, self.apart())

    def counted(self) -> tuple[Counter[str], Counter[tuple[str, str]]]:
        """How many mentions refer to each entity; how many accepted names refer to none."""
        counts: Counter[str] = Counter()
        free: Counter[tuple[str, str]] = Counter()
        for mention in self._annotations.all_mentions():
            if mention.entity is not None:
                counts[mention.entity] += 1
            elif _is_free(mention):
                free[mention.label, " ".join(mention.text.split())] += 1
        return counts, free

    def mentions_of(self, known: Known) -> list[Mention]:
        """The mentions of an entity, or of a name that is linked to none."""
        return [m for m in self._annotations.all_mentions() if _is_of(m, known)]

    def merging(self, pair: LookAlike, annotator: str) -> Step:
        """What it would change to take both for the same."""
        both = (pair.base, pair.other)
        entities: list[Entity] = []
        for one in both:
            found = self._annotations.get("entities", one.entity) if one.entity else None
            if isinstance(found, Entity):
                entities.append(found)
        moved = [one for one in both if one.entity is None or one is pair.other]
        mentions = [
            m for m in self._annotations.all_mentions() if any(_is_of(m, one) for one in moved)
        ]
        return unite(
            pair.base.names[0], pair.base.label or None, entities, mentions,
            self._annotations.all_facts(), self._annotations.distinctions(), annotator,
            other=pair.other.names[0],
        )  # fmt: skip

    def telling_apart(self, pair: LookAlike, annotator: str) -> Step:
        """What it changes to say that both are not the same."""
        names = (pair.base.names[0], pair.other.names[0])
        return tell_apart(pair.base.token, pair.other.token, names, annotator)


def group_of(groups: Sequence[AliasGroup], mention: Mention) -> AliasGroup | None:
    """The group that a mention is in."""
    return next((group for group in groups if mention.id in group.mentions), None)


def _is_free(mention: Mention) -> bool:
    return (
        mention.entity is None
        and mention.status == "accepted"
        and mention.label not in FIGURE_LABELS
    )


def _is_of(mention: Mention, known: Known) -> bool:
    if known.entity is not None:
        return mention.entity == known.entity
    text = " ".join(mention.text.split())
    return _is_free(mention) and name_token(mention.label, text) == known.token
