"""Annotations of an article's former text that could not be placed for sure in the present one."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.widgets import Static

from newsview.store import messages
from newsview.store.decisions import OpenArticle
from newsview.store.former import Former, Moved, deciding, parts_of, spans_of
from newsview.store.model import Article, Mention
from newsview.tui.keys import bindings
from newsview.tui.screens.base import MainScreen
from newsview.tui.screens.offering import OfferingActions
from newsview.tui.screens.overview import OverviewScreen
from newsview.widgets.pane_rows import (
    ALIKE,
    LABEL_WIDTH,
    UNDECIDED,
    PaneRow,
    Part,
    fact_line,
    flat,
    section_heading,
)
from newsview.widgets.side_pane import SidePane

AROUND = 24
"""How many characters of the present text are shown on both sides of a place."""


class FormerActions(MainScreen):
    """In the reader: says that there is a former text, and moves what of it was found again."""

    opened: OpenArticle

    def say_former(self) -> None:
        """Say what is kept of a former text, if anything is."""
        former = self.session.former(self.opened.article)
        if former is not None:
            self.say(_line(former), told=True)

    def action_former(self) -> None:
        """Move what was found again; where nothing was, list what waits."""
        self.newsview.look_at_others()  # who may have moved some of it a moment ago
        former = self.session.former(self.opened.article)
        if former is None:
            self.say(messages.FORMER_NONE)
        elif former.annotations and not former.found:
            self.newsview.push_screen(FormerScreen(self.opened.article))
        else:
            annotations = self.session.annotations
            step = deciding(former, annotations, move=former.found)
            if self.keep(step) and former.waiting:
                n = len(former.waiting)
                self.say(messages.FORMER_MOVED_WAITING.format(said=step.said, n=n), told=True)


def _line(former: Former) -> str:
    """What opening an article says of its former text."""
    found, total = len(former.found), len(former.annotations)
    if not total:
        return messages.FORMER_HERE_BARE
    if found == total:
        return messages.FORMER_HERE.format(total=total)
    template = messages.FORMER_HERE_SOME if found else messages.FORMER_HERE_WAITING
    return template.format(found=found, total=total, waiting=total - found)


class FormerScreen(OverviewScreen, OfferingActions):
    """Each with what it said and what stands there now; a person moves, drops or leaves it."""

    SCOPES = ("overview", "former")
    BINDINGS = bindings(["former"])
    SHOWS = frozenset({"articles", "mentions", "facts", "texts"})

    def __init__(self, article: Article) -> None:
        super().__init__()
        self._article = article
        self._former: Former | None = None

    def compose(self) -> ComposeResult:
        title = messages.FORMER_TITLE.format(source=flat(self._article.source))
        yield Static(title, id="heading", markup=False)
        yield SidePane()
        yield from self.compose_foot()

    def rows(self) -> list[PaneRow]:
        self._former = self.session.former(self._article)
        if self._former is None or not self._former.annotations:
            return [PaneRow("none", (Part(messages.PANE_NONE, "dim"),))]
        text = self._article.text
        shown = [row for one in self._former.annotations for row in _rows(one, text)]
        return [section_heading(messages.PANE_ENTITIES + ", " + messages.PANE_FACTS, shown), *shown]

    def _chosen(self) -> Moved | None:
        """The annotation at the cursor; says so where there is none."""
        row = self.pane.current
        found = self._former.annotations if self._former is not None else ()
        chosen = next((one for one in found if row and one.before.id in row.ids), None)
        if chosen is None:
            self.say(messages.FORMER_NO_ROW)
            return None
        place = next((one for one in chosen.choices if row and one.start == row.offset), None)
        return chosen if place is None else chosen._replace(after=place)

    def action_accept(self) -> None:
        one, former = self._chosen(), self._former
        if one is None or former is None:
            return
        if one.after is None:
            self.say(messages.FORMER_NO_PLACE)
            return
        annotations = self.session.annotations
        self.keep(deciding(former, annotations, move=[one]))

    def action_all(self) -> None:
        """Offer to move each that has a place."""
        former = self._former
        placed = [one for one in former.annotations if one.after] if former is not None else []
        if former is None or not placed:
            self.say(messages.FORMER_NO_PLACES)
            return
        step = deciding(former, self.session.annotations, move=placed)
        self.offer(step, "A", messages.CONFIRM_ALL.format(what=step.said))

    def action_reject(self) -> None:
        one, former = self._chosen(), self._former
        if one is not None and former is not None:
            annotations = self.session.annotations
            self.keep(deciding(former, annotations, drop=[one]))

    def go_to(self, row: PaneRow) -> None:
        """To its place in the present text."""
        if row.offset is None:
            self.say(messages.FORMER_NO_PLACE)
        else:
            self.open_article(self._article.sha256, row.offset)


def _rows(one: Moved, text: str) -> Iterator[PaneRow]:
    """One row, or one for each place that a person may choose."""
    if not one.choices:
        yield _row(one, text)
    for nth, place in enumerate(one.choices, start=1):
        yield _row(one._replace(after=place), text, nth=nth)


def _row(one: Moved, text: str, *, nth: int | None = None) -> PaneRow:
    """``nth``: of how many places it is this one."""
    before = one.before
    label = before.label if isinstance(before, Mention) else messages.FACT_KIND_SIGNS[before.kind]
    said = flat(before.text) if isinstance(before, Mention) else fact_line(before)
    parts = [
        Part((ALIKE if one.after and nth is None else UNDECIDED) + " ", "mark"),
        Part(f"{label:<{LABEL_WIDTH}} ", "label"),
        Part(said),
    ]
    if one.after is None:
        parts.append(Part(": " + messages.FORMER_NOT_FOUND, "dim"))
    parts += [Part("  " + line, "dim") for line in _places(one, text)]
    offset = next((span.start for span in spans_of(one.after)), None) if one.after else None
    right = ""
    if nth is not None:
        right = messages.FORMER_STANDS.format(nth=nth, n=len(one.choices))
    elif one.after is not None:
        right = messages.FORMER_SCORE.format(percent=int(100 * one.score))
    return PaneRow(
        "mentions",
        tuple(parts),
        right=right,
        ids=(before.id,),
        offset=offset,
        most_lines=2,
    )


def _places(one: Moved, text: str) -> Iterator[str]:
    """What stood at each place and what stands there now, with what is around it."""
    if one.after is None:
        return
    is_fact = not isinstance(one.before, Mention)
    for was, now in zip(parts_of(one.before), parts_of(one.after), strict=True):
        if was is None or (now is not None and is_fact and was.text == now.text):
            continue
        if now is None:
            yield f"{flat(was.text)}: {messages.FORMER_NOT_FOUND}"
        elif is_fact:
            yield _difference(was.text, now.text)
        else:
            before, behind = text[max(now.start - AROUND, 0) : now.start], text[now.end :][:AROUND]
            yield f"→ {flat(f'…{before}[{now.text}]{behind}…')}"


def _difference(was: str, now: str) -> str:
    """Where two texts differ, in each: "…l’azienda [del Nord]…"."""
    first = _alike(was, now)
    last = _alike(was[first:][::-1], now[first:][::-1])
    shown = []
    for text in (was, now):
        end = len(text) - last
        before, behind = text[max(first - AROUND, 0) : first], text[end : end + AROUND]
        shown.append(flat(f"…{before}[{text[first:end]}]{behind}…"))
    return " → ".join(shown)


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
