"""What the rows of a file are called in the list: ``articoli.jsonl#ID``, each its own name."""

from __future__ import annotations

import hashlib

from newsview.store.names import visible

LONGEST_NAME = 160
"""Code points of an id that are shown; a longer one is cut and told apart by its SHA-256."""


class RowNames:
    """Gives names out. ``taken`` are those of the corpus so far; it grows."""

    def __init__(self, file_name: str, taken: set[str]) -> None:
        self._prefix = f"{file_name}#"
        self._taken = taken
        self._again: dict[str, int] = {}

    def name(self, row_id: str | None, line: int) -> str:
        """The name of the row with this id, or else of the row in this line (from 1).

        The second row with the same id is ``ID~2``, in the order of the file.
        """
        name = self._prefix + (str(line) if row_id is None else _shown(row_id))
        if name in self._taken:
            name = self._another(name)
        self._taken.add(name)
        return name

    def _another(self, name: str) -> str:
        number = self._again.get(name, 1)
        while True:
            number += 1
            numbered = f"{name}~{number}"
            if numbered not in self._taken:
                self._again[name] = number
                return numbered


def _shown(row_id: str) -> str:
    if len(row_id) <= LONGEST_NAME:
        return visible(row_id)
    digest = hashlib.sha256(row_id.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{visible(row_id[:LONGEST_NAME])}…{digest[:12]}"
