"""Every document that can still be read in the text of a damaged main file.

A main file that newsview wrote has one document a line, so a damage ends with its line at the
latest; one that plain TinyDB wrote is one line, where each document is looked for by its number.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple, NoReturn

import msgspec

from newsview.store import messages_doctor as words
from newsview.store.convert import TYPE_OF
from newsview.store.journal.changes import Row, Rows, Tables
from newsview.store.messages_file import REASON_CONSTANT, REASON_KEY_TWICE
from newsview.store.migrations import META, SCHEMA_KEY
from newsview.store.plain_words import NotReadable, why_no_record

UNREADABLE = "_unreadable"
"""The table to which records go that fit no schema; each says where it was and why it is here."""

_KEY = re.compile(r'"((?:[^"\\\n,:{}\[\]]|\\.){1,200})"[ \t\r\n]*:[ \t\r\n]*\{')
_FIRST_ROW = re.compile(r'\s*"\d{1,18}"\s*:\s*\{')
_LINE_OF_OURS = re.compile(r'^"[^"\n]{1,200}":\{', re.MULTILINE)
_NO_TEXT = re.compile("[\udc80-\udcff]")
_BETWEEN = " \t\r\n,{}"


class Salvage(NamedTuple):
    """What could be read, and the stretches between that could not."""

    tables: Tables
    lost: list[bytes]


def salvage(raw: bytes) -> Salvage:
    """All documents in ``raw`` whose JSON is whole, each in its table.

    A document whose table's name is damaged goes to the one whose schema it fits. What has the
    same key twice was put together from two by a missing stretch, and is taken for unreadable.
    """
    reader = _Reader(raw.decode("utf-8", "surrogateescape").removeprefix("\ufeff"))
    reader.read()
    return Salvage(reader.tables, reader.lost)


def kind_of(row: object) -> str | None:
    """The table whose schema a document fits; None if there is none."""
    if not isinstance(row, dict):
        return None
    for table in TYPE_OF:
        if misfit(row, table) is None:
            return table
    return META if type(row.get(SCHEMA_KEY)) is int else None


def misfit(row: object, table: str) -> str | None:
    """Why a document does not fit a table's schema; None if it does."""
    try:
        msgspec.convert(row, TYPE_OF[table])  # type: ignore[index]
    except (msgspec.ValidationError, RecursionError) as error:
        return why_no_record(error)
    return None


def strayed(tables: Tables) -> Rows:
    """Records that stand where the file says what it is, as where a missing stretch joined two."""
    return {name: row for name, row in tables.get(META, {}).items() if kind_of(row) in TYPE_OF}


def put_away(tables: Tables, table: str | None, row: object, reason: str) -> None:
    """Keep what is no record in the table for such."""
    add(tables, UNREADABLE, {"table": table, "reason": reason, "record": row})


def add(tables: Tables, table: str, row: Row, document_id: str | None = None) -> bool:
    """Put a document under its number, or a free one if another has it. False if it is there."""
    rows = tables.setdefault(table, {})
    if document_id is not None and document_id.isascii() and document_id.isdecimal():
        name = str(int(document_id))
        if rows.get(name) == row:
            return False
        if name not in rows:
            rows[name] = row
            return True
    number = len(rows) + 1
    while str(number) in rows:
        number += 1
    rows[str(number)] = row
    return True


class _Reader:
    def __init__(self, text: str) -> None:
        self.tables: Tables = {}
        self.lost: list[bytes] = []
        self._text = text
        self._table: str | None = None
        self._sure = False
        self._read_to = 0
        lines = text.count("\n")
        self._by_line = lines > 1 and len(_LINE_OF_OURS.findall(text)) * 2 >= lines

    def read(self) -> None:
        at = 0
        while match := _KEY.search(self._text, at):
            at = self._take(match[1], match.start(), match.end() - 1) or match.end()
        self._pass_over(len(self._text))

    def _take(self, key: str, start: int, brace: int) -> int | None:
        """Take in what begins with a key; where it ends, or None if it is nothing readable."""
        if key.isascii() and key.isdecimal():
            return self._take_document(key, start, brace)
        if not self._begins_table(key, start, brace):
            return None
        self._pass_over(start)
        self._table, self._sure = json.loads(f'"{key}"', strict=False), True
        self._read_to = brace + 1
        return self._read_to

    def _begins_table(self, key: str, start: int, brace: int) -> bool:
        if self._by_line and start and self._text[start - 1] != "\n":
            return False
        if _FIRST_ROW.match(self._text, brace + 1) is not None:
            return True
        return self._by_line and (key in TYPE_OF or key == META)

    def _take_document(self, key: str, start: int, brace: int) -> int | None:
        try:
            row, end = self._decode(brace)
        except (ValueError, RecursionError):
            return None
        self._pass_over(start)
        self._read_to = end
        piece = self._text[brace:end]
        if _NO_TEXT.search(piece) is not None:
            put_away(self.tables, self._table, _shown(piece), words.REASON_BYTES)
            return end
        table = self._table_of(row)
        if table is None:
            put_away(self.tables, self._table, row, words.REASON_SHAPE)
        else:
            add(self.tables, table, row, key)
        return end

    def _decode(self, brace: int) -> tuple[Row, int]:
        if not self._by_line:
            return _DECODER.raw_decode(self._text, brace)
        line_end = self._text.find("\n", brace)
        line = self._text[brace : line_end if line_end >= 0 else len(self._text)]
        row, length = _DECODER.raw_decode(line)
        return row, brace + length

    def _table_of(self, row: Row) -> str | None:
        table = self._table
        if table in TYPE_OF:
            return table if misfit(row, table) is None else kind_of(row)
        if table is not None and self._sure:
            return table
        return kind_of(row) or table

    def _pass_over(self, start: int) -> None:
        """What stands before ``start`` and was not read is lost, but for mere punctuation."""
        between = self._text[self._read_to : start]
        if between.strip(_BETWEEN):
            self.lost.append(between.encode("utf-8", "surrogateescape"))
            self._sure = False
        elif "}" in between:
            self._sure = False  # a table ended, and perhaps the name of the next one is gone


def _shown(piece: str) -> str:
    """A piece with the bytes that are no text spelled out, so that any JSON can hold it."""
    return piece.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _no_constant(name: str) -> NoReturn:
    raise NotReadable(REASON_CONSTANT.format(name=name))


def strictly(raw: bytes) -> Any:
    """The value of a whole file, as long as no key stands twice in it, of which one would be lost.

    Raises ValueError or RecursionError.
    """
    return _DECODER.decode(raw.decode("utf-8-sig"))


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotReadable(REASON_KEY_TWICE)
    return found


_DECODER = json.JSONDecoder(parse_constant=_no_constant, object_pairs_hook=_each_once)
