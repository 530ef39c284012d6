"""Where searched words stand, and which place is next."""

from newsview.widgets.text.hits import Hits

TEXT = "La Dora e la dora\nBaltea, poi la Dora  Riparia."


def test_case_and_spacing_do_not_count() -> None:
    """A line break between two words is a blank."""
    assert [TEXT[s:e] for s, e in Hits(TEXT, "dora baltea").places] == ["dora\nBaltea"]
    assert len(Hits(TEXT, "DORA").places) == 3
    assert Hits(TEXT, " ").places == Hits(TEXT, "(").places == []


def test_going_on_comes_round() -> None:
    """Forward and back, past the last and the first."""
    hits = Hits(TEXT, "dora")
    first, second, last = hits.places
    assert [hits.after(0), hits.after(first[1]), hits.after(last[1])] == [first, second, first]
    assert [hits.before(len(TEXT)), hits.before(second[0]), hits.before(0)] == [last, first, last]
    assert hits.overlapping(second[0] + 1, second[0] + 2) == [second]
    assert Hits(TEXT, "Po a").after(0) is None
