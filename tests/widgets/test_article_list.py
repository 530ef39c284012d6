"""The list widget: its cursor, its columns, and how little it draws."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from newsview.widgets.article_list import ArticleList
from newsview.widgets.listing import Listing, Row

from .listed import Listed


class Host(App[None]):
    """A list and nothing else."""

    def __init__(self, rows: int = 100) -> None:
        super().__init__()
        self.rows = Listed(
            Row(index=i, source=f"f{i}.txt", title=f"Titolo {i}", date="2026-01-01", waiting=i)
            for i in range(rows)
        )
        self.listing = Listing(self.rows)

    def compose(self) -> ComposeResult:
        yield ArticleList(self.listing)

    @property
    def articles(self) -> ArticleList:
        return self.query_one(ArticleList)


async def test_the_cursor_stays_in_the_list_and_in_sight() -> None:
    """Up at the top and down at the bottom do nothing; the cursor's row is always drawn."""
    app = Host()
    async with app.run_test(size=(80, 12)) as pilot:
        articles = app.articles
        articles.move("up")
        assert articles.cursor_index == 0
        for where in ("bottom", "page_up", "page_up", "top", "page_down"):
            articles.move(where)
            await pilot.pause()
            rows = [articles.render_line(y).text for y in range(12)]
            assert any(f"Titolo {articles.cursor_index} " in row for row in rows)
            assert "title" in rows[0]


@pytest.mark.parametrize("width", [60, 80, 120, 200])
async def test_rows_fill_every_width(width: int) -> None:
    """Each line is as wide as the screen, and the title is in it."""
    app = Host(3)
    async with app.run_test(size=(width, 8)):
        lines = [app.articles.render_line(y) for y in range(8)]
        assert {line.cell_length for line in lines} == {width}
        assert "Titolo 1" in lines[2].text


async def test_the_note_s_mark_stands_apart_from_the_number() -> None:
    """1✎ reads as one sign."""
    app = Host(1)
    app.rows.rows[0] = Row(index=0, source="f0.txt", title="Titolo", waiting=1, noted=True)
    async with app.run_test(size=(80, 8)):
        assert " 1 ✎ " in app.articles.render_line(1).text


async def test_filtering_keeps_the_cursor_on_its_article() -> None:
    """The article one was on stays chosen while it is shown; else the cursor is near."""
    app = Host()
    async with app.run_test(size=(80, 12)):
        articles = app.articles
        articles.select(40)
        articles.shown = [5, 40, 77]
        assert articles.cursor_index == 40
        articles.shown = [77]
        assert articles.cursor_index == 77
        articles.shown = []
        assert articles.cursor_index is None
        articles.move("down")
        assert articles.cursor_index is None


async def test_a_cursor_step_draws_two_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """The row left and the row reached, nothing else."""
    app = Host()
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        drawn: list[int] = []
        original = ArticleList.render_line

        def counted(self: ArticleList, y: int) -> object:
            drawn.append(y)
            return original(self, y)

        monkeypatch.setattr(ArticleList, "render_line", counted)
        app.articles.move("down")
        await pilot.pause()
        assert sorted(set(drawn)) == [1, 2]


async def test_an_unreadable_article_says_why() -> None:
    """Its row shows the reason where the title would stand."""
    app = Host(2)
    async with app.run_test(size=(80, 8)):
        app.rows.rows[1] = Row(index=1, source="f1.txt", problem="f1.txt: permission denied")
        app.articles.renew(1)
        assert "permission denied" in app.articles.render_line(2).text


async def test_hostile_names_are_shown_and_not_obeyed() -> None:
    """Markup, escape sequences and line breaks in names break no row."""
    app = Host(1)
    async with app.run_test(size=(100, 8)):
        title = "a\x1b[2J[red]b[/red]\nc\u202e"
        tags = ("[@click=app.quit]t",)
        app.rows.rows[0] = Row(index=0, source="x\ny.txt", title=title, tags=tags)
        app.articles.renew(0)
        row = app.articles.render_line(1)
        assert row.cell_length == 100
        assert not set(row.text) & {"\x1b", "\n", "\u202e"}
        assert "[red]b[/red]" in row.text
