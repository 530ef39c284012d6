"""Other programs that write the main file while a newsview has it open, and refused openings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from newsview.store.annotations import Annotations
from newsview.store.journal import StoreError, WriteRefused, network
from tests.store.damaged import aside, edited, ids, journal_of, make, make_with_journal, opens
from tests.store.records import added, record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is, with something in it."""
    place = tmp_path / "newsview.json"
    make(place)
    return place


def beside(path: Path) -> set[str]:
    """What stands in its folder, but for the file itself."""
    return {one.name for one in path.parent.iterdir()} - {path.name}


def newer(path: Path) -> None:
    """What a newer newsview would put there."""
    edited(path, lambda tables: tables["_meta"]["1"].update(schema=99))


def rename(path: Path) -> None:
    """As long as before."""
    path.write_bytes(path.read_bytes().replace(b'"annotator":"anna"', b'"annotator":"anma"', 1))


@pytest.mark.parametrize("edit", [rename, lambda path: edited(path, dict.popitem)])
@pytest.mark.parametrize("decided", ["before", "after", "never"])
def test_an_edit_while_it_is_open_is_said_once(
    path: Path, edit: Callable[[Path], None], decided: str
) -> None:
    """At the next look; it is kept whatever was decided, and so are the decisions."""
    with Annotations.open(path) as annotations:
        if decided == "before":
            annotations.apply([added(70)])
        edit(path)
        there = path.read_bytes()
        assert annotations.warnings == []
        annotations.poll()
        (line,) = annotations.warnings
        assert str(path) in line and "\n" not in line
        annotations.poll()
        if decided == "after":
            annotations.apply([added(70)])
        assert annotations.warnings == [line]
    if decided == "never":
        assert path.read_bytes() == there and not beside(path) - {"newsview.json-history"}
    else:
        assert "M000070" in ids(path)
        assert aside(path, "conflict") == [there]
        assert len(annotations.warnings) == 2, "leaving says where the edit is kept"


def test_what_newsviews_write_is_no_edit(path: Path) -> None:
    """Checkpoints of several go by without a word."""
    with Annotations.open(path) as one, Annotations.open(path) as other:
        for number in range(70, 76):
            (one, other)[number % 2].apply([added(number)])
            (one, other)[number // 2 % 2]._storage.checkpoint()
            for each in (one, other):
                each.poll()
    assert one.warnings == other.warnings == []


@pytest.mark.parametrize("looked", [False, True])
@pytest.mark.parametrize("decided", [False, True])
def test_a_file_of_a_newer_newsview_is_never_overwritten(
    path: Path, looked: bool, decided: bool
) -> None:
    """Nothing more is saved once it was seen; what was saved before stays in the journal."""
    annotations = Annotations.open(path)
    if decided:
        annotations.apply([added(70)])
    newer(path)
    there = path.read_bytes()
    if looked:
        annotations.poll()
        assert "newer" in annotations.warnings[0]
        with pytest.raises(WriteRefused, match="newer"):
            annotations.apply([added(71)])
    if decided:
        with pytest.raises(WriteRefused, match="newer"):
            annotations.close()
        assert b"M000070" in journal_of(path).read_bytes()
    else:
        annotations.close()
    assert path.read_bytes() == there
    assert not {name for name in beside(path) if name.endswith(("-lock", "-open"))}
    with pytest.raises(StoreError, match="newer"):
        Annotations.open(path)
    assert path.read_bytes() == there
    assert not decided or b"M000070" in journal_of(path).read_bytes()


def test_a_checkpoint_in_the_middle_gives_way_to_a_newer_file(path: Path) -> None:
    """The decision that made the journal too long is saved all the same."""
    annotations = Annotations.open(path, checkpoint_bytes=1)
    annotations.apply([added(70, note="x" * 40_000)])
    newer(path)
    there = path.read_bytes()
    annotations.apply([added(number, note="x" * 40_000) for number in range(71, 75)])
    assert annotations.warnings and "newer" in annotations.warnings[0]
    with pytest.raises(WriteRefused, match="newer"):
        annotations.apply([added(75)])
    with pytest.raises(WriteRefused, match="newer"):
        annotations.close()
    assert path.read_bytes() == there and b"M000074" in journal_of(path).read_bytes()


def spoil(path: Path) -> None:
    """No JSON any more."""
    path.write_bytes(path.read_bytes()[:-9])


def disown(path: Path) -> None:
    """Another program's tables."""
    path.write_text(json.dumps({"songs": {"1": {"title": "Volare"}}}), encoding="utf-8")


@pytest.mark.parametrize("broken", [spoil, disown, newer])
def test_a_refused_opening_leaves_nothing_behind(
    path: Path, broken: Callable[[Path], None]
) -> None:
    """No file beside the main file, none less, and all as it was."""
    path.unlink()
    make_with_journal(path)
    broken(path)
    before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    assert not {name for name in before if name.endswith(("-lock", "-open"))}
    with pytest.raises(StoreError):
        Annotations.open(path)
    assert {one.name: one.read_bytes() for one in path.parent.iterdir()} == before


def test_a_network_file_system_gets_no_files(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused before anything is made."""
    before = beside(path)
    monkeypatch.setattr(network, "file_system", lambda *_: "nfs4")
    with pytest.raises(StoreError, match="nfs4"):
        Annotations.open(path)
    assert beside(path) == before


def test_a_refused_opening_leaves_the_others_alone(path: Path) -> None:
    """Their locks are theirs."""
    with Annotations.open(path) as annotations:
        annotations.apply([added(70)])
        with path.open("ab") as file:
            file.write(b" ")
        with pytest.raises(StoreError):
            Annotations.open(path)
        assert {"newsview.json-lock", "newsview.json-open"} <= beside(path)
        annotations.apply([added(71), added(72, record().id)])
    assert opens(path) == []
