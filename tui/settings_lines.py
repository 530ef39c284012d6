"""On which line of a TOML file an entry stands, for telling where to look."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NAME = r"""(?:"[^"\n]*"|'[^'\n]*'|[\w-]+)"""
_DOTTED = rf"{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*"
_HEADER = re.compile(rf"[ \t]*\[{{1,2}}[ \t]*({_DOTTED})[ \t]*\]")
_ENTRY = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=")

Entry = tuple[str, ...]
"""The names that lead to an entry, from the outermost table inwards."""


def begun(text: str) -> list[tuple[int, Entry]]:
    """Where each table and entry begins: its line, counted from 1, and its names.

    Read line by line: an entry inside braces or brackets stands where those begin.
    """
    found: list[tuple[int, Entry]] = []
    table: Entry = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _names(header[1])
            found.append((number, table))
        elif entry := _ENTRY.match(line):
            found.append((number, (*table, *_names(entry[1]))))
    return found


def line_of(text: str, entry: Sequence[str]) -> int | None:
    """The line of an entry, or of the innermost table or entry around it that is found."""
    lines = {names: number for number, names in reversed(begun(text))}
    for length in range(len(entry), 0, -1):
        if (line := lines.get(tuple(entry[:length]))) is not None:
            return line
    return None


def _names(dotted: str) -> Entry:
    return tuple(name.strip("\"'") for name in re.findall(_NAME, dotted))
