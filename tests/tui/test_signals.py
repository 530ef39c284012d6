"""The ways out that the user did not choose: signals, a terminal that goes, errors of our own."""

from __future__ import annotations

import os
import signal
from functools import partial
from pathlib import Path

import pytest

from .pseudo import PseudoTerminal, Start, until

BROKEN_LIST = """
import sys
from newsview.tui.cli import main
from newsview.tui.screens.list import ListScreen
def action_tags(self):
    text_of_an_article = "un segreto"
    raise LookupError("nowhere")
ListScreen.action_tags = action_tags
main(sys.argv[1:])
"""

BROKEN_THREAD = """
import sys
from newsview.tui.cli import main
from newsview.tui.background import Background
def broken(self):
    raise LookupError("nowhere")
Background._run = broken
main(sys.argv[1:])
"""


def state(pid: int) -> str:
    """The letter that the system has for what a process does."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def given_back(terminal: PseudoTerminal) -> bool:
    """Whether the last that was said of screen and cursor is: the shell's, and shown."""
    output = bytes(terminal.output)
    return output.rfind(b"\x1b[?1049l") > output.rfind(b"\x1b[?1049h") and output.rfind(
        b"\x1b[?25h"
    ) > output.rfind(b"\x1b[?25l")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_gives_the_terminal_back_and_is_told_by_the_exit_code(
    start: Start, number: int
) -> None:
    """As the shell's convention has it: 128 and the signal."""
    terminal = start()
    terminal.wait_for("Savona")
    terminal.kill(number)
    assert terminal.end() == 128 + number
    assert given_back(terminal)


def test_no_orphan_stays_where_a_hang_up_is_ignored(start: Start) -> None:
    """The terminal goes, and no signal says so: it is noticed, and nothing spins on its end."""
    terminal = start(prepare=partial(signal.pthread_sigmask, signal.SIG_BLOCK, [signal.SIGHUP]))
    terminal.wait_for("Savona")
    terminal.hang_up()
    _, status = os.waitpid(terminal.pid, 0)
    terminal.code = os.waitstatus_to_exitcode(status)
    assert terminal.code == 128 + signal.SIGHUP


@pytest.mark.parametrize("by", ["key", "signal"])
def test_the_screen_is_whole_again_after_a_stop(start: Start, by: str) -> None:
    """ctrl+z gives the terminal back, fg draws everything anew, and the keys work on."""
    terminal = start()
    terminal.wait_for("Savona")
    if by == "key":
        terminal.press("\x1a")
    else:
        terminal.kill(signal.SIGTSTP)
    terminal.wait(lambda: given_back(terminal))
    until(lambda: state(terminal.pid) == "T")
    before = len(terminal.output)
    terminal.kill(signal.SIGCONT)
    terminal.wait_for("\x1b[?1049h", before)
    terminal.wait_for("Savona", before)
    terminal.wait(lambda: all(word in terminal.screen for word in ("Cuneo", "Savona", "Alpi")))
    terminal.press("\r")
    terminal.wait_for("Mondov", before)


def test_an_error_of_our_own_is_one_line_and_a_log(start: Start, tmp_path: Path) -> None:
    """The terminal is restored, no traceback is thrown at it, and the log has no text in it."""
    terminal = start(program=("-c", BROKEN_LIST))
    terminal.wait_for("Savona")
    terminal.press("t")
    assert terminal.end() == 1
    assert given_back(terminal)
    said = bytes(terminal.output).rpartition(b"\x1b[?1004l")[2].decode().strip()
    assert len(said.splitlines()) == 1
    assert "LookupError" in said
    assert "Traceback" not in said
    (log,) = (tmp_path / "state").rglob("*.log")
    assert str(log) in said
    assert "nowhere" in log.read_text()
    assert "un segreto" not in log.read_text().replace('"un segreto"', "")
    assert log.stat().st_mode & 0o077 == 0


def test_an_error_beside_the_user_is_told_and_the_rest_goes_on(start: Start) -> None:
    """A thread that ends on an error is not silence: the line says so."""
    terminal = start(program=("-c", BROKEN_THREAD))
    terminal.wait(lambda: "LookupError" in terminal.screen)
    before = terminal.press("\r")
    terminal.wait_for("Mondov", before)


def test_an_error_of_a_command_without_a_screen_is_one_line_too(
    start: Start, tmp_path: Path
) -> None:
    """Also where newsview only writes files."""
    broken = "import sys\nfrom newsview.tui import settings\nfrom newsview.tui.cli import main\n"
    broken += "def no(corpus): raise LookupError('nowhere')\nsettings.load_settings = no\n"
    terminal = start("extract", program=("-c", broken + "main(sys.argv[1:])"))
    assert terminal.end() == 1
    assert b"Traceback" not in terminal.output
    assert b"LookupError" in terminal.output
    assert list((tmp_path / "state").rglob("*.log"))
