"""What ``newsview doctor`` says: as ``messages``, one line each, plain ``str.format`` templates."""

from __future__ import annotations

DOCTOR_SOUND = "{path} is in order: {records} records of {articles} articles"
DOCTOR_COUNTED = "{path}: {wrong} wrong, {told} to know; {records} records can be read"
DOCTOR_GROUPS = {"damage": "Damaged", "wrong": "Wrong", "told": "To know"}
DOCTOR_ROW = "  {line}"
DOCTOR_DONE = "Done"
DOCTOR_HOW = "newsview doctor --repair mends what can be mended, after a copy of all files"
DOCTOR_NOTHING_TO_MEND = "nothing here can be mended by a program; nothing was changed"
DOCTOR_LEFT = "what is wrong still, only a person can put right: the file can be opened and used"
DOCTOR_NO_FILE = "{path}: there is no such file"
DOCTOR_IN_USE = "another newsview has {path} open: close it before --repair; nothing was changed"
DOCTOR_PROTECTED = (
    "{path} or its folder is write-protected, so that nothing can be mended there: copy the file to"
    " a folder of your own, or change its permissions"
)
DOCTOR_NOT_TO_MEND = "{path} is no annotations file ({reason}); nothing was changed"
DOCTOR_NO_CORPUS = (
    "the corpus cannot be looked at ({reason}); offsets are checked by kept texts only"
)
DOCTOR_TWO_FILES = "two annotations files were named: {first} and, with --file, {second}"

# --- the files -----------------------------------------------------------------------------------

MAIN_MISSING = "the main file is not there, though a journal of changes to it is"
MAIN_EMPTY = "the main file is empty, though its journal belongs to one of {size} bytes"
MAIN_NONE = "there is no such file, and no journal or history tells of annotations in it"
MAIN_GONE = "the main file is not there, though its history tells of {n} records"
MAIN_EMPTIED = "the main file is empty, though its history tells of {n} records"
MAIN_NOT_JSON = "the main file is damaged: {reason}; {n} of its records can be read"
MAIN_NOT_TABLES = "{n} places of the main file are not as TinyDB has them, so it cannot be opened"
MAIN_FOREIGN = "the main file holds no newsview annotations ({reason})"
MAIN_PIECES = "{n} stretches of the main file cannot be read, {size} bytes in all"
MAIN_ALTERED = (
    "the main file is not what was written, byte for byte, though as long: damaged in place, or"
    " edited; {n} changes of its journal wait"
)
JOURNAL_DAMAGED = "the journal is damaged: {n} lines in it cannot be read, {good} changes can"
JOURNAL_TORN = "an interrupted write left {size} bytes at the journal's end, which were never saved"
JOURNAL_WAITS = "{n} saved changes stand in the journal alone: the next opening takes them in"
JOURNAL_UNENDED = (
    "the journal's last line lacks its end: an opening would cut it off, though it is whole"
)
JOURNAL_FOREIGN = (
    "the journal does not belong to the main file, which another program changed;"
    " {n} changes stand in it"
)
JOURNAL_HEADLESS = "the journal's first line is missing; the {good} changes after it can be read"
JOURNAL_IDLE = (
    "a journal without any change in it was left; it means nothing and goes at an opening"
)
JOURNAL_UNKNOWN = "the journal holds {n} changes that only a newer newsview knows: update newsview"
HISTORY_BAD = "the history has {n} lines that cannot be read; no annotation depends on them"
SCHEMA_NEWER = (
    "it was written by a newer newsview (schema {found}, this one knows {known}): update newsview"
)
SCHEMA_OLDER = "it has the older schema {found}, and is brought up to date when it is next opened"
SCHEMA_MISSING = "it does not say which schema it has"
LEFT_TEMPORARY = "{name} was left by an interrupted write; it means nothing and goes at an opening"
DECISIONS_ASIDE = (
    "{n} decisions stand in {name} alone, set aside when another program changed the file: --repair"
    " brings them in; remove that file if they are not wanted"
)
LEFT_CONFLICT = (
    "{name} is kept from when another program changed the file ({n} changes in it, none missing"
    " here): it can be removed"
)
LEFT_EDIT = (
    "{name} is the file as another program wrote it while a newsview had it open:"
    " remove it when nothing of it is missed"
)
LEFT_TORN = (
    "{name} is kept from an interrupted or damaged write ({size} bytes):"
    " remove it when nothing is missed"
)
READ_ONLY_FILE = "the file or its folder is write-protected: it can only be looked at"
OPEN_ELSEWHERE = "another newsview has the file open"

# --- the records ---------------------------------------------------------------------------------

RECORD_UNREADABLE = "{n} records in {table} do not fit its schema, the first {id}: {reason}"
RECORD_MOVED = "{n} records that could not be read are kept in the table {table}"
DOCUMENT_ID = "{n} documents in {table} have an id that is no number, so TinyDB cannot read them"
TABLE_MISNAMED = "the table {name} holds {table}, so that they are not shown: its name is damaged"
UNKNOWN_TABLE = "{n} documents stand in the table {table}, which newsview does not know; they stay"
UNKNOWN_FIELDS = (
    "{n} records in {table} have fields that newsview does not know, the first {id} ({field});"
    " they stay"
)
STRAYED = "{n} records stand in the table {table}, where they are not shown"
ID_TWICE = "{n} records in {table} have an id that another one has, the first {id}"
NO_ENTITY = "{n} mentions refer to an entity that is not there, the first {id} ({text})"
NO_FACT_ENTITY = "{n} facts refer to an entity that is not there, the first {id} ({text})"
ARTICLE_LOST = (
    "{n} articles have lost their record, with status, tags and note, though annotations or a text"
    " of them are there, the first {id}"
)
TEXT_ALONE = (
    "{n} texts are kept of which nothing is annotated any more, the first of {id}; they stay"
)
NO_TEXT_KEPT = (
    "{n} articles have no kept text, the first {source}: lost, or too long to be kept; should its"
    " file change, its annotations are found again by their quotes alone"
)
NO_PAIR = "{n} distinctions are between entities that are not there, the first {id}"
TEXT_NOT_ITS_ID = "{n} kept texts are not the ones that their ids name, the first {id}"
MENTION_OFF = "{n} mentions do not read what stands at their place, the first {id}: {detail}"
FACT_OFF = "{n} facts do not read what stands at their place, the first {id}: {detail}"
READS = "{start}-{end} reads {there}, not {text}"
REACHES = "{start}-{end} is not within the text's {length} characters"
TWICE_ACCEPTED = (
    "{n} accepted mentions stand on a span that has one already, the first {id} ({text})"
)
NOT_IN_CORPUS = "{n} annotated articles are not in the corpus, the first {source}"
ALIAS_SHARED = "{n} names belong to two entities, the first {name} ({first}, {second})"
UNCHECKED_TEXT = "{n} mentions and facts could not be checked: no text of their article is at hand"

# --- what was done -------------------------------------------------------------------------------

COPIED = "copied to {copy}"
SALVAGED = "{n} records were read out of the damaged main file"
FROM_HISTORY = "{n} records that the main file had lost were taken from the history"
REPLAYED = "{n} changes of the journal were taken in"
ARTICLE_MADE = "{n} articles have a record again, with what the history tells of it"
KEPT_ASIDE = "what could not be read is kept in {aside}"
TAKEN_IN_AGAIN = "{n} decisions that were set aside were brought in"
SET_ASIDE = "the journal that does not belong to the file is kept in {aside}"
MOVED_AWAY = "{n} records that do not fit the schema are in the table {table} now"
BROUGHT_HOME = "{n} records that stood in another kind's table are in their own now"
TABLE_RENAMED = "the table {name} is called {table} again"
FOLDED = "{n} records that were there twice, word for word, are there once now"
RENAMED = "{n} records got an id of their own, because another one had theirs"
RENUMBERED = "{n} documents got a number by which TinyDB can read them"
CLEARED = "{name} was removed"
SCHEMA_SET = "the schema was written down as {schema}"
WRITTEN = "the main file was written anew: plain TinyDB reads it"
REASON_FOLDER = "it is a folder"
REASON_NO_FILE = "it is no regular file"
REASON_BYTES = "it holds bytes that are no text"
REASON_SHAPE = "it fits no kind of record"
REASON_NO_OBJECT = "it is no object"
REASON_TWICE = "another record has its id"
REASON_NOT_JSON = "it is not JSON"
REASON_NOT_JSON_OBJECT = "no JSON object"
REASON_EXPORT = "it is an export: newsview import takes it in"
REASON_NO_TABLE = "none of its tables is newsview's"
