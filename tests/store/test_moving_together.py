"""Two people on an article whose file was edited: one moves what the other still works on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newsview.store.annotations import Annotations
from newsview.store.former import deciding, former_of
from newsview.store.history import History
from newsview.store.kept_text import beside_of, packed
from newsview.store.model import (
    Anchor,
    Article,
    ArticleRecord,
    Evidence,
    Fact,
    Mention,
    Record,
    sha256_of,
)
from newsview.store.steps import Change, Step, put
from newsview.store.undo import Undo

OLD = "Il porto di Savona riparte.\nSavona attende 35 navi, dice Ugo Neri.\n"
NEW = "Aggiornato alle 18\n" + OLD.replace("35 navi", "40 navi")
TEXTS = {sha256_of(text): text for text in (OLD, NEW)}
WAS, IS = TEXTS
FILE = "b.txt"
ARTICLES = {
    sha256: Article(source=FILE, text=text, sha256=sha256) for sha256, text in TEXTS.items()
}


def mention(key: str, quote: str, **fields: object) -> Mention:
    """An annotation of the former text."""
    start = OLD.index(quote)
    return Mention(
        id=key, article=WAS, start=start, end=start + len(quote), text=quote, label="LOC",
        status="accepted", origin="person", annotator="anna", **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def fact() -> Fact:
    """One with every place that a fact can have."""
    quote = "Savona attende 35 navi, dice Ugo Neri."
    start = OLD.index(quote)
    return Fact(
        id="F1", article=WAS, kind="figure", subject=Anchor("Savona", start, start + 6),
        predicate="attende", object=Anchor("Ugo Neri", OLD.index("Ugo"), OLD.index("Ugo") + 8),
        evidence=(Evidence(start + 7, start + 14, "attende"),), status="accepted", origin="person",
        annotator="anna",
    )  # fmt: skip


FIRST = (mention("M1", "porto"), mention("M2", "35 navi"), mention("M3", "Ugo Neri"), fact())


class Person:
    """Somebody with the file open, who looks at what others do only when told to."""

    def __init__(self, path: Path, name: str) -> None:
        self.kept = Annotations.open(path)
        self.name = name
        self.undo = Undo(self.kept, name, self._beside)

    def _beside(self, changes: object) -> list[Record]:
        touched = {getattr(c.after, "article", None) for c in changes}  # type: ignore[attr-defined]
        return [
            record
            for sha256, article in ARTICLES.items()
            if sha256 in touched
            for record in beside_of(article, self.kept, self.name)
        ]

    def all(self) -> dict[str, Mention | Fact]:
        """Every annotation that one sees."""
        records: list[Mention | Fact] = [*self.kept.all_mentions(), *self.kept.all_facts()]
        return {record.id: record for record in records}

    def moving(self, *, sure: bool = True) -> Step | None:
        """What ``M`` would do with what one sees now."""
        former = former_of(self.kept, ARTICLES[IS], lambda sha256: sha256 == IS)
        if former is None:
            return None
        wanted = former.found if sure else [one for one in former.annotations if one.after]
        return deciding(former, self.kept, move=wanted)

    def put(self, before: Record | None, after: Record | None) -> None:
        """Change one record."""
        self.undo.do(Step("", (put(before, after),)))


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Person, Person]]:
    """Anna and Bruno, with annotations of the former text."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as annotations:
        fill(annotations)
    anna, bruno = Person(path, "anna"), Person(path, "bruno")
    yield anna, bruno
    anna.kept.close()
    bruno.kept.close()


def undated(records: list[Mention | Fact]) -> list[Mention | Fact]:
    """The same whenever they were changed last."""
    return [replace(record, updated=None) for record in records]


def fill(annotations: Annotations) -> None:
    """The former text with its annotations."""
    record = ArticleRecord(id=WAS, source=FILE, status="doing", tags=("porti",))
    annotations.apply([put(None, one) for one in (packed(OLD), record, *FIRST) if one])


def check(kept: Annotations) -> None:
    """Every annotation reads what stands at its place, and will be found again."""
    for record in (*kept.all_mentions(), *kept.all_facts()):
        text = TEXTS[record.article]
        if isinstance(record, Mention):
            assert text[record.start : record.end] == record.text
        else:
            for part in (record.subject, record.object, *record.evidence):
                assert part is not None and text[part.start : part.end] == part.text
        assert kept.article(record.article) is not None
        assert kept.text(record.article) == text


def test_both_move_at_once(two: tuple[Person, Person]) -> None:
    """The second finds all of it done: nothing twice, nothing to quarrel about."""
    anna, bruno = two
    mine, theirs = anna.moving(), bruno.moving()
    assert mine is not None and theirs is not None
    done = anna.undo.do(mine)
    again = bruno.undo.do(theirs)
    assert done.step.changes and not again.step.changes and not again.conflicts
    assert {m.id for m in bruno.kept.mentions(IS)} == {"M1", "M3"}
    assert [m.id for m in bruno.kept.mentions(WAS)] == ["M2"]
    check(bruno.kept)
    anna.undo.undo()
    bruno.kept.poll()
    assert {r.article for r in bruno.all().values()} == {WAS}
    assert bruno.kept.article(IS) is None
    check(bruno.kept)


def test_what_is_added_to_the_former_text_meanwhile_keeps_its_record(
    two: tuple[Person, Person],
) -> None:
    """Anna moves what she knows to be all; Bruno, who has the old text open, has just added one."""
    anna, bruno = two
    step = anna.moving(sure=False)
    assert step is not None
    bruno.put(None, mention("M9", "Savona", note="di Bruno"))
    anna.undo.do(step)
    assert [m.id for m in anna.kept.mentions(WAS)] == ["M9"]
    check(anna.kept)
    assert anna.moving() is not None


def test_who_adds_to_a_former_text_that_is_gone_brings_it_back(two: tuple[Person, Person]) -> None:
    """With its text, or nobody would find the annotation again; undoing leaves that."""
    anna, bruno = two
    step = anna.moving(sure=False)
    assert step is not None
    anna.undo.do(step)
    assert anna.kept.article(WAS) is None and anna.kept.get("texts", WAS) is None
    bruno.put(None, mention("M9", "Savona"))
    anna.kept.poll()
    check(anna.kept)
    step = anna.moving()
    assert step is not None and any(change.id == "M9" for change in step.changes)


def test_a_span_set_in_the_former_text_does_not_get_into_the_present_one(
    two: tuple[Person, Person],
) -> None:
    """Bruno, who has the old text open, widens what Anna moved: told, and no place is false."""
    anna, bruno = two
    before = bruno.all()["M3"]
    assert isinstance(before, Mention)
    step = anna.moving()
    assert step is not None
    anna.undo.do(step)
    wide = replace(before, start=before.start - 5, text="dice Ugo Neri")
    outcome = bruno.undo.do(Step("", (put(before, wide),)))
    assert {c.field for c in outcome.conflicts} >= {"article"}
    assert bruno.all()["M3"].article == WAS
    check(bruno.kept)


def test_another_field_goes_with_what_was_moved(two: tuple[Person, Person]) -> None:
    """A label or a note is said of the annotation, wherever it is."""
    anna, bruno = two
    before, said = bruno.all()["M3"], bruno.all()["F1"]
    step = anna.moving()
    assert step is not None
    anna.undo.do(step)
    bruno.put(before, replace(before, note="n"))
    bruno.put(said, replace(said, predicate="aspetta"))
    kept = bruno.all()
    assert (kept["M3"].article, kept["M3"].note) == (IS, "n")
    assert kept["F1"].article == IS
    check(bruno.kept)


def test_undo_of_a_move_after_reopening(tmp_path: Path) -> None:
    """From the history: all is where it was, the former text too."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as annotations:
        fill(annotations)
        before = [annotations.get(t, WAS) for t in ("articles", "texts")]  # type: ignore[arg-type]
        everything = [*annotations.all_mentions(), *annotations.all_facts()]
    anna = Person(path, "anna")
    step = anna.moving(sure=False)
    assert step is not None
    anna.undo.do(step)
    assert anna.kept.get("texts", WAS) is None
    anna.kept.close()
    anna = Person(path, "anna")
    assert anna.undo.undo() is not None
    now = [anna.kept.get(t, WAS) for t in ("articles", "texts")]  # type: ignore[arg-type]
    assert now == before
    found = [*anna.kept.all_mentions(), *anna.kept.all_facts()]
    assert [replace(r, updated=None) for r in found] == [
        replace(r, updated=None) for r in everything
    ]
    assert anna.kept.article(IS) is None
    anna.kept.close()
    anna = Person(path, "anna")
    assert anna.undo.redo() is not None
    assert {r.article for r in anna.all().values()} == {IS}
    anna.kept.close()


def test_the_text_is_in_the_steps_line_and_not_in_the_history(tmp_path: Path) -> None:
    """One write keeps both, so that no crash comes between; nobody's step is the text."""
    path = tmp_path / "x.json"
    anna = Person(path, "anna")
    anna.put(None, mention("M1", "porto"))
    lines = path.with_name("x.json-journal").read_bytes().rstrip(b"\0").splitlines()
    (line,) = [line for line in lines if b'"M1"' in line]
    assert b'"texts"' in line and b'"articles"' in line
    anna.undo.undo()
    assert anna.kept.text(WAS) == OLD
    anna.kept.close()
    changed = [past.table for entry in History(path).entries() for past in entry.changes]
    assert changed == ["mentions", "mentions"]


acts = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from(
            ["poll", "move", "move all", "note", "wide", "subject", "add", "drop", "undo", "redo"]
        ),
        st.integers(0, 3),
    ),
    max_size=25,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acts)
def test_whatever_two_do_every_place_is_right(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str, int]]
) -> None:
    """No annotation is lost but by a person's own hand, none is where its words are not."""
    path = tmp_path_factory.mktemp("both") / "x.json"
    with Annotations.open(path) as annotations:
        fill(annotations)
    people = [Person(path, "anna"), Person(path, "bruno")]
    may_be_gone: set[str] = set()
    for number, (who, what, which) in enumerate(steps):
        one = people[who]
        seen = list(one.all().values())
        target = seen[which % len(seen)] if seen else None
        if what == "poll":
            one.kept.poll()
        elif what in ("undo", "redo"):
            outcome = one.undo.undo() if what == "undo" else one.undo.redo()
            may_be_gone |= {c.id for c in outcome.step.changes if not c.after} if outcome else set()
        elif what == "add":
            one.put(None, mention(f"N{number}", "riparte", note=str(number)))
        elif what.startswith("move"):
            step = one.moving(sure=what == "move")
            if step is not None:
                united = {c.id for c in step.changes if c.after is None}
                may_be_gone |= united
                one.undo.do(step)
        elif target is not None:
            one.put(target, changed(what, target, number))
            may_be_gone |= {target.id} if what == "drop" else set()
        one.kept.poll()
        check(one.kept)
        assert {r.id for r in FIRST} - may_be_gone <= one.all().keys()
    for one in people:
        one.kept.close()


def changed(what: str, target: Mention | Fact, number: int) -> Mention | Fact | None:
    """The annotation after an act."""
    if what == "drop":
        return None
    text = TEXTS[target.article]
    if what == "wide" and isinstance(target, Mention):
        return replace(target, end=target.end + 1, text=text[target.start : target.end + 1])
    if what == "subject" and isinstance(target, Fact):
        at = text.index("porto") if number % 2 else text.index("Savona")
        end = text.index(" ", at)
        return replace(target, subject=Anchor(text[at:end], at, end))
    return replace(target, note=f"{number}")


def test_a_change_of_nothing_keeps_no_text(tmp_path: Path) -> None:
    """What is there already is not written again."""
    path = tmp_path / "x.json"
    anna = Person(path, "anna")
    anna.put(None, mention("M1", "porto"))
    size = len(path.with_name("x.json-journal").read_bytes().rstrip(b"\0"))
    same = anna.all()["M1"]
    outcome = anna.undo.do(Step("", (Change("mentions", "M1", same, same),)))
    assert not outcome.step.changes
    assert len(path.with_name("x.json-journal").read_bytes().rstrip(b"\0")) == size
    anna.kept.close()
