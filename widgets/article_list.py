"""The list of articles: one row each, however many there are.

A line-API widget over a `Listing`. It binds no keys; its screen calls its methods.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsview.store import messages
from newsview.widgets.list_columns import (
    DATE,
    NOTE,
    WAITING,
    Columns,
    columns,
    needed,
    tags_text,
)
from newsview.widgets.listing import Listing, Row
from newsview.widgets.rows import Piece, content_of, padded_strip
from newsview.widgets.text.display import column

Move = Literal["up", "down", "page_up", "page_down", "top", "bottom"]

STATUS_MARKS = {"todo": "·", "doing": "◐", "done": "●", "skipped": "–"}
"""How far an article is, in one cell."""

FORMER = "M"
"""Behind the note's mark: annotations of a former text wait, and this key is for them."""


class ArticleList(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws the rows that a filter leaves, with a cursor and a heading."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article-list--cursor",
        "article-list--heading",
        "article-list--dim",
        "article-list--waiting",
        "article-list--problem",
    }

    DEFAULT_CSS = """
    ArticleList {
        background: $background;
        color: $foreground;
        overflow: hidden hidden;
        scrollbar-size: 0 0;
        & > .article-list--heading { background: $panel; color: $foreground; text-style: bold; }
        & > .article-list--dim { color: $foreground 70%; }
        & > .article-list--waiting { color: $text-warning; }
        & > .article-list--problem { color: $text-error; }
        & > .article-list--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: bold;
        }
        &:ansi, &:nocolor {
            & > .article-list--dim { color: $foreground; text-style: dim; }
            & > .article-list--waiting { color: $foreground; }
            & > .article-list--problem { color: $foreground; text-style: dim; }
            & > .article-list--cursor {
                background: $background;
                color: $foreground;
                text-style: reverse;
            }
        }
    }
    """

    @dataclass
    class Chosen(Message):
        """The article of this index in the corpus was chosen."""

        list: ArticleList
        index: int

        @property
        def control(self) -> ArticleList:
            """The list."""
            return self.list

    def __init__(self, listing: Listing, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.listing = listing
        self._shown: Sequence[int] = listing.articles.order
        self._places: array[int] | None = None
        """Where each article is shown, as soon as it is asked in another order than by name."""
        self._cursor = 0
        self._need = Columns()
        self.was_moved = False
        """Whether the cursor was ever put anywhere."""

    # --- what is shown ----------------------------------------------------------------------------

    @property
    def shown(self) -> Sequence[int]:
        """The indices of the articles that are shown, in order."""
        return self._shown

    @shown.setter
    def shown(self, indices: Sequence[int]) -> None:
        current, before = self.cursor_index, self._cursor
        self._shown = indices
        self._places = None
        place = self.place_of(current) if current is not None else None
        self._cursor = place if place is not None else min(self._cursor, len(indices) - 1)
        self._cursor = max(0, self._cursor)
        self.virtual_size = Size(self.size.width, len(self._shown) + 1)
        self.refresh()
        if place is not None:
            self._scroll(self.scroll_offset.y + place - before)
        self._bring_cursor_into_sight()
        self._widen()

    def grow(self, indices: Sequence[int]) -> None:
        """Show more articles: the cursor stays on its own, or at the top if it never left it."""
        self.listing.grown()
        self.shown = indices
        if not self.was_moved:
            self._cursor = 0
            self._scroll(0)

    def place_of(self, index: int) -> int | None:
        """At which place an article is shown, if it is."""
        articles = self.listing.articles
        if self._shown is articles.order:
            return articles.rank(index) if index < len(self._shown) else None
        if self._places is None:
            places = array("i", [-1]) * len(self.listing)
            for place, shown in enumerate(self._shown):
                places[shown] = place
            self._places = places
        found = self._places[index] if index < len(self._places) else -1
        return found if found >= 0 else None

    def renew(self, index: int, *, words: bool = True) -> None:
        """Show an article's row as it is now; see `Listing.changed`. Only its line is drawn."""
        self.listing.changed(index, words=words)
        place = self.place_of(index)
        if place is not None:
            self._refresh_place(place)
            if place in self._in_sight():
                self._widen(tags_anew=not words)

    # --- the cursor -------------------------------------------------------------------------------

    @property
    def cursor_index(self) -> int | None:
        """The index of the article at the cursor; None in an empty list."""
        return self._shown[self._cursor] if self._cursor < len(self._shown) else None

    def select(self, index: int) -> None:
        """Put the cursor on an article, if it is shown."""
        place = self.place_of(index)
        if place is not None:
            self._go(place)

    def move(self, where: Move) -> None:
        """Move the cursor."""
        page = max(1, self.size.height - 2)
        last = len(self._shown) - 1
        target = {
            "up": self._cursor - 1,
            "down": self._cursor + 1,
            "page_up": self._cursor - page,
            "page_down": self._cursor + page,
            "top": 0,
            "bottom": last,
        }[where]
        self._go(min(max(target, 0), max(last, 0)))

    def _go(self, place: int) -> None:
        self.was_moved = True
        before, self._cursor = self._cursor, place
        if before != place:
            self._refresh_place(before)
            self._refresh_place(place)
            self._bring_cursor_into_sight()

    def _refresh_place(self, place: int) -> None:
        line = place + 1 - self.scroll_offset.y
        if 0 < line < self.size.height:
            self.refresh_lines(place + 1, 1)

    def _bring_cursor_into_sight(self) -> None:
        """Scroll so that the cursor lands a third from the edge it went over."""
        height = self.size.height - 1
        top = self.scroll_offset.y
        if height <= 0 or top <= self._cursor < top + height:
            return
        if self._cursor >= top + height:
            y = self._cursor - height // 3
        else:
            y = self._cursor - height + 1 + height // 3
        self._scroll(y)

    def _scroll(self, y: int) -> None:
        highest = max(0, len(self._shown) - max(0, self.size.height - 1))
        if y != self.scroll_offset.y:
            self.scroll_to(y=min(max(0, y), highest), animate=False, immediate=True, force=True)

    # --- the widths of the columns ----------------------------------------------------------------

    def _in_sight(self) -> range:
        """The places that are on the screen."""
        top = self.scroll_offset.y
        return range(top, min(top + max(0, self.size.height - 1), len(self._shown)))

    def _widen(self, *, tags_anew: bool = False) -> None:
        """Make columns wide enough for the rows in sight; those never seen cost nothing.

        They do not get narrower on the way back, so that nothing jumps to and fro; that of tags
        does with ``tags_anew``, since the last tag may just have been taken away.
        """
        least = self._need._replace(tags=0) if tags_anew else self._need
        rows = (self.listing.row(self._shown[place]) for place in self._in_sight())
        need = needed(rows, least)
        before, self._need = self._need, need
        width = self.size.width
        if columns(width, before) != columns(width, need):
            self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Other rows are in sight."""
        super().watch_scroll_y(old_value, new_value)
        self._widen()

    # --- drawing ----------------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """The columns follow the width."""
        self.virtual_size = Size(event.size.width, len(self._shown) + 1)
        self._bring_cursor_into_sight()
        self._widen()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; on the article at the cursor it opens it."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y == 0:
            return
        place = offset.y - 1 + self.scroll_offset.y
        if place >= len(self._shown):
            return
        if place == self._cursor:
            self.post_message(self.Chosen(self, self._shown[place]))
        else:
            self._go(place)

    def render_line(self, y: int) -> Strip:
        """The heading, which stays, and the rows below it."""
        width = self.size.width
        if y == 0:
            heading = self.get_visual_style("article-list--heading")
            return padded_strip(content_of(self._heading(width)), width, heading)
        place = y - 1 + self.scroll_offset.y
        if place >= len(self._shown):
            return padded_strip(Content(""), width, self.visual_style)
        row = self.listing.row(self._shown[place])
        at_cursor = place == self._cursor
        pieces = self._pieces(row, width, plain=at_cursor)
        style = self.get_visual_style("article-list--cursor") if at_cursor else self.visual_style
        return padded_strip(content_of(pieces), width, style)

    def _heading(self, width: int) -> list[Piece]:
        title, source, tags = columns(width, self._need)
        names = messages.LIST_HEADINGS
        cells = [
            "   ",
            column(names["date"], DATE),
            column(names["title"], title) + " ",
            column(names["waiting"], WAITING, right=True) + " " * NOTE,
            column(names["source"], source) + " ",
            column(names["tags"], tags),
        ]
        return [("".join(cells), None)]

    def _pieces(self, row: Row, width: int, *, plain: bool) -> list[Piece]:
        title, source, tags = columns(width, self._need)

        def styled(name: str) -> Any:
            return None if plain else self.get_visual_style(name, partial=True)

        dim = styled("article-list--dim")
        said, look = row.title or row.source, None
        if row.problem is not None:
            said, look = row.problem, styled("article-list--problem")
        elif row.status in ("done", "skipped"):
            look = dim
        waiting = "" if row.waiting is None else str(row.waiting)
        note = "✎" if row.noted else " "
        return [
            (f" {STATUS_MARKS[row.status]} ", None),
            (column(row.date or "", DATE), dim),
            (column(said, title) + " ", look),
            (column(waiting, WAITING, right=True), styled("article-list--waiting")),
            (f" {note}", dim),
            (FORMER if row.former else " ", styled("article-list--waiting")),
            (" " + column(row.source, source) + " ", dim),
            (column(tags_text(row), tags), dim),
        ]
