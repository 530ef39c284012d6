"""Keys that a reader does not know: taken out of what was read, and named.

Other programs add keys of their own to a file. They are no reason to refuse it, and they are not
to vanish without a word either.
"""

from __future__ import annotations

from typing import Any

from msgspec import inspect


def take_unknown_keys(value: Any, to: type) -> list[str]:
    """Remove, in place, every key that the type does not know; their places, ``$.a[0].b``."""
    found: list[str] = []
    _take(value, inspect.type_info(to), "$", found)
    return found


def _take(value: Any, wanted: inspect.Type, place: str, found: list[str]) -> None:
    if isinstance(wanted, inspect.UnionType):
        for one in wanted.types:
            _take(value, one, place, found)
    elif isinstance(wanted, inspect.StructType) and isinstance(value, dict):
        fields = {field.encode_name: field.type for field in wanted.fields}
        for key in [key for key in value if key not in fields]:
            del value[key]
            found.append(f"{place}.{key}")
        for key, inner in value.items():
            _take(inner, fields[key], f"{place}.{key}", found)
    elif isinstance(wanted, inspect.VarTupleType) and isinstance(value, list):
        for number, inner in enumerate(value):
            _take(inner, wanted.item_type, f"{place}[{number}]", found)
