"""A main file that has gone is not taken for one that never was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newsview.store.annotations import Annotations
from newsview.store.doctor import repair
from newsview.store.journal.errors import StoreError
from newsview.store.steps import put
from tests.store.damaged import ARTICLE, beginning, ids, journal_of, make, make_with_journal, told


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is."""
    return tmp_path / "newsview.json"


def emptied(path: Path) -> None:
    """As ``: > newsview.json`` does."""
    path.write_bytes(b"")


@pytest.mark.parametrize("lose", [Path.unlink, emptied])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_only_its_history_tells_of_is_not_begun_anew(
    path: Path, lose: Callable[[Path], None], read_only: bool
) -> None:
    """It is refused in one line, nothing is written, and the doctor brings all back."""
    make(path, history=True)
    journal_of(path).unlink(missing_ok=True)
    lose(path)
    before = sorted(one.name for one in path.parent.iterdir())
    with pytest.raises(StoreError, match="--repair") as refused:
        Annotations.open(path, read_only=read_only)
    assert "\n" not in str(refused.value) and f"{len(beginning())} records" in str(refused.value)
    assert sorted(one.name for one in path.parent.iterdir()) == before
    repair(path)
    with Annotations.open(path) as annotations:
        assert len(annotations.mentions(ARTICLE)) == 6


@pytest.mark.parametrize("lose", [Path.unlink, emptied])
def test_a_file_that_only_its_journal_tells_of_is_not_begun_anew(
    path: Path, lose: Callable[[Path], None]
) -> None:
    """Though the decisions in it could be set aside: those before them would be gone."""
    make_with_journal(path)
    lose(path)
    before = journal_of(path).read_bytes()
    with pytest.raises(StoreError, match="--repair"):
        Annotations.open(path)
    assert journal_of(path).read_bytes() == before


def test_one_begins_anew_by_taking_the_history_away(path: Path) -> None:
    """As the line says."""
    make(path, history=True)
    for one in path.parent.iterdir():
        one.rename(one.with_name("old-" + one.name))
    with Annotations.open(path) as annotations:
        assert not list(annotations.articles())


def test_the_first_session_has_no_main_file_and_lost_none(path: Path) -> None:
    """Its journal alone is opened again, as after kill -9 and by a colleague beside."""
    first = Annotations.open(path)
    first.apply([put(None, one) for one in beginning()], told())
    with Annotations.open(path) as beside:
        assert len(list(beside.articles())) == 1
    first.close()
    assert {"E1", "F000002", "M000005"} <= ids(path)
