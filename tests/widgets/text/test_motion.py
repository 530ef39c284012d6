"""Every motion leads to something that can be seen, and comes to an end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.widgets.text.document import Document
from newsview.widgets.text.layout import Layout
from newsview.widgets.text.motion import Caret, Mode, Motions
from tests.widgets.text.test_layout import blocks_of, places, widths
from tests.widgets.text.texts import hard_texts

TEXT = "Primo capoverso. Seconda frase qui.\n\nAltro capoverso, più lungo del primo.\n"


def motions(text: str, width: int = 40, mode: Mode = "token") -> Motions:
    """The motions through a text."""
    document = Document(text)
    made = Motions(document, Layout(document, width))
    made.mode = mode
    return made


@pytest.mark.parametrize(
    ("motion", "start", "target"),
    [
        ("token_right", "capoverso. Sec", ". Seconda"),
        ("word_right", "capoverso. Sec", "Seconda"),
        ("token_left", "Seconda", ". Seconda"),
        ("word_left", "Seconda", "capoverso. Sec"),
        ("sentence_next", "capoverso. Sec", "Seconda"),
        ("sentence_prev", "frase", "Seconda"),
        ("paragraph_next", "frase", "Altro"),
        ("paragraph_prev", "lungo", "Altro"),
        ("paragraph_prev", "Altro", "Primo"),
        ("top", "lungo", "Primo"),
        ("line_down", "Primo", "Altro"),
    ],
)
def test_where_motions_lead(motion: str, start: str, target: str) -> None:
    """One press each."""
    moved = motions(TEXT).move(motion, Caret(TEXT.index(start)))
    assert moved is not None
    assert TEXT[moved.offset :].startswith(target)


def test_going_down_and_up_remembers_the_column() -> None:
    """A short row between two long ones does not shift the caret."""
    text = "una riga lunga abbastanza\nno\nun’altra riga molto lunga\n"
    made = motions(text)
    start = Caret(text.index("lunga"))
    down = made.move("line_down", start)
    assert down is not None
    further = made.move("line_down", down)
    assert further is not None
    back = made.move("line_up", further)
    assert back is not None
    again = made.move("line_up", back)
    assert again is not None and again.offset == start.offset


@given(hard_texts, widths, places, st.sampled_from(["token", "character"]), st.integers(0, 500))
def test_every_motion_leads_to_something_visible_and_ends(
    text: str, width: int, edges: list[int], mode: Mode, start: int
) -> None:
    """Never into a fold, never for ever, never outside the text."""
    document = Document(text, blocks_of(text, edges))
    view = Layout(document, width, folded=True)
    made = Motions(document, view)
    made.mode = mode
    made.page = 5
    placed = made.place(start % (len(text) + 1))
    if placed is None:
        return
    assert view.fold_at(placed.offset) is None
    for name in made.names:
        caret = placed
        for _ in range(2 * len(text) + 10):
            moved = made.move(name, caret)
            if moved is None:
                break
            assert 0 <= moved.offset < len(text)
            assert view.fold_at(moved.offset) is None
            unit = made.unit(moved.offset)
            assert unit.start <= moved.offset < unit.end
            caret = moved
        else:
            raise AssertionError(f"{name} never ends")


@given(hard_texts, widths, st.sampled_from(["token", "character"]))
def test_right_and_left_are_each_others_way_back(text: str, width: int, mode: Mode) -> None:
    """To the end and back through the same places."""
    made = motions(text, width, mode)
    caret = made.move("top", Caret(-1))
    if caret is None:
        return
    forth = [caret.offset]
    while (moved := made.move("token_right", Caret(forth[-1]))) is not None:
        forth.append(moved.offset)
    back = [forth[-1]]
    while (moved := made.move("token_left", Caret(back[-1]))) is not None:
        back.append(moved.offset)
    if mode == "token":
        assert back[::-1] == forth
    else:
        assert back[-1] <= forth[0]
