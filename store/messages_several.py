"""What is said of undo, of several people on one annotations file, and of its history."""

from __future__ import annotations

from newsview.store.counting import Counted

# --- what became of a step that was to be undone or done again ---

UNDONE = "undone: {said}"
REDONE = "done again: {said}"
WENT_BACK = {
    "all": UNDONE,
    "part": "undone in part: {said}",
    "some": "undone {done}, not undone {left}: {said}",
    "none": "not undone: {said}",
}
WENT_FORTH = {
    "all": REDONE,
    "part": "done again in part: {said}",
    "some": "done again {done}, not done again {left}: {said}",
    "none": "not done again: {said}",
}
NOTHING_WENT = "it is so already"
IS_AGAIN = {
    "accepted": "accepted as {label} again",
    "rejected": "rejected as {label} again",
}

# --- several people, and the history ---

SOMEBODY = "somebody"
YOU = "you"
ALSO_HERE = "also here: {who}"
SAID_AND_MET = "{said} · {met}"
TOLD_JOINT = " · "
MET_REPLACED = "{by} changed this too: {field} {value} was replaced, both are in the history"
MET_REPLACED_WHOLE = "{by} had changed what is removed now; the history has it"
MET_LEFT = "{by} changed its {field} since: {value}"
MET_LEFT_LABEL = "{by} made it {value} since"
MET_LEFT_STATUS = {
    "accepted": "{by} accepted it since",
    "rejected": "{by} rejected it since",
    "todo": "{by} set the article back to do since",
    "doing": "{by} set the article under way since",
    "done": "{by} set the article done since",
    "skipped": "{by} set the article skipped since",
}
MET_LEFT_PLACE = "{by} moved its edges since"
MET_LEFT_WHOLE = "{by} worked on it since"
MET_LEFT_ANOTHER = "{by} decided on the same since"
MET_GONE = "{by} removed it since"
MET_SAME = "{by} had made it so, too: {field} {value}"
MET_SAME_WHOLE = "{by} had worked on it, too"
MET_NOTE_JOINED = "{by} wrote a note at the same time: both stand there"
MET_NOTE_STAYS = "what {by} wrote in the note stays"
MET_JOINED_FACT = "{by} kept the same suggestion: it is one fact, with what both changed"
MET_GONE_KEPT = "somebody had removed it; it is kept again"
OTHERS_CHANGED_YOURS = "{by} changed your {what}: {changes} (H: history)"
OTHERS_UNDID = "{by} undid a change of your {what}: {changes} (H: history)"
OTHERS_REMOVED = "{by} removed your {what}"
OTHERS_NOTE = {
    (False, True): "{by} wrote a note on your {what}: {note}",
    (False, False): "{by} took a note off your {what}",
    (True, True): "{by} put a note on your {what} back: {note}",
    (True, False): "{by} took back a note on your {what}",
}
"""By whether it was undone, and whether the note has a line more."""
OTHERS_MORE_FIELDS = "{n} more"
OTHERS_GONE_ENTITY = "another"
OTHERS_FACT = "fact {fact}"
OTHERS_ARTICLE = "article {source}"
OTHERS_ENTITY = "entity {name}"
OTHERS_FIELDS = {"text": "edges"}
OTHERS_VALUES = {"todo": "to do", "doing": "under way"}
AND_MORE = "{line} (and {n} more)"
RECORD_KINDS = {
    "articles": "article", "mentions": "mention", "facts": "fact", "entities": "entity",
    "distinctions": "distinction", "texts": "text",
}  # fmt: skip
HISTORY_OF = "History of {what}, the newest first"
HISTORY_NONE = "nothing was decided on it yet"
HISTORY_UNREADABLE = "the history cannot be read: {reason}"
HISTORY_DAMAGED = Counted(
    "{path}: {n} {n:line|lines} of its history {n:is|are} damaged and left out"
)
LINES_JOINT = " / "
HISTORY_SAID = "{said} ({changes})"
HISTORY_MADE = "{kind} {what} new"
HISTORY_NOTED = "{said}, note: {note}"
HISTORY_REMOVED = "{kind} {what} removed"
HISTORY_CHANGED = "{kind}: {fields}"
HISTORY_FIELD = "{field} {was} → {now}"
HISTORY_LINE = "{at}  {by}  {said}  {where}"
HISTORY_NO_ARTICLE = "no decision was taken on an article {article}"
HISTORY_WHICH_ARTICLE = Counted(
    "{article} names {n} {n:article|articles}: name one by its path in the corpus"
)
