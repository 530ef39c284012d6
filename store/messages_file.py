"""What is said of the annotations file: `store/annotations.py`, `store/journal`, `store/place.py`.

As ``messages``, which has all of these: one line each, ``str.format`` templates.
"""

from __future__ import annotations

from newsview.store.counting import Counted

STORE_EDITED_BESIDE = (
    "{path} was changed by another program while a newsview has it open; nothing was changed:"
    " close that newsview first, or use --read-only or --file"
)
STORE_BUSY = (
    "{path}: another newsview has been in the middle of a change for too long: is it stopped?"
)
STORE_ON_NETWORK = (
    "{path} is on a network file system ({kind}), where two newsviews could spoil each other's"
    " work: name a local file with --file, or look with --read-only"
)
STORE_IS_FOLDER = "{path} is a folder; name a file in it with --file, e.g. {path}/newsview.json"
STORE_NO_FOLDER = "{path}: there is no folder {folder}; make it, or name another file with --file"
STORE_CANNOT_OPEN = "{path} cannot be opened ({reason}); name another one with --file"
STORE_PROTECTED = "{path} is write-protected; use --read-only, or name another one with --file"
STORE_NOT_JSON = (
    "{path} is not JSON ({reason}); nothing was changed:"
    " newsview doctor says what can be read of it"
)
STORE_NOT_TABLES = (
    "{path} is not a TinyDB file; nothing was changed: name another one with --file, or see what"
    " newsview doctor says"
)
STORE_NOT_OURS = (
    "{path} holds no newsview annotations; nothing was changed: name another one with --file"
)
STORE_NEWER = (
    "{path} was written by a newer newsview (schema {found}, this one knows {known});"
    " nothing was changed: update newsview"
)
STORE_NEWER_WHILE_OPEN = (
    "{path} was replaced by one of a newer newsview (schema {found}): nothing more is saved;"
    " what was saved before is kept: quit, and update newsview"
)
STORE_MIGRATED = "{path} was brought to this newsview's schema; as it was, it is kept in {copy}"
STORE_NOT_MIGRATED = (
    "{path} has the older schema {found} and could not be brought up to date ({reason});"
    " nothing was changed: open it with the newsview that wrote it"
)
STORE_DAMAGED = (
    "{journal} is damaged at byte {byte}, with good changes after it; nothing was changed:"
    " newsview doctor says what can be mended"
)
STORE_UNKNOWN_RECORD = (
    "{journal} holds at byte {byte} what this newsview cannot read; nothing was changed:"
    " open it with the newsview that wrote it"
)
STORE_LOST = (
    "{path} is not opened: {what}. newsview doctor {path} --repair brings them back;"
    " to begin anew, move {name}-history and {name}-journal away"
)
STORE_TORN = Counted(
    "an interrupted write left {count} {count:byte that is|bytes that are} no whole change;"
    " all before is here, {count:it is|they are} kept in {aside}"
)
STORE_CONFLICT = Counted(
    "another program changed the file, so {changes} {changes:decision in its journal"
    " was|decisions in its journal were} set aside: newsview doctor {path} --repair brings"
    " {changes:it|them} back"
)
STORE_READ_ONLY_CONFLICT = (
    "{path} was changed by another program: the changes in {journal} do not fit it, not shown"
)
STORE_READ_ONLY_TORN = Counted(
    "the last {count} {count:byte|bytes} of the journal {count:is|are} no whole change, so"
    " {count:it is|they are} not shown: {path}"
)
STORE_EDITED_WHILE_OPEN = (
    "{path} was changed by another program; that is not shown here, and is kept in a file beside it"
    " when decisions made here are written"
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
STORE_NOT_THERE = "there is no {path}"
STORE_NOT_RECORDABLE = "not saved: {path}: a record holds what JSON cannot ({reason})"
STORE_UNREADABLE_RECORDS = Counted(
    "{path}: {n} {n:record|records} cannot be read and {n:is left as it is|are left as they are},"
    " the first in {table}: {reason} (newsview doctor)"
)
STORE_ID_TWICE = Counted(
    "{path}: {n} {n:record has|records have} an id that another one has; the later is shown"
    " (newsview doctor)"
)
PLACE_NOT_MADE = "{path} cannot be made ({reason}): name an annotations file with --file"
REASON_FOLDER = "it is a folder"
REASON_BYTE = "what stands at byte {byte} is no text in UTF-8"
REASON_BREAKS_OFF = "it breaks off at line {line}, character {column}"
REASON_BROKEN_AT = "it cannot be read from line {line}, character {column} on"
REASON_TOO_DEEP = "it is nested too deeply"
REASON_NUMBER = "it holds a number that cannot be read"
REASON_CONSTANT = "{name} is no number of JSON"
REASON_KEY_TWICE = "a key stands twice in it"
REASON_FIELD_MISSING = "its field {field} is missing"
REASON_FIELD_WRONG = "its field {field} does not hold what it should"
REASON_RECORD_WRONG = "it is no record"
REASON_NO_FORM = "a value that has no form there"
REASON_NOT_THAT_SCHEMA = "its records are not as they should be there"
