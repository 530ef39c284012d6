"""Mentions by place, and what each piece of a row looks like."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newsview.store.model import Mention
from newsview.widgets.text.display import shown
from newsview.widgets.text.document import Document
from newsview.widgets.text.layout import Layout, RowKind
from newsview.widgets.text.marks import Marks
from newsview.widgets.text.paint import OWN_ORIGINS, Over, paint

TEXT = "Una società di Torino cresce 🎉 e l’e\u0301lite sorride a tutti quanti."

spans = st.lists(
    st.tuples(
        st.integers(0, len(TEXT) - 1),
        st.integers(1, 20),
        st.sampled_from(["suggested", "accepted", "rejected"]),
        st.sampled_from(["model", "person"]),
    ),
    max_size=8,
)


def made(drawn: list[tuple[int, int, str, str]]) -> list[Mention]:
    """Mentions on these spans."""
    return [
        Mention(
            id=f"{i}", article="x", start=start, end=min(len(TEXT), start + size), text="",
            label=f"L{i}", status=status, origin=origin,  # type: ignore[arg-type]
        )
        for i, (start, size, status, origin) in enumerate(drawn)
    ]  # fmt: skip


@given(spans, st.integers(0, len(TEXT)), st.integers(0, 15))
def test_what_overlaps_is_what_a_look_at_all_finds(
    drawn: list[tuple[int, int, str, str]], start: int, size: int
) -> None:
    """However they nest."""
    mentions = made(drawn)
    found = Marks(mentions, len(TEXT)).overlapping(start, start + size)
    expected = [m for m in mentions if m.start < start + size and start < m.end and size]
    assert sorted(m.id for m in found) == sorted(m.id for m in expected)


@given(spans)
def test_next_visits_every_mention_in_order_and_previous_goes_back(
    drawn: list[tuple[int, int, str, str]],
) -> None:
    """Nested and coinciding ones too."""
    marks = Marks(made(drawn), len(TEXT))
    order = []
    mention = marks.step(0, 1)
    while mention is not None:
        order.append(mention)
        mention = marks.step(mention.start, 1, beyond=mention.id)
    assert order == marks.mentions
    back = []
    mention = marks.step(len(TEXT) + 1, -1)
    while mention is not None:
        back.append(mention)
        mention = marks.step(mention.start, -1, beyond=mention.id)
    assert back[::-1] == order
    undecided = []
    mention = marks.step(0, 1, undecided=True)
    while mention is not None:
        undecided.append(mention)
        mention = marks.step(mention.start, 1, beyond=mention.id, undecided=True)
    assert undecided == [m for m in order if m.status == "suggested"]


@given(spans, spans)
def test_what_changed_covers_every_difference(
    before: list[tuple[int, int, str, str]], after: list[tuple[int, int, str, str]]
) -> None:
    """A row outside the changed stretches looks as before."""
    old, new = Marks(made(before), len(TEXT)), Marks(made(after), len(TEXT))
    changed = {i for start, end in new.changed(old) for i in range(start, end)}
    for offset in range(len(TEXT)):
        was = {(m.id, m.start, m.end, m.status) for m in old.overlapping(offset, offset + 1)}
        now = {(m.id, m.start, m.end, m.status) for m in new.overlapping(offset, offset + 1)}
        assert was == now or offset in changed


@given(spans, st.integers(0, len(TEXT) - 1), st.integers(20, 60), st.booleans())
def test_painted_pieces_are_the_row_and_look_as_they_should(
    drawn: list[tuple[int, int, str, str]], caret: int, width: int, labelled: bool
) -> None:
    """Joined they are the text; each offset looks as what lies over it says."""
    marks = Marks(made(drawn), len(TEXT))
    view = Layout(Document(TEXT), width, inlays=marks.labels() if labelled else ())
    for index in range(len(view)):
        row = view.row(index)
        if row.kind is not RowKind.TEXT:
            continue
        over = Over("body", marks.overlapping(row.start, row.end), (caret, caret + 1))
        pieces = paint(TEXT, view.cells(index), over)
        text = "".join(piece.text for piece in pieces if not piece.ink.inlay)
        assert text == shown(TEXT[row.start : row.end])
        offset = row.start
        edges = set(view.cells(index).edges)
        for piece in pieces:
            if piece.ink.inlay:
                continue
            _check(marks, offset, piece.ink.fill, piece.ink.line, own=piece.ink.own)
            assert offset in edges
            offset += len(piece.text)
        for one, other in pairwise(pieces):
            assert one.ink != other.ink or one.ink.inlay


def _check(marks: Marks, offset: int, fill: str | None, line: str | None, *, own: bool) -> None:
    over = [m for m in marks.overlapping(offset, offset + 1) if m.status != "rejected"]
    accepted = [m for m in over if m.status == "accepted"]
    waiting = [m for m in over if m.status == "suggested"]
    if accepted:
        assert fill == accepted[-1].label
        assert own == (accepted[-1].origin in OWN_ORIGINS)
    if waiting:
        assert line == waiting[-1].label
