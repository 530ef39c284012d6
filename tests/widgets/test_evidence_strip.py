"""What is shown of a fact's evidence, and where the reader scrolls to for it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsview.widgets.evidence_strip import strip_lines
from newsview.widgets.reader_rows import scrolled_to
from newsview.widgets.text.display import cells, shown
from tests.widgets.text.texts import few_of_many, hard_texts

LONG = " ".join(f"parola{n}" for n in range(60)) + " e infine 4 milioni di euro per la valle."


def test_a_short_sentence_is_shown_whole() -> None:
    """On as many lines as it needs."""
    assert strip_lines("Costa 4 milioni.", "4 milioni", 40, 3) == ["Costa 4 milioni."]
    assert strip_lines("uno due tre", "", 8, 3) == ["uno due", "tre"]


def test_a_long_sentence_is_shown_around_what_the_fact_says() -> None:
    """With marks where it goes on."""
    lines = strip_lines(LONG, "4 milioni di euro", 40, 3)
    assert len(lines) == 3 and "4 milioni di euro" in " ".join(lines)
    assert lines[0].startswith("…")
    lines = strip_lines(LONG, "parola2", 40, 3)
    assert lines[0].startswith("parola0") and lines[-1].endswith("…")


@given(hard_texts | few_of_many, st.text(max_size=4), st.integers(0, 30), st.integers(0, 4))
def test_lines_are_harmless_and_fit(text: str, focus: str, width: int, height: int) -> None:
    """Any evidence, any size."""
    lines = strip_lines(text, focus, width, height)
    assert len(lines) <= height
    assert all(cells(line) <= width and shown(line) == line for line in lines)


@given(st.integers(0, 300), st.integers(0, 40), st.integers(0, 300), st.integers(1, 60))
def test_scrolling_brings_rows_into_sight(first: int, more: int, top: int, height: int) -> None:
    """The first always, all that fit; nothing moves for what is in sight."""
    y = scrolled_to(first, first + more, top, height)
    assert 0 <= y <= first < y + height
    if more < height:
        assert first + more < y + height
    if top <= first and first + more < top + height:
        assert y == top
