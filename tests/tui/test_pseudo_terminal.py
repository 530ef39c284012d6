"""The application in a real pseudo-terminal: what snapshots cannot see."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tinydb import TinyDB

from newsview.store.annotations import Annotations

from .pseudo import PseudoTerminal, Start


def statuses(corpus: Path) -> list[str]:
    """The status of every mention kept, as another process sees it."""
    with Annotations.open(corpus / "newsview.json", read_only=True) as annotations:
        return [mention.status for mention in annotations.all_mentions()]


def notes(corpus: Path) -> list[str | None]:
    """The notes on articles, as another process sees them."""
    with Annotations.open(corpus / "newsview.json", read_only=True) as annotations:
        return [article.note for article in annotations.articles()]


def decide(terminal: PseudoTerminal) -> None:
    """Open the first article and accept its first suggestion, until the line says saved."""
    terminal.wait_for("Savona")
    terminal.press("\r")
    terminal.wait_for("Mondov")
    terminal.wait(
        lambda: re.search(r"(?:to do|doing|done) \d+/[1-9]\d*", terminal.screen) is not None
    )
    terminal.press("n")
    before = terminal.press("a")
    terminal.wait_for("saved", before)


def test_leaving_closes_the_file_for_plain_tinydb(start: Start, corpus: Path) -> None:
    """After q q, any program reads the decisions with TinyDB alone."""
    terminal = start()
    decide(terminal)
    terminal.press("q")
    terminal.press("q")
    assert terminal.end() == 0
    with TinyDB(corpus / "newsview.json") as database:
        assert [row["status"] for row in database.table("mentions")] == ["accepted"]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_loses_nothing_that_was_saved(start: Start, corpus: Path, number: int) -> None:
    """Whatever ends it, what the line said was saved is there, and the file opens again."""
    terminal = start()
    decide(terminal)
    terminal.kill(number)
    assert terminal.end() != 0
    assert statuses(corpus) == ["accepted"]
    again = start()
    again.wait_for("Mondov")


def test_a_dropped_connection_ends_it_with_everything_kept(start: Start, corpus: Path) -> None:
    """The terminal goes away: nothing is lost and no process stays."""
    terminal = start()
    decide(terminal)
    terminal.hang_up()
    os.waitpid(terminal.pid, 0)
    terminal.code = 0
    assert statuses(corpus) == ["accepted"]


def test_the_terminal_is_given_back(start: Start) -> None:
    """Leaving restores the screen and shows the cursor, also after SIGTERM."""
    terminal = start()
    terminal.wait_for("Savona")
    terminal.kill(signal.SIGTERM)
    terminal.end()
    assert b"\x1b[?1049l" in terminal.output
    assert b"\x1b[?25h" in terminal.output


def test_a_byte_that_is_not_utf8_does_no_harm(start: Start) -> None:
    """A Latin-1 letter from a badly set client is not the end of the session."""
    terminal = start()
    terminal.wait_for("Savona")
    terminal.press(b"\xe8\xe9")
    terminal.press("\r")
    terminal.wait_for("Mondov")


@pytest.mark.parametrize("decides", [False, True])
def test_the_last_line_tells_of_what_was_saved(start: Start, corpus: Path, decides: bool) -> None:
    """And of nothing where nobody decided anything, so that there is no such file."""
    terminal = start()
    if decides:
        decide(terminal)
        terminal.press("q")
    else:
        terminal.wait_for("a.txt")
    before = terminal.press("q")
    assert terminal.end() == 0
    assert (b"everything is saved" in terminal.output[before:]) is decides
    assert (corpus / "newsview.json").exists() is decides


def test_no_mouse_reports_are_asked_for(start: Start) -> None:
    """The pointer's moves would cost bytes on every line; they are off unless asked for."""
    terminal = start()
    terminal.wait_for("Savona")
    assert b"\x1b[?1003h" not in terminal.output


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_cannot_place_text_gets_one_line(start: Start, term: str) -> None:
    """No escape codes are thrown at it."""
    terminal = start(environment={"TERM": term})
    assert terminal.end() == 1
    assert b"TERM" in terminal.output
    assert b"\x1b" not in terminal.output


def test_without_a_terminal_it_says_what_to_do(corpus: Path, tmp_path: Path) -> None:
    """In a pipe the application does not start, and names the commands that work there."""
    done = subprocess.run(
        [sys.executable, "-m", "newsview", str(corpus)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "XDG_STATE_HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    assert "newsview export" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_pipeline_that_is_not_there_is_refused_before_anything_is_drawn(start: Start) -> None:
    """With the line that extract gives."""
    terminal = start("--pipeline", "nonesuch")
    assert terminal.end() == 1
    assert b"no spaCy pipeline 'nonesuch' is installed" in terminal.output
    assert b"\x1b[?1049h" not in terminal.output


def test_a_doubled_key_may_come_in_one_packet(start: Start) -> None:
    """As tmux and slow links send it."""
    terminal = start()
    terminal.wait_for("Savona")
    terminal.press("\r")
    terminal.wait_for("Mondov")
    terminal.press("G")
    terminal.wait(lambda: re.search(r"line (\d+)/\1\b", terminal.screen) is not None)
    terminal.press("gg")
    terminal.wait(lambda: "line 1/" in terminal.screen)


def test_two_people_in_two_terminals(start: Start, corpus: Path) -> None:
    """Each sees who is at the article and what they decide; one is killed, the other goes on.

    Both use one account, so that they share what newsview keeps for a user.
    """
    anna, bruno = start("--as", "anna"), start("--as", "bruno")
    for terminal in (anna, bruno):
        terminal.wait_for("Savona")
    for terminal in (anna, bruno):
        terminal.press("\r")
        terminal.wait_for("Mondov")
    for terminal, other in ((anna, "bruno"), (bruno, "anna")):
        terminal.wait(lambda: f"also here: {other}" in terminal.screen)  # noqa: B023
    for terminal in (anna, bruno):
        terminal.wait(lambda: re.search(r"to do \d+/[1-9]", terminal.screen) is not None)  # noqa: B023
    anna.press("n")
    pressed = anna.press("a")
    anna.wait_for("saved", pressed)
    bruno.wait(lambda: "doing 1/" in bruno.screen)
    anna.kill(signal.SIGKILL)
    assert anna.end() != 0
    bruno.wait(lambda: "also here" not in bruno.screen)
    bruno.press("n")
    pressed = bruno.press("a")
    bruno.wait_for("saved", pressed)
    bruno.press("q")
    bruno.press("q")
    assert bruno.end() == 0
    assert statuses(corpus) == ["accepted", "accepted"]
    assert not corpus.joinpath("newsview.json-journal").exists()


def test_a_form_is_opened_filled_and_kept_in_one_packet(start: Start, corpus: Path) -> None:
    """Bytes of one write, a bracketed paste among them: each field has what was meant for it."""
    terminal = start()
    terminal.wait_for("Savona")
    terminal.press("\r")
    terminal.wait_for("Mondov")
    before = terminal.press("f\tZZ\t\x1b[200~cosa nuova\x1b[201~!\t\x1b[Z\x1b[F?\nCxad\r")
    terminal.wait_for("saved", before)
    terminal.wait(lambda: notes(corpus) == ["xad"])
    with Annotations.open(corpus / "newsview.json", read_only=True) as annotations:
        (fact,) = annotations.all_facts()
    assert fact.predicate.endswith("ZZ")
    assert fact.object is not None and fact.object.text.endswith("cosa nuova!?")


def test_a_file_that_cannot_be_opened_ends_in_one_line(tmp_path: Path) -> None:
    """Though the list stood already: the terminal is put back, the exit code is 1."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Una prova\n\nUn testo.\n", "utf-8")
    file = tmp_path / "note.json"
    file.write_text('{"_meta": {"1": {"schema": 9999}}}', "utf-8")
    terminal = PseudoTerminal("--file", str(file), str(corpus), home=tmp_path)
    try:
        assert terminal.end() == 1
        left = bytes(terminal.output).rpartition(b"\x1b[?1049l")[2]
        assert b"note.json" in left and b"Traceback" not in left
    finally:
        terminal.close()
    assert file.read_text("utf-8") == '{"_meta": {"1": {"schema": 9999}}}'
