"""Which suggestions are open beside what was decided."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from newsview.store.merge import visible_facts, visible_suggestions
from newsview.store.model import Anchor, Evidence, Mention
from tests.store.exchange import anchor, evidence, fact, mention


def span(start: int, end: int, key: str = "X", status: str = "suggested") -> Mention:
    """A mention of which only the place matters: no two places hold the same text."""
    text = f"Nome{start}_{end}"
    return replace(mention("x", key, start=start, end=end, status=status), text=text)


def named(text: str, start: int, label: str, status: str = "suggested") -> Mention:
    """A mention of which the name matters."""
    one = mention("x", f"{start}", start=start, end=start + len(text), status=status)
    return replace(one, text=text, label=label)


@pytest.mark.parametrize(
    ("text", "label", "is_open"),
    [("Agenzia Nova", "ORG", False), ("Agenzia  Nova", "ORG", False), ("Agenzia", "ORG", True),
     ("Agenzia Nova", "PER", True), ("agenzia nova", "ORG", True)],
)  # fmt: skip
def test_a_rejected_name_is_not_suggested_again(text: str, label: str, is_open: bool) -> None:
    """The same text as the same label, anywhere in the article."""
    rejected = named("Agenzia Nova", 0, "ORG", "rejected")
    assert bool(open_ids([named(text, 50, label)], [rejected])) is is_open


def test_a_name_rejected_here_and_accepted_there_is_suggested() -> None:
    """Then it means several things, and each place has to be looked at."""
    decided = [named("Roma", 0, "ORG", "rejected"), named("Roma", 10, "ORG", "accepted")]
    assert open_ids([named("Roma", 50, "ORG")], decided) == ["50"]


def test_a_rejected_figure_settles_no_other() -> None:
    """Two figures that look alike are two figures."""
    assert open_ids([named("3 km", 50, "QUANTITY")], [named("3 km", 0, "QUANTITY", "rejected")])


def open_ids(suggested: list[Mention], decided: list[Mention]) -> list[str]:
    """The ids of the open ones."""
    return [one.id for one in visible_suggestions(suggested, decided)]


@pytest.mark.parametrize(
    ("start", "end", "is_open"),
    [(0, 5, True), (0, 6, False), (5, 10, False), (6, 8, False), (9, 20, False), (10, 12, True)],
)
def test_an_accepted_mention_settles_what_overlaps_it(start: int, end: int, is_open: bool) -> None:
    """Touching is not overlapping."""
    assert bool(open_ids([span(start, end)], [span(5, 10, "M", "accepted")])) is is_open


@pytest.mark.parametrize(("start", "end", "is_open"), [(5, 10, False), (5, 9, True), (0, 20, True)])
def test_a_rejected_mention_settles_its_own_span_only(start: int, end: int, is_open: bool) -> None:
    """Rejecting one reading leaves longer and shorter ones to decide on."""
    assert bool(open_ids([span(start, end)], [span(5, 10, "M", "rejected")])) is is_open


def test_a_long_accepted_mention_counts_behind_short_ones_in_it() -> None:
    """Nested accepted mentions hide what the outer one covers."""
    decided = [span(0, 100, "M1", "accepted"), span(10, 12, "M2", "accepted")]
    assert open_ids([span(50, 60)], decided) == []


def test_a_record_that_kept_its_suggestions_id_settles_it() -> None:
    """A mention imported under the machine's id and moved since is not suggested anew."""
    assert open_ids([span(0, 5, "S1")], [span(40, 45, "S1", "accepted")]) == []


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8), st.booleans()), max_size=8),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=8),
)
def test_the_rule_as_it_is_worded(
    decided: list[tuple[int, int, bool]], suggested: list[tuple[int, int]]
) -> None:
    """For any spans: open is what overlaps no accepted one and equals no rejected one."""
    kept = [
        span(start, start + length, f"M{n}", "accepted" if accepted else "rejected")
        for n, (start, length, accepted) in enumerate(decided)
    ]
    offered = [span(start, start + n, f"S{i}") for i, (start, n) in enumerate(suggested)]
    expected = [
        one.id
        for one in offered
        if not any(
            (one.start < other.end and other.start < one.end)
            if other.status == "accepted"
            else (one.start, one.end) == (other.start, other.end)
            for other in kept
        )
    ]
    assert sorted(open_ids(offered, kept)) == sorted(expected)


def test_an_accepted_fact_settles_suggestions_about_its_figure() -> None:
    """The same figure is not suggested again, whatever its subject; a rejection says less."""
    suggested = fact("S1", predicate="spende", evidence=(), status="suggested")
    assert visible_facts([suggested], [fact("F1")]) == []
    assert visible_facts([suggested], [fact("F1", status="rejected")]) == [suggested]


def test_what_was_rejected_is_not_suggested_in_the_same_words() -> None:
    """Whatever its id."""
    suggested = fact("S1", status="suggested")
    assert visible_facts([suggested], [fact("F1", status="rejected")]) == []


def test_an_accepted_fact_settles_the_same_claim_on_the_same_evidence() -> None:
    """A fact whose object was corrected stands for the suggestion it came from."""
    suggested = fact("S1", value=None, status="suggested")
    kept = fact("F1", value=None, object=anchor("Bari"))
    assert visible_facts([suggested], [kept]) == []
    other = fact("S2", value=None, predicate="chiude", status="suggested")
    assert visible_facts([other], [kept]) == [other]


def test_a_fact_settles_the_suggestion_it_was_decided_from() -> None:
    """However much of it was typed anew."""
    suggested = fact("S1", value=None, status="suggested")
    anew = fact("F1", value=None, object=Anchor("Lecce"), predicate="lascia", suggestion="S1")
    assert visible_facts([suggested], [anew]) == []


def test_another_claim_stays_open() -> None:
    """Neither the object nor the claim is the same: it is still to decide."""
    other: Evidence = evidence("Il caffè Aurora apre")
    suggested = fact(
        "S1", object=anchor("Bari"), predicate="apre a", evidence=(other,), status="suggested"
    )
    assert visible_facts([suggested], [fact("F1")]) == [suggested]


def test_objects_that_were_typed_settle_nothing() -> None:
    """Two typed objects have no place and so are not the same place."""
    typed = fact("F1", object=None, predicate="assume")
    suggested = fact("S1", object=None, status="suggested")
    assert visible_facts([suggested], [typed]) == [suggested]
