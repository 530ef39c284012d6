"""An article's text as lines, paragraphs and blocks. All offsets are code points into the text.

Lines end at ``\\n`` or ``\\r\\n`` only; every other control character is text that is shown by a
stand-in. Very long lines are cut into regions, so that whatever is computed for a part of the text
(tokens, sentences) is computed for a few thousand characters at a time, however long the line.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from operator import sub
from typing import NamedTuple

from newsview.store.model import Block, BlockKind
from newsview.widgets.text.clusters import cluster_start

REGION = 4096
"""A region holds so many code points to twice as many; a longer token is cut."""

HARD_WRAP = 100
"""A line of at least so many code points is a paragraph of its own, never a wrapped piece."""

JOINED_LINES = 500
"""At most so many hard-wrapped lines make one paragraph."""

_NEWLINE = re.compile("\n")
_VISIBLE = re.compile(r"\S")
_CONTENT_LINE = re.compile(r"^[^\S\n]*+[^\s].*$", re.MULTILINE)
_SENTENCE_END = frozenset(".!?…:;»”\"')")


class Furniture(NamedTuple):
    """Whole lines of boilerplate, from the start of the first to the start of the next line."""

    start: int
    end: int
    lines: int
    """How many of them hold text."""


class Document:
    """One article's text with its blocks; nothing in it changes."""

    def __init__(self, text: str, blocks: Iterable[Block] = ()) -> None:
        self.text = text
        self.blocks = _in_order(blocks, len(text))
        self._block_starts = [block.start for block in self.blocks]
        self.line_starts = array("q", [0])
        self.line_starts.extend(match.end() for match in _NEWLINE.finditer(text))
        self.region_starts = self._cut_regions()
        self.furniture = tuple(self._furniture())
        self._furniture_starts = [one.start for one in self.furniture]

    # --- lines ---

    def line_start(self, offset: int) -> int:
        """Where the line that holds ``offset`` begins. A newline belongs to the line it ends."""
        return self.line_starts[bisect_right(self.line_starts, offset) - 1]

    def next_line(self, offset: int) -> int:
        """Where the line after the one that holds ``offset`` begins, or the text's length."""
        line = bisect_right(self.line_starts, offset)
        return self.line_starts[line] if line < len(self.line_starts) else len(self.text)

    def line_end(self, offset: int) -> int:
        """Where the content of the line that holds ``offset`` ends, without its line break."""
        return content_end(self.text, self.line_start(offset), self.next_line(offset))

    # --- blocks ---

    def kind_at(self, offset: int) -> BlockKind:
        """The kind of the block that holds ``offset``; body where no block does."""
        i = bisect_right(self._block_starts, offset) - 1
        if i >= 0 and offset < self.blocks[i].end:
            return self.blocks[i].kind
        return "body"

    def line_kind(self, offset: int) -> BlockKind:
        """The kind of the line that holds ``offset``: that of its first visible character."""
        start, end = self.line_start(offset), self.next_line(offset)
        visible = _VISIBLE.search(self.text, start, end)
        return self.kind_at(visible.start() if visible else start)

    def furniture_at(self, offset: int) -> Furniture | None:
        """The furniture whose lines hold ``offset``, folded or not."""
        i = bisect_right(self._furniture_starts, offset) - 1
        return self.furniture[i] if i >= 0 and offset < self.furniture[i].end else None

    # --- paragraphs ---

    def paragraph(self, offset: int) -> tuple[int, int]:
        """The paragraph that holds ``offset``, start and end of its lines' content.

        A line is a paragraph, except that hard-wrapped lines of running text make one together.
        """
        line = bisect_right(self.line_starts, offset) - 1
        first = line
        while first > 0 and line - first < JOINED_LINES and self._continues(first):
            first -= 1
        last = line
        while last - line < JOINED_LINES and self._continues(last + 1):
            last += 1
        start = self.line_starts[first]
        return start, max(start, self.line_end(self.line_starts[last]))

    def _continues(self, line: int) -> bool:
        """Whether this line goes on with the sentence that the line before left open."""
        if line >= len(self.line_starts):
            return False
        before, start = self.line_starts[line - 1], self.line_starts[line]
        if start - before > HARD_WRAP or self.next_line(start) - start > HARD_WRAP:
            return False
        lead = self.text[before:start].rstrip()
        rest = self.text[start : start + HARD_WRAP].split("\n", 1)[0].lstrip()
        return (
            bool(lead)
            and lead[-1] not in _SENTENCE_END
            and rest[:1].islower()
            and self.kind_at(before) == self.kind_at(start)
        )

    # --- parts, for lazy work ---

    def region(self, offset: int) -> tuple[int, int]:
        """The region that holds ``offset``: a line, or a part of a very long one."""
        i = bisect_right(self.region_starts, offset)
        end = self.region_starts[i] if i < len(self.region_starts) else len(self.text)
        return self.region_starts[i - 1], end

    def next_visible(self, offset: int) -> int | None:
        """The first visible character at or after ``offset``."""
        match = _VISIBLE.search(self.text, offset)
        return match.start() if match else None

    def previous_visible(self, offset: int) -> int | None:
        """The last visible character before ``offset``."""
        while offset > 0:
            low = max(0, offset - REGION)
            visible = self.text[low:offset].rstrip()
            if visible:
                return low + len(visible) - 1
            offset = low
        return None

    def _cut_regions(self) -> array[int]:
        ends = self.line_starts[1:]
        ends.append(len(self.text))
        if max(map(sub, ends, self.line_starts)) <= 2 * REGION:
            return self.line_starts
        regions = array("q")
        for start, end in zip(self.line_starts, ends, strict=True):
            regions.append(start)
            while end - start > 2 * REGION:
                space = self.text.find(" ", start + REGION, start + 2 * REGION)
                cut = cluster_start(self.text, space + 1 if space >= 0 else start + REGION)
                regions.append(cut)
                start = cut
        return regions

    def _furniture(self) -> Iterable[Furniture]:
        start = end = -1
        for block in self.blocks:
            if block.kind != "boilerplate":
                continue
            lines = self._whole_lines(block)
            if lines is None:
                continue
            if start >= 0 and _VISIBLE.search(self.text, end, lines[0]) is None:
                end = lines[1]
                continue
            if start >= 0:
                yield self._counted(start, end)
            start, end = lines
        if start >= 0:
            yield self._counted(start, end)

    def _whole_lines(self, block: Block) -> tuple[int, int] | None:
        """The lines that begin in the block, without blank ones at its ends."""
        first = _VISIBLE.search(self.text, block.start, block.end)
        while first is not None:
            start = self.line_start(first.start())
            if _VISIBLE.search(self.text, start, first.start()) is None:
                break
            first = _VISIBLE.search(self.text, self.next_line(start), block.end)
        if first is None:
            return None
        start = self.line_start(first.start())
        last = self.previous_visible(block.end)
        assert last is not None and last >= first.start()
        return start, self.next_line(last)

    def _counted(self, start: int, end: int) -> Furniture:
        return Furniture(start, end, sum(1 for _ in _CONTENT_LINE.finditer(self.text, start, end)))


def content_end(text: str, start: int, end: int) -> int:
    """The end of the line from ``start`` to ``end`` without its ``\\n`` or ``\\r\\n``."""
    if end > start and text[end - 1] == "\n":
        end -= 1
        if end > start and text[end - 1] == "\r":
            end -= 1
    return end


def _in_order(blocks: Iterable[Block], length: int) -> tuple[Block, ...]:
    """The blocks by start, clipped to the text and to one another, empty ones left out."""
    kept: list[Block] = []
    reached = 0
    for block in sorted(blocks, key=lambda block: (block.start, -block.end)):
        start, end = max(block.start, reached), min(block.end, length)
        if start < end:
            kept.append(Block(start, end, block.kind))
            reached = end
    return tuple(kept)
