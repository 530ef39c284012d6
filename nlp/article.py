"""From a text as read to an article: its title, date, language and the kinds of its lines."""

from __future__ import annotations

from newsview.nlp.language import LOOKED_AT, guess_language
from newsview.nlp.layout.blocks import blocks_of
from newsview.nlp.layout.cues import judge
from newsview.nlp.layout.datelines import mark_date_lines, published_day
from newsview.nlp.layout.kinds import mark_repeats, set_kinds
from newsview.nlp.layout.markdown import front_matter, read_marks
from newsview.nlp.layout.publishers import find_publisher
from newsview.nlp.layout.story import (
    clear_headings,
    find_story,
    mark_menus,
    mark_moments,
    mark_related,
    mark_tables,
)
from newsview.nlp.layout.titles import derived_title, find_title
from newsview.nlp.layout.units import Unit, read_units
from newsview.store.dates import day_of
from newsview.store.hints import Hints
from newsview.store.model import Article, Block, sha256_of
from newsview.store.raw_text import RawText

MARKDOWN_KINDS = (".md", ".markdown")

_DAY_FIELDS = ("date", "published", "pubdate", "publishdate", "created")
_TOO_LITTLE = 100
"""Code points of the story below which title and headings help to tell its language."""


def build(raw: RawText, source: str, *, guess: bool = True) -> Article:
    """The article that a text is, with what its layout tells.

    ``source`` is the name it is listed under; a file's ending tells Markdown. ``raw.hints`` go
    before what the layout says; the language that they do not tell is None unless it may be
    guessed, which takes a model of 6 MB. Every line that is not blank is in exactly one block;
    blocks cover whole lines, in order, and do not overlap. Never fails, and takes a time linear in
    the text.
    """
    text = raw.text
    is_markdown = raw.whole_file and source.lower().endswith(MARKDOWN_KINDS)
    start, fields = front_matter(text) if is_markdown else (0, {})
    hints = _with_fields(raw.hints, fields)
    units = read_units(text, start)
    if is_markdown:
        units = read_marks(units)
    title, published, publisher = _classify(units, hints, beside=not raw.whole_file)
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
        language=hints.language or (guess_language(_told(units)) if guess else None),
        publisher=hints.publisher or publisher,
        blocks=blocks,
    )


def _classify(
    units: list[Unit], hints: Hints, *, beside: bool
) -> tuple[Unit | None, str | None, str | None]:
    """Sets the kind of every unit; returns the one that is the title, the day and the outlet.

    ``beside`` says that the hints stand beside the text, as other columns of a row do.
    """
    for unit in units:
        unit.cue = max(unit.cue, judge(unit))
    mark_menus(units)
    mark_tables(units)
    mark_moments(units)
    clear_headings(units)
    dates = mark_date_lines(units, hints.author)
    mark_related(units)
    story = find_story(units)
    title = find_title(units, story, hints.title, beside)
    at = units.index(title) if title is not None else -1
    published = published_day(units, dates, at, story)
    mark_repeats(units, title)
    set_kinds(units, story, at, hints.author)
    return title, published, find_publisher(units, title, story.first)


def _with_fields(hints: Hints, fields: dict[str, str]) -> Hints:
    """The hints, and what they do not say taken from a Markdown file's front matter."""
    language = (fields.get("lang") or fields.get("language") or "")[:2].lower()
    return Hints(
        title=hints.title or fields.get("title") or None,
        published=hints.published
        or next(filter(None, (day_of(fields.get(name)) for name in _DAY_FIELDS)), None),
        language=hints.language or (language if language.isalpha() else None) or None,
        author=hints.author or fields.get("author") or None,
        publisher=hints.publisher or fields.get("publisher") or None,
    )


def _told(units: list[Unit]) -> str:
    """Enough of the story to tell its language by."""
    told = ""
    for kinds in (("standfirst", "body"), ("title", "heading")):
        for unit in units:
            if unit.kind in kinds and len(told) < LOOKED_AT:
                told = f"{told} {unit.text}"
        if len(told) > _TOO_LITTLE:
            break
    return told
