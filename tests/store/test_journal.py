"""The journal and the checkpoint: whatever is interrupted, nothing acknowledged is missing."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from io import FileIO
from pathlib import Path

import pytest
from tinydb import TinyDB

from newsview.store.annotations import Annotations
from newsview.store.journal import CorruptStore, Disk, WriteRefused
from newsview.store.steps import put
from tests.store.records import added, mention


class Stop(BaseException):
    """Stands for the end of the process: nothing after it runs."""


class Failing(Disk):
    """A disk that fails at the nth of its operations, and at every one from then on.

    ``ends`` makes the failure the end of the process; else it is an error of the disk.
    """

    OPERATIONS = ("create", "write", "cut", "sync", "replace", "remove", "sync_folder")

    def __init__(self, at: int, *, ends: bool, only: str | None = None) -> None:
        self.at = at
        self.ends = ends
        self.only = only
        self.done = 0

    def _step(self, name: str) -> None:
        if self.only is not None and name != self.only:
            return
        self.done += 1
        if self.done >= self.at:
            raise Stop if self.ends else OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def create(self, path: Path, like: os.stat_result | None) -> FileIO:
        self._step("create")
        return super().create(path, like)

    def write(self, file: FileIO, data: bytes, offset: int) -> None:
        if self.ends and self.done + 1 >= self.at:
            super().write(file, data[: len(data) // 2], offset)  # a write that was cut short
        self._step("write")
        super().write(file, data, offset)

    def cut(self, file: FileIO, size: int) -> None:
        self._step("cut")
        super().cut(file, size)

    def sync(self, file: FileIO) -> None:
        self._step("sync")
        super().sync(file)

    def replace(self, source: Path, target: Path) -> None:
        self._step("replace")
        super().replace(source, target)

    def remove(self, path: Path) -> None:
        self._step("remove")
        super().remove(path)

    def sync_folder(self, folder: Path) -> None:
        self._step("sync_folder")
        super().sync_folder(folder)


def kept(path: Path) -> list[str]:
    """The ids of all mentions, as a new opening finds them."""
    with Annotations.open(path, read_only=True) as annotations:
        return [m.id for m in annotations.all_mentions()]


def ids(count: int) -> list[str]:
    """The ids of the first so many mentions."""
    return [mention(number).id for number in range(count)]


def abandon(annotations: Annotations) -> None:
    """Leave a file as the death of its process would: nothing is folded in, the lock is gone."""
    annotations._storage._release()


def test_a_change_is_on_disk_before_the_call_returns(tmp_path: Path) -> None:
    """Nothing closed, nothing folded in: another opening sees every change."""
    path = tmp_path / "x.json"
    annotations = Annotations.open(path)
    for number in range(5):
        annotations.apply([added(number)])
        assert kept(path) == ids(number + 1)
    abandon(annotations)
    assert kept(path) == ids(5)


def test_closing_leaves_one_plain_tinydb_file(tmp_path: Path) -> None:
    """After closing there is the main file alone, and stock TinyDB reads it."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as annotations:
        annotations.apply([added(0), added(1)])
    assert [p.name for p in tmp_path.iterdir()] == ["x.json"]
    with TinyDB(path) as database:
        assert [row["id"] for row in database.table("mentions")] == ids(2)


def test_plain_tinydb_reads_it_in_a_locale_without_utf8(tmp_path: Path) -> None:
    """The main file is ASCII, so that LC_ALL=C is no trouble."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as annotations:
        annotations.apply([added(0, note="è 🎉 \ud800")])
    code = (
        "from tinydb import TinyDB; import sys; print(len(TinyDB(sys.argv[1]).table('mentions')))"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", code, str(path)],
        env={"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PATH": os.environ["PATH"]},
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.strip() == "1"


def test_a_step_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    """A journal cut at any byte shows a state between two steps, never half a step."""
    path = tmp_path / "x.json"
    annotations = Annotations.open(path)
    with annotations:
        annotations.apply([added(0)])
    annotations = Annotations.open(path)
    for number in range(1, 7, 2):
        annotations.apply([added(number), added(number + 1, note="à")])
    annotations.apply([put(mention(0), None), put(mention(1), mention(1, note="nuova"))])
    abandon(annotations)
    journal = path.with_name("x.json-journal")
    whole = journal.read_bytes().rstrip(b"\0")
    states = [ids(1), ids(3), ids(5), ids(7), ids(7)[1:]]
    seen = set()
    for end in range(len(whole) + 1):
        for room in (b"", bytes(7)):
            journal.write_bytes(whole[:end] + room)
            found = kept(path)
            assert found in states
            seen.add(tuple(found))
    assert len(seen) == len(states)


def test_what_was_torn_is_set_aside_and_said(tmp_path: Path) -> None:
    """An interrupted last write is cut off, kept in a file, and told of in one line."""
    path = tmp_path / "x.json"
    annotations = Annotations.open(path)
    annotations.apply([added(0)])
    annotations.apply([added(1)])
    abandon(annotations)
    journal = path.with_name("x.json-journal")
    journal.write_bytes(journal.read_bytes().rstrip(b"\0")[:-5] + bytes(9))
    with Annotations.open(path) as annotations:
        (warning,) = annotations.warnings
        annotations.apply([added(2)])
    aside = next(p for p in tmp_path.iterdir() if ".torn-" in p.name)
    assert aside.name in warning
    assert kept(path) == [ids(3)[0], ids(3)[2]]


def test_a_flipped_bit_is_never_passed_over_in_silence(tmp_path: Path) -> None:
    """Any changed byte of the journal: a clear error, or a word about the torn end."""
    path = tmp_path / "x.json"
    annotations = Annotations.open(path)
    for number in range(3):
        annotations.apply([added(number)])
    abandon(annotations)
    journal = path.with_name("x.json-journal")
    whole = journal.read_bytes().rstrip(b"\0") + bytes(12)
    for place in range(0, len(whole), 3):
        changed = bytearray(whole)
        changed[place] ^= 1 << (place % 8)
        journal.write_bytes(bytes(changed))
        try:
            with Annotations.open(path, read_only=True) as opened:
                found = [m.id for m in opened.all_mentions()]
                assert opened.warnings or found == ids(3)
                assert found == ids(len(found))
        except CorruptStore as error:
            assert str(path) in str(error) and "\n" not in str(error)
        assert journal.read_bytes() == bytes(changed)


@pytest.mark.parametrize("ends", [True, False], ids=["the process ends", "the disk fails"])
def test_at_whatever_operation_it_fails_nothing_acknowledged_is_lost(
    tmp_path: Path, ends: bool
) -> None:
    """Each operation of writing, folding in and closing in turn is the last one that happens."""
    at = 1
    while True:
        folder = tmp_path / f"at{at}"
        folder.mkdir()
        path = folder / "x.json"
        with Annotations.open(path) as annotations:
            annotations.apply([added(0)])
        disk = Failing(at, ends=ends)
        acknowledged = 1
        finished = False
        try:
            annotations = Annotations.open(path, checkpoint_bytes=600, disk=disk)
            for number in range(1, 6):
                annotations.apply([added(number)])
                acknowledged += 1
            annotations.close()
            finished = True
        except (Stop, WriteRefused, OSError):
            abandon(annotations)
        except Exception as error:
            assert acknowledged == 1 and "x.json" in str(error)
        found = kept(path)
        assert found[:acknowledged] == ids(acknowledged)
        assert len(found) <= acknowledged + 1
        with TinyDB(path) as database:
            assert len(database.table("mentions")) >= 1
        if finished and disk.done < at:
            break
        at += 1
    assert at > 10


def test_after_a_refused_write_memory_is_as_before_and_work_goes_on(tmp_path: Path) -> None:
    """A disk that is full for a moment: one line, nothing half done, the next change is kept."""
    path = tmp_path / "x.json"
    disk = Failing(10**9, ends=False, only="write")
    annotations = Annotations.open(path, disk=disk)
    annotations.apply([added(0)])
    disk.at, disk.done = 1, 0
    with pytest.raises(WriteRefused) as refused:
        annotations.apply([added(1)])
    assert str(path) in str(refused.value) and "\n" not in str(refused.value)
    assert [m.id for m in annotations.all_mentions()] == ids(1) == kept(path)
    disk.at = 10**9
    annotations.apply([added(2)])
    annotations.close()
    assert kept(path) == [ids(3)[0], ids(3)[2]]


def test_after_a_failed_sync_nothing_more_is_written(tmp_path: Path) -> None:
    """What the kernel holds is uncertain then; the file is left for the next opening."""
    path = tmp_path / "x.json"
    disk = Failing(10**9, ends=False, only="sync")
    annotations = Annotations.open(path, disk=disk)
    annotations.apply([added(0)])
    disk.at, disk.done = 1, 0
    for number in (1, 2):
        with pytest.raises(WriteRefused):
            annotations.apply([added(number)])
    disk.at = 10**9
    with pytest.raises(WriteRefused):
        annotations.apply([added(3)])
    annotations.close()
    assert kept(path) == ids(1)


def test_a_full_disk_in_a_real_process(tmp_path: Path) -> None:
    """RLIMIT_FSIZE: what was acknowledged before the limit is there, and the file opens."""
    path = tmp_path / "x.json"
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from newsview.store.annotations import Annotations\n"
        "from newsview.store.messages import NewsviewError\n"
        "from tests.store.records import added\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))\n"
        "a = Annotations.open(Path(sys.argv[1]))\n"
        "for n in range(100):\n"
        "    try: a.apply([added(n)])\n"
        "    except NewsviewError as e: print('refused', e); break\n"
        "    print('kept', n, flush=True)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    count = done.stdout.count("kept")
    assert "refused" in done.stdout and 3 < count < 100
    assert kept(path) == ids(count)


def test_an_edit_by_another_program_is_kept_and_the_journal_set_aside(tmp_path: Path) -> None:
    """Whoever edits the main file by hand wins; what the journal held stays in another file."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as annotations:
        annotations.apply([added(0)])
    annotations = Annotations.open(path)
    annotations.apply([added(1)])
    abandon(annotations)
    data = json.loads(path.read_bytes())
    data["mentions"]["1"]["note"] = "a mano"
    path.write_text(json.dumps(data))
    with Annotations.open(path) as annotations:
        (warning,) = annotations.warnings
        assert [m.note for m in annotations.all_mentions()] == ["a mano"]
    assert any(".conflict-" in p.name for p in tmp_path.iterdir())
    assert "1 " in warning and f"newsview doctor {path} --repair" in warning


def test_a_stale_temporary_file_is_no_trouble(tmp_path: Path) -> None:
    """What a killed checkpoint left behind is removed at the next opening."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as annotations:
        annotations.apply([added(0)])
    for name in ("x.json.tmp", "x.json-journal.tmp"):
        (tmp_path / name).write_bytes(b"half")
    with Annotations.open(path) as annotations:
        annotations.apply([added(1)])
    assert [p.name for p in tmp_path.iterdir()] == ["x.json"]
    assert kept(path) == ids(2)


def test_replacing_keeps_the_files_mode_and_links(tmp_path: Path) -> None:
    """A group-writable file stays so, and a link stays a link."""
    real = tmp_path / "real.json"
    with Annotations.open(real) as annotations:
        annotations.apply([added(0)])
    real.chmod(0o664)
    link = tmp_path / "link.json"
    link.symlink_to(real)
    with Annotations.open(link) as annotations:
        annotations.apply([added(1)])
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o664
    assert kept(real) == ids(2)


def test_read_only_writes_nothing_at_all(tmp_path: Path) -> None:
    """Not even a lock file, and a change is refused with a word."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as annotations:
        annotations.apply([added(0)])
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    with Annotations.open(path, read_only=True) as annotations, pytest.raises(WriteRefused):
        annotations.apply([added(1)])
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


@pytest.mark.parametrize("content", ["[1, 2]", '{"a": [1]}', "{", '{"_default": {"1": {"x": 1}}}'])
def test_a_file_of_something_else_is_refused_and_left_alone(tmp_path: Path, content: str) -> None:
    """Nobody's JSON is overwritten by naming it."""
    path = tmp_path / "x.json"
    path.write_text(content)
    with pytest.raises(Exception, match=r"x\.json") as refused:
        Annotations.open(path)
    assert "\n" not in str(refused.value)
    assert path.read_text() == content


def test_a_decision_writes_as_much_in_a_large_file_as_in_a_small_one(tmp_path: Path) -> None:
    """The bytes of one change do not grow with what is kept already."""

    class Counting(Disk):
        written = 0

        def write(self, file: FileIO, data: bytes, offset: int) -> None:
            self.written += len(data)
            super().write(file, data, offset)

    sizes = []
    for count in (10, 3000):
        path = tmp_path / f"{count}.json"
        with Annotations.open(path) as annotations:
            annotations.apply([added(number) for number in range(count)])
        disk = Counting()
        annotations = Annotations.open(path, disk=disk)
        annotations.apply([added(900_001)])
        disk.written = 0
        annotations.apply([added(900_002)])
        sizes.append(disk.written)
        annotations.close()
    assert abs(sizes[0] - sizes[1]) < 16
