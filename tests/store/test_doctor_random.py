"""Random damage: after a repair plain TinyDB opens the file, and what was intact is there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsview.store.annotations import Annotations
from newsview.store.convert import TYPE_OF
from newsview.store.doctor import examine, repair
from newsview.store.journal import Disk
from newsview.store.journal.codec import decode, encode
from newsview.store.journal.lines import is_whole, unframe
from tests.store.damaged import kept, make_with_journal
from tests.store.test_journal import Failing, Stop

Damage = Callable[[bytes], bytes]

places = st.floats(0, 1, exclude_max=True)
flips = st.lists(st.tuples(places, st.integers(0, 7)), min_size=1, max_size=6)
cuts = st.tuples(places, places)


def flipped(raw: bytes, bits: list[tuple[float, int]]) -> bytes:
    """The bytes with these bits the other way round."""
    changed = bytearray(raw)
    for place, bit in bits:
        changed[int(place * len(raw))] ^= 1 << bit
    return bytes(changed)


def shortened(raw: bytes, cut: tuple[float, float]) -> bytes:
    """The bytes without a stretch."""
    start, end = sorted(int(place * len(raw)) for place in cut)
    return raw[:start] + raw[end:]


def readable(main: bytes, journal: bytes, whole: tuple[bytes, bytes]) -> set[tuple[str, str]]:
    """Records of the main file whose line is intact, and those of the journal's intact lines."""
    lines = {line.rstrip(b",}") for line in main.split(b"\n")}
    found = {
        (table, row["id"])
        for table, rows in decode(whole[0]).items()
        for document_id, row in rows.items()
        if table in TYPE_OF and (encode(document_id) + b":" + encode(row)).rstrip(b"}") in lines
    }
    intact = set(journal.split(b"\n")) & set(whole[1].split(b"\n")[:-1])
    return found | put_in(b"\n".join(intact))


def put_in(journal: bytes) -> set[tuple[str, str]]:
    """The records that a journal's whole lines put."""
    return {
        (change["table"], row["id"])
        for line in journal.split(b"\n")
        if line and is_whole(line)
        for change in unframe(line).get("redo", ())
        for row in change.get("put", {}).values()
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """A main file and the journal of six steps after it."""
    path = tmp_path_factory.mktemp("whole") / "newsview.json"
    make_with_journal(path)
    return path.read_bytes(), path.with_name("newsview.json-journal").read_bytes()


def mended(folder: Path, main: bytes, journal: bytes) -> Path:
    """The files in a fresh folder, after a repair."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    path = folder / "newsview.json"
    path.write_bytes(main)
    path.with_name("newsview.json-journal").write_bytes(journal)
    repair(path)
    return path


def there(path: Path) -> set[tuple[str, str]]:
    """All records that plain TinyDB reads, and those of a journal that was set aside.

    A main file that is still JSON without the missing stretch is one that other hands edited.
    """
    found = {(table, one) for table, rows in kept(path).items() for one in rows}
    for journal in path.parent.glob("*.conflict-*"):
        found |= put_in(journal.read_bytes())
    return found


def opened(path: Path) -> None:
    """The application opens it without a word, and puts all in the main file when it leaves."""
    with Annotations.open(path) as annotations:
        assert not annotations.warnings


EASY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@EASY
@given(bits=flips)
def test_flipped_bits_in_the_journal(
    tmp_path: Path, whole: tuple[bytes, bytes], bits: list[tuple[float, int]]
) -> None:
    """Every step whose line is intact is there."""
    main, journal = whole[0], flipped(whole[1], bits)
    path = mended(tmp_path / "one", main, journal)
    opened(path)
    assert readable(main, journal, whole) <= there(path)


@EASY
@given(cut=cuts)
def test_a_stretch_missing_from_the_journal(
    tmp_path: Path, whole: tuple[bytes, bytes], cut: tuple[float, float]
) -> None:
    """Every step whose line is intact is there."""
    main, journal = whole[0], shortened(whole[1], cut)
    path = mended(tmp_path / "one", main, journal)
    opened(path)
    assert readable(main, journal, whole) <= there(path)


@EASY
@given(bits=flips)
def test_flipped_bits_in_the_main_file(
    tmp_path: Path, whole: tuple[bytes, bytes], bits: list[tuple[float, int]]
) -> None:
    """Every record whose line is intact is there, and every step of the journal."""
    main, journal = flipped(whole[0], bits), whole[1]
    path = mended(tmp_path / "one", main, journal)
    opened(path)
    assert readable(main, journal, whole) <= there(path)


@EASY
@given(cut=cuts)
def test_a_stretch_missing_from_the_main_file(
    tmp_path: Path, whole: tuple[bytes, bytes], cut: tuple[float, float]
) -> None:
    """Every record whose line is intact is there, and every step of the journal."""
    main, journal = shortened(whole[0], cut), whole[1]
    path = mended(tmp_path / "one", main, journal)
    opened(path)
    assert readable(main, journal, whole) <= there(path)


@pytest.mark.parametrize("ends", [True, False])
def test_a_repair_that_is_interrupted_can_be_done_again(
    tmp_path: Path, whole: tuple[bytes, bytes], ends: bool
) -> None:
    """Whatever step of it is the last before the end of the process, or fails."""
    journal = whole[1].replace(b"M000012", b"M0000x2")
    main = whole[0].replace(b'"M000003"', b'"M000003', 1)
    wanted: Any = there(mended(tmp_path / "one", main, journal))
    for at in range(1, 200):
        folder = tmp_path / "two"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        path = folder / "newsview.json"
        path.write_bytes(main)
        path.with_name("newsview.json-journal").write_bytes(journal)
        disk: Disk = Failing(at, ends=ends)
        try:
            repair(path, disk)
        except (Stop, OSError):
            repair(path)
            assert there(path) == wanted
            assert examine(path).sound
        else:
            assert at > 10
            return
    raise AssertionError("it never ended")
