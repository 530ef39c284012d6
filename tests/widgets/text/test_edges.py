"""Where the edge of a mention comes to lie when it is moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.widgets.text.clusters import cluster_end, cluster_start
from newsview.widgets.text.document import Document
from newsview.widgets.text.edges import Edge, boundary
from newsview.widgets.text.layout import Layout
from newsview.widgets.text.motion import Mode, Motions
from tests.widgets.text.texts import few_of_many, hard_texts

TEXT = "Il sindaco dell’Aquila, Anna Bianchi."


def motions(text: str, mode: Mode) -> Motions:
    """The motions through a text."""
    document = Document(text)
    made = Motions(document, Layout(document, 40))
    made.mode = mode
    return made


@pytest.mark.parametrize(
    ("edge", "step", "before", "after"),
    [
        ("start", 1, "dell’Aquila", "Aquila"),
        ("start", -1, "Aquila", "dell’Aquila"),
        ("start", -1, "Il sindaco", "Il sindaco"),
        ("end", 1, "Aquila", "Aquila,"),
        ("end", 1, "Aquila,", "Aquila, Anna"),
        ("end", -1, "Aquila, Anna", "Aquila,"),
        ("end", 1, "Bianchi.", "Bianchi."),
        ("end", 1, "Bian", "Bianchi"),
        ("start", -1, "anchi", "Bianchi"),
    ],
)
def test_by_token(edge: Edge, step: int, before: str, after: str) -> None:
    """To where the next or the previous token begins or ends; nowhere where there is none."""
    start = TEXT.index(before)
    end = start + len(before)
    moved = boundary(motions(TEXT, "token"), start if edge == "start" else end, step, edge)
    assert TEXT[moved:end] == after if edge == "start" else TEXT[start:moved] == after


@given(
    hard_texts | few_of_many,
    st.sampled_from(["token", "character"]),
    st.sampled_from(["start", "end"]),
)
def test_edges_go_all_the_way_between_clusters(text: str, mode: Mode, edge: Edge) -> None:
    """From one end of the text to the other and back, each time further, never into a cluster."""
    made = motions(text, mode)
    forth = [0]
    while (moved := boundary(made, forth[-1], 1, edge)) != forth[-1]:
        assert forth[-1] < moved <= len(text)
        assert cluster_start(text, moved) == moved == cluster_end(text, moved)
        forth.append(moved)
    back = [len(text)]
    while (moved := boundary(made, back[-1], -1, edge)) != back[-1]:
        assert 0 <= moved < back[-1]
        back.append(moved)
    assert set(forth) - {0} <= set(back)
