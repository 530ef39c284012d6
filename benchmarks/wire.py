"""What goes over the wire, by key, with Textual's own output and with differences.

    python -m benchmarks.wire

The real application at 100x40 with 256 colours, on an article with a mention every 50 characters.
"""

from __future__ import annotations

import random
import re
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.far import DIRECT, FarTerminal, Line
from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus
from newsview.store.model import Mention
from newsview.store.steps import put
from newsview.tui.session import Session

BUDGETS: dict[str, int | None] = {
    "caret": 10,
    "caret, status too": 120,
    "label, text alone": 80,
    "label, status too": 120,
    "label, the article's first": None,
    "scroll": 350,
    "page": 7000,
    "first screen": 12_000,
    "idle": 0,
}
"""Bytes at most; None: none was set."""

MILLISECONDS: dict[str, int | None] = {"page": 30, "caret": None}
"""Median milliseconds at most, from a key to the last byte of what it changes."""

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
    figures["label, the article's first"] = max(key("1"), key("2"))
    decided = [_parts(terminal, press) for press in ("1", "2", "N", "1", "2", "N", "2", "1")]
    figures["label, text alone"] = max(text for text, _ in decided)
    figures["label, status too"] = max(both for _, both in decided)
    key("\x06")
    figures["scroll"] = max(key("\x05") for _ in range(6))
    figures["page"] = max(key("\x06") for _ in range(3))
    before = len(terminal.output)
    terminal.run(3)
    figures["idle"] = len(terminal.output) - before
    terminal.close()
    return figures


def _parts(terminal: FarTerminal, key: str) -> tuple[int, int]:
    """Bytes outside the status line's row, and all of them; none for a step to elsewhere."""
    before = len(terminal.output)
    both, _ = terminal.press(key)
    moves = re.split(rb"(?=\x1b\[\d*;?\d*H)", bytes(terminal.output[before:]))
    status = sum(len(part) for part in moves if part.startswith(STATUS_ROW))
    return (both - status, both) if key.isdigit() else (0, 0)


def print_bytes(folder: Path, home: Path) -> None:
    """The table of bytes, and whether the budgets hold."""
    stock = measured(folder, home / "stock", "stock")
    ours = measured(folder, home / "ours", "differences")
    print(f"{'bytes, 100x40, 256 colours':28} {'stock':>8} {'ours':>8} {'budget':>8}")
    for name, budget in BUDGETS.items():
        kept = "" if budget is None or ours[name] <= budget else "  over"
        limit = "-" if budget is None else budget
        print(f"{name:28} {stock[name]:8} {ours[name]:8} {limit:>8}{kept}")


def print_milliseconds(folder: Path, home: Path) -> None:
    """The table of times from the key to the last byte, with no line between."""
    print(f"\n{'milliseconds to the last byte':28} {'stock':>8} {'ours':>8} {'budget':>8}")
    times = {}
    for output in ("stock", "differences"):
        terminal, _ = opened(folder, home / f"times-{output}", output)
        times[output] = {
            name: statistics.median(terminal.press(key)[1] for key in keys) * 1000
            for name, keys in (("page", "\x06" * 20), ("caret", "lh" * 10))
        }
        terminal.close()
    for name, budget in MILLISECONDS.items():
        stock, ours = times["stock"][name], times["differences"][name]
        kept = "" if budget is None or ours <= budget else "  over"
        limit = "-" if budget is None else budget
        print(f"{name:28} {stock:8.1f} {ours:8.1f} {limit:>8}{kept}")


def main() -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        folder = write_article(home / "testi")
        print_bytes(folder, home)
        print_milliseconds(write_article(home / "lunghi", mentions=2000), home)


if __name__ == "__main__":
    main()
