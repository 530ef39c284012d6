"""Two people who write on the same note, or keep the same suggested fact."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newsview.store import decisions
from newsview.store.annotations import Annotations
from newsview.store.decisions import OpenArticle
from newsview.store.model import Anchor, Evidence, Fact, stable_id
from newsview.store.steps import Step, put
from newsview.store.undo import Outcome, Undo
from tests.store.records import mention
from tests.store.two_people import ARTICLE, TEXT, Person, both, went


@pytest.fixture
def two(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Anna and Bruno."""
    people = both(tmp_path)
    yield people
    for person in people:
        person.kept.close()


# --- notes ----------------------------------------------------------------------------------------


def noted(person: Person, note: str | None, seen: OpenArticle | None = None) -> None:
    """A note on the article, by somebody who saw this of it."""
    person.undo.do(decisions.note_article(seen or person.opened, note, person.name))


def note_of(person: Person) -> str | None:
    """The note as it stands."""
    record = person.opened.record
    return record.note if record is not None else None


@pytest.mark.parametrize("first", [0, 1])
def test_two_notes_at_once_are_both_there_and_each_goes_by_itself(
    two: list[Person], first: int
) -> None:
    """Each on a line of its own, whoever undoes first."""
    anna, bruno = two
    noted(anna, "da rivedere")
    seen = anna.opened
    noted(bruno, "da rivedere\ndi bruno", seen)
    outcome = anna.undo.do(decisions.note_article(seen, "da rivedere\ndi anna", "anna"))
    assert [(c.by, c.field, c.how) for c in outcome.conflicts] == [("bruno", "note", "joined")]
    assert note_of(bruno) == "da rivedere\ndi bruno\ndi anna"
    went(two[first].undo.undo())
    assert note_of(bruno) == ["da rivedere\ndi bruno", "da rivedere\ndi anna"][first]
    went(two[1 - first].undo.undo())
    assert note_of(bruno) == "da rivedere"
    went(two[first].undo.redo())
    assert note_of(bruno) == ["da rivedere\ndi anna", "da rivedere\ndi bruno"][first]


def test_what_is_said_of_a_note_that_was_both_peoples(two: list[Person]) -> None:
    """The other's part is told of only where it stays, and nothing of it goes along."""
    anna, bruno = two
    seen = anna.opened
    noted(bruno, "di bruno", seen)
    noted(anna, "di anna", seen)
    assert [c.how for c in went(bruno.undo.undo()).conflicts] == ["joined"]
    assert went(anna.undo.undo()).conflicts == () and note_of(anna) is None
    went(anna.undo.redo())
    went(bruno.undo.redo())
    assert note_of(anna) == "di bruno\ndi anna"
    assert went(anna.undo.undo()).conflicts == () and note_of(anna) == "di bruno"


def test_a_line_that_both_wrote_goes_with_their_name(two: list[Person]) -> None:
    """Bruno had taken it out and written it again himself."""
    anna, bruno = two
    anna.undo.do(decisions.set_status(anna.opened, "doing", "anna"))
    noted(anna, "uno")
    noted(bruno, "due")
    noted(bruno, "uno")
    assert [(c.by, c.field) for c in went(anna.undo.undo()).conflicts] == [("bruno", "note")]


def test_a_line_that_another_changed_stays(two: list[Person]) -> None:
    """It is no longer one's own; whose it is, is told."""
    anna, bruno = two
    noted(anna, "uno\ndue")
    noted(bruno, "uno, forse\ndue")
    outcome = went(anna.undo.undo())
    assert note_of(anna) == "uno, forse\ndue"
    assert "bruno" in {c.by for c in outcome.conflicts} and outcome.left == 1


def test_one_who_rewrites_and_one_who_removes(two: list[Person]) -> None:
    """What one wrote anew stays, however it was meant to go."""
    anna, bruno = two
    noted(anna, "uno")
    seen = anna.opened
    noted(bruno, "uno, forse", seen)
    noted(anna, None, seen)
    assert note_of(anna) == "uno, forse"


lines = st.lists(st.sampled_from(["a", "b", "c", "d", ""]), max_size=4).map(
    lambda found: "\n".join(found).strip("\n") or None
)


def written(note: str | None) -> set[str]:
    """The lines of a note that are not empty."""
    return set((note or "").split("\n")) - {""}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines, lines, lines)
def test_no_line_that_somebody_wrote_is_lost(
    tmp_path_factory: pytest.TempPathFactory,
    before: str | None,
    hers: str | None,
    his: str | None,
) -> None:
    """Of two notes written at once; and whoever wrote last undoes first to get the other's."""
    path = tmp_path_factory.mktemp("note") / "x.json"
    with Annotations.open(path) as kept:
        anna, bruno = Undo(kept, "anna"), Undo(kept, "bruno")
        base = mention(1, note=before)
        kept.apply([put(None, base)])
        anna.do(Step("", (put(base, replace(base, note=hers)),)))
        changed = bruno.do(Step("", (put(base, replace(base, note=his)),))).step.changes
        (found,) = kept.all_mentions()
        for note in (hers, his):
            assert written(note) - written(before) <= written(found.note)
        if changed:
            bruno.undo()
            (found,) = kept.all_mentions()
            assert found.note == hers


# --- facts ----------------------------------------------------------------------------------------


def suggested_fact() -> Fact:
    """What a pipeline made of the sentence."""
    start = TEXT.index("fallita")
    return Fact(
        id=stable_id("fact"), article=ARTICLE.sha256, kind="event",
        subject=Anchor("Birrificio Tanaro"), predicate="fallisce", object=None,
        evidence=(Evidence(start, start + 7, "fallita"),), status="suggested", origin="rule",
        score=0.4, pipeline="p 1",
    )  # fmt: skip


def keep(person: Person, **fields: object) -> Outcome:
    """The suggested fact, kept with these fields by somebody who saw it undecided."""
    fact = suggested_fact()
    opened = OpenArticle(ARTICLE, facts=(fact,))
    step = decisions.keep_fact(opened, replace(fact, **fields), person.name, [fact])
    return person.undo.do(step)


def only_fact(person: Person) -> Fact:
    """The one fact that is kept."""
    (found,) = person.opened.facts
    return found


def test_two_forms_on_one_suggested_fact_make_one_fact(two: list[Person]) -> None:
    """Each field as it was last set, what one of the two left alone as the other set it."""
    anna, bruno = two
    assert keep(bruno, predicate="è fallita", date="2019").conflicts == ()
    outcome = keep(anna, predicate="ha chiuso", attribution="Mora")
    fact = only_fact(bruno)
    assert (fact.predicate, fact.date, fact.attribution) == ("ha chiuso", "2019", "Mora")
    assert (fact.annotator, fact.suggestion) == ("bruno", suggested_fact().id)
    assert [(c.by, c.field, c.theirs) for c in outcome.conflicts] == [
        ("bruno", "predicate", "è fallita")
    ]
    went(anna.undo.undo())
    fact = only_fact(bruno)
    assert (fact.predicate, fact.date, fact.attribution) == ("è fallita", "2019", None)
    went(bruno.undo.undo())
    assert bruno.opened.facts == ()


def test_one_fact_of_two_peoples_fields_is_told(two: list[Person]) -> None:
    """Though they set different ones; nothing is told where both kept it as it was."""
    anna, bruno = two
    keep(bruno, date="2019")
    outcome = keep(anna, attribution="Mora")
    assert [(c.by, c.field, c.how) for c in outcome.conflicts] == [("bruno", None, "joined")]
    bruno.undo.undo()
    anna.undo.undo()
    keep(bruno)
    assert keep(anna).conflicts == ()
    only_fact(anna)


def test_who_keeps_what_another_rejected(two: list[Person]) -> None:
    """It is kept, the rejection is told, and undoing gives it back; likewise the other way."""
    anna, bruno = two
    fact = suggested_fact()
    opened = OpenArticle(ARTICLE, facts=(fact,))
    bruno.undo.do(decisions.reject_fact(opened, fact, "bruno"))
    outcome = keep(anna, predicate="è fallita")
    assert {(c.by, c.field) for c in outcome.conflicts} == {("bruno", "status")}
    assert (only_fact(anna).status, only_fact(anna).predicate) == ("accepted", "è fallita")
    went(anna.undo.undo())
    assert (only_fact(anna).status, only_fact(anna).predicate) == ("rejected", "fallisce")


def test_a_facts_fields_go_back_together(two: list[Person]) -> None:
    """Bruno mended one of two that Anna had set: both stay. His own undo lets hers go back."""
    anna, bruno = two
    keep(anna)
    before = only_fact(anna)
    edited = replace(before, predicate="è fallita", date="2019")
    anna.undo.do(decisions.keep_fact(anna.opened, edited, "anna", [before]))
    mended = replace(edited, date="2020")
    bruno.undo.do(decisions.keep_fact(bruno.opened, mended, "bruno", [edited]))
    outcome = went(anna.undo.undo())
    assert (only_fact(anna).predicate, only_fact(anna).date) == ("è fallita", "2020")
    assert [(c.by, c.field, c.theirs) for c in outcome.conflicts] == [("bruno", "date", "2020")]
    went(bruno.undo.undo())
    assert (only_fact(anna).predicate, only_fact(anna).date) == ("è fallita", "2019")


def test_notes_on_one_suggested_fact_are_both_kept(two: list[Person]) -> None:
    """And each goes by itself; the fact with the last of the two steps."""
    anna, bruno = two
    fact = suggested_fact()
    opened = OpenArticle(ARTICLE, facts=(fact,))
    for person in (bruno, anna):
        person.undo.do(decisions.note_fact(opened, fact, f"di {person.name}", person.name))
    assert only_fact(anna).note == "di bruno\ndi anna"
    bruno.undo.undo()
    assert only_fact(anna).note == "di anna"
    bruno.undo.redo()
    anna.undo.undo()
    assert only_fact(anna).note == "di bruno"
    bruno.undo.undo()
    assert bruno.opened.facts == ()
