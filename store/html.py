"""From an HTML page to its text and what its metadata says.

The text is inscriptis' (Weichselbraun 2021, JOSS 6(66), 3557): it lays out the whole page as a
browser would, so that no paragraph of the story can get lost; telling the story from the page
around it is the layout rules' work, as with any scraped text. The text is the same on every run,
which matters because its hash is the article's identity.

inscriptis and lxml are imported when the first page is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from newsview.store import messages
from newsview.store.dates import iso_day
from newsview.store.hints import NO_HINTS, Hints
from newsview.store.html_tags import MOST_ATTRIBUTES, has_endless_tag
from newsview.store.messages import NewsviewError

_INVISIBLE = "//script | //style | //noscript | //template | //select | //*[@hidden]"
_BLANK_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"\s+")
_LONGEST_JSON = 500_000
"""Code points of a JSON-LD element that are still read."""
_DEEPEST_JSON = 12
_DEEPEST_LAYOUT = 400
"""Nesting up to which a page is laid out (inscriptis recurses); a deeper one is read text node by
text node. A fixed figure, so that the text does not depend on how deep the caller stands.
"""
_STORY_TYPE = re.compile(r"(Article|Posting|Report|Review)$")

_TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline")
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date.issued",
    "dcterms.created",
    "dc.date.issued",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "date",
)
_AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author")
_PUBLISHER = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher")
"""Names of ``<meta>`` elements, the most trusted first (Open Graph, Dublin Core, habits)."""


def read_html(page: str) -> tuple[str, Hints]:
    """The text of a page, one line per paragraph, and its hints.

    An empty page gives ``""``. Raises NewsviewError for one that is nested beyond what the parser
    takes (2,048 elements), rather than lose what stands below, and for one with a tag that it would
    take minutes for.
    """
    if has_endless_tag(page):
        raise NewsviewError(messages.HTML_ENDLESS_TAG.format(most=MOST_ATTRIBUTES))
    import lxml.etree  # type: ignore[import-untyped]
    import lxml.html  # type: ignore[import-untyped]

    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except lxml.etree.LxmlError:  # an empty page
        return "", NO_HINTS
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise NewsviewError(messages.HTML_TOO_DEEP)
    hints = _hints(root)
    for element in root.xpath(_INVISIBLE):
        if element.getparent() is not None:
            element.drop_tree()
    return _text(root), hints


def _text(root: Any) -> str:
    """The page laid out as text, without spaces at line ends, at most one blank line in a row."""
    from inscriptis import Inscriptis  # type: ignore[import-untyped]
    from inscriptis.css_profiles import STRICT_CSS_PROFILE  # type: ignore[import-untyped]
    from inscriptis.model.config import ParserConfig  # type: ignore[import-untyped]

    if _deeper_than(root, _DEEPEST_LAYOUT):
        laid_out = "\n".join(root.itertext())
    else:
        laid_out = Inscriptis(root, ParserConfig(css=STRICT_CSS_PROFILE)).get_text()
    lines = (line.strip() for line in laid_out.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def _deeper_than(root: Any, limit: int) -> bool:
    """Whether elements are nested more than ``limit`` deep."""
    from lxml.etree import iterwalk

    depth = 0
    for event, _ in iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limit:
            return True
    return False


def _hints(root: Any) -> Hints:
    """Reads JSON-LD, then ``<meta>``, then the elements themselves."""
    meta = _meta(root)
    story = next(_stories(root), {})
    title = (
        _said(story.get("headline"))
        or _first(meta, _TITLE)
        or _only(root, "//h1")
        or _only(root, "//head/title")
    )
    published = (
        iso_day(_said(story.get("datePublished")))
        or next(filter(None, (iso_day(meta.get(name)) for name in _PUBLISHED)), None)
        or iso_day(_attribute(root, "//*[@itemprop='datePublished']", "content", "datetime"))
        or iso_day(_attribute(root, "//time[@pubdate]", "datetime"))
        or iso_day(_attribute(root, "//time[@datetime]", "datetime"))
    )
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    language = language or meta.get("og:locale") or meta.get("content-language") or ""
    code = re.split(r"[-_,]", language.strip().lower())[0]
    return Hints(
        title=title,
        published=published,
        language=code if re.fullmatch(r"[a-z]{2}", code) else None,
        author=_named(story.get("author")) or _first(meta, _AUTHOR),
        publisher=_first(meta, _PUBLISHER) or _named(story.get("publisher")),
    )


def _meta(root: Any) -> dict[str, str]:
    """The page's ``<meta>`` elements, first of each name, names in lower case."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        name = name or element.get("http-equiv")
        content = _said(element.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _stories(root: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of an article's type (schema.org), in page order."""
    for script in root.xpath("//script[@type='application/ld+json']"):
        written = script.text or ""
        if len(written) > _LONGEST_JSON:
            continue
        try:
            data = json.loads(written, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(data, _DEEPEST_JSON)


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The article objects in a JSON value, down to ``depth`` levels."""
    if depth == 0:
        return
    if isinstance(data, list):
        for item in data:
            yield from _objects(item, depth - 1)
    elif isinstance(data, dict):
        types = data.get("@type")
        types = types if isinstance(types, list) else [types]
        if any(isinstance(kind, str) and _STORY_TYPE.search(kind) for kind in types):
            yield data
        for key in ("@graph", "mainEntity"):
            yield from _objects(data.get(key), depth - 1)


def _named(given: Any) -> str | None:
    """The name of an author or publisher in JSON-LD, the first of several."""
    if isinstance(given, list):
        given = given[0] if given else None
    if isinstance(given, dict):
        given = given.get("name")
    return _said(given)


def _said(value: object) -> str | None:
    """A value as one line of text, or None when it is empty or no text."""
    if not isinstance(value, str):
        return None
    return _SPACES.sub(" ", value).strip() or None


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _only(root: Any, path: str) -> str | None:
    """The text of the one element at ``path``; None when there is none, or there are several."""
    elements = root.xpath(path)
    return _said(elements[0].text_content()) if len(elements) == 1 else None


def _attribute(root: Any, path: str, *names: str) -> str | None:
    """The first of the named attributes that the first element at ``path`` has."""
    for element in root.xpath(path)[:1]:
        for name in names:
            if element.get(name):
                return str(element.get(name))
    return None
