"""The formats that annotations leave and enter in, by the name that ``-f`` takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from newsview.store.formats.newsview_export import export_json
from newsview.store.formats.newsview_import import ImportReport, import_json


@dataclass(frozen=True)
class Format:
    """One format: how it is written and read, and how its files' names end."""

    write: Callable[..., Iterator[bytes]]
    read: Callable[..., ImportReport]
    suffix: str


FORMATS: dict[str, Format] = {"json": Format(export_json, import_json, ".json")}
"""Every format by its name; the first is the default."""
