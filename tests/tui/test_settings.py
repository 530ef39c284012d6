"""A project's own settings: what is taken, and what is refused by name before the app opens."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.keys import KEY_NAME_REPLACEMENTS

from newsview.store.messages import NewsviewError
from newsview.store.model import DEFAULT_LABELS
from newsview.tui.keys import help_rows
from newsview.tui.screens.reader import ReaderScreen
from newsview.tui.settings import Settings, load_settings, read_settings
from newsview.tui.settings_keys import RENAMED, REQUIRED

from .conftest import MakeApp


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
        ('theme = "ansi-dark"\n[colours]\nPERS = "#ffffff"', "line 3: colours.PERS"),
        ('[colours]\nPER = "red"', "line 2: colours.PER"),
        ('tags = ["a",\n"b, c"]', "line 1: tags: 'b, c'"),
        ('labels = "PER"', "line 1: labels: a list"),
        ("\n\ncolour = 3", "line 3: colour: there is no such setting"),
        ('[keys]\n\n"list.open" = "x"', "line 3: keys.list.open: a list"),
        ('keys = {"list.open" = [1]}', "line 1: keys.list.open"),
        ('[columns]\ntext = "a"\n\n"title" = "a"', "line 2: columns"),
        ('\noutput = "foo"', "line 2: output: 'foo' is none of these: differences, stock"),
        ("labels = [\nx", "line 2"),
        ('tags = ["a"]\nlabels = [\n"PER",\n"ORG"', "line 2"),
        ('[pipeline]\nname = "rules', "line 2"),
        ('[pipeline]\nname = ""', "folder"),
        ('[columns]\ntesto = "corpo"', "testo"),
        ("[columns]\ntext = 3", "columns.text"),
        ('[columns]\ntext = " "', "columns"),
        ('[columns]\ntext = "corpo"\ntitle = "corpo"', "'corpo'"),
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


def test_a_key_that_is_taken_is_told_with_both_commands(tmp_path: Path) -> None:
    """Not with a part of the screen where neither works."""
    write(tmp_path, '[keys]\n"deciding.accept" = ["x"]')
    with pytest.raises(NewsviewError, match=r"deciding\.accept, deciding\.reject"):
        load_settings(tmp_path)


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("ctrl+i", "tab"),
        ("ctrl+m", "enter"),
        ("ctrl+h", "backspace"),
        ("ctrl+[", "escape"),
        ("ctrl+space", "ctrl+@"),
        ("shift+enter", "enter"),
        ("alt+x", "most terminals"),
        ("ctrl+shift+x", "most terminals"),
        ("shift+j", "write J"),
        ("ctrl+q", "leaves"),
        ("ctrl+c", "how to leave"),
        ("F13", "no key"),
        ("ctlr+x", "no key"),
        ("", "no key"),
        ("latin_small_letter_e", "no key"),
        ("yy", "pressed twice"),
        ("g", "moving.top"),
    ],
)
def test_a_key_that_will_not_do_is_told_with_the_reason(
    tmp_path: Path, key: str, told: str
) -> None:
    """What terminals cannot send, what means something else already, and what there is not."""
    write(tmp_path, f'labels = ["A"]\n[keys]\n"list.open" = ["o"]\n"deciding.accept" = ["{key}"]')
    with pytest.raises(NewsviewError, match=r"line 4: keys\.deciding\.accept") as caught:
        load_settings(tmp_path)
    assert told in str(caught.value)


@pytest.mark.parametrize("name", REQUIRED)
def test_the_keys_without_which_one_is_lost_stay(tmp_path: Path, name: str) -> None:
    """Others may go."""
    write(tmp_path, f'[keys]\n"list.sort" = []\n"{name}" = []')
    with pytest.raises(NewsviewError, match=f"line 3: keys.{name}"):
        load_settings(tmp_path)


def test_keys_are_taken_as_people_write_them(tmp_path: Path) -> None:
    """A character, a name in any case, or Textual's own name for it."""
    write(
        tmp_path,
        '[keys]\n"deciding.accept" = ["%", "F2", "è", "circumflex_accent", "PageUp"]\n'
        '"moving.page_up" = []',
    )
    keys = load_settings(tmp_path).keys
    assert keys["deciding.accept"] == ("percent_sign", "f2", "è", "circumflex_accent", "pageup")


def test_characters_have_the_names_that_textual_gives_them() -> None:
    """Where those are not Unicode's."""
    assert RENAMED == KEY_NAME_REPLACEMENTS


async def test_own_keys_work_and_the_old_ones_do_not(make_app: MakeApp) -> None:
    """One moved, one doubled elsewhere, one taken away."""
    keys = {"deciding.accept": ("percent_sign",), "moving.top": ("yy",), "deciding.fact": ()}
    app = make_app(settings=Settings(keys=keys))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter", "n", "a", "f")
        await pilot.pause()
        assert list(app.session.annotations.all_mentions()) == []
        assert not app.main.overlay.is_open
        await pilot.press("percent_sign")
        await pilot.pause()
        assert [one.status for one in app.session.annotations.all_mentions()] == ["accepted"]
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        await pilot.press("G", "g", "g")
        await pilot.pause()
        assert screen.reader.caret > 0
        await pilot.press("y", "y")
        await pilot.pause()
        assert screen.reader.caret == 0


async def test_help_shows_own_keys_as_people_read_them(make_app: MakeApp) -> None:
    """The sign, not its name."""
    app = make_app(settings=Settings(keys={"list.sort": ("percent_sign",)}))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        rows = [row for _, rows in help_rows(("list",), (), app.settings.keys) for row in rows]
        assert ("%", "sort") in [(keys, title) for keys, title, _ in rows]


def test_a_file_that_is_not_utf8_is_told_by_its_line(tmp_path: Path) -> None:
    """In words that say what to do."""
    (tmp_path / "newsview.toml").write_bytes('theme = "x"\ntags = ["città"]'.encode("latin-1"))
    with pytest.raises(NewsviewError, match=r"line 2 is not UTF-8: save"):
        load_settings(tmp_path)


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


def test_the_columns_of_tables_are_named(tmp_path: Path) -> None:
    """Those that are not keep their usual names."""
    path = write(tmp_path, '[columns]\ntext = "corpo"\nid = "chiave"\n')
    assert read_settings(path).columns.named() == {"text": "corpo", "id": "chiave"}
