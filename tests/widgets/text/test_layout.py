"""Rows: every offset in one, none too wide, clusters whole, and the way back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.store.model import Block
from newsview.widgets.text import wrap as wrap_module
from newsview.widgets.text.clusters import clusters
from newsview.widgets.text.display import cells, shown
from newsview.widgets.text.document import Document, Furniture
from newsview.widgets.text.layout import COLUMN, Layout, Row, RowKind
from newsview.widgets.text.wrap import NARROWEST, Inlay
from tests.widgets.text.test_wrap import labels_at, widths
from tests.widgets.text.texts import blocks_of, few_of_many, hard_texts, places


def rows_of(view: Layout) -> list[Row]:
    """All rows."""
    return [view.row(index) for index in range(len(view))]


def texts_of(view: Layout) -> list[str]:
    """What each row says; a blank one nothing."""
    return [
        view.fold_text(index)
        if row.kind is RowKind.FOLD
        else view.document.text[row.start : row.end]
        for index, row in enumerate(rows_of(view))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [""]),
        ("una riga che va a capo\n" + "x" * 40, ["una riga che va", "a capo", "x" * 16, "x" * 16,
         "x" * 8]),
        ("uno\n\n\n\ndue\n", ["uno", "", "due"]),
        ("uno\r\n\r\n \r\ndue\r\n", ["uno", "", "due"]),
        ("uno\n \u00a0\n\t\ndue", ["uno", "", "due"]),
        ("\n\nuno\n\n", ["", "uno", ""]),
        ("  uno\n        otto\n         nove", ["  uno", "        otto", "nove"]),
        ("uno\rdue", ["uno\rdue"]),
        (" \n \n", [""]),
        ("uno\n\x1c\ndue", ["uno", "\x1c", "due"]),
    ],
)  # fmt: skip
def test_rows_of_a_text(text: str, expected: list[str]) -> None:
    """Lines wrapped, blank ones joined, deep indents left out."""
    assert texts_of(Layout(Document(text), 16)) == expected


@given(hard_texts | few_of_many, widths, places, st.booleans(), places)
def test_every_offset_is_in_exactly_one_row(
    text: str, width: int, edges: list[int], folded: bool, labels: list[int]
) -> None:
    """Rows follow each other without gap or overlap, folded or not, labelled or not."""
    document = Document(text, blocks_of(text, edges))
    view = Layout(document, width, folded=folded, inlays=labels_at(text, labels))
    rows = rows_of(view)
    assert rows[0].start == 0
    assert rows[-1].next == len(text)
    assert all(one.next == other.start for one, other in pairwise(rows))
    for index, row in enumerate(rows):
        assert row.start <= row.end <= row.next
        assert all(view.row_of(offset) == index for offset in range(row.start, row.next))


@given(hard_texts | few_of_many, widths, places, st.booleans())
def test_every_visible_character_is_shown_unless_folded(
    text: str, width: int, edges: list[int], folded: bool
) -> None:
    """No text falls between the rows."""
    view = Layout(Document(text, blocks_of(text, edges)), width, folded=folded)
    for row in rows_of(view):
        if row.kind is RowKind.TEXT:
            assert not text[row.end : row.next].strip(" \t\r\n")
        elif row.kind is RowKind.BLANK:
            assert not text[row.start : row.next].strip()


@given(hard_texts | few_of_many, widths, places)
def test_no_row_is_too_wide_and_no_cluster_is_cut(text: str, width: int, labels: list[int]) -> None:
    """A row's cells fit, and its edges are edges of clusters of the line as it is shown."""
    document = Document(text)
    view = Layout(document, width, inlays=labels_at(text, labels))
    for index, row in enumerate(rows_of(view)):
        if row.kind is not RowKind.TEXT:
            continue
        found = view.cells(index)
        assert found.at[-1] <= view.width
        line = shown(text[row.start : row.end])
        assert cells(line) + sum(cells(label) for _, label in found.inlays) == found.at[-1]
        start = document.line_start(row.start)
        whole = shown(text[start : document.line_end(start)])
        assert {edge - start for edge in found.edges} <= set(clusters(whole)[0])
        assert whole[row.start - start : row.end - start] == line


@given(hard_texts | few_of_many, widths, places)
def test_from_offset_to_cell_and_back(text: str, width: int, labels: list[int]) -> None:
    """The cells of a cluster lead back to the cluster; those of a label to what it follows."""
    view = Layout(Document(text), width, inlays=labels_at(text, labels))
    for index in range(len(view)):
        found = view.cells(index)
        for edge, (cell, after) in zip(found.edges, pairwise(found.at), strict=False):
            assert view.cell_of(edge) == (index, cell)
            assert {view.offset_at(index, at) for at in range(cell, after)} == {edge}


@given(hard_texts | few_of_many, widths)
def test_every_offset_has_a_cell_and_every_cell_an_offset(text: str, width: int) -> None:
    """Spaces at a break lie at the row's end; beyond a row's end is its last cluster."""
    view = Layout(Document(text), width)
    for offset in range(len(text) + 1):
        index, cell = view.cell_of(offset)
        assert index == view.row_of(offset)
        assert 0 <= cell <= view.width
    for index, row in enumerate(rows_of(view)):
        for cell in (0, view.width, 10_000):
            assert row.start <= view.offset_at(index, cell) <= row.end


@given(hard_texts | few_of_many, widths, places, st.booleans(), places, places)
def test_changing_labels_is_as_laying_out_anew(
    text: str, width: int, edges: list[int], folded: bool, before: list[int], after: list[int]
) -> None:
    """The lines whose labels change are laid out again, and the result is the same."""
    document = Document(text, blocks_of(text, edges))
    view = Layout(document, width, folded=folded, inlays=labels_at(text, before))
    changed = view.set_inlays(labels_at(text, after))
    anew = Layout(document, width, folded=folded, inlays=labels_at(text, after))
    assert rows_of(view) == rows_of(anew)
    assert [view.cells(i) for i in range(len(view))] == [anew.cells(i) for i in range(len(anew))]
    assert changed == (labels_at(text, before) != labels_at(text, after))


def test_a_label_lays_out_one_line_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Accepting a mention in a long article costs its line, not the article."""
    text = "una riga di parole\n" * 1000
    view = Layout(Document(text), 40)
    wrapped: list[int] = []
    original = Layout._wrapped

    def counted(self: Layout, start: int, after: int) -> object:
        wrapped.append(start)
        return original(self, start, after)

    monkeypatch.setattr(Layout, "_wrapped", counted)
    assert view.set_inlays([Inlay(19 * 500 + 8, "⟨ORG⟩")])
    assert wrapped == [19 * 500]


def test_labels_on_most_lines_at_once_are_laid_out_right() -> None:
    """Switching the labels on is more than any number of single changes."""
    document = Document("una riga di parole lunghe\n" * 1000)
    labels = [Inlay(26 * line + 8, "⟨ORG⟩") for line in range(1000)]
    view = Layout(document, 24)
    before = len(view)
    assert view.set_inlays(labels)
    assert rows_of(view) == rows_of(Layout(document, 24, inlays=labels))
    assert view.set_inlays([])
    assert not view.set_inlays([])
    assert len(view) == before


@given(hard_texts | few_of_many, widths, places)
def test_folding_hides_furniture_and_nothing_else(text: str, width: int, edges: list[int]) -> None:
    """Lines of boilerplate are in a fold row, all others are not."""
    document = Document(text, blocks_of(text, edges))
    view = Layout(document, width, folded=True)
    for offset in range(len(text)):
        folded = view.fold_at(offset) is not None
        if not text[offset].isspace():
            assert folded == (document.line_kind(offset) == "boilerplate")
        assert (view.row(view.row_of(offset)).kind is RowKind.FOLD) == folded


def test_a_fold_is_one_row_that_says_what_is_hidden() -> None:
    """In the words it is given."""
    text = "Storia\nMenu\n\nCookie\nFine\n"
    document = Document(
        text, [Block(0, 7, "body"), Block(7, 20, "boilerplate"), Block(20, 25, "body")]
    )

    def said(furniture: Furniture) -> str:
        return f"{furniture.lines} righe"

    view = Layout(document, 40, folded=True, fold_line=said)
    assert texts_of(view) == ["Storia", "2 righe", "Fine"]
    assert texts_of(Layout(document, 40)) == ["Storia", "Menu", "", "Cookie", "Fine"]
    assert Layout(document, 40, folded=True).fold_text(0) == ""


def test_the_width_has_bounds() -> None:
    """A column is never wider than reads well, nor narrower than a cluster with its label."""
    assert Layout(Document("x"), 500).width == COLUMN
    assert Layout(Document("x"), 0).width == NARROWEST


def test_rows_scrolled_past_are_not_held_for_ever() -> None:
    """Reading a long article to the end does not fill the memory with measures."""
    view = Layout(Document("parola\n" * 5000), 40)
    for index in range(len(view)):
        view.cells(index)
    assert len(view._cells) <= 512


@pytest.mark.parametrize(
    "text",
    [
        "parola breve e lunga\n" * 250_000,
        "parola " * 700_000,
        "x" * 5_000_000,
        "una parola lunga " * 600_000,
        "e\u0301 " * 100_000,
        "日本語" * 60_000,
        "a" + "\u0301" * 200_000,
        "\x00\x1b" * 100_000,
        "🇮🇹👨‍👩‍👧‍👦" * 20_000,
        "\n" * 2_000_000,
        " " * 2_000_000 + "x",
    ],
    ids=["lines", "line", "word", "ten", "accents", "wide", "marks", "controls", "emoji", "blank",
         "spaces"],
)  # fmt: skip
def test_megabytes_are_laid_out(text: str) -> None:
    """Many lines, one line of ten megabytes, one word, and what is hard to show."""
    view = Layout(Document(text), 80)
    assert view.row(len(view) - 1).next == len(text)
    assert all(view.cells(view.row_of(at)).at[-1] <= 80 for at in range(0, len(text), 50_000))


def test_long_lines_are_measured_a_row_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is measured in all grows with the line, not with its square."""
    measured: list[int] = []
    original = clusters

    def counted(line: str, limit: int | None = None) -> object:
        measured.append(len(line))
        return original(line, limit)

    monkeypatch.setattr(wrap_module, "clusters", counted)
    totals = []
    for size in (2000, 4000):
        measured.clear()
        Layout(Document("cosi\u0300 e\u0300 " * size), 80)
        totals.append(sum(measured))
    assert totals[1] < 2.1 * totals[0]
