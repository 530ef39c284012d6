"""Every sentence a user can be shown as an answer or an error, in one place.

Each is one line that says what happened and what to do. They are plain ``str.format`` templates,
so that another language can replace this module's values as a whole.
"""

from __future__ import annotations


class NewsviewError(Exception):
    """Something could not be done; ``str(error)`` is the one line to show."""


# --- what a decision says, store/decisions.py -----------------------------------------------------

ACCEPTED = "accepted {label} {text}"
REJECTED = "rejected {label} {text}"
REJECTED_MORE = "{said}; {n} more of it here no longer suggested"
ALREADY_ACCEPTED = "already accepted"
ALREADY_REJECTED = "already rejected"
SEVERAL = "{n} mentions: {said}"
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


# --- the application ------------------------------------------------------------------------------

SAVED = "saved {time}"
READ_ONLY_WHO = "{who}, read-only"
NOTHING_TO_DO = "nothing to do: {said}"
FIRST_OF_NOTICES = "{first} (and {n} more: {keys} shows all)"
NOTICES = "What was said when this was opened"
NO_NOTICES = "nothing was odd when this was opened"
NOTHING_TO_UNDO = "nothing to undo in this session"
NOTHING_TO_REDO = "nothing to redo"
UNDONE = "undone: {said}"
REDONE = "done again: {said}"
UNDONE_ELSEWHERE = "{said} (in {title})"
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
CONFIRM_MERGE = "m or enter: {what} · any other key: not"
NO_PAIR_HERE = "no pair here: m and x decide on what is under Perhaps the same"
NOT_DONE = "not done"
SELECTING = "selecting: move, then label with {keys}, or esc to drop it"
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
LOOKING = "reading {n}/{total}"
SORTED = "sorted by {order}"
SHOWN = "{n} of {total} articles"
SHOWN_SUGGESTING = "{n} of {total} articles · suggested {done}/{texts}"
OPEN_PROBLEM = "cannot be opened: {reason}"
NOT_IN_CORPUS = "that article is not in this corpus"
THE_ARTICLE_TITLE = "the article"
EVERYTHING_SAVED = "everything is saved in {path}"
BAD_SETTINGS = "{path}: {reason}"
BAD_LABEL = "label {label!r}: a label is one word without spaces"
LABELS_TWICE = "labels: give at least one, each once"
COLUMN_EMPTY = "columns: a name is empty"
COLUMN_TWICE = "columns: {name!r} is named for two things"
UNKNOWN_COMMAND = "keys: no command is called {name!r}, or it was given no key (see docs/keys.md)"
KEY_TAKEN_TWICE = "keys: {key!r} would do two things: {commands}"
SETTINGS_NOT_UTF8 = "line {line} is not UTF-8: save the file as UTF-8"
SETTINGS_UNENDED = "what begins on line {line} has no end: a bracket or a quote is missing"


# --- forms and panes, widgets/ --------------------------------------------------------------------

FACT_NEEDS_TEXT = "a fact needs a subject, a predicate or an object"
FACT_VALUE_NOT_READ = (
    "the value is not read as one: correct it, clear it, or write it as the object"
)
FACT_DATE_NOT_READ = "the date is not read: write it as 2025-04-24, 2025-04 or 2025, or clear it"
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
NO_SUCH_PLACE = "there is no place {start}-{end} in a text of {n} characters"
OTHER_TEXT_THERE = "at {start}-{end} the text is {text}"
BLOCKS_MISPLACED = "blocks left out: they reach beyond the text"
LEFT_OUT = "{source}: {what}; left out"
SAID = "{source}: {what}"
SAME_TEXT_TWICE = "{source}: the same text as {other}; written once"
UNKNOWN_SOURCE = "(article {id})"
NUMBER_NOT_JSON = "fact {id}: the value is left out: JSON has no such number"
FILE_IS_EMPTY = "{name} is empty: nothing to import"
NOT_JSON = "{name} is not JSON: {what}"
NOT_AN_EXPORT = "{name} is no newsview export: {what}"
NO_FORMAT_KEY = 'it has no "format": "newsview"'
IS_ANNOTATIONS_FILE = (
    "{name} is an annotations file, not an export: open it with --file, or export it first"
)
UNKNOWN_VERSION = (
    "{name} is version {version} of the format, and this newsview reads version 1: update newsview"
)
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
UNKNOWN_KEYS = "{n} keys that newsview does not know were left out, the first {place}"
IMPORTED = "imported {n} records from {name}"
IMPORT_CUT_SHORT = "{why} ({done} of {total} records of {name} are in; import it again to go on)"
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
GOLD_NO_COLUMNS = "a token and its tag are expected, with a tab or a blank between them"
GOLD_NO_TAG = "{tag} in the last column is no tag, such as O, B-PER or PER"
GOLD_MIXED_TAGS = "the tag {tag} has no prefix, as others in the file have (B-, I-)"


# --- reading the corpus, store/corpus.py ----------------------------------------------------------

NO_CORPUS = "no file or folder was named to read articles from"
NO_SUCH_PATH = "{path}: there is no such file or folder"
NOT_A_FILE_OR_FOLDER = "{path}: neither a file nor a folder, so there is no article to read in it"
PATH_UNREADABLE = "{path}: cannot be looked at ({reason})"
FOLDER_UNREADABLE = "{path}: folder skipped, it cannot be read ({reason})"
FILE_UNREADABLE = "{path}: cannot be read ({reason})"
FILE_SKIPPED = "{path}: file skipped, it cannot be read ({reason})"
FILE_TOO_LARGE = "{path}: larger than {limit} MB, so it is not read: split it into articles"
FILE_BINARY = "{path}: not read: it holds no text (or UTF-16 without a byte order mark)"
FILE_EMPTY = "{path}: there is no text in it"
HTML_TOO_DEEP = "its HTML is nested too deeply to be read"
LINK_LEAVES_CORPUS = "{path}: link skipped, it leads out of the corpus"
LINK_BROKEN = "{path}: link skipped, what it leads to is not there"
LINK_LOOPS = "{path}: link skipped, it leads back to itself"
NOTHING_TO_READ = "{path}: no article found: the folder is searched for files ending in {kinds}"
FILE_CHANGED = "{path}: its file changed since it was opened: quit and open it again"
ROW_LEFT_OUT = "{path}, line {line}: left out: {reason}"
ROWS_LEFT_OUT = "{path}: {n} more rows are left out"
ROW_BROKEN_JSON = "broken JSON at character {at} ({reason})"
ROW_NO_OBJECT = "no JSON object"
ROW_NO_TEXT = "no text in its column {column}"
ROW_FIELDS = "{n} fields where there should be {wanted}"
ROW_QUOTE_OPEN = "a quote that is opened in this row is never closed"
ROW_QUOTES = "a quote in a quoted field that is not doubled"
ROW_LONE_RETURN = "a carriage return in a field without quotes"
ROW_TOO_LARGE = "larger than {limit} MB"
TABLE_GIVEN_UP = "{path}: not read beyond line {line}: too many quotes are never closed"
TABLE_NO_ROWS = "{path}: no article in it"
TABLE_NO_JSON = "{path}: not opened: none of its first lines is a JSON object"
TABLE_NO_TEXT = (
    "{path}: not opened: no column holds the texts of articles, as far as can be told;"
    ' name it in newsview.toml under [columns], text = "…" (it has {columns})'
)
TABLE_NO_TEXT_UNNAMED = (
    "{path}: not opened: no column holds the texts of articles, as far as can be told, and the"
    ' columns have no names; give its number in newsview.toml under [columns], as text = "{n}"'
)
TABLE_IS_ANNOTATIONS = (
    "{path}: not opened: it holds annotations, not articles (name the file itself to open it)"
)
TABLE_IS_NAMES = "{path}: not opened: it is a list of names, not of articles"
COLUMN_MISSING = (
    "{path}: it has no column {column!r}, which newsview.toml names as {role}; another one is used"
    " where one can be told"
)
FILES_NOT_OPENED = "{n} more files ending in {kind} are not opened for such reasons"
FEED_IS_NONE = "{path}: not opened: it is no RSS or Atom feed"
FEED_DAMAGED = "{path}: its XML is damaged ({reason}); read as far as it goes"
FEED_ENTRY_LEFT_OUT = "{path}: entry {line} is left out: it has no text"
FEED_ENTRIES_LEFT_OUT = "{path}: {n} more entries are left out"

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
NO_MENTION_OF_IT = "no mention refers to it yet"
SUGGESTIONS_FAILED = "no suggestions: {reason} (R asks again)"
NO_TERMINAL = "this is no terminal; for files and programs use newsview extract or newsview export"
DUMB_TERMINAL = (
    "this terminal (TERM={term!r}) cannot place text; set TERM, e.g. TERM=xterm-256color"
)


# --- the annotations file, store/annotations.py and store/journal ---------------------------------

STORE_IN_USE = "{path} is open in another newsview; use --read-only or --file"
STORE_IN_USE_BY = (
    "{path} is open in another newsview (pid {pid}, since {since}); use --read-only or --file"
)
STORE_CANNOT_OPEN = "{path} cannot be opened ({reason}); name another one with --file"
STORE_PROTECTED = "{path} is write-protected; use --read-only, or name another one with --file"
STORE_NOT_JSON = (
    "{path} is not JSON ({reason}); nothing was changed: restore it, or name another with --file"
)
STORE_NOT_TABLES = "{path} is not a TinyDB file; nothing was changed: name another one with --file"
STORE_NOT_OURS = (
    "{path} holds no newsview annotations; nothing was changed: name another one with --file"
)
STORE_NEWER = (
    "{path} was written by a newer newsview (schema {found}, this one knows {known});"
    " nothing was changed: update newsview"
)
STORE_DAMAGED = (
    "{journal} is damaged at byte {byte}, with good changes after it; nothing was changed:"
    " restore it from a copy, or move it away to open what was saved before it"
)
STORE_UNKNOWN_RECORD = (
    "{journal} holds at byte {byte} what this newsview cannot read; nothing was changed:"
    " open it with the newsview that wrote it"
)
STORE_TORN = (
    "{path}: an interrupted write left {count} bytes that are no whole change;"
    " all before them is here, they are kept in {aside}"
)
STORE_CONFLICT = (
    "{path} was changed by another program while {changes} saved changes waited in its journal;"
    " they are not shown but kept in {aside}: restore the earlier file and rename that to {journal}"
)
STORE_READ_ONLY_CONFLICT = (
    "{path} was changed by another program: the changes in {journal} do not fit it, not shown"
)
STORE_READ_ONLY_TORN = (
    "{path}: the last {count} bytes of its journal are no whole change, so they are not shown"
)
STORE_EDITED_MEANWHILE = (
    "{path} was changed by another program while it was open here;"
    " that version is kept in {aside}, the file holds the decisions made here"
)
STORE_NOT_SAVED = (
    "not saved: {path}: {reason}; all before is safe: free some space or try again, or quit"
)
STORE_UNCERTAIN = (
    "not saved: the disk failed under {path}, so nothing more is written to it;"
    " all that was saved is safe: quit, check the disk, start again"
)
STORE_CHECKPOINT_FAILED = (
    "{path} could not be brought up to date ({reason});"
    " all decisions are safe in its journal and will be read at the next start"
)
STORE_READ_ONLY = "{path} is open read-only: nothing can be changed"
STORE_CLOSED = "{path} is closed"
STORE_MISSING = "{path} does not exist yet: there are no annotations to show"
STORE_NOT_RECORDABLE = "not saved: {path}: a record holds what JSON cannot ({reason})"
STORE_UNREADABLE_RECORDS = (
    "{path}: {n} records cannot be read and are left as they are, the first in {table}: {reason}"
)
STORE_ID_TWICE = "{path}: {n} records have an id that another one has; the later is shown"
PLACE_NOT_MADE = "{path} cannot be made ({reason}): name an annotations file with --file"

# --- the command line, tui/cli --------------------------------------------------------------------

STOPPING = (
    "finishing what is in hand, then stopping; ctrl+c again stops at once;"
    " the articles that are done are kept"
)
STOPPED = "stopped"
OS_REASON = "{path}: {reason}"
MEANT_COMMAND = "there is no {path}; if the command was meant: newsview {command}"
WHICH_CORPUS = "which corpus? Name its folder, or an annotations file with --file."
WOULD_OVERWRITE_ANNOTATIONS = (
    "{path} is an annotations file and would be overwritten: give -o another name"
)
WOULD_OVERWRITE_ARTICLE = (
    "{path} is an article of the corpus and would be overwritten: give -o another name"
)
PROCESSES_DIED = "a working process died, perhaps for want of memory: try fewer --jobs"
NOTHING_EXTRACTED = "not one article could be extracted: nothing was written"
CUT_SHORT = "{why}: {done} of {total} articles are in {where}, which is complete as far as it goes"
ON_STDOUT = "what was written"
EXPORTED = "{n} articles written to {path}"
WRITTEN_WITHOUT_TEXT = "{n} articles are not at hand and were written without their text: {names}"
STDIN = "standard input"
NOTHING_PLACED = "nothing could be placed: is it another corpus, or were the texts changed?"
UNCHECKED = (
    "{n} mentions and facts could not be checked: their articles' texts are not at hand (--corpus)"
)
SUGGESTIONS_NOT_TAKEN = "{n} suggestions were not taken in: they come from the machine"
TAKEN_IN = "{name}: {new} new, {changed} changed, {same} already here"
NOTHING_EVALUATED = "the pipeline failed on every text: there is nothing to measure"
NOT_EVALUATED = "{n} texts that the pipeline failed on are left out of the figures"
EVALUATED = "{pipeline} on {n} texts, {gold} entities"
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
FOLD_LINE = "··· 1 line folded (z opens): {begins}"
FOLD_LINES = "··· {n} lines folded (z opens): {begins}"
LIST_HEADINGS = {
    "date": "date",
    "title": "title",
    "waiting": "waiting",
    "source": "source",
    "tags": "tags",
}
ORIGINS = {
    "model": "model",
    "rule": "rule",
    "person": "by hand",
    "propagated": "all identical",
    "imported": "imported",
}


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
