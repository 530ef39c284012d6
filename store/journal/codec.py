"""JSON as the store writes it: ASCII, compact, no NaN, so that plain TinyDB reads it anywhere."""

from __future__ import annotations

import json
from math import isfinite
from typing import Any, NoReturn

import msgspec

from newsview.store.messages_file import REASON_CONSTANT
from newsview.store.plain_words import NotReadable


class NotJson(ValueError):
    """A number that JSON has none of."""


def _refuse_constant(name: str) -> NoReturn:
    raise NotReadable(REASON_CONSTANT.format(name=name))


# Lone surrogates, which an article may hold, survive because they are written as \uXXXX escapes.
_ENCODER = json.JSONEncoder(ensure_ascii=True, allow_nan=False, separators=(",", ":"))
_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


def encode(value: object) -> bytes:
    """``value`` as one line of ASCII JSON.

    Raises TypeError for what JSON cannot hold and ValueError for NaN, infinities and cycles.
    """
    return _ENCODER.encode(value).encode("ascii")


def encode_plain(value: object) -> bytes:
    """The same for what holds nothing but JSON's types and finite numbers, an eighth of the time.

    The faster encoder writes null for NaN and lists for sets, so that it must not meet them.
    """
    try:
        encoded = msgspec.json.encode(value)
    except (ValueError, OverflowError, msgspec.MsgspecError):  # lone surrogates, huge integers
        return encode(value)
    return encoded if encoded.isascii() else encode(value)


def decode(raw: bytes) -> Any:
    """The value of UTF-8 JSON. Raises ValueError (also for NaN) or RecursionError."""
    return _DECODER.decode(raw.decode("utf-8-sig"))


def plain(value: Any) -> Any:
    """A copy with lists for tuples. Raises NotJson for NaN and infinities."""
    if isinstance(value, float) and not isfinite(value):
        raise NotJson(REASON_CONSTANT.format(name=value))
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def clone(value: Any) -> Any:
    """A copy that shares no list or dict with ``value``, which holds JSON types only."""
    if isinstance(value, dict):
        return {key: clone(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [clone(item) for item in value]
    return value
