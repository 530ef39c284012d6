"""``newsview history``: who changed what, from what to what, and when."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newsview.store import decisions
from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus
from newsview.store.former import deciding
from newsview.store.model import DEFAULT_LABELS
from newsview.tui.cli import main
from newsview.tui.session import Session
from tests.tui.conftest import suggest


@pytest.fixture
def worked_on(corpus: Path) -> Path:
    """Decisions of two people on two articles."""
    with Annotations.open(corpus / "newsview.json") as annotations:
        for name, index in (("anna", 0), ("bruno", 1), ("anna", 1)):
            session = Session(Corpus.open([corpus]), annotations, name, DEFAULT_LABELS)
            article = session.article(index)
            session.take(suggest(article))
            session.do(decisions.set_status(session.open(article), "done", name))
            mention = session.open(article).mentions[0]
            session.do(decisions.relabel(session.open(article), mention, "MISC", name))
        session.do(decisions.note_article(session.open(article), "nota", name))
        session.undo()
    return corpus


def run(*arguments: str) -> Result:
    """The command with these arguments."""
    return CliRunner().invoke(main, ["history", *arguments])


def test_all_of_a_file_the_newest_last(worked_on: Path) -> None:
    """One line for each step, and what it changed below."""
    done = run("--file", str(worked_on / "newsview.json"))
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    steps = [line for line in lines if not line.startswith(" ")]
    assert "anna" in steps[0] and "article done" in steps[0] and "a.txt" in steps[0]
    assert "undone" in steps[-1]
    assert any("MISC" in line for line in lines if line.startswith(" "))


def test_the_lines_of_a_note_stand_beside_each_other(corpus: Path) -> None:
    """In what was done and in what it changed; as JSON they are what they are."""
    with Annotations.open(corpus / "newsview.json") as annotations:
        session = Session(Corpus.open([corpus]), annotations, "anna", DEFAULT_LABELS)
        for note in ("prima", "prima riga\n\nseconda riga"):
            opened = session.open(session.article(0))
            session.do(decisions.note_article(opened, note, "anna"))
    done = run(str(corpus))
    assert "new, note: prima\n" in done.stdout
    assert "note prima → prima riga / seconda riga" in done.stdout
    _, told = map(json.loads, run(str(corpus), "--json").stdout.splitlines())
    assert "prima riga\n\nseconda riga" in [one["now"].get("note") for one in told["changes"]]


def test_one_article_by_its_file_and_as_json(worked_on: Path) -> None:
    """Found by its path without --file; one object a line for programs."""
    done = run(str(worked_on / "b.txt"), "--json")
    assert done.exit_code == 0
    entries = [json.loads(line) for line in done.stdout.splitlines()]
    assert {entry["by"] for entry in entries} == {"anna", "bruno"}
    assert len({entry["article"] for entry in entries}) == 1
    assert {"table", "id", "was", "now"} == set(entries[0]["changes"][0])
    digits = entries[0]["article"][:8]
    again = run(digits, "--json", "--file", str(worked_on / "newsview.json"))
    assert again.stdout == done.stdout


def test_the_first_session_is_told_while_it_lasts(corpus: Path) -> None:
    """Its decisions stand in the journal alone, the main file is not written yet."""
    place = corpus / "newsview.json"
    with Annotations.open(place) as annotations:
        session = Session(Corpus.open([corpus]), annotations, "anna", DEFAULT_LABELS)
        session.do(decisions.set_status(session.open(session.article(0)), "done", "anna"))
        assert not place.exists()
        done = run("--file", str(place))
    assert done.exit_code == 0 and "article done" in done.stdout and "a.txt" in done.stdout


def test_an_article_that_is_not_there(worked_on: Path) -> None:
    """One line, exit code 1."""
    done = run("z.txt", "--file", str(worked_on / "newsview.json"))
    assert done.exit_code == 1
    assert done.stdout == "" and "z.txt" in done.stderr
    done = run("--file", str(worked_on / "none.json"))
    assert done.exit_code == 1 and "none.json" in done.stderr


def test_what_a_terminal_would_obey_is_spelled_out(worked_on: Path) -> None:
    """Notes and names come from anybody."""
    with Annotations.open(worked_on / "newsview.json") as annotations:
        session = Session(Corpus.open([worked_on]), annotations, "eve\x1b[31m", DEFAULT_LABELS)
        article = session.article(2)
        session.do(decisions.note_article(session.open(article), "\x1b]0;x\x07\n", "eve"))
    done = run("--file", str(worked_on / "newsview.json"))
    assert "\x1b" not in done.stdout and "\x07" not in done.stdout


def test_an_edited_article_is_followed_to_its_former_text(worked_on: Path) -> None:
    """By its file all steps, those before the annotations were moved and that one, too."""
    before = run(str(worked_on / "b.txt")).stdout
    text = (worked_on / "b.txt").read_text("utf-8")
    (worked_on / "b.txt").write_text("Aggiornato\n\n" + text, "utf-8")
    with Annotations.open(worked_on / "newsview.json") as annotations:
        session = Session(Corpus.open([worked_on]), annotations, "anna", DEFAULT_LABELS)
        former = session.former(session.article(1))
        assert former is not None and former.found
        session.do(decisions.set_status(session.open(session.article(1)), "doing", "anna"))
        assert run(str(worked_on / "b.txt")).stdout.startswith(before.splitlines()[0])
        session.do(deciding(former, annotations, move=former.found))
    done = run(str(worked_on / "b.txt"))
    steps = [line for line in done.stdout.splitlines() if not line.startswith(" ")]
    earlier = [line for line in before.splitlines() if not line.startswith(" ")]
    assert [line.split()[:2] for line in steps[: len(earlier)]] == [
        line.split()[:2] for line in earlier
    ]
    assert "moved" in steps[-1] and len(steps) == len(earlier) + 2
