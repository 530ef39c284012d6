"""The real application in a pseudo-terminal with the difference output."""

from __future__ import annotations

import fcntl
import os
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.far import FarTerminal
from benchmarks.wire import BUDGETS, measured, newsview, opened, write_article

from .emulator import Emulator, Picture, differences

Open = Callable[..., FarTerminal]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A long article with a mention every 50 characters."""
    return write_article(tmp_path / "testi")


@pytest.fixture
def reader(tmp_path: Path, folder: Path) -> Iterator[Open]:
    """Opens the article in the application."""
    started: list[FarTerminal] = []

    def make(output: str = "differences") -> FarTerminal:
        terminal, _ = opened(folder, tmp_path / output, output)
        started.append(terminal)
        return terminal

    yield make
    for terminal in started:
        terminal.close()


def shown(terminal: FarTerminal, size: tuple[int, int] = (100, 40), since: int = 0) -> Picture:
    """What the terminal shows of what was written."""
    emulator = Emulator(*size)
    emulator.feed(bytes(terminal.output[since:]).decode("utf-8", "replace"))
    return emulator.picture


def agrees_with_a_full_redraw(terminal: FarTerminal) -> None:
    """ctrl+l draws all again, and nothing looks different."""
    before = shown(terminal)
    since = len(terminal.output)
    terminal.press("\x0c")
    found = differences(before, shown(terminal, since=since))
    assert not found, "\n".join(found[:5])


def test_the_budgets_hold(tmp_path: Path, folder: Path) -> None:
    """Bytes for a step, a line, a page, the first screen; nothing when idle."""
    figures = measured(folder, tmp_path / "home", "differences")
    over = {
        name: figures[name]
        for name, most in BUDGETS.items()
        if most is not None and figures[name] > most
    }
    assert not over


def stored(folder: Path) -> int:
    """How much is kept beside the article."""
    return sum(path.stat().st_size for path in folder.iterdir())


def test_a_terminal_that_stands_still_gets_the_last_frame(reader: Open, folder: Path) -> None:
    """Nothing is read of what it writes: it goes on taking keys and keeping decisions, and holds
    back what nobody can see; when reading goes on, the last state is shown."""
    terminal = reader()
    terminal.press("N")
    before, kept = len(terminal.output), stored(folder)
    for _ in range(300):
        _put_in(terminal, b"\x06\x06jjlN\x15\x15")
    _put_in(terminal, b"N12")
    end = time.monotonic() + 90
    while stored(folder) == kept:
        time.sleep(0.05)
        assert time.monotonic() < end, "the decision was never kept"
    assert len(terminal.output) == before
    terminal.settle(1.5)
    assert len(terminal.output) - before < 60_000
    agrees_with_a_full_redraw(terminal)


def _put_in(terminal: FarTerminal, keys: bytes) -> None:
    """Type, as far as the application takes keys: the terminal's own buffer is small."""
    while keys:
        assert select.select([], [terminal.fd], [], 60)[1], "no more keys are taken"
        keys = keys[os.write(terminal.fd, keys) :]


def test_ctrl_l_repairs_what_something_else_wrote_over(reader: Open) -> None:
    """Text, colours, a scroll region, wrapping, another character set, a hidden cursor."""
    terminal = reader()
    terminal.press("\x06")
    terminal.settle(1.0)
    looked = len(terminal.output)
    emulator = Emulator(100, 40)
    emulator.feed(bytes(terminal.output).decode())
    before, caret = emulator.picture, emulator.caret
    emulator.feed("\x1b[5;9H\x1b[1;31;44mBroadcast message\x1b[12;1H\x1b[2K\x1b[39;1H\n\n\n")
    emulator.feed("\x1b[4;11r\x1b[11;1H\n\n\x1b[?7h\x1b[?25l\x1b[4h")
    assert differences(before, emulator.picture)
    terminal.press("\x0c")
    terminal.settle(1.0)
    emulator.feed(bytes(terminal.output[looked:]).decode())
    assert not differences(before, emulator.picture)
    assert emulator.caret == caret is not None
    looked = len(terminal.output)
    terminal.press("\x05")
    terminal.press("\x06")
    terminal.settle(1.0)
    emulator.feed(bytes(terminal.output[looked:]).decode())
    since = len(terminal.output)
    terminal.press("\x0c")
    terminal.settle(1.0)
    assert not differences(emulator.picture, shown(terminal, since=since))


def test_it_comes_back_after_a_pause_with_the_whole_screen(reader: Open) -> None:
    """SIGTSTP and SIGCONT: what another program left there is drawn over."""
    terminal = reader()
    terminal.press("\x06")
    before = shown(terminal)
    os.kill(terminal.pid, signal.SIGTSTP)
    os.waitpid(terminal.pid, os.WUNTRACED)
    terminal.settle()
    since = len(terminal.output)
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.until(lambda: b"pietrerosse" in terminal.output[since:])
    terminal.settle()
    assert not differences(before, shown(terminal, since=since))


def test_another_size_is_drawn_whole(reader: Open) -> None:
    """Nothing of the old size is taken to be there."""
    terminal = reader()
    since = len(terminal.output)
    fcntl.ioctl(terminal.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 80, 0, 0))
    terminal.until(lambda: b"pietrerosse" in terminal.output[since:])
    terminal.settle()
    resized = shown(terminal, (80, 30), since)
    since = len(terminal.output)
    terminal.press("\x0c")
    assert not differences(resized, shown(terminal, (80, 30), since))


def test_the_stock_output_can_be_had(tmp_path: Path, folder: Path) -> None:
    """By the environment or the project's settings: all of it drawn, the cursor hidden."""
    (folder / "newsview.toml").write_text('output = "stock"\n', "utf-8")
    for output in ("differences", "stock"):
        terminal = newsview(folder, tmp_path / output, output)
        terminal.until(lambda terminal=terminal: b"Un testo lungo" in terminal.output)  # type: ignore[misc]
        terminal.settle()
        assert terminal.press("j")[0] + terminal.press("\r")[0] > 15_000
        assert b"\x1b[?25h" not in terminal.output
        terminal.close()


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_tmux_shows_the_same_of_both_outputs(tmp_path: Path, folder: Path) -> None:
    """After pages, lines and screens, text and colours, the keys being in the side pane."""
    captures = [_in_tmux(tmp_path / output, folder, output) for output in ("stock", "differences")]
    assert captures[0] == captures[1]


def _in_tmux(home: Path, folder: Path, output: str) -> list[str]:
    home.mkdir()
    socket = ["tmux", "-S", str(home / "socket"), "-f", "/dev/null"]

    def tmux(*arguments: str) -> str:
        return subprocess.run(
            [*socket, *arguments], capture_output=True, text=True, check=True, timeout=60
        ).stdout

    variables = {f"XDG_{n}_HOME": str(home / n) for n in ("STATE", "DATA", "CONFIG", "CACHE")}
    variables |= {"NEWSVIEW_OUTPUT": output, "PYTHONPATH": os.pathsep.join(sys.path)}
    settings = [part for name, value in variables.items() for part in ("-e", f"{name}={value}")]
    command = f"{sys.executable} -m newsview --read-only --pipeline rules {folder}"
    tmux("new-session", "-d", "-x", "130", "-y", "40", *settings, command)
    try:
        _capture(tmux, "Un testo lungo")
        tmux("send-keys", "Enter")
        _capture(tmux, "pietrerosse")
        captures = []
        for keys in (["C-f"], ["C-e", "C-e", "C-f"], ["G"], ["C-u", "C-y"]):
            tmux("send-keys", *keys, "Tab")
            captures.append(_capture(tmux, "line "))
            tmux("send-keys", "Tab")
        return captures
    finally:
        tmux("kill-server")


def _capture(tmux: Callable[..., str], text: str) -> str:
    """The screen once it shows a text and stays as it is, blanks at the ends of rows left out."""
    before = ""
    for _ in range(200):
        time.sleep(0.3)
        now = tmux("capture-pane", "-p", "-e")
        if text in now and now == before:
            return "\n".join(line.rstrip() for line in now.splitlines())
        before = now
    raise AssertionError(f"never came to rest: {before}")
