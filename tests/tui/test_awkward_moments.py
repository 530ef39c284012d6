"""What others do while a screen comes up, a field is open, a question waits, a key is at work."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest

import newsview.tui.app
import newsview.tui.held
from newsview.nlp.linking import name_token
from newsview.store import decisions
from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus
from newsview.store.links import tell_apart
from newsview.store.model import DEFAULT_LABELS
from newsview.tui.screens.list import ListScreen
from newsview.tui.screens.reader import ReaderScreen
from newsview.tui.session import Session
from newsview.tui.state import Place, remember_place
from newsview.widgets.fact_form import FactForm
from tests.tui.colleague import Colleague
from tests.tui.conftest import TEXTS, MakeApp

SIZE = (120, 40)
TEXT = TEXTS["a.txt"]


@pytest.fixture(autouse=True)
def no_looks_but_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """The moments are the tests' to choose."""
    monkeypatch.setattr(newsview.tui.app, "LOOK_SECONDS", 3600)


@pytest.fixture
def bruno(corpus: Path) -> Iterator[Colleague]:
    """The colleague, who leaves at the end."""
    colleague = Colleague(corpus)
    yield colleague
    colleague.annotations.close()


@pytest.fixture
def anna(corpus: Path) -> Iterator[Session]:
    """A session without a screen."""
    with Annotations.open(corpus / "newsview.json") as annotations:
        yield Session(Corpus.open([corpus]), annotations, "anna", DEFAULT_LABELS)


async def test_news_that_come_while_the_reader_comes_up_are_shown(
    make_app: MakeApp, bruno: Colleague
) -> None:
    """What was decided, and who is there, though the screen has no place for it yet."""
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        bruno.accept("Cuneo")
        bruno.annotations.presence.tell("bruno", bruno.opened.article.sha256)
        app.read(0)
        assert not app.screen.is_mounted
        app.look_at_others()
        await pilot.pause()
        app.look_at_others()
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        assert "doing 1/" in screen.status.parts.decided
        assert "also here: bruno" in str(screen.query_one("#heading").render())


async def test_nobody_begins_where_somebody_else_of_the_account_reads(make_app: MakeApp) -> None:
    """Two people in one home: the second sees the list, and each comes back to their own place."""
    app = make_app(annotator="anna")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        other = make_app(annotator="bruno")
        async with other.run_test(size=SIZE) as second:
            await second.pause()
            assert isinstance(other.screen, ListScreen)
    again = make_app(annotator="anna")
    async with again.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(again.screen, ReaderScreen)


async def test_what_was_odd_at_the_start_is_said_where_one_was_reading(
    make_app: MakeApp,
) -> None:
    """The reader that one comes back to is not there yet when it is said."""
    app = make_app()
    app.notices = ["a list of names was not read"]
    remember_place(app.session.annotations.path, "anna", Place("a.txt", 3, reading=True))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        assert app.screen.said == "a list of names was not read"


async def test_the_first_decision_leaves_what_a_colleague_said_of_the_article(
    make_app: MakeApp, bruno: Colleague
) -> None:
    """Their tags and that it is done stay, though nothing of it was known here."""
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("enter", "n")
        bruno.session.do(decisions.tag_article(bruno.opened, ("porti",), "bruno"))
        bruno.session.do(decisions.set_status(bruno.opened, "done", "bruno"))
        await pilot.press("a")
        assert isinstance(app.screen, ReaderScreen)
        assert "accepted" in app.screen.said and "bruno" not in app.screen.said
        record = bruno.opened.record
        assert record is not None
        assert (record.tags, record.status, record.annotator) == (("porti",), "done", "bruno")
        await pilot.press("u")
        assert bruno.opened.record == record


async def test_both_tag_an_article_that_nothing_was_said_of(
    make_app: MakeApp, bruno: Colleague
) -> None:
    """A note and tags of two people both stay."""
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        bruno.session.do(decisions.note_article(bruno.opened, "da rivedere", "bruno"))
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        screen.keep(decisions.tag_article(screen.opened, ("porti",), "anna"))
        record = bruno.opened.record
        assert record is not None
        assert (record.tags, record.note) == (("porti",), "da rivedere")
        assert "bruno" not in screen.said


async def test_tags_that_come_while_the_field_is_open_are_not_lost_in_silence(
    make_app: MakeApp, bruno: Colleague
) -> None:
    """The last one wins, and it is said whose were replaced."""
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("enter", "n", "a", "T")
        await pilot.pause()
        bruno.session.do(decisions.tag_article(bruno.opened, ("porti",), "bruno"))
        app.look_at_others()
        await pilot.press(*"neve", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        assert "bruno changed this too: tags porti was replaced" in app.screen.said
        app.look_at_others()
        assert "tags porti was replaced" in app.screen.said
        assert "bruno changed your article a.txt: tags none → porti" in app.screen.said


async def test_a_fact_that_changes_while_its_form_is_open_keeps_both_changes(
    make_app: MakeApp, bruno: Colleague
) -> None:
    """The form changes what was typed in it and leaves the rest to whoever changed it."""
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        (suggested,) = screen.opened.facts
        screen.keep(decisions.keep_fact(screen.opened, suggested, "anna"))
        screen.reader.goto(TEXT.index("4 milioni"))
        for key in ("f", "enter"):  # the sentence's facts, then the one at the pane's cursor
            if key == "enter":
                await pilot.press("tab")
                screen.go_to_fact(screen.opened.facts[0])
            await pilot.press(key)
            await pilot.pause()
            assert screen.query_one(FactForm).fields.predicate.startswith("è costato")
            (fact,) = bruno.opened.facts
            bruno.session.do(
                decisions.note_fact(bruno.opened, fact, f"{fact.note} ancora", "bruno")
            )
            app.look_at_others()
            await pilot.press("tab", "end", "!", "enter")
            await pilot.pause()
        (fact,) = bruno.opened.facts
        assert (fact.predicate, fact.note) == ("è costato!!", "None ancora ancora")


async def test_a_line_about_others_waits_while_a_question_does(
    make_app: MakeApp, bruno: Colleague
) -> None:
    """An offer stays in sight until it is answered; then the line is said."""
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("enter", "n", "a", "A")
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        asked = screen.said
        assert "A or enter" in asked
        bruno.relabel("Terna Nova", "MISC")
        app.look_at_others()
        assert screen.said == asked
        await pilot.press("escape")
        app.look_at_others()
        assert "bruno changed your ORG Terna Nova: label ORG → MISC" in screen.said


async def test_the_heading_does_not_tell_of_who_was_at_the_article_before(
    make_app: MakeApp, bruno: Colleague
) -> None:
    """Not even until the next look."""
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        bruno.annotations.presence.tell("bruno", bruno.opened.article.sha256)
        app.look_at_others()
        heading = app.screen.query_one("#heading")
        assert "bruno" in str(heading.render())
        await pilot.press("right_square_bracket")
        assert "bruno" not in str(heading.render())
        await pilot.press("left_square_bracket")
        app.look_at_others()
        assert "bruno" in str(heading.render())


async def test_what_a_colleague_tells_apart_is_no_longer_shown_as_perhaps_the_same(
    make_app: MakeApp, bruno: Colleague
) -> None:
    """It belongs to no article, and changes what is shown of this one."""
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        start = TEXT.index("Pàstine è")
        step = decisions.add(bruno.opened, start, start + len("Pàstine"), "PER", "bruno")
        bruno.session.do(step)
        await pilot.pause()
        await pilot.press("enter")
        screen = app.screen
        assert isinstance(screen, ReaderScreen)

        def names_shown() -> list[str]:
            return [row.text for row in screen.pane.rows if "Pàstine" in row.text]

        together = names_shown()
        names = ("Niccolò Pàstine", "Pàstine")
        first, second = (name_token("PER", name) for name in names)
        bruno.session.do(tell_apart(first, second, names, "bruno"))
        app.look_at_others()
        await pilot.pause()
        assert len(names_shown()) > len(together)


async def test_the_list_counts_anew_where_suggestions_are_no_longer_in_memory(
    make_app: MakeApp, bruno: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are asked for again, and what a colleague decided is no longer counted."""
    monkeypatch.setattr(newsview.tui.held, "ALL_UP_TO", 0)
    monkeypatch.setattr(newsview.tui.held, "OF_MANY", 1)
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ListScreen)
        assert not app.session.has_suggestions(bruno.opened.article.sha256)
        waiting = screen.articles.listing.row(0).waiting
        assert waiting is not None
        bruno.accept("Cuneo")
        app.look_at_others()
        await pilot.pause()
        assert screen.articles.listing.row(0).waiting == waiting - 1


def test_a_name_that_was_taken_in_before_it_was_told_counts_once(
    anna: Session, bruno: Colleague
) -> None:
    """Else it would stay a known name after its only mention is gone."""
    article = anna.article(0)
    bruno.accept("Cuneo")
    with anna.annotations.exclusive():
        pass  # any change of one's own takes in what others did
    anna.open(article)
    anna.poll()
    assert any(m.text == "Cuneo" for m in anna.open(article).mentions if m.status == "suggested")
    assert bruno.session.undo() is not None
    anna.poll()
    assert anna.open(article).mentions == ()


def test_saying_where_one_is_never_waits(
    anna: Session, bruno: Colleague, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newsview that was stopped in the middle of a change must not stop the others' screens."""

    def never(_seconds: float) -> None:
        raise AssertionError("waited")

    presence = anna.annotations.presence
    with (corpus / "newsview.json-lock").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with monkeypatch.context() as patched:
            patched.setattr("newsview.store.journal.locks.time.sleep", never)
            presence.tell("anna", "x")
        assert bruno.annotations.presence.others() == []
    presence.tell("anna", "x")
    assert [one.by for one in bruno.annotations.presence.others()] == ["anna"]
