"""Every motion leads to something that can be seen, and comes to an end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.store.model import Block
from newsview.widgets.text.document import Document
from newsview.widgets.text.layout import Layout, RowKind
from newsview.widgets.text.motion import OVERLAP, Caret, Mode, Motions, Selection
from newsview.widgets.text.tokens import Span, Tokens
from tests.widgets.text.test_wrap import labels_at, widths
from tests.widgets.text.texts import blocks_of, few_of_many, hard_texts, places

TEXT = "Primo capoverso. Seconda frase qui.\n\nAltro capoverso, più lungo del primo.\n"

FORWARD = ("token_right", "word_right", "line_down", "page_down", "sentence_next", "paragraph_next")
BACKWARD = ("token_left", "word_left", "line_up", "page_up", "sentence_prev", "paragraph_prev")

modes: st.SearchStrategy[Mode] = st.sampled_from(["token", "character"])


def motions(text: str, width: int = 40, mode: Mode = "token", *blocks: Block) -> Motions:
    """The motions through a text, with its furniture folded."""
    document = Document(text, blocks)
    made = Motions(document, Layout(document, width, folded=True))
    made.mode = mode
    return made


def walk(made: Motions, name: str, caret: Caret) -> list[Caret]:
    """Every place that pressing one key leads to; each further on than the one before."""
    way = [caret]
    while (moved := made.move(name, way[-1])) is not None:
        if name in FORWARD:
            assert moved.offset > way[-1].offset
        else:
            assert moved.offset < way[-1].offset
        way.append(moved)
    return way


def offsets(way: list[Caret]) -> list[int]:
    """Where they are."""
    return [caret.offset for caret in way]


def tokens_in_sight(made: Motions) -> list[Span]:
    """All tokens that no fold hides, in order."""
    tokens, found = Tokens(made.document), []
    token = tokens.after(0)
    while token is not None:
        if made.view.fold_at(token.start) is None:
            found.append(token)
        token = tokens.after(token.end)
    return found


def ends(made: Motions) -> tuple[Caret, Caret] | None:
    """The first and the last place there is."""
    top, bottom = made.move("top", Caret(-1)), made.move("bottom", Caret(-1))
    return None if top is None or bottom is None else (top, bottom)


@st.composite
def made_motions(draw: st.DrawFn) -> Motions:
    """The motions through some text with some blocks, folded or not, labelled or not."""
    text = draw(hard_texts | few_of_many)
    document = Document(text, blocks_of(text, draw(places)))
    labels = labels_at(text, draw(places))
    made = Motions(
        document, Layout(document, draw(widths), folded=draw(st.booleans()), inlays=labels)
    )
    made.mode = draw(modes)
    made.page = draw(st.integers(1, 6))
    return made


@pytest.mark.parametrize(
    ("motion", "start", "target"),
    [
        ("token_right", "capoverso. Sec", ". Seconda"),
        ("word_right", "capoverso. Sec", "Seconda"),
        ("token_left", "Seconda", ". Seconda"),
        ("word_left", "Seconda", "capoverso. Sec"),
        ("sentence_next", "capoverso. Sec", "Seconda"),
        ("sentence_next", "frase", "Altro"),
        ("sentence_prev", "frase", "Seconda"),
        ("sentence_prev", "Seconda", "Primo"),
        ("paragraph_next", "frase", "Altro"),
        ("paragraph_prev", "lungo", "Altro"),
        ("paragraph_prev", "Altro", "Primo"),
        ("top", "lungo", "Primo"),
        ("bottom", "Primo", ".\n"),
        ("line_down", "Primo", "Altro"),
        ("line_up", "capoverso,", "capoverso. Sec"),
        ("page_down", "Primo", "Altro"),
    ],
)
def test_where_motions_lead(motion: str, start: str, target: str) -> None:
    """One press each."""
    moved = motions(TEXT).move(motion, Caret(TEXT.index(start)))
    assert moved is not None
    assert TEXT[moved.offset :].startswith(target)


@pytest.mark.parametrize("motion", [*BACKWARD, "top"])
def test_there_is_nothing_before_the_first_word(motion: str) -> None:
    """The caret stays, and the key says so."""
    assert motions(TEXT).move(motion, Caret(0)) is None


@pytest.mark.parametrize("motion", [*FORWARD, "bottom"])
def test_there_is_nothing_after_the_last_token(motion: str) -> None:
    """The caret stays, and the key says so."""
    assert motions(TEXT).move(motion, Caret(TEXT.rindex("."))) is None


def test_an_unknown_motion_is_refused() -> None:
    """A name from a keymap that does not exist is an error, not a silent nothing."""
    with pytest.raises(KeyError):
        motions(TEXT).move("sideways", Caret(0))


def test_going_down_and_up_remembers_the_column() -> None:
    """A short row between two long ones does not shift the caret."""
    text = "una riga lunga abbastanza\nno\nun’altra riga molto lunga\n"
    made = motions(text)
    start = Caret(text.index("lunga"))
    down = walk(made, "line_down", start)
    assert [text[caret.offset :][:5] for caret in down] == ["lunga", "no\nun", "riga "]
    assert walk(made, "line_up", down[-1])[-1].offset == start.offset


def test_paging_leaves_some_rows_in_sight() -> None:
    """A page of ten rows goes eight rows on."""
    made = motions("parola\n" * 100)
    made.page = 10
    moved = made.move("page_down", Caret(0))
    assert moved is not None and moved.offset == 7 * (10 - OVERLAP)


def test_a_word_longer_than_a_row_is_gone_through_by_rows() -> None:
    """Going down inside of it moves the caret; going by token passes it."""
    made = motions("a " + "x" * 100 + " b", 20)
    assert offsets(walk(made, "line_down", Caret(0))) == [0, 2, 22, 42, 62, 82, 103]
    assert offsets(walk(made, "token_right", Caret(0))) == [0, 2, 103]


def test_characters_are_gone_through_one_by_one() -> None:
    """A letter with its accent, an emoji: one step each, over the ends of rows."""
    text = "e\u0301 👩‍🔬\n\nxy"
    made = motions(text, mode="character")
    way = offsets(walk(made, "token_right", Caret(0)))
    assert way == [0, 2, 3, 8, 9]
    assert offsets(walk(made, "token_left", Caret(9))) == way[::-1]
    assert [tuple(made.unit(offset)) for offset in way] == [(0, 2), (2, 3), (3, 6), (8, 9), (9, 10)]


def test_furniture_is_stepped_over() -> None:
    """By any motion, both ways."""
    text = "Storia. Qui.\nMenu\nCookie. Sì.\nFine.\n"
    blocks = Block(0, 13, "body"), Block(13, 30, "boilerplate"), Block(30, 36, "body")
    made = motions(text, 40, "token", *blocks)
    for motion in ("line_down", "page_down"):
        assert made.move(motion, Caret(0)) == Caret(text.index("Fine"), 0)
    for motion in ("sentence_next", "paragraph_next", "word_right"):
        assert made.move(motion, Caret(text.index("Qui"))) == Caret(text.index("Fine"))
    for motion in ("line_up", "token_left", "word_left", "paragraph_prev", "sentence_prev"):
        moved = made.move(motion, Caret(text.index("Fine")))
        assert moved is not None and moved.offset < 13, motion


def test_a_caret_put_into_furniture_goes_to_what_is_next_in_sight() -> None:
    """After it, or before it where nothing follows."""
    text = "Storia\nMenu\nFine\nCookie\n"
    blocks = (
        Block(0, 7, "body"), Block(7, 12, "boilerplate"),
        Block(12, 17, "body"), Block(17, 24, "boilerplate"),
    )  # fmt: skip
    made = motions(text, 40, "token", *blocks)
    assert made.place(8) == Caret(12)
    assert made.place(18) == Caret(12)


def test_everything_folded_leaves_nowhere_to_go() -> None:
    """An article that is all furniture."""
    made = motions("Menu\nCookie\n", 40, "token", Block(0, 12, "boilerplate"))
    assert made.place(3) is None
    assert all(made.move(name, Caret(0)) is None for name in made.names)


@given(made_motions(), st.integers(0, 500))
def test_the_caret_always_stands_on_something_in_sight(made: Motions, start: int) -> None:
    """Wherever it is put and whatever is pressed: on a token, or in character mode a cluster."""
    placed = made.place(start % (len(made.document.text) + 1))
    if placed is None:
        return
    carets = [placed, *(made.move(name, placed) or placed for name in made.names)]
    for caret in carets:
        assert made.view.fold_at(caret.offset) is None
        row = made.view.cells(made.view.row_of(caret.offset))
        assert row.edges[0] <= caret.offset < row.edges[-1]
        if made.mode == "token":
            assert made.tokens.at(caret.offset) is not None
        else:
            assert caret.offset in row.edges
        unit = made.unit(caret.offset)
        assert unit.start <= caret.offset < unit.end


@given(made_motions())
def test_tokens_and_words_are_all_visited_both_ways(made: Motions) -> None:
    """None that is in sight is left out."""
    made.mode = "token"
    reached = ends(made)
    every = [token.start for token in tokens_in_sight(made)]
    if reached is None:
        assert not every
        return
    top, bottom = reached
    assert offsets(walk(made, "token_right", top)) == every
    assert offsets(walk(made, "token_left", bottom)) == every[::-1]
    text = made.document.text
    words = {
        token.start
        for token in tokens_in_sight(made)
        if any(map(str.isalnum, text[token.start : token.end]))
    }
    assert offsets(walk(made, "word_right", top)) == sorted(words | {top.offset})
    assert offsets(walk(made, "word_left", bottom)) == sorted(words | {bottom.offset})[::-1]


@given(made_motions())
def test_clusters_are_all_visited_both_ways(made: Motions) -> None:
    """In character mode, each cluster of each row of text."""
    made.mode = "character"
    reached = ends(made)
    if reached is None:
        return
    top, bottom = reached
    every = [edge for index in range(len(made.view)) for edge in made.view.cells(index).edges[:-1]]
    assert offsets(walk(made, "token_right", top)) == [o for o in every if o >= top.offset]
    assert offsets(walk(made, "token_left", bottom))[::-1] == [
        o for o in every if o <= bottom.offset
    ]


@given(made_motions())
def test_rows_are_all_visited_both_ways(made: Motions) -> None:
    """Each that shows a token, or in character mode anything; by pages to the same ends."""
    reached = ends(made)
    if reached is None:
        return
    first, last = (made.view.row_of(caret.offset) for caret in reached)
    tokens = tokens_in_sight(made)
    rows = []
    for index in range(first, last + 1):
        row = made.view.row(index)
        seen = any(token.start < row.end and row.start < token.end for token in tokens)
        if row.kind is RowKind.TEXT and (
            seen or (made.mode == "character" and row.end > row.start)
        ):
            rows.append(index)

    def rows_visited(name: str, caret: Caret) -> list[int]:
        return [made.view.row_of(at) for at in offsets(walk(made, name, caret))]

    assert [row for row in rows_visited("line_down", reached[0]) if row <= last] == rows
    assert [row for row in rows_visited("line_up", reached[1]) if row >= first] == rows[::-1]
    assert rows_visited("page_down", reached[0])[-1] >= last
    assert rows_visited("page_up", reached[1])[-1] <= first


@given(made_motions())
def test_sentences_and_paragraphs_are_all_visited_both_ways(made: Motions) -> None:
    """Each that begins in sight."""
    reached = ends(made)
    if reached is None:
        return
    text = made.document.text
    visible = [i for i, character in enumerate(text) if not character.isspace()]
    sentences = {made.sentences.at(i).start for i in visible}
    paragraphs = {made.document.next_visible(made.document.paragraph(i)[0]) or 0 for i in visible}
    top, bottom = reached
    for starts, forth, back in (
        (sentences, "sentence_next", "sentence_prev"),
        (paragraphs, "paragraph_next", "paragraph_prev"),
    ):
        seen = set()
        for start in starts:
            token = made.tokens.nearest(start)
            if token is not None and made.view.fold_at(start) is None:
                seen.add(token.start)
        assert offsets(walk(made, forth, top)) == sorted(seen | {top.offset})
        assert offsets(walk(made, back, bottom)) == sorted(seen | {bottom.offset})[::-1]


@given(made_motions(), st.integers(0, 500))
def test_a_step_right_and_left_comes_back(made: Motions, start: int) -> None:
    """To the beginning of the token or character that one was at."""
    placed = made.place(start % (len(made.document.text) + 1))
    moved = None if placed is None else made.move("token_right", placed)
    if placed is None or moved is None:
        return
    back = made.move("token_left", moved)
    assert back is not None and back.offset == made.unit(placed.offset).start


@given(made_motions())
def test_rows_down_and_up_come_back(made: Motions) -> None:
    """With the cell they aim at, the way up is the way down."""
    reached = ends(made)
    if reached is None:
        return
    down = walk(made, "line_down", reached[0])
    up = walk(made, "line_up", down[-1])
    rows = [made.view.row_of(caret.offset) for caret in down]
    first = made.view.row_of(reached[0].offset)
    assert [r for r in (made.view.row_of(c.offset) for c in up) if r >= first][::-1] == rows


def test_a_motion_through_megabytes_looks_at_what_is_near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five megabytes in one line: each key measures a few rows."""
    text = "Inizio.\n" + "parola lunga. E poi " * 250_000 + "\nFine."
    made = motions(text, 80)
    made.page = 40
    measured: list[int] = []
    original = Layout.cells

    def counted(self: Layout, index: int) -> object:
        measured.append(index)
        return original(self, index)

    monkeypatch.setattr(Layout, "cells", counted)
    for name in made.names:
        assert made.move(name, Caret(2_500_000)) is not None
    assert len(measured) < 40
    assert len(made.tokens._cache) < 10


def test_rows_without_a_token_are_passed_over_without_a_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ten thousand rows of form feeds do not make each other slow."""
    made = motions("a\n" + "\x0c" * 200_000 + "\nb", 20)
    asked: list[int] = []
    original = Tokens.after

    def counted(self: Tokens, offset: int) -> object:
        asked.append(offset)
        return original(self, offset)

    monkeypatch.setattr(Tokens, "after", counted)
    assert made.move("line_down", Caret(0)) == Caret(200_003, 0)
    assert len(asked) < 10


@given(st.lists(st.integers(0, 60), min_size=4, max_size=4))
def test_a_selection_is_both_units_and_all_between(edges: list[int]) -> None:
    """Whichever end it is held at."""
    one, other = sorted(edges[:2]), sorted(edges[2:])
    selection = Selection(Span(*one), Span(*other))
    assert selection.span == Span(min(edges), max(edges))
    assert selection.swapped().span == selection.span
    assert selection.swapped().moving == selection.fixed
    assert all(a <= b for a, b in pairwise(selection.span))


def test_a_step_by_row_stops_at_a_fold_on_request() -> None:
    """One row at a time, both ways and at the ends; other motions never do."""
    text = "Menu\n\nStoria uno\n\nCookie\n"
    blocks = (Block(0, 4, "boilerplate"), Block(6, 16, "body"), Block(18, 24, "boilerplate"))
    made = motions(text, 40, "token", *blocks)
    story = Caret(text.index("uno"))
    assert made.move("line_up", story) is made.move("line_down", story) is None
    made.stops_at_folds = True
    up, down = made.move("line_up", story), made.move("line_down", story)
    assert up is not None and down is not None
    assert (up.offset, down.offset) == (0, 18)
    back = made.move("line_down", up)
    assert back is not None and back.offset == story.offset
    assert made.move("token_right", up) == Caret(6)
    assert made.move("token_left", down) == story
    made.page = 10
    assert made.move("page_down", story) is made.move("page_up", story) is None
