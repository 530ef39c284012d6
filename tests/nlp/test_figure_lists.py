"""Every line of the word lists that the figures are read by has an effect, shown by an example.

The examples stand in ``figure_lines.tsv``, one for each line: a line that is lost, or that is added
without its example, fails here.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsview.nlp import data, figures
from newsview.nlp.figures import find_figures, symbol_of

PUBLISHED = "2026-03-03"
ROWS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("figure_lines.tsv").read_text("utf-8").splitlines()[1:]
]
LISTS = sorted({row[0] for row in ROWS})
SURE = 0.8


def found(text: str) -> str:
    """The figures of a text, in the notation of the examples."""
    parts = []
    for figure in find_figures(text, PUBLISHED):
        said = [text[figure.start : figure.end], figure.label]
        if figure.value is not None:
            value = figure.value
            said.append(f"{value.comparator} {value.number:g} {value.unit}")
            if value.unit and figure.label == "QUANTITY":
                said.append("noun" if figure.score < SURE else f"in {symbol_of(value.unit)}")
        if figure.date is not None:
            said.append(figure.date)
        parts.append(" · ".join(said))
    return " | ".join(parts) or "nothing"


@pytest.fixture
def fresh() -> Iterator[None]:
    """Has the lists read anew, in the test and after it."""
    forget()
    yield
    forget()


def forget() -> None:
    """Empties what the rules keep of their lists."""
    names = [found.name for found in pkgutil.iter_modules(figures.__path__)]
    modules = [importlib.import_module(f"{figures.__name__}.{name}") for name in names]
    for module in [data, *modules]:
        for kept in vars(module).values():
            if hasattr(kept, "cache_clear"):
                kept.cache_clear()


@pytest.mark.parametrize("name", LISTS)
def test_each_line_has_its_example(name: str) -> None:
    """None without one, and no example of a line that is gone; no line stands twice."""
    lines = [line.partition("\t")[0] for line in data.entries(name)]
    assert sorted(lines) == sorted(row[1] for row in ROWS if row[0] == name)


@pytest.mark.parametrize("name", LISTS)
def test_each_line_has_its_effect(name: str) -> None:
    """Span, label, value, unit and date."""
    rows = [row for row in ROWS if row[0] == name]
    assert {row[2]: found(row[2]) for row in rows} == {row[2]: row[3] for row in rows}


@pytest.mark.parametrize("name", LISTS)
def test_without_its_list_no_example_comes_out(
    name: str, fresh: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An example that did would show nothing."""
    read = data.entries
    monkeypatch.setattr(data, "entries", lambda wanted: [] if wanted == name else read(wanted))
    assert [row[2] for row in ROWS if row[0] == name and found(row[2]) == row[3]] == []


def test_every_list_of_the_figures_has_examples() -> None:
    """Those that the rules name."""
    folder = Path(figures.__file__).parent
    code = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    names = {path.stem for path in Path(data.__file__).parent.glob("*.txt")}
    assert {name for name in names if f'"{name}"' in code} == set(LISTS)
