"""From tag probabilities to spans."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from it_newsview import weights
from it_newsview.decode import Tagged, best_tags, spans
from it_newsview.labels import TAGS


def logs(*rows: dict[str, float]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Log-probabilities: the named tags, the rest shared by the others."""
    table = np.full((len(rows), len(TAGS)), 1e-4, np.float32)
    for place, row in enumerate(rows):
        for tag, probability in row.items():
            table[place, TAGS.index(tag)] = probability
    return np.log(table / table.sum(1, keepdims=True))


def found(
    table: np.ndarray[tuple[int, int], np.dtype[np.float32]], breaks: list[bool] | None = None
) -> list[Tagged]:
    return spans(best_tags(table, breaks or [False] * len(table)), table)


def test_a_name_is_its_begin_and_inside_tags() -> None:
    """With the label of both and the score of its weakest point."""
    table = logs({"B-PER": 0.9}, {"I-PER": 0.6, "O": 0.4}, {"O": 1})
    (one,) = found(table)
    assert (one.start, one.end, one.label) == (0, 2, "PER")
    assert 0.55 < one.score < 0.65


def test_an_inside_tag_without_its_begin_is_never_chosen() -> None:
    """The likeliest legal sequence is taken instead."""
    table = logs({"O": 0.9}, {"I-ORG": 0.6, "B-ORG": 0.3})
    assert [(s.start, s.label) for s in found(table)] == [(1, "ORG")]


def test_no_name_runs_across_a_break() -> None:
    """Two lines of a menu are two names."""
    table = logs({"B-LOC": 0.9}, {"I-LOC": 0.6, "B-LOC": 0.3})
    assert len(found(table)) == 1
    assert [(s.start, s.end) for s in found(table, [True, False])] == [(0, 1), (1, 2)]


def test_nothing_is_found_in_nothing() -> None:
    """An empty text has no tags."""
    assert best_tags(np.zeros((0, len(TAGS)), np.float32), []) == []


@given(
    arrays.arrays(
        np.float32, st.tuples(st.integers(1, 12), st.just(len(TAGS))),
        elements=st.floats(-20, 0, width=32),
    )
)  # fmt: skip
def test_whatever_the_scores_the_tags_are_legal(
    table: np.ndarray[tuple[int, int], np.dtype[np.float32]],
) -> None:
    """Spans are in order, apart, and have a score between 0 and 1."""
    reached = 0
    for one in found(table):
        assert reached <= one.start < one.end <= len(table)
        assert 0 <= one.score <= 1
        reached = one.end


def test_weights_come_back_as_they_were_packed() -> None:
    """Meta, types, shapes and values."""
    meta = {"layers": 6, "pieces": ["▁è"]}
    arrays_ = {"a": np.arange(6, dtype=np.float32).reshape(2, 3), "b": np.ones(3, np.int8)}
    read_meta, read_arrays = weights.read(weights.pack(meta, arrays_))
    assert read_meta == meta
    assert read_arrays.keys() == arrays_.keys()
    for name, array in arrays_.items():
        assert read_arrays[name].dtype == array.dtype
        assert np.array_equal(read_arrays[name], array)


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_damaged_file_is_refused_or_read(place: int, value: int) -> None:
    """One exception type, whatever the damage; nothing in it is run."""
    data = bytearray(weights.pack({"x": 1}, {"a": np.ones((4, 4), np.float32)}))
    data[place % len(data)] = value
    with suppress(weights.WeightsError):
        weights.read(bytes(data))


@pytest.mark.parametrize("data", [b"", b"NVIT0001", b"\x00" * 100])
def test_what_is_no_weights_file_is_refused(data: bytes) -> None:
    """Empty, cut short, something else."""
    with pytest.raises(weights.WeightsError):
        weights.read(data)


def test_quantised_blocks_stay_close() -> None:
    """Within a sixteenth of the block's largest weight; 8-bit rows within a 254th."""
    matrix = np.random.default_rng(1).normal(size=(8, 64)).astype(np.float32)
    back = weights.unpack_q4(*weights.pack_q4(matrix)).reshape(matrix.shape)
    peak = np.abs(matrix.reshape(-1, 32)).max(1).repeat(32).reshape(matrix.shape)
    assert (np.abs(back - matrix) <= peak / 7).all()
    scale, bytes_ = weights.pack_i8(matrix)
    assert np.allclose(bytes_ * scale[:, None], matrix, atol=np.abs(matrix).max() / 250)
