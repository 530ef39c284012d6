"""Every sentence a user can be shown as an answer or an error, in one place.

Each is one line that says what happened and what to do. They are plain ``str.format`` templates,
so that another language can replace this module's values as a whole. Those of three subjects are
written in modules of their own and are to be had here like the others; those of ``newsview doctor``
are in ``messages_doctor`` alone.
"""

from __future__ import annotations

from newsview.store.counting import Counted
from newsview.store.messages_corpus import *  # noqa: F403
from newsview.store.messages_file import *  # noqa: F403
from newsview.store.messages_several import *  # noqa: F403


class NewsviewError(Exception):
    """Something could not be done; ``str(error)`` is the one line to show."""


# --- what a decision says, store/decisions.py -----------------------------------------------------

ACCEPTED = "accepted {label} {text}"
REJECTED = "rejected {label} {text}"
REJECTED_MORE = "{said}; {n} more of it here no longer suggested"
ALREADY_ACCEPTED = "already accepted"
ALREADY_REJECTED = "already rejected"
SEVERAL = Counted("{n} {n:mention|mentions}: {said}")
REMOVED = "removed {label} {text}"
RELABELLED = "{old} is now {label}: {text}"
ADDED = "added {label} {text}"
RESIZED = "moved the edge: {label} {text}"
PROPAGATED = "{n} more as {label}: {text}"
PROPAGATED_TO_ALL = "all {n} as {label}: {text}"
PROPAGATED_REJECTION = "rejected {n} more: {text}"
TAGGED = "tags of {what}: {tags}"
NO_TAGS = "none"
NOTED = "note kept on {what}"
NOTE_REMOVED = "note taken off {what}"
LINKED = "linked: {text} = {name}"
UNLINKED = "{text} is linked to nothing now"
LINKED_MORE = "{n} more = {name}: {forms}"
LINKED_MORE_ACCEPTING = "{n} more = {name} (accepts {suggested}): {forms}"
UNITED = "{other} = {name} (mentions: {mentions}, articles: {articles})"
UNITED_NOTE = "{note} ({name})"
TOLD_APART = "not the same: {first}, {second}"
FACT_KEPT = "fact kept: {fact}"
FACT_REJECTED = "fact rejected: {fact}"
FACT_REMOVED = "fact removed: {fact}"
THE_ARTICLE = "the article"
STATUS_SET = {
    "todo": "article back to do",
    "doing": "article under way",
    "done": "article done",
    "skipped": "article skipped",
}


FORMER_MOVED = Counted("{n} {n:annotation|annotations} moved to the article's present text")
FORMER_DROPPED = Counted("{n} {n:annotation|annotations} of the article's former text dropped")


FORMER_HERE = Counted(
    "the file changed: M moves the {total} {total:annotation|annotations} of its former text,"
    " {total:which was|all} found again"
)
FORMER_HERE_SOME = (
    "the file changed: of the annotations of its former text M moves {found} that were found again,"
    " then M lists the other {waiting}"
)
FORMER_HERE_WAITING = Counted(
    "the file changed: {total} {total:annotation|annotations} of its former text"
    " {total:waits|wait}; M lists {total:it|them}"
)
FORMER_HERE_BARE = "the file changed: M moves the tags, note and status of its former text"
FORMER_MOVED_WAITING = Counted("{said}; {n} could not be placed for sure: M lists {n:it|them}")
FORMER_SIGN = "former text: M"
FORMER_TITLE = "Annotations of the former text of {source}"
FORMER_NONE = "nothing is kept of a former text of this article"
FORMER_NO_PLACE = "it was not found in the present text: x drops it, or leave it as it is"
FORMER_NO_PLACES = "none of these has a place in the present text"
FORMER_NO_ROW = "no annotation here"
FORMER_NOT_FOUND = "not found"
FORMER_STANDS = "place {nth} of {n}"
FORMER_LEFT = (
    "{source}: {what} was not found for sure in the present text, and stays with the former"
)
FORMER_HINT = "other texts in the corpus now: {n}, the first {source}; --move goes on with those"
MOVE_WHERE = "--move needs the corpus with the present texts: name it with --corpus"
FORMER_SCORE = "{percent} %"


# --- the application ------------------------------------------------------------------------------

SAVED = "saved {time}"
READ_ONLY_WHO = "{who}, read-only"
NOTHING_TO_DO = "nothing to do: {said}"
FIRST_OF_NOTICES = "{first} (and {n} more: {keys} shows all)"
STATUS_MORE = "({keys}: all of it)"
TOLD_LATELY = "Told at the bottom line, the newest first"
NOTICES = "What was odd, at opening or since"
NO_NOTICES = "nothing was odd, at opening or since"
NOTHING_TO_UNDO = "nothing to undo"
NOTHING_TO_REDO = "nothing to redo"
UNDONE_ELSEWHERE = "in {title}: {said}"
NO_MENTION_HERE = "no mention here: n goes to the next one, {keys} label the token"
NO_LABEL = "no label on key {number}"
NONE_LEFT = "no undecided suggestion left here: d marks the article done"
NONE_BELOW = "no undecided suggestion below: p goes back to those above"
NONE_ABOVE = "no undecided suggestion above: n goes to those below"
NO_MENTION_BELOW = "no mention below"
NO_MENTION_ABOVE = "no mention above"
NOT_FOUND = "not found: {text}"
FOUND = "{n} found: {text}"
CONFIRM_ALL = "A or enter: {what} · any other key: not"
NO_MORE_OF_IT = "no other {text} here to decide on"
ALL_OF_NEXT = "A again: all {text}"
ACCEPT_ONLY = "accept {label} {text}, the only one"
CONFIRM_MERGE = "m or enter: {what} · any other key: not"
NO_PAIR_HERE = "no pair here: m and x decide on what is under Perhaps the same"
NOT_DONE = "not done"
SELECTING = "selecting: move, then label with {keys}, or v again to drop it"
LABEL_KEYS = "1 to {n}"
MODE = {"token": "by token", "character": "by character"}
FOLDED = "page furniture folded"
UNFOLDED = "page furniture shown"
FOLDED_ONE = "lines folded: {n}; z shows them again"
UNFOLDED_ONE = "lines shown: {n}; z folds them again"
NO_FURNITURE = "nothing to fold: no page furniture was found in this article"
AT_FOLD = "page furniture is folded here; z or enter opens it"
BESIDE = {
    "nothing": "labels hidden",
    "labels": "labels shown as text",
    "values": "labels shown as text, figures with their values",
}
NO_FACT_HERE = "no fact at the cursor"
NO_FACT_LEFT = "{said}; no undecided fact is left here"
FACTS_UNDECIDED = "only facts that nobody decided on (s shows all)"
FACTS_ALL = "all facts"
CANNOT_MOVE_EDGE = "the edge cannot move further"
LAST_ARTICLE = "that was the last article of the list"
FIRST_ARTICLE = "that is the first article of the list"
SUGGESTING = "asking for suggestions"
NO_ARTICLES = "no articles"
LISTING = "looking for articles, {n} so far"
LOOKING = "reading {n}/{total}"
SORTED = "sorted by {order}"
SHOWN = Counted("{n} of {total} {total:article|articles}")
FILTERED = Counted("/{query}: {n} of {total} {total:article|articles}")
SHOWN_SUGGESTING = Counted("{n} of {total} {total:article|articles} · suggested {done}/{texts}")
OPEN_PROBLEM = "cannot be opened: {reason}"
NOT_IN_CORPUS = "that article is not in this corpus"
EVERYTHING_SAVED = "everything is saved in {path}"
BAD_SETTINGS = "{path}: {reason}"
BAD_LABEL = "label {label!r}: a label is one word without spaces"
LABELS_TWICE = "labels: give at least one, each once"
COLUMN_EMPTY = "columns: a name is empty"
COLUMN_TWICE = "columns: {name!r} is named for two things"
BAD_SETTINGS_LINE = "{path}, line {line}: {reason}"
BAD_TAG = (
    "tags: {tag!r} is no tag: one at a time, levels with / between, no commas, no double blanks"
)
BAD_COLOUR = "colours.{label}: {colour!r} is no colour; write it as #rrggbb, e.g. #56b4e9"
COLOUR_OF_NO_LABEL = "colours.{label}: no label is called that"
NO_SUCH_SETTING = "there is no such setting; docs/settings.md lists those there are"
NONE_OF_THEM = "{got} is none of these: {known}"
WRONG_KIND = "{wanted} is wanted here, not {got}"
EITHER = " or "
KINDS_OF_VALUES = {
    "array": "a list, [...],",
    "object": "a table",
    "str": "a text in quotes",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
}
UNKNOWN_COMMAND = "no command is called {name!r}; docs/keys.md lists all"
KEY_TAKEN_TWICE = "{key} would do two things: {commands}"
KEY_REQUIRED = "this needs a key, or there would be no way to it"
KEY_DOUBLED = "{key}: only what has a key pressed twice already can have one"
KEY_UNKNOWN = (
    "there is no key {key!r}; write a character (x, ?) or a name (ctrl+x, f2, home, pagedown)"
)
KEY_UNSENDABLE = "{key}: most terminals cannot send it; take a letter, ctrl+letter or f1 to f12"
KEY_SHIFTED = "{key}: terminals send that as {letter}; write {letter}"
KEY_IS_ANOTHER = "{key}: terminals send the same for {other}; take another"
KEY_LEAVES = "{key} always leaves; take another"
KEY_TELLS_HOW_TO_LEAVE = "{key} always says how to leave; take another"
SETTINGS_NOT_UTF8 = "line {line} is not UTF-8: save the file as UTF-8"
SETTINGS_UNENDED = "what begins on line {line} has no end: a bracket or a quote is missing"

FILTER_PROMPT = "filter"
SEARCH_PROMPT = "search"
SEARCH_AGAIN_PROMPT = "search (enter: {text} again)"
TAGS_OF = "tags of {what}"
NOTE_ON = "note on {what}"
LINK_PROMPT = "entity of {text} (empty: none)"
READ_AS = "read as {encoding}"
DECIDED = "{status} {n}/{total}"
DECIDED_AWAITED = "{status} · suggestions awaited"
DECIDED_NONE_SUGGESTED = "{status} · no suggestions: R asks again"
AT_LINE = "line {n}/{total}"
STATUS_NAMES = {"todo": "to do", "doing": "doing", "done": "done", "skipped": "skipped"}
DONE_LAST = "{said}; it was the last of the list"
ALL_FACTS = "Facts of the corpus"
ALL_ENTITIES = "Entities of the corpus"
NO_ENTITIES = "none yet: e on a mention in an article links it to an entity, and makes it"
NO_MENTION_OF_IT = "no mention refers to it yet"
SUGGESTIONS_FAILED = "no suggestions: {reason} (R asks again)"
NO_TERMINAL = "this is no terminal; for files and programs use newsview extract or newsview export"
TOO_SMALL = (
    "{width}x{height} is too small: newsview needs {least_width}x{least_height}.\n"
    "Make the terminal larger; ctrl+q leaves, what was kept is saved.",
    "{width}x{height} is too small, {least_width}x{least_height} needed.\n"
    "ctrl+q leaves, what was kept is saved.",
    "{width}x{height}: too small\n{least_width}x{least_height} needed\nctrl+q leaves",
    "{width}x{height}: too small",
    "{width}x{height}",
)
TOO_SMALL_TYPED = (
    "{width}x{height} is too small: newsview needs {least_width}x{least_height}.\n"
    "What was typed is not kept yet: make the terminal larger; {key} again drops it.",
    "typed, not kept: {key} again drops it",
    "{key} again drops it",
    "{key} again",
)
"""From long to short: the first that a terminal has room for is shown."""
NOT_UTF8 = (
    "this terminal is set to {charset}: ? stands for what it cannot show; set LANG to a UTF-8 one"
)
DUMB_TERMINAL = (
    "this terminal (TERM={term!r}) cannot place text; set TERM, e.g. TERM=xterm-256color"
)

# --- forms and panes, widgets/ --------------------------------------------------------------------

FACT_NEEDS_TEXT = "a fact needs a subject, a predicate or an object"
FACT_VALUE_NOT_READ = "no number is read in the value: correct it, clear it, or use object"
FACT_DATE_NOT_READ = "the date is not read: write it as 2025-04-24, 2025-04 or 2025, or clear it"
FACT_VALUE_PARTLY = "enter again keeps {value}, not: {over}"
VALUE_WAS = ", was {unit}"
VALUE_PARTLY = "{value}, not read: {over}"
NOT_IN_TEXT = "not in the text"
VALUE_NOT_READ = "not read as a value"
VALUE_IN_OBJECT = "not read: kept as the object"
DATE_NOT_READ = "not read as a date"
FACT_FORM_TITLE = "Fact"
FACT_FIELD_TITLES = {
    "kind": "kind",
    "subject": "subject",
    "predicate": "predicate",
    "object": "object",
    "value": "value",
    "date": "date",
    "attribution": "said by",
    "tags": "tags",
    "note": "note",
}
FACT_FORM_HINT = (("enter", "keep"), ("esc", "leave"), ("tab", "next field"), ("↑↓", "completions"))
FACT_MORE_EVIDENCE = "and {n} more"
FACT_FORM_TITLE_OF = "Fact {n} of {total}: {what} (PgDn, PgUp: the others of this sentence)"
FACT_FORM_WHAT = {
    "suggested": "suggested",
    "accepted": "kept",
    "rejected": "rejected",
    "new": "new",
}
TYPED_NOT_KEPT = "not kept yet: enter keeps it, {key} again drops it"
TAG_FIELD_HINT = (("enter", "keep"), ("esc", "leave"), ("tab", "complete"), (",", "next tag"))
NOTE_FIELD_HINT = (("enter", "keep"), ("esc", "leave"), ("ctrl+o", "new line"))
PANE_ENTITIES = "Entities"
PANE_ALIKE = "Perhaps the same"
PANE_ALIKE_TIMES = "{base}+{other}"
LINK_REASONS = {
    "spelling": "written alike",
    "linked": "linked",
    "known": "not linked yet",
    "definition": "explained in brackets",
    "alias": "well known",
    "initials": "its initials",
    "name": "written out",
    "surname": "surname",
    "head": "short for it",
}
PANE_FACTS = "Facts"
PANE_TAGS = "Tags"
PANE_NOTES = "Notes"
PANE_NONE = "none"
PANE_UNDECIDED = " · {n} undecided"
PANE_DECIDED_HIDDEN = " · {n} hidden"
PANE_SAID_BY = " · said by {who}"
FACT_KIND_SIGNS = {
    "figure": "fig",
    "relation": "rel",
    "event": "evt",
    "role": "role",
    "plan": "plan",
}
PANE_ON_SPANS = " in the text"

# --- export and import, store/formats -------------------------------------------------------------

MENTION_MISPLACED = "mention {id} {label} {text}: {where}"
EVIDENCE_MISPLACED = "fact {id}: the evidence {text} is left out: {where}"
ANCHOR_MISPLACED = "fact {id}: the {part} {text} is kept without its place: {where}"
NO_SUCH_PLACE = Counted("there is no place {start}-{end} in a text of {n} {n:character|characters}")
OTHER_TEXT_THERE = "at {start}-{end} the text is {text}"
BLOCKS_MISPLACED = "blocks left out: they reach beyond the text"
LEFT_OUT = "{source}: {what}; left out"
SAID = "{source}: {what}"
SAME_TEXT_TWICE = "{source}: the same text as {other}; written once"
UNKNOWN_SOURCE = "(article {id})"
NUMBER_NOT_JSON = "fact {id}: the value is left out: JSON has no such number"
FILE_IS_EMPTY = "{name} is empty: nothing to import"
NOT_JSON = "{name} is not JSON, as newsview export writes it: {what}"
NOT_AN_EXPORT = "{name} is no newsview export: {what}"
NO_FORMAT_KEY = 'it has no "format": "newsview"'
IS_ANNOTATIONS_FILE = (
    "{name} is an annotations file, not an export: open it with --file, or export it first"
)
UNKNOWN_VERSION = (
    "{name} is version {version} of the format, and this newsview reads version 1: update newsview"
)
NO_VERSION = "{name} is damaged: its version should be 1, not {version}"
JSON_TOO_DEEP = "it is nested too deeply"
ARTICLE_TWICE = "the same article as {other}"
ID_TWICE = "the same id as {other}"
ID_OF_ANOTHER_TEXT = "the id is not the first 16 digits of the sha256"
ARTICLE_TEXT_CHANGED = (
    "the text in the file does not match its sha256, so nothing can be placed in it"
)
MENTION_NAMED = "mention {id} {label} {text} at {start}-{end}"
FACT_NAMED = "fact {id} {text}"
CORPUS_TEXT_USED = "the text in the file is not the one in the corpus; the corpus's was used"
ID_TAKEN = "mention or fact {id}: its id belongs to another article here; it is {new} now"
BY_IMPORT = "import"
UNKNOWN_KEYS = Counted(
    "{n} {n:key|keys} that newsview does not know {n:was kept as it is|were kept as they are},"
    " the first {place}"
)
IMPORTED = Counted("imported {n} {n:record|records} from {name}")
IMPORT_CUT_SHORT = Counted(
    "{why} ({done} of {total} {total:record|records} of {name} {done:is|are} in; import it again"
    " to go on)"
)
CANNOT_IMPORT_READ_ONLY = "{path} is open read-only: nothing can be imported into it"


# --- gold to measure suggestions by, store/formats/gold -------------------------------------------

GOLD_EMPTY = "{name} is empty: there is no gold in it"
GOLD_WRONG_ROW = "{name}, line {line}: {reason}"
GOLD_ROW_NAME = "{name}:{line}"
GOLD_NOTHING_ACCEPTED = (
    "{name} holds no accepted entity, so there is nothing to measure by: accept some, export again"
)
GOLD_NO_SPANS = "{name} marks no entity at all, so there is nothing to measure by"
GOLD_NO_TEXT = "its text is not in the file: export it without --no-text"
GOLD_UNTOUCHED = "{name}: articles left out, not done and with nothing accepted: {n}"
GOLD_NOT_DONE = "{name}: articles not done: {n}; what nobody decided on there counts as wrong"
GOLD_NOT_ACCEPTED = "{name}: texts left out, as not accepted: {n}"
GOLD_NO_COLUMNS = (
    "it is read as CoNLL, a token and its tag on each line; other gold is named by --format"
)
GOLD_NO_TAG = "{tag} in the last column of CoNLL is no tag, such as O, B-PER or PER"
GOLD_MIXED_TAGS = "the tag {tag} has no prefix, as others in the file have (B-, I-)"

# --- the command line, tui/cli --------------------------------------------------------------------

STOPPING = (
    "finishing what is in hand, then stopping; ctrl+c again stops at once;"
    " the articles that are done are kept"
)
STOPPED = "stopped"
FAULT = "an error of newsview's own ({name}) ended it; what was saved is kept. Please report {path}"
FAULT_BESIDE = (
    "a part of newsview ended on an error of its own ({name}); start again. Please report {path}"
)
NO_LOG = "it (no log could be written)"
OS_REASON = "{path}: {reason}"
FOLDER_NOT_TAKEN_IN = "{path} is a folder: FILE is what export wrote, a corpus goes with --corpus"
NO_FILE_TAKEN_IN = "{path} is a folder: name what export wrote before it"
GOLD_IS_FOLDER = "{path} is a folder: GOLD is a file that export wrote, CoNLL or JSON lines"
MEANT_COMMAND = "there is no {path}; if the command was meant: newsview {command}"
CORPUS_OF_LAST_TIME = "the corpus of last time: {path}"
NOTHING_NAMED = "it is empty"
WHICH_CORPUS = "which corpus? Name its folder, or an annotations file with --file."
WOULD_OVERWRITE_ANNOTATIONS = (
    "{path} is an annotations file and would be overwritten: give -o another name"
)
WOULD_OVERWRITE_ARTICLE = (
    "{path} is an article of the corpus and would be overwritten: give -o another name"
)
PROCESSES_DIED = "a working process died, perhaps for want of memory: try fewer --jobs"
NOTHING_EXTRACTED = "not one article could be extracted: nothing was written"
CUT_SHORT = Counted(
    "{why}: {done} of {total} {total:article|articles} {done:is|are} in {where}, which is"
    " complete as far as it goes"
)
ON_STDOUT = "what was written"
EXPORTED = Counted("{n} {n:article|articles} written to {path}")
WRITTEN_WITHOUT_TEXT = Counted(
    "{n} {n:article is|articles are} not at hand and {n:was written without its|were written"
    " without their} text: {names}"
)
STDIN = "standard input"
NOTHING_PLACED = "nothing could be placed: is it another corpus, or were the texts changed?"
UNCHECKED = Counted(
    "{n} {n:mention or fact|mentions and facts} could not be checked: {n:its article's text"
    " is|their articles' texts are} not at hand (--corpus)"
)
SUGGESTIONS_NOT_TAKEN = Counted(
    "{n} {n:suggestion was|suggestions were} not taken in: {n:it comes|they come} from the machine"
)
TAKEN_IN = "{name}: {new} new, {changed} changed, {same} already here"
NOTHING_EVALUATED = "the pipeline failed on every text: there is nothing to measure"
NOT_EVALUATED = Counted(
    "{n} {n:text|texts} that the pipeline failed on {n:is|are} left out of the figures"
)
EVALUATED = Counted("{pipeline} on {n} {n:text|texts}, {gold} {gold:entity|entities}")
SCORE_HEADINGS = {
    "label": "label",
    "strict": ("strict P", "R", "F"),
    "partial": ("partial P", "R", "F"),
    "counts": ("gold", "found", "exact", "overlap"),
}
ALL_LABELS = "all"
LABELS_LEFT_OUT = "left out, the gold has no such label: {labels}"
LABEL_COUNT = "{label} ({n})"
CONFUSION_HEADINGS = ("gold", "found", "count")
NO_CONFUSIONS = "nothing differs"
CONFUSION_NOTES = {"missed": "missed", "extra": "not in the gold", "offsets": "other offsets"}
CONFUSION_EXAMPLE = "{source}: {before}[{text}]{after}"
CONFUSION_FOUND = "{example} · found: {found}"
FOLD_LINES = Counted("··· {n} {n:line|lines} folded (z opens): {begins}")
LIST_HEADINGS = {
    "date": "date",
    "title": "title",
    "waiting": "waiting",
    "source": "source",
    "tags": "tags",
}
ORIGINS = {
    "model": "found by the model",
    "rule": "found by a rule",
    "person": "marked by hand",
    "propagated": "marked with A, as the same",
    "imported": "imported",
}
ORIGIN_LISTED = "in the list of names"
ORIGIN_DECIDED = "accepted before"
ORIGIN_SCORE = "{origin}, score {score:.2f}"


# --- pipelines and the worker process, nlp/ -------------------------------------------------------

NO_SPACY = "spaCy cannot be imported: {reason}"
NO_SUCH_PIPELINE = (
    "no spaCy pipeline {spec!r} is installed: pip install it, or name a folder that holds one"
)
NO_SUCH_FOLDER = "{spec}: there is no such folder with a spaCy pipeline"
PIPELINE_BROKEN = "the pipeline {spec} cannot be loaded: {reason}"
PIPELINE_FAILED = "{name} failed: {reason}"
WORKER_NOT_STARTED = "the extraction process could not be started"
WORKER_KILLED = "the extraction process was killed (out of memory?) at: {title}"
WORKER_DIED = "the extraction process ended at: {title} ({reason})"
UNKNOWN_THEME = "there is no theme {theme!r}; these are: {known}"
HOW_TO_LEAVE = "q goes back, and leaves from the list; everything decided is on disk already"
NAMES_UNREADABLE = "{path}: the list of names cannot be read: {reason}"
NAMES_BAD_ROW = "{path}, line {line}: not taken: {reason}"
NAMES_NO_OBJECT = 'a row looks like {"name": "Dumarey", "label": "ORG", "aliases": []}'
NAMES_NO_NAME = "the row has no name (a field name or pattern with a text)"
NAMES_NO_LABEL = "{name} has no label, or one with a blank in it"
NAMES_BAD_ALIASES = "the aliases of {name} are no list"
WHICH_MODEL = "which model? {kind}:NAME, such as {example}"
NO_SUCH_KIND = "there is no pipeline {spec!r}: what may stand before a colon is {known}"
NO_PIPELINE_NAMED = "no pipeline is named: give a name or a folder, or leave this out"
NO_LANGUAGE = "spaCy knows no language {language!r}"
NOT_INSTALLED = "{package} is not installed beside newsview: pip install {package}"
NO_MODEL = "the Italian model is not installed: names come from lists and rules (README, Try it)"
NAMES_OUTSIDE = (
    "the list of names: {n} not suggested, the first {name}, as the project has no label {labels}"
)
NAMES_NO_COLUMNS = (
    "{path}: no name is taken: its first line must name the columns name, label and, if there are"
    " any, aliases (or nome, tipo, alias), parted by commas, semicolons or tabs"
)
