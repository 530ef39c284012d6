"""Precision, recall, F and the mistakes, against figures worked out by hand."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.nlp.scoring import Score, Scorer, Span, Tally, pair_overlapping

TEXT = "Ieri la Regione Piemonte ha scritto a Marta Ghibaudo, sindaca di Cuneo, e a Torino."
REGION, MARTA, CUNEO, TORINO = (8, 24, "ORG"), (38, 52, "PER"), (65, 70, "LOC"), (76, 82, "LOC")
PIEMONTE, REGIONE = (16, 24, "ORG"), (8, 15, "ORG")
LABELS = ("PER", "ORG", "LOC")

spans = st.sets(
    st.tuples(st.integers(0, 12), st.integers(1, 6), st.sampled_from("XY")).map(
        lambda s: (s[0], s[0] + s[1], s[2])
    ),
    max_size=6,
)


def scored(
    gold: set[Span], found: set[Span], labels: tuple[str, ...] = LABELS, examples: int = 0
) -> Scorer:
    """One text, scored."""
    scorer = Scorer(labels, examples=examples)
    scorer.add("a.txt", TEXT, gold, found)
    return scorer


def confusions(scorer: Scorer) -> list[tuple[str, str, int]]:
    """What was taken for what, how often."""
    return [(one.gold, one.found, one.count) for one in scorer.confusions()]


def test_exact_spans_of_the_right_label_count() -> None:
    """Two of three found are right, of four: P 2/3, R 1/2, F 4/7."""
    scorer = scored({REGION, MARTA, CUNEO, TORINO}, {REGION, CUNEO, (76, 82, "PER")})
    assert scorer.overall() == Tally(gold=4, found=3, exact=2, overlapping=0)
    assert scorer.overall().strict == pytest.approx((2 / 3, 1 / 2, 4 / 7))
    assert scorer.tallies()["LOC"].strict == pytest.approx((1, 1 / 2, 2 / 3))
    assert scorer.tallies()["PER"].strict == Score(0, 0, 0)


def test_an_overlapping_span_of_the_right_label_counts_half() -> None:
    """One exact, one half: P 1.5/2, R 1.5/3, F 3/5; strictly only the one."""
    scorer = scored({REGION, CUNEO, TORINO}, {PIEMONTE, CUNEO})
    assert scorer.overall() == Tally(gold=3, found=2, exact=1, overlapping=1)
    assert scorer.overall().partial == pytest.approx((3 / 4, 1 / 2, 3 / 5))
    assert scorer.overall().strict == pytest.approx((1 / 2, 1 / 3, 2 / 5))
    assert scorer.tallies()["ORG"].partial == pytest.approx((1 / 2, 1 / 2, 1 / 2))


def test_each_span_is_used_once() -> None:
    """A gold span that was found in two halves counts half, and one half is too much."""
    scorer = scored({REGION}, {REGIONE, PIEMONTE})
    assert scorer.overall() == Tally(gold=1, found=2, exact=0, overlapping=1)
    assert confusions(scorer) == [("-", "ORG", 1), ("ORG", "ORG", 1)]
    assert scored({REGIONE, PIEMONTE}, {REGION}).overall().overlapping == 1


def test_an_exact_span_is_not_given_to_another_that_overlaps() -> None:
    """Whatever overlaps it besides."""
    scorer = scored({REGION, PIEMONTE}, {REGION})
    assert scorer.overall() == Tally(gold=2, found=1, exact=1, overlapping=0)


def test_an_overlap_of_another_label_counts_nothing() -> None:
    """It is a confusion of labels."""
    scorer = scored({REGION}, {(16, 24, "LOC")})
    assert scorer.overall().partial == Score(0, 0, 0)
    assert confusions(scorer) == [("ORG", "LOC", 1)]


def test_touching_spans_do_not_overlap() -> None:
    """Ends are exclusive."""
    assert pair_overlapping([(0, 5, "X")], [(5, 9, "X")]) == []


def test_confusions_stand_in_order_of_their_number() -> None:
    """Missed, too much, other label, other offsets."""
    scorer = Scorer(LABELS)
    for _ in range(2):
        scorer.add("a.txt", TEXT, {CUNEO, MARTA}, {(65, 70, "ORG")})
    scorer.add("b.txt", TEXT, {REGION}, {PIEMONTE, TORINO})
    assert confusions(scorer) == [
        ("LOC", "ORG", 2),
        ("PER", "-", 2),
        ("-", "LOC", 1),
        ("ORG", "ORG", 1),
    ]


def test_examples_show_a_few_words_around_and_are_few() -> None:
    """The gold span's text, or the found one's where there is no gold."""
    scorer = scored({REGION, TORINO, CUNEO}, {PIEMONTE, MARTA}, examples=1)
    shown = {(one.gold, one.found): one.examples for one in scorer.confusions()}
    (missed,) = shown["LOC", "-"]
    assert missed == ("a.txt", 65, 70, "a Marta Ghibaudo, sindaca di ".split("a ", 1)[1],
                      "Cuneo", ", e a Torino.", None)  # fmt: skip
    (extra,) = shown["-", "PER"]
    assert (extra.text, extra.before, extra.after) == (
        "Marta Ghibaudo", "Piemonte ha scritto a ", ", sindaca di Cuneo,",
    )  # fmt: skip
    (moved,) = shown["ORG", "ORG"]
    assert (moved.text, moved.found) == ("Regione Piemonte", "Piemonte")
    assert scored({CUNEO}, set()).confusions()[0].examples == ()


def test_labels_outside_are_only_counted() -> None:
    """They make no score and no confusion."""
    scorer = scored({MARTA}, {MARTA, (0, 4, "DATE"), CUNEO}, labels=("PER",))
    assert scorer.overall().strict.f == 1
    assert scorer.left_out == {"DATE": 1, "LOC": 1}
    assert confusions(scorer) == []


def test_nothing_gives_nothing() -> None:
    """No division by zero: what there is none of scores 0."""
    assert scored(set(), set()).overall().partial == Score(0, 0, 0)
    assert scored({CUNEO}, set()).overall().strict == Score(0, 0, 0)
    assert scored(set(), {CUNEO}).overall().strict == Score(0, 0, 0)


@given(spans.filter(bool), spans)
def test_f_is_one_for_the_gold_alone(gold: set[Span], found: set[Span]) -> None:
    """Strict and partial alike; then nothing is confused."""
    scorer = scored(gold, found, ("X", "Y"))
    overall = scorer.overall()
    assert (overall.strict.f == 1) == (gold == found) == (overall.partial.f == 1)
    assert (scorer.confusions() == []) == (gold == found)
    assert scored(gold, gold, ("X", "Y")).overall().strict == Score(1, 1, 1)


@given(spans, spans)
def test_swapping_gold_and_found_swaps_precision_and_recall(
    gold: set[Span], found: set[Span]
) -> None:
    """F stays, for each label and for all."""
    there, back = scored(gold, found, ("X", "Y")), scored(found, gold, ("X", "Y"))
    pairs = [(there.overall(), back.overall())]
    pairs += zip(there.tallies().values(), back.tallies().values(), strict=True)
    for one, other in pairs:
        for score, swapped in ((one.strict, other.strict), (one.partial, other.partial)):
            assert (score.recall, score.precision, score.f) == swapped


@given(spans, spans)
def test_every_span_is_counted_once_in_the_confusions(gold: set[Span], found: set[Span]) -> None:
    """Exact ones and confusions make up all of both sides."""
    scorer = scored(gold, found, ("X", "Y"))
    exact = scorer.overall().exact
    wanted = sum(one.count for one in scorer.confusions() if one.gold != "-")
    given_ = sum(one.count for one in scorer.confusions() if one.found != "-")
    assert (exact + wanted, exact + given_) == (len(gold), len(found))
    moved = sum(one.count for one in scorer.confusions() if one.gold == one.found)
    assert moved == scorer.overall().overlapping


few = st.sets(
    st.tuples(st.integers(0, 8), st.integers(1, 5)).map(lambda s: (s[0], s[0] + s[1], "X")),
    max_size=4,
)


@given(few, few)
def test_no_pairing_has_more_pairs(gold: set[Span], found: set[Span]) -> None:
    """Compared with every pairing there is; each pair overlaps, each span is in one."""
    pairs = pair_overlapping(gold, found)
    assert all(_overlap(*pair) for pair in pairs)
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)
    larger = len(pairs) + 1
    for some in combinations(sorted(gold), larger):
        for others in permutations(sorted(found), larger):
            assert not all(map(_overlap, some, others))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def test_a_text_of_many_spans_takes_no_quadratic_time() -> None:
    """A hundred thousand on each side."""
    gold = {(place * 10, place * 10 + 6, "X") for place in range(100_000)}
    found = {(start + 3, end + 3, label) for start, end, label in gold}
    assert len(pair_overlapping(gold, found)) == 100_000
