"""A working day in tmux and in GNU screen as they come, without the key that both hold back."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsview.store.annotations import Annotations

from .pseudo import PseudoTerminal, until

Press = Callable[[str], object]
Shown = Callable[[], str]


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder for a socket, whose path must be short."""
    with tempfile.TemporaryDirectory(prefix="nv") as folder:
        yield Path(folder)


def command(home: Path, corpus: Path) -> str:
    """What a shell runs inside."""
    settings = [f"XDG_{n.upper()}_HOME={home / n}" for n in ("state", "config", "data", "cache")]
    settings.append(f"PYTHONPATH={os.pathsep.join(filter(None, sys.path))}")
    program = [sys.executable, "-m", "newsview", "--pipeline", "rules", str(corpus)]
    return shlex.join(["env", "-u", "COLORTERM", *settings, *program])


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
@pytest.mark.parametrize("term", ["tmux-256color", "screen-256color"])
def test_a_day_in_tmux(tmp_path: Path, short: Path, corpus: Path, term: str) -> None:
    """With the wait after esc that tmux had up to 3.5, and no configuration but the name."""
    if subprocess.run(["infocmp", term], capture_output=True, check=False).returncode:
        pytest.skip(f"no terminfo entry for {term} is installed")
    configuration = short / "conf"
    configuration.write_text(f"set -g default-terminal {term}\nset -s escape-time 500\n")
    socket = ["tmux", "-u", "-S", str(short / "s"), "-f", str(configuration)]

    def tmux(*arguments: str) -> str:
        # given outright: readline, which pytest loads, puts a COLUMNS where Python does not see it
        done = subprocess.run(
            [*socket, *arguments], env={**os.environ}, capture_output=True, text=True, check=True
        )
        return done.stdout

    def capture() -> str:
        return tmux("capture-pane", "-p")

    inside = command(tmp_path, corpus) + "; echo ended with $?; cat"
    tmux("new-session", "-d", "-x", "100", "-y", "31", inside)
    try:
        day(
            lambda keys: tmux("send-keys", *(("Enter",) if keys == "\r" else ("-l", keys))),
            capture,
            corpus,
        )
        until(lambda: "ended with 0" in capture(), "the end", capture)
    finally:
        tmux("kill-server")


@pytest.mark.skipif(shutil.which("screen") is None, reason="GNU screen is not installed")
@pytest.mark.parametrize("term", ["screen", "screen-256color"])
def test_a_day_in_gnu_screen(tmp_path: Path, short: Path, corpus: Path, term: str) -> None:
    """Attached, with keys and output through screen's own reading of both."""
    configuration = short / "conf"
    configuration.write_text(f"term {term}\nstartup_message off\n")
    sockets = short / "d"
    sockets.mkdir(mode=0o700)
    inside = shlex.split(command(tmp_path, corpus))
    terminal = PseudoTerminal(
        home=tmp_path,
        command=["screen", "-U", "-c", str(configuration), "-S", "day", *inside],
        environment={"SCREENDIR": str(sockets), "LC_ALL": "C.UTF-8"},
    )

    def shown() -> str:
        terminal.read()
        return terminal.screen

    try:
        day(terminal.press, shown, corpus)
        terminal.end()
    finally:
        if terminal.code is None:
            subprocess.run(
                ["screen", "-S", "day", "-X", "quit"], capture_output=True, check=False,
                env={**os.environ, "SCREENDIR": str(sockets)},
            )  # fmt: skip
        terminal.close()


def day(press: Press, shown: Shown, corpus: Path) -> None:
    """Open an article; decide, label, select, keep a fact, tag; mark it done; leave."""

    def see(pattern: str) -> None:
        until(lambda: re.search(pattern, shown()) is not None, pattern, shown)

    see("Savona")
    press("\r")
    see(r"to do 0/\d\d")
    press("n")
    press("a")
    see(r"accepted ORG Terna Nova[^\n]*saved")
    press("n")
    press("x")
    see(r"rejected LOC CUNEO[^\n]*saved")
    press("n")
    press("4")
    see(r"MISC[^\n]*saved [^\n]*doing 3/")
    press("gg")
    see(r"line 1/")
    press("jj")
    press("v")
    see("selecting")
    press("v")  # drops it, as esc does
    until(lambda: "selecting" not in shown(), "no selection", shown)
    press("vl")
    see("selecting")
    press("1")
    see(r"PER [^\n]*saved")
    press("f")
    see("subject|predicate")
    press("\r")
    see(r"fact[^\n]*saved")
    press("T")
    see("tags")
    press("industria/città")
    see("industria/città")
    press("\r")
    until(lambda: _kept(corpus)[2] == [("industria/città",)], "the tag")
    assert len(shown().rstrip().splitlines()) >= 30  # the last row has the status line
    press("d")
    see("Il porto di Savona ha ripreso")
    press("q")
    see(r"a\.txt")
    press("q")
    until(lambda: not corpus.joinpath("newsview.json-journal").exists(), "the end")
    statuses, facts, _ = _kept(corpus)
    assert sorted(statuses) == ["accepted", "accepted", "accepted", "rejected"]
    assert facts == ["accepted"]


def _kept(corpus: Path) -> tuple[list[str], list[str], list[tuple[str, ...]]]:
    with Annotations.open(corpus / "newsview.json", read_only=True) as annotations:
        return (
            [mention.status for mention in annotations.all_mentions()],
            [fact.status for fact in annotations.all_facts()],
            [article.tags for article in annotations.articles() if article.tags],
        )
