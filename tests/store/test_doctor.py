"""The doctor: every kind of damage to the files is said and mended, and nothing readable goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsview.store.annotations import Annotations
from newsview.store.doctor import examine, repair
from newsview.store.journal import CorruptStore, StoreError, StoreInUse
from newsview.store.journal.lines import frame
from newsview.store.steps import put
from tests.store.damaged import (
    ARTICLE,
    TEXT,
    aside,
    beginning,
    edited,
    ids,
    journal_of,
    kept,
    kinds,
    make,
    make_with_journal,
    mention,
    opens,
    told,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is."""
    return tmp_path / "newsview.json"


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


def test_a_file_that_other_hands_edited_gets_its_decisions_back(path: Path) -> None:
    """The journal of another main file is set aside, as at an opening, and brought in."""
    make_with_journal(path)
    edited(path, lambda tables: tables["mentions"].popitem())
    journal = journal_of(path).read_bytes()
    assert "conflict" in kinds(path)
    repair(path)
    assert aside(path, "conflict") == [journal]
    assert "M000010" in ids(path) and "M000005" not in ids(path)
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
    assert ids(path) == {ARTICLE, *(f"M{number:06}" for number in range(10, 16))}
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
