"""A project's own settings: what is taken, and what is refused by name before the app opens."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsview.store.messages import NewsviewError
from newsview.store.model import DEFAULT_LABELS
from newsview.tui.settings import Settings, load_settings, read_settings


def write(folder: Path, text: str) -> Path:
    """A settings file in a folder."""
    path = folder / "newsview.toml"
    path.write_text(text, "utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    """No settings are needed."""
    assert load_settings(tmp_path) == Settings(labels=DEFAULT_LABELS)


def test_labels_keys_and_lists_are_read(tmp_path: Path) -> None:
    """Everything a project can say of itself."""
    write(
        tmp_path,
        'labels = ["CHI", "DOVE"]\ntags = ["città/porto"]\npredicates = ["investe"]\n'
        'theme = "textual-light"\n[keys]\n"deciding.accept" = ["y"]\n',
    )
    settings = load_settings(tmp_path)
    assert settings.labels == ("CHI", "DOVE")
    assert settings.tags == ("città/porto",)
    assert settings.keys == {"deciding.accept": ("y",)}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('labels = "PER"', "labels"),
        ("labels = []", "labels"),
        ('labels = ["PER", "PER"]', "labels"),
        ('labels = ["A B"]', "A B"),
        ('colour = "red"', "colour"),
        ('[keys]\n"deciding.acept" = ["y"]', "deciding.acept"),
        ('[keys]\n"deciding.accept" = ["x"]', "x"),
        ('[keys]\n"everywhere.back" = []', "everywhere.back"),
        ("labels = [\nx", "line 2"),
    ],
)
def test_a_wrong_entry_is_told_by_file_and_name(tmp_path: Path, text: str, named: str) -> None:
    """One line that says where to look."""
    path = write(tmp_path, text)
    with pytest.raises(NewsviewError) as caught:
        load_settings(tmp_path)
    assert str(path) in str(caught.value)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_users_own_file_counts_where_the_corpus_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First the corpus folder, then the config folder."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "newsview").mkdir()
    write(tmp_path / "newsview", 'tags = ["mio"]')
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    assert load_settings(corpus).tags == ("mio",)
    write(corpus, 'tags = ["loro"]')
    assert load_settings(corpus).tags == ("loro",)


def test_a_pipeline_and_its_labels_are_taken_from_the_settings(tmp_path: Path) -> None:
    """A folder is looked for beside the file; any other name is left as it is."""
    (tmp_path / "mia").mkdir()
    path = tmp_path / "newsview.toml"
    path.write_text('[pipeline]\nname = "mia"\nlabels = {PERSON = "PER"}\n')
    settings = read_settings(path)
    assert settings.pipeline.name == str(tmp_path / "mia")
    assert settings.pipeline.labels == {"PERSON": "PER"}
    path.write_text('[pipeline]\nname = "it_core_news_lg"\n')
    assert read_settings(path).pipeline.name == "it_core_news_lg"


def test_an_unknown_entry_of_the_pipeline_is_named(tmp_path: Path) -> None:
    """With the file, in one line."""
    path = tmp_path / "newsview.toml"
    path.write_text('[pipeline]\nmodel = "x"\n')
    with pytest.raises(NewsviewError, match="model") as refused:
        read_settings(path)
    assert str(path) in str(refused.value) and "\n" not in str(refused.value)
