"""What the command line answers to what cannot be: one line each, and the right one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newsview.tui.cli import main
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
    history = run("history", corpus)
    assert history.exit_code == 0
    assert history.stdout == ""
    assert "no annotations" in history.stderr
    export = run("export", corpus)
    assert export.exit_code == 0
    assert json.loads(export.stdout)["articles"] == []


def test_an_export_says_which_corpus_it_took_where_none_was_named(corpus: Path) -> None:
    """On stderr: what goes to a program stays clean."""
    remember_corpus((corpus,), None)
    done = run("export")
    assert str(corpus) in done.stderr
    json.loads(done.stdout)
    assert str(corpus) not in run("export", corpus).stderr.replace(f"{corpus}/newsview.json", "")
