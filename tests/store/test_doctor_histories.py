"""Random damage to the files of random histories: no record that stands whole in either is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newsview.store.annotations import Annotations
from newsview.store.doctor import examine, repair
from newsview.store.journal import StoreError
from newsview.store.journal.codec import decode
from newsview.store.journal.lines import is_whole, unframe
from newsview.store.model import Entity
from newsview.store.steps import put
from tests.store.damaged import Quick, entity, kept, told

Deed = tuple[str, int]
Damage = tuple[str, str, float, float]

deeds = st.lists(
    st.tuples(st.sampled_from(("add", "add", "change", "drop", "fold", "die")), st.integers(0, 9)),
    min_size=3, max_size=14,
)  # fmt: skip
damages = st.lists(
    st.tuples(
        st.sampled_from(("", "-journal")), st.sampled_from(("flip", "cut", "end", "zero", "gone")),
        st.floats(0, 1, exclude_max=True), st.floats(0, 1, exclude_max=True),
    ),
    min_size=1, max_size=3,
)  # fmt: skip
endings = st.sampled_from(("killed", "before the rename", "after the rename"))


def lived(path: Path, deeds: list[Deed], ending: str) -> dict[str, Entity]:
    """Make the files of a history, as they are after the end of the process; what was kept."""
    entities: dict[str, Entity] = {}
    annotations = Annotations.open(path, disk=Quick())
    for number, (deed, which) in enumerate(deeds):
        chosen = list(entities.values())[which % len(entities)] if entities else None
        if deed == "fold":
            annotations._storage.checkpoint()
        elif deed == "die":
            annotations._storage._release()
            annotations = Annotations.open(path, disk=Quick())
        elif deed == "add" or chosen is None:
            one = entity(100 + number)
            annotations.apply([put(None, one)], told(number))
            entities[one.id] = one
        elif deed == "change":
            one = replace(chosen, note=f"nota {number}")
            annotations.apply([put(chosen, one)], told(number))
            entities[one.id] = one
        else:
            annotations.apply([put(chosen, None)], told(number))
            del entities[chosen.id]
    _end(annotations, path, ending)
    return entities


def _end(annotations: Annotations, path: Path, ending: str) -> None:
    storage = annotations._storage
    if ending != "killed":
        draft = storage._checkpoints.begin(storage._state.tables)
        assert draft is not None
        annotations.apply([put(None, entity(999))], told(999))
        storage._checkpoints.fill(draft)
        before = path.read_bytes() if path.exists() else b""
        storage._checkpoints.publish(draft, begin_anew=False)
        if ending == "before the rename":
            path.write_bytes(before)
    storage._release()


def damage(path: Path, damages: list[Damage]) -> None:
    """Damage the files in place."""
    for name, how, first, second in damages:
        file = path.with_name(path.name + name)
        if not file.exists():
            continue
        raw = file.read_bytes()
        if name:
            raw = raw.rstrip(b"\0") + bytes(20)
        start, end = sorted((int(first * len(raw)), int(second * len(raw))))
        if how == "gone":
            file.unlink()
            continue
        if how == "flip" and raw:
            raw = raw[:start] + bytes([raw[start] ^ 1 << end % 8]) + raw[start + 1 :]
        elif how == "cut":
            raw = raw[:start] + raw[end:]
        elif how == "end":
            raw = raw[:end]
        elif how == "zero":
            raw = raw[:start] + bytes(end - start) + raw[end:]
        file.write_bytes(raw)


def put_in(journal: bytes) -> set[str]:
    """The ids of the entities that a journal's whole lines put."""
    return {
        row["id"]
        for line in journal.split(b"\n")
        if is_whole(line)
        for change in unframe(line).get("redo", ())
        for row in change.get("put", {}).values()
        if "id" in row
    }


def standing(path: Path, entities: dict[str, Entity]) -> set[str]:
    """Which of the entities stand whole in the main file or in the journal."""
    main = path.read_bytes() if path.exists() else b""
    starts = {line.split(b',"name"')[0].split(b":", 1)[-1] for line in _whole_lines(main)}
    journal = path.with_name(path.name + "-journal")
    puts = put_in(journal.read_bytes()) if journal.exists() else set()
    return {one for one in entities if one in puts or b'{"id":"%b"' % one.encode() in starts}


def _whole_lines(main: bytes) -> list[bytes]:
    ends = (b'"updated":null},', b'"updated":null}}', b'"updated":null}}}')
    return [
        line for line in main.split(b"\n")
        if line.endswith(ends) and line.count(b"{") == 1 and line.count(b'"') >= 19
        and b"\0" not in line and line.isascii()
    ]  # fmt: skip


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deeds=deeds, ending=endings, damages=damages)
@example(  # all that is left is what the file says of itself, and that is damaged
    deeds=[("add", 0), ("drop", 0), ("fold", 0)], ending="killed", damages=[("", "flip", 0.5, 0.5)]
)
def test_random_damage_to_random_histories(
    tmp_path: Path, deeds: list[Deed], ending: str, damages: list[Damage]
) -> None:
    """It opens with TinyDB and newsview, nothing whole is missing, and once is enough."""
    folder = tmp_path / "one"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    path = folder / "newsview.json"
    entities = lived(path, deeds, ending)
    damage(path, damages)
    wanted = standing(path, entities)
    if examine(path).refused:
        before = {one.name: one.read_bytes() for one in folder.glob("newsview.json*")}
        with pytest.raises(StoreError):
            repair(path, Quick())
        assert before == {one.name: one.read_bytes() for one in folder.glob("newsview.json*")}
        return
    repair(path, Quick())
    with Annotations.open(path, read_only=True) as annotations:
        assert not [one for one in annotations.warnings if "does not exist" not in one]
        shown = {one.id for one in annotations.entities()}
    there = set(kept(path)["entities"]) if path.exists() else set()
    assert there == shown
    if "unknown table" in {one.kind for one in examine(path).findings}:
        there |= {
            row["id"]
            for rows in decode(path.read_bytes()).values()
            for row in rows.values()
            if "id" in row
        }
    for journal in folder.glob("*.conflict-*"):
        there |= put_in(journal.read_bytes())
    assert wanted <= there
    assert not examine(path).mendable and repair(path) == []
