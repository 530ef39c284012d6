"""What goes over the wire, by key, with Textual's own output and with differences.

    python -m benchmarks.wire

The real application at 100x40 with 256 colours, on an article with a mention every 50 characters;
then over a modelled line of 64 kbit/s with a round trip of 150 ms. vim and less stand beside it
where they are installed, on the same text without colours.
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.link import DIRECT, THIN, FarTerminal, Line
from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus
from newsview.store.model import Mention
from newsview.store.steps import put
from newsview.tui.session import Session

BUDGETS: dict[str, int | None] = {
    "caret": 10,
    "caret, status too": 120,
    "label, text alone": 80,
    "label, status too": None,
    "scroll": 350,
    "page": 7000,
    "first screen": 12_000,
    "idle": 0,
}
"""Bytes at most; None: none was set."""

STATUS_ROW = b"\x1b[40;"
"""How a move to the status line begins."""

WORDS = (
    "il vento porta sabbia sulle case di pietra e i muri restano caldi fino a notte mentre la "
    "gente sale per le scale larghe verso il colle dove si vede bene tutta la valle "
).split()
"""Words that no rule takes for a name or figure."""

MENTION = "pietrerosse"


def write_article(folder: Path, mentions: int = 400) -> Path:
    """An article with a mention every 50 characters, kept in the annotations file beside it.

    No paragraph is like another, as those are taken for page furniture.
    """
    folder.mkdir(parents=True, exist_ok=True)
    article = folder / "lungo.txt"
    chosen = random.Random(1)
    blocks = ["".join(_period(chosen) for _ in range(12)) for _ in range(mentions // 12)]
    article.write_text("\n\n".join(["Un testo lungo", *blocks]) + "\n", "utf-8")
    labels = ("PER", "ORG", "LOC")
    with Annotations.open(folder / "newsview.json") as annotations:
        read = Session(Corpus.open([folder]), annotations, "anna", labels).article(0)
        changes = []
        start = read.text.find(MENTION)
        while start >= 0:
            number = len(changes)
            changes.append(
                put(None, Mention(
                    id=f"M{number:06}", article=read.sha256, start=start,
                    end=start + len(MENTION), text=MENTION, label=labels[number % 3],
                    status="accepted", origin="person", annotator="anna",
                ))
            )  # fmt: skip
            start = read.text.find(MENTION, start + 1)
        annotations.apply(changes)
    return folder


def _period(chosen: random.Random) -> str:
    room = 50 - len(MENTION) - 2
    words = " ".join(chosen.choice(WORDS) for _ in range(20))[:room].rstrip()
    return f"{words:{room}} {MENTION} "


def newsview(folder: Path, home: Path, output: str, line: Line = DIRECT) -> FarTerminal:
    """The application with one of its outputs."""
    command = [sys.executable, "-m", "newsview", "--pipeline", "rules", str(folder)]
    return FarTerminal(command, home, line=line, environment={"NEWSVIEW_OUTPUT": output})


def opened(folder: Path, home: Path, output: str, line: Line = DIRECT) -> tuple[FarTerminal, int]:
    """The application in the article, when all is there; bytes of its first screen."""
    terminal = newsview(folder, home, output, line)
    terminal.until(lambda: b"Un testo lungo" in terminal.output)
    terminal.settle()
    first = len(terminal.output)
    terminal.type("\r")
    terminal.until(lambda: b"pietrerosse" in terminal.output[first:])
    terminal.settle(1.5)
    return terminal, len(terminal.output) - first


def measured(folder: Path, home: Path, output: str) -> dict[str, int]:
    """Bytes by key."""
    terminal, first = opened(folder, home, output)
    figures = {"first screen": first}

    def key(keys: str) -> int:
        return terminal.press(keys)[0]

    key("j")
    key("j")
    figures["caret"] = min(key("l") for _ in range(4))
    figures["caret, status too"] = max(key(k) for k in "jjNkN")
    key("1")
    figures["label, text alone"] = figures["label, status too"] = 0
    for press in "2121":
        before = len(terminal.output)
        both = key(press)
        text = terminal.output[before:].find(STATUS_ROW)
        figures["label, text alone"] = max(figures["label, text alone"], text)
        figures["label, status too"] = max(figures["label, status too"], both)
    key("\x06")
    figures["scroll"] = max(key("\x05") for _ in range(6))
    figures["page"] = max(key("\x06") for _ in range(3))
    before = len(terminal.output)
    terminal.run(3)
    figures["idle"] = len(terminal.output) - before
    terminal.close()
    return figures


def line_figures(start: Callable[[], FarTerminal], keys: dict[str, str]) -> dict[str, float]:
    """Seconds over the thin line, by what was done."""
    terminal = start()
    figures = {}
    for name, key in keys.items():
        if name.startswith("held"):
            figures[name] = terminal.hold(key)[1]
        else:
            figures[name] = statistics.median(terminal.press(key)[1] for _ in range(5))
    terminal.close()
    return figures


def print_bytes(folder: Path, home: Path) -> None:
    """The table of bytes, and whether the budgets hold."""
    stock = measured(folder, home / "stock", "stock")
    ours = measured(folder, home / "ours", "differences")
    print(f"{'bytes, 100x40, 256 colours':28} {'stock':>8} {'ours':>8} {'budget':>8}")
    for name, budget in BUDGETS.items():
        kept = "" if budget is None or ours[name] <= budget else "  over"
        limit = "-" if budget is None else budget
        print(f"{name:28} {stock[name]:8} {ours[name]:8} {limit:>8}{kept}")


def print_line(folder: Path, home: Path) -> None:
    """The table of seconds over the thin line."""
    keys = {"caret": "l", "page": "\x06", "held scroll": "\x05", "held page": "\x06"}
    programs: dict[str, Callable[[], FarTerminal]] = {
        output: lambda output=output: opened(folder, home / f"thin-{output}", output, THIN)[0]  # type: ignore[misc]
        for output in ("stock", "differences")
    }
    text = folder / "lungo.txt"
    for name, extra in (("vim", ["-u", "NONE", "-i", "NONE"]), ("less", [])):
        if shutil.which(name):
            programs[name] = lambda name=name, extra=extra: _settled(  # type: ignore[misc]
                FarTerminal([name, *extra, str(text)], home, line=THIN)
            )
    print(f"\n{'seconds, 64 kbit/s, 150 ms':28} " + " ".join(f"{key:>12}" for key in keys))
    for name, start in programs.items():
        own = (
            {**keys, "held scroll": "j", "page": " ", "held page": " "} if name == "less" else keys
        )
        figures = line_figures(start, own)
        print(f"{name:28} " + " ".join(f"{figures[key]:12.3f}" for key in keys))
    print("(the round trip is 0.150; held: after the last of 30 presses at 30 a second)")


def _settled(terminal: FarTerminal) -> FarTerminal:
    terminal.run(2)
    terminal.settle()
    return terminal


def main() -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        folder = write_article(home / "testi")
        print_bytes(folder, home)
        print_line(folder, home)


if __name__ == "__main__":
    main()
