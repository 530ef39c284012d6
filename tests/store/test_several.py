"""Several processes on one file: each sees what the others did, and nothing is lost or twice.

Locks belong to an opening, not to a process, so most of this is tested with several openings in
one process; real processes count against each other at the end.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Event, Thread, current_thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from newsview.store.annotations import Annotations
from newsview.store.journal import JournalDB, StoreInUse
from newsview.store.journal.network import check_local, file_system
from newsview.store.messages import NewsviewError
from newsview.store.model import Mention
from newsview.store.record_index import RecordIndex
from newsview.store.steps import Change, put
from tests.store.records import added, mention

ROOT = Path(__file__).parents[2]
OTHER = "b" * 64


def ids(annotations: Annotations) -> list[str]:
    """The ids of all mentions."""
    return sorted(m.id for m in annotations.all_mentions())


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Annotations, Annotations]]:
    """Two openings of one file with one mention in it."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as first:
        first.apply([added(0)])
        with Annotations.open(path) as second:
            yield first, second


def test_what_one_does_the_other_sees(both: tuple[Annotations, Annotations]) -> None:
    """After a poll, which tells what changed and in which article, and then has nothing to tell."""
    anna, bruno = both
    assert ids(bruno) == ids(anna) == ["M000000"]
    anna.apply([added(1, OTHER)])
    news = bruno.poll()
    assert news is not None and news.articles == {OTHER} and not news.everything
    assert [c.after for c in news.changes] == [mention(1, OTHER)]
    assert bruno.mentions(OTHER) == [mention(1, OTHER)]
    assert bruno.poll() is None
    assert anna.poll() is None
    bruno.apply([put(mention(1, OTHER), None)])
    news = anna.poll()
    assert news is not None and news.articles == {OTHER}
    assert anna.mentions(OTHER) == []


def test_a_change_is_made_to_what_others_left(both: tuple[Annotations, Annotations]) -> None:
    """Without a poll in between: document ids are drawn anew, and the news is told later."""
    anna, bruno = both
    for number in range(1, 7):
        (anna, bruno)[number % 2].apply([added(number)])
    assert ids(bruno) == [mention(n).id for n in range(7 - 1)] or bruno.poll()
    anna.poll()
    bruno.poll()
    assert ids(anna) == ids(bruno) == [mention(n).id for n in range(7)]


def test_the_last_one_out_leaves_the_main_file_alone(tmp_path: Path) -> None:
    """Whoever leaves first leaves the journal to the others."""
    path = tmp_path / "x.json"
    anna, bruno = Annotations.open(path), Annotations.open(path)
    anna.apply([added(0)])
    anna.close()
    assert path.with_name("x.json-journal").exists()
    bruno.apply([added(1)])
    bruno.close()
    assert [p.name for p in tmp_path.iterdir()] == ["x.json"]
    with TinyDB(path) as plain:
        assert len(plain.table("mentions")) == 2


def test_checkpoints_by_any_of_them(tmp_path: Path) -> None:
    """A journal begun anew under the others' feet; none of them misses or repeats a change."""
    path = tmp_path / "x.json"
    with ExitStack() as stack:
        opened = [
            stack.enter_context(Annotations.open(path, checkpoint_bytes=500)) for _ in range(3)
        ]
        for number in range(40):
            opened[number % 3].apply([added(number)])
            if number % 4 == 0:
                opened[(number + 1) % 3].poll()
        for one in opened:
            one.poll()
            assert ids(one) == [mention(n).id for n in range(40)]
            assert not one.warnings
    assert [p.name for p in tmp_path.iterdir()] == ["x.json"]


def test_a_checkpoint_in_the_background_carries_what_was_done_meanwhile(tmp_path: Path) -> None:
    """What others append while the new main file is written is in the journal begun anew."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as anna, Annotations.open(path) as bruno:
        anna.apply([added(n) for n in range(5)])
        storage = anna._storage
        with storage.lock():
            draft = storage._checkpoints.begin(storage._state.tables)
        assert draft is not None
        bruno.apply([added(5)])
        anna.apply([added(6)])
        storage._checkpoints.fill(draft)
        bruno.apply([put(mention(0), None)])
        with storage.lock():
            assert storage._checkpoints.publish(draft)
        assert b'"carried"' in path.with_name("x.json-journal").read_bytes()
        news = bruno.poll()
        assert news is not None
        assert [c.id for c in news.changes] == [mention(n).id for n in (0, 1, 2, 3, 4, 6)]
        expected = [mention(n).id for n in range(1, 7)]
        assert ids(anna) == ids(bruno) == expected
        with Annotations.open(path) as third, Annotations.open(path, read_only=True) as reader:
            assert ids(third) == ids(reader) == expected
        bruno.apply([added(7)])
        anna.poll()
        assert ids(anna) == [*expected, "M000007"]
    assert [p.name for p in tmp_path.iterdir()] == ["x.json"]


def test_a_checkpoint_that_others_overtook_is_given_up(tmp_path: Path) -> None:
    """Two at once: one makes it, the other sees that its own is of no use any more."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as anna, Annotations.open(path) as bruno:
        anna.apply([added(0)])
        storage = anna._storage
        with storage.lock():
            draft = storage._checkpoints.begin(storage._state.tables)
        assert draft is not None
        storage._checkpoints.fill(draft)
        bruno._storage.write({**(bruno._storage.read() or {}), "extra": {"1": {"a": 1}}})
        with storage.lock():
            assert not storage._checkpoints.publish(draft)
        assert ids(anna) == ids(bruno) == ["M000000"]
        assert "extra" in anna.database.tables()
    assert [p.name for p in tmp_path.iterdir()] == ["x.json"]


def test_read_only_follows_without_writing(tmp_path: Path) -> None:
    """Beside writers, over their checkpoints, and after the last one has left."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as anna:
        anna.apply([added(0)])
        reader = Annotations.open(path, read_only=True)
        assert ids(reader) == ["M000000"]
        anna.apply([added(1)])
        news = reader.poll()
        assert news is not None and len(news.changes) == 1
        anna._storage.checkpoint()
        anna.apply([added(2)])
        reader.poll()
        assert ids(reader) == [mention(n).id for n in range(3)]
    with Annotations.open(path) as anna:
        anna.apply([added(3)])
        reader.poll()
        assert ids(reader) == [mention(n).id for n in range(4)]
    before = {p.name for p in tmp_path.iterdir()}
    reader.poll()
    reader.close()
    assert {p.name for p in tmp_path.iterdir()} == before == {"x.json"}


def test_a_dead_writers_half_line_is_cut_off_by_the_next(
    both: tuple[Annotations, Annotations],
) -> None:
    """The others go on, and say what they set aside."""
    anna, bruno = both
    journal = anna.path.with_name("x.json-journal")
    with journal.open("r+b") as file:
        file.seek(len(journal.read_bytes().rstrip(b"\0")))
        file.write(b'12345678 {"redo":[{"ta')
    assert ids(bruno) == ["M000000"]
    bruno.apply([added(1)])
    (warning,) = bruno.warnings
    assert ".torn-" in warning
    anna.poll()
    assert ids(anna) == ["M000000", "M000001"] and not anna.warnings


def test_whoever_comes_while_another_program_edited_the_file_is_refused(
    both: tuple[Annotations, Annotations],
) -> None:
    """What those hold who have it open is not overwritten, and neither is the edit."""
    anna, bruno = both
    edited = json.dumps({"mentions": {}, "_meta": {"1": {"schema": 1}}})
    anna.path.write_text(edited)
    with pytest.raises(StoreInUse, match=r"x\.json"):
        Annotations.open(anna.path)
    assert anna.path.read_text() == edited
    anna.apply([added(1)])
    anna._storage.checkpoint()
    bruno.poll()
    assert ids(bruno) == ids(anna) == ["M000000", "M000001"]


def test_files_of_a_group_stay_the_groups(tmp_path: Path) -> None:
    """Main file, journal and locks have the permissions that the main file had."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as anna:
        anna.apply([added(0)])
    path.chmod(0o664)
    before = os.umask(0o077)
    try:
        with Annotations.open(path) as anna:
            anna.apply([added(1)])
            modes = {p.name: p.stat().st_mode & 0o777 for p in tmp_path.iterdir()}
            anna._storage.checkpoint()
            modes["new"] = path.stat().st_mode & 0o777
    finally:
        os.umask(before)
    assert set(modes.values()) == {0o664} and len(modes) == 5


MOUNTS = b"""22 1 8:1 / / rw - ext4 /dev/sda1 rw
30 22 0:40 / /home rw,relatime shared:1 - nfs4 srv:/home rw
31 30 8:2 / /home/my\\040own rw - xfs /dev/sdb rw
32 22 0:41 / /mnt/ssh rw - fuse.sshfs anna@srv: rw
33 22 0:42 / /win rw - cifs //srv/w rw
34 22 0:43 / /vault rw - fuse.gocryptfs /x rw
"""


@pytest.mark.parametrize(
    ("path", "kind", "refused"),
    [
        ("/home/anna/x.json", "nfs4", True),
        ("/home/my own/x.json", "xfs", False),
        ("/homes/x.json", "ext4", False),
        ("/mnt/ssh/x.json", "fuse.sshfs", True),
        ("/win/x.json", "cifs", True),
        ("/vault/x.json", "fuse.gocryptfs", False),
    ],
)
def test_network_file_systems_are_known(
    tmp_path: Path, path: str, kind: str, refused: bool
) -> None:
    """By the mount that the file lies on; refused in one line that says what to do."""
    mounts = tmp_path / "mountinfo"
    mounts.write_bytes(MOUNTS)
    assert file_system(Path(path), mounts) == kind
    if refused:
        with pytest.raises(NewsviewError, match="--read-only") as error:
            check_local(Path(path), mounts)
        assert kind in str(error.value) and "\n" not in str(error.value)
    else:
        check_local(Path(path), mounts)


def test_where_nothing_is_known_of_mounts_nothing_is_refused(tmp_path: Path) -> None:
    """As on other systems than Linux."""
    check_local(tmp_path, tmp_path / "none")


acts = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["put", "put", "put", "drop", "poll", "reopen", "checkpoint", "kill"]),
        st.integers(0, 5),
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acts, st.sampled_from([300, 1500, 1 << 20]))
def test_several_openings_are_as_one_dictionary(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str, int]], size: int
) -> None:
    """Whatever three of them do in turn, with checkpoints, deaths and reopenings."""
    path = tmp_path_factory.mktemp("several") / "x.json"
    model: dict[str, Mention] = {}
    opened = [Annotations.open(path, checkpoint_bytes=size) for _ in range(3)]
    for number, (who, what, which) in enumerate(steps):
        one, key = opened[who], mention(which).id
        if what == "put":
            after = mention(which, note=f"n{number}")
            one.apply([Change("mentions", key, model.get(key), after)])
            model[key] = after
        elif what == "drop":
            one.apply([Change("mentions", key, model.pop(key, None), None)])
        elif what == "poll":
            one.poll()
            assert {m.id: m for m in one.all_mentions()} == model
        elif what == "checkpoint":
            one._storage.checkpoint()
        else:
            if what == "kill":
                one._storage._release()
            else:
                one.close()
            opened[who] = Annotations.open(path, checkpoint_bytes=size)
            assert {m.id: m for m in opened[who].all_mentions()} == model
    for one in opened:
        one.poll()
        assert {m.id: m for m in one.all_mentions()} == model
        assert [m.id for m in one.mentions("a" * 64)] == sorted(model)
        one.close()
    assert {p.name for p in path.parent.iterdir()} <= {"x.json"}
    with Annotations.open(path, read_only=True) as reader:
        assert {m.id: m for m in reader.all_mentions()} == model


WORKER = """
import sys
from tinydb import where
from newsview.store.journal import JournalDB
path, name, rounds, size = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
def more(document):
    document["n"] += 1
with JournalDB(path, checkpoint_bytes=size) as db:
    for number in range(rounds):
        db.table("rows").insert({"by": name, "number": number, "fill": "x" * 40})
        db.table("counters").update(more, where("name") == "all")
"""


@pytest.mark.parametrize("processes", [2, 4, 8])
@pytest.mark.parametrize("size", [4_000, 1 << 20])
def test_processes_that_insert_and_count(tmp_path: Path, processes: int, size: int) -> None:
    """Every insert is there once with an id of its own, every increment counts."""
    path, rounds = tmp_path / "x.json", 240 // processes
    with JournalDB(path) as db:
        db.table("counters").insert({"name": "all", "n": 0})
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, str(path), str(n), str(rounds), str(size)], cwd=ROOT
        )
        for n in range(processes)
    ]
    assert [process.wait(timeout=120) for process in running] == [0] * processes
    assert [p.name for p in tmp_path.iterdir()] == ["x.json"]
    with TinyDB(path) as plain:
        rows = [(row["by"], row["number"]) for row in plain.table("rows")]
        assert sorted(rows) == sorted((str(p), n) for p in range(processes) for n in range(rounds))
        assert plain.table("counters").all() == [{"name": "all", "n": processes * rounds}]


def test_a_checkpoint_in_a_thread(tmp_path: Path) -> None:
    """Decisions go on while it is made, and it ends with the file."""
    path = tmp_path / "x.json"
    with Annotations.open(path, beside=True, checkpoint_bytes=3000) as anna:
        for number in range(200):
            anna.apply([added(number)])
        thread = anna._storage._thread
        assert thread is not None and thread._thread is not None
        thread._thread.join()
        with Annotations.open(path) as bruno:
            assert ids(bruno) == [mention(n).id for n in range(200)]
        assert len(TinyDB(path).table("mentions")) > 0
        assert not anna.warnings
    assert [p.name for p in tmp_path.iterdir()] == ["x.json"]


def test_two_drafts_of_one_process_do_not_mix(tmp_path: Path) -> None:
    """The whole file is replaced while a checkpoint of one's own is under way: that is given up."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as anna:
        anna.apply([added(n) for n in range(5)])
        storage = anna._storage
        with storage.lock():
            draft = storage._checkpoints.begin(storage._state.tables)
        assert draft is not None
        storage.write({**(storage.read() or {}), "extra": {"1": {"a": 1}}})
        storage._checkpoints.fill(draft)
        with storage.lock():
            assert not storage._checkpoints.publish(draft)
        assert len(ids(anna)) == 5
    assert "extra" in json.loads(path.read_bytes())


def test_one_that_is_stopped_in_the_middle_does_not_stop_the_others_for_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line instead of a screen that hangs; once the other goes on all is well."""
    monkeypatch.setattr("newsview.store.journal.locks.PATIENCE", 0.05)
    path = tmp_path / "x.json"
    with Annotations.open(path) as anna, Annotations.open(path) as bruno:
        anna.apply([added(0)])
        with anna.exclusive():
            with pytest.raises(NewsviewError, match=r"x\.json"):
                bruno.apply([added(1)])
            assert bruno.poll() is None
        bruno.apply([added(1)])
        anna.poll()
        assert ids(anna) == ["M000000", "M000001"]


def test_what_a_thread_takes_in_does_not_change_what_is_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkpoint's thread waits with it until the reading of the other thread is done."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as anna, Annotations.open(path) as bruno:
        anna.apply([added(1), added(2)])
        bruno.poll()
        anna.apply([put(mention(1), None)])
        threads: list[Thread] = []

        def all_ids(index: RecordIndex) -> Iterator[str]:
            for document_id in list(index._by_id.values()):
                if not threads:
                    threads.append(Thread(target=take_in))
                    threads[0].start()
                    reached.wait()
                yield document_id

        def take_in() -> None:
            with bruno.exclusive():
                reached.set()

        reached = Event()
        tables = bruno._storage.tables

        class Told:
            """The lock, telling that the thread came to it."""

            def __enter__(self) -> None:
                if threads and current_thread() is threads[0]:
                    reached.set()
                tables.acquire()

            def __exit__(self, *_: object) -> None:
                tables.release()

        monkeypatch.setattr(RecordIndex, "all", all_ids)
        monkeypatch.setattr(bruno._storage, "tables", Told())
        assert len(list(bruno.all_mentions())) == 2
        threads[0].join()
        monkeypatch.undo()
        assert len(list(bruno.all_mentions())) == 1
        news = bruno.poll()
        assert news is not None and [c.id for c in news.changes] == [mention(1).id]
