"""Bytes to text: which encoding, and that nothing else is changed."""

from __future__ import annotations

import codecs
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.store.decode import decode, is_binary


@pytest.mark.parametrize(
    ("raw", "text", "encoding"),
    [
        ("perché «sì» 🎉".encode(), "perché «sì» 🎉", "utf-8"),
        (b"", "", "utf-8"),
        (codecs.BOM_UTF8 + "è".encode(), "è", "utf-8"),
        (codecs.BOM_UTF16_LE + "città".encode("utf-16-le"), "città", "utf-16"),
        (codecs.BOM_UTF16_BE + "città".encode("utf-16-be"), "città", "utf-16"),
        ("l’euro € è".encode("cp1252"), "l’euro € è", "cp1252"),
        (b"uno\r\ndue\rtre\n", "uno\r\ndue\rtre\n", "utf-8"),
        ("e\u0301".encode(), "e\u0301", "utf-8"),
    ],
)
def test_texts_and_their_encodings(raw: bytes, text: str, encoding: str) -> None:
    """UTF-8 first, then cp1252; a BOM is no text; line ends and accents stay as they are."""
    decoded, name = decode(raw)
    assert decoded == text
    assert name.startswith(encoding)


def test_a_declared_encoding_counts() -> None:
    """What a page says of itself goes before guessing."""
    page = '<meta charset="iso-8859-7">αβγ'.encode("iso-8859-7")
    assert decode(page, html=True).text.endswith("αβγ")
    unknown = '<meta charset="no-such-encoding">città'
    assert decode(unknown.encode(), html=True).text == unknown


@given(st.binary(max_size=300))
def test_any_bytes_become_some_text(raw: bytes) -> None:
    """Nothing is undecodable, and what is not is UTF-8 comes back byte for byte."""
    text, encoding = decode(raw)
    if encoding == "utf-8" and not raw.startswith(codecs.BOM_UTF8):
        assert text.encode() == raw


@given(st.text(max_size=200))
def test_utf8_comes_back_unchanged(text: str) -> None:
    """Every text written in UTF-8 is read as itself."""
    raw = text.encode("utf-8", "surrogatepass")
    if not raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            return
        assert decode(raw)[0] == text


ITALIAN = "Perché «la città» più bella è lì: 5 € e un po’ d’acqua.\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        ITALIAN.encode("cp1252"),
        ITALIAN.encode("utf-8"),
        ITALIAN.replace("€", "E").replace("’", "'").encode("cp850"),
        codecs.BOM_UTF16_LE + ITALIAN.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + ("\x00\x01\x02" * 9).encode("utf-16-be"),
        b"\x1b[31mrosso\x1b[0m e basta",
        b"a\x00b",
        b"\x0c".join([b"pagina"] * 3),
        b"",
    ],
)
def test_a_text_is_never_taken_for_something_else(raw: bytes) -> None:
    """Old encodings, escape sequences, form feeds, a stray NUL."""
    assert not is_binary(decode(raw))


@given(
    st.text(alphabet=[chr(code) for code in range(32, 127)] + list("àèéìòù€’“”–…\n"), max_size=99)
)
def test_no_cp1252_text_is_taken_for_something_else(text: str) -> None:
    """Whatever it says."""
    assert not is_binary(decode(text.encode("cp1252")))


@pytest.mark.parametrize(
    "raw",
    [
        zlib.compress(ITALIAN.encode() * 3 + bytes(range(256)) * 4),
        b"\x7fELF\x02\x01\x01" + bytes(64),
        ITALIAN.encode("utf-16-le"),
    ],
)
def test_what_is_no_text_is_seen(raw: bytes) -> None:
    """Compressed, a program, two bytes a character without a mark that says so."""
    assert is_binary(decode(raw))
