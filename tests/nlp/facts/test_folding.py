"""The same fact told twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsview.nlp.facts.folding import MOST_EVIDENCE, folded
from newsview.store.model import Anchor, Evidence, Fact, FactKind, Value


def fact(
    number: int,
    subject: str = "Boreale",
    predicate: str = "investe",
    object_: str | None = None,
    value: Value | None = None,
    kind: FactKind = "figure",
    score: float = 0.5,
) -> Fact:
    """A fact with evidence of its own."""
    return Fact(
        id=f"{number}", article="a", kind=kind, subject=Anchor(subject), predicate=predicate,
        object=Anchor(object_) if object_ else None, value=value,
        evidence=(Evidence(number, number + 1, "x"),), status="suggested", origin="rule",
        score=score,
    )  # fmt: skip


EUROS = Value(number=20, unit="EUR")
NAMES = {"boreale": "Boreale", "bor": "Boreale", "gruppo boreale": "Boreale"}


def test_a_figure_told_twice_is_one_with_both_places() -> None:
    """Whatever the words before it; the better scored one is kept, at the first one's place."""
    facts = [
        fact(1, predicate="spende", value=EUROS, score=0.4),
        fact(2, subject="Ghibli", value=EUROS),
        fact(3, predicate="investe", value=EUROS, score=0.6),
    ]
    first, second = folded(facts, {})
    assert (first.id, first.predicate, second.id) == ("3", "investe", "2")
    assert {one.start for one in first.evidence} == {1, 3}


def test_names_of_one_thing_are_one_subject() -> None:
    """As object, too."""
    facts = [
        fact(1, subject="Boreale", value=EUROS),
        fact(2, subject="BOR", value=EUROS),
        fact(3, subject="Ghibli", object_="Gruppo Boreale", kind="event"),
        fact(4, subject="Ghibli", object_="Bor", kind="event"),
    ]
    assert [one.id for one in folded(facts, NAMES)] == ["1", "3"]
    assert len(folded(facts, {})) == 4


def test_what_differs_stays() -> None:
    """Number, unit, subject; of others predicate and object; a role is no relation."""
    facts = [
        fact(1, value=EUROS),
        fact(2, value=Value(number=21, unit="EUR")),
        fact(3, value=Value(number=20, unit="USD")),
        fact(4, value=EUROS, subject="Ghibli"),
        fact(5, object_="Ghibli", kind="relation"),
        fact(6, object_="Levante", kind="relation"),
        fact(7, object_="Ghibli", predicate="vende", kind="relation"),
        fact(8, object_="Ghibli", kind="role"),
    ]
    assert folded(facts, {}) == facts


def test_an_event_and_a_plan_in_the_same_words_are_one() -> None:
    """Capitals and marks make no difference."""
    facts = [
        fact(1, object_="Ghibli", predicate="Rileva", kind="event", score=0.7),
        fact(2, object_="ghibli", predicate="rileva,", kind="plan", score=0.6),
    ]
    (kept,) = folded(facts, {})
    assert (kept.id, kept.kind, len(kept.evidence)) == ("1", "event", 2)


def test_the_evidence_of_what_is_told_all_the_time_is_limited() -> None:
    """Else an article's facts would grow with the square of its length."""
    (kept,) = folded([fact(number, value=EUROS) for number in range(100)], {})
    assert [one.start for one in kept.evidence] == list(range(MOST_EVIDENCE))


@given(
    st.lists(
        st.builds(
            fact,
            st.integers(0, 50),
            st.sampled_from(["Boreale", "BOR", "Ghibli"]),
            st.sampled_from(["investe", "Investe", "spende", ""]),
            st.sampled_from([None, "Ghibli", "Bor"]),
            st.sampled_from([None, EUROS, Value(number=2, unit=None)]),
            st.sampled_from(["figure", "role", "event"]),
            st.floats(0, 1),
        ),
        max_size=20,
    )
)
def test_folding_again_changes_nothing(facts: list[Fact]) -> None:
    """And no place of what was folded is lost below the limit."""
    once = folded(facts, NAMES)
    assert folded(once, NAMES) == once
    kept = {place for one in once for place in one.evidence}
    if all(len(one.evidence) < MOST_EVIDENCE for one in once):
        assert kept == {place for one in facts for place in one.evidence}
