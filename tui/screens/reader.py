"""The reader: one article in the middle, its side pane beside it or, when narrow, instead of it."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from newsview.store import decisions, messages
from newsview.store.decisions import OpenArticle
from newsview.store.model import Article, Entity, Mention
from newsview.store.steps import Step
from newsview.tui.keys import bindings
from newsview.tui.screens.asking import AskingActions
from newsview.tui.screens.base import MainScreen
from newsview.tui.screens.deciding import DecidingActions
from newsview.tui.screens.describe import describe
from newsview.widgets.pane_rows import UNDECIDED, article_rows
from newsview.widgets.prompt import Prompt
from newsview.widgets.reader import Reader
from newsview.widgets.side_pane import Move, SidePane
from newsview.widgets.text.display import one_line

WIDE = 110
"""Terminal columns from which text and side pane stand beside each other."""


class ReaderScreen(DecidingActions, AskingActions, MainScreen):
    """One article being read and decided on; `show` puts another one in its place."""

    SCOPES = ("moving", "deciding", "pane")
    BINDINGS = bindings(["moving", "deciding", "pane"])

    def __init__(self, index: int, article: Article, caret: int = 0) -> None:
        super().__init__()
        self.index = index
        self._first_caret = caret
        self.opened: OpenArticle = OpenArticle(article)
        self.searched = ""
        self._described = ""

    def compose(self) -> ComposeResult:
        yield Static(id="heading", markup=False)
        with Horizontal(id="panes"):
            yield Reader(self.session.labels)
            yield SidePane()
        yield from self.compose_foot()

    def on_mount(self) -> None:
        super().on_mount()
        self._arrange(self.size.width, in_pane=False)
        self.show(self.index, self.opened.article, self._first_caret)
        self.reader.focus()

    @property
    def reader(self) -> Reader:
        """The text."""
        return self.query_one(Reader)

    @property
    def pane(self) -> SidePane:
        """Entities, facts, tags and notes of the article."""
        return self.query_one(SidePane)

    @property
    def in_pane(self) -> bool:
        """Whether keys go to the side pane."""
        return self.pane.has_focus

    # --- showing ----------------------------------------------------------------------------------

    def show(self, index: int, article: Article, caret: int = 0) -> None:
        """Put an article on the screen, the caret at this offset."""
        self.index = index
        self.opened = self.session.open(article)
        self.reader.show(article.sha256, article.text, article.blocks, self.opened.mentions)
        if caret:
            self.reader.goto(caret)
        self._show_heading()
        self._show_pane()
        self._show_progress()
        if self.session.has_suggestions(article.sha256):
            self.say("")
        else:
            self.say(messages.SUGGESTING)
            near = self.newsview.near(index)
            self.newsview.background.ask(article, near=near)

    def go_back(self, *, redo: bool) -> Step | None:
        """Undo or redo, and show the place where it happened or say in which article it was."""
        step = super().go_back(redo=redo)
        if step is None:
            return None
        if step.article not in (None, self.opened.article.sha256):
            index = self.session.index_of(step.article or "")
            title = self.session.entries[index].title if index is not None else ""
            self.say(messages.UNDONE_ELSEWHERE.format(said=self.said, title=title))
            return step
        for change in step.changes:
            record = change.after or change.before
            if isinstance(record, Mention):
                self.reader.goto(record.start, active=record.id)
                break
        return step

    def reload(self) -> None:
        self.opened = self.session.open(self.opened.article)
        self.reader.set_mentions(self.opened.mentions)
        self._show_pane()
        self._show_progress()
        self._show_heading()

    def suggestions_changed(self, sha256: str) -> None:
        if sha256 == self.opened.article.sha256:
            self.reload()
            if self.said == messages.SUGGESTING:
                self.say("")

    def _show_heading(self) -> None:
        article = self.opened.article
        total = len(self.session.entries)
        parts = [f"{self.index + 1}/{total}", article.published or "", article.source]
        if article.encoding != "utf-8":
            parts.append(messages.READ_AS.format(encoding=article.encoding))
        right = " · ".join(part for part in parts if part)
        room = self.size.width - 2
        right = one_line(right, max(room // 2, 10))
        left = one_line(article.title or article.source, max(room - len(right) - 2, 10))
        self.query_one("#heading", Static).update(
            f"{left}{' ' * max(room - cell_len(left) - cell_len(right), 1)}{right}"
        )

    def _show_pane(self) -> None:
        record = self.opened.record
        self.pane.set_content(
            article_rows(
                self.opened.mentions,
                self.opened.facts,
                record.tags if record else (),
                record.note if record else None,
                names={entity.id: entity.name for entity in self.session.entities()},
            )
        )

    def _show_progress(self) -> None:
        decided, total = self.opened.progress()
        status = messages.STATUS_NAMES[self.opened.status]
        self.status.stand(decided=messages.DECIDED.format(n=decided, total=total, status=status))
        self._show_place()

    def _show_place(self) -> None:
        self.status.stand(percent=f"{round(100 * self.reader.progress)}%")

    @on(Reader.CaretMoved)
    def _caret_moved(self) -> None:
        self._show_place()
        if self.said in ("", self._described):
            active = self.reader.active
            linked = active.entity if active is not None else None
            entity = self.session.annotations.get("entities", linked) if linked else None
            self._described = describe(active, entity if isinstance(entity, Entity) else None)
            self.say(self._described)

    # --- panes ------------------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        self._arrange(event.size.width, in_pane=self.in_pane)
        self._show_heading()

    def _arrange(self, width: int, *, in_pane: bool) -> None:
        """Both panes beside each other, or where that is too narrow the one that has the keys."""
        narrow = width < WIDE
        self.set_class(narrow, "-narrow")
        self.pane.display = in_pane or not narrow
        self.reader.display = not (in_pane and narrow)

    def action_next_pane(self) -> None:
        if self.overlay.is_open:
            return
        self.to_pane(not self.in_pane)

    def to_pane(self, in_pane: bool) -> None:
        """Give the keys to the side pane, or to the text."""
        target = self.pane if in_pane else self.reader
        target.display = True
        self.set_focus(target)  # before the other one is hidden, which would take the focus along
        self._arrange(self.size.width, in_pane=in_pane)

    def action_choose(self) -> None:
        if self.in_pane:
            self.pane.choose()

    @on(SidePane.Chosen)
    def _row_chosen(self) -> None:
        self.choose_row()

    # --- moving -----------------------------------------------------------------------------------

    def action_move(self, motion: str) -> None:
        if self.in_pane:
            self._move_in_pane(motion)
            return
        moved = self.reader.move(motion)
        if not moved and motion == "next_suggestion":
            if not self.session.has_suggestions(self.opened.article.sha256):
                self.say(messages.SUGGESTING)
                return
            decided, total = self.opened.progress()
            where = messages.HERE if decided == total else messages.BELOW
            self.say(messages.NO_MORE_SUGGESTIONS.format(where=where))
        elif self.said:
            self.say(messages.SELECTING if self.reader.selection else "")

    def _move_in_pane(self, motion: str) -> None:
        if motion in ("next_suggestion", "prev_suggestion"):
            self._to_undecided_row(1 if motion == "next_suggestion" else -1)
        elif motion in _PANE_MOTIONS:
            self.pane.move(_PANE_MOTIONS[motion])

    def _to_undecided_row(self, step: int) -> None:
        rows = list(self.pane.rows)
        here = rows.index(self.pane.current) if self.pane.current is not None else 0
        ahead = rows[here + 1 :] if step > 0 else rows[:here][::-1]
        for row in ahead:
            if row.ids and row.parts[0].text.strip() == UNDECIDED:
                self.pane.go_to(row.ids[0])
                return

    def action_article(self, step: int) -> None:
        self.newsview.read_neighbour(self.index, step)

    def action_search(self) -> None:
        label = messages.SEARCH_PROMPT
        if self.searched:
            label = messages.SEARCH_AGAIN_PROMPT.format(text=self.searched)
        self.overlay.ask(Prompt(label), self._search)

    def _search(self, text: str) -> None:
        """Go to the next place of a text; an empty one means the text of last time."""
        again = not text or text == self.searched
        self.searched = text or self.searched
        if not self.searched:
            return
        found = self.reader.search(self.searched)
        if not found:
            self.say(messages.NOT_FOUND.format(text=self.searched))
            return
        if again or not self.reader.at_hit:
            self.reader.next_hit(1)
        self.say(messages.FOUND.format(n=found, text=self.searched))

    def action_fold(self) -> None:
        self.reader.toggle_fold()
        self.say(messages.FOLDED if self.reader.folded else messages.UNFOLDED)

    def action_labels(self) -> None:
        self.reader.labels_shown = not self.reader.labels_shown
        self.say(messages.LABELS_SHOWN if self.reader.labels_shown else messages.LABELS_HIDDEN)

    def action_mode(self) -> None:
        self.reader.mode = "character" if self.reader.mode == "token" else "token"
        self.say(messages.MODE[self.reader.mode])

    def action_retry(self) -> None:
        self.say(messages.SUGGESTING)
        self.newsview.background.ask(self.opened.article, anew=True)

    # --- the article as a whole -------------------------------------------------------------------

    def action_done(self) -> None:
        self._finish(decisions.set_status(self.opened, "done", self.session.annotator))

    def action_skip(self) -> None:
        self._finish(decisions.set_status(self.opened, "skipped", self.session.annotator))

    def _finish(self, step: Step) -> None:
        if self.keep(step):
            said = step.said
            if self.newsview.read_neighbour(self.index, 1):
                self.say(said)
            else:
                self.say(messages.DONE_LAST.format(said=said))


_PANE_MOTIONS: dict[str, Move] = {
    "line_down": "down",
    "line_up": "up",
    "page_down": "page_down",
    "page_up": "page_up",
    "top": "top",
    "bottom": "bottom",
    "paragraph_next": "next_section",
    "paragraph_prev": "previous_section",
}
"""What a motion of the text means in the side pane."""
