"""The reader: one article in the middle, its side pane beside it or, when narrow, instead of it."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from newsview.store import decisions, messages
from newsview.store.decisions import OpenArticle
from newsview.store.model import Article, ArticleStatus, Entity, Fact, Mention
from newsview.store.news import News
from newsview.store.steps import Step
from newsview.tui.figure_values import FigureValues
from newsview.tui.keys import bindings, hints_of
from newsview.tui.others import names
from newsview.tui.screens.asking import AskingActions
from newsview.tui.screens.deciding import DecidingActions
from newsview.tui.screens.describe import describe, label_keys
from newsview.tui.screens.fact_drafts import place_of
from newsview.tui.screens.former import FormerActions
from newsview.tui.screens.heading import heading
from newsview.tui.state import Place
from newsview.widgets.evidence_strip import EvidenceStrip
from newsview.widgets.hint_line import HintLine
from newsview.widgets.pane_rows import Alike, PaneRow, article_rows
from newsview.widgets.prompt import Prompt
from newsview.widgets.reader import Reader
from newsview.widgets.reader_view import BESIDE
from newsview.widgets.side_pane import Move, SidePane
from newsview.widgets.text.display import one_line

WIDE = 110
"""Terminal columns from which text and side pane stand beside each other."""


class ReaderScreen(DecidingActions, AskingActions, FormerActions):
    """One article being read and decided on; `show` puts another one in its place."""

    SCOPES = ("moving", "deciding", "pane")
    BINDINGS = bindings(["moving", "deciding", "pane"])

    def __init__(self, index: int, article: Article, caret: int = 0) -> None:
        super().__init__()
        self.index = index
        self._first_caret = caret
        self.opened: OpenArticle = OpenArticle(article)
        self.searched = ""
        self._values = FigureValues()
        self._row_at_entry: PaneRow | None = None
        self._heading = ""
        self._pane_is_old = False

    def compose(self) -> ComposeResult:
        yield Static(id="heading", markup=False)
        with Horizontal(id="panes"):
            yield Reader(self.session.labels, self.newsview.settings.colours)
            yield SidePane()
        yield EvidenceStrip()
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
        """Entities, facts, tags and notes of the article, as they are now."""
        pane = self.query_one(SidePane)
        if self._pane_is_old:
            self._pane_is_old = False
            pane.set_content(self._pane_rows())
        return pane

    @property
    def reading(self) -> str | None:
        return self.opened.article.sha256

    def place(self) -> Place:
        return Place(self.opened.article.source, self.reader.caret, reading=True)

    @property
    def in_pane(self) -> bool:
        """Whether keys go to the side pane."""
        return isinstance(self.focused, SidePane)

    # --- showing ----------------------------------------------------------------------------------

    def show(self, index: int, article: Article, caret: int = 0) -> None:
        """Put an article on the screen, the caret at this offset."""
        self.index = index
        self.opened = self.session.open(article)
        self.reader.show(article.sha256, article.text, article.blocks, self.opened.mentions)
        self._show_values()
        if caret:
            self.reader.goto(caret)
        self._show_heading()
        self._show_pane()
        self._show_progress()
        if self.session.has_suggestions(article.sha256):
            self.say("")
        else:
            self.say(messages.SUGGESTING)
            self.newsview.ask(article, near=self.newsview.near(index))
            self._show_progress()
        self.say_former()

    def go_back(self, *, redo: bool) -> Step | None:
        """Undo or redo, and show the place where it happened or say in which article it was."""
        step = super().go_back(redo=redo)
        if step is None:
            return None
        if step.article not in (None, self.opened.article.sha256):
            index = self.session.index_of(step.article or "")
            title = self.session.entries[index].title if index is not None else ""
            title = one_line(title, max(self.size.width // 2, 10))
            said = messages.UNDONE_ELSEWHERE.format(said=self.said, title=title)
            self.say(said, told=True)
            return step
        for change in step.changes:
            record = change.after or change.before
            if getattr(record, "article", None) != self.opened.article.sha256:
                continue  # a step over the corpus changes other articles, too
            if isinstance(record, Mention):
                self.reader.goto(record.start, active=record.id)
                break
            if isinstance(record, Fact):
                self.go_to_fact(record)
                break
        return step

    def reload(self) -> None:
        self.opened = self.session.open(self.opened.article)
        self._show_values()
        self.reader.set_mentions(self.opened.mentions)
        self._show_pane()
        self._show_progress()
        self._show_heading()

    def suggestions_changed(self, sha256: str) -> None:
        if sha256 == self.opened.article.sha256:
            self.reload()
            if self.said == messages.SUGGESTING:
                self.say("")

    def others_changed(self, news: News) -> None:
        touched = self.opened.article.sha256 in self.session.touched
        linking = any(change.table in ("entities", "distinctions") for change in news.changes)
        if news.everything or touched or linking:
            self.reload()
            self._describe()

    def company_changed(self) -> None:
        self._show_heading()

    def suggestions_failed(self) -> None:
        self._show_progress()

    def _why_none(self) -> str | None:
        """Why there are no suggestions, if the pipeline failed; what to do about it."""
        sha256 = self.opened.article.sha256
        if self.session.has_suggestions(sha256):
            return None
        reason = self.newsview.failures.get(sha256) or self.newsview.failures.get(None)
        return messages.SUGGESTIONS_FAILED.format(reason=reason) if reason else None

    def _show_heading(self) -> None:
        article = self.opened.article
        entries = self.session.entries
        here = self.newsview.others.at(article.sha256)
        signs = [messages.ALSO_HERE.format(who=names(here))] if here else []
        if self.session.has_former(article.source, article.sha256):
            signs.insert(0, messages.FORMER_SIGN)
        read_as = messages.READ_AS.format(encoding=article.encoding)
        line = heading(
            article.title,
            article.source,
            self.size.width - 2,
            signs=signs,
            place=f"{entries.rank(self.index) + 1}/{len(entries)}",
            published=article.published or "",
            encoding=read_as if article.encoding != "utf-8" else "",
        )
        if line != self._heading:  # it is drawn anew even where it stays the same
            self._heading = line
            self.query_one("#heading", Static).update(line)

    def _show_pane(self) -> None:
        """Bring the side pane up to date; where it is hidden, not before it is asked for."""
        self._pane_is_old = True
        if self.query_one(SidePane).display:
            _ = self.pane

    def _pane_rows(self) -> list[PaneRow]:
        record = self.opened.record
        return article_rows(
            self.opened.mentions,
            self.opened.facts,
            record.tags if record else (),
            record.note if record else None,
            names={entity.id: entity.name for entity in self.session.entities()},
            alike=[
                Alike(group.name, group.forms, group.mentions)
                for group in self.session.linking.groups(self.opened)
            ],
            undecided_facts=self.undecided_facts,
        )

    def _show_progress(self) -> None:
        decided, total = self.opened.progress()
        status = messages.STATUS_NAMES[self.opened.status]
        if self._why_none() is not None:
            template = messages.DECIDED_NONE_SUGGESTED
        elif self.session.has_suggestions(self.opened.article.sha256):
            template = messages.DECIDED
        else:
            template = messages.DECIDED_AWAITED  # how many there are is not known yet
        self.status.stand(decided=template.format(n=decided, total=total, status=status))
        self._show_place()

    def _show_place(self) -> None:
        row, rows = self.reader.row
        self.status.stand(place=messages.AT_LINE.format(n=row, total=rows))

    @on(Reader.CaretMoved)
    def _caret_moved(self) -> None:
        self._show_place()
        self._describe()

    def _describe(self) -> None:
        """Say what is at the caret, unless the status line tells of something else."""
        if self.said in ("", self._described):
            active = self.reader.active
            linked = active.entity if active is not None else None
            entity = self.session.annotations.get("entities", linked) if linked else None
            self._described = describe(active, entity if isinstance(entity, Entity) else None)
            if self.reader.fold is not None:
                self._described = messages.AT_FOLD
            self.say(self._described)

    def _show_values(self) -> None:
        """Hand the reader what figures mean, if it shows it."""
        if self.reader.beside == "values":
            self.reader.set_values(self._values.of(self.opened))

    # --- panes ------------------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        self._arrange(event.size.width, in_pane=self.in_pane)
        self._show_heading()
        self.call_after_refresh(self._count_lines_anew)

    def _count_lines_anew(self) -> None:
        """A moment after a resize, when the screen may be coming up or have gone."""
        if self.is_attached and self.query(Reader):
            self._show_place()

    def _arrange(self, width: int, *, in_pane: bool) -> None:
        """Both panes beside each other, or where that is too narrow the one that has the keys."""
        narrow = width < WIDE
        self.set_class(narrow, "-narrow")
        self.set_class(narrow and in_pane, "-narrow-pane")
        pane = self.pane if in_pane or not narrow else self.query_one(SidePane)
        pane.display = in_pane or not narrow
        self.reader.display = not (in_pane and narrow)

    def action_next_pane(self) -> None:
        if self.overlay.is_open:
            return
        self.to_pane(not self.in_pane)

    def to_pane(self, in_pane: bool) -> None:
        """Give the keys to the side pane, or to the text.

        From a fact that the cursor was moved to, the caret goes to what it says.
        """
        row = self.pane.current
        fact = self.target_fact() if self.in_pane and row != self._row_at_entry else None
        self._row_at_entry = row if in_pane else None
        target = self.pane if in_pane else self.reader
        target.display = True
        self.set_focus(target)  # before the other one is hidden, which would take the focus along
        self._arrange(self.size.width, in_pane=in_pane)
        if not in_pane:
            self.reader.show_evidence(())
            place = place_of(fact) if fact is not None else None
            if place is not None:
                self.reader.goto(place)
        else:
            self.show_fact()
        self.query_one("MainScreen > HintLine", HintLine).pairs = self.hint_pairs()

    def hint_pairs(self) -> list[tuple[str, str]]:
        if self.is_mounted and self.in_pane:
            return hints_of(_PANE_HINTS, self.newsview.settings.keys)
        return super().hint_pairs()

    @on(SidePane.Highlighted)
    def _row_reached(self) -> None:
        self.show_fact()

    def show_fact(self) -> None:
        """Show the evidence of the fact at the cursor in the text too."""
        super().show_fact()
        fact = self.target_fact()
        evidence = fact.evidence if fact is not None else ()
        self.reader.show_evidence([(one.start, one.end) for one in evidence])

    def go_to_fact(self, wanted: Fact) -> None:
        """Put the pane's cursor on a fact, or on the suggestion that it was made of."""

        def is_same(fact: Fact) -> bool:
            there = (fact.evidence, fact.kind, fact.score)
            return there == (wanted.evidence, wanted.kind, wanted.score)

        alike = [fact.id for fact in self.opened.facts if is_same(fact)]
        any(self.pane.go_to(id_) for id_ in (wanted.id, *alike))
        self.show_fact()

    def action_choose(self) -> None:
        """Enter: what the pane's row stands for; in the text it opens a fold."""
        if self.in_pane:
            self.pane.choose()
        elif self.reader.fold is not None:
            self.action_fold()

    @on(SidePane.Chosen)
    def _row_chosen(self) -> None:
        """A fact opens its form, anything else shows where it stands."""
        row, fact = self.pane.current, self.target_fact()
        if fact is not None:
            self.edit_row(fact)
        elif row is not None and row.offset is not None:
            self.to_pane(False)
            self.reader.goto(row.offset, active=row.ids[0] if row.ids else None)

    # --- moving -----------------------------------------------------------------------------------

    def action_scroll(self, rows: int) -> None:
        """Show later or earlier rows of the text, also from the side pane."""
        self.reader.scroll_rows(rows)

    def action_move(self, motion: str) -> None:
        if self.in_pane:
            self._move_in_pane(motion)
            return
        moved = self.reader.move(motion)
        if not moved and motion in _NOTHING_FURTHER:
            self._say_nothing_further(motion)
        elif self.said:
            keys = label_keys(self.session.labels)
            self.say(messages.SELECTING.format(keys=keys) if self.reader.selection else "")

    def _say_nothing_further(self, motion: str) -> None:
        if not self.session.has_suggestions(self.opened.article.sha256):
            why = self._why_none()
            self.say(why or messages.SUGGESTING, error=why is not None)
            return
        decided, total = self.opened.progress()
        is_done = decided == total and motion.endswith("suggestion")
        self.say(messages.NONE_LEFT if is_done else _NOTHING_FURTHER[motion])

    def _move_in_pane(self, motion: str) -> None:
        if self.said:
            self.say("")
        if motion in ("next_suggestion", "prev_suggestion"):
            self._to_undecided_row(1 if motion == "next_suggestion" else -1)
        elif motion in _PANE_MOTIONS:
            self.pane.move(_PANE_MOTIONS[motion])
        self.show_fact()

    def _to_undecided_row(self, step: int) -> None:
        rows = list(self.pane.rows)
        here = rows.index(self.pane.current) if self.pane.current is not None else 0
        ahead = rows[here + 1 :] if step > 0 else rows[:here][::-1]
        for row in ahead:
            if row.waits:
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
        if not self.reader.has_furniture:
            self.say(messages.NO_FURNITURE)
            return
        one = self.reader.toggle_fold()
        if one is None:
            self.say(messages.FOLDED if self.reader.folded else messages.UNFOLDED)
        else:
            said = messages.UNFOLDED_ONE if self.reader.fold is None else messages.FOLDED_ONE
            self.say(said.format(n=one.lines))

    def action_labels(self) -> None:
        beside = BESIDE[(BESIDE.index(self.reader.beside) + 1) % len(BESIDE)]
        if beside == "values":
            self.reader.set_values(self._values.of(self.opened))
        self.reader.beside = beside
        self.say(messages.BESIDE[beside])

    def action_mode(self) -> None:
        self.reader.mode = "character" if self.reader.mode == "token" else "token"
        self.say(messages.MODE[self.reader.mode])

    def action_retry(self) -> None:
        self.newsview.ask(self.opened.article, anew=True)
        self._show_progress()
        self.say(messages.SUGGESTING)

    # --- the article as a whole -------------------------------------------------------------------

    def action_done(self) -> None:
        self._finish("done")

    def action_skip(self) -> None:
        self._finish("skipped")

    def _finish(self, status: ArticleStatus) -> None:
        """Set the status and go on to the next article, as from one that has the status already."""
        before = self.opened.record
        had_it = before is not None and before.status == status
        step = decisions.set_status(self.opened, status, self.session.annotator)
        if not (self.keep(step) or had_it):
            return
        said = self.said if had_it else step.said
        if self.newsview.read_neighbour(self.index, 1):
            self.say(said)
        else:
            self.say(messages.DONE_LAST.format(said=said))


_PANE_HINTS = (
    "everywhere.help", "deciding.accept", "deciding.reject", "pane.choose",
    "moving.next_suggestion", "pane.undecided_facts", "everywhere.next_pane", "everywhere.undo",
)  # fmt: skip
"""The commands that the hint line tells of in the side pane."""

_NOTHING_FURTHER = {
    "next_suggestion": messages.NONE_BELOW,
    "prev_suggestion": messages.NONE_ABOVE,
    "next_mention": messages.NO_MENTION_BELOW,
    "prev_mention": messages.NO_MENTION_ABOVE,
}
"""What to say where a motion finds nothing more."""

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
