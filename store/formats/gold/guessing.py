"""Which format a file of gold is in, by its name or else by how it begins."""

from __future__ import annotations

from pathlib import PurePath

import msgspec

BY_SUFFIX = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".conll": "conll",
    ".conllu": "conll",
    ".conll2002": "conll",
    ".conll2003": "conll",
    ".iob": "conll",
    ".iob2": "conll",
    ".bio": "conll",
    ".bioes": "conll",
    ".tsv": "conll",
}
"""Endings of names that say it all. ``.json`` does not: some write lines under it."""


def guess_format(name: str, data: bytes) -> str:
    """The format's name in ``GOLD_FORMATS``. Never fails: reading will tell what is wrong."""
    suffix = PurePath(name).suffix.lower()
    if suffix in BY_SUFFIX:
        return BY_SUFFIX[suffix]
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        return "jsonl" if _is_row(start.split(b"\n", 1)[0]) else "json"
    return "json" if suffix == ".json" else "conll"


def _is_row(line: bytes) -> bool:
    """Whether a line is a text with its spans, and no export on a single line."""
    try:
        keys = msgspec.json.decode(line, type=dict[str, msgspec.Raw]).keys()
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return False
    return "text" in keys and "format" not in keys
