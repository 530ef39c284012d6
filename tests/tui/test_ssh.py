"""Really over SSH: a private server on loopback, and connections that are cut."""

from __future__ import annotations

import getpass
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .pseudo import PseudoTerminal, until
from .test_pseudo_terminal import decide, statuses

ROOT = Path(__file__).parents[2]
SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")

pytestmark = pytest.mark.skipif(
    SSHD is None or shutil.which("ssh") is None, reason="no ssh and sshd are installed here"
)


class Server:
    """An sshd of one's own, for oneself, on a port of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("host", "mine"):
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True
            )
        (folder / "authorized").write_bytes((folder / "mine.pub").read_bytes())
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        settings = [
            f"Port {self.port}", "ListenAddress 127.0.0.1", f"HostKey {folder / 'host'}",
            f"AuthorizedKeysFile {folder / 'authorized'}", "StrictModes no", "UsePAM no",
            "PidFile none", "PasswordAuthentication no", "PermitRootLogin yes",
        ]  # fmt: skip
        (folder / "sshd_config").write_text("\n".join(settings) + "\n")
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        self.process = subprocess.Popen(
            [str(SSHD), "-D", "-e", "-f", folder / "sshd_config"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=(folder / "log").open("wb"),
        )  # fmt: skip
        until(self.answers)

    def answers(self) -> bool:
        """Whether one can connect."""
        assert self.process.poll() is None, (self.folder / "log").read_text()
        with socket.socket() as one:
            return one.connect_ex(("127.0.0.1", self.port)) == 0

    def client(self, command: str) -> list[str]:
        """The client's command line that runs a command there, in a terminal."""
        options = [
            f"IdentityFile={self.folder / 'mine'}", "IdentitiesOnly=yes",
            f"UserKnownHostsFile={self.folder / 'known'}", "StrictHostKeyChecking=no",
            "LogLevel=ERROR", "ControlPath=none",
        ]  # fmt: skip
        return [
            "ssh", "-tt", "-F", "none", "-p", str(self.port),
            *(part for option in options for part in ("-o", option)),
            f"{getpass.getuser()}@127.0.0.1", command,
        ]  # fmt: skip

    def stop(self) -> None:
        """The server and whatever it serves."""
        self.process.terminate()
        self.process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A private server."""
    folder = tmp_path / "ssh"
    folder.mkdir()
    one = Server(folder)
    yield one
    one.stop()


Connect = Callable[..., PseudoTerminal]


@pytest.fixture
def connect(server: Server, corpus: Path, tmp_path: Path) -> Iterator[Connect]:
    """Connects, and runs newsview on the corpus there or another command."""
    connections: list[PseudoTerminal] = []

    def make(command: str | None = None) -> PseudoTerminal:
        wanted = command or newsview(corpus, tmp_path)
        terminal = PseudoTerminal(home=tmp_path, command=server.client(wanted))
        connections.append(terminal)
        return terminal

    yield make
    for terminal in connections:
        terminal.close()


def newsview(corpus: Path, home: Path) -> str:
    """The command line on the far side."""
    places = {f"XDG_{what}_HOME": home / what.lower() for what in ("STATE", "CONFIG", "CACHE")}
    environment = {**places, "PYTHONPATH": os.environ.get("PYTHONPATH", ROOT)}
    words = ["env", *(f"{name}={value}" for name, value in environment.items())]
    return shlex.join([*words, sys.executable, "-m", "newsview", str(corpus)])


def running(corpus: Path) -> list[int]:
    """The newsviews that have the corpus open."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                words = (folder / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if words[1:4] == [b"-m", b"newsview", os.fsencode(corpus)]:
                found.append(int(folder.name))
    return found


def session_of(client: PseudoTerminal, pid: int) -> int:
    """The server's process for the connection that a newsview runs in."""
    while True:
        status = Path(f"/proc/{pid}/status").read_text()
        if "Name:\tsshd" in status:
            return pid
        pid = int(status.split("PPid:")[1].split()[0])


@pytest.mark.parametrize("cut", ["client", "server"])
def test_a_cut_connection_loses_nothing(connect: Connect, corpus: Path, cut: str) -> None:
    """Either end is killed with work open: no orphan stays, and one goes on where one was."""
    terminal = connect()
    decide(terminal)
    (pid,) = running(corpus)
    os.kill(terminal.pid if cut == "client" else session_of(terminal, pid), signal.SIGKILL)
    until(lambda: running(corpus) == [])
    assert statuses(corpus) == ["accepted"]
    again = connect()
    again.wait(lambda: re.search(r"doing 1/[1-9]", again.screen) is not None)
    again.press("x")
    again.wait(lambda: "rejected" in again.screen)
    assert sorted(statuses(corpus)) == ["accepted", "rejected"]
    before = again.press("q")
    again.press("q")
    again.wait_for("everything is saved", before)


@pytest.mark.skipif(shutil.which("tmux") is None, reason="no tmux is installed here")
def test_in_tmux_it_lives_on_when_the_connection_is_cut(
    connect: Connect, corpus: Path, tmp_path: Path
) -> None:
    """Attached again, the screen is whole and the next key works."""
    tmux = f"tmux -f /dev/null -S {shlex.quote(str(tmp_path / 'tmux'))}"
    terminal = connect(f"{tmux} new-session {shlex.quote(newsview(corpus, tmp_path))}")
    try:
        decide(terminal)
        (pid,) = running(corpus)
        os.kill(terminal.pid, signal.SIGKILL)
        terminal.end()
        again = connect(f"{tmux} attach")
        again.wait(lambda: re.search(r"doing 1/[1-9]", again.screen) is not None)
        assert running(corpus) == [pid]
        again.press("x")
        again.wait(lambda: "rejected" in again.screen)
        until(lambda: sorted(statuses(corpus)) == ["accepted", "rejected"])
    finally:
        subprocess.run([*shlex.split(tmux), "kill-server"], check=False, capture_output=True)
    until(lambda: running(corpus) == [])
