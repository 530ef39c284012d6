"""Paths as they are shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsview.store.names import shortened


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
