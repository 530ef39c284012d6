"""From screen to screen: list, filter, help, palette, facts, entities, and back out."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsview.store.model import DEFAULT_LABELS, Article, Suggestions
from newsview.tui.commands import commands
from newsview.tui.events import SuggestionsFailed, SuggestionsReady
from newsview.tui.screens.entities import EntitiesScreen
from newsview.tui.screens.help import HelpScreen
from newsview.tui.screens.list import ListScreen
from newsview.tui.screens.overview import FactsScreen
from newsview.tui.screens.reader import ReaderScreen
from newsview.tui.settings import Settings
from newsview.widgets.status_layout import status_lines

from .conftest import AtOnce, MakeApp, suggest


async def test_the_list_says_how_much_waits(make_app: MakeApp) -> None:
    """Each row knows its title, and how many suggestions nobody decided on."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ListScreen)
        listing = app.screen.articles.listing
        rows = [listing.row(index) for index in range(len(listing))]
        assert [row.title for row in rows][1:] == ["Il porto di Savona riparte", "Neve sulle Alpi"]
        assert rows[0].date == "2026-03-03"
        assert all(row.waiting for row in rows)


async def test_filtering_as_one_types_and_dropping_it(make_app: MakeApp) -> None:
    """/ narrows the list with each letter, esc in the prompt brings all back."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ListScreen)
        await pilot.press("slash", *"savona")
        await pilot.pause()
        assert list(app.screen.articles.shown) == [1]
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.articles.cursor_index == 1
        assert app.screen.status.parts.decided == "/savona: 1 of 3 articles"
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.screen.articles.shown) == 3
        assert app.screen.status.parts.decided == "3 of 3 articles"


async def test_the_next_article_is_the_next_of_the_list_as_shown(make_app: MakeApp) -> None:
    """] follows the filter and the order of the list."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        assert app.screen.opened.article.source == "b.txt"
        await pilot.press("left_square_bracket", "left_square_bracket")
        await pilot.pause()
        assert app.screen.opened.article.source == "a.txt"


async def test_doubled_g_goes_to_the_top_and_a_single_one_waits(make_app: MakeApp) -> None:
    """gg is the beginning of the article; g and another key is that other key."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "G")
        assert isinstance(app.screen, ReaderScreen)
        reader = app.screen.reader
        end = reader.caret
        assert end > 0
        await pilot.press("g", "i")
        assert reader.caret == end
        await pilot.press("g", "g")
        assert reader.caret == 0


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_help_lists_every_command_of_the_screen(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    """? in the reader shows the reader's keys; q leads back."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("enter", "question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        shown = {title for _, rows in app.screen.rows for _, title, _ in rows}
        for scope in ("moving", "deciding", "everywhere"):
            assert shown.issuperset(c.title for c in commands(scope, DEFAULT_LABELS))
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)


async def test_the_palette_runs_a_command_by_name(make_app: MakeApp) -> None:
    """: finds a command by its words and runs it on the screen it was opened from."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        folded = screen.reader.folded
        await pilot.press("colon")
        await pilot.pause()
        await pilot.press(*"fold/unfold")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert screen.reader.folded != folded


async def test_facts_and_entities_of_the_corpus_lead_to_their_articles(make_app: MakeApp) -> None:
    """F lists the facts, E the entities; o opens a fact's article at the place."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("F")
        await pilot.pause()
        assert isinstance(app.screen, FactsScreen)
        await pilot.press("j", "o")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        article = app.screen.opened.article
        assert article.source == "a.txt"
        assert article.text[app.screen.reader.caret :].startswith("4 milioni di euro")
        await pilot.press("E")
        await pilot.pause()
        assert isinstance(app.screen, EntitiesScreen)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)


async def test_q_leads_back_and_then_out(make_app: MakeApp) -> None:
    """From the reader to the list, from the list out."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, ListScreen)
        await pilot.press("q")
        await pilot.pause()
    assert not app.is_running


async def test_the_next_newsview_opens_where_they_were(make_app: MakeApp) -> None:
    """Article and caret come back after leaving from the reader."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("j", "enter")
        await pilot.pause()
        await pilot.press("w", "w", "w")
        assert isinstance(app.screen, ReaderScreen)
        caret = app.screen.reader.caret
        app.keep_place()
    app.session.annotations.close()
    again = make_app()
    async with again.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert isinstance(again.screen, ReaderScreen)
        assert again.screen.opened.article.source == "b.txt"
        assert again.screen.reader.caret == caret


async def test_an_article_that_vanished_is_told_in_one_line(
    make_app: MakeApp, corpus: Path
) -> None:
    """Opening a file that is gone says so and stays in the list."""
    app = make_app()
    (corpus / "a.txt").unlink()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ListScreen)
        assert app.screen.status.parts.is_error


async def test_own_keys_and_labels_take_the_place_of_the_default_ones(make_app: MakeApp) -> None:
    """A project's settings rebind a command and name the labels."""
    settings = Settings(labels=("CHI", "DOVE"), keys={"deciding.accept": ("y",)})
    app = make_app(settings=settings)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        key = app.screen.opened.article.sha256
        await pilot.press("n", "a")
        assert app.session.annotations.mentions(key) == []
        await pilot.press("y", "2")
        assert {m.label for m in app.session.annotations.mentions(key)} >= {"DOVE"}


async def test_searching_in_the_article_and_again(make_app: MakeApp) -> None:
    """/ goes to the next place; / and enter goes on to the one after, round the end."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        text = app.screen.opened.article.text
        await pilot.press("slash", *"pàstine", "enter")
        await pilot.pause()
        first = app.screen.reader.caret
        assert text[first:].startswith("Pàstine")
        await pilot.press("slash", "enter")
        await pilot.pause()
        assert app.screen.reader.caret == text.rindex("Pàstine")
        await pilot.press("slash", "enter")
        await pilot.pause()
        assert app.screen.reader.caret == first
        await pilot.press("slash", *"zzz", "enter")
        await pilot.pause()
        assert "zzz" in app.screen.said


async def test_ctrl_c_tells_the_way_out_and_interrupts_nothing(make_app: MakeApp) -> None:
    """A habit from the shell costs no session."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "ctrl+c")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        assert "q goes back" in app.screen.said


async def test_what_is_to_be_known_at_the_start_is_told_in_the_list(make_app: MakeApp) -> None:
    """The rules stand in for the model, a list of names has a bad row."""
    app = make_app()
    app.notices = ["the Italian model is not installed"]
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "not installed" in app.screen.said


async def test_all_that_is_to_be_known_at_the_start_can_be_read(make_app: MakeApp) -> None:
    """The line tells the first and how many more there are; ! shows all of them."""
    app = make_app()
    app.notices = ["a.csv: not opened", "b.csv: not opened", "line 3 is odd"]
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "a.csv" in app.screen.said and "2 more: ! shows all" in app.screen.said
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        shown = [line.text for line in app.screen.sheet.lines]
        assert shown[1:] == app.notices


async def test_nothing_odd_is_told_as_such(make_app: MakeApp) -> None:
    """The key answers all the same."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("exclamation_mark")
        assert isinstance(app.screen, ListScreen)
        assert "nothing was odd" in app.screen.said


async def test_what_was_undone_is_not_told_of_the_next_row(make_app: MakeApp) -> None:
    """Moving on the entities screen takes the sentence of the last key away."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("E", "u")
        await pilot.pause()
        assert "nothing to undo" in app.screen.said
        await pilot.press("j")
        assert app.screen.said == ""


async def test_motions_say_that_there_is_nothing_further(make_app: MakeApp) -> None:
    """Up and down, suggestions and mentions; where all is decided, what to do next."""
    app = make_app(settings=Settings(labels=("PER", "LOC", "ORG")))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("j", "enter")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        for key, said in (
            ("p", "above"),
            ("P", "above"),
            ("N", "no mention below"),
            ("n", "below"),
        ):
            for _ in range(4):
                await pilot.press(key)
            assert said in screen.said
        await pilot.press("v")
        assert "1 to 3" in screen.said


async def test_the_list_counts_the_articles_that_were_suggested_for(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as some are missing; then the count goes."""
    waiting: list[Article] = []
    monkeypatch.setattr(AtOnce, "ask", lambda self, article, **how: waiting.append(article))
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "suggested 0/3" in app.screen.status.parts.decided
        app.post_message(SuggestionsReady(suggest(waiting[0])))
        await pilot.pause()
        assert "suggested 1/3" in app.screen.status.parts.decided
        for article in waiting[1:]:
            app.post_message(SuggestionsReady(suggest(article)))
        await pilot.pause()
        assert app.screen.status.parts.decided == "3 of 3 articles"


async def test_suggestions_are_awaited_whatever_keys_come_until_they_are_there(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not 0 of 0 decided, which would say that there is nothing to do; nor after they came."""
    asked: list[Article] = []
    monkeypatch.setattr(AtOnce, "ask", lambda self, article, **how: asked.append(article))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        status = app.screen.status
        for key in ("j", "l", "tab", "j", "tab", "n", "w"):
            await pilot.press(key)
            assert "awaited" in status.parts.decided and "0/0" not in status.parts.decided
        assert status.parts.said == ""
        assert "awaited" in status_lines(status.parts, status.content_size.width)[1]
        opened = app.screen.opened.article
        app.post_message(SuggestionsReady(suggest(opened)))
        await pilot.pause()
        total = len(suggest(opened).mentions)
        assert f"0/{total}" in status.parts.decided and "awaited" not in status.parts.decided
        await pilot.press("right_square_bracket", "j")
        await pilot.pause()
        assert "awaited" in status.parts.decided
        nothing = Suggestions(article=app.screen.opened.article.sha256, pipeline="test 1")
        app.post_message(SuggestionsReady(nothing))
        await pilot.pause()
        assert "0/0" in status.parts.decided


async def test_a_pipeline_that_failed_is_told_until_it_works(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever keys come after, the line says that nothing is suggested, and R asks again."""
    monkeypatch.setattr(AtOnce, "ask", lambda self, article, **how: None)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        status = app.screen.status
        assert "asking" in status.parts.said
        app.post_message(SuggestionsFailed(None, "no such pipeline"))
        await pilot.pause()
        assert status.parts.is_error and "no such pipeline" in status.parts.said
        await pilot.press("l", "j", "w")
        assert "R asks again" in status.parts.decided
        await pilot.press("n")
        assert status.parts.is_error and "no such pipeline" in status.parts.said

        def ask(self: AtOnce, article: Article, **how: object) -> None:
            self.post(SuggestionsReady(suggest(article)))

        monkeypatch.setattr(AtOnce, "ask", ask)
        await pilot.press("R")
        await pilot.pause()
        assert "no suggestions" not in status.parts.decided + status.parts.said
        await pilot.press("n")
        assert app.screen.reader.active is not None


async def test_the_next_article_is_one_that_can_be_read(make_app: MakeApp, corpus: Path) -> None:
    """A file without text is passed over, and is not taken for the end of the list."""
    (corpus / "b.txt").write_bytes(b"")
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ListScreen)
        assert "no text" in (app.screen.articles.listing.row(1).problem or "")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        assert app.screen.opened.article.source == "c.txt"


async def test_the_line_of_the_caret_is_no_measure_of_the_work(make_app: MakeApp) -> None:
    """It is told as a line of so many."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "G")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        row, rows = app.screen.reader.row
        assert row == rows > 1
        assert app.screen.status.parts.place == f"line {rows}/{rows}"
