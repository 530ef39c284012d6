"""A project's own list of names: ``newsview-names.jsonl`` or ``newsview-names.csv``.

It lies in the corpus folder and is used before any model. A JSONL row is
``{"name": "Dumarey Automotive", "label": "ORG", "aliases": ["Dumarey"]}``; spaCy's
``{"pattern": …, "label": …}`` is taken too where the pattern is a text. A CSV file has the columns
name, label and aliases, the aliases parted by ``|``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from newsview.store import messages
from newsview.store.decode import decode

LIST_NAMES = ("newsview-names.jsonl", "newsview-names.csv")
"""What the files are called; both are read where both are there."""


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
        if not path.is_file():
            continue
        try:
            text, _ = decode(path.read_bytes())
        except OSError as error:
            found.problems.append(
                messages.NAMES_UNREADABLE.format(path=path, reason=error.strerror or error)
            )
            continue
        rows = _csv_rows(text) if file_name.endswith(".csv") else _jsonl_rows(text)
        for number, row in rows:
            try:
                found.names.append(_listed(row))
            except ValueError as error:
                found.problems.append(
                    messages.NAMES_BAD_ROW.format(path=path, line=number, reason=error)
                )
    return found


def _jsonl_rows(text: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield number, msgspec.json.decode(line.encode("utf-8", "replace"))
            except msgspec.DecodeError:
                yield number, None


def _csv_rows(text: str) -> Iterator[tuple[int, Any]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=True)
    for row in reader:
        fields = {(key or "").strip().lower(): value for key, value in row.items()}
        aliases = fields.get("aliases")
        if isinstance(aliases, str):
            fields["aliases"] = [alias for alias in aliases.split("|") if alias.strip()]
        yield reader.line_num, fields


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
