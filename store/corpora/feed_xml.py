"""From the bytes of a feed to its XML tree: nothing is fetched, nothing declared is expanded.

lxml parses in its recovering mode, because feeds are often damaged. Once the parser has met an
error it drops references such as ``&amp;``, so all of them are made numbers before it begins; that
also means that no entity of a document's own is ever expanded, however it is declared.
"""

from __future__ import annotations

import html
import re
from typing import Any

_REFERENCE = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?:#\d{1,8};|#[xX][0-9a-fA-F]{1,7};|\w{1,40};)?", re.DOTALL
)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no place for (section 2.2)."""

_HARMLESS = frozenset({"NS_ERR_UNDEFINED_NAMESPACE", "WAR_NS_URI", "WAR_NS_URI_RELATIVE"})


def parse_xml(written: str) -> tuple[Any, str | None]:
    """The root element, and the first thing that is wrong with the XML, or None.

    The root is None when nothing in it is an element.
    """
    import lxml.etree  # type: ignore[import-untyped]

    parser = lxml.etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, load_dtd=False, no_network=True,
        huge_tree=True, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    clean = _REFERENCE.sub(_as_number, _NOT_XML.sub("\ufffd", written.lstrip()))
    try:
        root = lxml.etree.fromstring(clean.encode("utf-8"), parser=parser)
    except lxml.etree.LxmlError as error:
        return None, _one_line(str(error))
    wrong = [e for e in parser.error_log if e.type_name not in _HARMLESS]
    return root, _one_line(wrong[0].message) if wrong else None


def _as_number(found: re.Match[str]) -> str:
    """A reference as numeric ones; a bare or unknown one as it is written."""
    written = found.group()
    if written.startswith("<"):
        return written
    meant = html.unescape(written) if len(written) > 1 else written
    if meant == written:
        return "&#38;" + written[1:]
    return "".join(f"&#{ord(character)};" for character in _NOT_XML.sub("\ufffd", meant))


def _one_line(reason: str) -> str:
    return " ".join(reason.split())[:120]
