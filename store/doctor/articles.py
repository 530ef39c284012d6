"""Articles whose own record was lost, and making one again."""

from __future__ import annotations

from newsview.store.convert import to_document
from newsview.store.doctor.reading import Files
from newsview.store.doctor.report import Texts
from newsview.store.doctor.salvage import add, misfit
from newsview.store.history import Entry, History
from newsview.store.journal.changes import Row, Tables
from newsview.store.model import ArticleRecord, now


def without_record(tables: Tables) -> set[str]:
    """The articles that mentions or facts are of and that have no record, by SHA-256."""
    return _annotated(tables) - _ids(tables, "articles")


def texts_without_record(tables: Tables) -> set[str]:
    """The articles of which a text is kept and nothing else."""
    return _ids(tables, "texts") - _ids(tables, "articles") - _annotated(tables)


def lost_articles(files: Files) -> set[str]:
    """The articles whose record was lost.

    A text alone is what an undone first decision leaves, unless the history tells that the record
    was kept. Raises OSError.
    """
    lost = without_record(files.tables)
    alone = texts_without_record(files.tables)
    if alone:
        lost |= alone & _told_of(files).keys()
    return lost


def make_records(files: Files, corpus: Texts | None = None) -> int:
    """Give lost articles a record: what the history tells of it, else the barest; how many.

    Where the text came from is known from the corpus, if it is at hand. Raises OSError.
    """
    lost = lost_articles(files)
    told = _told_of(files) if lost else {}
    for sha256 in sorted(lost):
        source = corpus.name(sha256) if corpus is not None else None
        bare = ArticleRecord(id=sha256, source=source or "", status="doing", created=now())
        row: Row = to_document(bare, None)
        known = {**row, **told.get(sha256, {})}
        add(files.tables, "articles", known if misfit(known, "articles") is None else row)
    return len(lost)


def _told_of(files: Files) -> dict[str, Row]:
    """What the history tells of the records of articles that no step removed for good."""
    found: dict[str, Row] = {}
    if files.history_good or files.lines is not None:
        for entry in History(files.path).entries():
            _follow(found, entry)
    return found


def _follow(found: dict[str, Row], entry: Entry) -> None:
    for past in entry.changes:
        if past.table != "articles":
            continue
        if past.now is None:
            found.pop(past.id, None)
        else:
            found.setdefault(past.id, {}).update(past.now)


def _annotated(tables: Tables) -> set[str]:
    return _texts_in(tables, "mentions", "article") | _texts_in(tables, "facts", "article")


def _ids(tables: Tables, table: str) -> set[str]:
    return _texts_in(tables, table, "id")


def _texts_in(tables: Tables, table: str, field: str) -> set[str]:
    """What a field holds in all records of a table that may be damaged."""
    rows = [row for row in tables.get(table, {}).values() if isinstance(row, dict)]
    return {row[field] for row in rows if isinstance(row.get(field), str)}
