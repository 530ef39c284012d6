"""Where the edge of a mention comes to lie when it is moved by one token or character."""

from __future__ import annotations

from typing import Literal

from newsview.widgets.text.clusters import cluster_end, cluster_start
from newsview.widgets.text.motion import Motions

Edge = Literal["start", "end"]


def boundary(motions: Motions, offset: int, step: int, edge: Edge) -> int:
    """The next place for a start or an end, to the right (``step`` 1) or left (-1).

    By token, a start lies where a token begins and an end where one ends; by character, both lie
    between grapheme clusters. Where there is nothing further, ``offset`` itself.
    """
    text = motions.document.text
    if motions.mode == "character":
        if step > 0:
            return cluster_end(text, min(offset + 1, len(text)))
        return cluster_start(text, max(offset - 1, 0))
    tokens = motions.tokens
    if edge == "start":
        token = tokens.after(offset + 1) if step > 0 else tokens.before(offset)
        return offset if token is None else token.start
    if step > 0:
        token = tokens.at(offset) or tokens.after(offset)
        return offset if token is None else token.end
    token = tokens.before(offset)
    while token is not None and token.end >= offset:
        token = tokens.before(token.start)
    return offset if token is None else token.end
