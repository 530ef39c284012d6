"""An annotations file with something in every table, for tests that damage it."""

from __future__ import annotations

import json
import shutil
from io import FileIO
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from tinydb import TinyDB

from newsview.store.annotations import Annotations
from newsview.store.convert import TYPE_OF
from newsview.store.doctor import Texts, examine
from newsview.store.journal import Disk
from newsview.store.kept_text import packed
from newsview.store.model import (
    Anchor,
    ArticleRecord,
    Entity,
    Evidence,
    Fact,
    Mention,
    Record,
    sha256_of,
)
from newsview.store.steps import Change, put
from newsview.store.told import Told
from tests.store.records import AT

TEXT = "La Terna Nova è di Cuneo. " * 4 + "Basta così 🎉."
ARTICLE = sha256_of(TEXT)
NAME = "Terna Nova"


def mention(number: int, **changed: Any) -> Mention:
    """A mention that reads what stands at its place."""
    start = 3 + 26 * (number % 4)
    fields: dict[str, Any] = {
        "id": f"M{number:06}", "article": ARTICLE, "start": start, "end": start + len(NAME),
        "text": NAME, "label": "ORG", "status": "rejected", "origin": "person",
        "entity": "E1", "annotator": "anna", "created": AT, "updated": AT,
    }  # fmt: skip
    return Mention(**{**fields, **changed})


def fact(number: int, **changed: Any) -> Fact:
    """A fact with subject and evidence."""
    fields: dict[str, Any] = {
        "id": f"F{number:06}", "article": ARTICLE, "kind": "relation",
        "subject": Anchor(text=NAME, start=3, end=13, entity="E1"), "predicate": "è di",
        "object": None, "evidence": (Evidence(start=0, end=25, text=TEXT[:25]),),
        "status": "accepted", "origin": "person", "annotator": "anna", "created": AT,
    }  # fmt: skip
    return Fact(**{**fields, **changed})


def beginning() -> list[Record]:
    """An article with its text and entity, and some annotations."""
    text = packed(TEXT)
    assert text is not None
    return [
        ArticleRecord(id=ARTICLE, source="a.txt", status="doing", created=AT),
        text,
        Entity(id="E1", name=NAME, label="ORG", created=AT),
        *(mention(number) for number in range(6)),
        *(fact(number) for number in range(3)),
    ]


def told(number: int = 0) -> Told:
    """What the history says of a step."""
    return Told(id=f"S{number:06}", by="anna", said=f"step {number}")


def make(path: Path, records: list[Record] | None = None, *, history: bool = False) -> None:
    """A file with these records, closed as usual."""
    with Annotations.open(path) as annotations:
        changes: list[Change] = [put(None, one) for one in records or beginning()]
        annotations.apply(changes, told() if history else None)


def make_with_journal(path: Path, steps: int = 6) -> None:
    """A file whose last steps, one mention each, stand in its journal alone, as after kill -9."""
    make(path)
    annotations = Annotations.open(path)
    for number in range(10, 10 + steps):
        annotations.apply([put(None, mention(number))])
    journal = path.with_name(path.name + "-journal")
    content, main = journal.read_bytes().rstrip(b"\0"), path.read_bytes()
    annotations.close()
    path.write_bytes(main)
    journal.write_bytes(content)


def kept(path: Path) -> dict[str, dict[str, dict[str, Any]]]:
    """All documents that fit their schema, by table and id, as plain TinyDB reads them."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    with TinyDB(path, access_mode="r") as database:
        for table, kind in TYPE_OF.items():
            rows = [dict(row) for row in database.table(table).all()]
            for row in rows:
                msgspec.convert(row, kind)
            found[table] = {row["id"]: row for row in rows}
            assert len(found[table]) == len(rows)
    return found


def ids(path: Path) -> set[str]:
    """The ids of all records."""
    return {one for rows in kept(path).values() for one in rows}


class Quick(Disk):
    """A disk that waits for nothing, for tests that mend thousands of files."""

    def sync(self, file: FileIO) -> None:
        """Nobody takes the power away."""

    def sync_folder(self, folder: Path) -> None:
        """Nor here."""


class Contents(NamedTuple):
    """What stands in both files."""

    main: bytes
    journal: bytes

    def put(self, path: Path) -> None:
        """Make them the files at a place, in a folder of their own that is emptied."""
        shutil.rmtree(path.parent, ignore_errors=True)
        path.parent.mkdir()
        path.write_bytes(self.main)
        path.with_name(path.name + "-journal").write_bytes(self.journal)


def read_contents(path: Path) -> Contents:
    """Both files as they are now."""
    return Contents(path.read_bytes(), path.with_name(path.name + "-journal").read_bytes())


def entity(number: int, name: str = "") -> Entity:
    """The smallest record there is."""
    return Entity(id=f"E{number}", name=name or f"Nome {number}", created=AT)


def before_and_after_a_rename(path: Path) -> tuple[Contents, Contents]:
    """The files at both sides of the moment at which a checkpoint takes effect.

    In their journal stands every kind of line there is: ``base`` with ``id`` and ``carried``, the
    lines that were carried, steps that put, change and drop, ``ckpt`` with ``from`` and ``next``,
    and zeros behind. Of the entities E1 to E6 that were put, E2 is dropped and E3 changed.
    """
    annotations = Annotations.open(path, disk=Quick())
    storage = annotations._storage
    annotations.apply([put(None, entity(1))], told(1))
    for first in (2, 4):
        draft = storage._checkpoints.begin(storage._state.tables)
        assert draft is not None
        for number in (first, first + 1):
            annotations.apply([put(None, entity(number))], told(number))
        storage._checkpoints.fill(draft)
        if first == 2:
            storage._checkpoints.publish(draft)
    annotations.apply([put(entity(2), None), put(entity(3), entity(3, "Altro"))], told(6))
    annotations.apply([put(None, entity(6))], told(7))
    before = path.read_bytes()
    storage._checkpoints.publish(draft, begin_anew=False)
    after = read_contents(path)
    storage._release()
    journal = after.journal.rstrip(b"\0") + bytes(8)
    return Contents(before, journal), Contents(after.main, journal)


def kinds(path: Path, corpus: Texts | None = None) -> set[str]:
    """What an examination finds."""
    return {one.kind for one in examine(path, corpus).findings}


def journal_of(path: Path) -> Path:
    """The journal's place."""
    return path.with_name(path.name + "-journal")


def edited(path: Path, edit: Any) -> None:
    """Change the main file as another program would."""
    tables = json.loads(path.read_bytes())
    edit(tables)
    path.write_text(json.dumps(tables))


def aside(path: Path, word: str) -> list[bytes]:
    """The contents of files that were kept beside."""
    return [one.read_bytes() for one in sorted(path.parent.iterdir()) if f".{word}-" in one.name]


def opens(path: Path) -> list[str]:
    """The application opens the file; what it warns of."""
    with Annotations.open(path) as annotations:
        return list(annotations.warnings)
