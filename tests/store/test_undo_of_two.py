"""Undo and redo of two people who decide on the same mentions of one file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsview.store import decisions
from newsview.store.model import Mention
from newsview.store.steps import Change
from tests.store.two_people import TEXT, Decision, Person, both, decision, suggestions, went


@pytest.fixture
def two(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Anna and Bruno."""
    people = both(tmp_path)
    yield people
    for person in people:
        person.kept.close()


def test_what_a_step_set_goes_back_together(two: list[Person]) -> None:
    """Bruno took back his own label: Anna's undo gives back what he had rejected, as it was."""
    anna, bruno = two
    anna.decide("accept", 0)
    bruno.decide("reject", 0)
    anna.decide("MISC", 0)
    bruno.decide("LOC", 0)
    assert went(bruno.undo.undo()).conflicts == ()
    outcome = went(anna.undo.undo())
    assert decision(bruno.mention(0)) == ("PER", "rejected", 0, 10)
    assert (outcome.done, outcome.left) == (1, 0)
    assert went(anna.undo.redo()).done == 1
    assert decision(bruno.mention(0)) == ("MISC", "accepted", 0, 10)


def test_what_somebody_changed_since_stays_as_a_whole(two: list[Person]) -> None:
    """Not even the part that Bruno let stand goes back, and it is told whose it is."""
    anna, bruno = two
    anna.decide("reject", 0)
    anna.decide("MISC", 0)
    bruno.decide("LOC", 0)
    outcome = went(anna.undo.undo())
    assert decision(bruno.mention(0)) == ("LOC", "accepted", 0, 10)
    assert (outcome.done, outcome.left, outcome.step.changes) == (0, 1, ())
    (conflict,) = outcome.conflicts
    assert (conflict.by, conflict.field, conflict.theirs) == ("bruno", "label", "LOC")


@pytest.mark.parametrize("reopened", [False, True])
def test_a_label_does_not_go_back_under_a_rejection(two: list[Person], reopened: bool) -> None:
    """Bruno rejected it as MISC; nobody ever rejected it as PER."""
    anna, bruno = two
    anna.decide("accept", 0)
    anna.decide("MISC", 0)
    if reopened:
        anna.reopen()
    bruno.decide("reject", 0)
    outcome = went(anna.undo.undo())
    assert [(c.by, c.field) for c in outcome.conflicts] == [("bruno", "status")]
    assert decision(bruno.mention(0)) == ("MISC", "rejected", 0, 10)


def test_what_both_had_set_goes_back_with_their_name(two: list[Person]) -> None:
    """Bruno made it what Anna had made it, by himself: it is no longer, and he is named."""
    anna, bruno = two
    anna.decide("accept", 0)
    anna.decide("MISC", 0)
    bruno.decide("LOC", 0)
    bruno.decide("MISC", 0)
    outcome = went(anna.undo.undo())
    assert decision(bruno.mention(0))[0] == "PER"
    assert [(c.by, c.field, c.how) for c in outcome.conflicts] == [("bruno", "label", "same")]


def test_of_many_those_that_nobody_changed_go_back(two: list[Person]) -> None:
    """And it is counted how many stayed."""
    anna, bruno = two
    opened = anna.opened
    step = decisions.together(opened, opened.mentions, decisions.accept, "anna")
    anna.undo.do(step)
    bruno.decide("MISC", 1)
    outcome = went(anna.undo.undo())
    assert (outcome.done, outcome.left) == (2, 1)
    assert {c.by for c in outcome.conflicts} == {"bruno"}
    assert [m.label for m in bruno.opened.mentions if m.status == "accepted"] == ["MISC"]


def test_an_article_stays_begun_while_something_of_it_stays(two: list[Person]) -> None:
    """Its status is no part of what was decided, and comes back with nothing else only."""
    anna, bruno = two
    anna.undo.do(decisions.set_status(anna.opened, "todo", "anna"))
    anna.decide("accept", 0)
    bruno.decide("MISC", 0)
    outcome = went(anna.undo.undo())
    assert outcome.step.changes == ()
    assert bruno.opened.status == "doing"


def test_a_step_that_stayed_for_a_colleague_is_undone_once_it_can_be(two: list[Person]) -> None:
    """Bruno took back his own: Anna's next undo is of what she wanted back, not of an older one."""
    anna, bruno = two
    anna.decide("accept", 0)
    anna.decide("accept", 1)
    bruno.decide("MISC", 1)
    assert went(anna.undo.undo()).left == 1
    bruno.undo.undo()
    outcome = went(anna.undo.undo())
    assert (outcome.done, outcome.left) == (1, 0)
    assert [m.status for m in bruno.opened.mentions] == ["accepted", "suggested", "suggested"]


def test_a_step_that_stays_for_a_colleague_keeps_no_older_one_back(two: list[Person]) -> None:
    """It is told once, and again where there is nothing else; what is done since comes first."""
    anna, bruno = two
    anna.decide("accept", 0)
    anna.decide("accept", 1)
    bruno.decide("MISC", 1)
    stayed = went(anna.undo.undo())
    anna.decide("reject", 2)
    assert went(anna.undo.undo()).step.changes
    assert anna.mention(2).status == "suggested"
    assert went(anna.undo.undo()).step.changes
    assert anna.mention(0).status == "suggested"
    assert went(anna.undo.undo()) == stayed
    anna.reopen()
    assert went(anna.undo.undo()) == stayed


def test_a_redo_that_stayed_for_a_colleague_is_done_once_it_can_be(two: list[Person]) -> None:
    """What Bruno decided meanwhile is taken back by himself."""
    anna, bruno = two
    anna.decide("accept", 0)
    anna.undo.undo()
    bruno.decide("MISC", 0)
    assert went(anna.undo.redo()).left == 1
    bruno.undo.undo()
    assert went(anna.undo.redo()).done == 1
    assert decision(bruno.mention(0)) == ("PER", "accepted", 0, 10)


def test_redo_makes_no_second_one(two: list[Person]) -> None:
    """Bruno decided on the suggestion after Anna had taken back her decision on it."""
    anna, bruno = two
    for there in ("MISC", "longer"):
        anna.decide("accept", 0)
        anna.undo.undo()
        bruno.decide(there, 0)
        outcome = went(anna.undo.redo())
        assert (outcome.done, outcome.left) == (0, 1)
        assert [(c.by, c.how) for c in outcome.conflicts] == [("bruno", "left")]
        kept = [m for m in bruno.opened.mentions if m.status != "suggested"]
        assert len(kept) == 1
        bruno.undo.undo()


@pytest.mark.parametrize("what", ["accept", "reject", "MISC", "shorter"])
def test_two_who_decide_on_one_suggestion_make_one_record(two: list[Person], what: str) -> None:
    """Also where the other moved its edge, so that both are not at the same place."""
    anna, bruno = two
    seen = anna.opened
    bruno.decide("longer", 0)
    anna.decide(what, 0, seen)
    (kept,) = anna.kept.all_mentions()
    wanted = {
        "accept": ("PER", "accepted", 0, 11),
        "reject": ("PER", "rejected", 0, 11),
        "MISC": ("MISC", "accepted", 0, 11),
        "shorter": ("PER", "accepted", 0, 9),
    }
    assert decision(kept) == wanted[what]
    assert TEXT[kept.start : kept.end] == kept.text


def test_a_tag_on_a_suggestion_leaves_what_another_decided_on_it(two: list[Person]) -> None:
    """It accepts by the way what nobody decided on; Bruno had."""
    anna, bruno = two
    seen = anna.opened
    bruno.decide("reject", 0)
    anna.undo.do(decisions.tag_mention(seen, seen.mentions[0], ("a",), "anna"))
    (kept,) = anna.kept.all_mentions()
    assert (kept.status, kept.tags) == ("rejected", ("a",))


WHAT = ["note", "accept", "reject", "MISC", "LOC", "PER", "longer", "shorter"]
BACK = ["undo", "undo", "redo", "reopen"]
deeds = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from([*WHAT, *BACK]), st.integers(0, 2)), max_size=30
)


def is_decided(change: Change) -> bool:
    """Whether a change is of what was decided on a mention, not only of its note."""
    if isinstance(change.before, Mention) and isinstance(change.after, Mention):
        return decision(change.before) != decision(change.after)
    return True


def lines_of(person: Person, by: Person) -> list[str]:
    """The lines that a person wrote in notes and that stand there, as ``by`` sees it."""
    by.kept.poll()
    lines = (line for one in by.kept.all_mentions() for line in (one.note or "").split("\n"))
    return sorted(line for line in lines if line.startswith(person.name))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(deeds)
@example([(0, "note", 0), (1, "MISC", 0), (0, "reject", 0), (0, "accept", 0), (1, "undo", 0)])
def test_nothing_comes_of_it_that_nobody_chose(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str, int]]
) -> None:
    """Every mention is as one decision left it, no decision of the other is taken back without
    their name, and no line that they wrote in a note comes or goes with one's own."""
    folder = tmp_path_factory.mktemp("two")
    people = both(folder)
    chosen: dict[str, set[Decision]] = {}
    owner: dict[str, tuple[str, str]] = {}
    for who, what, number in steps:
        person = people[who]
        if what == "reopen":
            person.reopen()
        elif what in ("undo", "redo"):
            theirs = lines_of(people[1 - who], person)
            outcome = person.undo.undo() if what == "undo" else person.undo.redo()
            assert lines_of(people[1 - who], person) == theirs
            for change in outcome.step.changes if outcome is not None else ():
                assert outcome is not None
                if not is_decided(change):
                    continue
                by, deed = owner.get(change.id, (person.name, "do"))
                if by != person.name and (deed == "do" or (what, deed) == ("undo", "redo")):
                    assert by in {one.by for one in outcome.conflicts}
                owner[change.id] = person.name, what
        else:
            for change in person.decide(what, number).step.changes:
                if is_decided(change):
                    owner[change.id] = person.name, "do"
                if isinstance(change.after, Mention):
                    chosen.setdefault(change.id, set()).add(decision(change.after))
        person.kept.poll()
        kept = list(person.kept.all_mentions())
        assert all(decision(one) in chosen[one.id] for one in kept)
        assert all(TEXT[one.start : one.end] == one.text for one in kept)
    for person in people:
        person.kept.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.integers(0, 1), st.sampled_from([*WHAT, "reopen"]), st.integers(0, 2)),
        max_size=20,
    )
)
def test_all_undone_in_reverse_gives_the_start(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str, int]]
) -> None:
    """Whoever did what, over reopenings; and all done again gives the end."""
    folder = tmp_path_factory.mktemp("back")
    people = both(folder)
    did: list[Person] = []
    for who, what, number in steps:
        if what == "reopen":
            people[who].reopen()
        elif people[who].decide(what, number).step.changes:
            did.append(people[who])
    end = [decision(one) for one in people[0].opened.mentions]
    for person in reversed(did):
        outcome = went(person.undo.undo())
        assert outcome.conflicts == () and outcome.step.changes
    assert people[0].opened.mentions == people[1].opened.mentions == tuple(suggestions())
    assert people[0].opened.status == "todo"
    for person in did:
        assert went(person.undo.redo()).conflicts == ()
    assert [decision(one) for one in people[0].opened.mentions] == end
    for person in people:
        person.kept.close()
