"""Which page furniture is folded, block by block, and what its line says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsview.store.model import Block
from newsview.widgets.text.display import cells, shown
from newsview.widgets.text.document import Document
from newsview.widgets.text.folding import Folding
from newsview.widgets.text.layout import Layout
from tests.widgets.text.texts import blocks_of, few_of_many, hard_texts, places

TEXT = "Menu\n\nStoria\n\nCookie\nNote\n"
BLOCKS = (Block(0, 4, "boilerplate"), Block(6, 12, "body"), Block(14, 25, "boilerplate"))


def test_all_is_folded_at_first() -> None:
    """The story is what one reads."""
    folding = Folding(Document(TEXT, BLOCKS))
    assert folding.folded and folding.is_needed
    assert [folding.at(offset) is not None for offset in (0, 6, 14)] == [True, False, True]


def test_furniture_is_opened_and_folded_where_it_is() -> None:
    """Only there; elsewhere all of it, opened first."""
    folding = Folding(Document(TEXT, BLOCKS))
    assert folding.toggle(15) is not None
    assert [folding.at(0) is None, folding.at(15) is None] == [False, True]
    assert folding.toggle(7) is None and not folding.folded
    assert folding.toggle(7) is None and len(folding.opened) == 0
    assert folding.open_at(1) and not folding.open_at(1) and not folding.open_at(7)
    assert folding.toggle(1) is not None and folding.at(1) is not None


def test_without_furniture_there_is_nothing_to_fold() -> None:
    """And nothing counts as folded."""
    folding = Folding(Document("Storia\n"))
    assert not folding.is_needed and not folding.folded
    assert folding.toggle(0) is None and not folding.folded


def test_a_line_says_how_much_is_folded_and_how_it_begins() -> None:
    """So that a story folded by mistake is noticed."""
    document = Document(TEXT, BLOCKS)
    folding = Folding(document)
    lines = [folding.line(one, 80) for one in document.furniture]
    assert lines == [
        "··· 1 line folded (z opens): Menu",
        "··· 2 lines folded (z opens): Cookie · Note",
    ]


@given(hard_texts | few_of_many, places, st.integers(0, 60))
def test_a_line_is_harmless_and_fits(text: str, edges: list[int], width: int) -> None:
    """Whatever is folded."""
    document = Document(text, blocks_of(text, edges))
    for furniture in document.furniture:
        line = Folding(document).line(furniture, width)
        assert cells(line) <= width and shown(line) == line


@given(hard_texts | few_of_many, places, st.data())
def test_the_layout_hides_what_is_not_opened(
    text: str, edges: list[int], data: st.DataObject
) -> None:
    """Folding and layout agree about every offset."""
    document = Document(text, blocks_of(text, edges))
    folding = Folding(document)
    for _ in range(data.draw(st.integers(0, 4))):
        folding.toggle(data.draw(st.integers(0, len(text))))
    view = Layout(document, 30, folded=True, opened=folding.opened)
    for offset in range(len(text)):
        assert view.fold_at(offset) == folding.at(offset)
