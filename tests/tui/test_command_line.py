"""What the command line answers to what cannot be: one line each, and the right one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newsview.store import decisions
from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus
from newsview.store.model import DEFAULT_LABELS
from newsview.tui.cli import main
from newsview.tui.session import Session
from newsview.tui.state import remember_corpus


def run(*arguments: str | Path) -> Result:
    """Run newsview where there is no terminal."""
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nonesuch"], "nonesuch"),
        (["CORPUS", "--pipeline", "nonesuch"], "nonesuch"),
        (["CORPUS", "--file", "CORPUS"], "is a folder"),
        (["CORPUS", "--file", "CORPUS/nope/x.json"], "there is no folder"),
        (["export", "CORPUS", "--file", "CORPUS/nope.json"], "there is no"),
        (["history", "--file", "CORPUS/nope.json"], "there is no"),
        (["import", "CORPUS/a.txt", "--corpus", "CORPUS"], "as newsview export writes it"),
        (["evaluate", "CORPUS/a.txt"], "CoNLL"),
        (["evaluate", "CORPUS"], "is a folder: GOLD is a file"),
        (["import", "CORPUS/nope.json", "CORPUS"], "nope.json: No such file"),
        (["import", "CORPUS/nope.json"], "nope.json: No such file"),
        (["history", "CORPUS/nope.txt"], "there is no"),
        (["CORPUS/nope"], "nope: there is no such file or folder"),
    ],
)
def test_what_is_wrong_is_told_even_without_a_terminal(
    corpus: Path, arguments: list[str], told: str
) -> None:
    """The first thing that will not do, in one line, exit code 1."""
    done = run(*[one.replace("CORPUS", str(corpus)) for one in arguments])
    assert done.exit_code == 1
    assert done.stdout == ""
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_settings_that_will_not_do_come_before_the_terminal(corpus: Path) -> None:
    """A wrong entry is not hidden by where one stands."""
    (corpus / "newsview.toml").write_text("colour = 1")
    assert "line 1: colour" in run(corpus).stderr


def test_without_a_terminal_but_all_else_right_that_is_told(corpus: Path) -> None:
    """And nothing is left in the corpus."""
    before = sorted(corpus.iterdir())
    done = run(corpus)
    assert done.exit_code == 1
    assert "no terminal" in done.stderr
    assert sorted(corpus.iterdir()) == before


def test_nobody_annotates_under_an_empty_name(corpus: Path) -> None:
    """A script's unset variable: wrong usage."""
    done = run(corpus, "--as", " ")
    assert done.exit_code == 2
    assert "--as" in done.stderr


def test_nothing_annotated_yet_is_no_failure(corpus: Path) -> None:
    """A corpus that is there has an empty history and an export without decisions."""
    for command in ("history", "doctor"):
        done = run(command, corpus)
        assert done.exit_code == 0
        assert done.stdout == ""
        assert "no annotations" in done.stderr
    export = run("export", corpus)
    assert export.exit_code == 0
    assert json.loads(export.stdout)["articles"] == []


def test_a_folder_behind_what_is_imported_is_the_corpus(corpus: Path, tmp_path: Path) -> None:
    """As it is wherever a corpus is named; nothing goes where one was last."""
    last = tmp_path / "last"
    last.mkdir()
    (last / "z.txt").write_text("Altro testo.\n")
    remember_corpus((last,), None)
    with Annotations.open(corpus / "newsview.json") as annotations:
        session = Session(Corpus.open([corpus]), annotations, "anna", DEFAULT_LABELS)
        opened = session.open(session.article(0))
        session.do(decisions.note_article(opened, "nota", "anna"))
    file = tmp_path / "e.json"
    file.write_text(run("export", corpus).stdout)
    for kept in corpus.glob("newsview.json*"):
        kept.unlink()
    done = run("import", file, corpus)
    assert done.exit_code == 0, done.stderr
    assert (corpus / "newsview.json").exists()
    assert list(last.iterdir()) == [last / "z.txt"]
    assert run("import", file, corpus, "--corpus", last).exit_code == 2
    assert run("import", corpus).exit_code == 2
    assert str(last) in run("import", file).stderr


def test_only_what_looks_like_a_command_is_taken_for_one(corpus: Path) -> None:
    """A path is none."""
    assert "newsview export" in run("exprot").stderr
    assert "if the command was meant" not in run("/nope").stderr


def test_the_help_names_the_program_as_one_types_it() -> None:
    """However it was started."""
    done = subprocess.run(
        [sys.executable, "-m", "newsview", "export", "--help"], capture_output=True, check=True
    )
    assert done.stdout.startswith(b"Usage: newsview export")


def test_an_export_says_which_corpus_it_took_where_none_was_named(corpus: Path) -> None:
    """On stderr: what goes to a program stays clean."""
    remember_corpus((corpus,), None)
    done = run("export")
    assert str(corpus) in done.stderr
    json.loads(done.stdout)
    assert str(corpus) not in run("export", corpus).stderr.replace(f"{corpus}/newsview.json", "")
