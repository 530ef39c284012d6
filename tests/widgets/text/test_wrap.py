"""Where a line breaks into rows."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newsview.widgets.text import clusters as clusters_module
from newsview.widgets.text import wrap as wrap_module
from newsview.widgets.text.clusters import clusters
from newsview.widgets.text.display import cells, shown
from newsview.widgets.text.wrap import NARROWEST, Inlay, Inlays, measure, wrap
from tests.widgets.text.texts import few_of_many, hard_lines, places

widths = st.integers(NARROWEST, 40)
plain_lines = st.text("abè-’. 1\u00a0«", max_size=120)


def split(text: str, width: int, inlays: Sequence[Inlay] = ()) -> list[str]:
    """The rows of a line."""
    return [text[a:b] for a, b in wrap(text, 0, len(text), width, Inlays(inlays))]


def labels_at(text: str, at: Sequence[int]) -> list[Inlay]:
    """Labels behind some characters."""
    return (
        [Inlay(place, "⟨ORG⟩") for place in sorted({1 + p % len(text) for p in at})] if text else []
    )


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 8, []),
        ("una", 8, ["una"]),
        ("una riga lunga", 8, ["una riga", "lunga"]),
        ("una  riga   lunga", 8, ["una", "riga", "lunga"]),
        ("in fondo    ", 8, ["in fondo"]),
        ("  rientro qui", 9, ["  rientro", "qui"]),
        ("x" * 20, 8, ["x" * 8, "x" * 8, "x" * 4]),
        ("e " + "x" * 10, 8, ["e", "x" * 8, "xx"]),
        ("Emilia-Romagna", 10, ["Emilia-", "Romagna"]),
        ("nel 2024-2025", 10, ["nel", "2024-2025"]),
        ("uno -due", 8, ["uno -due"]),
        ("cosa -due", 8, ["cosa", "-due"]),
        ("a\u00a0b c\u00a0d e", 8, ["a\u00a0b c\u00a0d", "e"]),
        ("dell’amministrazione", 10, ["dell’ammin", "istrazione"]),
        ("uno\tdue tre", 8, ["uno\tdue", "tre"]),
        ("uno due\t\ttre", 8, ["uno due", "tre"]),
        ("perche\u0301 no", 8, ["perche\u0301", "no"]),
        ("日本語の記事です", 8, ["日本語の", "記事です"]),
        ("oggi 日本語", 8, ["oggi 日", "本語"]),
        ("oggi 日本-due", 8, ["oggi 日", "本-due"]),
        ("👨‍👩‍👧‍👦" * 5, 8, ["👨‍👩‍👧‍👦" * 4, "👨‍👩‍👧‍👦"]),
        ("👨‍👩‍👧‍👦" * 6, 9, ["👨‍👩‍👧‍👦" * 4, "👨‍👩‍👧‍👦" * 2]),
        ("x" * 9 + "\u0301", 8, ["x" * 8, "x\u0301"]),
        ("x" * 8 + "\u0301x", 8, ["x" * 8 + "\u0301", "x"]),
        ("\x1b[31m rosso", 8, ["\x1b[31m", "rosso"]),
        ("x" * 8 + " \u0301y", 8, ["x" * 8, " \u0301y"]),
    ],
)
def test_rows_of_a_line(text: str, width: int, expected: list[str]) -> None:
    """At spaces, behind a hyphen between letters, next to wide glyphs; else between clusters."""
    assert split(text, width) == expected


@pytest.mark.parametrize("letters", range(40, 66))
def test_a_family_at_the_end_of_a_row_is_not_parted(letters: int) -> None:
    """Seven code points in two cells, wherever looking ahead for the row's end comes to an end."""
    rows = split("x" * letters + "👨‍👩‍👧‍👦" * 30, 79)
    assert rows[0] == "x" * letters + "👨‍👩‍👧‍👦" * ((79 - letters) // 2)
    assert all(row == "👨‍👩‍👧‍👦" * (len(row) // 7) for row in rows[1:])


@given(hard_lines, widths, places)
def test_rows_follow_each_other_with_only_spaces_between(
    text: str, width: int, at: list[int]
) -> None:
    """Nothing visible is left out, and no row begins with a space that a break left over."""
    rows = list(wrap(text, 0, len(text), width, Inlays(labels_at(text, at))))
    reached = 0
    for number, (start, end) in enumerate(rows):
        assert not text[reached:start].strip(" \t")
        assert start < end or number == 0
        reached = end
    assert not text[reached:].strip(" \t")


@given(hard_lines, widths, places)
def test_no_row_is_too_wide_and_none_cuts_a_cluster(text: str, width: int, at: list[int]) -> None:
    """Each is made of clusters of the line, which fit with the labels behind them."""
    inlays = Inlays(labels_at(text, at))
    edges = set(clusters(shown(text))[0])
    for start, end in wrap(text, 0, len(text), width, inlays):
        row = measure(text, start, end, width, inlays)
        assert set(row.edges) <= edges
        assert (row.edges[0], row.edges[-1]) == (start, end)
        assert row.at[-1] == cells(shown(text[start:end])) + sum(cells(t) for _, t in row.inlays)
        assert row.at[-1] <= width


@given(st.lists(st.text("abcèò", min_size=1, max_size=8), max_size=30), widths)
def test_words_fill_rows_as_everywhere(words: list[str], width: int) -> None:
    """As many words a row as fit, compared with the standard library."""
    text = " ".join(words)
    assert split(text, width) == textwrap.wrap(text, width)


@given(plain_lines, widths)
def test_plain_and_other_text_break_alike(text: str, width: int) -> None:
    """The short cut for plain text finds the breaks that going cluster by cluster does."""
    quick = list(wrap(text, 0, len(text), width))
    with pytest.MonkeyPatch.context() as patch:
        for module in (wrap_module, clusters_module):
            patch.setattr(module, "ODD", re.compile(""))
        slow = list(wrap(text, 0, len(text), width))
    assert quick == slow


@given(plain_lines, widths, st.integers(0, 200))
def test_an_empty_label_moves_no_break(text: str, width: int, at: int) -> None:
    """Rows with labels are broken as those without, but for the room the labels take."""
    place = 1 + at % max(1, len(text))
    assert split(text, width, [Inlay(place, "")]) == split(text, width)


@given(few_of_many, widths)
def test_a_row_breaks_only_where_the_next_piece_does_not_fit(text: str, width: int) -> None:
    """Up to the next space after a row, it would have been too wide."""
    text = text.replace("\n", " ")
    line = shown(text)
    assume(all(line[a] != " " or b == a + 1 for a, b in pairwise(clusters(line)[0])))
    for (start, _), (following, _) in pairwise(wrap(text, 0, len(text), width)):
        piece = following + len(re.split(r"[ \t]", text[following:], maxsplit=1)[0])
        assert cells(shown(text[start:piece])) > width


def test_a_label_stays_with_its_word() -> None:
    """It is never the first thing in a row."""
    assert split("uno due tre", 8, [Inlay(7, "⟨ORG⟩")]) == ["uno", "due", "tre"]
    row = measure("uno due tre", 4, 7, 8, Inlays([Inlay(7, "⟨ORG⟩")]))
    assert (list(row.at), row.inlays) == ([0, 1, 2, 7], [(7, "⟨OR…")])


def test_a_label_is_at_most_half_a_row() -> None:
    """However long its text, and however many fall on one cluster."""
    inlays = Inlays([Inlay(1, "⟨UNA⟩"), Inlay(2, "⟨ALTRA⟩")])
    row = measure("e\u0301", 0, 2, 10, inlays)
    assert len(row.inlays) == 1
    assert row.at[-1] <= 1 + 5


def test_a_label_reaches_the_screen_harmless() -> None:
    """A project's own labels are no more trusted than its articles."""
    row = measure("a", 0, 1, 40, Inlays([Inlay(1, "\x1b[2J\u202e\n")]))
    assert row.inlays == [(1, "␛[2J�")]


def test_a_word_of_ten_thousand_characters_is_cut_into_full_rows() -> None:
    """And nothing of it is lost."""
    for word in ("x", "e\u0301", "日"):
        text = word * 10_000
        rows = split(text, 80)
        assert "".join(rows) == text
        assert {cells(shown(row)) for row in rows[:-1]} == {80}


def test_megabytes_of_spaces_inside_a_line_are_one_break() -> None:
    """They are passed over at once."""
    assert split("a" + " " * 5_000_000 + "b" + "\t" * 5_000_000, 80) == ["a", "b"]
