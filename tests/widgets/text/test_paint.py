"""What each piece of a row looks like."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newsview.store.model import Mention
from newsview.widgets.text.display import cells, shown
from newsview.widgets.text.document import Document
from newsview.widgets.text.layout import Layout, RowKind
from newsview.widgets.text.marks import Marks
from newsview.widgets.text.paint import DEEPEST, OWN_ORIGINS, Ink, Over, Piece, paint
from newsview.widgets.text.wrap import Inlay, Inlays, RowCells, measure
from tests.widgets.text.mentions import Drawn, made, mention, some_mentions
from tests.widgets.text.test_wrap import widths
from tests.widgets.text.texts import few_of_many, hard_texts

TEXT = "La Fiat di Torino cresce."

spans = st.tuples(st.integers(0, 80), st.integers(0, 30)).map(lambda drawn: (drawn[0], sum(drawn)))


def painted(over: Over, text: str = TEXT, *inlays: Inlay) -> list[Piece]:
    """The pieces of a row that shows the whole text."""
    return paint(text, measure(text, 0, len(text), 80, Inlays(inlays)), over)


def test_a_row_without_anything_over_it_is_one_piece() -> None:
    """In the look of its block."""
    assert painted(Over("title")) == [Piece(TEXT, Ink("title"))]


def test_an_empty_row_has_no_piece() -> None:
    """Nothing is shown where nothing is."""
    assert painted(Over(), "") == []


def test_kept_own_and_waiting_mentions_are_told_apart() -> None:
    """By what fills them and what underlines them; rejected ones are plain text."""
    over = Over(
        mentions=(
            mention(0, 2, "LOC", status="rejected"),
            mention(3, 7, status="accepted"),
            mention(8, 10, "MISC", status="accepted", origin="person"),
            mention(11, 17, "LOC"),
        )
    )
    assert painted(over) == [
        Piece("La ", Ink()),
        Piece("Fiat", Ink(fill="ORG", depth=1)),
        Piece(" ", Ink()),
        Piece("di", Ink(fill="MISC", own=True, depth=1)),
        Piece(" ", Ink()),
        Piece("Torino", Ink(line="LOC", depth=1)),
        Piece(" cresce.", Ink()),
    ]


def test_nested_mentions_show_the_innermost_and_the_depth() -> None:
    """A waiting one inside a kept one shows both."""
    over = Over(mentions=(mention(3, 17, status="accepted"), mention(11, 17, "LOC")))
    assert painted(over)[1:3] == [
        Piece("Fiat di ", Ink(fill="ORG", depth=1)),
        Piece("Torino", Ink(fill="ORG", line="LOC", depth=2)),
    ]


def test_caret_selection_and_hits_lie_over_mentions() -> None:
    """Each is told whatever else is there."""
    over = Over("body", (mention(3, 7),), caret=(3, 7), selection=(0, 7), hits=[(5, 9)])
    assert painted(over)[:4] == [
        Piece("La ", Ink(selected=True)),
        Piece("Fi", Ink(line="ORG", depth=1, caret=True, selected=True)),
        Piece("at", Ink(line="ORG", depth=1, caret=True, selected=True, hit=True)),
        Piece(" d", Ink(hit=True)),
    ]


def test_an_edge_inside_a_cluster_is_moved_out_of_it() -> None:
    """An accent is not torn from its letter by a mention that ends between them."""
    text = "e\u0301lite e\u0301"
    assert painted(Over(mentions=(mention(1, 8, status="accepted"),)), text) == [
        Piece(text, Ink(fill="ORG", depth=1))
    ]


def test_a_label_stands_behind_its_mention() -> None:
    """In a look of its own, whatever lies over the text."""
    pieces = painted(Over(mentions=(mention(3, 7),), selection=(0, 25)), TEXT, Inlay(7, "⟨ORG⟩"))
    assert pieces[1:3] == [
        Piece("Fiat", Ink(line="ORG", depth=1, selected=True)),
        Piece("⟨ORG⟩", Ink(inlay=True)),
    ]


def naive_ink(row: RowCells, offset: int, over: Over) -> Ink:
    """What lies over the cluster that begins at an offset, by looking at each thing there is."""

    def covers(span: tuple[int, int] | None) -> bool:
        if span is None or span[0] >= span[1]:
            return False
        after = row.edges[bisect_right(row.edges, offset)]
        return span[0] < after and offset < span[1]

    kept = [m for m in over.mentions if m.status == "accepted" and covers((m.start, m.end))]
    waiting = [m for m in over.mentions if m.status == "suggested" and covers((m.start, m.end))]
    return Ink(
        over.kind,
        fill=kept[-1].label if kept else None,
        own=bool(kept) and kept[-1].origin in OWN_ORIGINS,
        line=waiting[-1].label if waiting else None,
        depth=min(DEEPEST, len(kept) + len(waiting)),
        caret=covers(over.caret),
        selected=covers(over.selection),
        hit=any(map(covers, over.hits)),
    )


@st.composite
def painted_rows(draw: st.DrawFn) -> tuple[Layout, list[Over]]:
    """A layout of some text, and what lies over each of its rows."""
    text = draw(hard_texts | few_of_many)
    drawn: Drawn = draw(some_mentions)
    mentions: list[Mention] = made(drawn, len(text)) if text else []
    marks = Marks(mentions, len(text))
    labels = marks.labels() if draw(st.booleans()) else []
    view = Layout(Document(text), draw(widths), inlays=labels)
    caret, selection, hits = draw(spans), draw(spans | st.none()), draw(st.lists(spans, max_size=3))
    overs = []
    for index in range(len(view)):
        row = view.row(index)
        overs.append(Over("body", marks.overlapping(row.start, row.end), caret, selection, hits))
    return view, overs


@given(painted_rows())
def test_pieces_joined_are_what_the_row_shows(rows: tuple[Layout, list[Over]]) -> None:
    """The text with the labels in between, as wide as the row was measured."""
    view, overs = rows
    text = view.document.text
    for index, over in enumerate(overs):
        row = view.row(index)
        if row.kind is not RowKind.TEXT:
            continue
        found = view.cells(index)
        pieces = paint(text, found, over)
        expected, reached = "", row.start
        for offset, label in found.inlays:
            expected += shown(text[row.start : row.end])[reached - row.start : offset - row.start]
            expected += label
            reached = offset
        expected += shown(text[row.start : row.end])[reached - row.start :]
        assert "".join(piece.text for piece in pieces) == expected
        assert sum(cells(piece.text) for piece in pieces) == found.at[-1]


@given(painted_rows())
def test_each_piece_looks_as_what_lies_over_it_says(rows: tuple[Layout, list[Over]]) -> None:
    """Cluster by cluster; and no two pieces in a row look the same without need."""
    view, overs = rows
    for index, over in enumerate(overs):
        if view.row(index).kind is not RowKind.TEXT:
            continue
        row = view.cells(index)
        pieces = paint(view.document.text, row, over)
        offset = row.edges[0]
        for piece in pieces:
            if piece.ink.inlay:
                assert piece.ink == Ink(over.kind, inlay=True)
                continue
            first = bisect_left(row.edges, offset)
            offset += len(piece.text)
            last = bisect_left(row.edges, offset)
            assert row.edges[last] == offset
            for edge in row.edges[first:last]:
                assert piece.ink == naive_ink(row, edge, over)
        for one, other in pairwise(pieces):
            assert one.ink != other.ink
