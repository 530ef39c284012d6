"""What is remembered between runs, and that losing it does no harm."""

from __future__ import annotations

from pathlib import Path

from newsview.tui.state import (
    MOST_PLACES,
    Place,
    last_corpus,
    load_state,
    place_in,
    remember_corpus,
    remember_place,
    state_path,
)


def test_the_last_corpus_is_remembered_while_it_is_there(tmp_path: Path) -> None:
    """A folder that is gone is not opened again."""
    folder = tmp_path / "articoli"
    folder.mkdir()
    remember_corpus([folder], None)
    assert last_corpus() == (folder,)
    folder.rmdir()
    assert last_corpus() == ()


def test_a_damaged_state_is_an_empty_one() -> None:
    """Nothing of value is in it, so nobody is bothered."""
    state_path().parent.mkdir(parents=True)
    state_path().write_bytes(b"\xff{")
    assert load_state().corpus == []
    remember_place(Path("a"), "anna", Place("x.txt", 5, True))
    assert place_in(Path("a"), "anna") == Place("x.txt", 5, True)


def test_only_the_latest_places_are_kept() -> None:
    """The file does not grow for ever."""
    for number in range(MOST_PLACES + 5):
        remember_place(Path(f"file{number}"), "anna", Place("a.txt", number))
    assert place_in(Path("file0"), "anna") == Place()
    assert place_in(Path(f"file{MOST_PLACES + 4}"), "anna").caret == MOST_PLACES + 4
    assert len(load_state().places) == MOST_PLACES


def test_a_folder_that_cannot_be_written_is_passed_over(tmp_path: Path) -> None:
    """Browsing works where no state can be kept."""
    state_path().parent.parent.mkdir(parents=True, exist_ok=True)
    state_path().parent.write_text("not a folder")
    remember_place(Path("a"), "anna", Place("x.txt"))
    assert place_in(Path("a"), "anna") == Place()
