"""Tables that are long, wide or endless: little is kept of them, and all is read."""

from __future__ import annotations

import csv
import os
import tracemalloc
from pathlib import Path

from .rows import DIGA, PORTO, names, opened, read_all, row, write_jsonl


def test_listing_keeps_no_texts(tmp_path: Path) -> None:
    """Of each row its place and name only."""
    write_jsonl(tmp_path / "a.jsonl", [row(n, f"{n} " + DIGA * 60) for n in range(2000)])
    size = (tmp_path / "a.jsonl").stat().st_size
    tracemalloc.start()
    corpus = opened(tmp_path)
    held, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(corpus.sources) == 2000
    assert held < size / 10 and most < size / 2


def test_a_number_of_a_million_digits_is_told_in_plain_words(tmp_path: Path) -> None:
    """Not in Python's, which speak of a function to call; the other rows are opened."""
    line = '{{"id": {}, "text": "{}"}}\n'
    text = line.format("9" * 1_000_000, DIGA) + line.format(1, DIGA)
    (tmp_path / "a.jsonl").write_text(text, "utf-8")
    corpus = opened(tmp_path)
    assert names(corpus) == ["a.jsonl#1"]
    (told,) = corpus.problems
    assert "number" in told and "sys." not in told


COLUMNS = 500_000 if os.environ.get("NEWSVIEW_STORM") == "full" else 20_000


def test_a_table_of_endless_columns_is_read(tmp_path: Path) -> None:
    """As CSV and as JSON, the text in the last of them."""
    heads = [*(f"c{n}" for n in range(COLUMNS)), "text"]
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, [*([""] * COLUMNS), DIGA]])
    write_jsonl(tmp_path / "b.jsonl", [dict.fromkeys(heads, "") | {"text": PORTO}])
    corpus = opened(tmp_path)
    assert corpus.problems == []
    assert [one.text for one in read_all(corpus)] == [DIGA, PORTO]
