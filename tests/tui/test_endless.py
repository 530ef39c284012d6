"""Articles without end in one way or another: opened, gone through, searched, and left again.

``NEWSVIEW_STORM=full`` takes them a hundred times as long, as ten megabytes in one line are.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot

from newsview.nlp.pipeline import load_pipeline
from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus
from newsview.store.model import Article
from newsview.tui.events import SuggestionsReady
from newsview.tui.screens.reader import ReaderScreen
from newsview.tui.session import Session
from newsview.tui.settings import Settings

from .conftest import AtOnce
from .typing import send
from .watched import Watched

TIMES = 100 if os.environ.get("NEWSVIEW_STORM") == "full" else 1
LINE = "Il porto di Savona riparte dopo lo sciopero di lunedì, con 35 navi in attesa davanti. "

ENDLESS = {
    "line": LINE * 1_200,
    "letters": "x" * 100_000,
    "marks": "e" + "\u0301" * 10_000,
    "marked": "e\u0301\u0302" * 5_000,
    "no width": "\u200b" * 10_000,
    "joiners": "👩\u200d" * 5_000,
    "flags": "🇮" * 5_000,
    "jamo": "\u1161" * 10_000,
    "wide": "漢" * 10_000,
    "sequences": "\x1b[31m" * 1_000,
    "tabs": "a\t" * 5_000,
    "returns": "riga\r" * 5_000,
    "separators": "riga\u2028" * 5_000,
    "newlines": "\n" * 20_000 + "fine",
    "short lines": "a\n" * 2_000,
    "blanks": " " * 50_000 + "fine",
    "digits": "1" * 10_000,
    "numbers": "1.000 " * 1_000,
    "quotes": "«" * 5_000,
    "stops": ". " * 10_000,
    "capitals": "Aa " * 5_000,
}

KEYS = (
    "j j l w ) } G k h b ( { g g ctrl+f ctrl+b semicolon l l semicolon v j escape z i i tab tab f "
    "escape slash a enter slash x enter G g g"
)


class ByRules(AtOnce):
    """Suggests what the rules find."""

    def ask(self, article: Article, **_: object) -> None:
        """At once."""
        self.post(SuggestionsReady(load_pipeline("rules").suggest(article)))


@pytest.mark.parametrize("endless", [pytest.param(v * TIMES, id=k) for k, v in ENDLESS.items()])
async def test_an_article_without_end_is_gone_through(tmp_path: Path, endless: str) -> None:
    """Every key does its work, nothing is obeyed, and the text stays what it is."""
    text = f"Titolo del giorno\n\n{LINE}\n\n{endless}\n\n{LINE}\n"
    folder = tmp_path / "articoli"
    folder.mkdir()
    (folder / "a.txt").write_bytes(text.encode())
    with Annotations.open(folder / "newsview.json") as annotations:
        session = Session(Corpus.open([folder]), annotations, "anna", ("PER", "ORG", "LOC"))
        app = Watched(session, Settings(), ByRules)
        app.attach(100, 30)

        async def keys(pilot: Pilot[None]) -> None:
            await send(app, pilot)
            app.faults()  # what the terminal is set up with
            await send(app, pilot, "g", "enter")
            assert isinstance(app.screen, ReaderScreen)
            for key in KEYS.split():
                await send(app, pilot, key)
                assert app.is_running, key
            await send(app, pilot, "n", "a")
            assert app.faults() == []

        await app.walk(30, keys)
        assert session.read(0).text == text
