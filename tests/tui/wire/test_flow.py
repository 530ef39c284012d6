"""What is asked of the terminal, what it answers, and what never becomes a key."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from textual import events

from newsview.tui.wire.driver import ListeningParser
from newsview.tui.wire.flow import (
    AHEAD,
    ANSWER,
    ASK_AFTER,
    HOLD,
    LIGHT_AHEAD,
    PATIENCE,
    Answers,
    Flow,
)  # fmt: skip

KEYS = st.lists(st.sampled_from(["a", "j", "\x1b", "\x1b[A", "\x1b[1;5C", "è", "\x1bOP", "0n"]))


def cut(text: str, places: list[int]) -> list[str]:
    """A text in pieces."""
    edges = sorted({0, len(text), *(place % (len(text) + 1) for place in places)})
    return [text[start:end] for start, end in pairwise(edges)]


@given(KEYS, KEYS, KEYS, st.lists(st.integers(0, 60), max_size=8))
def test_answers_are_taken_out_in_whatever_pieces_they_come(
    one: list[str], two: list[str], three: list[str], places: list[int]
) -> None:
    """What is left are the keys, all of them and in their order."""
    answers = Answers()
    answers.await_one()
    answers.await_one()
    keys = ["".join(part) for part in (one, two, three)]
    left, count = "", 0
    for piece in cut(ANSWER.join(keys), places):
        rest, found = answers.take(piece, 0.0)
        left, count = left + rest, count + found
    assert left + answers.late(HOLD) == "".join(keys)
    assert count == 2


def test_an_escape_key_waits_no_longer_than_it_must() -> None:
    """It may begin an answer only while one is awaited, and not for long."""
    answers = Answers()
    assert answers.take("\x1b", 0.0) == ("\x1b", 0)
    answers.await_one()
    assert answers.take("\x1b", 1.0) == ("", 0)
    assert answers.late(1.0 + HOLD / 2) == ""
    assert answers.late(1.0 + 2 * HOLD) == "\x1b"
    assert answers.take(ANSWER, 2.0) == ("", 1)
    assert answers.take("\x1b", 3.0) == ("\x1b", 0)


def test_no_answer_is_a_key() -> None:
    """Nor a part of one, when the parser behind gets what is left."""
    heard: list[int] = []
    answers = Answers()
    parser = ListeningParser(answers, heard.append, False)
    pressed = []
    for piece in ("j", "\x1b[0nk", "\x1b", "[0", "n", "l\x1b[", "A"):
        answers.await_one()
        pressed += [e.key for e in parser.feed(piece) if isinstance(e, events.Key)]
    assert pressed == ["j", "k", "l", "up"]
    assert sum(heard) == 2


def test_light_frames_cost_no_question() -> None:
    """A caret step never asks for much of a kilobyte."""
    flow = Flow()
    asked = sum(flow.sending(8, 0.0) for _ in range(ASK_AFTER // 8))
    assert asked == 0
    assert flow.free(0.0)
    assert flow.sending(8, 0.0)


def test_the_way_is_free_again_with_the_answer() -> None:
    """What was sent after the question still counts."""
    flow = Flow()
    assert flow.sending(AHEAD + 3000, 0.0)
    assert not flow.free(0.1)
    flow.answered()
    assert flow.free(0.2)
    flow.sending(AHEAD - 1, 0.2)
    assert flow.free(0.3)


def test_a_light_frame_passes_a_heavy_one_but_not_for_ever() -> None:
    """The caret may go on while a page is on its way, up to a limit that answers renew."""
    flow = Flow()
    flow.sending(AHEAD + 3000, 0.0)
    assert flow.free_for_light
    flow.sending(LIGHT_AHEAD, 0.0)
    assert not flow.free_for_light
    flow.answered()
    assert flow.free_for_light


def test_a_terminal_that_does_not_answer_is_not_asked_again() -> None:
    """After its time nothing is held any more, whatever comes late."""
    flow = Flow()
    flow.sending(AHEAD + 1, 0.0)
    assert flow.patience_left(0.0) == PATIENCE
    assert not flow.free(PATIENCE / 2)
    assert flow.free(PATIENCE)
    assert not flow.sending(10 * AHEAD, PATIENCE)
    assert flow.free(PATIENCE)
    assert flow.patience_left(PATIENCE) is None


def test_an_answer_that_nobody_asked_for_changes_nothing() -> None:
    """Another program's, from before."""
    flow = Flow()
    flow.answered()
    flow.sending(AHEAD + 1, 0.0)
    assert not flow.free(0.0)
