"""Uniting entities, linking several mentions at once, telling apart: nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from newsview.store.annotations import Annotations
from newsview.store.decisions import OpenArticle, link_mention
from newsview.store.links import link_together, tell_apart, unite
from newsview.store.model import (
    Anchor,
    Article,
    Distinction,
    Entity,
    Fact,
    Mention,
    Record,
    sha256_of,
    stable_id,
)
from newsview.store.steps import Step, put

from .records import AT

TEXT = "La UA tratta. Poi Ua parla, e l’Unione Alpina tace."
ARTICLE = Article(source="a.txt", text=TEXT, sha256=sha256_of(TEXT))
UNION = Entity(
    id="E1",
    name="Unione Alpina",
    aliases=("UA",),
    label="ORG",
    link="https://a.example",
    note="uno",
)
TWIN = Entity(id="E2", name="Ua", aliases=("U.A.",), link="https://b.example", note="due")


def mention(text: str, status: str = "accepted", entity: str | None = None) -> Mention:
    """The first place of a text in the article."""
    start = TEXT.index(text)
    return Mention(
        id=f"M{start:02}", article=ARTICLE.sha256, start=start, end=start + len(text), text=text,
        label="ORG", status=status, origin="model", entity=entity,  # type: ignore[arg-type]
        annotator="anna", created=AT, updated=AT,
    )  # fmt: skip


def fact(entity: str) -> Fact:
    """A fact about an entity."""
    return Fact(
        id="F1", article=ARTICLE.sha256, kind="event", subject=Anchor("Ua", 18, 20, entity),
        predicate="parla", object=None, status="accepted", origin="person",
    )  # fmt: skip


def united(mentions: list[Mention], facts: list[Fact], told: list[Distinction]) -> Step:
    """The twin goes into the union."""
    return unite("Unione Alpina", "ORG", [UNION, TWIN], mentions, facts, told, "anna", other="Ua")


def after(step: Step, kind: type[Record]) -> list[Record]:
    """What of a kind the step leaves."""
    return [c.after for c in step.changes if isinstance(c.after, kind)]


def test_the_one_that_stays_takes_everything_over() -> None:
    """Names, note, the other's second link; mentions and facts refer to it."""
    step = united([mention("Ua", entity="E2"), mention("Unione Alpina")], [fact("E2")], [])
    (entity,) = after(step, Entity)
    assert isinstance(entity, Entity)
    assert (entity.id, entity.name, entity.label) == ("E1", "Unione Alpina", "ORG")
    assert entity.aliases == ("UA", "Ua", "U.A.")
    assert entity.link == "https://a.example"
    assert entity.note == "uno\ndue (Ua)\nhttps://b.example (Ua)"
    assert {m.entity for m in after(step, Mention) if isinstance(m, Mention)} == {"E1"}
    (moved,) = after(step, Fact)
    assert isinstance(moved, Fact) and moved.subject == Anchor("Ua", 18, 20, "E1")
    assert [c.before for c in step.changes if c.after is None] == [TWIN]
    assert step.said == "Ua = Unione Alpina (mentions: 2, articles: 1)"


def test_names_without_an_entity_make_one() -> None:
    """Under the name that was chosen, the other spellings as aliases."""
    mentions = [mention("UA"), mention("Unione Alpina")]
    step = unite("Unione Alpina", "ORG", [], mentions, [], [], "anna", other="UA")
    (entity,) = after(step, Entity)
    assert isinstance(entity, Entity)
    assert (entity.name, entity.aliases, entity.label) == ("Unione Alpina", ("UA",), "ORG")
    assert {m.entity for m in after(step, Mention) if isinstance(m, Mention)} == {entity.id}


def test_what_the_other_was_told_apart_from_stays_apart() -> None:
    """From the one that stays now; both told apart and united after all is no contradiction."""
    told = [
        Distinction(id="D1", first="E2", second="E9", annotator="bea"),
        Distinction(id="D2", first="E1", second="E2"),
        Distinction(id="D3", first="E7", second="E8"),
    ]
    step = united([], [], told)
    (kept,) = after(step, Distinction)
    assert isinstance(kept, Distinction)
    assert (kept.first, kept.second, kept.annotator) == ("E1", "E9", "bea")
    gone = {c.id for c in step.changes if c.table == "distinctions" and c.after is None}
    assert gone == {"D1", "D2"}


def test_uniting_and_its_undoing_on_disk(tmp_path: Path) -> None:
    """The file holds what it held before, then what undo takes back is there again."""
    told = Distinction(id=stable_id("distinct", "E2", "E9"), first="E2", second="E9")
    records: list[Record] = [UNION, TWIN, mention("Ua", entity="E2"), fact("E2"), told]
    with Annotations.open(tmp_path / "a.json") as file:
        file.apply(put(None, record) for record in records)
        step = united(list(file.all_mentions()), list(file.all_facts()), file.distinctions())
        file.apply(step.changes)
        assert [entity.id for entity in file.entities()] == ["E1"]
        file.apply(step.inverse().changes)
    with Annotations.open(tmp_path / "a.json") as file:
        assert sorted(file.entities(), key=lambda e: e.id) == [UNION, TWIN]
        assert list(file.all_mentions()) == [records[2]]
        assert list(file.all_facts()) == [records[3]]
        assert file.distinctions() == [told]


def test_telling_apart_is_kept_once_whichever_way_round(tmp_path: Path) -> None:
    """Saying it twice changes nothing more."""
    with Annotations.open(tmp_path / "a.json") as file:
        file.apply(tell_apart("E2", "ORG Ua", ("Unione", "Ua"), "anna").changes)
        file.apply(tell_apart("ORG Ua", "E2", ("Ua", "Unione"), "anna").changes)
    with Annotations.open(tmp_path / "a.json") as file:
        (told,) = file.distinctions()
        assert {told.first, told.second} == {"E2", "ORG Ua"}
        assert told.annotator == "anna"


def test_linking_several_is_one_step_with_one_entity() -> None:
    """A suggestion among them is accepted; each other spelling becomes an alias once."""
    given = [mention("UA", "suggested"), mention("Ua"), mention("Unione Alpina")]
    opened = OpenArticle(ARTICLE, mentions=tuple(given))
    step = link_together(opened, given, "Unione Alpina", [], "anna")
    (entity,) = after(step, Entity)
    assert isinstance(entity, Entity)
    assert (entity.name, entity.aliases) == ("Unione Alpina", ("UA", "Ua"))
    linked = [m for m in after(step, Mention) if isinstance(m, Mention)]
    assert {(m.entity, m.status) for m in linked} == {(entity.id, "accepted")}
    assert len({(c.table, c.id) for c in step.changes}) == len(step.changes)
    assert step.said == "3 more = Unione Alpina (accepts 1): UA, Ua, Unione Alpina"
    undone = [c.after for c in step.inverse().changes]
    assert [m for m in undone if isinstance(m, Mention)] == given[:0:-1]


@pytest.mark.parametrize(("name", "same"), [("Ua", False), ("Unione Alpina", True)])
def test_a_homonym_of_another_label_is_no_target_by_chance(name: str, same: bool) -> None:
    """Its own text under another label makes a new one; another name was chosen on purpose."""
    place = replace(TWIN, label="LOC")
    other = replace(UNION, label="LOC")
    one = mention("Ua")
    step = link_mention(OpenArticle(ARTICLE, mentions=(one,)), one, name, [place, other], "anna")
    (linked,) = [m for m in after(step, Mention) if isinstance(m, Mention)]
    assert (linked.entity == "E1") is same
    assert linked.entity != "E2"
