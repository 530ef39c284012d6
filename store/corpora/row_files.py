"""The files of a corpus that hold several articles each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from newsview.store import messages
from newsview.store.corpora.columns import Columns
from newsview.store.corpora.csv_rows import list_csv_rows
from newsview.store.corpora.feeds import FeedShelf, list_feed
from newsview.store.corpora.json_rows import list_json_rows
from newsview.store.corpora.kinds import CSV_KINDS, JSON_KINDS
from newsview.store.corpora.row_names import RowNames
from newsview.store.corpora.table import RowFile
from newsview.store.corpora.told import MOST_TOLD, Told
from newsview.store.messages import NewsviewError
from newsview.store.name_list import LIST_NAMES
from newsview.store.raw_text import RawText


class RowFiles:
    """Lists such files one after the other, and reads their articles later."""

    def __init__(self, columns: Columns) -> None:
        """``columns`` are those that the project names."""
        self._columns = columns
        self._taken: set[str] = set()
        self._files: dict[Path, RowFile] = {}
        self._problems: list[str] = []
        self._unopened: Counter[str] = Counter()
        self._shelf = FeedShelf()

    def take_names(self, names: Iterable[str]) -> None:
        """The names of other articles, which no row is to have."""
        self._taken.update(names)

    def add(self, path: Path, name: str, *, named: bool) -> list[str]:
        """Lists a file of one of the `ROW_KINDS`, which is called ``name``: its articles' names.

        ``named``: somebody named this very file, so that it is opened even where its rows are
        annotated. Never raises: what cannot be read is a problem.
        """
        told = Told(name)
        found = self._listed(path, told, named=named)
        if found is not None:
            self._problems += told.lines()
            self._files[path] = found
            return found.names
        kind = path.suffix.lower()
        self._unopened[kind] += 1
        if self._unopened[kind] <= MOST_TOLD:
            self._problems += told.lines()
        return []

    def _listed(self, path: Path, told: Told, *, named: bool) -> RowFile | None:
        kind = path.suffix.lower()
        names = RowNames(told.name, self._taken)
        try:
            if path.name.lower() in LIST_NAMES:
                told.say(messages.TABLE_IS_NAMES)
            elif kind in JSON_KINDS:
                return list_json_rows(path, self._columns, names, told, annotated=named)
            elif kind in CSV_KINDS:
                return list_csv_rows(path, self._columns, names, told, annotated=named)
            else:
                return list_feed(path, names, told, self._shelf)
        except OSError as error:
            told.say(messages.FILE_SKIPPED, reason=error.strerror or type(error).__name__)
        except NewsviewError as error:
            told.say("{reason}", reason=error)
        return None

    def problems(self) -> list[str]:
        """A line each on what was left out, by its number where there is much of a kind."""
        many = {kind: n - MOST_TOLD for kind, n in self._unopened.items() if n > MOST_TOLD}
        more = [messages.FILES_NOT_OPENED.format(n=n, kind=kind) for kind, n in many.items()]
        return [*self._problems, *more]

    def read(self, path: Path, row: int, name: str) -> RawText:
        """The article at this place of a file's; ``name`` is what messages call it.

        Safe to call from several threads. Raises NewsviewError, in one line, when the file
        changed since it was listed or cannot be read.
        """
        return self._files[path].read(row, name)
