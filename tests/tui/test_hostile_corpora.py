"""Texts that want to be obeyed in tables, feeds, pages and front matter, whatever part they are in.

What such files say of an article goes to the list, the headings and the messages.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus
from newsview.tui.session import Session
from newsview.tui.settings import Settings

from .conftest import AtOnce
from .hostile import ATTACKS
from .test_hostile import MARKUP, ROWS, SIZE, Route, go
from .watched import Watched

NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML file may hold, not even as a number (XML 1.0, "Characters")."""

LINE = "Qua il porto {said} di Savona riparte dopo lo sciopero, con 35 navi in attesa davanti."
ARTICLES = 9


def story(said: str) -> str:
    """A text long enough for an article."""
    return " ".join([LINE.format(said=said)] * 3)


def write(folder: Path, text: str) -> None:
    """A file of every kind that is no plain text, all that it says of its articles hostile, and
    some that something is wrong with."""
    name = re.sub(r"[\0/]", "", text)[:30]

    def save(ending: str, content: str) -> None:
        (folder / f"{ending[1:]} {name}{ending}").write_bytes(content.encode())

    def row(kind: str) -> dict[str, str]:
        return {
            "id": f"{kind} {text}", "title": f"Titolo {kind} {text}", "date": text, "url": text,
            "author": text, "publisher": text, "language": text, text: text,
            "text": story(f"{kind} {text}"),
        }  # fmt: skip

    wrong = {**row("senza"), "text": ""}
    save(".jsonl", "".join(json.dumps(one) + "\n" for one in (row("json"), wrong, text)))
    for ending, delimiter in ((".csv", ","), (".tsv", "\t")):
        table = io.StringIO()
        writer = csv.writer(table, delimiter=delimiter, quoting=csv.QUOTE_ALL)
        writer.writerows([list(row(ending)), list(row(ending).values()), list(wrong.values())])
        save(ending, table.getvalue() + f'"{text}"')
    (folder / f"nessuna {name}.csv").write_text(f"{text},b\n1,2\n", "utf-8", newline="")
    plain = html.escape(NO_XML.sub("", text))
    tags = {"rss": ("item", "description", "guid"), "feed": ("entry", "content", "id")}
    for (kind, (item, content, guid)), ending in zip(tags.items(), (".rss", ".atom"), strict=True):
        said = f"<title>Titolo {kind} {plain}</title><author>{plain}</author>"
        inner = html.escape(story(html.escape(plain)))
        entry = f"<{item}>{said}<{guid}>{plain}</{guid}><{content}>{inner}</{content}></{item}>"
        inside = f"<title>{plain}</title>{entry}<{item}><title>{plain}</title></{item}>"
        save(
            ending,
            f"<{kind}>{f'<channel>{inside}</channel>' if kind == 'rss' else inside}</{kind}>",
        )
    page = html.escape(text)
    save(".html", f'<html lang="{page}"><title>Titolo html {page}</title><meta name="author" '
         f'content="{page}"><h1>Titolo {page}</h1><p>{story(page)}')  # fmt: skip
    ld = json.dumps({"@type": "NewsArticle", "headline": f"Titolo ld {text}", "author": text})
    ld = ld.replace("<", "\\u003c")
    save(".htm", f'<script type="application/ld+json">{ld}</script><p>{story(page)}')
    save(".md", f"---\ntitle: Titolo md {text}\nauthor: {text}\n---\n\n{story(text)}")
    save(".txt", f"Titolo txt {text}\n\n{story(text)}")


def routes() -> list[Route]:
    """The list, what was left out, and each article's heading, note, tags and history."""
    found = [
        Route("list", "g", "Titolo"),
        Route("list, its end", "G", "Titolo"),
        Route("list, by source", "slash s o u r c e : t", "source:t"),
        Route("notices", "exclamation_mark", "left out"),
    ]
    for number in range(ARTICLES):
        down = "j " * number
        found += [
            Route(f"reader {number}", f"{down}enter", "Savona"),
            Route(f"note {number}", f"{down}c", "new line"),
        ]
    return [*found, Route("history", "H", "History of"), Route("facts", "F", "")]


async def tour(folder: Path, text: str, *, signs: bool = False) -> list[str]:
    """All routes on such a corpus; what was wrong."""
    write(folder, text)
    found: list[str] = []
    corpus = Corpus.open([folder])
    assert len(corpus.sources) == ARTICLES, (list(corpus.sources), corpus.problems)
    with Annotations.open(folder / "newsview.json") as annotations:
        session = Session(corpus, annotations, "anna", ("PER", "ORG", "LOC"))
        app = Watched(session, Settings(labels=session.labels), AtOnce)
        app.notices = corpus.problems
        app.attach(*SIZE)

        async def keys(pilot: Pilot[None]) -> None:
            for route in routes():
                found.extend(await go(app, pilot, route, text, signs=signs))

        await app.walk(ROWS, keys)
    return found


async def test_what_tables_feeds_and_pages_say_is_shown(corpus: Path) -> None:
    """Markup in it stays letters."""
    for path in corpus.iterdir():
        path.unlink()
    assert await tour(corpus, MARKUP, signs=True) == []


@pytest.mark.parametrize("names", ["sequences controls bidi", "no width piles wide"])
async def test_the_classic_attacks_in_them_are_shown(tmp_path: Path, names: str) -> None:
    """Nothing of them is obeyed."""
    folder = tmp_path / "articoli"
    folder.mkdir()
    text = "".join(attack for name, attack in ATTACKS.items() if name in names)
    assert await tour(folder, text) == []
