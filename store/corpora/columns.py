"""Which column of a table holds what: told by the project, by its name, or guessed from its values.

The names are in ``column_names.txt``. Guessing is for tables whose names say nothing: the column
with the longest texts is the text, one that is a date in every row is the date, a short one that
is another in every row is the id.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

from newsview.store.dates import day_of
from newsview.store.hints import Hints

ROLES = ("text", "title", "date", "id", "language", "author", "url", "publisher")

LEAST_TEXT = 100
"""Mean length, in code points, from which a column that is not named as one is taken for texts."""

LONGEST_ID = 64
"""Code points up to which a column is guessed to hold ids."""

SAMPLE_ROWS = 200
"""How many rows a table is judged by."""

_BETWEEN = re.compile(r"[\s_-]+")
_LONGEST_DATE = 40
_LONGEST_HINT = 500
"""Code points of a title or an author: what is longer is none."""

Row = Mapping[str, Any]
"""A row's values by column."""


class Columns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The names of the columns that hold each part of an article; None where it is not said."""

    text: str | None = None
    title: str | None = None
    date: str | None = None
    id: str | None = None
    language: str | None = None
    author: str | None = None
    url: str | None = None
    publisher: str | None = None

    def named(self) -> dict[str, str]:
        """The names that are said, by their role."""
        said = {role: getattr(self, role) for role in ROLES}
        return {role: name for role, name in said.items() if name is not None}

    def missing(self, present: Sequence[str]) -> dict[str, str]:
        """Those that are not among the columns that are present, by their role."""
        return {role: name for role, name in self.named().items() if name not in present}


def choose(names: Sequence[str], sample: Sequence[Row], wanted: Columns) -> Columns:
    """The columns of a table. ``text`` is None when none will do, and then so is all else."""
    found = {role: name for role, name in wanted.named().items() if name in names}
    by_key = _by_key(names)
    for role in ROLES:
        fits = _FITS.get(role, _says_something)
        free = (name for name in _named_as(role, by_key) if name not in found.values())
        if role not in found:
            column = next((one for one in free if any(fits(row.get(one)) for row in sample)), None)
            if column is not None:
                found[role] = column
    says_nothing = found.keys() <= wanted.named().keys()
    if "text" not in found:
        text = _longest(names, sample, set(found.values()))
        if text is None:
            return Columns()
        found["text"] = text
    if says_nothing:
        _guess(names, sample, found)
    return Columns(**found)


def hints_of(row: Row, columns: Columns) -> Hints:
    """What the other columns of a row say of its article."""

    def said(column: str | None) -> Any:
        return row.get(column) if column is not None else None

    return Hints(
        title=_one_line(said(columns.title)),
        published=day_of(said(columns.date)),
        language=language_code(said(columns.language)),
        author=_one_line(_first(said(columns.author))),
        publisher=_one_line(_first(said(columns.publisher))),
    )


def id_of(row: Row, columns: Columns) -> str | None:
    """What names a row: its id, or else its address; None if it has neither."""
    for column in (columns.id, columns.url):
        value = row.get(column) if column is not None else None
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def language_code(value: object) -> str | None:
    """The two-letter code of a language that is given as a code, a locale or a name."""
    if not isinstance(value, str):
        return None
    word = value.strip().casefold()
    code = _languages().get(word) or re.split(r"[-_]", word)[0]
    return code if re.fullmatch(r"[a-z]{2}", code) else None


def has_known_name(names: Sequence[str]) -> bool:
    """Whether one of these is a name that says what its column holds."""
    by_key = _by_key(names)
    return any(next(_named_as(role, by_key), None) is not None for role in ROLES)


# --- by name --------------------------------------------------------------------------------------


ByKey = tuple[dict[str, str], dict[str, str]]
"""Columns by what their names are known by: all of it, and what stands behind its last dot."""


def _by_key(names: Sequence[str]) -> ByKey:
    whole: dict[str, str] = {}
    tails: dict[str, str] = {}
    for name in names:
        key = _folded(name)
        whole.setdefault(key, name)
        if "." in key:
            tails.setdefault(key.rpartition(".")[2], name)
    return whole, tails


def _named_as(role: str, columns: ByKey) -> Iterator[str]:
    """The columns whose names stand for a role, the most trusted first; ``meta.title`` at last."""
    for by_key in columns:
        yield from (by_key[known] for known in _known_names()[role] if known in by_key)


def _folded(name: str) -> str:
    return _BETWEEN.sub("_", name.strip().casefold())


def _says_something(value: object) -> bool:
    return value is not None and value != "" and value != []


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


_FITS: dict[str, Callable[[object], bool]] = {
    "text": _is_text,
    "title": _is_text,
    "date": lambda value: day_of(value) is not None,
    "id": lambda value: id_of({"id": value}, Columns(id="id")) is not None,
    "url": _is_text,
    "publisher": lambda value: _is_text(_first(value)) and "://" not in str(value),
}


# --- by values ------------------------------------------------------------------------------------


def _longest(names: Sequence[str], sample: Sequence[Row], taken: set[str]) -> str | None:
    """The column with the longest texts, if they are long enough to be articles."""
    best, most = None, LEAST_TEXT * max(len(sample), 1)
    for name in names:
        size = sum(len(value) for row in sample if isinstance(value := row.get(name), str))
        if name not in taken and size >= most:
            best, most = name, size + 1
    return best


def _guess(names: Sequence[str], sample: Sequence[Row], found: dict[str, str]) -> None:
    """Adds the date and the id where values tell them."""
    for name in names:
        values = [row.get(name) for row in sample]
        if name in found.values() or not values:
            continue
        written = [value for value in values if value not in (None, "")]
        if "date" not in found and written and all(map(_is_date, written)):
            found["date"] = name
        elif "id" not in found and len(values) > 1 and _are_ids(values):
            found["id"] = name


def _is_date(value: object) -> bool:
    """Whether a value is a date by itself, without a name that says so: no plain number is."""
    if not isinstance(value, str) or len(value) > _LONGEST_DATE or value.strip().isdigit():
        return False
    return day_of(value) is not None


def _are_ids(values: Sequence[object]) -> bool:
    ids = [id_of({"id": value}, Columns(id="id")) for value in values]
    if any(one is None or len(one) > LONGEST_ID or re.search(r"\s", one) for one in ids):
        return False
    return len(set(ids)) == len(ids)


# --- values ---------------------------------------------------------------------------------------


def _first(value: object) -> object:
    """The first author of several; the name of one that is an object."""
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get("name") if isinstance(value, dict) else value


def _one_line(value: object) -> str | None:
    if not isinstance(value, str) or len(value) > _LONGEST_HINT:
        return None
    return " ".join(value.split()) or None


@cache
def _known_names() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {role: [] for role in ROLES}
    for role, name in _entries("column_names.txt"):
        found[role].append(name)
    return {role: tuple(names) for role, names in found.items()}


@cache
def _languages() -> dict[str, str]:
    return dict(_entries("languages.txt"))


def _entries(name: str) -> list[tuple[str, str]]:
    from importlib.resources import files

    lines = files(__package__).joinpath(name).read_text("utf-8").splitlines()
    parts = (line.partition("\t") for line in lines if line and not line.startswith("#"))
    return [(first, second) for first, _, second in parts]
