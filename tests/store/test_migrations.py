"""Files of an older schema, with migrations made up for the purpose."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from newsview.store.annotations import Annotations
from newsview.store.journal.changes import Tables
from newsview.store.journal.disk import Disk
from newsview.store.messages import NewsviewError
from newsview.store.migrations import migrated
from newsview.store.steps import put
from tests.store.records import added, mention

ROOT = Path(__file__).parents[2]


def label_for_kind(tables: Tables) -> Tables:
    """1 to 2: what was ``kind`` is ``label``."""
    for row in tables["mentions"].values():
        row["label"] = row.pop("kind")
    return tables


def note_begins_large(tables: Tables) -> Tables:
    """2 to 3: builds on the one before."""
    for row in tables["mentions"].values():
        row["note"] = row["label"].title()
    return tables


BOTH = (label_for_kind, note_begins_large)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file of schema 1, as its newsview left it, with a table that nobody knows."""
    path = tmp_path / "newsview.json"
    with Annotations.open(path) as annotations:
        annotations.apply([added(1), added(2)])
    tables: dict[str, Any] = json.loads(path.read_bytes())
    for row in tables["mentions"].values():
        row["kind"] = row.pop("label")
        row["umore"] = "lieto"
    tables["altrui"] = {"1": {"a": 1}}
    path.write_text(json.dumps(tables))
    return path


def plain(path: Path) -> dict[str, Any]:
    """What plain TinyDB reads."""
    with TinyDB(path) as database:
        return {name: [dict(row) for row in database.table(name)] for name in database.tables()}


def test_each_step_is_taken_and_the_old_file_kept(old: Path) -> None:
    """In order, from a copy; what nobody knows goes along."""
    before = old.read_bytes()
    with Annotations.open(old, migrations=BOTH) as annotations:
        assert [(m.label, m.note) for m in annotations.all_mentions()] == [("ORG", "Org")] * 2
        (line,) = annotations.warnings
        assert "newsview.json.v1" in line
        annotations.apply([added(3)])
    assert old.with_name("newsview.json.v1").read_bytes() == before
    tables = plain(old)
    assert tables["_meta"][0]["schema"] == 3
    assert (tables["mentions"][0]["umore"], tables["altrui"]) == ("lieto", [{"a": 1}])
    assert len(tables["mentions"]) == 3


def test_it_is_done_once(old: Path) -> None:
    """The next opening finds the new schema, and a file between goes on from there."""
    with Annotations.open(old, migrations=BOTH[:1]):
        pass
    with Annotations.open(old, migrations=BOTH) as annotations:
        assert [m.note for m in annotations.all_mentions()] == ["Org", "Org"]
    with Annotations.open(old, migrations=BOTH) as annotations:
        assert annotations.warnings == []
    assert sorted(p.name for p in old.parent.iterdir()) == [
        "newsview.json", "newsview.json.v1", "newsview.json.v2",
    ]  # fmt: skip


def test_what_waits_in_the_journal_is_in_the_copy(tmp_path: Path) -> None:
    """A killed newsview left changes beside the main file: they are of the old schema, too."""

    def kind_back(tables: Tables) -> Tables:
        for row in tables["mentions"].values():
            row["note"] = "2"
        return tables

    path = tmp_path / "newsview.json"
    killed = Annotations.open(path)
    killed.apply([added(1)])
    journal = tmp_path / "newsview.json-journal"
    left = journal.read_bytes()
    killed.close()
    path.unlink()
    journal.write_bytes(left)
    with Annotations.open(path, migrations=(kind_back,)) as annotations:
        assert [m.note for m in annotations.all_mentions()] == ["2"]
    assert [row["id"] for row in plain(tmp_path / "newsview.json.v1")["mentions"]] == [
        mention(1).id
    ]


def test_read_only_shows_the_new_and_writes_nothing(old: Path) -> None:
    """Somebody only looks."""
    before = old.read_bytes()
    with Annotations.open(old, read_only=True, migrations=BOTH) as annotations:
        assert [m.note for m in annotations.all_mentions()] == ["Org", "Org"]
    assert old.read_bytes() == before
    assert [p.name for p in old.parent.iterdir()] == ["newsview.json"]


def test_a_copy_that_is_something_else_is_not_overwritten(old: Path) -> None:
    """The name is taken: another one is found."""
    taken = old.with_name("newsview.json.v1")
    taken.write_text("altro")
    with Annotations.open(old, migrations=BOTH):
        pass
    assert taken.read_text() == "altro"
    assert len(list(old.parent.glob("newsview.json.v1-*"))) == 1


class Full(Disk):
    """A disk on which nothing more fits."""

    def write(self, file: Any, data: bytes, offset: int) -> None:
        raise OSError(28, "No space left on device")


def unfit(tables: Tables) -> Tables:
    """A step that meets what it does not expect."""
    raise KeyError("kind")


@pytest.mark.parametrize(("migrations", "disk"), [((unfit,), None), (BOTH, Full())])
def test_where_it_fails_nothing_is_changed(old: Path, migrations: Any, disk: Disk | None) -> None:
    """One line says so, and the file opens as before."""
    before = old.read_bytes()
    with pytest.raises(NewsviewError, match="schema 1"):
        Annotations.open(old, migrations=migrations, disk=disk)
    assert old.read_bytes() == before
    assert [p.name for p in old.parent.iterdir()] == ["newsview.json"]
    with Annotations.open(old, migrations=BOTH) as annotations:
        assert len(list(annotations.all_mentions())) == 2


def test_an_untouched_new_file_has_the_newest_schema(tmp_path: Path) -> None:
    """Nothing is migrated where nothing is."""
    path = tmp_path / "x.json"
    with Annotations.open(path, migrations=BOTH) as annotations:
        annotations.apply([added(1)])
    assert plain(path)["_meta"][0]["schema"] == 3
    assert migrated({}, 3, BOTH)["_meta"]["1"]["schema"] == 3


def test_one_who_read_the_old_file_finds_it_done(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another newsview brings it up to date between reading and locking: not a second time."""
    begin, others = Annotations.__init__, []

    def late(self: Annotations, *arguments: Any) -> None:
        if not others:
            others.append(None)
            others[0] = Annotations.open(old, migrations=BOTH)
            others[0].apply([added(3)])
        begin(self, *arguments)

    monkeypatch.setattr(Annotations, "__init__", late)
    with Annotations.open(old, migrations=BOTH) as annotations:
        assert annotations.warnings == []
        assert [m.note for m in annotations.all_mentions()] == ["Org", "Org", None]
        annotations.apply([added(4)])
        news = others[0].poll()
        assert news is not None and [change.id for change in news.changes] == [mention(4).id]
    others[0].close()
    assert len(plain(old)["mentions"]) == 4
    assert [p.name for p in old.parent.glob("newsview.json.v*")] == ["newsview.json.v1"]


def test_an_older_newsview_that_has_it_open_writes_nothing_more(old: Path) -> None:
    """Its changes would be of the old schema; it says what to do, and what it kept is there."""
    with Annotations.open(old, migrations=BOTH[:1]) as before:
        before.apply([added(3)])
        with Annotations.open(old, migrations=BOTH) as annotations:
            notes = [m.note for m in annotations.all_mentions()]
            assert notes == ["Org", "Org", "Org"]
            for refused in (
                lambda: before.apply([added(4)]),
                lambda: before.set_meta("corpus", "[]"),
                before.poll,
            ):
                with pytest.raises(NewsviewError, match="update newsview"):
                    refused()
            annotations.apply([added(5)])
    assert [row["id"] for row in plain(old)["mentions"]] == [mention(n).id for n in (1, 2, 3, 5)]
    assert plain(old)["_meta"][0]["schema"] == 3


def test_read_only_follows_a_file_of_the_old_schema_and_of_the_new(old: Path) -> None:
    """What an older newsview goes on writing is shown as this one would have it."""
    with Annotations.open(old, read_only=True, migrations=BOTH) as reader:
        with Annotations.open(old, migrations=BOTH[:1]) as before:
            before.apply([added(3)])
            assert reader.poll() is not None
            assert [m.note for m in reader.all_mentions()] == ["Org"] * 3
            before.apply([put(mention(3), None)])
            reader.poll()
            assert [m.note for m in reader.all_mentions()] == ["Org"] * 2
        with Annotations.open(old, migrations=BOTH) as annotations:
            annotations.apply([added(4)])
            reader.poll()
            assert [m.note for m in reader.all_mentions()] == ["Org", "Org", None]


def test_a_checkpoint_under_way_does_not_keep_changes_from_the_copy(old: Path) -> None:
    """The one in the making is given up; the copy has all that was kept."""
    with Annotations.open(old, migrations=BOTH[:1]) as before:
        before.apply([added(3)])
        storage = before._storage
        with storage.lock():
            draft = storage._checkpoints.begin(storage._state.tables)
        assert draft is not None
        storage._checkpoints.fill(draft)
        with Annotations.open(old, migrations=BOTH) as annotations:
            assert len(list(annotations.all_mentions())) == 3
            with storage.lock():
                assert not storage._checkpoints.publish(draft)
            annotations.apply([added(4)])
    copy = plain(old.with_name("newsview.json.v2"))
    assert [row["id"] for row in copy["mentions"]] == [mention(n).id for n in (1, 2, 3)]
    assert len(plain(old)["mentions"]) == 4


WORKER = """
import sys
from pathlib import Path
from newsview.store.annotations import Annotations
from tests.store.records import added
from tests.store.test_migrations import BOTH
path, number = Path(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
with Annotations.open(path, migrations=BOTH) as annotations:
    for one in range(5):
        annotations.apply([added(100 * number + one)])
    print(sum("newsview.json.v1" in line for line in annotations.warnings))
"""


def test_processes_that_open_an_old_file_at_once(old: Path) -> None:
    """One of them brings it up to date; what all of them go on to write is kept."""
    before = old.read_bytes()
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, str(old), str(number)], cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for number in range(1, 5)
    ]  # fmt: skip
    for process in running:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    done = [process.communicate(timeout=120)[0] for process in running]
    assert [process.returncode for process in running] == [0] * 4
    assert sorted(done) == ["0\n", "0\n", "0\n", "1\n"]
    rows = plain(old)["mentions"]
    assert [row["note"] for row in rows[:2]] == ["Org", "Org"]
    written = {mention(100 * number + one).id for number in range(1, 5) for one in range(5)}
    assert {row["id"] for row in rows[2:]} == written and len(rows) == 22
    assert old.with_name("newsview.json.v1").read_bytes() == before
    left = {p.name for p in old.parent.iterdir()}
    assert left <= {"newsview.json", "newsview.json.v1", "newsview.json-history"}
