"""The budgets of the screen: first frames, a list of 100,000 articles, an article of 5 MB.

    python -m benchmarks.large [frames] [list] [filter] [reader] [loading]
    python -m benchmarks.large reader --size "5 MB"

The real application in a pseudo-terminal of 100x40 with 256 colours; first frames against an empty
Textual application in the same run, turn by turn.
"""

from __future__ import annotations

import argparse
import compileall
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import newsview
from benchmarks.screen import EMPTY, SENTENCE, Screen
from newsview.nlp.identity import MODEL
from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus
from newsview.store.model import DEFAULT_LABELS, sha256_of
from newsview.tui.entries import Entry
from newsview.tui.rows import SessionArticles
from newsview.tui.session import Session
from newsview.widgets.listing import Listing

TURNS = 15
LISTED = 100_000
SIZES = {"10 kB": 10_000, "100 kB": 100_000, "5 MB": 5_000_000}
PARTS = ("frames", "list", "filter", "reader", "loading")
SUGGESTED = re.compile(rb"0/[1-9]\d")
"""What the status line says as soon as the suggestions are there: none of so many is decided."""


def row(what: str, figure: str, budget: str, held: bool) -> None:
    """One line of the table."""
    print(f"{what:44} {figure:>22}   {budget:>18}{'' if held else '   over'}", flush=True)


def write_corpus(folder: Path, count: int) -> Path:
    """A folder of short articles, each with a title of its own."""
    folder.mkdir()
    for number in range(count):
        text = f"Il consiglio di Cuneo vota il bilancio numero {number}\n\n{SENTENCE * 3}\n"
        (folder / f"art{number:06}.txt").write_text(text, "utf-8")
    return folder


def write_article(path: Path, size: int) -> Path:
    """One article of about a number of bytes."""
    body = (f"Capoverso {number}. {SENTENCE * 6}\n\n" for number in range(size // 540))
    path.write_text("Titolo del testo\n\n" + "".join(body), "utf-8")
    return path


def resident(screen: Screen, what: str = "VmRSS") -> float:
    """Megabytes of the application's own process: now, or with ``VmHWM`` the most so far."""
    for line in Path(f"/proc/{screen.pid}/status").read_text().splitlines():
        if line.startswith(what):
            return int(line.split()[1]) / 1024
    return 0.0


def opening(home: Path, what: Path, *more: str) -> list[str]:
    """The command that opens newsview on something, with an annotations file of its own."""
    file = str(home / f"{what.stem}.json")
    return [sys.executable, "-m", "newsview", "--file", file, *more, str(what)]


def first_frames(home: Path, commands: dict[str, tuple[list[str], str, float]]) -> None:
    """The median time to the first frame of each, and its ratio to the empty application's.

    Each turn has an order of its own: what comes after a large corpus was let go starts later.
    """
    for part in ("", "store", "nlp", "tui", "widgets"):  # as an installation does
        compileall.compile_dir(Path(newsview.__path__[0], part), quiet=1)
    empty = [sys.executable, "-c", EMPTY]
    runs = {"": (empty, "pronto")}
    runs |= {name: (command, text) for name, (command, text, _) in commands.items()}
    times: dict[str, list[float]] = {name: [] for name in runs}
    orders = random.Random(0)
    for _ in range(TURNS):
        for name in orders.sample(list(runs), len(runs)):
            command, text = runs[name]
            screen = Screen(command, home)
            times[name].append(screen.until(text) * 1000)
            screen.close()
    reference = statistics.median(times[""])
    row("first frame, empty application", f"{reference:.0f} ms", "", held=True)
    for name, (_, _, budget) in commands.items():
        took = statistics.median(times[name])
        ratio = took / reference
        row(name, f"{took:.0f} ms {ratio:.2f} x", f"{budget:.1f} x", ratio <= budget)


def the_frames(home: Path) -> None:
    """First frames of lists and articles, small and large."""
    small = write_corpus(home / "mille", 1000)
    large = write_corpus(home / "centomila", LISTED)
    short = write_article(home / "cento.txt", SIZES["100 kB"])
    long = write_article(home / "cinque.txt", SIZES["5 MB"])
    first_frames(
        home,
        {
            "first frame, 1,000 articles": (opening(home, small), "art0", 1.3),
            "first frame, 100,000 articles": (opening(home, large), "art0", 1.6),
            "first frame, an article of 100 kB": (opening(home, short), "cento.txt", 1.3),
            "first frame, an article of 5 MB": (opening(home, long), "cinque.txt", 1.6),
        },
    )


def pressed(screen: Screen, keys: list[str]) -> tuple[list[float], list[int]]:
    """Milliseconds to the first byte of the frame and bytes, key by key."""
    figures = [screen.press(key) for key in keys]
    return sorted(took for _, took in figures), sorted(count for count, _ in figures)


def at(part: float, times: list[float]) -> float:
    """A percentile of sorted times."""
    return times[min(len(times) - 1, int(part * len(times)))]


def the_list(home: Path, corpus: Path) -> None:
    """Keys, the filter and memory in a list of 100,000 articles, while they are being read."""
    screen = Screen(opening(home, corpus), home)
    screen.until("art0")
    run(screen, lambda: b"/100000" in screen.output)
    times, counts = typed(screen, ["j"] * 30)
    middle, size = statistics.median(times), int(statistics.median(counts))
    held = middle <= 4 and size <= 400
    row("100,000 articles, down", f"{middle:.1f} ms {size} bytes", "4 ms 400 bytes", held)
    typed(screen, ["/"])
    times, _ = typed(screen, list("consiglio cuneo 77"))
    figure = f"{statistics.median(times):.0f} / {times[-1]:.0f} ms"
    row("100,000 articles, filter, first answer p50 / most", figure, "", held=True)
    memory = resident(screen)
    row("100,000 articles, resident", f"{memory:.0f} MB", "60 MB", memory <= 60)
    screen.close()


def the_filter(home: Path, corpus: Path) -> None:
    """What a key of the filter costs once every title is known, apart from drawing."""
    with Annotations.open(home / "filter.json") as annotations:
        session = Session(Corpus.open([corpus]), annotations, "anna", DEFAULT_LABELS)
        for index, source in enumerate(session.corpus.sources):
            title = f"Il consiglio di Cuneo vota il bilancio numero {index}"
            session.entries[index] = Entry(source, sha256_of(title), title, "2025-08-28")
        listing = Listing(SessionArticles(session))
        times: list[float] = []
        query = "consiglio cuneo 77"
        for end in range(1, len(query) + 1):
            began = time.perf_counter()
            listing.arrange(listing.find(query[:end]), "name")
            times.append((time.perf_counter() - began) * 1000)
        middle = statistics.median(times)
        row("100,000 articles, filter, p50", f"{middle:.0f} ms", "50 ms", middle <= 50)
        row("100,000 articles, filter, first key", f"{times[0]:.0f} ms", "", held=True)


def run(screen: Screen, reached: Callable[[], bool], most: float = 60) -> None:
    """Read until something is reached."""
    end = time.monotonic() + most
    while not reached() and time.monotonic() < end:
        screen.read(0.05)


def typed(screen: Screen, keys: list[str], pause: float = 0.15) -> tuple[list[float], list[int]]:
    """As `pressed`, where the screen is never quiet: bytes of the first write that answers."""
    times: list[float] = []
    counts: list[int] = []
    for key in keys:
        while screen.read(0.002):
            pass
        before = len(screen.output)
        began = time.perf_counter()
        os.write(screen.fd, key.encode())
        screen.read(5)
        times.append((time.perf_counter() - began) * 1000)
        counts.append(len(screen.output) - before)
        end = time.perf_counter() + pause
        while time.perf_counter() < end:
            screen.read(0.01)
    return sorted(times), sorted(counts)


def beside(screen: Screen, most: float) -> tuple[list[float], bool]:
    """Milliseconds of keys until a moment after the suggestions came; whether they did."""
    times: list[float] = []
    end, began = time.monotonic() + most, len(screen.output)
    came = False
    while time.monotonic() < end:
        times += typed(screen, list("lljl"))[0]
        if not came and SUGGESTED.search(screen.output, began):
            came, end = True, time.monotonic() + 3
    return sorted(times), came


def the_loading(home: Path) -> None:
    """Keys while the worker process loads spaCy and its model, which begins with the first list."""
    if find_spec(MODEL) is None:
        print(f"{MODEL} is not installed: loading it is not measured")
        return
    article = write_article(home / "carica.txt", SIZES["10 kB"])
    screen = Screen(opening(home, article, "--pipeline", MODEL), home)
    screen.until("Titolo del testo")
    os.write(screen.fd, b"\r")
    run(screen, lambda: b"Capoverso 0" in screen.output)
    times, came = beside(screen, 60)
    figure = f"{at(0.95, times):.1f} / {times[-1]:.0f} ms"
    held = came and at(0.95, times) <= 40 and times[-1] <= 100
    row("key while a model loads, p95 / most", figure, "40 / 100 ms", held)
    screen.close()


def the_reader(home: Path, sizes: dict[str, int]) -> None:
    """Keys in an article of each size, without a pipeline's work and beside it."""
    for name, size in sizes.items():
        article = write_article(home / f"lettura{size}.txt", size)
        screen = Screen(opening(home, article, "--pipeline", "rules"), home)
        screen.until("Titolo del testo")
        screen.settle()
        began = time.perf_counter()
        os.write(screen.fd, b"\r")
        run(screen, lambda screen=screen: b"Capoverso 0" in screen.output)  # type: ignore[misc]
        row(f"{name}, opened", f"{(time.perf_counter() - began) * 1000:.0f} ms", "", held=True)
        typed(screen, ["j"] * 10)  # what was needed to open it only has gone by then
        memory, most = resident(screen), resident(screen, "VmHWM")
        figure = f"{memory:.0f} / {most:.0f} MB"
        row(f"{name}, resident when opened / most before", figure, "65 MB", memory <= 65)
        times, came = beside(screen, 120 if size > 1_000_000 else 8)
        held = at(0.95, times) <= 40 and times[-1] <= 100
        figure = f"{at(0.95, times):.1f} / {times[-1]:.0f} ms"
        row(f"{name}, key beside a pipeline, p95 / most", figure, "40 / 100 ms", held)
        if not came and size > 1_000_000:
            print(f"{name}, the suggestions did not come within two minutes")
        screen.settle()
        times, _ = pressed(screen, list("lljl") * 10)
        held = statistics.median(times) <= 3 and at(0.99, times) <= 20
        figure = f"{statistics.median(times):.1f} / {at(0.99, times):.1f} ms"
        row(f"{name}, key to frame, p50 / p99", figure, "3 / 20 ms", held)
        times, _ = pressed(screen, ["\x06"] * (3 if size < 50_000 else 20))
        row(f"{name}, page, p95", f"{at(0.95, times):.1f} ms", "30 ms", at(0.95, times) <= 30)
        row(f"{name}, resident with suggestions", f"{resident(screen):.0f} MB", "", held=True)
        if size < SIZES["5 MB"]:
            times, _ = pressed(screen, ["i"])
            row(f"{name}, labels on", f"{times[0]:.0f} ms", "", held=True)
        screen.close()


def main() -> None:
    """Print every budget with its figure, or those of some parts."""
    parser = argparse.ArgumentParser(description="The budgets of the screen.")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help=f"of {', '.join(PARTS)}")
    parser.add_argument("--size", choices=list(SIZES), help="the reader with this article alone")
    options = parser.parse_args()
    parts = options.parts or PARTS
    sizes = {options.size: SIZES[options.size]} if options.size else SIZES
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ["XDG_CACHE_HOME"] = str(home / "cache")
        if "frames" in parts:
            the_frames(home)
        if "list" in parts or "filter" in parts:
            large = write_corpus(home / "lista", LISTED)
            if "list" in parts:
                the_list(home, large)
            if "filter" in parts:
                the_filter(home, large)
        if "loading" in parts:
            the_loading(home)
        if "reader" in parts:
            the_reader(home, sizes)


if __name__ == "__main__":
    main()
