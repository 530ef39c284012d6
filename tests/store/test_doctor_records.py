"""The doctor: what is wrong with tables and records is said, and mended where it can be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from newsview.store.doctor import Texts, examine, repair
from newsview.store.doctor.salvage import UNREADABLE
from newsview.store.model import Anchor, ArticleText, Distinction, Entity, Evidence, Record
from tests.store.damaged import (
    ARTICLE,
    TEXT,
    beginning,
    edited,
    fact,
    ids,
    kept,
    kinds,
    make,
    mention,
    opens,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is."""
    return tmp_path / "newsview.json"


def test_what_is_no_table_goes_where_it_can_be_read(path: Path) -> None:
    """Rows that are no documents keep TinyDB from opening the file."""
    make(path)

    def edit(tables: dict[str, Any]) -> None:
        tables["mentions"]["1"] = 5
        tables["mentions"]["uno"] = tables["mentions"].pop("2")
        tables["odd"] = ["a"]

    edited(path, edit)
    assert {"main file", "document id"} <= kinds(path)
    repair(path)
    assert "M000001" in ids(path) and "M000000" not in ids(path)
    with TinyDB(path, access_mode="r") as database:
        assert [row["record"] for row in database.table(UNREADABLE).all()] == [5, ["a"]]
    assert examine(path).sound


def test_a_record_that_fits_no_schema_is_moved_whole(path: Path) -> None:
    """It can be read by whoever looks for it, and the rest is shown without a warning."""
    make(path)

    def edit(tables: dict[str, Any]) -> None:
        tables["mentions"]["2"]["start"] = "tre"

    edited(path, edit)
    assert "schema" in kinds(path)
    assert "newsview doctor" in opens(path)[0]
    repair(path)
    with TinyDB(path, access_mode="r") as database:
        (row,) = database.table(UNREADABLE).all()
    assert row["table"] == "mentions" and row["record"]["id"] == "M000001"
    assert row["record"]["start"] == "tre" and "start" in row["reason"]
    assert opens(path) == []
    assert kinds(path) == {"moved"}


def test_a_table_with_a_damaged_name_gets_it_back(path: Path) -> None:
    """Nothing of it would be shown, though the file can be opened."""
    make(path)
    whole = kept(path)
    damaged = path.read_bytes().replace(b'"facts"', b'"fabts"').replace(b"_meta", b"_metq")
    path.write_bytes(damaged.replace(b'"mentions"', b'"mens"'))
    assert {"table name"} == kinds(path)
    repair(path)
    assert kept(path) == whole and opens(path) == []


def test_a_record_in_another_kinds_table_comes_to_its_own(path: Path) -> None:
    """As where a stretch that is missing joined two tables."""
    make(path)
    whole = kept(path)

    def edit(tables: dict[str, Any]) -> None:
        tables["facts"]["9"] = tables["mentions"].pop("2")

    edited(path, edit)
    repair(path)
    assert kept(path) == whole


def test_ids_that_stand_twice_are_parted_or_folded(path: Path) -> None:
    """Equal records become one; another one gets an id, of the two the one that was hidden."""
    make(path)

    def edit(tables: dict[str, Any]) -> None:
        first = tables["mentions"]["1"]
        tables["mentions"]["90"] = dict(first)
        tables["mentions"]["91"] = {**tables["mentions"]["2"], "note": "altro"}
        tables["articles"]["90"] = {**tables["articles"]["1"], "note": "altro"}

    edited(path, edit)
    assert "id twice" in kinds(path)
    repair(path)
    mentions = kept(path)["mentions"]
    assert len(mentions) == 7
    assert mentions["M000001"]["note"] == "altro"
    assert [one["note"] for one in kept(path)["articles"].values()] == ["altro"]
    with TinyDB(path, access_mode="r") as database:
        assert [row["record"]["id"] for row in database.table(UNREADABLE).all()] == [ARTICLE]
    assert examine(path).sound


def test_a_file_that_lost_its_schema_gets_one(path: Path) -> None:
    """Without it the application would take the file for another program's."""
    make(path)
    edited(path, lambda tables: tables.pop("_meta"))
    assert "schema" in kinds(path)
    repair(path)
    assert opens(path) == [] and "M000001" in ids(path)


def test_records_of_an_older_schema_are_left_to_the_migration(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are not held against types that they cannot fit yet, nor moved by a repair."""
    make(path)
    edited(path, lambda tables: tables["mentions"]["1"].pop("label"))
    rows = json.loads(path.read_bytes())["mentions"]
    for module in ("examining", "repairing"):
        monkeypatch.setattr(f"newsview.store.doctor.{module}.newest", lambda: 2)
    assert kinds(path) == {"older"} and examine(path).sound
    path.with_name(path.name + ".tmp").write_bytes(b"{")
    repair(path)
    assert json.loads(path.read_bytes())["mentions"] == rows


WRONG: dict[str, tuple[str, list[Record], bool]] = {
    "mention of no entity": ("entity missing", [mention(20, entity="E9")], False),
    "fact of no entity": (
        "entity missing", [fact(20, subject=Anchor(text="x", entity="E9"))], False,
    ),
    "distinction of none": (
        "entity missing", [Distinction(id="D1", first="E8", second="ORG Terna")], True,
    ),
    "mention elsewhere": ("offsets", [mention(20, start=4, end=14)], False),
    "mention beyond the end": ("offsets", [mention(20, start=400, end=410)], False),
    "evidence elsewhere": ("offsets", [fact(20, evidence=(Evidence(0, 3, "Lax"),))], False),
    "subject elsewhere": ("offsets", [fact(20, subject=Anchor("Lax", 0, 3))], False),
    "text of another id": ("text", [ArticleText(id="d" * 64, packed="eJwDAAAAAAE=")], False),
    "one span twice": (
        "same span", [mention(20, status="accepted"), mention(24, status="accepted")], True,
    ),
    "one name twice": ("alias shared", [Entity(id="E2", name="Terna Nova", label="ORG")], True),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_between_records_is_said_and_left(path: Path, case: str) -> None:
    """A program cannot know what was meant, so that nothing is changed."""
    kind, records, sound = WRONG[case]
    make(path, [*beginning(), *records])
    before = path.read_bytes()
    report = examine(path)
    assert kind in {one.kind for one in report.findings}
    assert report.sound == sound
    assert repair(path) == []
    assert path.read_bytes() == before


def test_offsets_are_checked_against_the_corpus_where_no_text_is_kept(path: Path) -> None:
    """And articles that are in the corpus no more are told of."""
    records = [one for one in beginning() if not isinstance(one, ArticleText)]
    make(path, [*records, mention(20, start=4, end=14)])
    assert kinds(path) == {"unchecked", "text missing"}
    assert kinds(path, Texts(lambda _: True, lambda _: TEXT)) == {"offsets", "text missing"}
    corpus = Texts(lambda _: False, lambda _: None)
    assert kinds(path, corpus) == {"unchecked", "not in corpus", "text missing"}


def test_tables_of_other_programs_stay_through_a_repair(path: Path) -> None:
    """Also where they were read out of a damaged file."""
    make(path)
    edited(path, lambda tables: tables.update(theirs={"1": {"id": "x", "name": "y"}}))
    assert kinds(path) == {"unknown table"}
    path.write_bytes(path.read_bytes()[:-1])
    repair(path)
    with TinyDB(path, access_mode="r") as database:
        assert [dict(row) for row in database.table("theirs").all()] == [{"id": "x", "name": "y"}]
    assert len(kept(path)["entities"]) == 1


def test_fields_that_newsview_does_not_know_are_told_and_stay(path: Path) -> None:
    """One whose name was damaged is not shown, though nothing of it is lost."""
    make(path)

    def edit(tables: dict[str, Any]) -> None:
        tables["mentions"]["2"]["nota"] = "mia"
        tables["facts"]["1"]["subject"]["peso"] = 3

    edited(path, edit)
    report = examine(path)
    assert report.sound and repair(path) == []
    assert [one.kind for one in report.findings] == ["unknown fields"] * 2
    assert "M000001 (nota)" in report.findings[0].line
    assert "F000000 (subject.peso)" in report.findings[1].line


def test_records_among_what_the_file_says_of_itself_come_to_their_table(path: Path) -> None:
    """As where a stretch that is missing joined the first table to another one."""
    make(path)
    whole = kept(path)
    edited(path, lambda tables: tables["_meta"].update({"7": tables["mentions"].pop("2")}))
    assert kinds(path) == {"strayed"} and not examine(path).sound
    repair(path)
    assert kept(path) == whole and examine(path).sound


def test_a_record_that_was_damaged_comes_from_the_history(path: Path) -> None:
    """As it was; what stood in its place is kept, and what other hands removed stays removed."""
    make(path, history=True)
    whole = kept(path)

    def edit(tables: dict[str, Any]) -> None:
        tables["mentions"]["2"]["lable"] = tables["mentions"]["2"].pop("label")
        tables["mentions"].pop("3")

    edited(path, edit)
    repair(path)
    del whole["mentions"]["M000002"]
    assert kept(path) == whole and examine(path).sound
    with TinyDB(path, access_mode="r") as database:
        assert [row["record"]["lable"] for row in database.table(UNREADABLE).all()] == ["ORG"]
