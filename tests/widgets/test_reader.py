"""The reader widget: where caret and selection go, what is drawn, and how little is drawn again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult

from newsview.store.model import Block, Mention, Origin, Verdict
from newsview.widgets.reader import Reader

TEXT = (
    "Un titolo\n\nMenu\nCookie\n\n"
    "L’INFN di Pavia apre 🎉 un laboratorio. La città è contenta.\n\n"
    "Il secondo capoverso nomina Pavia ancora.\n"
)
BODY = TEXT.index("L’INFN")
SECOND = TEXT.index("Il secondo")
BLOCKS = (
    Block(0, 9, "title"),
    Block(TEXT.index("Menu"), TEXT.index("Cookie") + 6, "boilerplate"),
    Block(BODY, TEXT.index("\n\nIl secondo"), "body"),
    Block(SECOND, len(TEXT) - 1, "body"),
)


def mention(
    text: str,
    label: str = "ORG",
    status: Verdict = "suggested",
    origin: Origin = "model",
    nth: int = 0,
) -> Mention:
    """A mention of the nth place of a text."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(text, start + 1)
    return Mention(
        id=f"{start}{label}", article="x", start=start, end=start + len(text), text=text,
        label=label, status=status, origin=origin,
    )  # fmt: skip


MENTIONS = (mention("INFN"), mention("Pavia", "LOC"), mention("Pavia", "LOC", nth=1))


class Host(App[None]):
    """A reader and nothing else."""

    def __init__(self, text: str = TEXT, mentions: Sequence[Mention] = MENTIONS) -> None:
        super().__init__()
        self.text = text
        self.mentions = mentions
        self.moved: list[Reader.CaretMoved] = []

    def compose(self) -> ComposeResult:
        yield Reader()

    def on_mount(self) -> None:
        blocks = BLOCKS if self.text == TEXT else ()
        self.reader.show("x", self.text, blocks, self.mentions)

    def on_reader_caret_moved(self, event: Reader.CaretMoved) -> None:
        self.moved.append(event)

    @property
    def reader(self) -> Reader:
        return self.query_one(Reader)

    def rows(self) -> list[str]:
        """What each row shows."""
        return [self.reader.render_line(y).text.strip() for y in range(self.size.height)]


async def test_the_caret_begins_on_the_title_and_furniture_is_folded() -> None:
    """The first thing seen is the story."""
    app = Host()
    async with app.run_test(size=(60, 12)):
        assert app.reader.caret == 0
        rows = app.rows()
        assert rows[0] == "Un titolo"
        assert rows[2] == "··· 2 lines folded (z opens): Menu · Cookie"
        assert "Cookie" not in rows


async def test_unfolding_shows_the_furniture_and_keeps_the_caret() -> None:
    """z and back: the caret stays on its word."""
    app = Host()
    async with app.run_test(size=(60, 12)):
        app.reader.goto(TEXT.index("laboratorio"))
        app.reader.toggle_fold()
        assert "Cookie" in app.rows()
        assert app.reader.caret == TEXT.index("laboratorio")


async def test_a_caret_in_furniture_stands_on_the_fold_when_it_is_folded() -> None:
    """Folding away what one looks at leaves the caret on its line, and z opens it again."""
    app = Host()
    async with app.run_test(size=(60, 12)):
        reader = app.reader
        reader.toggle_fold()
        reader.goto(TEXT.index("Cookie"))
        reader.toggle_fold()
        assert reader.fold is not None and reader.fold.lines == 2
        assert (reader.active, reader.token_span_at_caret()) == (None, (11, 11))
        reader.toggle_fold()
        assert reader.fold is None and reader.caret == TEXT.index("Menu")


TWO_FOLDS = "Menu\nCerca\n\nUn titolo\n\nTesto di Pavia.\n\nCookie di Pavia\nContatti\nNote\n"
FOLDED = (
    Block(0, 10, "boilerplate"),
    Block(12, 21, "title"),
    Block(23, 38, "body"),
    Block(TWO_FOLDS.index("Cookie"), len(TWO_FOLDS) - 1, "boilerplate"),
)


def with_two_folds(app: Host) -> Reader:
    """The reader with an article between two pieces of furniture."""
    app.reader.show("y", TWO_FOLDS, FOLDED, ())
    return app.reader


async def test_each_fold_is_opened_by_itself_at_its_line() -> None:
    """j and k lead to a fold's line; elsewhere all are opened, then all folded."""
    app = Host()
    async with app.run_test(size=(60, 14)):
        reader = with_two_folds(app)
        assert reader.move("line_up") and reader.fold is not None
        assert reader.toggle_fold() is not None
        assert "Cerca" in app.rows() and "Note" not in app.rows()
        reader.goto(TWO_FOLDS.index("Testo"))
        assert reader.toggle_fold() is None and not reader.folded
        assert "Cerca" in app.rows() and "Note" in app.rows()
        assert reader.toggle_fold() is None and reader.folded
        assert "Cerca" not in app.rows() and "Note" not in app.rows()
        assert reader.caret == TWO_FOLDS.index("Testo")


async def test_what_is_searched_for_opens_only_the_fold_it_is_in() -> None:
    """Found where nothing else would lead."""
    app = Host()
    async with app.run_test(size=(60, 14)):
        reader = with_two_folds(app)
        assert reader.search("pavia") == 2
        reader.next_hit(1)
        assert reader.folded and "Note" not in app.rows()
        reader.next_hit(1)
        assert reader.caret == TWO_FOLDS.index("Pavia", 40)
        assert "Note" in app.rows() and "Cerca" not in app.rows()


async def test_a_selection_steps_over_folds() -> None:
    """It would hold half a hidden line otherwise."""
    app = Host()
    async with app.run_test(size=(60, 14)):
        reader = with_two_folds(app)
        reader.goto(TWO_FOLDS.index("Testo"))
        reader.start_selection()
        reader.move("line_down")
        assert reader.fold is None
        reader.drop_selection()
        assert reader.move("line_down") and reader.fold is not None
        reader.start_selection()
        assert reader.selection is None


async def test_a_fold_s_line_never_breaks_the_column() -> None:
    """However long and hostile what is folded is."""
    text = "Titolo\n\n" + "\u202e漢字\x1b[31m" * 200 + "\n"
    app = Host()
    async with app.run_test(size=(40, 10)):
        app.reader.show("z", text, (Block(0, 6, "title"), Block(8, len(text), "boilerplate")), ())
        for y in range(10):
            strip = app.reader.render_line(y)
            assert strip.cell_length == 40
            assert "\u202e" not in strip.text and "\x1b" not in strip.text
        assert "1 line folded" in app.rows()[2]


async def test_next_suggestion_begins_with_the_first_even_at_the_caret() -> None:
    """A suggestion on the very first word is not skipped."""
    first = mention("Un titolo", "MISC")
    app = Host(mentions=(first, *MENTIONS))
    async with app.run_test(size=(60, 12)):
        assert app.reader.move("next_suggestion")
        assert app.reader.active == first
        assert app.reader.move("next_suggestion")
        assert app.reader.active == MENTIONS[0]


async def test_suggestions_in_order_and_back_and_no_further() -> None:
    """n n n, then nothing; p p."""
    app = Host()
    async with app.run_test(size=(60, 12)):
        reader = app.reader
        seen = []
        while reader.move("next_suggestion"):
            seen.append(reader.active)
        assert seen == list(MENTIONS)
        assert reader.move("prev_suggestion")
        assert reader.active == MENTIONS[1]


async def test_decided_ones_are_passed_over_by_n_and_met_by_capital_n() -> None:
    """n is for what waits, N for everything."""
    decided = mention("Pavia", "LOC", "accepted")
    app = Host(mentions=(MENTIONS[0], decided, MENTIONS[2]))
    async with app.run_test(size=(60, 12)):
        reader = app.reader
        reader.move("next_suggestion")
        reader.move("next_suggestion")
        assert reader.active == MENTIONS[2]
        reader.move("prev_mention")
        assert reader.active == decided


async def test_nested_mentions_are_visited_outer_first() -> None:
    """Two mentions at one place are both reached, and the innermost is the one under the caret."""
    outer, inner = mention("INFN di Pavia"), mention("INFN", "MISC")
    app = Host(mentions=(outer, inner))
    async with app.run_test(size=(60, 12)):
        reader = app.reader
        reader.goto(TEXT.index("INFN"))
        assert reader.active == inner
        reader.goto(0)
        reader.move("next_mention")
        assert reader.active == outer
        reader.move("next_mention")
        assert reader.active == inner


async def test_a_selection_grows_swaps_and_is_dropped() -> None:
    """v l l o h esc, by whole tokens."""
    app = Host()
    async with app.run_test(size=(60, 12)):
        reader = app.reader
        reader.goto(TEXT.index("apre"))
        reader.start_selection()
        reader.move("token_right")
        reader.move("token_right")
        assert reader.selection is not None
        assert TEXT[slice(*reader.selection)] == "apre 🎉 un"
        reader.swap_selection()
        reader.move("token_left")
        assert TEXT[slice(*reader.selection)] == "Pavia apre 🎉 un"
        reader.drop_selection()
        assert reader.selection is None


async def test_character_mode_moves_by_what_one_sees() -> None:
    """A letter with its accent, an emoji: one step each."""
    text = "cafe\u0301 👩‍🔬 fine"
    app = Host(text, ())
    async with app.run_test(size=(60, 12)):
        reader = app.reader
        reader.mode = "character"
        reader.goto(3)
        assert text[slice(*reader.token_span_at_caret())] == "e\u0301"
        reader.move("token_right")
        reader.move("token_right")
        assert text[slice(*reader.token_span_at_caret())] == "👩‍🔬"


@pytest.mark.parametrize(
    ("mode", "edge", "step", "text"),
    [
        ("token", "start", -1, "di Pavia"),
        ("token", "end", 1, "Pavia apre"),
        ("token", "end", -1, "di"),
        ("character", "start", 1, "avia"),
        ("character", "end", -1, "Pavi"),
    ],
)
async def test_edges_move_by_token_or_character(mode: str, edge: str, step: int, text: str) -> None:
    """Where < > , . put the edge of a mention of Pavia (of two tokens for the last but two)."""
    app = Host()
    async with app.run_test(size=(60, 12)):
        reader = app.reader
        reader.mode = mode  # type: ignore[assignment]
        start = TEXT.index("Pavia")
        end = start + 5
        if text == "di":
            start = TEXT.index("di Pavia")
        moved = reader.boundary(start if edge == "start" else end, step, edge)  # type: ignore[arg-type]
        span = (moved, end) if edge == "start" else (start, moved)
        assert TEXT[slice(*span)] == text


async def test_searching_ignores_case_and_goes_round() -> None:
    """Every place is counted; after the last comes the first."""
    app = Host()
    async with app.run_test(size=(60, 12)):
        reader = app.reader
        assert reader.search("pavia") == 2
        reader.next_hit(1)
        assert reader.caret == TEXT.index("Pavia")
        reader.next_hit(1)
        assert reader.caret == TEXT.rindex("Pavia")
        reader.next_hit(1)
        assert reader.caret == TEXT.index("Pavia")
        assert reader.search("  ") == 0
        assert not reader.next_hit(1)


async def test_labels_as_text_shift_no_offset() -> None:
    """i writes each label behind its mention; the caret stays on its word."""
    app = Host()
    async with app.run_test(size=(60, 12)):
        reader = app.reader
        reader.goto(TEXT.index("contenta"))
        reader.beside = "labels"
        assert any("INFN⟨ORG⟩ di Pavia⟨LOC⟩" in row for row in app.rows())
        assert reader.caret == TEXT.index("contenta")


async def test_a_caret_step_draws_one_row_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Moving within a row costs that row, not the screen."""
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        reader = app.reader
        reader.goto(TEXT.index("Pavia"))
        await pilot.pause()
        drawn: list[int] = []
        original = Reader._drawn

        def counted(self: Reader, index: int) -> object:
            drawn.append(index)
            return original(self, index)

        monkeypatch.setattr(Reader, "_drawn", counted)
        reader.move("token_right")
        await pilot.pause()
        assert len(set(drawn)) == 1


async def test_deciding_draws_only_the_rows_of_what_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An accepted mention in one row leaves the others alone."""
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        drawn: list[int] = []
        original = Reader._drawn

        def counted(self: Reader, index: int) -> object:
            drawn.append(index)
            return original(self, index)

        monkeypatch.setattr(Reader, "_drawn", counted)
        accepted = mention("Pavia", "LOC", "accepted", nth=1)
        app.reader.set_mentions((*MENTIONS[:2], accepted))
        await pilot.pause()
        assert len(set(drawn)) == 1


async def test_every_row_fills_the_width_at_any_size() -> None:
    """No row is longer or shorter than the screen, wide glyphs and all, after resizing."""
    text = TEXT + "日本語のテキスト " * 30 + "e\u0301" * 200 + "\n" + "x" * 500
    app = Host(text, ())
    async with app.run_test(size=(120, 40)) as pilot:
        for width in (120, 61, 80, 37):
            await pilot.resize_terminal(width, 40)
            await pilot.pause()
            assert {app.reader.render_line(y).cell_length for y in range(40)} == {width}


async def test_scrolling_lands_inside_the_screen() -> None:
    """Going down past the edge leaves rows of room below, so that not each step scrolls."""
    app = Host("parola\n" * 100, ())
    async with app.run_test(size=(60, 12)) as pilot:
        reader = app.reader
        tops = []
        for _ in range(40):
            reader.move("line_down")
            await pilot.pause()
            tops.append(reader.scroll_offset.y)
            assert 0 <= reader._view.row_of(reader.caret) - tops[-1] < 12
        assert 2 < len(set(tops)) < 10


async def test_an_empty_article_is_no_trouble() -> None:
    """Every motion and key works on nothing."""
    app = Host("", ())
    async with app.run_test(size=(60, 12)):
        reader = app.reader
        for motion in (*reader._motions.names, "next_suggestion", "prev_mention"):
            assert not reader.move(motion)
        reader.start_selection()
        assert reader.selection is None
        assert reader.token_span_at_caret() == (0, 0)
        assert reader.search("x") == 0
        assert reader.row == (1, 1)


async def test_looks_tell_decided_from_undecided() -> None:
    """Underlined waits, filled is accepted, bold and filled is one's own, rejected is plain."""
    marks = (
        mention("INFN"),
        mention("Pavia", "LOC", "accepted"),
        mention("laboratorio", "MISC", "accepted", "person"),
        mention("contenta", "PER", "rejected"),
    )
    app = Host(mentions=marks)
    async with app.run_test(size=(100, 12)):
        looks = {
            segment.text: segment.style
            for segment in app.reader.render_line(4)
            if segment.style is not None
        }
        plain = app.reader.rich_style.bgcolor
        assert looks["INFN"].underline and looks["INFN"].bgcolor == plain
        assert looks["Pavia"].bgcolor != plain and not looks["Pavia"].bold
        assert looks["laboratorio"].bgcolor != plain and looks["laboratorio"].bold
        assert not any(text.strip(" .") == "contenta" for text in looks)


async def test_without_colours_everything_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR: no colour reaches the screen, labels stand as text, looks differ by attributes."""
    monkeypatch.setenv("NO_COLOR", "1")
    marks = (
        mention("INFN"),
        mention("Pavia", "LOC", "accepted"),
        mention("laboratorio", "MISC", "accepted", "person"),
    )
    app = Host(mentions=marks)
    app.theme = "ansi-dark"
    async with app.run_test(size=(100, 12)):
        strip = app.reader.render_line(4)
        looks = {s.text: s.style for s in strip if s.style is not None}
        assert "⟨ORG⟩" in strip.text
        assert looks["INFN"].underline and not looks["INFN"].reverse
        assert looks["Pavia"].reverse and not looks["Pavia"].bold
        assert looks["laboratorio"].reverse and looks["laboratorio"].bold
        assert {s.style.color.name for s in strip if s.style and s.style.color} <= {"default"}


async def test_hostile_text_is_shown_and_not_obeyed() -> None:
    """Escape sequences, bidi overrides and markup reach the screen as harmless signs."""
    text = "prima \x1b[31mrosso\x1b]52;c;eA==\x07 \u202eribaltato [red]x[/] \x00\x9b2J\u200b fine"
    app = Host(text, ())
    async with app.run_test(size=(100, 12)):
        row = app.reader.render_line(0).text
        assert not set(row) & {"\x1b", "\x07", "\u202e", "\x00", "\x9b", "\u200b"}
        assert "[red]x[/]" in row
        assert row.strip().startswith("prima ␛[31mrosso")


async def test_values_stand_behind_figures_and_shift_no_offset() -> None:
    """With the label; names have none, and a decision leaves the value there."""
    figure = mention("secondo", "QUANTITY")
    app = Host(mentions=(*MENTIONS, figure))
    async with app.run_test(size=(60, 14)):
        reader = app.reader
        reader.goto(SECOND)
        reader.set_values({(figure.start, figure.end): "2 capoversi"})
        assert not any("2 capoversi" in row for row in app.rows())
        reader.beside = "values"
        assert "Il secondo⟨QUANTITY 2 capoversi⟩ capoverso nomina" in "".join(app.rows())
        assert any("INFN⟨ORG⟩ di" in row for row in app.rows())
        assert reader.caret == SECOND
        reader.set_mentions((mention("secondo", "QUANTITY", "accepted"),))
        assert any("secondo⟨QUANTITY 2 capoversi⟩" in row for row in app.rows())
        reader.beside = "labels"
        assert any("secondo⟨QUANTITY⟩ capoverso" in row for row in app.rows())


async def test_a_long_value_is_cropped_to_half_a_row() -> None:
    """No row grows beyond the column."""
    figure = mention("secondo", "QUANTITY")
    app = Host(mentions=(figure,))
    async with app.run_test(size=(30, 20)):
        app.reader.set_values({(figure.start, figure.end): "漢" * 50})
        app.reader.beside = "values"
        assert {app.reader.render_line(y).cell_length for y in range(20)} == {30}
        assert any("…" in row for row in app.rows())


@pytest.mark.parametrize("colours", [True, False])
async def test_evidence_is_marked_and_comes_into_sight(
    colours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the margin on any terminal; the caret stays, and is what is seen afterwards."""
    if not colours:
        monkeypatch.setenv("NO_COLOR", "1")
    app = Host("Titolo.\n\n" + "Una frase.\n\n" * 30 + "La prova.\n")
    async with app.run_test(size=(40, 8)):
        reader = app.reader
        reader.goto(0)
        at = reader._document.text.index("La prova")
        reader.show_evidence([(at, at + 9)])
        assert any(app.reader.render_line(y).text.startswith("▌La prova") for y in range(8))
        assert reader.caret == 0
        reader.show_evidence(())
        assert app.rows()[0] == "Titolo."
        assert not any("▌" in app.reader.render_line(y).text for y in range(8))
