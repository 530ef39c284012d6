"""What every reader of gold gives: texts with the spans that people marked in them."""

from __future__ import annotations

from typing import NamedTuple, NoReturn

import msgspec

from newsview.store import messages
from newsview.store.messages import NewsviewError
from newsview.store.model import Block


class GoldSpan(NamedTuple):
    """A marked span: offsets in code points into its text, the end exclusive, and its label."""

    start: int
    end: int
    label: str


class GoldText(msgspec.Struct, frozen=True):
    """One text and all that is right to find in it.

    ``name`` says where it is from, for messages; ``blocks`` are empty where the file tells none;
    ``published`` is an ISO date (``YYYY-MM-DD``) or None.
    """

    name: str
    text: str
    spans: tuple[GoldSpan, ...]
    blocks: tuple[Block, ...] = ()
    published: str | None = None


class GoldFile(msgspec.Struct, frozen=True):
    """What a file holds, and in ``notes`` one line for each thing to know before trusting it."""

    texts: list[GoldText]
    notes: list[str] = msgspec.field(default_factory=list)

    @property
    def spans(self) -> int:
        """How many spans are marked in all texts together."""
        return sum(len(text.spans) for text in self.texts)


def refuse_row(name: str, line: int, reason: str) -> NoReturn:
    """Refuse a file for one of its lines, counted from 1. Raises NewsviewError."""
    raise NewsviewError(messages.GOLD_WRONG_ROW.format(name=name, line=line, reason=reason))


def row_name(name: str, line: int) -> str:
    """What a text is called that begins at a line, counted from 1, of a file."""
    return messages.GOLD_ROW_NAME.format(name=name, line=line)
