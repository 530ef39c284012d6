"""The application: screens, what works everywhere, and the ways out."""

from __future__ import annotations

import gc
import importlib
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import SystemCommand
from textual.geometry import Size
from textual.screen import Screen

from newsview.store import messages
from newsview.store.messages import NewsviewError
from newsview.store.model import Article
from newsview.tui.beside import Beside, MakeBackground
from newsview.tui.events import CorpusGrew, EntriesRead, SuggestionsFailed, SuggestionsReady
from newsview.tui.keys import bindings, keys_for, textual_keymap
from newsview.tui.screens.base import MainScreen
from newsview.tui.screens.list import ListScreen
from newsview.tui.screens.overlay import Overlay
from newsview.tui.screens.too_small import TooSmall, fits
from newsview.tui.session import Session
from newsview.tui.settings import Settings
from newsview.tui.state import Place, place_in, remember_place
from newsview.tui.terminal import wants_stock_output
from newsview.tui.themes import HIGH_CONTRAST
from newsview.tui.ways_out import WaysOut
from newsview.tui.wire import WireApp
from newsview.widgets.keys_in_order import KeysInOrder

if TYPE_CHECKING:
    from textual.command import Provider

    from newsview.tui.others import Others
    from newsview.tui.screens.overview import OverviewScreen


LEAVES = "ctrl+q"
"""Textual's own way out, on every screen."""

LOOK_SECONDS = 0.5
"""How often one looks at what others did: three calls to the system where they did nothing."""

STALE_AT_ONCE = 4
"""For how many articles at a look suggestions are asked again, to count anew what waits there."""

LATELY = 50
"""How many of the lines that were told can be read again."""

NEAR = 3
"""How many articles after the opened one are suggested for ahead of the others."""


def _commands() -> type[Provider]:
    """The palette's commands, imported when it is first opened."""
    from newsview.tui.palette import CommandsProvider

    return CommandsProvider


class NewsviewApp(WireApp, WaysOut, KeysInOrder):
    """newsview on one session."""

    TITLE = "newsview"
    CSS_PATH = "styles.tcss"
    BINDINGS = bindings(["everywhere"])
    COMMANDS: ClassVar[set[Callable[[], type[Provider]]]] = {_commands}  # type: ignore[assignment]

    def __init__(
        self,
        session: Session,
        settings: Settings,
        make_background: MakeBackground,
    ) -> None:
        self.WIRE = not (settings.output == "stock" or wants_stock_output())
        super().__init__()
        for own in HIGH_CONTRAST:
            self.register_theme(own)
        self.session = session
        self.settings = settings
        self.notices: list[str] = []
        self.load_first: Sequence[str] = ()
        """Modules to load in a thread before the work beside the user begins."""
        self.failures: dict[str | None, str] = {}
        """Why the pipeline suggested nothing, by article; under None, for any."""
        self.animation_level = "none"
        self.failure: NewsviewError | None = None
        """Why the annotations file could not be opened."""
        self._told: list[str] = []
        """What is to be said of them, while a question on the screen waits for its answer."""
        self._said_of_others = ""
        self._lately: deque[tuple[str, str]] = deque(maxlen=LATELY)
        """When something was told, and what."""
        self._notice = ""
        """What the status line said of the notices."""
        self._problems_told = 0
        self._sought: Place | None = None
        """Where one was last time, as long as that article is not listed."""
        self._make_background = make_background
        self._list = ListScreen()

    @cached_property
    def others(self) -> Others:
        """The others on the same annotations file."""
        from newsview.tui.others import Others

        return Others(self.session)

    @cached_property
    def background(self) -> Beside:
        """The work beside the user; it is not made, nor what it needs loaded, before it begins."""
        return self._make_background(self.session, self.post_message)

    def get_default_screen(self) -> Screen[None]:
        """The article list, which stays at the bottom of the stack."""
        return self._list

    def on_mount(self) -> None:
        """Take the user's keys, go back to where they were, and begin the work beside them."""
        self.set_keymap(textual_keymap(self.settings.keys))
        self.watch_ways_out()
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.hold_keys()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """The list stands: open the annotations file, however large, and take the first key."""
        try:
            self._list.open_annotations()
        except NewsviewError as error:
            self.failure = error
            self.exit(return_code=1)
            return
        if not gc.isenabled():  # as the command line left it, so that nothing held up this screen
            gc.freeze()  # what is there stays to the end, and no collection need walk it
            gc.enable()
        self._return_to_place()
        self._show_whether_it_fits(self.size)
        self._say_notices()
        if self.load_first:
            self.run_worker(self._load, thread=True)
        else:
            self.background.start()
        self.set_interval(LOOK_SECONDS, self.look_at_others)
        self.release_keys()

    def _load(self) -> None:
        """In a thread: load what comes next, then begin the work beside the user."""
        from newsview.tui.memory import give_back_what_is_freed

        give_back_what_is_freed()
        for module in self.load_first:
            importlib.import_module(module)
        self.call_later(lambda: self.background.start())

    def on_resize(self, event: events.Resize) -> None:
        """Clear the screen where it would not hold what belongs on it."""
        self._show_whether_it_fits(event.size)

    def _show_whether_it_fits(self, size: Size) -> None:
        if not fits(size) and not isinstance(self.screen, TooSmall):
            self.push_screen(TooSmall())
        elif fits(size) and isinstance(self.screen, TooSmall):
            self.pop_screen()

    def _say_notices(self) -> None:
        """The first thing that was odd about opening, and where the others are."""
        self._problems_told = len(self.session.corpus.problems)
        first, *others = self._all_notices() or [""]
        if others:
            keys = keys_for("everywhere.notices", self.settings.keys)
            first = messages.FIRST_OF_NOTICES.format(first=first, n=len(others), keys=keys)
        self._notice = first
        if first:
            self._tell(first, error=self._is_odd(), told=True)

    def _all_notices(self) -> list[str]:
        session = self.session
        return [*session.annotations.warnings, *session.corpus.problems, *self.notices]

    def _is_odd(self) -> bool:
        return bool(self.session.annotations.warnings or self.session.corpus.problems)

    async def on_key(self, event: events.Key) -> None:
        """A key that nothing nearer took is about to act: first it may belong to one before it."""
        if isinstance(self.screen, MainScreen) and await self.screen.take_key(event):
            event.prevent_default()

    def is_opening(self) -> bool:
        """Whether the screen is about to show a field."""
        return any(overlay.is_opening for overlay in self.screen.query(Overlay))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None of Textual's own: every command is in the one table."""
        return ()

    @property
    def main(self) -> MainScreen:
        """The main screen that is shown, or that lies under the help."""
        return next(s for s in reversed(self.screen_stack) if isinstance(s, MainScreen))

    # --- what workers tell ------------------------------------------------------------------------

    @on(EntriesRead)
    def _entries_read(self, event: EntriesRead) -> None:
        for index, entry in event.entries:
            self.session.learn(index, entry)
        indices = [index for index, _ in event.entries]
        for screen in self._mains():
            screen.entries_changed(indices)
            if event.last:
                screen.round_ended()

    @on(CorpusGrew)
    def _corpus_grew(self, event: CorpusGrew) -> None:
        if event.order is not None:
            self.session.entries.grow(event.order)
        elif len(self.session.corpus.problems) > self._problems_told:
            self._say_notices()
        for screen in self._mains():
            screen.corpus_grew()
        if self._sought is not None:
            self._return_to(self._sought)

    @on(SuggestionsReady)
    def _suggestions_ready(self, event: SuggestionsReady) -> None:
        self.failures.pop(event.suggestions.article, None)
        self.session.take(event.suggestions)
        for screen in self._mains():
            screen.suggestions_changed(event.suggestions.article)

    @on(SuggestionsFailed)
    def _suggestions_failed(self, event: SuggestionsFailed) -> None:
        self.failures[event.article] = event.reason
        self.session.give_up(event.article)
        for screen in self._mains():
            screen.suggestions_failed()
        self._tell(messages.SUGGESTIONS_FAILED.format(reason=event.reason), error=True)

    def _tell(self, line: str, *, error: bool = False, told: bool = False) -> None:
        """Say something that no key asked for, on a screen that may just be coming up."""
        main = self.main
        say = partial(main.say, line, error=error, told=told)
        if main.is_mounted:
            say()
        else:
            main.call_later(say)

    def look_at_others(self) -> None:
        """Show what others did to the annotations file since the last time.

        On a screen that is just coming up it waits: that one has no place to show it yet.
        """
        main = self.main
        if not main.is_mounted:
            return
        try:
            heard = self.others.look(main.reading)
        except NewsviewError as error:
            if main.said != str(error):
                main.say(str(error), error=True)
            return
        if heard.news is not None:
            main.others_changed(heard.news)
        if heard.company_changed:
            main.company_changed()
        self._told += heard.lines
        if self._told and not main.is_asking:
            self._tell_of_others(main)
        for article in self.session.take_stale(STALE_AT_ONCE):
            self.background.ask(article, urgent=False)

    def _tell_of_others(self, main: MainScreen) -> None:
        """Say what waits to be said, behind what a key did that met their work."""
        answered = main.status.parts.told and main.said not in ("", self._said_of_others)
        lines = [main.said, *self._told] if answered else self._told
        self._said_of_others = messages.TOLD_JOINT.join(lines)
        main.say(self._said_of_others, told=True)
        self._told = []

    def ask(self, article: Article, *, near: Sequence[int] = (), anew: bool = False) -> None:
        """Have an article suggested for, whatever came of it before; see `Background.ask`."""
        self.failures.pop(article.sha256, None)
        self.failures.pop(None, None)
        self.background.ask(article, near=near, anew=anew)

    def _mains(self) -> list[MainScreen]:
        return [s for s in self.screen_stack if isinstance(s, MainScreen) and s.is_mounted]

    # --- going about ------------------------------------------------------------------------------

    def read(self, index: int, caret: int = 0) -> bool:
        """Open an article in the reader; says why and returns False when it cannot be read."""
        from newsview.tui.screens.reader import ReaderScreen

        try:
            article = self.session.article(index)
        except NewsviewError as error:
            self.main.say(messages.OPEN_PROBLEM.format(reason=error), error=True)
            return False
        self._pop_to(ReaderScreen, ListScreen)
        self._list.select(index)
        screen = self.screen
        if isinstance(screen, ReaderScreen):
            screen.show(index, article, caret)
        else:
            self.push_screen(ReaderScreen(index, article, caret))
        self._remember(Place(article.source, caret, reading=True))
        return True

    def read_neighbour(self, index: int, step: int) -> bool:
        """Open the next or previous article of the list as it is shown."""
        self.keep_place()
        neighbour = self._list.neighbour(index, step)
        while neighbour is not None and self.session.entries[neighbour].problem is not None:
            neighbour = self._list.neighbour(neighbour, step)
        if neighbour is None:
            self.main.say(messages.LAST_ARTICLE if step > 0 else messages.FIRST_ARTICLE)
            return False
        return self.read(neighbour)

    def near(self, index: int) -> list[int]:
        """The articles that are likely to be opened next, the likeliest first."""
        steps = [*range(1, NEAR + 1), -1]
        found = [self._list.neighbour(index, step) for step in steps]
        return [one for one in found if one is not None]

    def _pop_to(self, *kinds: type[Screen[None]]) -> None:
        while len(self.screen_stack) > 1 and not isinstance(self.screen, kinds):
            self.pop_screen()

    async def action_back(self) -> None:
        """Leave the screen; leave the application from the list."""
        self.keep_place()
        if len(self.screen_stack) > 1:
            self.pop_screen()
            self.keep_place()
        else:
            self.exit()

    async def action_quit(self) -> None:
        """Textual's own way out, from anywhere; one comes back to this place."""
        if not self.main.overlay.lets_go(LEAVES):
            if isinstance(self.screen, TooSmall):
                self.screen.tell_of_typed(LEAVES)
            return
        self.keep_place()
        self.exit()

    def action_help_quit(self) -> None:
        """What ctrl+c does: nothing is interrupted by habit, and the way out is told."""
        self.main.say(messages.HOW_TO_LEAVE)

    def action_list(self) -> None:
        """To the article list."""
        self.keep_place()
        self._pop_to(ListScreen)

    def action_facts(self) -> None:
        """To the facts of the corpus."""
        from newsview.tui.screens.overview import FactsScreen

        self._overview(FactsScreen())

    def action_entities(self) -> None:
        """To the entities of the corpus."""
        from newsview.tui.screens.entities import EntitiesScreen

        self._overview(EntitiesScreen())

    def _overview(self, screen: OverviewScreen) -> None:
        from newsview.tui.screens.overview import OverviewScreen

        if isinstance(self.screen, OverviewScreen):
            self.pop_screen()
        self.push_screen(screen)

    def action_command_palette(self) -> None:
        """Textual's palette, made harmless; imported when it is first opened."""
        from newsview.tui.palette import Palette

        if not Palette.is_open(self):
            self.push_screen(Palette())

    def action_help(self) -> None:
        """The keys of the screen one is on."""
        from newsview.tui.keys import help_rows
        from newsview.tui.screens.help import HelpScreen

        scopes = (*self.main.SCOPES, "everywhere")
        self.push_screen(HelpScreen(help_rows(scopes, self.session.labels, self.settings.keys)))

    def action_notices(self) -> None:
        """All that was odd about the corpus and its annotations, and what was told of late."""
        from newsview.tui.screens.help import HelpScreen

        odd = [(str(n), "", line) for n, line in enumerate(self._all_notices(), start=1)]
        lately = [(at, "", line) for at, line in reversed(self._lately)]
        groups = [(messages.TOLD_LATELY, lately), (messages.NOTICES, odd)]
        if not odd and not lately:
            self.main.say(messages.NO_NOTICES)
            return
        self.push_screen(HelpScreen([group for group in groups if group[1]]))

    def remember(self, line: str) -> None:
        """Keep what the status line told, for it may have had no room for all of it.

        What only goes on from the line before takes its place; notices are kept anyway.
        """
        if line in ("", self._notice):
            return
        if self._lately and line.startswith(self._lately[-1][1]):
            self._lately.pop()
        self._lately.append((f"{datetime.now():%H:%M:%S}", line))

    def action_suspend(self) -> None:
        """Give the terminal back to the shell until ``fg``."""
        self.action_suspend_process()

    def action_redraw(self) -> None:
        """Draw the whole screen anew, after something else wrote to the terminal."""
        self.redraw()

    def action_undo(self) -> None:
        """Take the last step back."""
        self.main.go_back(redo=False)

    def action_redo(self) -> None:
        """Do the last undone step again."""
        self.main.go_back(redo=True)

    # --- places and ways out ----------------------------------------------------------------------

    def keep_place(self) -> None:
        """Remember where the user is, for the next time."""
        if not self.session.is_open or self._sought is not None:
            return
        place = self.main.place()
        if place is None:
            index = self._list.articles.cursor_index
            source = self.session.entries[index].source.name if index is not None else None
            place = Place(source=source)
        self._remember(place)

    def _remember(self, place: Place) -> None:
        remember_place(self.session.annotations.path, self.session.annotator, place)

    def _return_to_place(self) -> None:
        self._return_to(place_in(self.session.annotations.path, self.session.annotator))

    def _return_to(self, place: Place) -> None:
        """Go where one was last time; where that is not listed yet, unless one goes elsewhere."""
        self._sought = None
        if self._list.articles.was_moved:
            return
        index = self.session.entries.find(place.source) if place.source is not None else None
        if index is None:
            self._sought = place if not self.session.is_whole else None
            return
        self._list.select(index)
        if place.reading:
            self.read(index, place.caret)

    def beside_failed(self, error: BaseException) -> None:
        """Say that something beside the user ended on an error, and where to read of it."""
        from newsview.tui.faults import told

        self._tell(told(error, ended=False), error=True, told=True)

    def on_unmount(self) -> None:
        """End the work beside the user."""
        self.background.stop()
