"""JSON bytes in and out, where the text may hold what UTF-8 cannot.

msgspec does the work. A lone surrogate (from a damaged file or an undecodable file name) has no
UTF-8 form and is refused by it, so such a value takes the standard library's way and stands in
the JSON as an escape, ``\\udXXX``.
"""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn, TypeVar

import msgspec

T = TypeVar("T")

SURROGATE_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F]")
"""What a surrogate looks like in JSON bytes; also the halves of a proper pair."""

Unread = Any
"""A part of a document that is yet to be checked: ``msgspec.Raw``, or what ``json`` made of it."""


def to_json(value: object) -> bytes:
    """The value as compact UTF-8 JSON, other scripts as they are, lone surrogates escaped."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        plain = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, separators=(",", ":"))
        return plain.encode("utf-8", "backslashreplace")


def from_json(data: bytes | msgspec.Raw, to: type[T]) -> T:
    """The value that these bytes hold, checked against a type.

    Raises msgspec.DecodeError (its subclass ValidationError for a wrong type), ValueError or
    RecursionError.
    """
    try:
        return msgspec.json.decode(data, type=to)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        if not SURROGATE_ESCAPE.search(data):
            raise
    return msgspec.convert(loads(data), to)


def read_part(part: Unread, to: type[T]) -> T:
    """A part of a document, checked against a type. Raises like `from_json`."""
    if isinstance(part, msgspec.Raw):
        return from_json(part, to)
    return msgspec.convert(part, to)


def loads(data: bytes | msgspec.Raw) -> Any:
    """The standard library's reading, which lets lone surrogates through. Raises ValueError."""
    return json.loads(bytes(data), parse_constant=_refuse)


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")
