"""What one durable decision costs, beside the least that any could cost.

    python -m benchmarks.store [RECORDS ...]

For each size: the median of one inserted and one updated record in microseconds, the kinds taken
in turn within one process, and their ratio to a raw append with fdatasync of as many bytes as a
step takes in the journal. Then reading one article beside an indexed SQLite query, opening beside
``orjson.loads`` (where orjson is installed, else ``json.loads``) of the same file, memory, and the
longest pause of a loop beside a checkpoint. At the end, what a step costs the processor at each
size.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from newsview.store.annotations import Annotations
from newsview.store.convert import to_document as converted
from newsview.store.journal import Disk, JournalStorage
from newsview.store.journal.collector import collector_paused
from newsview.store.model import Mention
from newsview.store.steps import put
from newsview.store.told import Told

try:
    import orjson
except ImportError:
    loads, LOADS = json.loads, "json.loads"
else:
    loads, LOADS = orjson.loads, "orjson.loads"

SIZES = (10, 10_000, 100_000)
ROUNDS = 400
STOCK_ROUNDS = 3
"""Stock TinyDB writes the whole file each time, so a few rounds have to do."""

AT = "2026-11-22T05:20:00Z"
PER_ARTICLE = 40


def mention(number: int, note: str | None = None) -> Mention:
    """A record of usual size."""
    return Mention(
        id=f"M{number:09}", article=f"{number // PER_ARTICLE:064}", start=number, end=number + 10,
        text="Volkswagen", label="ORG", status="accepted", origin="model", score=0.93,
        pipeline="newsview-rules 0.1.0", note=note, annotator="anna", created=AT, updated=AT,
    )  # fmt: skip


def to_document(record: Mention) -> dict[str, Any]:
    """The record as TinyDB keeps it."""
    return converted(record, None)


class Unsynced(Disk):
    """A disk that does not wait, to see what the processor does."""

    def sync(self, file: object) -> None:
        """Nothing."""


def times_us(action: Callable[[int], object], numbers: Iterable[int]) -> list[float]:
    """Microseconds of each call."""
    times = []
    for number in numbers:
        began = time.perf_counter()
        action(number)
        times.append((time.perf_counter() - began) * 1e6)
    return times


def in_turn(kinds: dict[str, Callable[[int], object]], rounds: int, first: int) -> dict[str, float]:
    """Medians of several actions in turn, in another order each time, so that a slow moment hits
    all and none always comes after the same."""
    times: dict[str, list[float]] = {name: [] for name in kinds}
    dice = random.Random(first)
    for number in range(first, first + rounds):
        for name, action in dice.sample(list(kinds.items()), len(kinds)):
            times[name] += times_us(action, [number])
    return {name: statistics.median(values) for name, values in times.items()}


def told() -> Told:
    """What the application says of a step."""
    return Told("anna", "accepted ORG Volkswagen", "a" * 64)


def fill(path: Path, size: int) -> None:
    """Make a file of so many records."""
    with Annotations.open(path) as filled:
        for first in range(0, size, 50_000):
            numbers = range(first, min(size, first + 50_000))
            filled.apply([put(None, mention(number)) for number in numbers])


def sqlite_base(path: Path, size: int) -> sqlite3.Connection:
    """The same records in SQLite, as safe as it can be."""
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("pragma journal_mode=wal")
    base.execute("pragma synchronous=full")
    base.execute("create table mentions (id text primary key, article text, data text)")
    base.execute("create index by_article on mentions (article)")
    rows = (
        (m.id, m.article, json.dumps(to_document(m))) for m in (mention(n) for n in range(size))
    )
    base.execute("begin")
    base.executemany("insert into mentions values (?, ?, ?)", rows)
    base.execute("commit")
    return base


def measure(folder: Path, size: int) -> float:
    """Print the rows for one size, and return what a step costs the processor."""
    path = folder / f"{size}.json"
    fill(path, size)
    raw = os.open(folder / "raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    base = sqlite_base(folder / f"{size}.sqlite", size)
    with Annotations.open(path) as annotations:
        line = b"x" * line_bytes(annotations, size)

        def append(_: int) -> None:
            os.write(raw, line)
            os.fdatasync(raw)

        def sqlite_insert(number: int) -> None:
            m = mention(number)
            data = json.dumps(to_document(m))
            base.execute("insert into mentions values (?, ?, ?)", (m.id, m.article, data))

        def sqlite_update(number: int) -> None:
            m = mention(number % size, str(number))
            data = json.dumps(to_document(m))
            base.execute("update mentions set data = ? where id = ?", (data, m.id))

        noted: dict[int, Mention] = {}

        def update(number: int) -> None:
            which = number % size
            before = noted.get(which) or mention(which)
            noted[which] = mention(which, str(number))
            annotations.apply([put(before, noted[which])], told())

        kinds: dict[str, Callable[[int], object]] = {
            "raw append + fdatasync": append,
            "newsview insert": lambda n: annotations.apply([put(None, mention(n))], told()),
            "newsview update": update,
            "SQLite WAL FULL insert": sqlite_insert,
            "SQLite WAL FULL update": sqlite_update,
        }
        in_turn(kinds, 20, size + 10_000)
        medians = in_turn(kinds, ROUNDS, size + 20_000)
        article = mention(size // 2).article
        found = in_turn(
            {
                "newsview": lambda _: annotations.mentions(article),
                "SQLite": lambda _: base.execute(
                    "select data from mentions where article = ?", (article,)
                ).fetchall(),
            },
            ROUNDS,
            0,
        )
    with TinyDB(path) as stock:
        table = stock.table("mentions")
        row = to_document(mention(10**8))
        medians["stock TinyDB insert"] = statistics.median(
            times_us(lambda _: table.insert(dict(row)), range(STOCK_ROUNDS))
        )
    reference = medians["raw append + fdatasync"]
    for name, value in medians.items():
        ratio = f"{value / reference:>10.2f} x raw append"
        if name.startswith("newsview"):
            sqlite = medians["SQLite WAL FULL " + name.split()[1]]
            ratio += f", {value / sqlite:.2f} x SQLite"
        show(size, name, value, ratio)
    ratio = f"{found['newsview'] / found['SQLite']:>10.2f} x SQLite indexed"
    show(size, "reading an article", found["newsview"], ratio)
    base.close()
    os.close(raw)
    opening(path, size)
    memory(path, size)
    pauses(path, size)
    return processor(path, size)


def show(size: int, name: str, value: float, ratio: str) -> None:
    """Print one row."""
    print(f"{size:>9,}  {name:24} {value:>12,.0f} us  {ratio}", flush=True)


def line_bytes(annotations: Annotations, size: int) -> int:
    """How long the journal line of an inserted record is."""
    journal = annotations.path.with_name(annotations.path.name + "-journal")
    annotations.apply([put(None, mention(size + 1))], told())
    before = len(journal.read_bytes().rstrip(b"\0"))
    annotations.apply([put(None, mention(size + 2))], told())
    return len(journal.read_bytes().rstrip(b"\0")) - before


def opening(path: Path, size: int) -> None:
    """Print what opening costs beside parsing the same file."""
    parse, whole = [], []
    for _ in range(5):
        with collector_paused():  # as newsview does while it opens a file
            parse += times_us(lambda _: loads(path.read_bytes()), [0])
        whole += times_us(lambda _: Annotations.open(path, read_only=True).close(), [0])
    ours, least = statistics.median(whole), statistics.median(parse)
    show(size, "opening", ours, f"{ours / least:>10.2f} x {LOADS}")


RESIDENT = """
import gc, os, sys
from pathlib import Path
from newsview.store.annotations import Annotations
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
before = resident()
held = Annotations.open(Path(sys.argv[1]), read_only=True)
gc.collect()
print(resident() - before)
"""


def memory(path: Path, size: int) -> None:
    """Print what a record takes in a process of its own."""
    command = [sys.executable, "-c", RESIDENT, str(path)]
    taken = int(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    print(f"{size:>9,}  {'memory':24} {taken / size / 1000:>12,.2f} kB a record")


def pauses(path: Path, size: int) -> None:
    """Print the longest pause of an event loop while a checkpoint is made beside it."""

    async def turns(annotations: Annotations, going: Callable[[], bool]) -> tuple[float, int]:
        """The longest turn of a loop that takes a decision every fortieth time."""
        worst, count = 0.0, 0
        while going():
            began = time.perf_counter()
            await asyncio.sleep(0.001)
            if count % 40 == 0:
                annotations.apply([put(None, mention(next(numbers)))], told())
            worst = max(worst, time.perf_counter() - began - 0.001)
            count += 1
        return worst, count // 40

    async def loop() -> tuple[float, float, int]:
        with Annotations.open(path, beside=True) as annotations:
            ends = time.perf_counter() + 1.0
            quiet, _ = await turns(annotations, lambda: time.perf_counter() < ends)
            storage = annotations.database.storage
            assert isinstance(storage, JournalStorage) and storage._thread is not None
            before = path.stat().st_ino
            storage._thread.start()
            worst, count = await turns(annotations, lambda: path.stat().st_ino == before)
        return quiet, worst, count

    numbers = itertools.count(10**8)
    quiet, worst, count = asyncio.run(loop())
    print(
        f"{size:>9,}  {'longest pause':24} {worst * 1000:>12,.1f} ms  beside a checkpoint"
        f" ({quiet * 1000:.1f} ms without; {count} decisions meanwhile)"
    )


def processor(path: Path, size: int) -> float:
    """What one step costs without waiting for the disk, in microseconds."""
    with Annotations.open(path, disk=Unsynced()) as annotations:
        times: list[float] = []
        for number in range(2 * 10**8, 2 * 10**8 + 2000):
            step = [put(None, mention(number))]
            times += times_us(lambda _, step=step: annotations.apply(step, told()), [0])
    cost = statistics.median(times)
    show(size, "processor, a step", cost, "")
    return cost


def main(sizes: Iterable[int] = SIZES) -> None:
    """Print one table."""
    print("  records  what                        median        ratio")
    costs: dict[int, float] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
            costs[size] = measure(Path(folder), size)
    if len(costs) > 1:
        last, *_, small = sorted(costs, reverse=True)[:2]
        ratio = costs[last] / costs[small]
        print(f"processor, a step: {last:,} records to {small:,}: {ratio:.2f}")


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or SIZES)
