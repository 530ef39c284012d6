"""Reading the data sets into one shape."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from it_newsview.labels import LABELS, TAGS
from it_newsview.words import Word, split

ALL = frozenset(LABELS)


class Span(NamedTuple):
    """Code points ``start``–``end`` (exclusive) of a sentence, and a label."""

    start: int
    end: int
    label: str


class Sentence(NamedTuple):
    """A sentence with its spans.  ``labels`` are those its set annotates at all."""

    id: str
    text: str
    spans: tuple[Span, ...]
    labels: frozenset[str] = ALL


def read_jsonl(path: Path) -> list[Sentence]:
    """Our own sets: one ``{"id", "text", "spans"}`` a line."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = tuple(Span(s["start"], s["end"], s["label"]) for s in row["spans"])
        found.append(Sentence(row["id"], row["text"], spans))
    return found


def read_kind(path: Path) -> list[Sentence]:
    """KIND: token TAB label, blank line between sentences; neighbours of one label are one span.

    The text is put back together from the tokens (KIND does not keep its blanks).
    """
    found = []
    for number, rows in enumerate(_paragraphs(path)):
        text = ""
        spans: list[Span] = []
        open_label = "O"
        spaced = _blanks([row[0] for row in rows])
        for (token, label), blank in zip(rows, spaced, strict=True):
            text += " " if blank else ""
            start = len(text)
            text += token
            if label == "O":
                pass
            elif label == open_label:
                spans[-1] = spans[-1]._replace(end=len(text))
            else:
                spans.append(Span(start, len(text), label))
            open_label = label
        labels = frozenset({"PER", "ORG", "LOC"})
        found.append(Sentence(f"{path.stem}-{number:05}", text, tuple(spans), labels))
    return found


def _paragraphs(path: Path) -> Iterator[list[tuple[str, str]]]:
    rows: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        fields = line.split("\t")
        if len(fields) > 1:
            rows.append((fields[0], fields[-1].strip()))
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


_NO_BLANK_BEFORE = re.compile(r"[.,;:!?)\]}»”%…]+")


def _blanks(tokens: list[str]) -> list[bool]:
    """Whether a blank stands before each token in ordinary Italian typography."""
    blanks = []
    quoted = False
    for number, token in enumerate(tokens):
        before = tokens[number - 1] if number else ""
        blank = bool(number) and not _NO_BLANK_BEFORE.fullmatch(token)
        if before in tuple("([{«“") or (len(before) > 1 and before[-1] in "'’"):
            blank = False
        if '"' in (token, before) and quoted:
            blank = False
        if token == '"':
            quoted = not quoted
        blanks.append(blank)
    return blanks


def plain(text: str) -> str:
    """A text without blanks, case and marks: what says that two sentences are the same."""
    return re.sub(r"[\W_]+", "", text.casefold())


def tag(sentence: Sentence, tags: Sequence[str] = TAGS) -> tuple[list[Word], list[int]]:
    """The words of a sentence and their tags; spans that split a word take the whole word."""
    words = split(sentence.text)
    found = [tags.index("O")] * len(words)
    for span in sentence.spans:
        begin = tags.index(f"B-{span.label}")
        inside = [n for n, w in enumerate(words) if w.start < span.end and w.end > span.start]
        for order, number in enumerate(inside):
            found[number] = begin + (order > 0)
    return words, found
