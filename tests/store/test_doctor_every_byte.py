"""Damage at every byte of a small journal and main file: it is said, and costs no whole record."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from newsview.store.annotations import Annotations
from newsview.store.doctor import examine, repair
from newsview.store.journal import StoreError
from newsview.store.journal.codec import decode
from newsview.store.journal.lines import is_whole, unframe
from tests.store.damaged import (
    Contents,
    Quick,
    before_and_after_a_rename,
    kept,
    make,
)

STRIDE = 1 if os.environ.get("NEWSVIEW_STORM") == "full" else 3
"""At every how many bytes; the bit that is hit is another one each time."""

Rows = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Contents, Contents]:
    """A journal with every kind of line, before the rename that its last line tells of and after.

    Which of the two main files is there differs, what they mean together does not.
    """
    return before_and_after_a_rename(tmp_path_factory.mktemp("made") / "newsview.json")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the files are put."""
    return tmp_path / "one" / "newsview.json"


def mended(path: Path, contents: Contents) -> Rows:
    """What is there after a repair, which must leave nothing to be mended and open silently."""
    contents.put(path)
    return mended_here(path)


def mended_here(path: Path) -> Rows:
    """The same with files that are in place."""
    repair(path, Quick())
    main = path.read_bytes()
    with Annotations.open(path, read_only=True) as annotations:
        assert not annotations.warnings
    assert not examine(path).mendable
    assert repair(path) == [] and path.read_bytes() == main
    return records(path)


def records(path: Path) -> Rows:
    """All records that plain TinyDB reads."""
    return {(table, key): row for table, rows in kept(path).items() for key, row in rows.items()}


def aside(path: Path, word: str) -> bytes:
    """What was kept of that kind, but for the copies."""
    return b"\n".join(one.read_bytes() for one in path.parent.iterdir() if f".{word}-" in one.name)


def entities(raw: bytes) -> Rows:
    """The entities in a main file."""
    return {("entities", row["id"]): row for row in decode(raw).get("entities", {}).values()}


def played(there: Rows, journal: bytes) -> Rows:
    """The records after the steps whose lines are whole."""
    found = dict(there)
    for line in journal.split(b"\n"):
        for change in unframe(line).get("redo", ()) if is_whole(line) else ():
            if "drop" in change:
                found.pop(("entities", "E2"), None)
            for row in change.get("put", {}).values():
                found["entities", row["id"]] = row
    return found


def flipped(raw: bytes, at: int) -> bytes:
    """The bytes with one bit the other way round, another one at each byte."""
    changed = bytearray(raw)
    changed[at] ^= 1 << (at * 5) % 8
    return bytes(changed)


def is_refused_as_newer(path: Path) -> bool:
    """Whether the number of the schema was hit and is a greater one now."""
    if "newer" not in {one.kind for one in examine(path).findings}:
        return False
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer"):
        repair(path)
    return path.read_bytes() == before


def test_both_sides_of_a_rename_mean_the_same(path: Path, both: tuple[Contents, Contents]) -> None:
    """Nothing is wrong with either, since a crash leaves the one or the other."""
    for contents in both:
        contents.put(path)
        assert [one.kind for one in examine(path).findings] == ["waiting"]
        assert mended_here(path) == played({}, both[0].journal) | entities(both[0].main)


@pytest.mark.parametrize("renamed", [False, True])
def test_a_journal_cut_at_every_byte(
    path: Path, both: tuple[Contents, Contents], renamed: bool
) -> None:
    """Every whole line before the cut is taken in.

    Where nothing is left of the line that names the main file, it is one that other hands edited,
    and the journal is kept beside.
    """
    main, journal = both[renamed]
    names = journal.index(b'"ckpt"') if renamed else 0
    for cut in range(0, len(journal), STRIDE):
        there = mended(path, Contents(main, journal[:cut]))
        assert there == played(entities(main), journal[:cut]), cut
        if cut <= names and played({}, journal[:cut]):
            assert aside(path, "conflict").startswith(journal[: journal.rfind(b"\n", 0, cut)]), cut


@pytest.mark.parametrize("renamed", [False, True])
def test_a_flipped_bit_at_every_byte_of_a_journal(
    path: Path, both: tuple[Contents, Contents], renamed: bool
) -> None:
    """It is said, costs at most the step that it is in, and that one's bytes are kept."""
    main, journal = both[renamed]
    for at in range(0, len(journal), STRIDE):
        damaged = Contents(main, flipped(journal, at))
        damaged.put(path)
        assert not examine(path).sound, at
        there = mended_here(path)
        ends_a_line = journal[at] == ord("\n")  # two lines in one are told apart again
        readable = played(entities(main), journal if ends_a_line else damaged.journal)
        assert there == readable, at
        assert not aside(path, "conflict"), at


@pytest.mark.parametrize("renamed", [False, True])
def test_a_flipped_bit_at_every_byte_of_a_main_file_with_a_journal(
    path: Path, both: tuple[Contents, Contents], renamed: bool
) -> None:
    """It is said, and every record is there: if not from the main file, then from the journal."""
    main, journal = both[renamed]
    whole = played(entities(main), journal)
    for at in range(0, len(main), STRIDE):
        Contents(flipped(main, at), journal).put(path)
        assert not examine(path).sound, at
        if is_refused_as_newer(path):
            continue
        there = mended_here(path)
        for key, row in whole.items():
            assert key[1] == "E1" or there.get(key) == row, (at, key)


def test_a_flipped_bit_at_every_byte_of_a_main_file_alone(path: Path) -> None:
    """Every other record stays; of the one that is hit all that can be read does, or it is said."""
    path.parent.mkdir()
    make(path, history=True)
    main, whole = path.read_bytes(), records(path)
    for at in range(0, len(main), STRIDE):
        Contents(flipped(main, at), b"").put(path)
        path.with_name(path.name + "-journal").unlink()
        said = not examine(path).sound
        if is_refused_as_newer(path):
            continue
        there = mended_here(path)
        assert sum(there.get(key) != row for key, row in whole.items()) <= 1, at
        assert said or len(there) == len(whole), at
