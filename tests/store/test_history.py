"""The history: who changed what from what to what, over checkpoints, crashes and several people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from newsview.store.annotations import Annotations
from newsview.store.history import History, Past
from newsview.store.model import Mention
from newsview.store.steps import Change, put
from newsview.store.told import Told
from tests.store.records import added, mention
from tests.store.test_journal import Failing, Stop, abandon

OTHER = "b" * 64


def said(path: Path, about: str | None = None) -> list[str]:
    """What the steps in the history say."""
    return [entry.said for entry in History(path).entries(about)]


def test_it_tells_what_was_and_what_is(tmp_path: Path) -> None:
    """Only the fields that changed; before and after a checkpoint the same."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as annotations:
        annotations.apply([added(1, note="è")], Told("anna", "added", "a" * 64))
        annotations.apply(
            [put(mention(1, note="è"), mention(1, note="è stato"))], Told("bruno", "noted")
        )
        annotations.apply([put(mention(1, note="è stato"), None)], Told("anna", "removed"))
        before = list(History(path).entries())
        annotations._storage.checkpoint()
        assert list(History(path).entries()) == before
    assert list(History(path).entries()) == before
    made, noted, removed = before
    assert (made.by, made.article, made.deed) == ("anna", "a" * 64, "do")
    assert made.changes[0].was is None and made.changes[0].now is not None
    assert noted.changes == (Past("mentions", "M000001", {"note": "è"}, {"note": "è stato"}),)
    assert removed.changes[0].was is not None and removed.changes[0].now is None
    assert removed.changes[0].was["note"] == "è stato"
    assert made.at <= noted.at and made.id < noted.id


def test_one_articles_history(tmp_path: Path) -> None:
    """By its SHA-256, and a record's by its id."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as annotations:
        annotations.apply([added(1)], Told("anna", "one", "a" * 64))
        annotations.apply([added(2, OTHER)], Told("anna", "two", OTHER))
        annotations._storage.checkpoint()
        annotations.apply([put(mention(2, OTHER), None)], Told("anna", "three", OTHER))
        assert said(path, OTHER) == ["two", "three"]
        assert said(path, "M000001") == ["one"]
        assert said(path) == ["one", "two", "three"]
    assert History(path).latest(OTHER, 1)[0].said == "three"


def test_plain_tinydb_sees_nothing_of_it(tmp_path: Path) -> None:
    """The history is beside the file, not in it."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as annotations:
        annotations.apply([added(1)], Told("anna", "one"))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["x.json", "x.json-history"]
    with TinyDB(path) as plain:
        assert plain.tables() == {"mentions", "_meta"}


@pytest.mark.parametrize("ends", [True, False], ids=["the process ends", "the disk fails"])
def test_at_whatever_operation_it_fails_every_step_is_told_once(tmp_path: Path, ends: bool) -> None:
    """Each file operation of writing, folding and closing in turn is the last that happens."""
    at = 1
    while True:
        folder = tmp_path / f"at{at}"
        folder.mkdir()
        path = folder / "x.json"
        disk = Failing(at, ends=ends)
        acknowledged = 0
        finished = False
        annotations = None
        try:
            annotations = Annotations.open(path, checkpoint_bytes=900, disk=disk)
            for number in range(5):
                annotations.apply([added(number)], Told("anna", str(number)))
                acknowledged += 1
            annotations.close()
            finished = True
        except (Stop, Exception):
            if annotations is not None:
                abandon(annotations)
        told = said(path)
        assert told[:acknowledged] == [str(n) for n in range(acknowledged)]
        assert len(set(told)) == len(told) <= acknowledged + 1
        with Annotations.open(path) as again:
            again.apply([added(90)], Told("anna", "after"))
            again._storage.checkpoint()
        assert said(path) == [*told, "after"]
        lines = path.with_name("x.json-history").read_bytes().splitlines()
        assert len(lines) == len(told) + 1
        if finished and disk.done < at:
            break
        at += 1
    assert at > 10


def test_a_damaged_line_costs_that_line(tmp_path: Path) -> None:
    """It is counted, and the others are told."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as annotations:
        for number in range(3):
            annotations.apply([added(number)], Told("anna", str(number)))
    file = path.with_name("x.json-history")
    lines = file.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace(b"anna", b"otto")
    file.write_bytes(b"".join(lines))
    history = History(path)
    assert [entry.said for entry in history.entries()] == ["0", "2"]
    assert history.unreadable == 1


def test_it_is_written_as_the_journal_is(tmp_path: Path) -> None:
    """A checksum, a blank and ASCII JSON, so that other programs can read it."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as annotations:
        annotations.apply([added(1, note="così")], Told("anna", "così"))
    (line,) = path.with_name("x.json-history").read_bytes().splitlines()
    assert line.isascii()
    record = json.loads(line[9:])
    assert record["said"] == "così" and record["changes"][0][3]["note"] == "così"


deeds = st.lists(
    st.tuples(
        st.integers(0, 1), st.sampled_from(["put", "put", "drop", "close"]), st.integers(0, 3)
    ),
    max_size=25,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(deeds, st.sampled_from([600, 1 << 20]))
def test_played_again_it_leads_to_what_is_kept(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str, int]], size: int
) -> None:
    """From an empty dictionary, whoever did what and however often it was folded in."""
    path = tmp_path_factory.mktemp("played") / "x.json"
    kept: dict[str, Mention] = {}
    opened = [Annotations.open(path, checkpoint_bytes=size) for _ in range(2)]
    for number, (who, what, which) in enumerate(steps):
        key = mention(which).id
        if what == "close":
            opened[who].close()
            opened[who] = Annotations.open(path, checkpoint_bytes=size)
            continue
        after = mention(which, note=f"n{number}") if what == "put" else None
        change = Change("mentions", key, kept.get(key), after)
        opened[who].apply([change], Told(f"w{who}", str(number)))
        if after is not None:
            kept[key] = after
        else:
            kept.pop(key, None)
    for one in opened:
        one.close()
    played: dict[str, dict[str, object]] = {}
    for entry in History(path).entries():
        for past in entry.changes:
            if past.now is None:
                del played[past.id]
            else:
                for name, value in (past.was or {}).items():
                    assert played[past.id].get(name) == value
                played.setdefault(past.id, {}).update(past.now)
    assert {key: row["note"] for key, row in played.items()} == {
        key: m.note for key, m in kept.items()
    }
