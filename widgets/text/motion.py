"""How the caret moves through what is shown: by token or character, row, sentence, paragraph.

Blank rows and folded page furniture are stepped over: the caret always stands on a token (or, in
character mode, on a grapheme cluster) that is on the screen when scrolled to. Only a step by one
row stops at the line of a fold, where ``stops_at_folds`` says so, so that it can be opened there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import Literal, NamedTuple

from newsview.widgets.text.document import Document
from newsview.widgets.text.layout import Layout, RowKind
from newsview.widgets.text.sentences import Sentences
from newsview.widgets.text.tokens import Span, Tokens

Mode = Literal["token", "character"]
"""What one step of the caret is."""

OVERLAP = 2
"""Rows of the last page that stay in sight when paging."""


class Caret(NamedTuple):
    """Where the caret is, and the cell that moves by row aim at (None: where it stands)."""

    offset: int
    goal: int | None = None


class Selection(NamedTuple):
    """What is selected: from the unit it was started at to the unit that the caret is at."""

    fixed: Span
    moving: Span

    @property
    def span(self) -> Span:
        """Both units and everything between them."""
        return Span(min(self.fixed.start, self.moving.start), max(self.fixed.end, self.moving.end))

    def swapped(self) -> Selection:
        """The same selection, held at its other end."""
        return Selection(self.moving, self.fixed)


class Motions:
    """The motions through one document. ``view`` is replaced when it is laid out anew."""

    def __init__(self, document: Document, view: Layout) -> None:
        self.document = document
        self.view = view
        self.mode: Mode = "token"
        self.page = 24
        """Rows on the screen."""
        self.stops_at_folds = False
        """Whether a step up or down leads to the line that stands for folded furniture."""
        self.tokens = Tokens(document)
        self.sentences = Sentences(document)
        self._motions: dict[str, Callable[[Caret], Caret | None]] = {
            "token_left": self._left,
            "token_right": self._right,
            "line_up": lambda caret: self._rows(caret, -1),
            "line_down": lambda caret: self._rows(caret, 1),
            "page_up": lambda caret: self._rows(caret, -max(1, self.page - OVERLAP)),
            "page_down": lambda caret: self._rows(caret, max(1, self.page - OVERLAP)),
            "word_left": self._word_left,
            "word_right": self._word_right,
            "sentence_prev": self._sentence_prev,
            "sentence_next": self._sentence_next,
            "paragraph_prev": self._paragraph_prev,
            "paragraph_next": self._paragraph_next,
            "top": lambda caret: self._at(self._visible(self.tokens.after, 0)),
            "bottom": lambda caret: self._at(self._last()),
        }

    @property
    def names(self) -> tuple[str, ...]:
        """The motions there are."""
        return tuple(self._motions)

    def move(self, motion: str, caret: Caret) -> Caret | None:
        """Where the motion leads; None if nowhere else. KeyError if there is no such motion."""
        moved = self._motions[motion](caret)
        return None if moved is None or moved.offset == caret.offset else moved

    def unit(self, offset: int) -> Span:
        """The token or character at an offset; empty where there is none (an empty article)."""
        if self.mode == "character":
            row = self.view.cells(self.view.row_of(offset))
            if len(row.edges) > 1:
                i = min(bisect_right(row.edges, offset), len(row.edges) - 1)
                return Span(row.edges[max(0, i - 1)], row.edges[max(1, i)])
        return self.tokens.at(offset) or self.tokens.nearest(offset) or Span(offset, offset)

    def place(self, offset: int) -> Caret | None:
        """The caret on what is shown at an offset, or next after it; None if nothing is shown."""
        if self.view.fold_at(offset) is None:
            edges = self.view.cells(self.view.row_of(offset)).edges
            if self.mode == "character" and edges[0] <= offset < edges[-1]:
                return Caret(edges[bisect_right(edges, offset) - 1])
            if self.tokens.at(offset) is not None:
                return Caret(offset)
        return self._at(self._visible(self.tokens.after, offset) or self._last())

    # --- by unit ---

    def _left(self, caret: Caret) -> Caret | None:
        if self.mode == "character":
            return self._character(caret, -1)
        return self._at(self._visible(self.tokens.before, self.unit(caret.offset).start))

    def _right(self, caret: Caret) -> Caret | None:
        if self.mode == "character":
            return self._character(caret, 1)
        after = max(self.unit(caret.offset).end, caret.offset + 1)
        return self._at(self._visible(self.tokens.after, after))

    def _character(self, caret: Caret, step: int) -> Caret | None:
        index = self.view.row_of(caret.offset)
        edges = self.view.cells(index).edges
        i = min(bisect_right(edges, caret.offset) - 1, len(edges) - 2) + step
        if 0 <= i < len(edges) - 1:
            return Caret(edges[i])
        index += step
        while 0 <= index < len(self.view):
            edges = self.view.cells(index).edges
            if len(edges) > 1:
                return Caret(edges[0] if step > 0 else edges[-2])
            index += step
        return None

    def _word_left(self, caret: Caret) -> Caret | None:
        return self._at(self._visible(self.tokens.previous_word, self.unit(caret.offset).start))

    def _word_right(self, caret: Caret) -> Caret | None:
        token = self.tokens.at(caret.offset)
        after = max(token.end if token else 0, caret.offset + 1)
        return self._at(self._visible(self.tokens.next_word, after))

    # --- by row ---

    def _rows(self, caret: Caret, step: int) -> Caret | None:
        """So many rows on, or as far as there are rows, to the token nearest the goal cell."""
        index, cell = self.view.cell_of(caret.offset)
        goal = cell if caret.goal is None else caret.goal
        direction = 1 if step > 0 else -1
        target = min(max(index + step, 0), len(self.view) - 1)
        for way in (direction, -direction):
            row = target
            while 0 <= row < len(self.view) and row != index:
                offset = self._in_row(row, goal)
                if offset is None and self.stops_at_folds and way == step:
                    offset = self._fold_in_row(row)
                if offset is not None:
                    return Caret(offset, goal)
                row += way
        return None

    def _fold_in_row(self, index: int) -> int | None:
        row = self.view.row(index)
        return row.start if row.kind is RowKind.FOLD else None

    def _in_row(self, index: int, cell: int) -> int | None:
        row = self.view.row(index)
        if row.kind is not RowKind.TEXT or row.start == row.end:
            return None
        if self.mode == "token" and self.document.text[row.start : row.end].isspace():
            return None
        offset = self.view.offset_at(index, cell)
        if self.mode == "character":
            return offset
        token = self.tokens.at(offset)
        if token is None:
            token = self.tokens.after(offset)
            if token is None or token.start >= row.end:
                token = self.tokens.before(offset)
        if token is None or token.start >= row.end or token.end <= row.start:
            return None
        return max(token.start, row.start)

    # --- by sentence and paragraph ---

    def _sentence_next(self, caret: Caret) -> Caret | None:
        last = max(caret.offset, self.unit(caret.offset).end - 1)
        return self._begin(self._unfolded(self.sentences.next(last)))

    def _sentence_prev(self, caret: Caret) -> Caret | None:
        start = self.sentences.previous(caret.offset)
        return self._begin(self._unfolded_before(start, lambda at: self.sentences.at(at).start))

    def _paragraph_next(self, caret: Caret) -> Caret | None:
        end = self.document.paragraph(caret.offset)[1]
        return self._begin(self._unfolded(self.document.next_visible(end)))

    def _paragraph_prev(self, caret: Caret) -> Caret | None:
        start = self._paragraph_start(caret.offset)
        if start >= caret.offset:
            visible = self.document.previous_visible(start)
            start = -1 if visible is None else self._paragraph_start(visible)
        found = self._unfolded_before(start if start >= 0 else None, self._paragraph_start)
        return self._begin(found)

    def _paragraph_start(self, offset: int) -> int:
        start = self.document.paragraph(offset)[0]
        visible = self.document.next_visible(start)
        return start if visible is None else visible

    def _unfolded(self, offset: int | None) -> int | None:
        while offset is not None and (fold := self.view.fold_at(offset)) is not None:
            offset = self.document.next_visible(fold.end)
        return offset

    def _unfolded_before(self, offset: int | None, start_of: Callable[[int], int]) -> int | None:
        while offset is not None and (fold := self.view.fold_at(offset)) is not None:
            visible = self.document.previous_visible(fold.start)
            offset = None if visible is None else start_of(visible)
        return offset

    def _begin(self, offset: int | None) -> Caret | None:
        return None if offset is None else self._at(self.tokens.nearest(offset))

    # --- tokens in sight ---

    def _visible(self, find: Callable[[int], Span | None], offset: int) -> Span | None:
        """The token that ``find`` gives, looking on beyond folds."""
        token = find(offset)
        while token is not None and (fold := self.view.fold_at(token.start)) is not None:
            token = find(fold.end if token.start >= offset else fold.start)
        return token

    def _last(self) -> Span | None:
        return self._visible(self.tokens.before, len(self.document.text))

    def _at(self, token: Span | None) -> Caret | None:
        return None if token is None else Caret(token.start)
