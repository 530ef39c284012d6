"""A corpus that is still being listed while it is used, and one that was seen before."""

from __future__ import annotations

import os
import queue
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.message import Message

from newsview.nlp.identity import RULES
from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus
from newsview.store.model import DEFAULT_LABELS
from newsview.tui.app import NewsviewApp
from newsview.tui.background import Background
from newsview.tui.events import CorpusGrew, EntriesRead
from newsview.tui.screens.list import ListScreen
from newsview.tui.screens.reader import ReaderScreen
from newsview.tui.session import Session
from newsview.tui.settings import Settings
from newsview.tui.state import Place, place_in, remember_place
from newsview.widgets.article_list import ArticleList

from .conftest import AtOnce

ALL = 120
AT_ONCE = 20


class Idle(AtOnce):
    """Work beside the application that waits to be told."""

    def start(self) -> None:
        """Nothing yet."""


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of more articles than are listed at once."""
    monkeypatch.setattr("newsview.store.corpus.AT_ONCE", AT_ONCE)
    folder = tmp_path / "molti"
    folder.mkdir()
    for number in range(ALL):
        (folder / f"{number}.txt").write_text(f"Titolo {number}\n\nTesto {number}.\n", "utf-8")
    return folder


def begun(folder: Path) -> tuple[Session, NewsviewApp]:
    annotations = Annotations.open(folder / "newsview.json")
    session = Session(Corpus.begin([folder]), annotations, "anna", DEFAULT_LABELS)
    return session, NewsviewApp(session, Settings(), Idle)


def listed(app: NewsviewApp) -> ArticleList:
    assert isinstance(app.screen, ListScreen)
    return app.screen.articles


def names(articles: ArticleList) -> list[str]:
    return [articles.listing.row(index).source for index in articles.shown]


NATURAL = [f"{number}.txt" for number in range(ALL)]


async def test_the_list_grows_into_natural_order_round_the_cursor(large: Path) -> None:
    """What is listed can be moved in at once; the cursor then stays on its article."""
    session, app = begun(large)
    with session.annotations:
        async with app.run_test(size=(100, 20)) as pilot:
            articles = listed(app)
            assert len(articles.shown) == AT_ONCE
            await pilot.press("j", "j", "j")
            on = articles.cursor_index
            line = articles.place_of(on or 0) or 0 - articles.scroll_offset.y
            for order in session.corpus.rest():
                app.post_message(CorpusGrew(order))
                await pilot.pause()
                assert articles.cursor_index == on
                assert len(articles.shown) == len(order)
            app.post_message(CorpusGrew(None))
            await pilot.pause()
            assert names(articles) == NATURAL
            assert articles.cursor_index == on
            row = articles.render_line(articles.place_of(on or 0) + 1 - articles.scroll_offset.y)
            assert session.entries.name(on or 0) in row.text and line >= 0


async def test_a_cursor_that_was_never_moved_stays_at_the_top(large: Path) -> None:
    """Whatever came to stand above its article."""
    session, app = begun(large)
    with session.annotations:
        async with app.run_test(size=(100, 20)) as pilot:
            for order in session.corpus.rest():
                app.post_message(CorpusGrew(order))
            await pilot.pause()
            assert names(listed(app))[:1] == ["0.txt"]
            assert "0.txt" in listed(app).render_line(1).text


async def test_a_filter_and_an_order_hold_for_what_comes_later(large: Path) -> None:
    """As if all had been there when they were chosen."""
    session, app = begun(large)
    with session.annotations:
        async with app.run_test(size=(100, 20)) as pilot:
            await pilot.press("slash", "1", "1", "enter")
            for order in session.corpus.rest():
                app.post_message(CorpusGrew(order))
            await pilot.pause()
            assert names(listed(app)) == [name for name in NATURAL if "11" in name]


@pytest.mark.parametrize("reading", [True, False])
async def test_one_comes_back_to_an_article_that_is_listed_late(large: Path, reading: bool) -> None:
    """Unless one has gone elsewhere; and leaving before that forgets nothing."""
    session, app = begun(large)
    there = {session.entries.name(index) for index in range(AT_ONCE)}
    late = next(name for name in NATURAL if name not in there)
    with session.annotations:
        remember_place(session.annotations.path, "anna", Place(late, 0, reading))
        async with app.run_test(size=(100, 20)) as pilot:
            await pilot.pause()
            app.keep_place()
            assert place_in(session.annotations.path, "anna").source == late
            for order in session.corpus.rest():
                app.post_message(CorpusGrew(order))
            await pilot.pause()
            await pilot.pause()
            if reading:
                assert isinstance(app.screen, ReaderScreen)
                assert app.screen.opened.article.source == late
            else:
                index = listed(app).cursor_index
                assert index is not None and session.entries.name(index) == late


def test_what_cannot_be_listed_late_is_told_at_the_end(large: Path) -> None:
    """Tables come last; their rows are articles like others."""
    (large / "rotto.jsonl").write_text("questo non è JSON\n")
    rows = "".join(f"r{n},Un testo abbastanza lungo da essere un articolo {n}\n" for n in range(9))
    (large / "righe.csv").write_text(f"id,text\n{rows}")
    corpus = Corpus.begin([large])
    assert not corpus.is_whole and not corpus.problems
    order = list(corpus.rest())[-1]
    assert corpus.is_whole
    assert any("rotto.jsonl" in line for line in corpus.problems)
    found = [corpus.sources.name(index) for index in order]
    assert found == [*NATURAL, *(f"righe.csv#r{n}" for n in range(9))]


Start = Callable[[], tuple[Background, Session, "queue.Queue[Message]"]]


def looked_at(folder: Path) -> tuple[Session, dict[str, str], dict[str, int | None]]:
    """A round of looking: titles and known numbers of suggestions, by name."""
    posts: queue.Queue[Message] = queue.Queue()
    with Annotations.open(folder / "newsview.json") as annotations:
        session = Session(Corpus.open([folder]), annotations, "anna", DEFAULT_LABELS)
        background = Background(session, posts.put, RULES)
        background.start()
        titles: dict[str, str] = {}
        waiting: dict[str, int | None] = {}
        while True:
            message = posts.get(timeout=60)
            if isinstance(message, EntriesRead):
                for _, entry in message.entries:
                    titles[entry.source.name] = entry.title
                    waiting[entry.source.name] = entry.waiting
                if message.last:
                    break
        background.stop()
    return session, titles, waiting


def test_an_article_that_was_seen_is_not_read_again(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless its file is another now."""
    _, before, _ = looked_at(large)
    read: list[str] = []
    original = Session.look_at

    def noted(self: Session, index: int) -> object:
        read.append(self.corpus.sources.name(index))
        return original(self, index)

    monkeypatch.setattr(Session, "look_at", noted)
    path = large / "7.txt"
    path.write_text("Un altro titolo\n\nE un altro testo.\n", "utf-8")
    status = (large / "8.txt").stat()
    os.utime(large / "8.txt", ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    _, after, _ = looked_at(large)
    assert sorted(read) == ["7.txt", "8.txt"]
    assert after == {**before, "7.txt": "Un altro titolo"}


@pytest.mark.parametrize("junk", [b"no database" * 99, b""])
def test_a_broken_memory_is_passed_over(large: Path, junk: bytes, tmp_path: Path) -> None:
    """Everything is read again, and nothing is said."""
    _, before, _ = looked_at(large)
    (cache,) = tmp_path.rglob("corpora.sqlite")
    cache.write_bytes(junk)
    assert looked_at(large)[1] == before


def test_the_order_of_the_names_is_the_same_however_they_were_found(large: Path) -> None:
    """At once, or one part after the other."""
    (large / "sotto").mkdir()
    for name in ("10.txt", "9.txt", "B.txt", "a.txt", "01.txt"):
        (large / "sotto" / name).write_text("x")
    corpus = Corpus.begin([large])
    order: array[int] = array("i")
    for order in corpus.rest():  # noqa: B007, the last one counts
        pass
    at_once = [source.name for source in Corpus.open([large]).sources]
    assert [corpus.sources[index].name for index in order] == at_once
