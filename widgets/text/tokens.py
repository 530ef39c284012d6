"""The tokens that the caret moves by, found region by region as they are needed.

What one token is follows written Italian: an elided article stands alone ("dell'" + "INFN"), a
figure with its separators is one token ("93,5", "1.200", "28/08/2025"), so is a word with its
hyphens, a dotted abbreviation, an address; each other mark or emoji is a token by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from typing import NamedTuple

from newsview.widgets.text.clusters import clusters
from newsview.widgets.text.display import ODD, shown
from newsview.widgets.text.document import REGION, Document

CACHED_REGIONS = 256

_WORDLY = re.compile(r"[^\W_]")
_LAST_WORDLY = re.compile(r".*[^\W_]", re.DOTALL)

_MARK = "\u0300-\u036f\u00ad"  # combining marks and soft hyphens stay in their word
_LETTERS = f"[^\\W\\d_](?:[^\\W\\d_]|[{_MARK}])*+"
_WORD = f"\\w(?:[\\w{_MARK}])*+"
_TOKEN = re.compile(
    rf"""
    (?:https?://|www\.)[^\s<>«»“”"]+(?<![.,;:!?)\]])   # an address
  | [\w.+-]{{1,64}}@\w[\w-]{{0,64}}+(?:\.\w[\w-]{{0,64}}+){{1,8}}
  | [\w-]{{1,64}}\.(?:it|com|org|net|eu|gov|edu|info|io|ai|tv|uk|fr|de|es|ch)\b
  | [#@]{_WORD}
  | ['’]\d\d\b                                       # '90
  | \d++(?:[.,:/]\d++)*+\w*+(?:-\w++(?:[.,:/]\d++)*+)*+   # 1.200  93,5  5G  2024-2025
  | (?:[^\W\d_]{{1,2}}\.){{2,}}(?:[^\W\d_]{{1,2}}\b)?    # S.p.A.  a.C.
  | {_LETTERS}['’](?:s|t)\b                          # Moody's
  | {_LETTERS}['’](?=[\w«“"‘])                       # dell'INFN
  | (?:po|mo|be|de|da|di|fa|va|sta|to|ca|ne|que|[Ee])['’](?!\w)   # un po'
  | [\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]   # scripts without spaces
  | {_WORD}(?:[-&]{_WORD})*+                         # know-how  AT&T
  | \.{{2,}}
  | \S
    """,
    re.VERBOSE,
)


class Span(NamedTuple):
    """A stretch of the text, the end exclusive."""

    start: int
    end: int


class Tokens:
    """The tokens of a document, by place."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._cache: OrderedDict[int, tuple[list[int], list[int]]] = OrderedDict()

    def at(self, offset: int) -> Span | None:
        """The token that holds ``offset``; None between tokens."""
        starts, ends = self._region(offset)
        i = bisect_right(starts, offset) - 1
        return Span(starts[i], ends[i]) if i >= 0 and offset < ends[i] else None

    def after(self, offset: int) -> Span | None:
        """The first token that begins at or after ``offset``."""
        while offset < len(self.document.text):
            starts, ends = self._region(offset)
            i = bisect_left(starts, offset)
            if i < len(starts):
                return Span(starts[i], ends[i])
            visible = self.document.next_visible(self.document.region(offset)[1])
            if visible is None:
                return None
            offset = self.document.region(visible)[0]
        return None

    def before(self, offset: int) -> Span | None:
        """The last token that begins before ``offset``."""
        if offset > 0 and (token := self.at(offset - 1)) is not None:
            return token
        while (visible := self.document.previous_visible(offset)) is not None:
            starts, ends = self._region(visible)
            i = bisect_left(starts, offset) - 1
            if i >= 0:
                return Span(starts[i], ends[i])
            offset = self.document.region(visible)[0]
        return None

    def nearest(self, offset: int) -> Span | None:
        """The token that holds ``offset``, else the next one, else the last one."""
        return self.at(offset) or self.after(offset) or self.before(offset)

    def next_word(self, offset: int) -> Span | None:
        """The first token that begins at or after ``offset`` and is no punctuation."""
        text = self.document.text
        while (found := _WORDLY.search(text, offset)) is not None:
            token = self.at(found.start())
            if token is not None and token.start >= offset:
                return token
            offset = found.end() if token is None else token.end
        return None

    def previous_word(self, offset: int) -> Span | None:
        """The last token that begins before ``offset`` and is no punctuation."""
        while offset > 0:
            low = max(0, offset - REGION)
            found = _LAST_WORDLY.match(self.document.text, low, offset)
            if found is None:
                offset = low
            elif (token := self.at(found.end() - 1)) is not None:
                return token
            else:
                offset = found.end() - 1
        return None

    def _region(self, offset: int) -> tuple[list[int], list[int]]:
        start, end = self.document.region(offset)
        found = self._cache.get(start)
        if found is None:
            found = _tokens_of(self.document.text, start, end)
            self._cache[start] = found
            if len(self._cache) > CACHED_REGIONS:
                self._cache.popitem(last=False)
        else:
            self._cache.move_to_end(start)
        return found


def _tokens_of(text: str, start: int, end: int) -> tuple[list[int], list[int]]:
    spans = [match.span() for match in _TOKEN.finditer(text, start, end)]
    if ODD.search(text, start, end) is not None:
        spans = _on_clusters(spans, text, start, end)
    return [span[0] for span in spans], [span[1] for span in spans]


def _on_clusters(
    spans: list[tuple[int, int]], text: str, start: int, end: int
) -> list[tuple[int, int]]:
    """Widen each token to whole clusters, and join those that share one."""
    edges, _ = clusters(shown(text[start:end]))
    whole: list[tuple[int, int]] = []
    for first, last in spans:
        first = start + edges[bisect_right(edges, first - start) - 1]
        last = start + edges[bisect_left(edges, last - start)]
        if whole and first < whole[-1][1]:
            whole[-1] = (whole[-1][0], max(last, whole[-1][1]))
        else:
            whole.append((first, last))
    return whole
