"""What one durable decision costs, beside the least that any could cost.

    python -m benchmarks.store [RECORDS ...]

For each size: the median of one inserted and one updated record in microseconds, the kinds taken
in turn within one process, and their ratio to a raw append of the same bytes with fdatasync. Then
reading one article beside an indexed SQLite query, and opening beside ``json.loads``.
"""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from newsview.store.annotations import Annotations
from newsview.store.convert import to_document as converted
from newsview.store.model import Mention
from newsview.store.steps import put

SIZES = (10, 10_000, 100_000)
ROUNDS = 200
STOCK_ROUNDS = 5
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


def median_us(action: Callable[[int], object], numbers: Iterable[int]) -> list[float]:
    """Microseconds of each call."""
    times = []
    for number in numbers:
        began = time.perf_counter()
        action(number)
        times.append((time.perf_counter() - began) * 1e6)
    return times


def in_turn(kinds: dict[str, Callable[[int], object]], rounds: int, first: int) -> dict[str, float]:
    """Medians of several actions that take turns, so that a slow moment hits all."""
    times: dict[str, list[float]] = {name: [] for name in kinds}
    for number in range(first, first + rounds):
        for name, action in kinds.items():
            times[name] += median_us(action, [number])
    return {name: statistics.median(values) for name, values in times.items()}


def measure(folder: Path, size: int) -> None:
    """Print the rows for one size."""
    path = folder / f"{size}.json"
    with Annotations.open(path) as filled:
        filled.apply([put(None, mention(number)) for number in range(size)])
    line = json.dumps(to_document(mention(0))).encode() + b"\n"
    raw = os.open(folder / "raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    base = sqlite3.connect(folder / f"{size}.sqlite", isolation_level=None)
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

    def append(_: int) -> None:
        os.write(raw, line)
        os.fdatasync(raw)

    def sqlite_insert(number: int) -> None:
        m = mention(number)
        data = json.dumps(to_document(m))
        base.execute("insert into mentions values (?, ?, ?)", (m.id, m.article, data))

    with Annotations.open(path) as annotations:
        kinds: dict[str, Callable[[int], object]] = {
            "raw append + fdatasync": append,
            "newsview insert": lambda n: annotations.apply([put(None, mention(n))]),
            "newsview update": lambda n: annotations.apply(
                [put(mention(n % size), mention(n % size, note=str(n)))]
            ),
            "SQLite WAL FULL insert": sqlite_insert,
        }
        in_turn(kinds, 20, size + 10_000)
        medians = in_turn(kinds, ROUNDS, size + 20_000)
        article = mention(size // 2).article
        found = in_turn(
            {
                "newsview article": lambda _: annotations.mentions(article),
                "SQLite article": lambda _: base.execute(
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
            median_us(lambda _: table.insert(dict(row)), range(STOCK_ROUNDS))
        )
    reference = medians["raw append + fdatasync"]
    for name, value in medians.items():
        print(f"{size:>9,}  {name:24} {value:>12,.0f} us  {value / reference:>10.2f} x raw append")
    ratio = found["newsview article"] / found["SQLite article"]
    print(
        f"{size:>9,}  {'reading an article':24} {found['newsview article']:>12,.0f} us"
        f"  {ratio:>10.2f} x SQLite indexed"
    )
    opening(path, size)
    base.close()
    os.close(raw)


def opening(path: Path, size: int) -> None:
    """Print what opening costs beside parsing the same file."""
    parse, whole = [], []
    for _ in range(3):
        parse += median_us(lambda _: json.loads(path.read_bytes()), [0])
        whole += median_us(lambda _: Annotations.open(path, read_only=True).close(), [0])
    ours, least = statistics.median(whole), statistics.median(parse)
    print(f"{size:>9,}  {'opening':24} {ours:>12,.0f} us  {ours / least:>10.2f} x json.loads")


def main(sizes: Iterable[int] = SIZES) -> None:
    """Print one table."""
    print("  records  what                        median        ratio")
    for size in sizes:
        with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
            measure(Path(folder), size)


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or SIZES)
