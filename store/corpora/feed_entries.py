"""The entries of a feed: RSS 2.0 (and 0.9x), RSS 1.0, Atom 1.0 and 0.3."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from newsview.store.corpora.columns import language_code
from newsview.store.corpora.feed_xml import parse_xml
from newsview.store.dates import day_of
from newsview.store.hints import Hints
from newsview.store.html import read_html

_ATOM = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
_DUBLIN = ("http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/")
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_RSS = (
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/",
    "http://backend.userland.com/rss2",
    "http://blogs.law.harvard.edu/tech/rss",
)
_OWN = frozenset(("", *_RSS, *_ATOM))
_PREFIXES = {"content": _CONTENT, "dc": _DUBLIN[0], "dcterms": _DUBLIN[1], "atom": _ATOM[0]}
"""Of elements whose prefix is used without being declared."""

_ROOTS = ("rss", "rdf", "feed")
_BEGINNING = re.compile(r"<(?:[\w.-]{1,40}:)?(?:rss|rdf|feed)[\s>/]", re.IGNORECASE)
_BEGINS_WITHIN = 65_536

_BODIES = ("encoded", "content", "description", "summary")
"""Elements that hold an entry's text, the fullest first."""
_DATES = ("pubdate", "published", "issued", "date", "created", "updated", "modified")
_IDS = ("guid", "id")

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]\w*);")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
"""Elements of HTML without an end (HTML Standard, "void elements")."""

_ADDRESS = re.compile(r"\S+@\S+\s*\((.+)\)")
"""An author in RSS 2.0: an address, and the name in brackets."""


class Entry(msgspec.Struct, frozen=True):
    """An entry: ``body`` as it is written, markup or not; ``id`` is its guid, id or link."""

    body: str
    is_markup: bool
    hints: Hints
    id: str | None = None

    def text(self) -> str:
        """The text of the body. Raises NewsviewError when its HTML is nested too deeply."""
        return read_html(self.body)[0] if self.is_markup else self.body


class Feed(msgspec.Struct, frozen=True):
    """The entries of a feed, and what is wrong with its XML."""

    entries: list[Entry]
    damage: str | None = None


def read_feed(written: str) -> Feed | None:
    """The feed that a text in XML is, or None when it is none."""
    if not _BEGINNING.search(written, 0, _BEGINS_WITHIN):
        return None
    root, damage = parse_xml(written)
    if root is None or _name(root)[1] not in _ROOTS:
        return None
    channel = next((one for one in root if _name(one) == ("own", "channel")), root)
    children = _children(channel) + (_children(root) if channel is not root else [])
    language = _language(root, children)
    author = _author(children)
    publisher = _one_line(children, "publisher") or _one_line(children, "title")
    whole = Hints(language=language, author=author, publisher=publisher)
    entries = [_entry(one, whole) for one in _items(root)]
    if not entries and _name(root)[1] == "rdf" and channel is root:
        return None  # RDF that is no feed
    return Feed(entries, damage)


def _items(root: Any) -> Iterator[Any]:
    for element in root.iter():
        if isinstance(element.tag, str) and _name(element) in (("own", "item"), ("own", "entry")):
            yield element


def _entry(element: Any, whole: Hints) -> Entry:
    """An entry, with what the ``whole`` feed says where it says nothing itself."""
    children = _children(element)
    body, is_markup = _body(children)
    dates = map(day_of, _texts(children, _DATES))
    return Entry(
        body=body,
        is_markup=is_markup,
        hints=Hints(
            title=_one_line(children, "title"),
            published=next(filter(None, dates), None),
            language=_language(element, children) or whole.language,
            author=_author(children) or whole.author,
            publisher=_one_line(children, "publisher") or whole.publisher,
        ),
        id=next(_texts(children, _IDS), None) or _link(children),
    )


# --- parts of an entry ----------------------------------------------------------------------------


def _body(children: list[tuple[str, str, Any]]) -> tuple[str, bool]:
    """What the fullest element that is not empty says, and whether it is markup."""
    for wanted in _BODIES:
        for kind, name, element in children:
            if name != wanted or (kind == "content") != (wanted == "encoded"):
                continue
            inner = len(element) > 0
            said = _inner(element) if inner else _text(element)
            if said.strip():
                plain = element.get("type") in ("text", "text/plain") and not inner
                return said, not plain and bool(inner or _MARKUP.search(said))
    return "", False


def _inner(element: Any) -> str:
    """The markup within an element: XHTML, or HTML that somebody did not escape.

    Written as XML, so that what a damaged ``<br>`` came to hold is not dropped, but without
    ``<div/>``, which HTML takes for a beginning.
    """
    import lxml.etree  # type: ignore[import-untyped]

    written = [html.escape(element.text or "", quote=False)]
    for child in element:
        for one in child.iter():
            if isinstance(one.tag, str):
                if one.tag.startswith("{"):
                    one.tag = one.tag.rpartition("}")[2]
                if one.text is None and one.tag.lower() not in _VOID:
                    one.text = ""
        written.append(lxml.etree.tostring(child, encoding="unicode"))
    return "".join(written)


def _one_line(children: list[tuple[str, str, Any]], wanted: str) -> str | None:
    """What an element says on one line, with what is written as HTML read as such.

    The feed's own elements go before Dublin Core's.
    """
    for own in ("own", "dublin"):
        for kind, name, element in children:
            if (kind, name) != (own, wanted):
                continue
            said = "".join(element.itertext())
            if _MARKUP.search(said):
                said = html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", said))
            if said.strip():
                return " ".join(said.split())
    return None


def _language(element: Any, children: list[tuple[str, str, Any]]) -> str | None:
    said = next(_texts(children, ("language",)), None)
    return language_code(said or element.get("{http://www.w3.org/XML/1998/namespace}lang"))


def _author(children: list[tuple[str, str, Any]]) -> str | None:
    """The first author: Atom's name, Dublin Core's creator, or RSS's address with a name."""
    for kind, name, element in children:
        if (kind, name) not in (("own", "author"), ("dublin", "creator")):
            continue
        names = [one for one in element if _name(one)[1] == "name"]
        said = " ".join("".join((names or [element])[0].itertext()).split())
        address = _ADDRESS.fullmatch(said)
        said = address[1] if address else said
        if said and "@" not in said:
            return said
    return None


def _link(children: list[tuple[str, str, Any]]) -> str | None:
    links = [one for kind, name, one in children if (kind, name) == ("own", "link")]
    for element in links:
        address = (element.get("href") or _text(element)).strip()
        if address and element.get("rel", "alternate") == "alternate":
            return address
    return None


def _texts(children: list[tuple[str, str, Any]], names: Sequence[str]) -> Iterator[str]:
    """What the elements with these names say, in the order of the names."""
    said = (_text(one).strip() for wanted in names for _, name, one in children if name == wanted)
    return filter(None, said)


def _text(element: Any) -> str:
    return element.text or ""


def _children(element: Any) -> list[tuple[str, str, Any]]:
    """The elements below, each with the kind of its namespace and its name in lower case.

    Those of other namespaces (media, iTunes) are left out: their titles are not the entry's.
    """
    named = [(*_name(one), one) for one in element if isinstance(one.tag, str)]
    return [one for one in named if one[0] != "other"]


def _name(element: Any) -> tuple[str, str]:
    tag = element.tag
    space, _, name = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    if not space and ":" in name:
        prefix, _, name = name.rpartition(":")
        space = _PREFIXES.get(prefix.lower(), prefix)
    kinds = {_CONTENT: "content", **dict.fromkeys(_DUBLIN, "dublin")}
    return "own" if space in _OWN else kinds.get(space, "other"), name.lower()
