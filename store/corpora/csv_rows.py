"""Tables of articles as CSV: a row each, quoted as in RFC 4180. ``.csv`` and ``.tsv``."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from newsview.store import messages
from newsview.store.corpora.annotated import are_annotation_columns
from newsview.store.corpora.columns import (
    SAMPLE_ROWS,
    Columns,
    Row,
    choose,
    has_known_name,
    hints_of,
    id_of,
)
from newsview.store.corpora.csv_shape import Dialect, find_dialect, has_header, readable_rows
from newsview.store.corpora.file_lines import LARGEST_ROW, FileLines, open_regular
from newsview.store.corpora.row_names import RowNames
from newsview.store.corpora.table import Table
from newsview.store.corpora.told import Told, in_short
from newsview.store.decode import Decoded, Mark, decode_part, is_binary
from newsview.store.raw_text import RawText

_SAMPLE_LINES = 2000
_SAMPLE_SIZE = 2_000_000
"""Bytes of lines that a table is judged by."""

_TAKEN_AT_ONCE = 100_000
"""Bytes of a row's lines that are read together."""

MOST_READ_AGAIN = 20
"""How many times a file's size is read again behind wrong quotes, before its rest is given up."""

csv.field_size_limit(LARGEST_ROW)
"""The limit of the whole process; the library's own is 131,072 code points a field."""

_NEW_LINE = "new-line character"
"""In the reader's word on a carriage return that ends no line."""

WEBANNO = "#FORMAT=WebAnno TSV"


class CsvRow:
    """Makes articles of rows."""

    def __init__(
        self, names: Sequence[str], columns: Columns, dialect: Dialect, mark: Mark | None
    ) -> None:
        self.names = names
        self.columns = columns
        self.dialect = dialect
        self.mark = mark

    def article(self, data: bytes) -> RawText:
        """The article of a row that was listed."""
        written, encoding = decode_part(data, self.mark)
        row = dict(zip(self.names, next(self.dialect.rows([written])), strict=False))
        text = row[str(self.columns.text)]
        return RawText(text, encoding, hints_of(row, self.columns), whole_file=False)


def list_csv_rows(
    path: Path, wanted: Columns, names: RowNames, told: Told, *, annotated: bool
) -> Table | None:
    """The articles of a file, or None when it holds none that can be told; says why to ``told``.

    With ``annotated`` a table of mentions or facts is taken for articles, too. Raises OSError.
    """
    with open_regular(path, told.name) as file:
        lines = FileLines(file)
        head = list(_head(lines))
        if head and head[0].startswith(WEBANNO):
            told.say(messages.TABLE_IS_ANNOTATIONS)
            return None
        dialect = find_dialect(head, tabs_first=path.suffix.lower() == ".tsv")
        sample = [row for row in readable_rows(head, dialect) if any(row)][: SAMPLE_ROWS + 1]
        headed = bool(sample) and has_header(sample, wanted)
        if len(sample) == headed:
            told.say(messages.TABLE_NO_ROWS)
            return None
        heading = _heading(sample, headed=headed)
        if not has_known_name(heading) and is_binary(Decoded("".join(head), "")):
            told.say(messages.FILE_BINARY)
            return None
        rows = sample[headed:]
        columns = _columns(heading, rows, wanted, told, headed=headed, annotated=annotated)
        if columns is None:
            return None
        reader = CsvRow(heading, columns, dialect, lines.mark)
        table = Table(path, lines.stamp, reader)
        _list(lines, reader, table, names, told, headed=headed)
    return table


def _head(lines: FileLines) -> Iterator[str]:
    """The first lines, enough to judge by."""
    left = _SAMPLE_SIZE
    for _, _, data in islice(lines(), _SAMPLE_LINES):
        yield decode_part(data, lines.mark).text
        left -= len(data)
        if left < 0:
            return


def _heading(rows: Sequence[Sequence[str]], *, headed: bool) -> list[str]:
    """The names of the columns; their numbers, from 1, where the file does not name them."""
    numbers = [str(number + 1) for number in range(len(rows[0]))]
    if not headed:
        return numbers
    names = [cell.strip() for cell in rows[0]]
    first = {name: i for i, name in reversed([*enumerate(names)])}
    return [name if name and first[name] == i else numbers[i] for i, name in enumerate(names)]


def _columns(
    heading: Sequence[str],
    sample: Sequence[Sequence[str]],
    wanted: Columns,
    told: Told,
    *,
    headed: bool,
    annotated: bool,
) -> Columns | None:
    if not annotated and are_annotation_columns(heading):
        told.say(messages.TABLE_IS_ANNOTATIONS)
        return None
    for role, name in wanted.missing(heading).items():
        told.say(messages.COLUMN_MISSING, column=name, role=role)
    rows = [dict(zip(heading, row, strict=False)) for row in sample]
    columns = choose(heading, rows, wanted)
    if columns.text is None:
        if headed:
            told.say(messages.TABLE_NO_TEXT, columns=in_short(heading))
        else:
            told.say(messages.TABLE_NO_TEXT_UNNAMED, n=len(heading))
        return None
    return columns


# --- listing --------------------------------------------------------------------------------------


class _Lines:
    """Lines as text from a place on, and how far they were taken.

    ``end`` is where the latest ends in the file and ``number`` its number, from 1; ``first_end``
    is where that ends which was taken first after ``first`` was set.
    """

    def __init__(self, lines: FileLines, begin: int, number: int) -> None:
        self.end = self.first_end = begin
        self.number = number
        self.first = True
        self.ended = False
        self.texts = self._texts(lines, begin)

    def _texts(self, lines: FileLines, begin: int) -> Iterator[str]:
        """A row that goes on in more lines does so in quotes: those without one are taken at once,
        which is what makes it fast, and changes nothing for the reader.
        """
        mark = lines.mark
        codec = mark.codec if mark is not None else "utf-8"
        held: list[bytes] = []
        size_held = 0
        for start, size, data in lines(begin):
            self.number += 1
            self.end = start + size
            if self.first:
                self.first_end = self.end
                self.first = False
            elif b'"' not in data and size_held < _TAKEN_AT_ONCE:
                held.append(data)
                size_held += size
                continue
            if held:
                held.append(data)
                data = b"".join(held)
                held.clear()
                size_held = 0
            try:
                yield data.decode(codec)
            except UnicodeError:
                yield decode_part(data, mark).text
        self.ended = True


def _list(
    lines: FileLines, reader: CsvRow, table: Table, names: RowNames, told: Told, *, headed: bool
) -> None:
    """Lists the rows.

    A quote too many would take in what stands below, to the end of the file even. The line where
    such a row begins is left out, and the next one is read as if it were a row's first.
    """
    begin, number, again = lines.begin, 0, 0
    while True:
        texts = _Lines(lines, begin, number)
        broken = _list_from(texts, reader, table, names, told, headed=headed and not number)
        if not broken:
            return
        number = broken
        begin = texts.first_end
        again += texts.end - begin
        if again > MOST_READ_AGAIN * lines.stamp.size:
            told.say(messages.TABLE_GIVEN_UP, line=number)
            return


def _list_from(
    texts: _Lines, reader: CsvRow, table: Table, names: RowNames, told: Told, *, headed: bool
) -> int:
    """Lists rows until there are no more (0), or one goes wrong below its first line: its number.

    Such a row is told.
    """
    rows = reader.dialect.rows(texts.texts)
    while True:
        start, line = texts.end, texts.number + 1
        texts.first = True
        try:
            cells = next(rows)
        except StopIteration:
            return 0
        except csv.Error as error:
            if _NEW_LINE in str(error):
                told.row(line, messages.ROW_LONE_RETURN)
                continue
            told.row(line, messages.ROW_QUOTE_OPEN if texts.ended else messages.ROW_QUOTES)
            if texts.number > line:
                return line
            continue
        size = texts.end - start
        if size <= LARGEST_ROW and not any(cells):
            continue
        if headed:
            headed = False
            continue
        wrong = _wrong(cells, size, reader)
        if wrong is not None:
            told.row(line, wrong)
            continue
        row: Row = dict(zip(reader.names, cells, strict=False))
        table.add(names.name(id_of(row, reader.columns), line), start, size)


def _wrong(cells: Sequence[str], size: int, reader: CsvRow) -> str | None:
    """Why a row is no article, or None."""
    if size > LARGEST_ROW:
        return messages.ROW_TOO_LARGE.format(limit=LARGEST_ROW // 1_000_000)
    width = len(reader.names)
    if len(cells) < width or any(cells[width:]):
        return messages.ROW_FIELDS.format(n=len(cells), wanted=width)
    text = cells[reader.names.index(str(reader.columns.text))]
    if not text.strip():
        return messages.ROW_NO_TEXT.format(column=reader.columns.text)
    return None
