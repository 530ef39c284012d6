"""Keys over a slow line: seconds to the last byte, with either output.

    python -m benchmarks.link

The real application over a modelled line of 64 kbit/s with a round trip of 150 ms. vim and less
stand beside it where they are installed, on the same text without colours.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.far import THIN, FarTerminal
from benchmarks.wire import opened, write_article

KEYS = {"caret": "l", "page": "\x06", "held scroll": "\x05", "held page": "\x06"}
LESS_KEYS = {**KEYS, "page": " ", "held scroll": "j", "held page": " "}

BUDGETS: dict[str, float | None] = {
    "caret": 2 * THIN.delay + 0.03,
    "page": None,
    "held scroll": 1.0,
    "held page": None,
}
"""Seconds at most; None: none was set."""


def figures(start: Callable[[], FarTerminal], keys: dict[str, str]) -> dict[str, float]:
    """Seconds over the thin line, by what was done: medians of five, or after holding a key."""
    terminal = start()
    found = {}
    for name, key in keys.items():
        if name.startswith("held"):
            found[name] = terminal.hold(key)[1]
        else:
            found[name] = statistics.median(terminal.press(key)[1] for _ in range(5))
    terminal.close()
    return found


def settled(terminal: FarTerminal) -> FarTerminal:
    """A program that shows its first screen."""
    terminal.run(2)
    terminal.settle()
    return terminal


def programs(folder: Path, home: Path) -> dict[str, Callable[[], FarTerminal]]:
    """How each is started on the same text."""
    found: dict[str, Callable[[], FarTerminal]] = {
        output: lambda output=output: opened(folder, home / output, output, THIN)[0]  # type: ignore[misc]
        for output in ("stock", "differences")
    }
    text = str(folder / "lungo.txt")
    for name, extra in (("vim", ["-u", "NONE", "-i", "NONE"]), ("less", [])):
        if shutil.which(name):
            found[name] = lambda command=[name, *extra, text]: settled(  # type: ignore[misc]
                FarTerminal(command, home, line=THIN)
            )
    return found


def main() -> None:
    """Print one table."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        folder = write_article(home / "testi", mentions=3000)
        print(f"{'seconds, 64 kbit/s, 150 ms':28} " + " ".join(f"{key:>12}" for key in KEYS))
        limits = ["-" if most is None else f"{most:.3f}" for most in BUDGETS.values()]
        print(f"{'budget':28} " + " ".join(f"{limit:>12}" for limit in limits))
        over = []
        for program, start in programs(folder, home).items():
            found = figures(start, LESS_KEYS if program == "less" else KEYS)
            print(f"{program:28} " + " ".join(f"{found[key]:12.3f}" for key in KEYS))
            if program == "differences":
                over = [key for key, most in BUDGETS.items() if most and found[key] > most]
        print("(held: after the last of 30 presses at 30 a second)")
        if over:
            print(f"over the budget with differences: {', '.join(over)}")


if __name__ == "__main__":
    main()
