"""Linking by keys: in an article, over the corpus, and what was told apart."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from newsview.store.model import Entity, Mention, Record
from newsview.store.steps import put
from newsview.tui.app import NewsviewApp
from newsview.tui.screens.entities import EntitiesScreen
from newsview.tui.screens.reader import ReaderScreen
from newsview.widgets.prompt import Prompt

from .conftest import MakeApp
from .test_deciding import WIDE, kept, opened, reader_of, to


def pane(app: NewsviewApp) -> list[str]:
    """What the side pane says of the article's names."""
    return [row.text for row in reader_of(app).pane.rows if row.kind == "mentions"]


def linked(app: NewsviewApp) -> dict[str, str | None]:
    """Text to the name of its entity, of what is kept of the article."""
    names = {entity.id: entity.name for entity in app.session.entities()}
    return {m.text: names.get(m.entity or "") for m in kept(app)}


async def surname_marked(pilot: Pilot[None]) -> NewsviewApp:
    """The reader on the surname alone, marked as a person's."""
    app = pilot.app
    assert isinstance(app, NewsviewApp)
    await opened(pilot)
    await to(pilot, "Pàstine è")
    await pilot.press("1")
    await pilot.pause()
    return app


async def test_the_pane_groups_what_is_perhaps_the_same(make_app: MakeApp) -> None:
    """One row under a sign; it counts both; linking turns the sign."""
    async with make_app().run_test(size=WIDE) as pilot:
        app = await surname_marked(pilot)
        row = "PER    ≈ Niccolò Pàstine  Pàstine"
        (found,) = [row_ for row_ in reader_of(app).pane.rows if row in row_.text]
        assert (found.text, found.right) == (f"? {row}", "1/2")
        await pilot.press("e", "enter")
        await pilot.pause()
        await pilot.press("A")
        await pilot.pause()
        assert "+ PER    = Niccolò Pàstine  Pàstine" in pane(app)


async def test_enter_links_to_the_suggested_name_and_offers_the_others(make_app: MakeApp) -> None:
    """e, enter: this one; A: the rest, said before; each is one step to undo."""
    async with make_app().run_test(size=WIDE) as pilot:
        app = await surname_marked(pilot)
        await pilot.press("e")
        await pilot.pause()
        assert app.screen.query_one(Prompt).value == "Niccolò Pàstine"
        await pilot.press("enter")
        await pilot.pause()
        assert linked(app) == {"Pàstine": "Niccolò Pàstine"}
        assert "1 more = Niccolò Pàstine (accepts 1)" in reader_of(app).said
        await pilot.press("A")
        await pilot.pause()
        both = {"Pàstine": "Niccolò Pàstine", "Niccolò Pàstine": "Niccolò Pàstine"}
        assert linked(app) == both
        assert {m.status for m in kept(app)} == {"accepted"}
        (entity,) = app.session.entities()
        assert entity.aliases == ("Pàstine",)
        await pilot.press("u")
        assert linked(app) == {"Pàstine": "Niccolò Pàstine"}
        await pilot.press("u")
        assert linked(app) == {"Pàstine": None}
        assert app.session.entities() == []


async def test_an_empty_name_decides_nothing_on_what_is_not_linked(make_app: MakeApp) -> None:
    """A suggestion stays one."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "n", "e")
        await pilot.pause()
        await pilot.press("ctrl+u", "enter")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        assert "nothing to do" in screen.said
        assert not app.session.annotations.mentions(screen.opened.article.sha256)


async def test_another_key_links_this_one_alone(make_app: MakeApp) -> None:
    """The offer is let go, the key does its own work."""
    async with make_app().run_test(size=WIDE) as pilot:
        app = await surname_marked(pilot)
        await pilot.press("e", "enter")
        await pilot.pause()
        await pilot.press("l", "A")
        await pilot.pause()
        assert linked(app) == {"Pàstine": "Niccolò Pàstine"}


async def test_another_entity_can_be_typed(make_app: MakeApp) -> None:
    """What is suggested is only there to be taken."""
    async with make_app().run_test(size=WIDE) as pilot:
        app = await surname_marked(pilot)
        await pilot.press("e")
        await pilot.pause()
        app.screen.query_one(Input).value = "Ada Pàstine"
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert linked(app) == {"Pàstine": "Ada Pàstine"}


async def test_an_existing_entity_is_suggested_by_its_alias(make_app: MakeApp) -> None:
    """And linking to it makes no second one."""
    app = make_app()
    known = Entity(id="E1", name="Terna Nova S.p.A.", aliases=("TN", "Terna Nova"), label="ORG")
    app.session.annotations.apply([put(None, known)])
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        assert "? ORG    ≈ Terna Nova S.p.A.  Terna Nova" in pane(app)
        await to(pilot, "Terna Nova")
        await pilot.press("e", "enter")
        await pilot.pause()
        assert "2 more = Terna Nova S.p.A." in reader_of(app).said
        await pilot.press("enter")
        await pilot.pause()
        assert linked(app) == {"Terna Nova": "Terna Nova S.p.A."}
        assert len(kept(app)) == 3
        assert app.session.entities() == [known]


# --- over the corpus ------------------------------------------------------------------------------


def mention(article: str, number: int, text: str, entity: str | None = None) -> Mention:
    """An accepted mention of an organisation."""
    return Mention(
        id=f"M{number}", article=article, start=0, end=len(text), text=text, label="ORG",
        status="accepted", origin="person", entity=entity,
    )  # fmt: skip


@pytest.fixture
def union_app(make_app: MakeApp) -> NewsviewApp:
    """Two entities and a name without one that look alike, in two articles of the corpus."""
    app = make_app()
    session = app.session
    first, second = (session.article(index).sha256 for index in (0, 1))
    records: list[Record] = [
        Entity(id="E1", name="Unione europea", label="ORG", note="uno"),
        Entity(id="E2", name="EU", label="ORG", note="due"),
        mention(first, 1, "Unione europea", "E1"),
        mention(first, 2, "EU", "E2"),
        mention(second, 3, "UE"),
        mention(second, 4, "Boreale"),
    ]
    session.annotations.apply(put(None, record) for record in records)
    return app


def alike(app: NewsviewApp) -> list[str]:
    """The pairs that are perhaps the same."""
    assert isinstance(app.screen, EntitiesScreen)
    return [
        row.text.partition(" ")[2].strip() for row in app.screen.pane.rows if row.kind == "alike"
    ]


async def entities_shown(pilot: Pilot[None]) -> EntitiesScreen:
    """The entities screen."""
    await pilot.pause()
    await pilot.press("E")
    await pilot.pause()
    assert isinstance(pilot.app.screen, EntitiesScreen)
    return pilot.app.screen


PAIRS = ["Unione europea ≈ EU  well known", "Unione europea ≈ UE  well known"]


async def test_merging_is_asked_for_kept_and_undone(union_app: NewsviewApp) -> None:
    """m says what would change, m again does it, u brings both back."""
    annotations = union_app.session.annotations
    before = (annotations.entities(), list(annotations.all_mentions()))
    async with union_app.run_test(size=WIDE) as pilot:
        screen = await entities_shown(pilot)
        assert alike(union_app) == PAIRS
        await pilot.press("m")
        assert "EU = Unione europea (mentions: 1, articles: 1)" in screen.said
        assert annotations.entities() == before[0]
        await pilot.press("m")
        await pilot.pause()
        (entity,) = annotations.entities()
        assert (entity.id, entity.aliases, entity.note) == ("E1", ("EU",), "uno\ndue (EU)")
        assert alike(union_app) == PAIRS[1:]
        await pilot.press("m", "enter")
        await pilot.pause()
        assert alike(union_app) == []
        assert [m.entity for m in annotations.all_mentions()] == ["E1", "E1", "E1", None]
        await pilot.press("u", "u")
        await pilot.pause()
        assert (annotations.entities(), list(annotations.all_mentions())) == before
        assert alike(union_app) == PAIRS


async def test_not_the_same_is_not_suggested_again(
    union_app: NewsviewApp, make_app: MakeApp
) -> None:
    """Nor in the next session, until it is undone."""
    annotations = union_app.session.annotations
    async with union_app.run_test(size=WIDE) as pilot:
        await entities_shown(pilot)
        await pilot.press("x")
        await pilot.pause()
        assert "EU" not in [pair.split()[-3] for pair in alike(union_app)]
        assert len(annotations.entities()) == 2
        await pilot.press("u")
        await pilot.pause()
        assert alike(union_app) == PAIRS
        await pilot.press("U")
        await pilot.pause()
    annotations.close()
    again = make_app()
    async with again.run_test(size=WIDE) as pilot:
        await entities_shown(pilot)
        assert not any("≈ EU " in pair for pair in alike(again))


async def test_enter_goes_to_the_one_in_doubt(union_app: NewsviewApp) -> None:
    """On a pair, to the first mention of the one that would go."""
    async with union_app.run_test(size=WIDE) as pilot:
        await entities_shown(pilot)
        await pilot.press("j", "enter")
        await pilot.pause()
        assert isinstance(union_app.screen, ReaderScreen)
        assert union_app.screen.opened.article.source == "b.txt"


async def test_merging_needs_a_pair(union_app: NewsviewApp) -> None:
    """On an entity's own row, m and x say so and change nothing."""
    before = union_app.session.annotations.entities()
    async with union_app.run_test(size=WIDE) as pilot:
        screen = await entities_shown(pilot)
        await pilot.press("G", "m", "m", "x")
        await pilot.pause()
        assert "no pair here" in screen.said
        assert union_app.session.annotations.entities() == before


async def test_read_only_says_so_and_merges_nothing(
    union_app: NewsviewApp, make_app: MakeApp
) -> None:
    """Looking on changes nothing."""
    union_app.session.annotations.close()
    app = make_app(read_only=True)
    async with app.run_test(size=WIDE) as pilot:
        screen = await entities_shown(pilot)
        await pilot.press("m", "m")
        await pilot.pause()
        assert "read-only" in screen.said
        assert len(app.session.entities()) == 2


async def test_undoing_a_merge_elsewhere_leaves_the_caret(union_app: NewsviewApp) -> None:
    """What was merged stands in another article than the one that is shown."""
    async with union_app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await to(pilot, "Mondovì")
        caret = reader_of(union_app).reader.caret
        await pilot.press("E")
        await pilot.pause()
        await pilot.press("j", "m", "m", "q")
        await pilot.pause()
        assert alike_entities(union_app) == {"Unione europea": ("UE",), "EU": ()}
        await pilot.press("u")
        await pilot.pause()
        assert reader_of(union_app).reader.caret == caret
        assert alike_entities(union_app) == {"Unione europea": (), "EU": ()}


def alike_entities(app: NewsviewApp) -> dict[str, tuple[str, ...]]:
    """The kept entities with their aliases."""
    return {entity.name: entity.aliases for entity in app.session.entities()}
