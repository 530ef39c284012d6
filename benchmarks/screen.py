"""What the screen costs: bytes on the wire for a key, and the time to the first frame.

    python -m benchmarks.screen

Runs the real application in a pseudo-terminal of 100x40 with 256 colours, and an empty Textual
application in the same run as the reference for the first frame.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

SENTENCE = (
    "La società Terna Nova di Cuneo ha investito 12 milioni di euro nel 2025 per 140 operai. "
)
EMPTY = (
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class A(App):\n    def compose(self): yield Static('pronto qui')\nA().run(mouse=False)"
)
QUIET = 0.3
KEYS = (("l", "caret right"), ("j", "caret down"), ("\x06", "page down"), ("i", "labels on"))


class Screen:
    """A program in a pseudo-terminal."""

    def __init__(self, command: list[str], home: Path) -> None:
        self.began = time.perf_counter()
        environment = {
            **os.environ, "TERM": "xterm-256color", "COLORTERM": "",
            "XDG_STATE_HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home),
            "TEXTUAL_ANIMATIONS": "none",
        }  # fmt: skip
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
            os.execvpe(command[0], command, environment)
        self.output = bytearray()

    def read(self, wait: float) -> bool:
        """Whether something came within some seconds."""
        if not select.select([self.fd], [], [], wait)[0]:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return False
        for _ in range(data.count(b"\x1b[5n")):
            os.write(self.fd, b"\x1b[0n")  # as a terminal does that is asked how far it is
        self.output += data
        os.write(self.fd, b"\x1b[0n" * data.count(b"\x1b[5n"))
        return bool(data)

    def until(self, text: str) -> float:
        """Seconds from the start until a text is written."""
        while text.encode() not in self.output:
            if not self.read(20):
                raise RuntimeError(f"never came: {text}")
        return time.perf_counter() - self.began

    def settle(self) -> None:
        """Read until nothing comes for a while."""
        while self.read(QUIET):
            pass

    def press(self, key: str) -> tuple[int, float]:
        """Bytes written for a key, and milliseconds to the first of them."""
        before = len(self.output)
        began = time.perf_counter()
        os.write(self.fd, key.encode())
        self.read(5)
        milliseconds = (time.perf_counter() - began) * 1000
        self.settle()
        return len(self.output) - before, milliseconds

    def close(self) -> None:
        """End it, and all that it started, so that nothing of it runs beside what comes next."""
        for pid in reversed(descent(self.pid)):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def descent(pid: int) -> list[int]:
    """A process and all that come of it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return [pid]
    return [pid, *(one for child in children for one in descent(int(child)))]


def first_frame(command: list[str], text: str, home: Path) -> float:
    """Median seconds to a text on the screen."""
    times = []
    for _ in range(5):
        screen = Screen(command, home)
        times.append(screen.until(text))
        screen.close()
    return statistics.median(times)


def main() -> None:
    """Print one table."""
    newsview = [sys.executable, "-m", "newsview", "--file", ""]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        empty = first_frame([sys.executable, "-c", EMPTY], "pronto", home)
        print(f"first frame, empty application      {empty * 1000:8.0f} ms      1.00")
        for count in (1_000, 20_000):
            corpus = home / f"c{count}"
            corpus.mkdir()
            for number in range(count):
                (corpus / f"art{number:06}.txt").write_text(f"Titolo {number}\n\n{SENTENCE * 3}\n")
            newsview[-1] = str(home / f"{count}.json")
            took = first_frame([*newsview, str(corpus)], "art0", home)
            label = f"first frame, {count:,} articles"
            print(f"{label:35} {took * 1000:8.0f} ms  {took / empty:8.2f} x empty")
        keys(home, newsview)


def keys(home: Path, newsview: list[str]) -> None:
    """Bytes and milliseconds of keys in a long article."""
    for name, size in (("10 kB", 10_000), ("1 MB", 1_000_000)):
        article = home / f"{size}.txt"
        paragraphs = (f"Capoverso {n}. {SENTENCE * 6}\n\n" for n in range(size // 540))
        article.write_text("Titolo del testo\n\n" + "".join(paragraphs))
        newsview[-1] = str(home / f"a{size}.json")
        screen = Screen([*newsview, str(article)], home)
        screen.until("Titolo del testo")
        screen.settle()
        screen.press("\r")
        screen.settle()
        for key, what in (
            ("l", "caret right"),
            ("j", "caret down"),
            ("\x06", "page down"),
            ("i", "labels on"),
        ):
            results = [screen.press(key) for _ in range(1 if key == "i" else 3)]
            written = statistics.median(result[0] for result in results)
            took = statistics.median(result[1] for result in results)
            print(f"{name + ', ' + what:35} {took:8.1f} ms  {written:8.0f} bytes")
        before = len(screen.output)
        time.sleep(2)
        screen.settle()
        print(
            f"{name + ', idle for two seconds':35} {'':11}  {len(screen.output) - before:8} bytes"
        )
        screen.close()


if __name__ == "__main__":
    main()
