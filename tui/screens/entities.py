"""The entities of the whole corpus, and what of them is perhaps the same."""

from __future__ import annotations

from collections import Counter

from newsview.nlp.linking import LookAlike
from newsview.store import messages
from newsview.store.model import Entity
from newsview.tui.keys import bindings
from newsview.tui.screens.offering import OfferingActions
from newsview.tui.screens.overview import OverviewScreen
from newsview.widgets.entity_rows import AlikePair, entity_rows
from newsview.widgets.pane_rows import PaneRow


class EntitiesScreen(OverviewScreen, OfferingActions):
    """Every canonical entity, with its aliases and how many mentions refer to it.

    Before them stand pairs that are perhaps the same, for a person to unite or to tell apart.
    """

    SCOPES = ("overview", "entities")
    BINDINGS = bindings(["entities"])
    TITLE_TEXT = messages.ALL_ENTITIES
    SHOWS = frozenset({"mentions", "entities", "distinctions"})

    def __init__(self) -> None:
        super().__init__()
        self._entities: list[Entity] | None = None
        self._counts: Counter[str] = Counter()
        self._pairs: dict[tuple[str, ...], LookAlike] = {}

    def reload(self) -> None:
        """Count and compare anew: something was changed."""
        self._entities = None
        super().reload()

    def _filter(self, text: str) -> None:
        self.query_text = text
        super().reload()

    def rows(self) -> list[PaneRow]:
        if self._entities is None:
            self._entities = self.session.entities()
            self._counts, free = self.session.linking.counted()
            found = self.session.linking.look_alikes(self._counts, free)
            self._pairs = {(pair.base.token, pair.other.token): pair for pair in found}
        return entity_rows(self._entities, self._counts, list(map(_shown, self._pairs.values())))

    def _pair(self) -> LookAlike | None:
        """The pair at the cursor; says so where there is none."""
        row = self.pane.current
        pair = self._pairs.get(row.ids) if row is not None else None
        if pair is None:
            self.say(messages.NO_PAIR_HERE)
        return pair

    def action_merge(self) -> None:
        pair = self._pair()
        if pair is not None:
            step = self.session.linking.merging(pair, self.session.annotator)
            self.offer(step, "m", messages.CONFIRM_MERGE.format(what=step.said))

    def action_apart(self) -> None:
        pair = self._pair()
        if pair is not None:
            self.keep(self.session.linking.telling_apart(pair, self.session.annotator))

    def go_to(self, row: PaneRow) -> None:
        """To the first mention: of a pair, of the one that would go, else of the one that stays."""
        pair = self._pairs.get(row.ids)
        if pair is not None:
            mentions = self.session.linking.mentions_of(pair.other)
            mentions = mentions or self.session.linking.mentions_of(pair.base)
        else:
            mentions = [m for m in self.session.annotations.all_mentions() if m.entity in row.ids]
        if mentions:
            self.open_article(mentions[0].article, mentions[0].start)
        else:
            self.say(messages.NO_MENTION_OF_IT)


def _shown(pair: LookAlike) -> AlikePair:
    return AlikePair(
        ids=(pair.base.token, pair.other.token),
        label=pair.base.label,
        names=(pair.base.names[0], pair.other.names[0]),
        times=(pair.base.times, pair.other.times),
        why=messages.LINK_REASONS[pair.reason],
    )
