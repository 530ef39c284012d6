"""Fields that this version does not know: of a newer newsview, or of another program.

A document or an export may hold keys that no record has. They are kept with the record, as its
field ``more``, and stand as plain keys again where it is written, so that whatever is done with
the record they go along: into the journal, through undo, from export to import.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType, inspect

MORE = "+more"
"""What the field is called in between, where a record is neither read nor written yet."""

_HOLDING = (dict, list, tuple)

More: TypeAlias = dict[str, Any] | UnsetType
"""Unknown keys with their values; unset where there are none, so that nothing is written."""


def more_field() -> Any:
    """The field ``more`` of a record."""
    return msgspec.field(default=UNSET, name=MORE)


def has_unknown(document: Mapping[str, Any], to: type) -> bool:
    """Whether a document, or a part of it, has a key that the type does not know."""
    known, parts = _shape(to)
    if not document.keys() <= known:
        return True
    for key, of_part in parts:
        part = document.get(key)
        if type(part) is dict:
            if not part.keys() <= of_part:
                return True
        elif isinstance(part, list | tuple):
            if not all(type(one) is not dict or one.keys() <= of_part for one in part):
                return True
    return False


def gathered(value: Any, to: type) -> tuple[Any, list[str]]:
    """The value with its unknown keys under ``MORE``, and their places, ``$.a[0].b``."""
    found: list[str] = []
    return _gathered(value, inspect.type_info(to), "$", found), found


def _gathered(value: Any, wanted: inspect.Type, place: str, found: list[str]) -> Any:
    if isinstance(wanted, inspect.UnionType):
        structs = [one for one in wanted.types if not isinstance(one, inspect.NoneType)]
        return _gathered(value, structs[0], place, found) if len(structs) == 1 else value
    if isinstance(wanted, inspect.StructType) and isinstance(value, dict):
        fields = {field.encode_name: field.type for field in wanted.fields}
        fields.pop(MORE, None)
        known = {
            key: _gathered(inner, fields[key], f"{place}.{key}", found)
            for key, inner in value.items()
            if key in fields
        }
        more = {key: inner for key, inner in value.items() if key not in fields}
        found += [f"{place}.{key}" for key in more]
        return known | {MORE: more} if more else known
    if isinstance(wanted, inspect.VarTupleType) and isinstance(value, list | tuple):
        return [
            _gathered(inner, wanted.item_type, f"{place}[{number}]", found)
            for number, inner in enumerate(value)
        ]
    return value


def spread(value: Any) -> None:
    """Put what is under ``MORE`` back beside the known keys, in place; a known key prevails."""
    if type(value) is dict:
        more = value.pop(MORE, None)
        for inner in value.values():
            if type(inner) in _HOLDING:
                spread(inner)
        for key, inner in (more or {}).items():
            value.setdefault(key, inner)
    elif type(value) in (list, tuple):
        for inner in value:
            spread(inner)


def laid_over(known: dict[str, Any], stored: Mapping[str, Any], kind: type) -> dict[str, Any]:
    """A document over the stored one, whose unknown keys stay.

    Those of a part (a subject, an evidence) stay as long as the part says what it said.
    """
    result = {**stored, **known}
    for key, of_part in _shape(kind)[1]:
        part, before = known.get(key), stored.get(key)
        if type(part) is dict:
            result[key] = _part_over(part, [before], of_part)
        elif isinstance(part, list | tuple) and isinstance(before, list | tuple):
            result[key] = [_part_over(one, before, of_part) for one in part]
    return result


def _part_over(
    part: dict[str, Any], stored: Iterable[Any], known: frozenset[str]
) -> dict[str, Any]:
    for before in stored:
        if type(before) is dict and all(before.get(key) == part.get(key) for key in known):
            return {**before, **part}
    return part


@cache
def _shape(to: type) -> tuple[frozenset[str], tuple[tuple[str, frozenset[str]], ...]]:
    """The keys that a type knows, and those of its parts that are structures themselves."""
    info = inspect.type_info(to)
    assert isinstance(info, inspect.StructType)
    parts = []
    for field in info.fields:
        for one in field.type.types if isinstance(field.type, inspect.UnionType) else [field.type]:
            inner = one.item_type if isinstance(one, inspect.VarTupleType) else one
            if isinstance(inner, inspect.StructType):
                keys = frozenset(f.encode_name for f in inner.fields) - {MORE}
                parts.append((field.encode_name, keys))
    known = frozenset(field.encode_name for field in info.fields) - {MORE}
    return known, tuple(parts)
