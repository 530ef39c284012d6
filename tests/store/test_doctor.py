"""The doctor: every kind of damage is said in plain words and mended, and nothing readable goes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from newsview.store.annotations import Annotations
from newsview.store.doctor import Texts, examine, repair
from newsview.store.doctor.salvage import UNREADABLE
from newsview.store.journal import CorruptStore, StoreError, StoreInUse
from newsview.store.journal.lines import frame
from newsview.store.model import Anchor, ArticleText, Distinction, Entity, Evidence, Record
from newsview.store.steps import put
from tests.store.damaged import (
    ARTICLE,
    TEXT,
    beginning,
    fact,
    ids,
    kept,
    make,
    make_with_journal,
    mention,
    told,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is."""
    return tmp_path / "newsview.json"


def kinds(path: Path, corpus: Texts | None = None) -> set[str]:
    """What an examination finds."""
    return {one.kind for one in examine(path, corpus).findings}


def journal_of(path: Path) -> Path:
    """The journal's place."""
    return path.with_name(path.name + "-journal")


def edited(path: Path, edit: Any) -> None:
    """Change the main file as another program would."""
    tables = json.loads(path.read_bytes())
    edit(tables)
    path.write_text(json.dumps(tables))


def aside(path: Path, word: str) -> list[bytes]:
    """The contents of files that were kept beside."""
    return [one.read_bytes() for one in sorted(path.parent.iterdir()) if f".{word}-" in one.name]


def opens(path: Path) -> list[str]:
    """The application opens the file; what it warns of."""
    with Annotations.open(path) as annotations:
        return list(annotations.warnings)


def test_a_healthy_file_is_in_order_and_a_repair_does_nothing(path: Path) -> None:
    """Nothing is found, nothing is copied, no byte changes."""
    make(path, history=True)
    before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    report = examine(path)
    assert report.findings == () and report.sound
    assert (report.records, report.articles) == (len(beginning()), 1)
    assert repair(path) == []
    assert {one.name: one.read_bytes() for one in path.parent.iterdir()} == before


def test_a_file_in_use_is_looked_at_but_not_mended(path: Path) -> None:
    """Beside another newsview the check goes on; --repair is refused and touches nothing."""
    make(path)
    with Annotations.open(path) as annotations:
        annotations.apply([put(None, mention(20))])
        report = examine(path)
        assert report.sound and report.records == len(beginning()) + 1
        assert {one.kind for one in report.findings} == {"open"}
        with pytest.raises(StoreInUse):
            repair(path)
        annotations.apply([put(None, mention(21))])
    assert {"M000020", "M000021"} <= ids(path)


def test_a_damaged_line_of_the_journal_costs_that_step_alone(path: Path) -> None:
    """Every other step is taken in, and the damaged bytes are kept."""
    make_with_journal(path)
    journal = journal_of(path)
    lines = journal.read_bytes().split(b"\n")
    lines[3] = lines[3].replace(b"Terna", b"Tarna")
    journal.write_bytes(b"\n".join(lines))
    before = path.read_bytes(), journal.read_bytes()
    with pytest.raises(CorruptStore, match="newsview doctor"):
        Annotations.open(path)
    assert (path.read_bytes(), journal.read_bytes()) == before
    assert "journal" in kinds(path)
    repair(path)
    assert ids(path) >= {f"M{number:06}" for number in (10, 11, 13, 14, 15)}
    assert "M000012" not in ids(path)
    assert aside(path, "torn") == [lines[3]]
    assert {*aside(path, "copy")} == {*before}
    assert examine(path).sound and opens(path) == []


def test_a_lost_newline_costs_no_step(path: Path) -> None:
    """Two lines that ran into one are told apart again."""
    make_with_journal(path)
    journal = journal_of(path)
    lines = journal.read_bytes().split(b"\n")
    journal.write_bytes(b"\n".join([*lines[:2], lines[2] + b"J" + lines[3], *lines[4:]]))
    repair(path)
    assert ids(path) >= {f"M{number:06}" for number in range(10, 16)}


def test_an_interrupted_write_is_cut_off_and_kept(path: Path) -> None:
    """A torn tail was never acknowledged; its bytes stay in a file."""
    make_with_journal(path)
    with journal_of(path).open("ab") as file:
        file.write(b'12345678 {"redo"')
    assert kinds(path) == {"torn", "waiting"}
    repair(path)
    assert aside(path, "torn") == [b'12345678 {"redo"']
    assert "M000015" in ids(path) and examine(path).sound


def test_a_journal_whose_first_line_is_damaged_still_belongs(path: Path) -> None:
    """Nothing names another main file, so the steps are taken in."""
    make_with_journal(path)
    journal = journal_of(path)
    journal.write_bytes(journal.read_bytes().replace(b'"base"', b'"bass"', 1))
    repair(path)
    assert ids(path) >= {f"M{number:06}" for number in range(10, 16)}


def test_a_file_that_other_hands_edited_is_taken_as_it_is(path: Path) -> None:
    """The journal of another main file is set aside, as at an opening."""
    make_with_journal(path)
    edited(path, lambda tables: tables["mentions"].popitem())
    journal = journal_of(path).read_bytes()
    assert "conflict" in kinds(path)
    repair(path)
    assert aside(path, "conflict") == [journal]
    assert "M000010" not in ids(path) and "M000005" not in ids(path)
    assert kinds(path) == {"conflict kept"} and examine(path).sound


def test_what_a_newer_newsview_wrote_is_not_touched(path: Path) -> None:
    """Neither a schema nor a journal line that is not known here."""
    make(path)
    edited(path, lambda tables: tables["_meta"]["1"].update(schema=99))
    before = path.read_bytes()
    assert "newer" in kinds(path)
    with pytest.raises(StoreError):
        repair(path)
    assert path.read_bytes() == before


def test_a_journal_line_of_another_kind_is_not_skipped(path: Path) -> None:
    """A whole line that cannot be understood may be a step of a newer newsview."""
    make_with_journal(path)
    with journal_of(path).open("ab") as file:
        file.write(frame({"leap": []}))
    before = journal_of(path).read_bytes()
    assert "newer" in kinds(path)
    with pytest.raises(StoreError):
        repair(path)
    assert journal_of(path).read_bytes() == before


@pytest.mark.parametrize("content", [b"ciao\n", b"[1, 2]", b'{"a": {"1": {"b": 2}}}'])
def test_another_programs_file_is_not_touched(path: Path, content: bytes) -> None:
    """What never was an annotations file is none to be mended."""
    path.write_bytes(content)
    assert not examine(path).sound
    with pytest.raises(StoreError):
        repair(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("plain", [False, True])
def test_a_main_file_cut_short_keeps_every_whole_record(path: Path, plain: bool) -> None:
    """Both in our layout and in TinyDB's own, which is one line."""
    make(path)
    if plain:
        edited(path, lambda tables: None)
    whole = path.read_bytes()
    cut = whole.index(b"F000001")
    path.write_bytes(whole[:cut])
    with pytest.raises(CorruptStore, match="newsview doctor"):
        Annotations.open(path)
    assert path.read_bytes() == whole[:cut]
    assert {"main file", "lost"} <= kinds(path)
    repair(path)
    assert {"F000000", *(f"M{number:06}" for number in range(6)), ARTICLE, "E1"} <= ids(path)
    assert b"F00000" not in b"".join(aside(path, "torn")) and aside(path, "torn")
    assert examine(path).sound


def test_a_record_that_is_cut_open_does_not_swallow_those_after_it(path: Path) -> None:
    """Where a stretch is missing from inside one to the end of another one's line."""
    make(path)
    whole = path.read_bytes()
    start = whole.index(b'"M000001",') + len(b'"M000001",')
    end = whole.index(b'\n"4":{"id":"M000003"')
    path.write_bytes(whole[:start] + whole[end:])
    repair(path)
    assert {"M000000", "M000003", "M000004", "M000005", "F000002"} <= ids(path)


def test_records_that_a_damaged_main_file_lost_come_from_the_history(path: Path) -> None:
    """The history tells all fields of what was added, and what was removed since stays so."""
    make(path, history=True)
    with Annotations.open(path) as annotations:
        annotations.apply([put(mention(5), None)], told(1))
        annotations.apply([put(mention(4), mention(4, note="vero"))], told(2))
    whole = kept(path)
    path.write_bytes(path.read_bytes()[:40])
    repair(path)
    mended = kept(path)
    assert mended["mentions"]["M000004"]["note"] == "vero"
    assert {table: set(rows) for table, rows in mended.items()} == {
        table: set(rows) for table, rows in whole.items()
    }
    with Annotations.open(path) as annotations:
        assert annotations.text(ARTICLE) == TEXT


def test_an_emptied_main_file_keeps_what_its_journal_has(path: Path) -> None:
    """As a crash of the machine can leave it."""
    make_with_journal(path)
    path.write_bytes(b"")
    assert "main file" in kinds(path)
    repair(path)
    assert ids(path) == {f"M{number:06}" for number in range(10, 16)}
    assert opens(path) == []


def test_a_main_file_damaged_in_place_keeps_its_journal(path: Path) -> None:
    """Still JSON and as long as it was: its journal is taken in."""
    make_with_journal(path)
    path.write_bytes(path.read_bytes().replace(b'"annotator":"anna"', b'"annotator":"anma"', 1))
    assert "altered" in kinds(path)
    repair(path)
    assert ids(path) >= {f"M{number:06}" for number in range(10, 16)}


def test_a_step_that_puts_what_is_no_record_is_said_and_moved(path: Path) -> None:
    """As another program's line with a right checksum would."""
    make_with_journal(path)
    with journal_of(path).open("ab") as file:
        file.write(frame({"redo": [{"table": "mentions", "put": {"70": [1]}}]}))
    assert kinds(path) == {"schema", "waiting"}
    repair(path)
    assert examine(path).sound and "M000015" in ids(path)


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
    path.write_bytes(path.read_bytes().replace(b'"facts"', b'"fabts"').replace(b"_meta", b"_metq"))
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


def test_steps_do_not_overwrite_a_record_with_a_damaged_number(path: Path) -> None:
    """The number of a document means nothing, its record stays beside the step's."""
    make_with_journal(path)
    path.write_bytes(path.read_bytes().replace(b'\n"3":{"id":"M000002"', b'\n"7":{"id":"M000002"'))
    repair(path)
    assert {"M000002", *(f"M{number:06}" for number in range(10, 16))} <= ids(path)


def test_damaged_lines_of_the_history_are_taken_out_and_kept(path: Path) -> None:
    """The others stay in their order."""
    make(path, history=True)
    with Annotations.open(path) as annotations:
        annotations.apply([put(None, mention(20))], told(1))
    history = path.with_name(path.name + "-history")
    good = history.read_bytes()
    history.write_bytes(good[: good.index(b"\n") + 1] + b"rotto\n" + good[good.index(b"\n") + 1 :])
    assert kinds(path) == {"history"}
    repair(path)
    assert history.read_bytes() == good
    assert aside(path, "torn") == [b"rotto"]


def test_every_kind_of_leftover_is_named_and_only_the_meaningless_go(path: Path) -> None:
    """Temporary files are removed; what was set aside is a person's to look at."""
    make(path)
    for name in (".tmp", "-journal.tmp"):
        path.with_name(path.name + name).write_bytes(b"{")
    for name in ("-journal.conflict-20260101T000000Z", "-journal.torn-20260101T000000Z"):
        path.with_name(path.name + name).write_bytes(b"x")
    report = examine(path)
    assert report.sound and len(report.findings) == 4
    assert kinds(path) == {"temporary", "conflict kept", "torn kept"}
    repair(path)
    assert kinds(path) == {"conflict kept", "torn kept"}


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
    "of no article": ("article missing", [mention(20, article="c" * 64)], True),
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
    assert kinds(path) == {"unchecked"}
    assert kinds(path, Texts(lambda _: True, lambda _: TEXT)) == {"offsets"}
    assert kinds(path, Texts(lambda _: False, lambda _: None)) == {"unchecked", "not in corpus"}


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
