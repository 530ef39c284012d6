"""A project's own list of names: ``newsview-names.jsonl`` or ``newsview-names.csv``.

It lies in the corpus folder and is used before any model. A JSONL row is
``{"name": "Dumarey Automotive", "label": "ORG", "aliases": ["Dumarey"]}``; spaCy's
``{"pattern": …, "label": …}`` is taken too where the pattern is a text. A CSV file has the columns
name, label and aliases (or nome, tipo, alias), parted by commas, semicolons or tabs, the aliases
by ``|``.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from newsview.store import messages

LIST_NAMES = ("newsview-names.jsonl", "newsview-names.csv")
"""What the files are called; both are read where both are there."""

_COLUMNS = {
    "name": ("name", "nome", "pattern"),
    "label": ("label", "tipo", "etichetta", "categoria", "type"),
    "aliases": ("aliases", "alias", "varianti", "sinonimi"),
}
"""What the columns of a CSV file may be called, in any case."""

_DELIMITERS = ",;\t"


class ListedName(msgspec.Struct, frozen=True):
    """A name, its label, and what else it is called."""

    name: str
    label: str
    aliases: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and its aliases, each once."""
        return tuple(dict.fromkeys((self.name, *self.aliases)))


class NameList(msgspec.Struct):
    """The names of a corpus folder; ``problems`` tells in one line each what was not taken."""

    names: list[ListedName] = []
    problems: list[str] = []


def read_name_list(folder: Path) -> NameList:
    """The names listed in a corpus folder. Never fails: a row that will not do is a problem."""
    found = NameList()
    for file_name in LIST_NAMES:
        path = folder / file_name
        if path.is_file():
            _read(path, found)
    return found


def _read(path: Path, found: NameList) -> None:
    import csv

    from newsview.store.decode import decode

    try:
        text, _ = decode(path.read_bytes())
    except OSError as error:
        found.problems.append(
            messages.NAMES_UNREADABLE.format(path=path, reason=error.strerror or error)
        )
        return
    try:
        _take(_csv_rows(text) if path.suffix == ".csv" else _jsonl_rows(text), path, found)
    except csv.Error as error:
        found.problems.append(messages.NAMES_UNREADABLE.format(path=path, reason=error))
    except ValueError:
        found.problems.append(messages.NAMES_NO_COLUMNS.format(path=path))


def _take(rows: Iterable[tuple[int, Any]], path: Path, found: NameList) -> None:
    """Adds the names of a file's rows, and a line for each row that will not do."""
    for number, row in rows:
        try:
            found.names.append(_listed(row))
        except ValueError as error:
            line = messages.NAMES_BAD_ROW.format(path=path, line=number, reason=error)
            found.problems.append(line)


def _jsonl_rows(text: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield number, msgspec.json.decode(line.encode("utf-8", "replace"))
            except msgspec.DecodeError:
                yield number, None


def _csv_rows(text: str) -> Iterator[tuple[int, Any]]:
    """The rows after the first, by line. Raises ValueError when that names no name and label."""
    import csv

    first, _, _ = text.lstrip().partition("\n")
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=delimiter != "\t"
    )
    header = next((row for row in rows if any(row)), [])
    columns = {name: place for place, head in enumerate(header) if (name := _column(head))}
    if "name" not in columns or "label" not in columns:
        raise ValueError(first)
    return _rows_below(rows, columns)


def _rows_below(rows: Any, columns: dict[str, int]) -> Iterator[tuple[int, Any]]:
    for row in rows:
        if not any(row):
            continue
        fields: dict[str, Any] = {
            name: row[place] if place < len(row) else "" for name, place in columns.items()
        }
        fields["aliases"] = [one for one in fields.get("aliases", "").split("|") if one.strip()]
        yield rows.line_num, fields


def _column(head: str) -> str | None:
    """Which column a head names."""
    called = head.strip().lower()
    return next((name for name, heads in _COLUMNS.items() if called in heads), None)


def _listed(row: Any) -> ListedName:
    """The name that a row holds. Raises ValueError with a reason."""
    if not isinstance(row, dict):
        raise ValueError(messages.NAMES_NO_OBJECT)
    name = _one_line(row.get("name") or row.get("pattern"))
    label = _one_line(row.get("label"))
    if not name:
        raise ValueError(messages.NAMES_NO_NAME)
    if not label or " " in label:
        raise ValueError(messages.NAMES_NO_LABEL.format(name=name))
    aliases = row.get("aliases") or []
    if not isinstance(aliases, list):
        raise ValueError(messages.NAMES_BAD_ALIASES.format(name=name))
    return ListedName(name, label, tuple(filter(None, map(_one_line, aliases))))


def _one_line(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
