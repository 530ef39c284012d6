"""Reading our own written sentences: spans marked inline, ``[Nvidia|ORG] apre a [Pisa|LOC]``.

One title or sentence a line; a blank line between articles.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from it_newsview.labels import LABELS
from training.sets import Sentence, Span

FOLDER: Final = Path(__file__).with_name("written")
_MARKED: Final = re.compile(r"\[([^\[\]|]+)\|([A-Z]+)\]")


def read_marked(path: Path) -> list[list[Sentence]]:
    """The articles of a file.  Raises ValueError naming the line that is marked wrongly."""
    articles: list[list[Sentence]] = [[]]
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            articles[-1].append(_sentence(f"{path.stem}-{number:04}", line.strip()))
        elif articles[-1]:
            articles.append([])
    return [article for article in articles if article]


def _sentence(name: str, line: str) -> Sentence:
    text = ""
    spans: list[Span] = []
    at = 0
    for marked in _MARKED.finditer(line):
        text += line[at : marked.start()]
        words, label = marked.groups()
        if label not in LABELS:
            raise ValueError(f"{name}: {label} is no label")
        spans.append(Span(len(text), len(text) + len(words), label))
        text += words
        at = marked.end()
    text += line[at:]
    if re.search(r"[\[\]|]", text):
        raise ValueError(f"{name}: a bracket is left open: {text[:60]}")
    return Sentence(name, text, tuple(spans))
