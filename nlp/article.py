"""From a text as read to an article: its title, date, language and the kinds of its lines."""

from __future__ import annotations

from newsview.nlp.language import guess_language
from newsview.nlp.layout.blocks import blocks_of
from newsview.nlp.layout.cues import judge
from newsview.nlp.layout.datelines import mark_date_lines, published_day
from newsview.nlp.layout.kinds import mark_repeats, set_kinds
from newsview.nlp.layout.markdown import front_matter, read_marks
from newsview.nlp.layout.story import find_story, mark_menus, mark_related
from newsview.nlp.layout.titles import derived_title, find_title
from newsview.nlp.layout.units import Unit, read_units
from newsview.store.corpus import RawText
from newsview.store.dates import iso_day
from newsview.store.html import Hints
from newsview.store.model import Article, Block, sha256_of

MARKDOWN_KINDS = (".md", ".markdown")

_DAY_FIELDS = ("date", "published", "pubdate", "publishdate", "created")
_ENOUGH = 3000
"""Code points of the story that its language is told by."""


def build(raw: RawText, source: str) -> Article:
    """The article that a text is, with what its layout tells.

    ``source`` is the name it is listed under; its ending tells Markdown. ``raw.hints`` go before
    what the layout says. Every line that is not blank is in exactly one block; blocks cover whole
    lines, in order, and do not overlap. Never fails, and takes a time linear in the text.
    """
    text = raw.text
    start, fields = front_matter(text) if source.lower().endswith(MARKDOWN_KINDS) else (0, {})
    hints = _with_fields(raw.hints, fields)
    units = read_units(text, start)
    if source.lower().endswith(MARKDOWN_KINDS):
        units = read_marks(units)
    title, published = _classify(units, hints)
    blocks = blocks_of(units)
    if start:
        blocks = (Block(0, len(text[:start].rstrip()), "boilerplate"), *blocks)
    return Article(
        source=source,
        text=text,
        sha256=sha256_of(text),
        encoding=raw.encoding,
        title=hints.title or (title.text.strip() if title else derived_title(units)),
        published=hints.published or published,
        language=hints.language or guess_language(_told(units)),
        blocks=blocks,
    )


def _classify(units: list[Unit], hints: Hints) -> tuple[Unit | None, str | None]:
    """Sets the kind of every unit; returns the one that is the title, and the day it tells."""
    for unit in units:
        unit.cue = max(unit.cue, judge(unit))
    mark_menus(units)
    mark_related(units)
    dates = mark_date_lines(units, hints.author)
    story = find_story(units)
    title = find_title(units, story, hints.title)
    at = units.index(title) if title is not None else -1
    published = published_day(units, dates, at, story)
    mark_repeats(units, title)
    set_kinds(units, story, at, hints.author)
    return title, published


def _with_fields(hints: Hints, fields: dict[str, str]) -> Hints:
    """The hints, and what they do not say taken from a Markdown file's front matter."""
    language = (fields.get("lang") or fields.get("language") or "")[:2].lower()
    return Hints(
        title=hints.title or fields.get("title") or None,
        published=hints.published
        or next(filter(None, (iso_day(fields.get(name)) for name in _DAY_FIELDS)), None),
        language=hints.language or (language if language.isalpha() else None) or None,
        author=hints.author or fields.get("author") or None,
    )


def _told(units: list[Unit]) -> str:
    """Enough of the story to tell its language by."""
    told: list[str] = []
    size = 0
    for unit in units:
        if unit.kind in ("standfirst", "body"):
            told.append(unit.text)
            size += len(unit.text)
            if size > _ENOUGH:
                break
    return " ".join(told)
