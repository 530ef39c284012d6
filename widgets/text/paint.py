"""What each piece of a row looks like: where mentions, caret, selection and hits begin and end.

A row is cut at all their edges, and each piece says what lies over it, so that overlapping and
nested mentions need no order of painting. Which colours that makes is the palette's matter.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from newsview.store.model import BlockKind, Mention
from newsview.widgets.text.display import shown
from newsview.widgets.text.wrap import RowCells

OWN_ORIGINS = frozenset({"person", "propagated"})
"""Origins of mentions that people made, against those that a machine suggested."""

DEEPEST = 3
"""Mentions deeper in one another than this look alike."""

_NOWHERE = (-1, -1)


class Ink(NamedTuple):
    """What lies over a piece of text."""

    kind: BlockKind = "body"
    fill: str | None = None
    """The label of the innermost mention that somebody decided to keep."""
    own: bool = False
    """Whether that mention is a person's own."""
    line: str | None = None
    """The label of the innermost suggestion that nobody has decided on."""
    depth: int = 0
    """How many kept or suggested mentions lie over one another here, at most `DEEPEST`."""
    caret: bool = False
    selected: bool = False
    hit: bool = False
    evidence: bool = False
    """Whether the fact that is looked at rests on it."""
    inlay: bool = False
    """Whether the piece is a label behind a mention, not text."""


class Piece(NamedTuple):
    """A stretch of a row as it is shown."""

    text: str
    ink: Ink


class Over(NamedTuple):
    """Everything that may lie over a row; stretches are offsets, and may reach beyond the row."""

    kind: BlockKind = "body"
    mentions: Sequence[Mention] = ()
    caret: tuple[int, int] | None = None
    selection: tuple[int, int] | None = None
    hits: Sequence[tuple[int, int]] = ()
    evidence: Sequence[tuple[int, int]] = ()


def paint(text: str, row: RowCells, over: Over) -> list[Piece]:
    """The pieces of a row, left to right; joined, they are what the row shows."""
    start, end = row.edges[0], row.edges[-1]
    line = shown(text[start:end])
    mentions = [(m, _snapped(row, m.start, m.end)) for m in over.mentions if m.status != "rejected"]
    caret, selection = _snap(row, over.caret), _snap(row, over.selection)
    hits = [_snapped(row, *hit) for hit in over.hits]
    evidence = [_snapped(row, *stretch) for stretch in over.evidence]
    labels = dict(row.inlays)
    cuts = {start, end, *labels}
    for first, last in (*(span for _, span in mentions), caret, selection, *hits, *evidence):
        cuts.update((first, last))
    edges = sorted(cut for cut in cuts if start <= cut <= end)

    pieces: list[Piece] = []
    for first, last in pairwise(edges):
        ink = _mention_ink(over.kind, (m for m, span in mentions if _covers(span, first)))
        ink = ink._replace(
            caret=_covers(caret, first),
            selected=_covers(selection, first),
            hit=any(_covers(hit, first) for hit in hits),
            evidence=any(_covers(stretch, first) for stretch in evidence),
        )
        piece = line[first - start : last - start]
        if pieces and pieces[-1].ink == ink:
            pieces[-1] = Piece(pieces[-1].text + piece, ink)
        else:
            pieces.append(Piece(piece, ink))
        if last in labels:
            pieces.append(Piece(labels[last], Ink(over.kind, inlay=True)))
    return pieces


def _mention_ink(kind: BlockKind, mentions: Iterable[Mention]) -> Ink:
    fill: Mention | None = None
    line: Mention | None = None
    depth = 0
    for mention in mentions:  # outer ones first, so the last of each kind is the innermost
        depth += 1
        if mention.status == "accepted":
            fill = mention
        else:
            line = mention
    return Ink(
        kind,
        fill=fill.label if fill else None,
        own=fill is not None and fill.origin in OWN_ORIGINS,
        line=line.label if line else None,
        depth=min(depth, DEEPEST),
    )


def _snap(row: RowCells, span: tuple[int, int] | None) -> tuple[int, int]:
    return _NOWHERE if span is None else _snapped(row, *span)


def _snapped(row: RowCells, start: int, end: int) -> tuple[int, int]:
    """The stretch widened to whole clusters of the row; an empty one lies nowhere."""
    if start >= end:
        return _NOWHERE
    edges = row.edges
    if edges[0] < start < edges[-1]:
        start = edges[bisect_right(edges, start) - 1]
    if edges[0] < end < edges[-1]:
        end = edges[bisect_left(edges, end)]
    return start, end


def _covers(span: tuple[int, int], offset: int) -> bool:
    return span[0] <= offset < span[1]
