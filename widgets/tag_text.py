"""Tags as people type them: one line, comma-separated, ``/`` between levels. No UI."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

SEPARATOR = ","
LEVEL = "/"


def tag_of(text: str) -> str:
    """One tag in its normal form: NFC, single blanks, no blanks around ``/``, no empty level.

    Control and format characters, which a paste can bring along, become blanks.
    """
    printable = "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", text))
    levels = (" ".join(level.split()) for level in printable.split(LEVEL))
    return LEVEL.join(level for level in levels if level)


def tags_of(text: str) -> tuple[str, ...]:
    """The tags of a line, in order, none empty and none twice (case does not count)."""
    tags: dict[str, str] = {}
    for part in text.split(SEPARATOR):
        tag = tag_of(part)
        if tag:
            tags.setdefault(tag.casefold(), tag)
    return tuple(tags.values())


def tag_line(tags: Iterable[str]) -> str:
    """The line in which tags are edited."""
    return f"{SEPARATOR} ".join(tags)


def edited_tags(text: str, before: tuple[str, ...]) -> tuple[str, ...]:
    """The tags of an edited line; exactly those ``before`` where the line was left as it was.

    So a tag that came by import with a comma in it survives being looked at.
    """
    return before if text == tag_line(before) else tags_of(text)
