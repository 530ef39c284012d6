"""Grapheme clusters and their cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsview.widgets.text.clusters import WIDEST, cluster_end, cluster_start, clusters
from newsview.widgets.text.display import shown
from tests.widgets.text.texts import hard_lines


def split(text: str) -> list[str]:
    """The clusters of a text as it is shown."""
    line = shown(text)
    return [line[first:last] for first, last in pairwise(clusters(line)[0])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("l’è", ["l", "’", "è"]),
        ("perche\u0301", ["p", "e", "r", "c", "h", "e\u0301"]),
        ("👩‍🔬🎉", ["👩‍🔬", "🎉"]),
        ("👨‍👩‍👧‍👦a", ["👨‍👩‍👧‍👦", "a"]),
        ("❤️‍🔥ok", ["❤️‍🔥", "o", "k"]),
        ("👍🏽!", ["👍🏽", "!"]),
        ("🇮🇹🇫🇷🇩", ["🇮🇹", "🇫🇷", "🇩"]),
        ("1️⃣2", ["1️⃣", "2"]),
        ("日本", ["日", "本"]),
        ("\u1112\u1161\u11ab", ["\u1112\u1161\u11ab"]),
        ("\r\n", ["␍", "␊"]),
        ("a\u200db", ["a", "·", "b"]),
        ("a" + "\u0301" * 6, ["a" + "\u0301" * 4, "·", "·"]),
        ("a\u11ab", ["a\u11ab"]),
        ("\u1100" * 5, ["\u1100" * 2, "\u1100" * 2, "\u1100"]),
    ],
)
def test_clusters_of_a_text(text: str, expected: list[str]) -> None:
    """What one takes for a character is one."""
    assert split(text) == expected


@given(hard_lines)
def test_clusters_cover_the_line_and_each_takes_its_cells(text: str) -> None:
    """No gap, none empty, none without a cell, none wider than a label and a row allow for."""
    line = shown(text)
    edges, at = clusters(line)
    assert (edges[0], edges[-1], at[0], at[-1]) == (0, len(line), 0, cell_len(line))
    assert len(edges) == len(at)
    for (first, last), (left, right) in zip(pairwise(edges), pairwise(at), strict=True):
        assert first < last
        assert right - left == cell_len(line[first:last])
        assert 1 <= right - left <= WIDEST


@given(hard_lines, st.data())
def test_a_line_cut_between_clusters_is_shown_as_before(text: str, data: st.DataObject) -> None:
    """So a row of a long line looks as the line does, whatever stands around it."""
    line = shown(text)
    edges, _ = clusters(line)
    first, last = sorted(data.draw(st.tuples(st.sampled_from(edges), st.sampled_from(edges))))
    assert shown(text[first:last]) == line[first:last]
    assert [first + edge for edge in clusters(line[first:last])[0]] == [
        edge for edge in edges if first <= edge <= last
    ]


@given(hard_lines, st.integers(0, 30))
def test_a_limit_stops_behind_it(text: str, limit: int) -> None:
    """What is measured up to a width is the beginning of what is measured to the end."""
    line = shown(text)
    whole, some = clusters(line), clusters(line, limit)
    count = len(some[0])
    assert (list(some[0]), list(some[1])) == (list(whole[0][:count]), list(whole[1][:count]))
    assert count == len(whole[0]) or some[1][-1] > limit


@given(hard_lines)
def test_the_cluster_at_an_offset_is_that_of_its_line(text: str) -> None:
    """Found by looking around the offset, the same as by going through the line."""
    edges = clusters(shown(text))[0]
    for offset in range(len(text) + 1):
        assert cluster_start(text, offset) == edges[bisect_right(edges, offset) - 1]
        assert cluster_end(text, offset) == edges[bisect_left(edges, offset)]


def test_lines_share_no_cluster() -> None:
    """A mark at the beginning of a line stands by itself."""
    text = "a\n\u0301b"
    assert cluster_start(text, 2) == 2
    assert cluster_end(text, 2) == 2


def test_flags_are_told_apart_however_many_there_are() -> None:
    """Two letters make a flag, counted from where the letters begin, not from near the offset."""
    text = "a" + "🇮🇹" * 200
    assert {cluster_start(text, offset) % 2 for offset in range(1, len(text))} == {1}


def test_an_offset_outside_of_the_text_stays_where_it_is() -> None:
    """Edges of a text are edges of clusters."""
    assert cluster_start("e\u0301", 0) == 0
    assert cluster_end("e\u0301", 2) == 2
