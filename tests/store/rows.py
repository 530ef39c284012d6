"""Tables and feeds of our own writing, and the corpus that opening them gives."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from newsview.store.corpora.columns import Columns
from newsview.store.corpus import Corpus
from newsview.store.raw_text import RawText

DIGA = (
    "La diga di Pàstine è sicura, dicono i tecnici della Regione dopo tre settimane di prove. "
    "L’acqua tornerà al livello di prima entro la fine del mese, senza altri divieti."
)
PORTO = (
    "Il porto di Savona riparte con trentacinque navi in attesa davanti alla diga.\r\n\r\n"
    "I camion restano fermi lungo l’Aurelia 🎉, e il sindaco chiede un tavolo al ministero."
)


def opened(folder: Path, *, columns: Columns | None = None) -> Corpus:
    """The corpus in a folder."""
    return Corpus.open([folder], columns)


def names(corpus: Corpus) -> list[str]:
    """The articles' names."""
    return [source.name for source in corpus.sources]


def read_all(corpus: Corpus) -> list[RawText]:
    """Every article."""
    return [corpus.read(source) for source in corpus.sources]


def write_jsonl(path: Path, rows: Sequence[object]) -> Path:
    """A line for each row."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), "utf-8", newline="")
    return path


def row(number: int = 1, text: str = DIGA, **more: object) -> Mapping[str, object]:
    """A row with the usual columns."""
    return {"id": f"a-{number}", "titolo": f"Titolo {number}", "testo": text, **more}
