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
    LIGHT_AHEAD,
    LONG_PATIENCE,
    PATIENCE,
    Answers,
    Flow,
)  # fmt: skip

KEYS = st.lists(st.sampled_from(["a", "j", "\x1b[A", "\x1b[1;5C", "è", "\x1bOP", "0n", "["]))


def cut(text: str, places: list[int]) -> list[str]:
    """A text in pieces."""
    edges = sorted({0, len(text), *(place % (len(text) + 1) for place in places)})
    return [text[start:end] for start, end in pairwise(edges)]


def pressed(parser: ListeningParser, piece: str) -> list[str]:
    """The keys of what was read."""
    return [event.key for event in parser.feed(piece) if isinstance(event, events.Key)]


def timed_out(parser: ListeningParser) -> list[str]:
    """The keys that come when the parser waits no longer."""
    if parser._timeout_time is not None:
        parser._timeout_time = 0.0
    return [event.key for event in parser.tick() if isinstance(event, events.Key)]


def listening(asked: int) -> tuple[ListeningParser, list[int]]:
    """A parser while so many answers are awaited, and what it hears of them."""
    heard: list[int] = []
    answers = Answers()
    for _ in range(asked):
        answers.await_one()
    return ListeningParser(answers, heard.append, False), heard


@given(KEYS, KEYS, KEYS, st.lists(st.integers(0, 60), max_size=8))
def test_answers_are_taken_out_in_whatever_pieces_they_come(
    one: list[str], two: list[str], three: list[str], places: list[int]
) -> None:
    """What is left are the keys, all of them and in their order."""
    parser, heard = listening(2)
    alone, _ = listening(0)
    keys = ["".join(part) for part in (one, two, three)]
    found = [key for piece in cut(ANSWER.join(keys), places) for key in pressed(parser, piece)]
    assert found == pressed(alone, "".join(keys))
    assert sum(heard) == 2


def test_the_escape_key_does_not_wait_for_an_answer() -> None:
    """It comes after Textual's own delay, answer awaited or not, and the answer is none of it."""
    for asked in (0, 1):
        parser, heard = listening(asked)
        assert pressed(parser, "\x1b") == []
        assert timed_out(parser) == ["escape"]
        assert pressed(parser, "j" + ANSWER * asked + "k") == ["j", "k"]
        assert sum(heard) == asked


def test_escape_and_then_an_answer_are_both_understood() -> None:
    """Together or in pieces, before the delay is over."""
    for pieces in (["\x1b", ANSWER], ["\x1b", "\x1b[", "0n"], ["\x1b" + ANSWER]):
        parser, heard = listening(1)
        keys = [key for piece in pieces for key in pressed(parser, piece)]
        assert keys + timed_out(parser) == ["escape"]
        assert sum(heard) == 1


def test_the_rest_of_an_answer_that_comes_too_late_is_no_key() -> None:
    """A bracket would go to another article."""
    for length in (1, 2, 3):
        parser, heard = listening(1)
        pressed(parser, ANSWER[:length])
        timed_out(parser)
        assert pressed(parser, ANSWER[length:] + "j") == ["j"]
        assert sum(heard) == 1
    parser, _ = listening(0)
    pressed(parser, "\x1b")
    timed_out(parser)
    assert pressed(parser, "[0n") == ["left_square_bracket", "0", "n"]


def test_no_answer_is_a_key() -> None:
    """Nor a part of one, when the parser behind gets what is left."""
    parser, heard = listening(2)
    pieces = ("j", "\x1b[0nk", "\x1b", "[0", "n", "l\x1b[", "A")
    assert [key for piece in pieces for key in pressed(parser, piece)] == ["j", "k", "l", "up"]
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


def test_a_terminal_whose_answer_was_only_late_is_asked_again() -> None:
    """And waited for longer: its line is slow."""
    flow = Flow()
    flow.sending(3 * AHEAD, 0.0)
    assert flow.free(2 * PATIENCE)
    flow.answered()
    assert flow.sending(3 * AHEAD, 3.0)
    assert not flow.free(3.0 + 2 * PATIENCE)
    assert flow.free(3.0 + LONG_PATIENCE)


def test_an_answer_that_nobody_asked_for_changes_nothing() -> None:
    """Another program's, from before."""
    flow = Flow()
    flow.answered()
    flow.sending(AHEAD + 1, 0.0)
    assert not flow.free(0.0)
