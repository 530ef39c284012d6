"""File names as they can be shown, and the order people expect of them."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

_DIGITS = re.compile(r"[0-9]+")
_NUMBER, _FOLDER_END = "\1", "\2"
_UNSHOWABLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))

MARKS_KEPT = 4
"""Combining marks that are shown on one base; any more would grow over the lines around it."""

BLANK_LETTERS = frozenset(
    {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x3164, 0xFFA0}
    | {*range(0x180B, 0x1810), *range(0xFE00, 0xFE0E), *range(0xE0100, 0xE01F0)}
)
"""Default-ignorable code points that are not of category Cf (Unicode, DerivedCoreProperties): they
show nothing. Those that choose how an emoji looks (U+FE0E, U+FE0F) are none of them."""

_MARKS = frozenset(("Mn", "Me"))
_JAMO = re.compile("[\u1160-\u11ff\ud7b0-\ud7fb]")  # vowels and finals, set on the letter before
_ODD = re.compile("[^ -~\u00a0-\u00ac\u00ae-\u02ff]")
"""What needs a closer look: anything but ASCII and accented Latin letters."""


def visible(path: os.PathLike[str] | str) -> str:
    """A path with everything that is no plain character spelled out, on one line.

    A byte that is no text becomes ``\\xe8``, a control, bidi or other invisible character
    ``\\x1b`` or ``\\u202e``, and so does a combining mark beyond `MARKS_KEPT` on one base; the rest
    stays as it is.
    """
    written = os.fspath(path)
    if _ODD.search(written) is None:
        return written
    return "".join(_spelled(written))


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


def _spelled(written: str) -> Iterator[str]:
    pile = 0
    for character in written:
        category = unicodedata.category(character)
        pile = pile + 1 if category in _MARKS or _JAMO.match(character) else 0
        code = ord(character)
        if pile <= MARKS_KEPT and category not in _UNSHOWABLE and code not in BLANK_LETTERS:
            yield character
            continue
        if 0xDC80 <= code <= 0xDCFF:  # a byte of the name that is no UTF-8 (PEP 383)
            code -= 0xDC00
        yield f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
