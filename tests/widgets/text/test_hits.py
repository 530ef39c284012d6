"""Where searched words stand, and which place is next."""

from hypothesis import given
from hypothesis import strategies as st

from newsview.widgets.text.hits import Hits

TEXT = "La Dora e la dora\nBaltea, poi la Dora  Riparia."


def test_case_and_spacing_do_not_count() -> None:
    """A line break between two words is a blank."""
    assert [TEXT[s:e] for s, e in _all(Hits(TEXT, "dora baltea"))] == ["dora\nBaltea"]
    assert len(Hits(TEXT, "DORA")) == 3
    assert _all(Hits(TEXT, " ")) == _all(Hits(TEXT, "(")) == []


def test_going_on_comes_round() -> None:
    """Forward and back, past the last and the first."""
    hits = Hits(TEXT, "dora")
    first, second, last = _all(hits)
    assert [hits.after(0), hits.after(first[1]), hits.after(last[1])] == [first, second, first]
    assert [hits.before(len(TEXT)), hits.before(second[0]), hits.before(0)] == [last, first, last]
    assert hits.overlapping(second[0] + 1, second[0] + 2) == [second]
    assert Hits(TEXT, "Po a").after(0) is None


def _all(hits: Hits) -> list[tuple[int, int]]:
    return hits.overlapping(0, len(TEXT))


@given(st.text("aAb \n", max_size=40), st.text("ab ", max_size=4), st.integers(0, 40))
def test_places_are_found_around_any_offset(text: str, wanted: str, at: int) -> None:
    """The next one goes on from the first, the one before from the last."""
    hits = Hits(text, wanted)
    all_of_them = hits.overlapping(0, len(text))
    assert len(all_of_them) == len(hits)
    for start, end in all_of_them:
        assert text[start:end].casefold().split() == wanted.split()
    if not all_of_them:
        assert hits.after(at) is None and hits.before(at) is None
        return
    behind = [hit for hit in all_of_them if hit[0] >= at]
    assert hits.after(at) == [*behind, all_of_them[0]][0]
    assert hits.before(at) == [all_of_them[-1], *(h for h in all_of_them if h[0] < at)][-1]
    shared = [hit for hit in all_of_them if hit[0] < at + 3 and at < hit[1]]
    assert hits.overlapping(at, at + 3) == shared


def test_a_letter_that_stands_everywhere_is_found_everywhere() -> None:
    """Rows of the screen ask for their own hits one by one: each costs the same however many."""
    hits = Hits("x" * 200_000, "X")
    assert len(hits) == 200_000
    for start in range(0, 199_900, 100):
        assert len(hits.overlapping(start, start + 88)) == 88
