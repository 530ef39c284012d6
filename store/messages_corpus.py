"""What is said of reading the corpus: `store/corpus.py`, `store/corpora`, `store/html.py`.

As ``messages``, which has all of these: one line each, ``str.format`` templates.
"""

from __future__ import annotations

from newsview.store.counting import Counted

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
HTML_ENDLESS_TAG = "a tag in its HTML has more than {most:,} attributes"
LINK_LEAVES_CORPUS = "{path}: link skipped, it leads out of the corpus"
LINK_BROKEN = "{path}: link skipped, what it leads to is not there"
LINK_LOOPS = "{path}: link skipped, it leads back to itself"
NOTHING_TO_READ = "{path}: no article found: the folder is searched for files ending in {kinds}"
FILE_CHANGED = "{path}: its file changed since it was opened: quit and open it again"
ROW_LEFT_OUT = "{path}, line {line}: left out: {reason}"
ROWS_LEFT_OUT = Counted("{path}: {n} more {n:row is|rows are} left out")
ROW_BROKEN_JSON = "broken JSON at character {at} ({reason})"
ROW_NO_OBJECT = "no JSON object"
ROW_NO_TEXT = "no text in its column {column}"
ROW_FIELDS = Counted("{n} {n:field|fields} where there should be {wanted}")
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
FILES_NOT_OPENED = Counted(
    "{n} more {n:file|files} ending in {kind} {n:is|are} not opened for such reasons"
)
FEED_IS_NONE = "{path}: not opened: it is no RSS or Atom feed"
FEED_DAMAGED = "{path}: its XML is damaged ({reason}); read as far as it goes"
FEED_ENTRY_LEFT_OUT = "{path}: entry {line} is left out: it has no text"
FEED_ENTRIES_LEFT_OUT = Counted("{path}: {n} more {n:entry is|entries are} left out")
