"""The word lists that the rules read: one entry a line, ``#`` starts a comment line.

A line may carry a value after a tab (``milioni<TAB>1000000``). Sources and licences stand in
``README.md`` beside the lists.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def entries(name: str) -> list[str]:
    """The lines of the list ``name`` (without ``.txt``), comments and blank lines left out."""
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def word_set(name: str) -> frozenset[str]:
    """The list ``name`` as a set."""
    return frozenset(entries(name))


@cache
def table(name: str) -> dict[str, str]:
    """The list ``name`` as a mapping from what stands before the tab to what stands after it."""
    rows = (line.partition("\t") for line in entries(name))
    return {key: value.strip() for key, _, value in rows}
