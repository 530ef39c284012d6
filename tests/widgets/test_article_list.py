"""The list widget: its cursor, its columns, and how little it draws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from textual.app import App, ComposeResult

from newsview.widgets.article_list import ArticleList
from newsview.widgets.list_columns import Columns, columns
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


LONG = "Una notizia con un titolo che in ottanta colonne non trova posto tutto intero"


def wide(source: str = "000_1ecc39236889dcd8.txt", tags: tuple[str, ...] = ()) -> Host:
    """A list of long titles; the last of its rows, out of sight, has tags."""
    app = Host(40)
    for n in range(40):
        app.rows.rows[n] = Row(index=n, source=source, title=LONG, tags=tags if n == 39 else ())
    return app


async def test_no_room_is_kept_for_tags_that_nobody_gave() -> None:
    """Title and source have it; with the first tag in sight there is a column, as wide as it."""
    app = wide(tags=("a",))
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        head, row = (app.articles.render_line(y).text for y in (0, 1))
        assert "tags" not in head
        assert LONG[:38] in row and "000_1ecc39236" in row
        app.articles.move("bottom")
        await pilot.pause()
        head = app.articles.render_line(0).text
        assert head.rstrip().endswith("tags") and len(head) - len(head.rstrip()) == 0
        app.articles.move("top")
        await pilot.pause()
        assert app.articles.render_line(0).text == head, "columns do not jump to and fro"


async def test_a_tag_that_comes_and_goes_takes_room_and_gives_it_back() -> None:
    """In the row at hand."""
    app = wide()
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        before = app.articles.render_line(1).text
        row = app.rows.rows[0]
        app.rows.rows[0] = replace(row, tags=("porti",))
        app.articles.renew(0, words=False)
        assert "porti" in app.articles.render_line(1).text
        app.rows.rows[0] = row
        app.articles.renew(0, words=False)
        assert app.articles.render_line(1).text == before


async def test_short_names_and_titles_leave_their_room_to_others() -> None:
    """A source is shown whole where the titles are short."""
    app = Host(0)
    app.rows.rows = [Row(index=0, source="000_1ecc39236889dcd8.txt", title="Breve", tags=("auto",))]
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        row = app.articles.render_line(1).text
        assert "000_1ecc39236889dcd8.txt" in row and "auto" in row


async def test_only_rows_in_sight_are_asked_for_the_widths(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are, and none for a step of the cursor within the screen."""
    app = Host(5000)
    asked: list[int] = []
    row = Listed.row

    def counted(self: Listed, index: int) -> Row:
        asked.append(index)
        return row(self, index)

    monkeypatch.setattr(Listed, "row", counted)
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        assert max(asked) < 12
        asked.clear()
        app.articles.move("down")
        await pilot.pause()
        assert set(asked) == {0, 1}
        app.articles.move("bottom")
        await pilot.pause()
        assert len(set(asked)) < 40


@given(st.integers(0, 240), st.integers(0, 300), st.integers(0, 300), st.integers(0, 300))
def test_columns_fill_the_width_and_get_no_more_than_they_need(
    width: int, title: int, source: int, tags: int
) -> None:
    """The title has the rest."""
    given_ = columns(width, Columns(title, source, tags))
    assert given_.source <= source and given_.tags <= tags
    assert min(given_) >= 0
    if width >= 60:
        assert sum(given_) == width - 27
