"""What ``newsview doctor`` says: as ``messages``, one line each, ``str.format`` templates."""

from __future__ import annotations

from newsview.store.counting import Counted

DOCTOR_SOUND = Counted(
    "{path} is in order: {records} {records:record|records} of {articles}"
    " {articles:article|articles}"
)
DOCTOR_COUNTED = Counted(
    "{path}: {wrong} wrong, {told} to know; {records} {records:record|records} can be read"
)
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
MAIN_EMPTY = Counted(
    "the main file is empty, though its journal belongs to one of {size} {size:byte|bytes}"
)
MAIN_NONE = "there is no such file, and no journal or history tells of annotations in it"
MAIN_GONE = Counted(
    "the main file is not there, though its history tells of {n} {n:record|records}"
)
MAIN_EMPTIED = Counted("the main file is empty, though its history tells of {n} {n:record|records}")
MAIN_NOT_JSON = "the main file is damaged: {reason}; {n} of its records can be read"
MAIN_NOT_TABLES = Counted(
    "{n} {n:place|places} of the main file {n:is|are} not as TinyDB has them, so it cannot be"
    " opened"
)
MAIN_FOREIGN = "the main file holds no newsview annotations ({reason})"
MAIN_PIECES = Counted(
    "{n} {n:stretch|stretches} of the main file cannot be read, {size} {size:byte|bytes} in all"
)
MAIN_ALTERED = Counted(
    "the main file is not what was written, byte for byte, though as long: damaged in place, or"
    " edited; {n} {n:change of its journal waits|changes of its journal wait}"
)
JOURNAL_DAMAGED = Counted(
    "the journal is damaged: {n} {n:line|lines} in it cannot be read, {good}"
    " {good:change|changes} can"
)
JOURNAL_TORN = Counted(
    "an interrupted write left {size} {size:byte|bytes} at the journal's end, never saved"
)
JOURNAL_WAITS = Counted(
    "{n} saved {n:change stands|changes stand} in the journal alone: the next opening takes"
    " {n:it|them} in"
)
JOURNAL_UNENDED = (
    "the journal's last line lacks its end: an opening would cut it off, though it is whole"
)
JOURNAL_FOREIGN = Counted(
    "the journal does not belong to the main file, which another program changed; {n} {n:change"
    " stands|changes stand} in it"
)
JOURNAL_HEADLESS = Counted(
    "the journal's first line is missing; {good} {good:change|changes} after it can be read"
)
JOURNAL_IDLE = (
    "a journal without any change in it was left; it means nothing and goes at an opening"
)
JOURNAL_UNKNOWN = Counted(
    "the journal holds {n} {n:change|changes} that only a newer newsview knows: update newsview"
)
HISTORY_BAD = Counted(
    "the history has {n} {n:line|lines} that cannot be read; no annotation depends on {n:it|them}"
)
SCHEMA_NEWER = (
    "it was written by a newer newsview (schema {found}, this one knows {known}): update newsview"
)
SCHEMA_OLDER = "it has the older schema {found}, and is brought up to date when it is next opened"
SCHEMA_MISSING = "it does not say which schema it has"
LEFT_TEMPORARY = "{name} was left by an interrupted write; it means nothing and goes at an opening"
DECISIONS_ASIDE = Counted(
    "{n} {n:decision stands|decisions stand} in {name} alone, set aside when another program"
    " changed the file: --repair brings {n:it|them} in; remove that file if {n:it is|they are}"
    " not wanted"
)
LEFT_CONFLICT = Counted(
    "{name} is kept from when another program changed the file ({n} {n:change|changes} in it,"
    " none missing here): it can be removed"
)
LEFT_EDIT = (
    "{name} is the file as another program wrote it while a newsview had it open:"
    " remove it when nothing of it is missed"
)
LEFT_TORN = Counted(
    "{name} is kept from an interrupted or damaged write ({size} {size:byte|bytes}): remove it"
    " when nothing is missed"
)
READ_ONLY_FILE = "the file or its folder is write-protected: it can only be looked at"
OPEN_ELSEWHERE = "another newsview has the file open"

# --- the records ---------------------------------------------------------------------------------

RECORD_UNREADABLE = Counted(
    "{n} {n:record|records} in {table} {n:does|do} not fit its schema, the first {id}: {reason}"
)
RECORD_MOVED = Counted(
    "{n} {n:record|records} that could not be read {n:is|are} kept in the table {table}"
)
DOCUMENT_ID = Counted(
    "{n} {n:document|documents} in {table} {n:has|have} an id that is no number, so TinyDB cannot"
    " read {n:it|them}"
)
TABLE_MISNAMED = "the table {name} holds {table}, so that they are not shown: its name is damaged"
UNKNOWN_TABLE = Counted(
    "{n} {n:document stands|documents stand} in the table {table}, which newsview does not know;"
    " {n:it stays|they stay}"
)
UNKNOWN_FIELDS = Counted(
    "{n} {n:record|records} in {table} {n:has|have} fields that newsview does not know, the first"
    " {id} ({field}); they stay"
)
STRAYED = Counted(
    "{n} {n:record stands|records stand} in the table {table}, where {n:it is|they are} not shown"
)
ID_TWICE = Counted(
    "{n} {n:record|records} in {table} {n:has|have} an id that another one has, the first {id}"
)
NO_ENTITY = Counted(
    "{n} {n:mention refers|mentions refer} to an entity that is not there, the first {id} ({text})"
)
NO_FACT_ENTITY = Counted(
    "{n} {n:fact refers|facts refer} to an entity that is not there, the first {id} ({text})"
)
ARTICLE_LOST = Counted(
    "{n} {n:article has lost its|articles have lost their} record, with status, tags and note,"
    " though annotations or a text of {n:it|them} are there, the first {id}"
)
TEXT_ALONE = Counted(
    "{n} {n:text is|texts are} kept of which nothing is annotated any more, the first of {id};"
    " {n:it stays|they stay}"
)
NO_TEXT_KEPT = Counted(
    "{n} {n:article has|articles have} no kept text, the first {source}: lost, or too long to be"
    " kept; should its file change, its annotations are found again by their quotes alone"
)
NO_PAIR = Counted(
    "{n} {n:distinction is|distinctions are} between entities that are not there, the first {id}"
)
TEXT_NOT_ITS_ID = Counted(
    "{n} kept {n:text is not the one that its id names|texts are not the ones that their ids"
    " name}, the first {id}"
)
MENTION_OFF = Counted(
    "{n} {n:mention does|mentions do} not read what stands at {n:its|their} place, the first"
    " {id}: {detail}"
)
FACT_OFF = Counted(
    "{n} {n:fact does|facts do} not read what stands at {n:its|their} place, the first {id}:"
    " {detail}"
)
READS = "{start}-{end} reads {there}, not {text}"
REACHES = Counted("{start}-{end} is not within the text's {length} {length:character|characters}")
TWICE_ACCEPTED = Counted(
    "{n} accepted {n:mention stands|mentions stand} on a span that has one already, the first"
    " {id} ({text})"
)
NOT_IN_CORPUS = Counted(
    "{n} annotated {n:article is|articles are} not in the corpus, the first {source}"
)
ALIAS_SHARED = Counted(
    "{n} {n:name belongs|names belong} to two entities, the first {name} ({first}, {second})"
)
UNCHECKED_TEXT = Counted(
    "{n} {n:mention or fact|mentions and facts} could not be checked: no text of {n:its|their}"
    " article is at hand"
)

# --- what was done -------------------------------------------------------------------------------

COPIED = "copied to {copy}"
SALVAGED = Counted("{n} {n:record was|records were} read out of the damaged main file")
FROM_HISTORY = Counted(
    "{n} {n:record|records} that the main file had lost {n:was|were} taken from the history"
)
REPLAYED = Counted("{n} {n:change|changes} of the journal {n:was|were} taken in")
ARTICLE_MADE = Counted(
    "{n} {n:article has|articles have} a record again, with what the history tells of {n:it|them}"
)
KEPT_ASIDE = "what could not be read is kept in {aside}"
TAKEN_IN_AGAIN = Counted(
    "{n} {n:decision that was set aside was|decisions that were set aside were} brought in"
)
SET_ASIDE = "the journal that does not belong to the file is kept in {aside}"
MOVED_AWAY = Counted(
    "{n} {n:record that does|records that do} not fit the schema {n:is|are} in the table {table}"
    " now"
)
BROUGHT_HOME = Counted(
    "{n} {n:record|records} that stood in another kind's table {n:is in its|are in their} own now"
)
TABLE_RENAMED = "the table {name} is called {table} again"
FOLDED = Counted(
    "{n} {n:record that was|records that were} there twice, word for word, {n:is|are} there once"
    " now"
)
RENAMED = Counted(
    "{n} {n:record|records} got an id of {n:its|their} own, because another one had {n:the"
    " same|theirs}"
)
RENUMBERED = Counted("{n} {n:document|documents} got a number by which TinyDB can read {n:it|them}")
CLEARED = "{name} was removed"
SCHEMA_SET = "the schema was written down as {schema}"
WRITTEN = "the main file was written anew: plain TinyDB reads it"
REASON_NO_FILE = "it is no regular file"
REASON_BYTES = "it holds bytes that are no text"
REASON_SHAPE = "it fits no kind of record"
REASON_NO_OBJECT = "it is no object"
REASON_TWICE = "another record has its id"
REASON_NOT_JSON = "it is not JSON"
REASON_NOT_JSON_OBJECT = "no JSON object"
REASON_EXPORT = "it is an export: newsview import takes it in"
REASON_NO_TABLE = "none of its tables is newsview's"
