"""How a CSV file is written: its delimiter and quotes, and whether its first row names the columns.

The standard library's ``csv.Sniffer`` judges by characters and goes wrong on columns of prose, so
each delimiter is tried with its reader.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsview.store.corpora.columns import LEAST_TEXT, Columns, has_known_name
from newsview.store.dates import day_of

DELIMITERS = ",;\t|"
"""In the order in which they are taken where several would do."""

_LONGEST_HEADING = 60


class Dialect(NamedTuple):
    """What parts the fields, and whether quotes may stand around them."""

    delimiter: str
    quoted: bool = True

    def rows(self, lines: Iterable[str], *, strict: bool = True) -> Iterator[list[str]]:
        """The rows of these lines. A row raises ``csv.Error`` when it is not well-formed.

        When not ``strict``, stray quotes in a quoted field are left out instead.
        """
        if not self.quoted:
            return csv.reader(lines, delimiter=self.delimiter, quoting=csv.QUOTE_NONE)
        return csv.reader(lines, delimiter=self.delimiter, strict=strict)


def find_dialect(lines: Sequence[str], *, tabs_first: bool) -> Dialect:
    """The delimiter by which the rows have the same number of fields, and more than one.

    A first row with known names of columns counts most. Tables with tabs have quotes around
    fields, or quotes as plain characters (IANA, text/tab-separated-values): the former where there
    are some and every one is well-formed.
    """
    order = "\t" + DELIMITERS.replace("\t", "") if tabs_first else DELIMITERS
    best = max(order, key=lambda one: (_fitness(lines, one), -order.index(one)))
    return Dialect(best, quoted=best != "\t" or _has_quotes(lines))


def _has_quotes(lines: Sequence[str]) -> bool:
    """Whether there are quotes around fields that are parted by tabs."""
    if not any(line.startswith('"') or '\t"' in line for line in lines):
        return False
    rows = Dialect("\t").rows(lines)
    while True:
        try:
            next(rows)
        except StopIteration:
            return True
        except csv.Error as error:
            if "expected after" in str(error):
                return False


def has_header(rows: Sequence[Sequence[str]], wanted: Columns) -> bool:
    """Whether the first row names the columns: by a known name, or by being unlike the others."""
    first = [cell.strip() for cell in rows[0]]
    if has_known_name(first) or not set(wanted.named().values()).isdisjoint(first):
        return True
    if len(rows) < 2 or len(set(first)) < len(first):
        return False
    if any(not cell or len(cell) > _LONGEST_HEADING or _is_value(cell) for cell in first):
        return False
    return max(len(cell) for row in rows[1:] for cell in row or [""]) >= LEAST_TEXT


def _is_value(cell: str) -> bool:
    return cell.replace(".", "").replace(",", "").isdigit() or day_of(cell) is not None


def _fitness(lines: Sequence[str], delimiter: str) -> tuple[bool, float]:
    """Whether the header is known, and the share of rows with the most usual number of fields."""
    rows = [row for row in readable_rows(lines, Dialect(delimiter)) if row]
    if not rows or max(map(len, rows)) < 2:
        return (bool(rows) and has_known_name(rows[0]), 0.0)
    width, times = Counter(map(len, rows)).most_common(1)[0]
    share = times / len(rows) if width > 1 else 0.0
    return (len(rows[0]) > 1 and has_known_name(rows[0]), share)


def readable_rows(lines: Sequence[str], dialect: Dialect) -> list[list[str]]:
    """The rows of these lines, as far as they can be read."""
    found: list[list[str]] = []
    rows = dialect.rows(lines, strict=False)
    while True:
        try:
            found.append(next(rows))
        except StopIteration:
            return found
        except csv.Error:
            continue
