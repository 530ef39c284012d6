"""From scores to trees, from words to tokens, and what becomes of damaged weights."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import product
from types import FrameType

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import it_newsview
from it_newsview import weights
from it_newsview.parser import LONGEST, PART, ROOT, Parsed, Parser
from it_newsview.tokens import on_tokens
from it_newsview.trees import best_tree
from it_newsview.weights import WeightsError, pack_i8
from it_newsview.words import Word

Scores = np.ndarray[tuple[int, int], np.dtype[np.float32]]


def is_tree(heads: list[int]) -> bool:
    """One root, and from each word a way to it."""
    if heads.count(-1) != 1:
        return False
    for node in range(len(heads)):
        for _ in heads:
            node = heads[node] if node >= 0 else node
        if node >= 0:
            return False
    return True


def all_trees(count: int) -> Iterator[list[int]]:
    yield from filter(is_tree, map(list, product(range(-1, count), repeat=count)))


def worth(scores: Scores, heads: list[int]) -> float:
    return sum(float(scores[word, head + 1]) for word, head in enumerate(heads))


@given(
    st.integers(1, 5).flatmap(
        lambda n: arrays.arrays(np.float32, (n, n + 1), elements=st.floats(-20, 20, width=32))
    )
)
def test_the_tree_is_the_best_with_one_root(scores: Scores) -> None:
    """Against all trees that there are."""
    found = best_tree(scores)
    assert is_tree(found)
    best = max(worth(scores, heads) for heads in all_trees(len(scores)))
    assert worth(scores, found) == pytest.approx(best, abs=1e-3)


def test_cycles_within_cycles_are_broken_where_it_costs_least() -> None:
    """Two pairs that want each other, and as pairs want each other again."""
    scores = np.full((4, 5), -50, np.float32)
    scores[0, 2] = scores[1, 1] = scores[2, 4] = scores[3, 3] = 10
    scores[0, 4], scores[2, 2] = 5, 6
    scores[1, 0] = -3
    assert best_tree(scores) == [1, -1, 1, 2]


@pytest.mark.parametrize("value", [0.0, np.nan, np.inf, -np.inf, 3e38])
def test_any_scores_give_a_tree(value: float) -> None:
    """What damaged weights may give included."""
    for count in (0, 1, 2, 7, LONGEST):
        heads = best_tree(np.full((count, count + 1), value, np.float32))
        assert heads == [] if count == 0 else is_tree(heads)


def cells(scores: Scores) -> int:
    """How many cells of arrays their methods went over to find the best tree."""
    gone = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal gone
        array = getattr(argument, "__self__", None) if event == "c_call" else None
        gone += array.size if isinstance(array, np.ndarray) else 0

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        assert is_tree(best_tree(scores))
    finally:
        sys.setprofile(before)
    return gone


def test_a_sentence_full_of_cycles_costs_no_more_than_its_table() -> None:
    """Every word in a pair that wants each other, pairs of pairs likewise, and so on."""
    gone = []
    for count in (32, 64, 128):
        numbers = np.arange(count)
        apart = np.bitwise_xor.outer(numbers, numbers)
        scores = np.hstack([np.full((count, 1), -99.0), -np.log2(apart + 1)])
        gone.append(cells(scores.astype(np.float32)))
    assert gone[1] <= 5 * gone[0] and gone[2] <= 5 * gone[1]


# --- words and tokens -----------------------------------------------------------------------------

TREE = [  # (La legge) dell'anno scade
    Parsed(1, "det", "DET"), Parsed(5, "nsubj", "NOUN"), Parsed(4, "case", "ADP"),
    Parsed(2, PART, "PUNCT"), Parsed(1, "nmod", "NOUN"), Parsed(-1, ROOT, "VERB"),
]  # fmt: skip
WORDS = [Word(*place, True) for place in ((0, 2), (3, 8), (9, 13), (13, 14), (14, 18), (19, 24))]


def tokens_of(tokens: list[tuple[int, int]]) -> list[tuple[int, str, str]]:
    starts = [number == 0 for number in range(len(tokens))]
    return [tuple(arc) for arc in on_tokens(tokens, starts, WORDS, lambda a, b: TREE[a:b])]


def test_a_token_of_several_words_is_what_its_uppermost_word_is() -> None:
    """ "dell'" and even "dell'anno" are one token."""
    assert tokens_of([(0, 2), (3, 8), (9, 14), (14, 18), (19, 24)]) == [
        (1, "det", "DET"), (4, "nsubj", "NOUN"), (3, "case", "ADP"), (1, "nmod", "NOUN"),
        (4, "ROOT", "VERB"),
    ]  # fmt: skip
    assert tokens_of([(0, 2), (3, 8), (9, 18), (19, 24)])[2] == (1, "nmod", "NOUN")


def test_the_rest_of_a_word_and_white_space_hang_on_what_is_before_them() -> None:
    """A word in two tokens, an apostrophe alone, a blank that is a token."""
    found = tokens_of([(0, 2), (3, 5), (5, 8), (8, 9), (9, 13), (13, 14), (14, 18), (19, 24)])
    assert found[2:4] == [(1, "flat", "NOUN"), (2, "dep", "")]
    assert found[5] == (4, "punct", "PUNCT")


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), max_size=14),
    st.lists(st.tuples(st.integers(0, 1), st.integers(1, 4)), max_size=14),
    st.lists(st.booleans(), min_size=14, max_size=14),
    st.randoms(use_true_random=False),
)
def test_whatever_tokens_and_words_are_the_tokens_make_trees(
    tokens: list[tuple[int, int]],
    words: list[tuple[int, int]],
    starts: list[bool],
    chance: object,
) -> None:
    """Empty tokens and words without tokens included."""
    random = chance.random  # type: ignore[attr-defined]

    def spans(some: list[tuple[int, int]]) -> list[tuple[int, int]]:
        made, end = [], 0
        for gap, size in some:
            made.append((end + gap, end + gap + size))
            end += gap + size
        return made

    def parse(first: int, last: int) -> list[Parsed]:
        scores = np.array(
            [[random() for _ in range(last - first + 1)] for _ in range(last - first)]
        )
        heads = best_tree(scores) if last > first else []
        return [Parsed(head, "x" if head >= 0 else ROOT, "NOUN") for head in heads]

    places = spans(tokens)
    starts = starts[: len(tokens)]
    found = on_tokens(places, starts, [Word(*one, True) for one in spans(words)], parse)
    assert len(found) == len(tokens)
    first = 0
    for end in range(1, len(found) + 1):
        if end == len(found) or starts[end]:
            heads = [arc.head for arc in found[first:end]]
            assert is_tree([-1 if h == first + n else h - first for n, h in enumerate(heads)])
            assert all(first <= head < end for head in heads)
            first = end


# --- weights --------------------------------------------------------------------------------------


def small(**changed: object) -> tuple[dict[str, object], dict[str, weights.Array]]:
    """A parser of 8 features whose weights mean nothing."""
    random = np.random.default_rng(5)
    made: dict[str, weights.Array] = {}
    for name, rows, columns in (
        ("project.weight", 8, 12), ("mix.0.kernel.weight", 8, 24), ("tag.weight", 2, 8),
        ("dependent.weight", 6, 8), ("head.weight", 6, 8), ("labelled.weight", 4, 8),
        ("labelling.weight", 4, 8), ("arc", 7, 6), ("label", 15, 5),
    ):  # fmt: skip
        matrix = random.normal(size=(rows, columns)).astype(np.float32)
        made[f"{name}.i8d"], made[f"{name}.i8"] = pack_i8(matrix)
        if name.endswith(".weight"):
            made[name.replace("weight", "bias")] = np.zeros(rows, np.float32)
    for name in ("mix.0.norm", "norm"):
        made[f"{name}.weight"], made[f"{name}.bias"] = np.ones((2, 8), np.float32)
    made["root"] = np.ones(8, np.float32)
    meta = {
        "encoder": "0", "layers": [1], "convolutions": 1, "labels": ["nsubj", "obj", ROOT],
        "tags": ["NOUN", "PUNCT"],
    }  # fmt: skip
    return {**meta, **changed}, made


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 700))
@example(LONGEST + 1)
def test_a_sentence_of_any_length_gets_one_root(count: int) -> None:
    """Long ones are parsed in parts that hang together."""
    parser = Parser(*small())
    states = np.random.default_rng(count).normal(size=(count, 12)).astype(np.float32)
    parsed = parser.parse(parser.project(states))
    assert len(parsed) == count
    if count:
        assert is_tree([word.head for word in parsed])
        assert [word.label == ROOT for word in parsed] == [word.head < 0 for word in parsed]


@pytest.mark.parametrize(
    "changed",
    [
        {"labels": ["nsubj", "obj"]}, {"labels": ["nsubj", ""]}, {"labels": [ROOT]},
        {"tags": ["NOUN"]}, {"tags": ["NOUN", "NOMEN"]}, {"convolutions": 2}, {"layers": None},
        {"convolutions": "x"},
    ],
)  # fmt: skip
def test_meta_that_does_not_fit_is_refused(changed: dict[str, object]) -> None:
    """When it is loaded, not when it parses."""
    with pytest.raises(WeightsError):
        Parser(*small(**changed))


def test_a_missing_or_misshapen_matrix_is_refused() -> None:
    """Likewise."""
    meta, made = small()
    for name in made:
        others = {other: array for other, array in made.items() if other != name}
        with pytest.raises(WeightsError):
            Parser(meta, others)
        with pytest.raises(WeightsError):
            Parser(meta, {**others, name: np.ones((3, 3), made[name].dtype)})


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@given(st.integers(0, 1400), st.integers(0, 255))
def test_a_damaged_file_is_refused_or_read(place: int, value: int) -> None:
    """One exception type, whatever the damage."""
    data = bytearray(weights.pack(*small()))
    data[place % len(data)] = value
    with suppress(WeightsError):
        assert len(Parser.of(bytes(data)).parse(np.ones((3, 8), np.float32))) == 3


def test_the_shipped_parser_is_made_for_the_shipped_encoder() -> None:
    """By fingerprint."""
    folder = it_newsview.FOLDER
    parser = Parser.of((folder / "newsview_parser/parser.bin").read_bytes())
    encoder = (folder / "newsview_ner/weights.bin").read_bytes()
    assert parser.encoder == weights.fingerprint(encoder)
