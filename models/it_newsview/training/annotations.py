"""Our own annotations of Wikinews sentences, kept beside the texts and not with them.

``spans/wikinews.jsonl`` has a row ``{"sentence", "check", "spans"}`` for each: the number of
the sentence in KIND's ``wikinews_train.tsv``, the beginning of its text's SHA-256, and the spans,
``[start, end, label]`` in code points. The text is read from the data folder.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from training.sets import Sentence, Span

FILE: Final = Path(__file__).with_name("spans") / "wikinews.jsonl"


def check_of(text: str) -> str:
    """What tells that a text is the one that was annotated: 12 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def annotated(sentences: Iterable[Sentence], path: Path = FILE) -> list[Sentence]:
    """Those of KIND's sentences that we annotated, with our spans in place of KIND's.

    Raises ValueError when a text is not the one that was annotated.
    """
    rows = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        rows[row["sentence"]] = row
    found = []
    for sentence in sentences:
        row = rows.get(int(sentence.id.rpartition("-")[2]))
        if row is None:
            continue
        if row["check"] != check_of(sentence.text):
            raise ValueError(f"{sentence.id} is not the text that was annotated")
        spans = tuple(Span(*span) for span in row["spans"])
        found.append(Sentence(sentence.id, sentence.text, spans))
    return found
