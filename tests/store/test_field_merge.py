"""A step that meets what others changed: merged by field, and told where both changed the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newsview.store.annotations import Annotations
from newsview.store.history import History
from newsview.store.model import Mention
from newsview.store.steps import Step, put
from newsview.store.told import Told
from newsview.store.undo import Undo
from tests.store.records import added, mention, record

BASE = mention(1)


def only(annotations: Annotations) -> Mention:
    """The one mention that is kept."""
    (found,) = annotations.all_mentions()
    return found


def test_others_fields_are_kept(tmp_path: Path) -> None:
    """Anna tags what Bruno, who does not know it, puts a note on: both are there."""
    with Annotations.open(tmp_path / "x.json") as kept:
        kept.apply([put(None, BASE)])
        kept.apply([put(BASE, replace(BASE, tags=("a",)))])
        applied = kept.apply([put(BASE, replace(BASE, note="n"))])
        assert (only(kept).tags, only(kept).note) == (("a",), "n")
        assert applied.conflicts == ()
        assert applied.changes[0].before == replace(BASE, tags=("a",))


def test_of_the_same_field_the_last_one_wins_and_it_is_told(tmp_path: Path) -> None:
    """With whose value was replaced, so that undoing brings that one back."""
    with Annotations.open(tmp_path / "x.json") as kept:
        kept.apply([put(None, BASE)])
        kept.apply([put(BASE, replace(BASE, label="PER"))])
        applied = kept.apply([put(BASE, replace(BASE, label="LOC"))])
        (conflict,) = applied.conflicts
        assert (conflict.field, conflict.theirs, conflict.replaced) == ("label", "PER", True)
        assert only(kept).label == "LOC"
        kept.apply([change.inverse() for change in applied.changes], yielding=True)
        assert only(kept).label == "PER"


def test_a_span_is_one_thing(tmp_path: Path) -> None:
    """One moves the start, one the end: never a text that does not stand at its place."""
    text = "x" * 50
    wide = replace(BASE, start=0, text=text[0:4])
    long = replace(BASE, end=9, text=text[1:9])
    with Annotations.open(tmp_path / "x.json") as kept:
        kept.apply([put(None, replace(BASE, text=text[1:4]))])
        kept.apply([put(replace(BASE, text=text[1:4]), wide)])
        applied = kept.apply([put(replace(BASE, text=text[1:4]), long)])
        found = only(kept)
        assert len(found.text) == found.end - found.start
        assert {c.field for c in applied.conflicts} <= {"start", "end", "text"}
        assert applied.conflicts


def test_what_another_removed_and_what_one_removes(tmp_path: Path) -> None:
    """A change brings it back and says so; a removal of what others changed says so, too."""
    with Annotations.open(tmp_path / "x.json") as kept:
        kept.apply([put(None, BASE)])
        kept.apply([put(BASE, None)])
        applied = kept.apply([put(BASE, replace(BASE, note="n"))])
        assert [(c.field, c.theirs, c.replaced) for c in applied.conflicts] == [(None, None, True)]
        applied = kept.apply([put(BASE, None)])
        assert [(c.field, c.theirs) for c in applied.conflicts] == [(None, BASE.id)]
        assert list(kept.all_mentions()) == []


def test_undo_takes_back_only_what_nobody_changed_since(tmp_path: Path) -> None:
    """Of one's own addition that somebody worked on nothing; of a change the other fields."""
    with Annotations.open(tmp_path / "x.json") as kept:
        anna, bruno = Undo(kept, "anna"), Undo(kept, "bruno")
        anna.do(Step("added", (put(None, BASE),)))
        bruno.do(Step("tagged", (put(BASE, replace(BASE, tags=("b",))),)))
        outcome = anna.undo()
        assert outcome is not None and outcome.step.changes == ()
        assert [(c.by, c.replaced) for c in outcome.conflicts] == [("bruno", False)]
        assert only(kept).tags == ("b",)
        bruno.undo()
        before = only(kept)
        both = replace(before, label="PER", note="n")
        anna.do(Step("both", (put(before, both),)))
        bruno.do(Step("other", (put(both, replace(both, note="b")),)))
        outcome = anna.undo()
        assert outcome is not None
        assert [(c.by, c.field) for c in outcome.conflicts] == [("bruno", "note")]
        assert (only(kept).label, only(kept).note) == (before.label, "b")
        outcome = anna.redo()
        assert outcome is not None and outcome.conflicts == ()
        assert (only(kept).label, only(kept).note) == ("PER", "b")


def test_two_who_begin_an_article_at_once(tmp_path: Path) -> None:
    """Both make its record: one record, and what each said of it."""
    with Annotations.open(tmp_path / "x.json") as kept:
        kept.apply([put(None, replace(record(), tags=("a",)))])
        kept.apply([put(None, replace(record(), tags=("a",), note="n"))])
        (found,) = kept.articles()
        assert (found.tags, found.note) == (("a",), "n")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.integers(0, 1),
            st.sampled_from(["label", "note", "status", "undo", "redo", "reopen"]),
            st.integers(0, 2),
        ),
        max_size=25,
    )
)
def test_nobody_undoes_anothers_work(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str, int]]
) -> None:
    """Whatever two people do, undo and redo, over reopenings: undo and redo leave a field that the
    other set last, or name them where it was set to what the step had left."""
    path = tmp_path_factory.mktemp("undo") / "x.json"
    values = {
        "label": ("ORG", "PER", "LOC"),
        "note": (None, "a", "b"),
        "status": ("accepted", "rejected", "accepted"),
    }
    with Annotations.open(path) as kept:
        kept.apply([added(1)], Told("nobody", "added"))
    files = [Annotations.open(path) for _ in range(2)]
    people = [Undo(file, f"w{who}") for who, file in enumerate(files)]
    owner: dict[str, tuple[int, str]] = {}
    for who, what, which in steps:
        files[who].poll()
        now = only(files[who])
        if what == "reopen":
            files[who].close()
            files[who] = Annotations.open(path)
            people[who] = Undo(files[who], f"w{who}")
        elif what in ("undo", "redo"):
            person = people[who]
            outcome = person.undo() if what == "undo" else person.redo()
            after = only(files[who])
            named = {one.by for one in outcome.conflicts} if outcome is not None else set()
            for field in values:
                last, deed = owner.get(field, (who, "do"))
                if getattr(after, field) != getattr(now, field):
                    if last != who and (deed == "do" or (what, deed) == ("undo", "redo")):
                        assert f"w{last}" in named
                    owner[field] = who, what
            assert outcome is None or after == now or outcome.step.changes
        else:
            after = replace(now, **{what: values[what][which]})
            if after != now:
                people[who].do(Step(what, (put(now, after),)))
                owner[what] = who, "do"
    said = [entry.by for entry in History(path).entries()]
    assert set(said) <= {"nobody", "w0", "w1"}
    for file in files:
        file.close()
