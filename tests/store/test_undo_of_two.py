"""Undo and redo of two people who decide on the same mentions of one file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newsview.store import decisions
from newsview.store.annotations import Annotations
from newsview.store.decisions import OpenArticle
from newsview.store.merge import visible_suggestions
from newsview.store.model import Anchor, Article, Evidence, Fact, Mention, sha256_of, stable_id
from newsview.store.steps import Change, Step, put
from newsview.store.undo import Outcome, Undo
from tests.store.records import mention

TEXT = "Livia Mora dirige da Asti la Birrificio Tanaro, che nel 2019 era fallita."
ARTICLE = Article(source="a.txt", text=TEXT, sha256=sha256_of(TEXT))
NAMES = {"Livia Mora": "PER", "Asti": "LOC", "Birrificio Tanaro": "ORG"}

Decision = tuple[str, str, int, int]


def suggestions() -> list[Mention]:
    """What a pipeline found in the text."""
    found = []
    for name, label in NAMES.items():
        start = TEXT.index(name)
        found.append(
            Mention(
                id=stable_id(name),
                article=ARTICLE.sha256,
                start=start,
                end=start + len(name),
                text=name,
                label=label,
                status="suggested",
                origin="model",
                score=len(name) / 20,
                pipeline="p 1",
            )
        )
    return found


class Person:
    """Somebody with the file open."""

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name
        self.lines = 0
        self.reopen()

    def reopen(self) -> None:
        """Leave, if there, and come again."""
        if hasattr(self, "kept"):
            self.kept.close()
        self.kept = Annotations.open(self.path)
        self.undo = Undo(self.kept, self.name)

    @property
    def opened(self) -> OpenArticle:
        """The article as it stands."""
        self.kept.poll()
        kept = self.kept.mentions(ARTICLE.sha256)
        shown = sorted(
            [*kept, *visible_suggestions(suggestions(), kept)], key=lambda m: (m.start, m.id)
        )
        record = self.kept.article(ARTICLE.sha256)
        return OpenArticle(ARTICLE, record, tuple(shown), tuple(self.kept.facts(ARTICLE.sha256)))

    def mention(self, number: int) -> Mention:
        """One of those that are shown."""
        shown = self.opened.mentions
        return shown[number % len(shown)]

    def decide(self, what: str, number: int, seen: OpenArticle | None = None) -> Outcome:
        """Accept, reject, relabel, move an edge of a mention, or put a line to its note."""
        opened = seen or self.opened
        one = opened.mentions[number % len(opened.mentions)]
        if what == "accept":
            step = decisions.accept(opened, one, self.name)
        elif what == "reject":
            step = decisions.reject(opened, one, self.name)
        elif what == "note":
            self.lines += 1
            note = "\n".join(filter(None, (one.note, f"{self.name} {self.lines}")))
            step = decisions.note_mention(opened, one, note, self.name)
        elif what in ("longer", "shorter"):
            end = max(one.start + 1, one.end + (1 if what == "longer" else -1))
            step = decisions.resize(opened, one, one.start, end, self.name)
        else:
            step = decisions.relabel(opened, one, what, self.name)
        return self.undo.do(step)


@pytest.fixture
def two(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Anna and Bruno."""
    people = [Person(tmp_path / "x.json", name) for name in ("anna", "bruno")]
    yield people
    for person in people:
        person.kept.close()


def decision(one: Mention) -> Decision:
    """What was decided on a mention."""
    return one.label, one.status, one.start, one.end


def went(outcome: Outcome | None) -> Outcome:
    """The outcome of an undo that there was."""
    assert outcome is not None
    return outcome


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
def test_nothing_comes_of_it_that_nobody_chose(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str, int]]
) -> None:
    """Every mention is as one decision left it, no decision of the other is taken back without
    their name, and no line that they wrote in a note comes or goes with one's own."""
    path = tmp_path_factory.mktemp("two") / "x.json"
    people = [Person(path, name) for name in ("anna", "bruno")]
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
    path = tmp_path_factory.mktemp("back") / "x.json"
    people = [Person(path, name) for name in ("anna", "bruno")]
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
