"""Paths as they are shown."""

from __future__ import annotations

import unicodedata
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.store.names import MARKS_KEPT, shortened, visible


def test_a_long_path_loses_its_middle() -> None:
    """Its beginning and the file's name stay."""
    path = "/home/anna/" + "cartella/" * 12 + "newsview.json.torn-20260301"
    short = shortened(path)
    assert len(short) == 60
    assert short.startswith("/home/anna/") and short.endswith("/newsview.json.torn-20260301")
    assert shortened("/home/anna/newsview.json") == "/home/anna/newsview.json"


@given(st.text(), st.integers(2, 80))
def test_it_is_never_longer_than_asked(path: str, most: int) -> None:
    """Whatever the path, and it ends as that does."""
    short = shortened(path, most)
    assert len(short) <= most and short[-1:] == path[-1:]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("perche\u0301.txt", "perche\u0301.txt"),
        ("e" + "\u0301" * 4, "e" + "\u0301" * 4),
        ("e" + "\u0301" * 6 + "x", "e" + "\u0301" * 4 + "\\u0301" * 2 + "x"),
        ("a\u1161\u11a8" * 2, "a\u1161\u11a8" * 2),
        ("가" + "\u1161" * 5, "가" + "\u1161" * 4 + "\\u1161"),
        ("a\u3164\u115f\u034fb", "a\\u3164\\u115f\\u034fb"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("è\u00a0'ñ", "è\u00a0'ñ"),
    ],
)
def test_piles_of_marks_and_blank_letters_are_spelled_out(name: str, shown: str) -> None:
    """A few marks belong to a letter; any more would grow over the lines around."""
    assert visible(name) == shown


@given(st.text(st.sampled_from("ae\u0301\u0302\u20dd\u1161\u200d\x1b\u202e漢")))
def test_no_more_marks_than_are_kept_ever_stand_together(name: str) -> None:
    """And what is visible already stays as it is."""
    seen = visible(name)
    runs = groupby(seen, lambda c: unicodedata.category(c) in ("Mn", "Me") or c == "\u1161")
    assert all(len(list(run)) <= MARKS_KEPT for is_mark, run in runs if is_mark)
    assert visible(seen) == seen
