"""File names as they can be shown, and the order people expect of them."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from pathlib import Path

_DIGITS = re.compile(r"[0-9]+")
_NUMBER, _FOLDER_END = "\1", "\2"
_UNSHOWABLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def visible(path: os.PathLike[str] | str) -> str:
    """A path with everything that is no plain character spelled out, on one line.

    A byte that is no text becomes ``\\xe8``, a control, bidi or other invisible character
    ``\\x1b`` or ``\\u202e``; the rest stays as it is.
    """
    written = os.fspath(path)
    if written.isprintable():
        return written
    return "".join(map(_spelled, written))


def as_json_escapes(written: str) -> str:
    """JSON with the same characters spelled out as its escapes; newlines between tokens stay."""
    if written.isprintable():
        return written
    return "".join(
        json.dumps(one)[1:-1] if one != "\n" and unicodedata.category(one) in _UNSHOWABLE else one
        for one in written
    )


def shortened(path: os.PathLike[str] | str, most: int = 60) -> str:
    """A path of ``most`` code points at most: where it is longer, its middle is left out.

    The name at its end stays whole if it fits.
    """
    written = os.fspath(path)
    if len(written) <= most:
        return written
    end = min(max(len(Path(written).name) + 1, most // 2), most - 1)
    return f"{written[: most - 1 - end]}…{written[-end:]}"


def natural_key(name: str) -> str:
    """A sort key by which ``2.txt`` comes before ``10.txt`` and a folder before its neighbours.

    Of a number the count of its digits goes before them; no such name as `visible` writes holds the
    controls that mark numbers and folders.
    """
    return _DIGITS.sub(_counted, name.casefold().replace("/", _FOLDER_END))


def _counted(number: re.Match[str]) -> str:
    digits = number[0].lstrip("0")
    return f"{_NUMBER}{chr(len(digits))}{digits}"


def _spelled(character: str) -> str:
    if unicodedata.category(character) not in _UNSHOWABLE:
        return character
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # a byte of the name that is no UTF-8 (PEP 383)
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
