"""An article's text as lines, blocks, paragraphs, regions and page furniture."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.store.model import Block
from newsview.widgets.text import document as document_module
from newsview.widgets.text.clusters import clusters
from newsview.widgets.text.display import shown
from newsview.widgets.text.document import Document
from tests.widgets.text.texts import blocks_of, few_of_many, hard_texts, places

WRAPPED = "La giunta ha approvato il\npiano per le scuole della\nprovincia.\nLa spesa è nota.\n"


def lines_of(text: str) -> list[tuple[int, int]]:
    """Start and next start of each line, by going through the text."""
    starts = [0, *(i + 1 for i, character in enumerate(text) if character == "\n")]
    return list(pairwise([*starts, len(text)]))


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("", [""]),
        ("uno", ["uno"]),
        ("uno\ndue\n", ["uno", "due", ""]),
        ("uno\r\ndue\r\n", ["uno", "due", ""]),
        ("uno\r\r\ndue", ["uno\r", "due"]),
        ("uno\rdue", ["uno\rdue"]),
        ("uno\x0bdue\x85tre\u2028quattro", ["uno\x0bdue\x85tre\u2028quattro"]),
        ("\n\n", ["", "", ""]),
    ],
)
def test_lines_end_at_newlines_only(text: str, contents: list[str]) -> None:
    """With or without a carriage return before it; other breaks are text."""
    document = Document(text)
    assert [text[start : document.line_end(start)] for start in document.line_starts] == contents


@given(hard_texts)
def test_each_offset_knows_its_line(text: str) -> None:
    """As going through the text tells; a newline belongs to the line it ends."""
    document = Document(text)
    for start, end in lines_of(text):
        for offset in range(start, end):
            assert document.line_start(offset) == start
            assert document.next_line(offset) == end
            assert start <= document.line_end(offset) <= end


@given(hard_texts, st.lists(st.tuples(st.integers(-5, 90), st.integers(-5, 90)), max_size=6))
def test_blocks_may_be_in_any_order_overlap_and_leave_gaps(
    text: str, spans: list[tuple[int, int]]
) -> None:
    """Each offset is of the kind of the earliest block that holds it, or else body."""
    blocks = [Block(start, end, "heading") for start, end in spans]
    document = Document(text, blocks)
    for offset in range(len(text)):
        covered = any(start <= offset < end for start, end in spans)
        assert document.kind_at(offset) == ("heading" if covered else "body")
    assert all(0 <= block.start < block.end <= len(text) for block in document.blocks)
    assert all(one.end <= other.start for one, other in pairwise(document.blocks))


def test_a_line_is_of_the_kind_of_its_first_visible_character() -> None:
    """Leading spaces and what follows do not count."""
    text = "   Titolo di ieri\n"
    document = Document(text, [Block(3, 9, "title"), Block(9, 17, "boilerplate")])
    assert document.line_kind(12) == "title"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (WRAPPED, "piano", "La giunta ha approvato il\npiano per le scuole della\nprovincia."),
        (WRAPPED, "provincia", "La giunta ha approvato il\npiano per le scuole della\nprovincia."),
        (WRAPPED, "spesa", "La spesa è nota."),
        (WRAPPED.replace("\n", "\r\n"), "spesa", "La spesa è nota."),
        ("Elenco:\nuno\n\ndue", "uno", "uno"),
        ("Roma\nMilano\n", "Roma", "Roma"),
        ("parola\n" + "lunga " * 20 + "\n", "parola", "parola"),
        ("Lunga " * 20 + "\nparola", "parola", "parola"),
        ("sola", "sola", "sola"),
    ],
)
def test_hard_wrapped_lines_are_one_paragraph(text: str, word: str, expected: str) -> None:
    """A line goes on with the one before if that is open and this one begins small."""
    start, end = Document(text).paragraph(text.index(word))
    assert text[start:end] == expected


def test_a_paragraph_ends_where_the_kind_changes() -> None:
    """A caption and the story do not run together."""
    text = "Foto di gruppo\ncon signora\n"
    document = Document(text, [Block(0, 15, "boilerplate"), Block(15, 27, "body")])
    assert document.paragraph(0) == (0, 14)
    assert document.paragraph(20) == (15, 26)


def test_joined_lines_have_a_bound() -> None:
    """Ten thousand short lines without a full stop are looked at a thousand at a time."""
    document = Document("parola\n" * 10_000)
    start, end = document.paragraph(35_000)
    assert 1000 * 6 <= end - start <= 1001 * 7


@given(hard_texts | few_of_many, places)
def test_paragraphs_are_whole_lines_and_agree(text: str, at: list[int]) -> None:
    """Every line of a paragraph is in that paragraph and no other."""
    document = Document(text, blocks_of(text, at))
    for start, end in lines_of(text):
        first, last = document.paragraph(start)
        assert first == document.line_start(first)
        assert first <= start
        assert last == document.line_end(document.line_start(last))
        for offset in range(start, end):
            assert document.paragraph(offset) == (first, last)


@given(hard_texts | few_of_many)
def test_regions_part_the_text_between_clusters(text: str) -> None:
    """However long a line is, what is computed for a part of it is bounded."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document_module, "REGION", 24)
        document = Document(text)
    assert list(document.region_starts) == sorted(set(document.region_starts))
    assert set(document.line_starts) <= set(document.region_starts)
    edges = {0} | {
        start + edge
        for start, end in lines_of(text)
        for edge in clusters(shown(text[start:end]))[0]
    }
    assert set(document.region_starts) <= edges
    for start, end in pairwise([*document.region_starts, len(text)]):
        assert end - start <= 48
        for offset in range(start, end):
            assert document.region(offset) == (start, end)


def test_a_long_line_is_cut_at_spaces() -> None:
    """So that no word is taken for two."""
    text = "parola " * 10_000
    starts = Document(text).region_starts
    assert len(starts) > 10
    assert all(start % 7 == 0 for start in starts)


@given(hard_texts)
def test_the_next_and_the_previous_visible_character(text: str) -> None:
    """As going through the text tells."""
    document = Document(text)
    visible = [i for i, character in enumerate(text) if not character.isspace()]
    for offset in range(len(text) + 1):
        assert document.next_visible(offset) == next((i for i in visible if i >= offset), None)
        before = [i for i in visible if i < offset]
        assert document.previous_visible(offset) == (before[-1] if before else None)


def test_the_previous_visible_character_may_be_far() -> None:
    """Beyond a hundred thousand blanks."""
    assert Document("a" + " \n" * 50_000).previous_visible(100_000) == 0


def furniture(text: str, *blocks: Block) -> list[tuple[str, int]]:
    """What is furniture, and how many lines of text it has."""
    return [(text[start:end], lines) for start, end, lines in Document(text, blocks).furniture]


def test_furniture_is_whole_lines_without_blank_ones_around() -> None:
    """The blank lines at the ends are no part of what is hidden."""
    text = "Storia\n\nMenu\n\nCookie\n\nAltro\n"
    found = furniture(text, Block(0, 7, "body"), Block(7, 22, "boilerplate"), Block(22, 28, "body"))
    assert found == [("Menu\n\nCookie\n", 2)]


def test_furniture_with_only_blanks_between_is_one() -> None:
    """Two blocks in a row, one line on the screen."""
    text = "Menu\n\nCookie\nFine"
    found = furniture(text, Block(0, 5, "boilerplate"), Block(6, 13, "boilerplate"))
    assert found == [("Menu\n\nCookie\n", 2)]


def test_a_line_that_begins_in_the_story_is_not_hidden() -> None:
    """Only lines that begin in a block of boilerplate are."""
    text = "Storia e menu\nCookie\n"
    assert furniture(text, Block(9, 20, "boilerplate")) == [("Cookie\n", 1)]
    assert furniture(text, Block(9, 13, "boilerplate")) == []


@given(hard_texts | few_of_many, places)
def test_furniture_is_the_lines_whose_kind_is_boilerplate(text: str, at: list[int]) -> None:
    """All of them and no other, each counted once."""
    document = Document(text, blocks_of(text, at))
    for start, end in lines_of(text):
        visible = not text[start:end].isspace() and start < end
        hidden = [one for one in document.furniture if one.start < end and start < one.end]
        if visible:
            assert bool(hidden) == (document.line_kind(start) == "boilerplate")
        for one in hidden:
            assert one.start <= start and end <= one.end
    for one in document.furniture:
        contents = [start for start, end in lines_of(text[one.start : one.end])
                    if text[one.start + start : one.start + end].strip()]  # fmt: skip
        assert one.lines == len(contents)
