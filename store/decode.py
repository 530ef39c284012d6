"""From bytes to text, and how it was done.

The text is otherwise untouched: line ends stay as they are and nothing is normalised, because
every offset counts the code points of this text.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),  # before UTF-16: its mark begins the same
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
"""Byte order marks, the codec that takes them off, and the name to report."""

_UNDEFINED_IN_1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")
_WINDOWS_1252 = "".join(
    chr(byte) if byte in _UNDEFINED_IN_1252 else bytes([byte]).decode("cp1252")
    for byte in range(256)
)
"""The 256 characters of cp1252; its five undefined bytes are C1 controls, as in Latin-1."""

_DECLARED_WITHIN = 1024
"""Bytes in which an HTML page declares its charset (WHATWG HTML, "prescan a byte stream")."""

_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,30})", re.IGNORECASE
)
_XML_ENCODING = re.compile(
    rb"^\s{0,9}<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,30})", re.IGNORECASE
)

_CHARSETS = re.compile(r"(utf_?8|cp\d+|iso\d+|koi8|gb|big5|euc|shift_jis|mac_|tis|kz|ptcp|hp_)")
"""Python's names of charsets; what else it calls a codec (zlib, punycode …) no page may name."""


_CONTROLS = re.compile(r"[\x00-\x07\x0e-\x1a\x1c-\x1f\x7f]")
"""Control characters that no text is written with: all but white space, backspace and escape."""

_LOOKED_AT = 100_000
_FEWEST_CONTROLS, _CONTROLS_IN = 3, 30


class Decoded(NamedTuple):
    """A text and the encoding its bytes were read as."""

    text: str
    encoding: str


def is_binary(decoded: Decoded) -> bool:
    """Whether bytes were no text in the first place: an image, an archive, a program.

    Told by control characters, which are one in ten of bytes at random: more than one in thirty,
    among the first 100,000 characters, and at least three. A file with a byte order mark is text.
    """
    if decoded.encoding.startswith(("utf-8-sig", "utf-16", "utf-32")):
        return False
    begin = decoded.text[:_LOOKED_AT]
    found = len(_CONTROLS.findall(begin))
    return found >= _FEWEST_CONTROLS and found * _CONTROLS_IN > len(begin)


class Mark(NamedTuple):
    """What a byte order mark says: its size in bytes, the codec of what follows, and its name."""

    size: int
    codec: str
    name: str


def byte_order_mark(data: bytes) -> Mark | None:
    """The byte order mark that a file's first bytes are, or None."""
    for mark, _, name in _BOMS:
        if data.startswith(mark):
            return Mark(len(mark), name.removesuffix("-sig"), name)
    return None


def decode_part(data: bytes, mark: Mark | None) -> Decoded:
    """Decodes a row of a file that begins with ``mark``, as `decode` does a whole file."""
    if mark is not None:
        return _decode_marked(data, mark.codec, mark.name)
    return _decode_unmarked(data, ["utf-8"])


def decode(data: bytes, *, html: bool = False) -> Decoded:
    """Decodes bytes of unknown encoding; never fails.

    The order: a byte order mark (which is no part of the text), the charset that an HTML page
    declares (``html=True``), UTF-8, and at last cp1252, which takes every byte. A marked file with
    bad places is read all the same, those as U+FFFD, and the encoding says "damaged".
    """
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            return _decode_marked(data, codec, name)
    names = ["utf-8"]
    if html and (declared := declared_charset(data)):
        names.insert(0, declared)
    return _decode_unmarked(data, names)


def _decode_unmarked(data: bytes, names: list[str]) -> Decoded:
    """Decodes by the first of the charsets that takes the bytes, at last by cp1252."""
    for name in names:
        if name == "cp1252":
            break
        try:
            return Decoded(data.decode(name), name)
        except UnicodeError:
            continue
    text, _ = codecs.charmap_decode(data, "strict", _WINDOWS_1252)
    return Decoded(text, "cp1252")


def declared_charset(data: bytes) -> str | None:
    """Python's name of the charset that an HTML page declares, or None.

    As in browsers, Latin-1 and ASCII mean cp1252 (WHATWG Encoding, "names and labels").
    """
    head = data[:_DECLARED_WITHIN]
    found = _META_CHARSET.search(head) or _XML_ENCODING.search(head)
    if found is None:
        return None
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
    except (LookupError, UnicodeError):
        return None
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    return name if _CHARSETS.match(name.replace("-", "_")) else None


def _decode_marked(data: bytes, codec: str, name: str) -> Decoded:
    """Decodes a file that begins with a byte order mark; ``codec`` takes the mark off."""
    try:
        return Decoded(data.decode(codec), name)
    except UnicodeError:
        return Decoded(data.decode(codec, "replace"), f"{name}, damaged")
