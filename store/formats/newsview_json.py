"""newsview's own format: JSON, version 1, without loss. What it holds: ``newsview.schema.json``."""

from __future__ import annotations

from importlib import resources
from typing import Any

import msgspec

from newsview.store.formats.newsview_export import (
    ExportReport,
    Kept,
    NothingKept,
    Suggesting,
    export_json,
    has_anything,
)
from newsview.store.formats.newsview_import import FindArticle, ImportReport, import_json
from newsview.store.formats.newsview_shape import FORMAT, VERSION

__all__ = [
    "FORMAT",
    "VERSION",
    "ExportReport",
    "FindArticle",
    "ImportReport",
    "Kept",
    "NothingKept",
    "Suggesting",
    "export_json",
    "has_anything",
    "import_json",
    "schema",
]


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the format, as shipped with the package."""
    text = resources.files("newsview.store.formats").joinpath("newsview.schema.json").read_bytes()
    return msgspec.json.decode(text, type=dict[str, Any])
