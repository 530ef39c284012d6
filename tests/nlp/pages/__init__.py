"""Pages of our own invention, each line marked with what it is, to hold the layout rules against.

A page opens with ``=== what is special about it``; then what is expected of it (``title``,
``published``, ``publisher``, ``language``; ``-`` for none); after ``---`` its lines. A line's mark
stands before a bar: T title, Y byline, S standfirst, H heading, B body, X boilerplate; of several,
``H/B``, each is right. A line without a mark is blank.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsview.nlp.article import build
from newsview.store.hints import Hints
from newsview.store.model import Article
from newsview.store.raw_text import RawText

KINDS = {
    "T": "title",
    "Y": "byline",
    "S": "standfirst",
    "H": "heading",
    "B": "body",
    "X": "boilerplate",
}
TOLD = ("title", "standfirst", "heading", "body")
"""Kinds that are read as the story."""


@dataclass
class Page:
    """A page's text, the marks of its lines that are not blank, and what is expected of it."""

    name: str
    expected: dict[str, str | None]
    lines: list[str]
    marks: list[str]

    @property
    def text(self) -> str:
        """The page as it was scraped."""
        return "\n".join(self.lines) + "\n"


def read_pages() -> list[Page]:
    """All pages, in order of their files."""
    return [
        page for path in sorted(Path(__file__).parent.glob("*.txt")) for page in _pages_of(path)
    ]


def article(text: str, source: str = "a.txt", hints: Hints | None = None) -> Article:
    """The article that a text is."""
    return build(RawText(text, "utf-8", hints or Hints()), source)


def kinds_of(made: Article) -> list[tuple[str, str]]:
    """Each line that is not blank, stripped, and its kind."""
    return [
        (line.strip(), block.kind)
        for block in made.blocks
        for line in made.text[block.start : block.end].split("\n")
        if line.strip()
    ]


def wrong_lines(page: Page, text: str) -> list[str]:
    """The lines of ``text``, a form of the page, that got another kind than one of its marks."""
    found = kinds_of(article(text))
    assert len(found) == len(page.marks), page.name
    return [
        f"{marks}, not {kind}: {line}"
        for (line, kind), marks in zip(found, page.marks, strict=True)
        if kind not in {KINDS[mark] for mark in marks.split("/")}
    ]


def lost_lines(page: Page, text: str) -> list[str]:
    """The lines of ``text`` that are story alone by their mark, and were left out."""
    found = kinds_of(article(text))
    return [
        line
        for (line, kind), marks in zip(found, page.marks, strict=True)
        if "X" not in marks and "Y" not in marks and kind not in TOLD
    ]


def _pages_of(path: Path) -> Iterator[Page]:
    for part in path.read_text(encoding="utf-8").split("=== ")[1:]:
        head, _, body = part.partition("\n---\n")
        name, *fields = head.splitlines()
        expected = {
            key: None if value == "-" else value
            for key, _, value in (field.partition(": ") for field in fields)
        }
        rows = [row.partition("|") for row in body.rstrip("\n").split("\n")]
        yield Page(
            name=f"{path.stem}: {name}",
            expected=expected,
            lines=[line for _, _, line in rows],
            marks=[mark for mark, _, line in rows if line.strip()],
        )
