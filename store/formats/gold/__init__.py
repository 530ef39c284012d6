"""Gold: texts whose mentions are known, to measure suggestions by, in the formats they come in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from newsview.store import messages
from newsview.store.formats.gold.conll import read_conll
from newsview.store.formats.gold.guessing import guess_format
from newsview.store.formats.gold.jsonl import read_jsonl
from newsview.store.formats.gold.own import read_own
from newsview.store.formats.gold.rows import GoldFile, GoldSpan, GoldText
from newsview.store.messages import NewsviewError

__all__ = ["GOLD_FORMATS", "GoldFile", "GoldFormat", "GoldSpan", "GoldText", "read_gold"]


@dataclass(frozen=True)
class GoldFormat:
    """How a format is read, and the line that says of a file that it holds no gold at all."""

    read: Callable[[bytes, str], GoldFile]
    nothing: str


GOLD_FORMATS: dict[str, GoldFormat] = {
    "json": GoldFormat(read_own, messages.GOLD_NOTHING_ACCEPTED),
    "conll": GoldFormat(read_conll, messages.GOLD_NO_SPANS),
    "jsonl": GoldFormat(read_jsonl, messages.GOLD_NO_SPANS),
}
"""Every format that gold is read from, by its name."""


def read_gold(data: bytes, name: str, format_name: str | None = None) -> GoldFile:
    """The texts of a file and what is marked in them; ``name`` is what messages call it.

    Without a format it is guessed from the name and the content. Raises NewsviewError, in one
    line, when something in the file is wrong; with nothing marked in it, a note says so.
    """
    if not data.strip():
        raise NewsviewError(messages.GOLD_EMPTY.format(name=name))
    chosen = GOLD_FORMATS[format_name or guess_format(name, data)]
    gold = chosen.read(data, name)
    if not gold.spans:
        return GoldFile(gold.texts, [chosen.nothing.format(name=name)])
    return gold
