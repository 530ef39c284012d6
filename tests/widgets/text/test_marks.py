"""Mentions by place: what covers an offset, what comes next, what changed."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.store.intervals import Intervals
from newsview.store.model import Mention
from newsview.widgets.text.marks import AT_ONCE, Marks
from newsview.widgets.text.wrap import Inlay
from tests.widgets.text.mentions import Drawn, made, mention, some_mentions

LENGTH = 60


def visited(marks: Marks, direction: int, *, undecided: bool = False) -> list[Mention]:
    """What going from one mention to the next meets, from outside of the text."""
    found = []
    step = marks.step(0 if direction > 0 else LENGTH + 1, direction, undecided=undecided)
    while step is not None:
        found.append(step)
        step = marks.step(step.start, direction, beyond=step.id, undecided=undecided)
    return found


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(1, 30)), max_size=40),
    st.integers(-5, 60),
    st.integers(0, 30),
    st.integers(0, 50),
)
def test_intervals_find_what_a_look_at_all_finds(
    drawn: Sequence[tuple[int, int]], start: int, size: int, limit: int
) -> None:
    """However they nest, in order, the first so many."""
    spans = sorted((first, first + length) for first, length in drawn)
    intervals = Intervals(array("q", [a for a, _ in spans]), array("q", [b for _, b in spans]))
    end = start + size
    expected = [i for i, (a, b) in enumerate(spans) if max(a, start) < min(b, end)]
    assert intervals.overlapping(start, end, limit) == expected[:limit]


def test_no_intervals_overlap_nothing() -> None:
    """An article without mentions."""
    assert Intervals([], []).overlapping(0, 10, 5) == []


@given(some_mentions, st.integers(0, LENGTH), st.integers(0, 15))
def test_what_overlaps_is_what_a_look_at_all_finds(drawn: Drawn, start: int, size: int) -> None:
    """Outer ones first."""
    marks = Marks(made(drawn, LENGTH), LENGTH)
    end = start + size
    expected = [m for m in marks.mentions if max(m.start, start) < min(m.end, end)]
    assert marks.overlapping(start, end) == expected


@given(some_mentions, st.integers(0, LENGTH))
def test_what_covers_an_offset_begins_with_the_innermost(drawn: Drawn, offset: int) -> None:
    """Rejected ones come last: a key meant for a mention does not fall on one that is gone."""
    found = Marks(made(drawn, LENGTH), LENGTH).covering(offset)
    assert {m.id for m in found} == {m.id for m in made(drawn, LENGTH) if m.start <= offset < m.end}
    rejected = [m.status == "rejected" for m in found]
    assert rejected == sorted(rejected)
    for kept in (True, False):
        starts = [m.start for m in found if (m.status != "rejected") == kept]
        assert starts == sorted(starts, reverse=True)


def test_one_stretch_marked_very_often_is_bounded() -> None:
    """A million mentions over one word do not stop the reader."""
    marks = Marks([mention(0, 5, id=f"{i:04}") for i in range(1000)], 10)
    assert len(marks.overlapping(0, 10)) == AT_ONCE


def test_mentions_outside_of_the_text_are_left_out() -> None:
    """What an import brings for another text breaks nothing."""
    good = mention(0, 10)
    others = [mention(5, 11), mention(-1, 3), mention(4, 4), mention(7, 6)]
    assert Marks([*others, good], 10).mentions == [good]


def test_the_order_does_not_depend_on_the_order_given() -> None:
    """Two mentions over one stretch look the same after undo and redo."""
    one, other = mention(3, 8, id="01"), mention(3, 8, "PER", id="02")
    assert Marks([other, one], 10).mentions == Marks([one, other], 10).mentions == [one, other]


def test_mentions_are_known_by_id_and_waiting_ones_counted() -> None:
    """What the side pane asks for."""
    one, other = mention(0, 3, id="a"), mention(0, 2, id="b", status="accepted")
    marks = Marks([one, other], 10)
    assert marks.by_id("b") == other
    assert marks.by_id("c") is None
    assert (len(marks), marks.undecided) == (2, 1)


@given(some_mentions)
def test_next_and_previous_visit_every_mention_in_order(drawn: Drawn) -> None:
    """Nested and coinciding ones too; or only those that nobody has decided on."""
    marks = Marks(made(drawn, LENGTH), LENGTH)
    waiting = [m for m in marks.mentions if m.status == "suggested"]
    assert visited(marks, 1) == marks.mentions
    assert visited(marks, -1) == marks.mentions[::-1]
    assert visited(marks, 1, undecided=True) == waiting
    assert visited(marks, -1, undecided=True) == waiting[::-1]


@given(some_mentions, st.integers(0, LENGTH), st.integers(0, LENGTH), st.booleans())
def test_a_step_from_anywhere_is_the_first_that_is_in_sight(
    drawn: Drawn, offset: int, fold: int, undecided: bool
) -> None:
    """Forward at the offset or later, backward before it; nothing in a fold."""
    marks = Marks(made(drawn, LENGTH), LENGTH)

    def hidden(at: int) -> bool:
        return fold <= at < fold + 10

    seen = [
        m
        for m in marks.mentions
        if not hidden(m.start) and (m.status == "suggested" or not undecided)
    ]
    after = next((m for m in seen if m.start >= offset), None)
    before = [m for m in seen if m.start < offset]
    assert marks.step(offset, 1, undecided=undecided, hidden=hidden) == after
    assert marks.step(offset, -1, undecided=undecided, hidden=hidden) == (
        before[-1] if before else None
    )


def test_a_step_besides_a_mention_passes_it_over() -> None:
    """One that was just decided on is not gone to again."""
    one, other = mention(0, 3, id="a"), mention(0, 2, id="b")
    marks = Marks([one, other], 10)
    assert marks.step(0, 1, besides="a") == other
    assert marks.step(0, 1, beyond="unknown") == one


@given(some_mentions, some_mentions, st.booleans())
def test_what_changed_covers_every_difference(before: Drawn, after: Drawn, shared: bool) -> None:
    """An offset outside the changed stretches has the same mentions over it, in the same order."""
    if shared:
        after = before[: len(before) // 2] + after
    old, new = Marks(made(before, LENGTH), LENGTH), Marks(made(after, LENGTH), LENGTH)
    changed = {i for start, end in new.changed(old) for i in range(start, end)}
    for offset in range(LENGTH):
        if offset not in changed:
            assert old.overlapping(offset, offset + 1) == new.overlapping(offset, offset + 1)


@given(some_mentions)
def test_nothing_changed_is_nothing_to_draw(drawn: Drawn) -> None:
    """The same mentions given again, as records or as copies, in any order."""
    one, other = made(drawn, LENGTH), made(drawn, LENGTH)
    assert Marks(other[::-1], LENGTH).changed(Marks(one, LENGTH)) == []


def test_a_decision_changes_its_own_stretch() -> None:
    """One among many; a moved one changes where it was, too."""
    many = [mention(i, i + 1, id=f"{i:02}") for i in range(20)]
    before = Marks(many, LENGTH)
    decided = mention(7, 8, id="07", status="accepted")
    assert set(Marks([*many[:7], decided, *many[8:]], LENGTH).changed(before)) == {(7, 8)}
    moved = mention(7, 12, id="07")
    assert set(Marks([*many[:7], moved, *many[8:]], LENGTH).changed(before)) == {(7, 8), (7, 12)}
    assert Marks(many[:-1], LENGTH).changed(before) == [(19, 20)]


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ([], []),
        ([mention(0, 4)], [Inlay(4, "⟨ORG⟩")]),
        ([mention(0, 4, status="rejected")], []),
        ([mention(0, 4), mention(2, 4, "PER")], [Inlay(4, "⟨PER ORG⟩")]),
        ([mention(0, 4), mention(2, 6, "PER")], [Inlay(4, "⟨ORG⟩"), Inlay(6, "⟨PER⟩")]),
        ([mention(i, 9, f"L{i}") for i in range(5)], [Inlay(9, "⟨L4 L3 L2 +2⟩")]),
    ],
)
def test_labels_as_text(mentions: list[Mention], expected: list[Inlay]) -> None:
    """Behind the last character, inner ones first, a few at most; none for rejected ones."""
    assert Marks(mentions, 10).labels() == expected


def test_values_stand_behind_the_labels_of_their_spans() -> None:
    """By place, so that a decision on the mention changes nothing."""
    marks = Marks([mention(0, 4), mention(6, 9, "MONEY"), mention(6, 9, "DATE", id="z")], 20)
    assert marks.labels({(6, 9): "5 EUR", (0, 9): "no"}) == [
        Inlay(4, "⟨ORG⟩"), Inlay(9, "⟨DATE 5 EUR MONEY 5 EUR⟩"),
    ]  # fmt: skip
