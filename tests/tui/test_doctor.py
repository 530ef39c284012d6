"""`newsview doctor`: what it prints, what it exits with, and on which file."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newsview.store import messages_doctor as words
from newsview.store.annotations import Annotations
from newsview.store.model import ArticleText
from newsview.store.steps import put
from newsview.tui.cli import main
from tests.store.damaged import TEXT, beginning, make, make_with_journal, mention


def doctor(*arguments: object) -> Result:
    """Run it."""
    return CliRunner().invoke(main, ["doctor", *map(str, arguments)], catch_exceptions=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The annotations file of a corpus with its one article."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "corpus" / "newsview.json"


def test_a_healthy_file_gives_one_line(path: Path) -> None:
    """And the exit code 0; it makes no difference how the file is named."""
    make(path)
    for arguments in ([path], ["--file", path], [path.parent], [path, path.parent]):
        result = doctor(*arguments)
        assert result.exit_code == 0 and result.stderr == ""
        assert len(result.stdout.splitlines()) == 1
        assert f"{len(beginning())} records of 1 article" in result.stdout


def test_what_is_wrong_is_printed_worst_first_and_mended(path: Path) -> None:
    """The exit code stays 1 as long as something is wrong."""
    make_with_journal(path)
    with Annotations.open(path):
        pass
    path.write_bytes(path.read_bytes().replace(b'"E1"', b'"E7"', 2)[:-3])
    before = path.read_bytes()
    result = doctor(path)
    assert result.exit_code == 1
    groups = [line for line in result.stdout.splitlines() if not line.startswith(" ")][1:]
    assert groups[0] == "Damaged" and groups[1] == "Wrong" and "--repair" in groups[-1]
    assert path.read_bytes() == before

    result = doctor(path, "--repair")
    assert result.exit_code == 1, "the entity is still missing"
    copy = next(path.parent.glob("newsview.json.copy-*"))
    assert copy.name in result.stdout and copy.read_bytes() == before
    assert "Damaged" not in result.stdout
    result = doctor(path, "--repair")
    assert result.exit_code == 1 and "nothing was changed" in result.stdout


def test_the_corpus_is_read_when_named_or_remembered(path: Path) -> None:
    """Where no text is kept, its texts tell whether the offsets fit."""
    records = [one for one in beginning() if not isinstance(one, ArticleText)]
    make(path, [*records, mention(20, start=4, end=14)])
    assert doctor("--file", path).exit_code == 0
    assert doctor(path, path.parent).exit_code == 1
    with Annotations.open(path) as annotations:
        annotations.set_meta("corpus", json.dumps([str(path.parent)]))
    assert doctor(path).exit_code == 1
    (path.parent / "a.txt").unlink()
    (path.parent / "b.txt").write_text("altro", encoding="utf-8")
    result = doctor(path)
    assert result.exit_code == 0 and "a.txt" in result.stdout


def test_a_file_that_is_not_there_is_not_in_order(path: Path) -> None:
    """Neither alone nor with an empty history; a journal alone is a first session."""
    for history in (False, True):
        if history:
            path.with_name(path.name + "-history").write_bytes(b"")
        result = doctor(path)
        assert result.exit_code == 1 and "no such file" in result.output
    annotations = Annotations.open(path)
    annotations.apply([put(None, one) for one in beginning()])
    result = doctor(path)
    annotations.close()
    assert result.exit_code == 0 and f"{len(beginning())} records" in result.stdout


def test_for_programs_there_is_one_object(path: Path) -> None:
    """It says the same."""
    make(path, [*beginning(), mention(20, entity="E9")])
    result = doctor(path, "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 1 and told["sound"] is False
    assert [(one["kind"], one["n"]) for one in told["findings"]] == [("entity missing", 1)]


def test_for_programs_there_is_one_object_where_nobody_annotated_yet(path: Path) -> None:
    """Sound, and of nothing."""
    (path.parent / "a.txt").write_text("Testo", "utf-8")
    result = doctor(path.parent, "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 0 and "yet" in result.stderr
    assert (told["sound"], told["records"], told["findings"]) == (True, 0, [])


def test_repair_is_refused_in_one_line_while_the_file_is_open(path: Path) -> None:
    """Without it the check goes on."""
    make(path)
    with Annotations.open(path):
        assert doctor(path).exit_code == 0
        result = doctor(path, "--repair")
    assert result.exit_code == 1 and result.stdout == ""
    assert len(result.stderr.splitlines()) == 1


def test_a_file_that_cannot_be_written_is_looked_at(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That it is so is told; --repair is refused in one line."""
    make(path)
    monkeypatch.setattr("os.access", lambda _path, mode: mode != 2)
    result = doctor(path)
    assert result.exit_code == 0 and "write-protected" in result.stdout
    result = doctor(path, "--repair")
    assert result.exit_code == 1 and len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["none.json"], 1), (["a.json", "--file", "b.json"], 2), (["--mend"], 2), (["/"], 0)],
)
def test_wrong_usage_and_missing_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int
) -> None:
    """One line or click's usage, never a traceback."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    result = doctor(*arguments)
    assert result.exit_code == code and result.stderr


def test_what_is_no_file_is_refused_in_one_line(path: Path) -> None:
    """A pipe that nobody writes to, and a folder where the journal should be."""
    pipe = path.with_name("pipe.json")
    os.mkfifo(pipe)
    make(path)
    path.with_name(path.name + "-journal").mkdir()
    for named in (pipe, path):
        result = doctor(named)
        assert result.exit_code == 1 and len(result.stderr.splitlines()) == 1


def test_a_main_file_that_is_gone_is_mended_by_its_history(path: Path) -> None:
    """Though there is neither the file nor a journal."""
    make(path, history=True)
    path.unlink()
    assert doctor(path).exit_code == 1
    assert doctor(path, "--repair").exit_code == 0
    assert f"{len(beginning())} records" in doctor(path).stdout


def test_what_a_person_must_put_right_is_said_to_be_so(path: Path) -> None:
    """There is no word of --repair where it would not help, nor for a newer newsview's file."""
    make(path, [*beginning(), mention(20, entity="E9")])
    assert doctor(path).stdout.splitlines()[-1] == words.DOCTOR_LEFT
    path.write_bytes(path.read_bytes().replace(b'"schema":1', b'"schema":9'))
    result = doctor(path)
    assert "--repair" not in result.stdout and words.DOCTOR_LEFT not in result.stdout


def test_a_text_that_was_edited_in_the_corpus_is_told(path: Path) -> None:
    """Its annotations are held against the text that was kept."""
    make(path)
    (path.parent / "a.txt").write_text("Nuovo inizio. " + TEXT, encoding="utf-8")
    result = doctor(path, path.parent)
    assert result.exit_code == 0 and "a.txt" in result.stdout
