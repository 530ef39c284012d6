"""Where else a text stands in an article, as whole words of the story."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsview.store.model import Article


def occurrences(article: Article, text: str) -> Iterator[tuple[int, int]]:
    """Spans (code points) where ``text`` stands as whole words outside boilerplate, in order.

    Runs of white space match each other, so that a name is found across a line break; letter
    case counts.
    """
    words = text.split()
    if not words:
        return
    body = r"\s+".join(map(re.escape, words))
    whole = re.compile(rf"(?<!\w){body}(?!\w)" if _wordy(text) else body)
    for start, end in article.story():
        for match in whole.finditer(article.text, start, end):
            yield match.span()


def _wordy(text: str) -> bool:
    stripped = text.strip()
    return stripped[0].isalnum() and stripped[-1].isalnum()
