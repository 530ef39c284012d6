"""Rows: every offset in one, none too wide, clusters whole, and the way back."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from newsview.store.model import Block
from newsview.widgets.text.clusters import clusters
from newsview.widgets.text.display import cells, shown
from newsview.widgets.text.document import Document
from newsview.widgets.text.layout import Layout, RowKind
from newsview.widgets.text.wrap import NARROWEST, Inlay
from tests.widgets.text.texts import hard_texts

widths = st.integers(NARROWEST, 40)


def blocks_of(text: str, places: Sequence[int]) -> list[Block]:
    """Alternating body and boilerplate blocks over whole lines."""
    starts = [0]
    for i, character in enumerate(text):
        if character == "\n":
            starts.append(i + 1)
    edges = sorted({starts[place % len(starts)] for place in places} | {0, len(text)})
    kinds = ("body", "boilerplate")
    return [
        Block(a, b, kinds[i % 2])  # type: ignore[arg-type]
        for i, (a, b) in enumerate(itertools.pairwise(edges))
        if a < b
    ]


def inlays_of(text: str, places: Sequence[int]) -> list[Inlay]:
    """A label behind some characters."""
    return (
        [Inlay(at, "⟨ORG⟩") for at in sorted({1 + p % len(text) for p in places})] if text else []
    )


places = st.lists(st.integers(0, 1000), max_size=4)


@given(hard_texts, widths, places, st.booleans(), places)
def test_every_offset_is_in_exactly_one_row(
    text: str, width: int, edges: list[int], folded: bool, labels: list[int]
) -> None:
    """Rows follow each other without gap or overlap, folded or not, labelled or not."""
    document = Document(text, blocks_of(text, edges))
    view = Layout(document, width, folded=folded, inlays=inlays_of(text, labels))
    assert len(view) >= 1
    reached = view.row(0).start
    assert text[:reached].strip() == ""
    for index in range(len(view)):
        row = view.row(index)
        assert row.start <= row.end <= row.next
        if index:
            assert row.start == view.row(index - 1).next
        for offset in range(row.start, row.next):
            assert view.row_of(offset) == index
    assert view.row(len(view) - 1).next == len(text)


@given(hard_texts, widths, places)
def test_no_row_is_too_wide_and_no_cluster_is_cut(text: str, width: int, labels: list[int]) -> None:
    """A row's cells fit, and its edges are edges of clusters of the line as it is shown."""
    view = Layout(Document(text), width, inlays=inlays_of(text, labels))
    for index in range(len(view)):
        row = view.row(index)
        if row.kind is not RowKind.TEXT:
            continue
        found = view.cells(index)
        assert found.at[-1] <= view.width
        line = shown(text[row.start : row.end])
        assert cells(line) + sum(cells(label) for _, label in found.inlays) == found.at[-1]
        assert list(found.edges) == [row.start + edge for edge in clusters(line)[0]]


@given(hard_texts, widths)
def test_from_offset_to_cell_and_back(text: str, width: int) -> None:
    """The cell of a cluster leads back to the cluster."""
    view = Layout(Document(text), width)
    for index in range(len(view)):
        found = view.cells(index)
        for edge, cell, after in zip(found.edges, found.at, found.at[1:], strict=False):
            assert view.cell_of(edge) == (index, cell)
            if after > cell:
                assert view.offset_at(index, cell) == edge


@given(hard_texts, widths, places, places)
def test_changing_labels_is_as_laying_out_anew(
    text: str, width: int, before: list[int], after: list[int]
) -> None:
    """The lines whose labels change are laid out again, and the result is the same."""
    document = Document(text)
    view = Layout(document, width, inlays=inlays_of(text, before))
    changed = view.set_inlays(inlays_of(text, after))
    anew = Layout(document, width, inlays=inlays_of(text, after))
    assert [view.row(i) for i in range(len(view))] == [anew.row(i) for i in range(len(anew))]
    assert changed == (inlays_of(text, before) != inlays_of(text, after))


@given(hard_texts, widths, places)
def test_folding_hides_furniture_and_nothing_else(text: str, width: int, edges: list[int]) -> None:
    """What is shown folded and what the folds hide are the whole text."""
    document = Document(text, blocks_of(text, edges))
    view = Layout(document, width, folded=True)
    for offset in range(len(text)):
        folded = view.fold_at(offset) is not None
        if folded and not text[offset].isspace():
            assert document.kind_at(offset) == "boilerplate"
        row = view.row(view.row_of(offset))
        assert (row.kind is RowKind.FOLD) == folded


def test_words_break_at_spaces_and_long_ones_are_cut() -> None:
    """As one would break them by hand."""
    text = "una riga che va a capo\n" + "x" * 40
    view = Layout(Document(text), 16)
    rows = [text[view.row(i).start : view.row(i).end] for i in range(len(view))]
    assert rows == ["una riga che va", "a capo", "x" * 16, "x" * 16, "x" * 8]


def test_a_text_of_five_megabytes_is_laid_out() -> None:
    """Many lines, one line, and one word."""
    for text in ("parola breve e lunga\n" * 250_000, "parola " * 700_000, "x" * 5_000_000):
        assert len(Layout(Document(text), 80)) > 10_000
