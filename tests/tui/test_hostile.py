"""Texts that want to be obeyed, through every route that a text takes to the screen.

``NEWSVIEW_HOSTILE=200`` tries that many random texts instead of a few.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from textual import events
from textual.pilot import Pilot

from newsview.store import decisions
from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus
from newsview.store.model import (
    Anchor,
    Article,
    Distinction,
    Entity,
    Evidence,
    Fact,
    Mention,
    Suggestions,
    Value,
    stable_id,
)
from newsview.store.steps import Step, put
from newsview.tui.events import SuggestionsFailed, SuggestionsReady
from newsview.tui.session import Session
from newsview.tui.settings import Settings

from . import typing
from .conftest import AtOnce
from .hostile import ATTACKS, TEXTS
from .watched import Watched

EXAMPLES = int(os.environ.get("NEWSVIEW_HOSTILE", "2"))
PATIENCE = 100
"""Rounds after which a route's sign counts as not shown: the palette searches beside."""
SIZE = COLUMNS, ROWS = 150, 44


class Ground(NamedTuple):
    """A corpus and annotations with a hostile text wherever one can be kept."""

    folder: Path
    text: str
    label: str
    given: dict[str, str]
    """What each article's file says, by its name."""


def ground(folder: Path, text: str) -> Ground:
    """Everything that can be kept, written by one who means harm."""
    label = "".join(c for c in text if not c.isspace())[:40] or "\x1b"
    body = f"Qua il porto {text} di Savona riparte dopo lo sciopero, con 35 navi in attesa davanti."
    first = (
        f"Titolo {text} del giorno\n\n{body}\n\nDa domani {text} di Savona riparte ancora, e i "
        f"camion tornano sull’Aurelia.\n\nLeggi anche\n\nCookie {text}\n\nCondividi su Facebook\n"
    )
    filler = "Riga di contorno, come ne scrive ogni giornale.\n" * (4 * len(text))
    texts = {"a.txt": f"{first}\n{filler}", "b.txt": f"{text}\n\n{body}\n{filler}"}
    texts["c.txt"] = text  # which may be refused for a file that holds no text
    for name, content in texts.items():
        (folder / name).write_bytes(content.encode())
    return Ground(folder, text, label, texts)


def session_on(made: Ground, annotations: Annotations, annotator: str) -> Session:
    """A session of one annotator, with the hostile label as the first of three."""
    labels = (made.label, "ORG", "LOC") if made.label not in ("ORG", "LOC") else ("ORG", "LOC")
    return Session(Corpus.open([made.folder]), annotations, annotator, labels)


def suggestions(article: Article, text: str) -> Suggestions:
    """A mention wherever the text stands, and a fact."""
    mentions, start = [], article.text.find(text)
    while text and start >= 0:
        end = start + len(text)
        mentions.append(mention_at(article, start, end, text[:20], "suggested"))
        start = article.text.find(text, end)
    return Suggestions(
        article=article.sha256, pipeline=text, mentions=tuple(mentions),
        facts=(fact_of(article, text, "suggested"),),
    )  # fmt: skip


def mention_at(article: Article, start: int, end: int, label: str, status: str) -> Mention:
    """A mention of the machine's."""
    return Mention(
        id=stable_id(article.sha256, start, label, status), article=article.sha256, start=start,
        end=end, text=article.text[start:end], label=label, status=status, origin="rule",
        score=0.5, pipeline="test 1",
    )  # type: ignore[arg-type]  # fmt: skip


def fact_of(article: Article, text: str, status: str) -> Fact:
    """A fact of which every field is hostile."""
    start = article.text.find("Savona")
    begin = max(start - 40, 0)
    return Fact(
        id=stable_id("fact", article.sha256, status), article=article.sha256, kind="figure",
        subject=Anchor(text), predicate=text, object=Anchor(text, 0, len(text)),
        value=Value(3, text), date=text, attribution=text,
        evidence=(Evidence(begin, start + 60, article.text[begin : start + 60]),), status=status,
        origin="rule", score=0.4, pipeline="test 1", tags=(text,), note=text,
    )  # type: ignore[arg-type]  # fmt: skip


def annotate(made: Ground, annotations: Annotations) -> None:
    """Decisions on every kind of record, by an annotator of a hostile name; one text is edited."""
    text = made.text
    session = session_on(made, annotations, f"eva{text}")
    for index, entry in enumerate(session.entries):
        if entry.source.name.startswith("c"):
            continue
        article = session.article(index)
        opened = session.open(article)
        by = session.annotator
        for step in (
            decisions.tag_article(opened, (text, f"Tag {text}"), by),
            decisions.note_article(opened, f"Nota {text}", by),
        ):
            assert session.do(step)
            opened = session.open(article)
        start = article.text.find("Savona")
        entity = Entity(id=f"E{index}", name=f"Ente {text}", aliases=(text,), label=made.label,
                        note=text)  # fmt: skip
        mention = mention_at(article, start, start + 6, made.label, "accepted")
        kept = [
            entity,
            Mention(**{
                **{name: getattr(mention, name) for name in mention.__struct_fields__},
                "entity": entity.id, "tags": (text,), "note": text, "annotator": by,
            }),
            fact_of(article, text, "accepted"),
            Distinction(id=f"D{index}", first=entity.id, second=f"{made.label} {text}"),
        ]  # fmt: skip
        changes = tuple(put(None, one) for one in kept)
        assert session.do(Step(f"Fatto {text}", changes, article.sha256))
    edited = made.given["b.txt"].replace("35 navi", "36 navi e un traghetto").replace("Sav", "Lov")
    made.given["b.txt"] = edited
    (made.folder / "b.txt").write_bytes(edited.encode())


class Hostile(AtOnce):
    """Suggests hostile mentions, and fails with a hostile reason."""

    made: Ground

    def ask(
        self, article: Article, *, near: Sequence[int] = (), anew: bool = False,
        urgent: bool = True,
    ) -> None:  # fmt: skip
        """Suggestions for one article; asked again, why there are none."""
        if anew:
            self.post(SuggestionsFailed(article.sha256, f"Perché {self.made.text}"))
        else:
            self.post(SuggestionsReady(suggestions(article, self.made.text)))


class Route(NamedTuple):
    """A way to the screen from the list: the keys that go it, a word that stands there then."""

    name: str
    keys: str
    sign: str
    pasted: str = ""
    """What comes before the text in a paste at the end."""
    after: str = ""
    """Keys behind the paste."""


ROUTES = [
    Route("list", "g", "Titolo"),
    Route("list, filter", "slash", "Filtro", "Filtro"),
    Route("list, tags", "t", "Tag"),
    Route("list, tags typed", "t end", "Incollo", "Incollo", "enter"),
    Route("list, offered tags", "t end T a g", "Tag"),
    Route("list, note", "c", "Nota"),
    Route("list, note typed", "c", "Incollo", "Incollo"),
    Route("list, history", "H", "Nota"),
    Route("reader", "enter", "Titolo"),
    Route("reader, selection", "enter v j j j", "porto"),
    Route("reader, labels and values", "enter i i", "porto"),
    Route("reader, folded", "enter G", "contorno"),
    Route("reader, unfolded", "enter z", "Cookie"),
    Route("reader, characters", "enter semicolon j j l l l l l l l l l l l", "porto"),
    Route("reader, mention and what is said", "enter n a", "saved"),
    Route("reader, all identical", "enter n A", "Titolo"),
    Route("reader, own label", "enter j j v l l l 1", "Titolo"),
    Route("reader, link", "enter N e", "entity of"),
    Route("reader, link typed", "enter N e end", "Incollo", "Incollo", "enter"),
    Route("reader, offered entities", "enter N e ctrl+u E n t e", "Ente"),
    Route("reader, history of a mention", "enter N N H", "History of"),
    Route("reader, search", "enter slash", "Cerco", "Cerco", "enter"),
    Route("reader, searched again", "enter slash S a v o n a enter slash", "Savona"),
    Route("reader, fact form", "enter f", "Savona"),
    Route("reader, fact form typed", "enter f", "Incollo", "Incollo", "tab"),
    Route("reader, fact of the pane", "enter tab G enter", "Savona"),
    Route("reader, pane", "enter tab j j j j", "Entities"),
    Route("reader, why no suggestions", "right_square_bracket enter R", "Perch"),
    Route("reader, others here", "enter", "eva"),
    Route("former text", "j enter M M", "former"),
    Route("facts", "F j j", "Facts of"),
    Route("facts, filter", "F slash", "Filtro", "Filtro"),
    Route("facts, history", "F j H", "History of"),
    Route("entities", "E j", "Ente"),
    Route("entities, merging", "E j m", "Ente"),
    Route("undo", "u", "und"),
    Route("notices", "exclamation_mark", "Avviso"),
    Route("help", "enter question_mark pagedown", ""),
    Route("palette", "enter ctrl+p down", ""),
    Route("palette, found", "enter ctrl+p l a b e l", "[red]x[/red][@click=app.quit]y[/]  (1)"),
    Route("palette, typed", "enter ctrl+p", "Incollo", "Incollo"),
]


async def home(app: Watched, pilot: Pilot[None]) -> None:
    """Out of fields, palette and help, to the first row of the list."""
    for _ in range(4):
        if app.screen is app._list and not app._list.overlay.is_open:
            break
        await typing.send(app, pilot, "escape")
        if len(app.screen_stack) > 1 and not hasattr(app.screen, "overlay"):
            continue
        app.action_list()
    await typing.send(app, pilot, "escape", "g")


async def send(app: Watched, pilot: Pilot[None], *typed: str | events.Paste) -> None:
    """Keys and pastes, and what they and other annotators set going done and drawn."""
    await typing.send(app, pilot, *typed)
    app.look_at_others()
    for _ in range(3):
        await pilot.pause(0)


async def go(
    app: Watched, pilot: Pilot[None], route: Route, text: str, *, signs: bool
) -> list[str]:
    """What was wrong on a route."""
    await home(app, pilot)
    app.faults()
    pasted = [events.Paste(f"{route.pasted} {text}")] if route.pasted else []
    await send(app, pilot, *route.keys.split(), *pasted, *route.after.split())
    for _ in range(PATIENCE if signs else 0):
        if route.sign in app.shown:
            break
        await pilot.pause()
    found = app.faults()
    if signs and route.sign not in app.shown:
        found.append(f"{route.sign!r} is not shown: {app.shown}")
    if not app.is_running:
        found.append("ended")
    return [f"{route.name}: {one}" for one in found[:4]]


async def tour(text: str, routes: Sequence[Route] = ROUTES, *, signs: bool = False) -> list[str]:
    """All routes, one after the other, in one application; what was wrong.

    ``signs``: each must show its sign; a text of many lines may push it out of sight.
    """
    found: list[str] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "articoli"
        folder.mkdir()
        made = ground(folder, text)
        with Annotations.open(folder / "newsview.json") as theirs:
            annotate(made, theirs)
        with (
            Annotations.open(folder / "newsview.json") as annotations,
            Annotations.open(folder / "newsview.json") as theirs,
        ):
            Hostile.made = made
            session = session_on(made, annotations, f"anna{text}")
            shown = Settings(labels=session.labels, tags=(text,), predicates=(text,))
            app = Watched(session, shown, Hostile)
            app.notices = [f"Avviso {text}", text]
            app.attach(*SIZE)
            theirs.presence.tell(f"eva{text}", session.article(0).sha256)

            async def keys(pilot: Pilot[None]) -> None:
                for route in routes:
                    found.extend(await go(app, pilot, route, text, signs=signs))

            await app.walk(ROWS, keys)
            for name, given in [*made.given.items()][:2]:
                index = next(i for i, e in enumerate(session.entries) if e.source.name == name)
                assert session.read(index).text == given
    return found


MARKUP = "[red]x[/red][@click=app.quit]y[/]"


async def test_every_route_shows_its_text() -> None:
    """Markup stays letters, and each route is one: what it is to show is on the screen."""
    assert await tour(MARKUP, signs=True) == []


@pytest.mark.parametrize(
    "names", ["sequences markup", "controls bidi", "no width piles", "wide"], ids=lambda n: n
)
async def test_the_classic_attacks_are_shown(names: str) -> None:
    """Nothing of them is obeyed, on either output, wherever they come from."""
    text = "".join(attack for name, attack in ATTACKS.items() if name in names)
    assert await tour(text) == []


@settings(
    max_examples=EXAMPLES, derandomize=EXAMPLES < 10, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(TEXTS)
def test_whatever_code_points_there_are_they_are_shown(text: str) -> None:
    """The same of any text."""
    assert asyncio.run(tour(text)) == []
