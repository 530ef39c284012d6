"""Every command of the application, declared once: id, keys, title, help, where it works.

The bindings of a screen, its hint line, the help sheet, the command palette and ``docs/keys.md``
all come from this table. A user rebinds a command by its id. Keys are Textual's names; ``gg`` is a
key pressed twice. The action is the method ``action_…`` of the screen (or of the app, for
commands that work everywhere).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Scope = Literal[
    "everywhere",
    "list",
    "moving",
    "deciding",
    "pane",
    "overview",
    "facts",
    "entities",
    "former",
    "help",
]

SCOPE_TITLES: dict[Scope, str] = {
    "everywhere": "Everywhere",
    "list": "Article list",
    "moving": "Reader, moving",
    "deciding": "Reader, deciding",
    "pane": "Side pane",
    "overview": "Facts and entities screens",
    "facts": "Facts screen",
    "entities": "Entities screen",
    "former": "Former text screen",
    "help": "Help",
}


@dataclass(frozen=True)
class Command:
    """One thing a key does. ``hint`` puts it on the hint line of its screen."""

    id: str
    keys: tuple[str, ...]
    action: str
    title: str
    help: str
    scope: Scope
    hint: bool = False


def _command(
    scope: Scope, name: str, keys: str, action: str, title: str, text: str, *, hint: bool = False
) -> Command:
    return Command(f"{scope}.{name}", tuple(keys.split()), action, title, text, scope, hint)


_EVERYWHERE = [
    _command(
        "everywhere", "help", "question_mark", "help", "help", "the keys of this screen", hint=True
    ),
    _command(
        "everywhere",
        "palette",
        "ctrl+p colon",
        "command_palette",
        "commands",
        "find any command by name",
    ),
    _command(
        "everywhere",
        "back",
        "q",
        "back",
        "back",
        "back to the screen before; in the list, quit",
        hint=True,
    ),
    _command(
        "everywhere",
        "undo",
        "u",
        "undo",
        "undo",
        "take back the last decision of one's own, those of earlier sessions too",
        hint=True,
    ),
    _command("everywhere", "redo", "U", "redo", "redo", "do again what was undone"),
    _command(
        "everywhere",
        "next_pane",
        "tab",
        "screen.next_pane",
        "next pane",
        "to the next pane of this screen",
    ),
    _command("everywhere", "facts", "F", "facts", "facts", "all facts of the corpus"),
    _command("everywhere", "entities", "E", "entities", "entities", "all entities of the corpus"),
    _command("everywhere", "list", "L", "list", "article list", "the list of articles"),
    _command("everywhere", "redraw", "ctrl+l", "redraw", "redraw", "draw the whole screen again"),
    _command(
        "everywhere",
        "suspend",
        "ctrl+z",
        "suspend",
        "to the shell",
        "give the terminal back to the shell; fg comes back",
    ),
    _command(
        "everywhere",
        "notices",
        "exclamation_mark",
        "notices",
        "notices",
        "all that was odd about the corpus and its annotations, and what was told at the bottom line",
    ),
    _command(
        "everywhere",
        "search",
        "slash",
        "screen.search",
        "search",
        "search here; in the list, filter",
    ),
]

_LIST = [
    _command("list", "down", "j down", "move('down')", "down", "one article down"),
    _command("list", "up", "k up", "move('up')", "up", "one article up"),
    _command("list", "page_down", "pagedown ctrl+f", "move('page_down')", "page down", "a page down"),
    _command("list", "page_up", "pageup ctrl+u", "move('page_up')", "page up", "a page up"),
    _command("list", "top", "g home", "move('top')", "first", "to the first article"),
    _command("list", "bottom", "G end", "move('bottom')", "last", "to the last article"),
    _command("list", "open", "enter", "open", "open", "read and annotate this article", hint=True),
    _command("list", "done", "d", "done", "done", "mark the article done, or not done again", hint=True),
    _command("list", "tags", "t", "tags", "tags", "tags of this article", hint=True),
    _command("list", "note", "c", "note", "note", "a note on this article", hint=True),
    _command("list", "sort", "s", "sort", "sort", "sort by name, date, status, waiting suggestions", hint=True),
    _command("list", "history", "H", "history", "history", "who changed what in this article"),
    _command("list", "clear", "escape", "clear", "show all", "drop the filter"),
]  # fmt: skip

_MOVING = [
    _command("moving", "token_right", "l right", "move('token_right')", "right", "a token right"),
    _command("moving", "token_left", "h left", "move('token_left')", "left", "a token left"),
    _command("moving", "line_down", "j down", "move('line_down')", "down", "a screen line down"),
    _command("moving", "line_up", "k up", "move('line_up')", "up", "a screen line up"),
    _command("moving", "word_right", "w", "move('word_right')", "next word", "to the next word"),
    _command("moving", "word_left", "b", "move('word_left')", "previous word", "to the word before"),
    _command("moving", "sentence_next", "right_parenthesis", "move('sentence_next')", "next sentence", "to the next sentence"),
    _command("moving", "sentence_prev", "left_parenthesis", "move('sentence_prev')", "previous sentence", "to the sentence before"),
    _command("moving", "paragraph_next", "right_curly_bracket", "move('paragraph_next')", "next paragraph", "to the next paragraph"),
    _command("moving", "paragraph_prev", "left_curly_bracket", "move('paragraph_prev')", "previous paragraph", "to the paragraph before"),
    _command("moving", "page_down", "pagedown ctrl+f", "move('page_down')", "page down", "a page down"),
    _command("moving", "page_up", "pageup ctrl+u", "move('page_up')", "page up", "a page up"),
    _command("moving", "scroll_down", "ctrl+e", "scroll(1)", "scroll down", "the text a line up; the caret stays, or stays in sight"),
    _command("moving", "scroll_up", "ctrl+y", "scroll(-1)", "scroll up", "the text a line down"),
    _command("moving", "top", "gg home", "move('top')", "top", "to the beginning of what is shown"),
    _command("moving", "bottom", "G end", "move('bottom')", "bottom", "to the end of what is shown; below it only folded lines follow"),
    _command("moving", "next_suggestion", "n", "move('next_suggestion')", "next suggestion", "to the next suggestion that nobody decided on", hint=True),
    _command("moving", "prev_suggestion", "p", "move('prev_suggestion')", "previous suggestion", "to the undecided suggestion before"),
    _command("moving", "next_mention", "N", "move('next_mention')", "next mention", "to the next mention of any kind"),
    _command("moving", "prev_mention", "P", "move('prev_mention')", "previous mention", "to the mention of any kind before"),
    _command("moving", "next_article", "right_square_bracket", "article(1)", "next article", "open the next article of the list"),
    _command("moving", "prev_article", "left_square_bracket", "article(-1)", "previous article", "open the article before in the list"),
]  # fmt: skip

_DECIDING = [
    _command("deciding", "accept", "a", "accept", "accept", "the mention or fact is right", hint=True),
    _command("deciding", "reject", "x", "reject", "reject", "the mention or fact is wrong, and the same name is suggested no more here; one's own is removed", hint=True),
    _command("deciding", "select", "v", "select", "select", "start a selection; motions extend it", hint=True),
    _command("deciding", "other_end", "o", "other_end", "other end", "to the other end of the selection"),
    _command("deciding", "drop", "escape", "drop", "drop selection", "drop the selection"),
    _command("deciding", "start_left", "less_than_sign", "edge('start', -1)", "start left", "move the mention's start to the left"),
    _command("deciding", "start_right", "greater_than_sign", "edge('start', 1)", "start right", "move the mention's start to the right"),
    _command("deciding", "end_left", "comma", "edge('end', -1)", "end left", "move the mention's end to the left"),
    _command("deciding", "end_right", "full_stop", "edge('end', 1)", "end right", "move the mention's end to the right"),
    _command("deciding", "mode", "semicolon", "mode", "token/character", "move and select by token or by character"),
    _command("deciding", "all", "A", "all_identical", "all identical", "the same for every identical mention here, after showing how many; straight after a decision, of what was decided", hint=True),
    _command("deciding", "link", "e", "link", "link", "say which entity the mention refers to; then, after showing how many, the same for the names here that are perhaps the same"),
    _command("deciding", "tags", "t", "tags", "tags", "tags of the mention at the caret, else of the article", hint=True),
    _command("deciding", "note", "c", "note", "note", "a note on the mention at the caret, else on the article", hint=True),
    _command("deciding", "article_tags", "T", "article_tags", "article tags", "tags of the article, wherever the caret is"),
    _command("deciding", "article_note", "C", "article_note", "article note", "a note on the article, wherever the caret is"),
    _command("deciding", "fact", "f", "fact", "fact", "keep a fact of the sentence at the caret, filled in from what is suggested", hint=True),
    _command("deciding", "fold", "z", "fold", "fold/unfold", "open the folded lines at the caret, or fold those it stands in; elsewhere all page furniture"),
    _command("deciding", "labels", "i", "labels", "labels, values", "show each mention's label as text; then what each figure means, too; then neither"),
    _command("deciding", "done", "d", "done", "done, next", "mark the article done and open the next", hint=True),
    _command("deciding", "skip", "S", "skip", "skip, next", "set the article aside and open the next"),
    _command("deciding", "history", "H", "history", "history", "who changed the mention or fact at the cursor, else the article"),
    _command("deciding", "former", "M", "former", "former text", "move the annotations of the article's former text that were found again; then list those that wait"),
    _command("deciding", "retry", "R", "retry", "suggest again", "ask the pipeline again for this article"),
]  # fmt: skip

_PANE = [
    _command("pane", "choose", "enter", "choose", "open, go there", "to this mention in the text; of a fact, open its form; in the text, open the fold at the caret", hint=True),
    _command("pane", "undecided_facts", "s", "undecided_facts", "undecided facts", "only facts that nobody decided on, or all again"),
]  # fmt: skip

_OVERVIEW = [
    _command("overview", "down", "j down", "move('down')", "down", "one line down"),
    _command("overview", "up", "k up", "move('up')", "up", "one line up"),
    _command("overview", "page_down", "pagedown ctrl+f", "move('page_down')", "page down", "a page down"),
    _command("overview", "page_up", "pageup ctrl+u", "move('page_up')", "page up", "a page up"),
    _command("overview", "top", "g home", "move('top')", "first", "to the first line"),
    _command("overview", "bottom", "G end", "move('bottom')", "last", "to the last line"),
    _command("overview", "open", "enter", "open", "open", "to the article of this entity; of a fact, open its form", hint=True),
    _command("overview", "leave", "escape", "app.back", "back", "back to where one was"),
]  # fmt: skip

_FACTS = [
    _command("facts", "accept", "a", "accept", "accept", "the fact is right", hint=True),
    _command("facts", "reject", "x", "reject", "reject", "the fact is wrong; one's own is removed", hint=True),
    _command("facts", "text", "o", "text", "in the text", "to where the fact stands in its article", hint=True),
    _command("facts", "next", "n", "next_undecided(1)", "next undecided", "to the next fact that nobody decided on", hint=True),
    _command("facts", "prev", "p", "next_undecided(-1)", "previous undecided", "to the undecided fact before"),
    _command("facts", "history", "H", "history", "history", "who changed this fact"),
    _command("facts", "undecided", "s", "undecided_facts", "undecided facts", "only facts that nobody decided on, or all again"),
]  # fmt: skip

_ENTITIES = [
    _command("entities", "merge", "m", "merge", "merge", "both are the same: unite them, after showing what that changes", hint=True),
    _command("entities", "apart", "x", "apart", "not the same", "both are not the same; they are not suggested again", hint=True),
]  # fmt: skip

_FORMER = [
    _command("former", "move", "a", "accept", "move", "this is its place in the present text: move it there", hint=True),
    _command("former", "all", "A", "all", "move all", "move all that have a place, after showing how many", hint=True),
    _command("former", "drop", "x", "reject", "drop", "it is not in the present text: drop it", hint=True),
]  # fmt: skip

_HELP = [
    _command("help", "down", "j down", "lines(1)", "down", "a line down"),
    _command("help", "up", "k up", "lines(-1)", "up", "a line up"),
    _command("help", "page_down", "pagedown space", "pages(1)", "page down", "a page down"),
    _command("help", "page_up", "pageup", "pages(-1)", "page up", "a page up"),
    _command("help", "leave", "escape", "app.back", "back", "close the help", hint=True),
]


def label_commands(labels: Sequence[str]) -> list[Command]:
    """The number keys: one command for each of the first nine labels."""
    return [
        _command(
            "deciding", f"label_{number}", str(number), f"label({number - 1})", label,
            f"label the mention, token or selection as {label}",
        )
        for number, label in enumerate(labels[:9], start=1)
    ]  # fmt: skip


def commands(scope: Scope, labels: Sequence[str] = ()) -> list[Command]:
    """The commands of one scope, in the order in which they are shown."""
    return {
        "everywhere": _EVERYWHERE,
        "list": _LIST,
        "moving": _MOVING,
        "deciding": [*_DECIDING, *label_commands(labels)],
        "pane": _PANE,
        "overview": _OVERVIEW,
        "facts": _FACTS,
        "entities": _ENTITIES,
        "former": _FORMER,
        "help": _HELP,
    }[scope]


def all_commands(labels: Sequence[str] = ()) -> Iterator[Command]:
    """Every command there is, scope by scope."""
    for scope in SCOPE_TITLES:
        yield from commands(scope, labels)


def is_sequence(key: str) -> bool:
    """Whether a key is one character pressed twice, such as ``gg``."""
    return len(key) == 2 and key[0] == key[1]
