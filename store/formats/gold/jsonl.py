"""Gold from JSON lines, one text a line, in the shape that Prodigy writes and spaCy's tools read.

``{"text": "…", "spans": [{"start": 0, "end": 5, "label": "LOC"}]}``; other keys are passed over.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from newsview.store import messages
from newsview.store.formats.gold.rows import GoldFile, GoldSpan, GoldText, refuse_row, row_name
from newsview.store.formats.wire import from_json

ACCEPTED = "accept"
"""Prodigy's answer on a text that is right; those that were rejected or ignored are no gold."""


class _Span(msgspec.Struct, frozen=True):
    start: int
    end: int
    label: Annotated[str, msgspec.Meta(min_length=1)]


class _Row(msgspec.Struct, frozen=True):
    text: str
    spans: tuple[_Span, ...] = ()
    answer: str = ACCEPTED


def read_jsonl(data: bytes, name: str) -> GoldFile:
    """The texts of a file of JSON lines, UTF-8. Raises NewsviewError for the first wrong line.

    Offsets count code points. Blank lines are passed over.
    """
    texts: list[GoldText] = []
    left_out = 0
    for line, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not raw.strip():
            continue
        row = _row(raw, name, line)
        if row.answer != ACCEPTED:
            left_out += 1
            continue
        spans = tuple(_placed(one, row.text, name, line) for one in row.spans)
        texts.append(GoldText(row_name(name, line), row.text, spans))
    notes = [messages.GOLD_NOT_ACCEPTED.format(name=name, n=left_out)] if left_out else []
    return GoldFile(texts, notes)


def _row(raw: bytes, name: str, line: int) -> _Row:
    try:
        return from_json(raw, _Row)
    except RecursionError:
        refuse_row(name, line, messages.JSON_TOO_DEEP)
    except (msgspec.MsgspecError, ValueError) as error:
        refuse_row(name, line, str(error).splitlines()[0])


def _placed(span: _Span, text: str, name: str, line: int) -> GoldSpan:
    if not 0 <= span.start < span.end <= len(text):
        reason = messages.NO_SUCH_PLACE.format(start=span.start, end=span.end, n=len(text))
        refuse_row(name, line, reason)
    return GoldSpan(span.start, span.end, span.label)
