"""The same keys in other programs: bytes and milliseconds, on the same text, in one run.

    python -m benchmarks.beside

An empty Textual application, newsview with either output, and of vim, less and SLATE
(``slate-nlp``) those that are installed, each in a pseudo-terminal of 100x40 with 256 colours. The
text has 100 kB; newsview shows a mention every 50 characters, the others show plain text.
"""

from __future__ import annotations

import os
import shlex
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks.far import FarTerminal
from benchmarks.wire import opened, write_article

EMPTY = (
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class A(App):\n    def compose(self): yield Static('pronto qui')\nA().run(mouse=False)"
)

KEYS = ("caret", "scroll", "page", "label")
IDLE_SECONDS = 3.0


class Program(NamedTuple):
    """How it is started, and its keys by what they do; of several one after the other."""

    start: Callable[[], tuple[FarTerminal, int]]
    keys: dict[str, tuple[str, ...]]


def started(command: list[str], home: Path) -> tuple[FarTerminal, int]:
    """A program that shows its first screen, and the bytes of that."""
    terminal = FarTerminal(command, home)
    terminal.run(3)
    terminal.settle()
    return terminal, len(terminal.output)


def programs(folder: Path, home: Path) -> dict[str, Program]:
    """Those that are installed."""
    text = folder / "lungo.txt"
    ours = {"caret": ("l",), "scroll": ("\x05",), "page": ("\x06",), "label": ("2", "3")}
    found = {
        "empty Textual": Program(lambda: started([sys.executable, "-c", EMPTY], home), {}),
        "newsview, stock": Program(lambda: opened(folder, home / "stock", "stock"), ours),
        "newsview": Program(lambda: opened(folder, home / "ours", "differences"), ours),
    }
    vim = ["vim", "-u", "NONE", "-i", "NONE", "-n", str(text)]
    slate = shlex.join(["slate", text.name, "-t", "categorical", "-s", "token"])
    others = {
        "vim": Program(
            lambda: started(vim, home), {"caret": ("l",), "scroll": ("\x05",), "page": ("\x06",)}
        ),
        "less": Program(
            lambda: started(["less", str(text)], home), {"scroll": ("j",), "page": (" ",)}
        ),
        "slate": Program(
            lambda: started(["sh", "-c", f"cd {shlex.quote(str(home))} && exec {slate}"], home),
            {"caret": ("\x1b[C",), "scroll": ("\x1b[B",), "label": ("a",)},
        ),
    }
    shutil.copy(text, home / text.name)
    return found | {name: one for name, one in others.items() if shutil.which(name)}


def resident(terminal: FarTerminal) -> float:
    """Megabytes in memory, of the program alone."""
    pages = int(Path(f"/proc/{terminal.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def row(program: Program) -> list[str]:
    """What stands in a program's row."""
    terminal, first = program.start()
    cells = [f"{first:,}"]
    for name in KEYS:
        if name not in program.keys:
            cells.append("-")
            continue
        pressed = [terminal.press(key) for key in 4 * program.keys[name]]
        counts, seconds = zip(*pressed, strict=True)
        cells.append(f"{statistics.median(counts):,.0f} / {1000 * statistics.median(seconds):.0f}")
    before = len(terminal.output)
    terminal.run(IDLE_SECONDS)
    cells += [str(len(terminal.output) - before), f"{resident(terminal):.0f}"]
    terminal.close()
    return cells


def main() -> None:
    """Print the table."""
    heads = ("first screen", *(f"{name}, B / ms" for name in KEYS), "idle", "MB")
    print(f"{'':18}" + "".join(f"{head:>16}" for head in heads))
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        folder = write_article(home / "testi", mentions=2000)
        for label, program in programs(folder, home).items():
            print(f"{label:18}" + "".join(f"{cell:>16}" for cell in row(program)))


if __name__ == "__main__":
    main()
