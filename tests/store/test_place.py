"""Where the annotations of a corpus are kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsview.store.place import annotations_path
from newsview.store.sample import sample_folder


@pytest.fixture(autouse=True)
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder of these tests."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


def test_in_the_corpus_folder_or_where_one_says(tmp_path: Path) -> None:
    """``newsview.json`` beside the articles; ``--file`` before all."""
    assert annotations_path(tmp_path, None) == tmp_path / "newsview.json"
    assert annotations_path(tmp_path, Path("mio.json")) == Path("mio.json")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_corpus_has_its_annotations_in_the_data_folder(
    tmp_path: Path, data_home: Path
) -> None:
    """Two corpora of the same name never share a file."""
    paths = []
    for parent in ("uno", "due"):
        corpus = tmp_path / parent / "Articoli"
        corpus.mkdir(parents=True)
        corpus.chmod(0o555)
        paths.append(annotations_path(corpus, None))
    assert all(path.is_relative_to(data_home) and path.parent.is_dir() for path in paths)
    assert paths[0] != paths[1]


def test_the_sample_articles_have_theirs_in_the_data_folder(data_home: Path) -> None:
    """Nothing is written into the installed package."""
    path = annotations_path(sample_folder(), None)
    assert path.is_relative_to(data_home)
    assert "sample" in path.parent.name
