"""The work of ``newsview history``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
import msgspec

from newsview.store import messages
from newsview.store.annotations import Annotations
from newsview.store.corpus import corpus_root
from newsview.store.history import Entry, History
from newsview.store.messages import NewsviewError
from newsview.store.names import visible
from newsview.store.place import annotations_path, is_there
from newsview.tui.cli.json_lines import print_json
from newsview.tui.cli.places import last_opened
from newsview.tui.cli.saying import say
from newsview.tui.history_lines import what_changed, what_was_done

LEAST_DIGITS = 6
"""From how many digits of a SHA-256 on an article is known by them."""


def run(article: str | None, file: Path | None, *, as_json: bool) -> None:
    """Print the history. NewsviewError when there is no such article or no file."""
    article, place = _which(article, file)
    if not is_there(place):
        if file is not None:
            raise NewsviewError(messages.STORE_NOT_THERE.format(path=place))
        say(messages.STORE_MISSING.format(path=place))
        return
    with Annotations.open(place, read_only=True) as annotations:
        sources = {record.id: record.source for record in annotations.articles()}
    history = History(place)
    if article is None:
        entries: Iterable[Entry] = history.entries()
    else:
        entries = history.of_article(*_texts_of(article, sources))
    for entry in entries:
        if as_json:
            print_json(_object(entry))
        else:
            _print(entry, sources)
    if history.unreadable:
        say(messages.HISTORY_DAMAGED.format(path=place, n=history.unreadable))


def _print(entry: Entry, sources: dict[str, str]) -> None:
    where = sources.get(entry.article or "", (entry.article or "")[:16])
    line = messages.HISTORY_LINE.format(
        at=entry.at, by=entry.by, said=what_was_done(entry), where=where
    )
    click.echo(visible(line).rstrip())
    for changed in what_changed(entry):
        click.echo(visible(f"    {changed}"))


def _object(entry: Entry) -> dict[str, object]:
    """An entry as one JSON object, each change with its fields' names."""
    changes = [
        {"table": one.table, "id": one.id, "was": one.was, "now": one.now} for one in entry.changes
    ]
    return {**msgspec.to_builtins(entry), "changes": changes}


def _which(article: str | None, file: Path | None) -> tuple[str | None, Path]:
    """The article, None for all, and the annotations file; a folder is a corpus."""
    named = Path(article) if article is not None else None
    if named is not None and named.is_dir():
        return None, file or annotations_path(corpus_root([named]), None)
    if file is None and named is not None and named.exists():
        return article, annotations_path(corpus_root([named]), None)
    if file is not None:
        return article, file
    if named is not None and named.is_absolute():  # none as the list names them
        raise NewsviewError(messages.STORE_NOT_THERE.format(path=named))
    last, kept = last_opened()
    return article, annotations_path(corpus_root(last), kept)


def _texts_of(article: str, sources: dict[str, str]) -> list[str]:
    """The SHA-256 of an article's text; of all that stood under its source where it was edited."""
    name = Path(article).name
    found = [
        sha256
        for sha256, source in sources.items()
        if article == source
        or name == Path(source).name
        or (len(article) >= LEAST_DIGITS and sha256.startswith(article.lower()))
    ]
    if len({sources[sha256] for sha256 in found}) == 1:
        return found
    if not found:
        raise NewsviewError(messages.HISTORY_NO_ARTICLE.format(article=article))
    raise NewsviewError(messages.HISTORY_WHICH_ARTICLE.format(article=article, n=len(found)))
