"""What is wrong with JSON or a record, in words for who never saw the program's inside."""

from __future__ import annotations

import json
import re

import msgspec

from newsview.store import messages_file as words

_PLACE = re.compile(r" - at `(?:key in )?\$\.?(?P<place>[^`]*)`")
_MISSING = re.compile(r"missing required field `(?P<field>[^`]*)`")


class NotReadable(ValueError):
    """Something is no JSON for a reason that is in plain words already."""


def why_not_json(error: Exception) -> str:
    """Why bytes could not be read as JSON, where the decoder raised ``error``."""
    if isinstance(error, NotReadable):
        return str(error)
    if isinstance(error, UnicodeDecodeError):
        return words.REASON_BYTE.format(byte=error.start)
    if isinstance(error, json.JSONDecodeError):
        ended = not error.doc[error.pos :].strip()
        template = words.REASON_BREAKS_OFF if ended else words.REASON_BROKEN_AT
        return template.format(line=error.lineno, column=error.colno)
    if isinstance(error, RecursionError):
        return words.REASON_TOO_DEEP
    return words.REASON_NUMBER


def why_no_record(error: Exception) -> str:
    """Why a document is no record of its kind, where ``msgspec`` raised ``error``."""
    if not isinstance(error, msgspec.ValidationError):
        return words.REASON_TOO_DEEP
    said = str(error)
    at, missing = _PLACE.search(said), _MISSING.search(said)
    place = at["place"].removesuffix("[...]") if at is not None else ""
    if missing is not None:
        field = f"{place}.{missing['field']}" if place else missing["field"]
        return words.REASON_FIELD_MISSING.format(field=field)
    return words.REASON_FIELD_WRONG.format(field=place) if place else words.REASON_RECORD_WRONG
