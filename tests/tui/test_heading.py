"""The reader's top line: which article it is can be read beside whoever else is here."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsview.tui.screens.heading import heading
from newsview.widgets.text.display import cells, shown
from tests.widgets.text.texts import hard_texts

TITLE = "Il porto di Savona riparte dopo lo sciopero di lunedì e i camion tornano in moto"
NAME = "000_4f1c39236889dcd8.txt"


def line(width: int = 78, source: str = NAME, **others: object) -> str:
    """The heading of one of four articles."""
    return heading(TITLE, source, width, place="1/4", published="2026-03-03", **others)  # type: ignore[arg-type]


@pytest.mark.parametrize("who", ["anna", "bruno, carla", "anna maria, bruno, carla, dario, elena"])
@pytest.mark.parametrize("width", [58, 78, 118])
def test_the_name_of_the_article_keeps_a_part_beside_the_others(who: str, width: int) -> None:
    """Its beginning and its end; the date goes first, then the place among the articles."""
    told = line(width, signs=["former text: M", f"also here: {who}"])
    assert cells(told) == width
    assert "000_" in told and told.endswith(".txt")
    assert told.startswith("Il porto")


def test_one_colleague_leaves_room_for_most() -> None:
    """At 80 columns."""
    assert line(signs=["also here: anna"]).endswith("  also here: anna · 1/4 · 000_4f1…cd8.txt")
    assert line(source="articoli.csv#17").endswith("  1/4 · 2026-03-03 · articoli.csv#17")


def test_rows_of_a_table_are_told_apart() -> None:
    """Their names differ at the end."""
    told = {line(signs=["also here: annamaria"], source=f"rassegna-stampa.csv#{n}") for n in (7, 8)}
    assert len(told) == 2


@example("", "a" * 12, 20, [])
@given(hard_texts, hard_texts, st.integers(20, 130), st.lists(hard_texts, max_size=2))
def test_the_heading_fits_and_is_harmless(
    title: str, source: str, width: int, who: list[str]
) -> None:
    """Whatever files and people are called."""
    told = heading(title, source, width, signs=who, place="12/99", encoding="read as cp1252")
    assert cells(told) <= width
    assert shown(told) == told
