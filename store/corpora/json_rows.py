"""JSON lines: an object a line, each an article. ``.jsonl`` and ``.ndjson``."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from newsview.store import messages
from newsview.store.corpora.annotated import are_annotations
from newsview.store.corpora.columns import SAMPLE_ROWS, Columns, Row, choose, hints_of, id_of
from newsview.store.corpora.file_lines import LARGEST_ROW, FileLines, open_regular
from newsview.store.corpora.row_names import RowNames
from newsview.store.corpora.table import Table
from newsview.store.corpora.told import Told, in_short
from newsview.store.decode import Mark, decode_part
from newsview.store.messages_file import REASON_NUMBER
from newsview.store.raw_text import RawText

_TYPED = frozenset({"$date", "$oid", "$numberLong"})
"""Keys of the objects that MongoDB's export writes for a value."""


_SHORT = 64


class BadRow(Exception):
    """A line that is no article; ``str(error)`` is the reason."""


class JsonRow:
    """Makes articles of lines."""

    def __init__(self, columns: Columns, mark: Mark | None) -> None:
        self.columns = columns
        self.mark = mark

    def article(self, data: bytes) -> RawText:
        """The article of a line that was listed."""
        row, encoding = read_row(data, self.mark)
        text = _whole(row[str(self.columns.text)])
        return RawText(text, encoding, hints_of(row, self.columns), whole_file=False)


def list_json_rows(
    path: Path, wanted: Columns, names: RowNames, told: Told, *, annotated: bool
) -> Table | None:
    """The articles of a file, or None when it holds none that can be told; says why to ``told``.

    With ``annotated`` rows that carry annotations are taken as articles, too. Raises OSError.
    """
    with open_regular(path, told.name) as file:
        lines = FileLines(file)
        sample = list(islice(_readable(lines), SAMPLE_ROWS))
        columns = _columns(sample, wanted, told, annotated=annotated)
        if columns is None:
            return None
        reader = JsonRow(columns, lines.mark)
        table = Table(path, lines.stamp, reader)
        for number, (start, size, data) in enumerate(lines(), 1):
            if _is_blank(data, lines.mark):
                continue
            try:
                row = _row(data, reader)
            except BadRow as error:
                told.row(number, str(error))
                continue
            table.add(names.name(id_of(row, columns), number), start, size)
    return table


def _columns(sample: list[Row], wanted: Columns, told: Told, *, annotated: bool) -> Columns | None:
    present = list(dict.fromkeys(name for row in sample for name in row))
    if not sample:
        told.say(messages.TABLE_NO_JSON)
        return None
    if not annotated and are_annotations(sample):
        told.say(messages.TABLE_IS_ANNOTATIONS)
        return None
    for role, name in wanted.missing(present).items():
        told.say(messages.COLUMN_MISSING, column=name, role=role)
    columns = choose(present, sample, wanted)
    if columns.text is None:
        told.say(messages.TABLE_NO_TEXT, columns=in_short(present))
        return None
    return columns


def _readable(lines: FileLines) -> Any:
    """The rows that can be read."""
    for _, _, data in lines():
        if data and not _is_blank(data, lines.mark):
            try:
                yield read_row(data, lines.mark)[0]
            except BadRow:
                continue


def _is_blank(data: bytes, mark: Mark | None) -> bool:
    return data.isspace() or (
        mark is not None and len(data) < _SHORT and not decode_part(data, mark).text.strip()
    )


def _row(data: bytes, reader: JsonRow) -> Row:
    """The row of a line that has a text. Raises BadRow."""
    if not data:
        raise BadRow(messages.ROW_TOO_LARGE.format(limit=LARGEST_ROW // 1_000_000))
    row, _ = read_row(data, reader.mark)
    text = row.get(str(reader.columns.text))
    if not isinstance(text, str) or not text.strip():
        raise BadRow(messages.ROW_NO_TEXT.format(column=reader.columns.text))
    return row


def read_row(data: bytes, mark: Mark | None) -> tuple[Row, str]:
    """The object that a line is, and the encoding it was read as. Raises BadRow.

    What an object in it holds is found as ``meta.title``, too. msgspec reads what is correct JSON
    in UTF-8; the standard library what many write all the same: raw tabs and NULs in texts,
    halves of surrogate pairs, NaN.
    """
    if mark is None or mark.codec == "utf-8":
        try:
            return _flat(msgspec.json.decode(data)), mark.name if mark is not None else "utf-8"
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            pass
    written, encoding = decode_part(data, mark)
    try:
        return _flat(json.loads(written.lstrip("\ufeff"), strict=False)), encoding
    except RecursionError:
        raise BadRow(messages.JSON_TOO_DEEP) from None
    except json.JSONDecodeError as error:
        raise BadRow(messages.ROW_BROKEN_JSON.format(reason=error.msg, at=error.pos + 1)) from None
    except ValueError:  # a number of more digits than Python reads
        raise BadRow(REASON_NUMBER) from None


def _flat(value: object) -> Row:
    if not isinstance(value, dict):
        raise BadRow(messages.ROW_NO_OBJECT)
    row: dict[str, Any] = value
    for name, inner in list(row.items()):
        if not isinstance(inner, dict):
            continue
        if len(inner) == 1 and not _TYPED.isdisjoint(inner):
            row[name] = next(iter(inner.values()))
            continue
        for key, one in inner.items():
            row.setdefault(f"{name}.{key}", one)
    return row


def _whole(text: str) -> str:
    """The text with pairs of surrogates joined, and halves of them as U+FFFD: no text has those."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
