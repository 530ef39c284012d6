"""The doctor: each state that the files can be in, and how a repair goes about it."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from newsview.store.annotations import Annotations
from newsview.store.doctor import examine, others, repair
from newsview.store.history import History
from newsview.store.journal import StoreError, StoreInUse
from newsview.store.journal.lines import frame
from newsview.store.journal.locks import OperationLock
from newsview.store.steps import put
from tests.store.damaged import (
    ARTICLE,
    Quick,
    aside,
    before_and_after_a_rename,
    beginning,
    entity,
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

WAITING = {f"M{number:06}" for number in range(10, 16)}
"""What the journal has alone."""

BEFORE = {one.id for one in beginning()}

BEGUN = {*WAITING, ARTICLE}
"""The same with the record that their article must have."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is."""
    return tmp_path / "newsview.json"


def lines(path: Path) -> list[bytes]:
    """The journal's lines, each with its newline."""
    return journal_of(path).read_bytes().splitlines(keepends=True)


def journal(*kept: bytes) -> Callable[[Path], object]:
    """Another journal."""
    return lambda path: journal_of(path).write_bytes(b"".join(kept))


def edit_lines(edit: Callable[[list[bytes]], list[bytes]]) -> Callable[[Path], object]:
    """The journal with its lines changed."""
    return lambda path: journal_of(path).write_bytes(b"".join(edit(lines(path))))


OTHER = frame({"base": [7, 7], "id": "X", "carried": 0})
STEP = frame({"redo": [{"table": "mentions", "put": {"70": {"id": "M"}}}]})


class State(NamedTuple):
    """What was done to files that a killed process left, and what the doctor makes of it."""

    kind: str
    sound: bool
    broken: Callable[[Path], object]
    there: set[str]
    conflict: bool = False


STATES = {
    "as they were left": State("waiting", True, lambda path: None, BEFORE | WAITING),
    "no journal": State("", True, lambda path: journal_of(path).unlink(), BEFORE),
    "an empty journal": State("journal", True, journal(), BEFORE),
    "a journal of zeros": State("journal", True, journal(bytes(4096)), BEFORE),
    "zeros behind the last line": State(
        "waiting", True, edit_lines(lambda all_: [*all_, bytes(4096)]), BEFORE | WAITING
    ),
    "zeros between lines": State(
        "journal", False, edit_lines(lambda all_: [*all_[:2], bytes(99), *all_[3:]]),
        BEFORE | WAITING - {"M000011"},
    ),
    "no first line": State("journal", False, edit_lines(lambda all_: all_[1:]), BEFORE | WAITING),
    "a bad first line": State(
        "journal", False, edit_lines(lambda all_: [b"x" + all_[0], *all_[1:]]), BEFORE | WAITING
    ),
    "no end of the last line": State(
        "torn", False, edit_lines(lambda all_: [*all_[:-1], all_[-1][:-1]]), BEFORE | WAITING
    ),
    "another byte for the last newline": State(
        "torn", False, edit_lines(lambda all_: [*all_[:-1], all_[-1][:-1] + b"J"]),
        BEFORE | WAITING,
    ),
    "a bad last line": State(
        "journal", False,
        edit_lines(lambda all_: [*all_[:-1], all_[-1].replace(b"Terna", b"Tarna")]),
        BEFORE | WAITING - {"M000015"},
    ),
    "half a last line": State(
        "torn", False, edit_lines(lambda all_: [*all_[:-1], all_[-1][:99]]),
        BEFORE | WAITING - {"M000015"},
    ),
    "nothing but half a line": State("torn", False, journal(OTHER[:20]), BEFORE),
    "a journal of another file": State("conflict", False, journal(OTHER, STEP), BEFORE, True),
    "one of another file, without changes": State("journal", True, journal(OTHER), BEFORE),
    "no main file": State("main file", False, lambda path: path.unlink(), BEGUN),
    "an empty main file": State("main file", False, lambda path: path.write_bytes(b""), BEGUN),
    "a main file of blanks": State(
        "main file", False, lambda path: path.write_bytes(b"\n"), BEGUN
    ),
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_every_state_of_the_files(path: Path, state: str) -> None:
    """It is said, mended, and then plain TinyDB and newsview open it and nothing is left to do."""
    wanted = STATES[state]
    make_with_journal(path)
    wanted.broken(path)
    before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    report = examine(path)
    assert report.sound == wanted.sound
    assert wanted.kind in {"", *(one.kind for one in report.findings)}
    assert {one.name: one.read_bytes() for one in path.parent.iterdir()} == before
    repair(path)
    assert ids(path) == wanted.there and opens(path) == []
    assert bool(aside(path, "conflict")) == wanted.conflict
    copied = {one for one in before.values() if one} if wanted.kind else set()
    assert {*aside(path, "copy")} == copied
    assert not examine(path).mendable and repair(path) == []


@pytest.mark.parametrize("empty", [True, False])
def test_a_main_file_that_is_lost_comes_from_the_history(path: Path, empty: bool) -> None:
    """The history tells of more than a file that holds nothing."""
    make(path, history=True)
    path.write_bytes(b"") if empty else path.unlink()
    assert kinds(path) == {"main file"} and not examine(path).sound
    repair(path)
    assert ids(path) == BEFORE and opens(path) == []


def test_a_file_of_which_nothing_was_ever_written_is_in_order(path: Path) -> None:
    """An empty file is one that is to be filled yet."""
    path.write_bytes(b"")
    assert examine(path).sound and repair(path) == []
    path.unlink()
    annotations = Annotations.open(path)
    annotations.apply([put(None, one) for one in beginning()])
    annotations._storage._release()
    assert not path.exists() and kinds(path) == {"waiting"}
    repair(path)
    assert ids(path) == BEFORE


def test_stale_temporary_files_go_without_a_copy(path: Path) -> None:
    """All three names; nothing else is written."""
    make(path, history=True)
    for name in ("", "-journal", "-history"):
        path.with_name(path.name + name + ".tmp").write_bytes(b"{")
    main = path.stat()
    assert kinds(path) == {"temporary"}
    assert len(repair(path)) == 3
    assert sorted(one.name for one in path.parent.iterdir()) == [
        "newsview.json", "newsview.json-history",
    ]  # fmt: skip
    assert path.stat().st_ino == main.st_ino


def test_every_repair_has_copies_of_its_own(path: Path) -> None:
    """However quickly they follow each other."""
    contents = set()
    for number in range(3):
        make(path, [*beginning(), mention(20 + number)])
        path.write_bytes(path.read_bytes()[:-9])
        contents.add(path.read_bytes())
        done = repair(path)
        copy = next(path.parent.glob("newsview.json.copy-*"))
        assert any(str(copy) in line for line in done) or number
        path.unlink()
    assert {*aside(path, "copy")} == contents and len(contents) == 3


def test_copies_have_the_files_mode_and_links_stay(path: Path) -> None:
    """What a group may read stays so; the file that a link leads to is the one that is mended."""
    make(path)
    path.write_bytes(path.read_bytes()[:-9])
    path.chmod(0o640)
    link = path.with_name("link.json")
    link.symlink_to(path.name)
    repair(link)
    assert link.is_symlink() and examine(link).sound
    modes = {one.name[:18]: one.stat().st_mode & 0o777 for one in path.parent.glob("newsview*")}
    assert modes["newsview.json"] == modes["newsview.json.copy"] == 0o640


LIMITED = """
import resource, sys
from newsview.tui.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
main(["doctor", sys.argv[2], "--repair"])
"""


@pytest.mark.parametrize("share", [0.3, 0.99])
def test_a_full_disk_leaves_all_as_it_was(path: Path, share: float) -> None:
    """One line and exit code 1, no half copy; with room again the repair does its work."""
    make_with_journal(path)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b'"label"', b'label"', 1))
    before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    limit = str(int(len(whole) * share))
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, limit, str(path)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1, done.stderr
    after = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    assert {name: after[name] for name in before} == before
    assert all(content in before.values() for name, content in after.items() if "copy" in name)
    repair(path)
    assert ids(path) >= WAITING | (BEFORE - {"E1", "M000000"})


def test_a_look_holds_the_operation_lock_so_that_nobody_notices(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who came at that moment would take the doctor for another newsview that has it open."""
    make_with_journal(path)
    for name in ("-lock", "-open"):
        path.with_name(path.name + name).touch()
    seen = []

    def held(file: Path) -> bool:
        seen.append(OperationLock(path).take(wait=False))
        return False

    monkeypatch.setattr(others, "_is_held", held)
    examine(path)
    assert seen == [False]
    assert OperationLock(path).take(wait=False)


def test_a_look_makes_no_file_and_does_not_wait_for_one_that_is_stopped(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who holds the lock for long has the file open."""
    make(path)
    examine(path)
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    monkeypatch.setattr(others, "_PATIENCE", 0.0)
    lock = OperationLock(path)
    lock.take()
    assert kinds(path) == {"open"}
    lock.close()


def test_who_only_looks_on_sees_what_was_mended(path: Path) -> None:
    """A read-only opening holds no lock, and a repair does not wait for it."""
    make_with_journal(path)
    with Annotations.open(path, read_only=True) as annotations:
        repair(path)
        annotations._storage.refresh()
        assert {one.id for one in annotations.all_mentions()} >= WAITING


def test_steps_of_lines_that_ran_into_one_are_told_by_the_history(path: Path) -> None:
    """Also where a whole line holds a step that no newsview wrote."""
    before_and_after_a_rename(path)[1].put(path.parent / "one" / path.name)
    path = path.parent / "one" / path.name
    raw = journal_of(path).read_bytes()
    odd = frame({"redo": [], "step": {"by": "x"}})
    journal_of(path).write_bytes(raw.rstrip(b"\0").replace(b"\n", b"J", 5) + odd)
    repair(path)
    assert [one.id for one in History(path).entries()] == [told(n).id for n in range(2, 8)]


def test_the_last_one_out_keeps_the_journal_where_the_main_file_stays_old(path: Path) -> None:
    """Whoever holds a lock on what a dead process left must not cost what was saved."""
    make(path)
    annotations = Annotations.open(path)
    annotations.apply([put(None, mention(20))])
    stale = path.with_name(path.name + ".tmp")
    stale.write_bytes(b"{")
    with stale.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        annotations.close()
    assert "M000020" in ids(path)


def test_a_file_that_another_one_mends_is_not_mended(path: Path) -> None:
    """Nor is one whose folder may not be written, which is said so."""
    make_with_journal(path)
    with Annotations.open(path), pytest.raises(StoreInUse):
        repair(path)


def test_a_write_protected_file_is_refused_by_name(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before any lock is made beside it."""
    make(path)
    path.write_bytes(path.read_bytes()[:-9])
    monkeypatch.setattr("os.access", lambda _path, mode: mode != os.W_OK)
    with pytest.raises(StoreError, match="write-protected"):
        repair(path)
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_earlier_lines_of_the_journal_mend_a_damaged_main_file(path: Path) -> None:
    """Those that it held already when it was written, before the byte that ``from`` names."""
    annotations = Annotations.open(path, disk=Quick())
    storage = annotations._storage
    annotations.apply([put(None, entity(1))])
    draft = storage._checkpoints.begin(storage._state.tables)
    assert draft is not None
    storage._checkpoints.fill(draft)
    storage._checkpoints.publish(draft, begin_anew=False)
    storage._release()
    whole = kept(path)
    path.write_bytes(path.read_bytes().replace(b'"name"', b'"naie"'))
    assert kinds(path) >= {"altered"}
    repair(path)
    assert kept(path) == whole and examine(path).sound
