"""Two people on one annotations file, each with an application of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from newsview.store import decisions
from newsview.tui.screens.help import HelpScreen
from newsview.tui.screens.history import HistoryScreen
from newsview.tui.screens.list import ListScreen
from newsview.tui.screens.reader import ReaderScreen
from newsview.widgets.completion import CompletionInput
from newsview.widgets.fact_form import FactForm
from tests.tui.colleague import Colleague
from tests.tui.conftest import MakeApp


@pytest.fixture
def bruno(corpus: Path):  # type: ignore[no-untyped-def]
    """The colleague, who leaves at the end."""
    colleague = Colleague(corpus)
    yield colleague
    colleague.annotations.close()


async def test_what_a_colleague_does_shows_while_one_reads(
    make_app: MakeApp, bruno: Colleague
) -> None:
    """Marks and progress follow; the caret stays where it is."""
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "n", "l", "l")
        reader = app.screen
        assert isinstance(reader, ReaderScreen)
        caret = reader.reader.caret
        bruno.accept("Cuneo")
        bruno.accept("Mondovì")
        app.look_at_others()
        await pilot.pause()
        accepted = [m.text for m in reader.opened.mentions if m.status == "accepted"]
        assert accepted == ["Cuneo", "Mondovì"]
        assert reader.reader.caret == caret
        assert "2/" in reader.status.parts.decided


async def test_the_status_line_says_what_is_at_the_caret_now(
    make_app: MakeApp, bruno: Colleague
) -> None:
    """A colleague decides on the mention that one looks at."""
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "n")
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        target = screen.target()
        assert target is not None and screen.said.startswith(f"? {target.label}")
        bruno.relabel(target.text, "MISC", target.start)
        app.look_at_others()
        await pilot.pause()
        assert "MISC" in screen.said and "?" not in screen.said


async def test_the_list_follows_a_colleague(make_app: MakeApp, bruno: Colleague) -> None:
    """Status and counts of an article that somebody else works on."""
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ListScreen)
        waiting = screen.articles.listing.row(0).waiting
        assert waiting is not None
        bruno.accept("Cuneo")
        bruno.session.do(decisions.set_status(bruno.opened, "done", "bruno"))
        app.look_at_others()
        await pilot.pause()
        row = screen.articles.listing.row(0)
        assert (row.status, row.waiting) == ("done", waiting - 1)


async def test_a_change_that_meets_anothers_says_so(make_app: MakeApp, bruno: Colleague) -> None:
    """Both relabel the same mention: the last one wins, and both are told."""
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "n")
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        target = screen.target()
        assert target is not None
        bruno.relabel(target.text, "MISC", target.start)
        await pilot.press("1")
        assert "bruno changed this too: label MISC was replaced" in screen.said
        (kept,) = bruno.there(target.start)
        assert kept.label == "PER"


async def test_a_decision_of_ones_own_that_somebody_changes_is_told(
    make_app: MakeApp, bruno: Colleague
) -> None:
    """With who it was, and where both can be seen."""
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "n")
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        target = screen.target()
        assert target is not None
        await pilot.press("1")
        bruno.relabel(target.text, "LOC", target.start)
        app.look_at_others()
        await pilot.pause()
        assert f"bruno changed your PER {target.text}: label PER → LOC" in screen.said
        bruno.session.undo()
        app.look_at_others()
        await pilot.pause()
        assert f"bruno undid a change of your PER {target.text}: label LOC → PER" in screen.said


async def test_a_note_on_what_one_decided_is_told_as_a_note(
    make_app: MakeApp, bruno: Colleague
) -> None:
    """Nothing that was decided is other: not while it stands, nor when it is taken back."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "n", "a")
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        (mine,) = [m for m in screen.opened.mentions if m.status == "accepted"]
        bruno.note(mine.text, "è la stessa?", mine.start)
        app.look_at_others()
        wrote = f"bruno wrote a note on your {mine.label} {mine.text}: è la stessa?"
        assert screen.said == wrote
        bruno.session.undo()
        app.look_at_others()
        assert screen.said == f"bruno took back a note on your {mine.label} {mine.text}"


async def test_that_a_colleague_begins_an_article_is_no_change_of_ones_own(
    make_app: MakeApp, bruno: Colleague
) -> None:
    """One tagged it, and it was to do; the first decision sets it under way."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "T", *"porti", "enter")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        before = screen.said
        bruno.accept("Cuneo")
        app.look_at_others()
        assert screen.said == before


async def test_what_one_does_in_another_window_hides_nobody_elses_change(
    make_app: MakeApp, bruno: Colleague, corpus: Path
) -> None:
    """One's own change is not told; that of a colleague behind it is."""
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "n", "a", "a")
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        first, second = [m for m in screen.opened.mentions if m.status == "accepted"]
        window = Colleague(corpus, "anna")
        window.relabel(first.text, "MISC", first.start)
        bruno.relabel(second.text, "MISC", second.start)
        app.look_at_others()
        changed = f"{second.label} {second.text}: label {second.label} → MISC"
        assert f"bruno changed your {changed}" in screen.said
        assert "more" not in screen.said
        window.annotations.close()


async def test_both_accept_the_same_suggestion_at_once(make_app: MakeApp, bruno: Colleague) -> None:
    """One record comes of it, and nothing to quarrel about."""
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "n")
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        target = screen.target()
        assert target is not None
        step = decisions.accept(bruno.opened, bruno.mention(target.text, target.start), "bruno")
        mine = decisions.accept(screen.opened, target, "anna")
        assert bruno.session.do(step)
        screen.keep(mine)
        assert len(bruno.there(target.start)) == 1
        assert "bruno" not in screen.said


async def test_undo_leaves_what_a_colleague_changed_since(
    make_app: MakeApp, bruno: Colleague
) -> None:
    """And says whose it is."""
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "n")
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        target = screen.target()
        assert target is not None
        await pilot.press("1")
        bruno.relabel(target.text, "MISC", target.start)
        await pilot.press("u")
        assert screen.said.startswith("not undone: ")
        assert " · bruno made it MISC since" in screen.said
        (kept,) = bruno.there(target.start)
        assert kept.label == "MISC"


async def test_undo_says_what_comes_back(make_app: MakeApp, bruno: Colleague) -> None:
    """A rejection of the colleague's, from before one's own label."""
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "n", "a", "p", "P")
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        target = screen.target()
        assert target is not None and target.status == "accepted"
        step = decisions.reject(bruno.opened, bruno.mention(target.text, target.start), "bruno")
        bruno.session.do(step)
        app.look_at_others()
        await pilot.press("4")
        bruno.relabel(target.text, "LOC", target.start)
        bruno.session.undo()
        app.look_at_others()
        await pilot.press("u")
        again = f"rejected as {target.label} again"
        assert screen.said == f"undone: {target.label} is now MISC: {target.text} · {again}"
        (kept,) = bruno.there(target.start)
        assert (kept.label, kept.status) == (target.label, "rejected")


async def test_of_many_both_numbers_are_told(make_app: MakeApp, bruno: Colleague) -> None:
    """How many of a bulk step went back, and how many stayed with whose they are."""
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "n", "A", "A")
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        done = [m for m in screen.opened.mentions if m.status == "accepted"]
        assert len(done) > 1
        bruno.relabel(done[-1].text, "MISC", done[-1].start)
        await pilot.press("u")
        assert screen.said.startswith(f"undone {len(done) - 1}, not undone 1: ")
        assert " · bruno made it MISC since" in screen.said


async def test_two_notes_are_two_lines(make_app: MakeApp, bruno: Colleague) -> None:
    """Those written at the same time, and one that is begun where the other's stands already."""
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "C", *"mia")
        bruno.session.do(decisions.note_article(bruno.opened, "di bruno", "bruno"))
        await pilot.press("enter")
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        assert "bruno wrote a note at the same time: both stand there" in screen.said
        record = bruno.opened.record
        assert record is not None and record.note == "di bruno\nmia"
        await pilot.press("u")
        assert "what bruno wrote in the note stays" not in screen.said
        await pilot.press("C", *"altra", "enter")
        record = bruno.opened.record
        assert record is not None and record.note == "di bruno\naltra"
        bruno.session.undo()
        record = bruno.opened.record
        assert record is not None and record.note == "altra"


async def test_two_forms_on_one_fact_are_told(make_app: MakeApp, bruno: Colleague) -> None:
    """One fact comes of it, and whose words gave way is said."""
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        (fact,) = screen.opened.facts
        screen.edit_fact([fact], lambda edited: screen._keep_fact(edited, [fact]))
        await pilot.pause()
        edited = replace(fact, predicate="costa")
        step = decisions.keep_fact(bruno.opened, edited, "bruno", [fact])
        bruno.session.do(step)
        fields = screen.query_one(FactForm).query(CompletionInput)
        next(one for one in fields if one.value == "è costato").value = "costerà"
        await pilot.press("enter")
        assert "bruno changed this too: predicate costa was replaced" in screen.said
        (kept,) = bruno.opened.facts
        assert (kept.predicate, kept.annotator) == ("costerà", "bruno")


async def test_who_else_has_the_article_open_shows(make_app: MakeApp, bruno: Colleague) -> None:
    """In the heading, for as long as they are there."""
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        sha256 = bruno.session.article(0).sha256
        bruno.annotations.presence.tell("bruno", sha256)
        app.look_at_others()
        heading = app.screen.query_one("#heading")
        assert "also here: bruno" in str(heading.render())
        here = bruno.annotations.presence.others()
        assert [(one.by, one.article) for one in here] == [("anna", sha256)]
        bruno.annotations.presence.tell("bruno", None)
        app.look_at_others()
        assert "bruno" not in str(heading.render())


async def test_the_history_of_a_mention_and_of_an_article(
    make_app: MakeApp, bruno: Colleague
) -> None:
    """Who changed what, the newest first; esc goes back."""
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "n")
        target = app.screen.target()  # type: ignore[attr-defined]
        await pilot.press("1")
        bruno.relabel(target.text, "MISC", target.start)
        bruno.accept("Mondovì")
        app.look_at_others()
        app.screen.reader.goto(target.start)  # type: ignore[attr-defined]
        await pilot.press("H")
        await app.workers.wait_for_complete()
        await pilot.pause()
        sheet = app.screen
        assert isinstance(sheet, HistoryScreen)
        ((_, rows),) = sheet.rows
        assert [who for _, who, _ in rows] == ["bruno", "anna"]
        assert "label PER → MISC" in rows[0][2]
        await pilot.press("escape", "L", "H")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        ((_, rows),) = app.screen.rows
        assert [who for _, who, _ in rows] == ["bruno", "bruno", "anna"]


async def test_nothing_is_done_where_nothing_changed(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No screen is drawn anew and no document looked at."""
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        app.look_at_others()

        def never(*_args: object) -> None:
            raise AssertionError("looked at")

        with monkeypatch.context() as patched:
            patched.setattr(app.session.annotations._storage, "_follow", never)
            patched.setattr(ListScreen, "reload", never)
            app.look_at_others()


def test_undo_goes_on_where_an_earlier_session_ended(corpus: Path) -> None:
    """Steps of one's own, bulk ones too, over closing and reopening; not those of others."""
    first = Colleague(corpus, "anna")
    first.accept("Cuneo")
    step = decisions.propagate(first.opened, first.mention("Cuneo"), "anna")
    assert first.session.do(step)
    first.relabel("Mondovì", "ORG")
    first.annotations.close()
    other = Colleague(corpus, "bruno")
    other.accept("Istituto Boreale")
    other.annotations.close()
    again = Colleague(corpus, "anna")
    undone = [again.session.undo() for _ in range(4)]
    assert undone[3] is None and all(undone[:3])
    decided = [m.text for m in again.opened.mentions if m.status != "suggested"]
    assert decided == ["Istituto Boreale"]
    again.annotations.close()
    third = Colleague(corpus, "anna")
    assert third.session.redo() is not None
    decided = [m.text for m in third.opened.mentions if m.status != "suggested"]
    assert decided == ["Cuneo", "Istituto Boreale"]
    third.annotations.close()


def test_undoing_an_earlier_sessions_step_leaves_what_others_changed(corpus: Path) -> None:
    """The field that somebody changed since stays theirs; the others are taken back."""
    first = Colleague(corpus, "anna")
    first.relabel("Mondovì", "ORG")
    mention = first.mention("Mondovì")
    first.session.do(decisions.tag_mention(first.opened, mention, ("a",), "anna"))
    first.annotations.close()
    other = Colleague(corpus, "bruno")
    step = decisions.tag_mention(other.opened, other.mention("Mondovì"), ("b",), "bruno")
    other.session.do(step)
    other.annotations.close()
    again = Colleague(corpus, "anna")
    assert again.session.undo() is not None
    (conflict,) = again.session.conflicts
    assert (conflict.by, conflict.field, conflict.replaced) == ("bruno", "tags", False)
    assert again.mention("Mondovì").tags == ("b",)
    again.annotations.close()


async def test_another_programs_edit_is_said_while_one_works(make_app: MakeApp) -> None:
    """On the status line once, and in the list of notices for as long as one stays."""
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        annotations = app.session.annotations
        await pilot.press("d")
        annotations._storage.checkpoint()
        with annotations.path.open("ab") as file:
            file.write(b" ")
        app.look_at_others()
        await pilot.pause()
        assert "another program" in app.main.said
        (line,) = annotations.warnings
        await pilot.press("u")
        app.look_at_others()
        await pilot.press("!")
        await pilot.pause()
        shown = app.screen
        assert isinstance(shown, HelpScreen)
        assert line in [row[-1] for _, rows in shown.rows for row in rows]
    assert app.others.untold() == []
    annotations.close()
    assert len(app.others.untold()) == 1, "and once more where it is kept, on leaving"


async def test_what_the_bottom_line_had_no_room_for_can_be_read(
    make_app: MakeApp, bruno: Colleague
) -> None:
    """It stays in its row, above it the keys; ! shows all of it."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "n", "a", "T")
        await pilot.pause()
        bruno.session.do(decisions.tag_article(bruno.opened, ("porti",), "bruno"))
        await pilot.press(*"neve", "enter")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        said = screen.said
        assert len(said) > 78
        rows = [strip.text for strip in screen._compositor.render_strips()]
        assert "? help" in rows[-2]
        assert rows[-1].startswith(" tags of the article: neve · bruno changed this too")
        assert "… (!: all of it)" in rows[-1]
        await pilot.press("!")
        await pilot.pause()
        sheet = app.screen
        assert isinstance(sheet, HelpScreen)
        assert said in [row[-1] for _, rows in sheet.rows for row in rows]
