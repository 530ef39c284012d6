"""An article whose file was edited after it was annotated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.pilot import Pilot

from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus
from newsview.store.former import deciding
from newsview.store.history import History
from newsview.store.model import DEFAULT_LABELS, sha256_of
from newsview.tui.app import NewsviewApp
from newsview.tui.history_lines import what_changed
from newsview.tui.screens.former import FormerScreen
from newsview.tui.screens.history import HistoryScreen
from newsview.tui.screens.overview import OverviewScreen
from newsview.tui.session import Session

from .conftest import TEXTS, MakeApp
from .test_deciding import WIDE, decided, kept, opened, reader_of

OLD = TEXTS["a.txt"]
NEW = "Aggiornato alle 18\n\n" + OLD.replace("4 milioni", "5 milioni").replace(
    "Mondovì, dove", "Ceva, dove"
)


@pytest.fixture
async def annotated(make_app: MakeApp, corpus: Path) -> str:
    """Everything suggested for the first article was accepted; then its file was edited."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("n", *"a" * len(reader_of(app).opened.mentions))
        await pilot.press("T", *"economia", "enter")
        await pilot.pause()
    app.session.annotations.close()
    (corpus / "a.txt").write_text(NEW, "utf-8")
    return sha256_of(OLD)


def waiting(app: NewsviewApp) -> list[str]:
    """The rows of the former text's screen."""
    assert isinstance(app.screen, FormerScreen)
    return [row.text for row in app.screen.pane.rows if row.ids]


async def reopened(pilot: Pilot[None]) -> NewsviewApp:
    """The reader on the edited article: the app goes back to where one was."""
    app = pilot.app
    assert isinstance(app, NewsviewApp)
    await pilot.pause()
    if isinstance(app.screen, OverviewScreen) or not hasattr(app.screen, "opened"):
        await pilot.press("enter")
        await pilot.pause()
    return app


async def test_opening_it_says_so_and_changes_nothing(make_app: MakeApp, annotated: str) -> None:
    """How many were found again, and which key moves them."""
    async with make_app().run_test(size=WIDE) as pilot:
        app = await reopened(pilot)
        before = len(app.session.annotations.mentions(annotated))
        found = before - 2
        assert f"M moves {found} that were found again" in reader_of(app).said
        assert "then M lists the other 2" in reader_of(app).said
        assert kept(app) == []


async def test_m_moves_what_was_found_in_one_step(make_app: MakeApp, annotated: str) -> None:
    """With the tags; u takes all of it back."""
    async with make_app().run_test(size=WIDE) as pilot:
        app = await reopened(pilot)
        total = len(app.session.annotations.mentions(annotated))
        await pilot.press("M")
        await pilot.pause()
        assert len(kept(app)) == total - 2
        text = reader_of(app).opened.article.text
        assert all(text[m.start : m.end] == m.text for m in kept(app))
        record = reader_of(app).opened.record
        assert record is not None and record.tags == ("economia",)
        assert "2 could not be placed" in reader_of(app).said
        await pilot.press("u")
        await pilot.pause()
        assert kept(app) == []
        assert len(app.session.annotations.mentions(annotated)) == total


async def test_the_others_are_listed_and_decided_on_one_by_one(
    make_app: MakeApp, annotated: str
) -> None:
    """The edited figure with both texts; the name that went, as not found."""
    async with make_app().run_test(size=WIDE) as pilot:
        app = await reopened(pilot)
        await pilot.press("M", "M")
        await pilot.pause()
        (figure,) = [row for row in waiting(app) if "4 milioni" in row]
        assert "[5 milioni di euro]" in figure
        screen = app.screen
        assert isinstance(screen, FormerScreen)
        row = next(row for row in screen.pane.rows if "4 milioni" in row.text)
        screen.pane.go_to(row.ids[0])
        await pilot.press("a")
        await pilot.pause()
        (gone,) = waiting(app)
        assert "Mondovì" in gone
        await pilot.press("j", "x")
        await pilot.pause()
        assert waiting(app) == []
        assert app.session.annotations.article(annotated) is None
        await pilot.press("q")
        await pilot.pause()
        assert decided(app)["5 milioni di euro"] == "accepted"
        assert reader_of(app).opened.article.text == NEW
        await pilot.press("M")
        assert "nothing is kept of a former text" in reader_of(app).said


async def test_all_that_have_a_place_are_moved_after_asking(
    make_app: MakeApp, annotated: str
) -> None:
    """The other one waits on; another key lets all be."""
    async with make_app().run_test(size=WIDE) as pilot:
        app = await reopened(pilot)
        await pilot.press("M", "M")
        await pilot.pause()
        await pilot.press("A", "j")
        await pilot.pause()
        assert len(waiting(app)) == 2
        await pilot.press("A", "A")
        await pilot.pause()
        (gone,) = waiting(app)
        assert "Mondovì" in gone
        await pilot.press("A")
        assert len(app.session.annotations.mentions(annotated)) == 1


async def test_read_only_nothing_moves(make_app: MakeApp, annotated: str) -> None:
    """It says that it cannot be changed."""
    async with make_app(read_only=True).run_test(size=WIDE) as pilot:
        app = await reopened(pilot)
        await pilot.press("M")
        await pilot.pause()
        assert "read-only" in reader_of(app).said
        assert kept(app) == []


async def test_a_renamed_file_has_no_former_text(
    make_app: MakeApp, corpus: Path, annotated: str
) -> None:
    """Its text stands under another name, where its annotations are."""
    (corpus / "b.txt").write_text(OLD, "utf-8")
    async with make_app().run_test(size=WIDE) as pilot:
        app = await reopened(pilot)
        assert reader_of(app).said == ""
        await pilot.press("M")
        assert "nothing is kept" in reader_of(app).said


async def test_fields_of_another_program_go_along(
    make_app: MakeApp, corpus: Path, annotated: str
) -> None:
    """Records with unknown fields are shown, decided on and moved like any other."""
    path = corpus / "newsview.json"
    tables = json.loads(path.read_bytes())
    for row in tables["mentions"].values():
        row["umore"] = {"lieto": [1]}
    tables["articles"]["1"]["umore"] = "x"
    path.write_text(json.dumps(tables))
    async with make_app().run_test(size=WIDE) as pilot:
        app = await reopened(pilot)
        await pilot.press("M", "N", "x", "u", "E", "q", "F", "q")
        await pilot.pause()
        moved = kept(app)
        assert moved and all(m.more == {"umore": {"lieto": [1]}} for m in moved)
        record = reader_of(app).opened.record
        assert record is not None and record.more == {"umore": "x"}
    app.session.annotations.close()
    rows = json.loads(path.read_bytes())["mentions"].values()
    assert all(row["umore"] == {"lieto": [1]} for row in rows)


async def test_what_a_colleague_moves_shows_on_the_former_texts_screen(
    make_app: MakeApp, corpus: Path, annotated: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One row fewer within a moment, and the key that moves it finds it done."""
    async with make_app().run_test(size=WIDE) as pilot:
        app = await reopened(pilot)
        await pilot.press("M", "M")
        await pilot.pause()
        assert len(waiting(app)) == 2
        with Annotations.open(corpus / "newsview.json") as theirs:
            bruno = Session(Corpus.open([corpus]), theirs, "bruno", DEFAULT_LABELS)
            article = bruno.article(0)
            former = bruno.former(article)
            assert former is not None
            (figure,) = [one for one in former.annotations if one.after]
            assert bruno.do(deciding(former, theirs, move=[figure]))
            app.look_at_others()
            await pilot.pause()
            (gone,) = waiting(app)
            assert "Mondovì" in gone
            assert theirs.mentions(annotated)[0].text == "Mondovì"
            monkeypatch.setattr("newsview.store.former.now", lambda: "2099-01-01T00:00:00Z")
            assert not app.session.do(deciding(former, theirs, move=[figure]))


async def test_the_history_of_a_move_names_both_texts(make_app: MakeApp, annotated: str) -> None:
    """Of a mention from where to where; a kept text is no line of it."""
    async with make_app().run_test(size=WIDE) as pilot:
        app = await reopened(pilot)
        await pilot.press("M")
        await pilot.pause()
        moved = kept(app)[0]
        reader_of(app).reader.goto(moved.start)
        await pilot.press("H")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, HistoryScreen)
        ((_, rows),) = app.screen.rows
        assert [who for _, who, _ in rows] == ["anna", "anna"]
        assert f"{annotated[:16]} → {sha256_of(NEW)[:16]}" in rows[0][2]
    lines = [
        line
        for entry in History(app.session.annotations.path).entries()
        for line in what_changed(entry)
    ]
    assert len(lines) > len(rows) and not any("packed" in line for line in lines)


def test_the_former_text_is_kept_once(annotated: str, corpus: Path) -> None:
    """With the first decision, so that its annotations can be found again."""
    with Annotations.open(corpus / "newsview.json", read_only=True) as annotations:
        assert annotations.text(annotated) == OLD


async def test_a_name_that_stands_twice_is_offered_at_each_place(
    make_app: MakeApp, annotated: str, corpus: Path
) -> None:
    """Nothing but the name speaks for a place, so no likeness is told; a person takes one."""
    text = "Altro giorno\n\nNel bosco di Mondovì nevica.\n\nIeri a Mondovì pioveva forte.\n"
    (corpus / "a.txt").write_text(text, "utf-8")
    async with make_app().run_test(size=WIDE) as pilot:
        app = await reopened(pilot)
        await pilot.press("M")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, FormerScreen)
        rows = [row for row in screen.pane.rows if "Mondovì" in row.text and row.ids]
        assert [row.right for row in rows] == ["place 1 of 2", "place 2 of 2"]
        assert not any(row.right.endswith("%") for row in screen.pane.rows)
        assert screen.pane.current is not None
        while screen.pane.current.offset != text.rindex("Mondovì"):
            await pilot.press("j")
            await pilot.pause()
        await pilot.press("a")
        await pilot.pause()
        (moved,) = [m for m in app.session.annotations.all_mentions() if m.text == "Mondovì"]
        assert moved.article == sha256_of(text)
        assert moved.start == text.rindex("Mondovì")


async def test_the_list_shows_that_a_former_text_waits(make_app: MakeApp, annotated: str) -> None:
    """With the key that is for it; the filter finds such articles, and no others."""
    async with make_app().run_test(size=WIDE) as pilot:
        app = await reopened(pilot)
        await pilot.press("L", "slash", *"has:former", "enter")
        await pilot.pause()
        assert "1 of 3 articles" in screen_text(app)
        (row,) = [line for line in screen_text(app).splitlines() if "a.txt" in line]
        assert " M " in row
        await pilot.press("enter", "M", "M", *"AA", *"x" * 9, "L", "escape")
        await pilot.pause()
        await pilot.press("slash", *"has:former", "enter")
        await pilot.pause()
        assert "0 of 3 articles" in screen_text(app)


def screen_text(app: NewsviewApp) -> str:
    """What stands on the screen."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())
