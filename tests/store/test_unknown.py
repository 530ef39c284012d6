"""Fields that this version does not know go along with whatever is done to a record."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tinydb import TinyDB

from newsview.store.annotations import Annotations
from newsview.store.convert import TYPE_OF, to_document, to_record
from newsview.store.formats.newsview_json import schema
from newsview.store.links import unite
from newsview.store.model import Entity, Fact, Mention
from newsview.store.steps import Step, put
from newsview.store.undo import Undo
from tests.store.exchange import (
    ARTICLE,
    ENTITY,
    about,
    exported,
    fact,
    imported,
    keep,
    mention,
)

EXTRA = {"umore": "lieto", "storia": [1, {"a": None}], "+more": {"x": 1}}
"""Keys of nobody's."""


def enriched(path: Path) -> dict[str, Any]:
    """A file of one record of each kind, every one with unknown keys; its tables."""
    with Annotations.open(path) as annotations:
        keep(annotations, about(status="doing"), mention(), fact(), ENTITY)
    tables: dict[str, Any] = json.loads(path.read_bytes())
    for name in ("articles", "mentions", "facts", "entities"):
        tables[name]["1"] |= EXTRA
    row = tables["facts"]["1"]
    row["subject"]["genere"] = "f"
    row["value"]["letto"] = "3,5 milioni"
    row["evidence"][0]["frase"] = 2
    tables["_meta"]["1"]["colore"] = "blu"
    tables["altrui"] = {"7": {"qualcosa": True}}
    path.write_text(json.dumps(tables))
    return tables


@pytest.fixture
def file(tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """A file with unknown keys, and its tables."""
    path = tmp_path / "newsview.json"
    return path, enriched(path)


def tables_of(path: Path) -> dict[str, Any]:
    """What plain TinyDB finds."""
    with TinyDB(path) as database:
        found = {
            name: {str(row.doc_id): dict(row) for row in database.table(name)}
            for name in database.tables()
        }
    return found


Touch = Callable[[Annotations], Step]


def annotate(annotations: Annotations) -> Step:
    """Another field of each record changes."""
    kept = (
        annotations.article(ARTICLE.sha256),
        *annotations.mentions(ARTICLE.sha256),
        *annotations.facts(ARTICLE.sha256),
        *annotations.entities(),
    )
    return Step("", tuple(put(one, replace(one, note="nuova")) for one in kept if one))


def remove(annotations: Annotations) -> Step:
    """Each record goes."""
    changes = [put(change.before, None) for change in annotate(annotations).changes]
    return Step("", tuple(changes))


def test_another_field_changes(file: tuple[Path, dict[str, Any]]) -> None:
    """Unknown keys, tables and parts stay; the checkpoint at closing writes them."""
    path, tables = file
    with Annotations.open(path) as annotations:
        annotations.apply(annotate(annotations).changes)
        annotations.set_meta("corpus", "[]")
    for name in ("articles", "mentions", "facts", "entities"):
        tables[name]["1"]["note"] = "nuova"
    tables["_meta"]["1"]["corpus"] = "[]"
    assert tables_of(path) == tables


@pytest.mark.parametrize("touch", [annotate, remove])
def test_undo_gives_them_back_even_after_reopening(
    file: tuple[Path, dict[str, Any]], touch: Touch
) -> None:
    """What was changed or removed comes back whole, the file closed in between or not."""
    path, tables = file
    with Annotations.open(path) as annotations:
        step = touch(annotations)
        annotations.apply(step.changes)
    with Annotations.open(path) as annotations:
        annotations.apply(step.inverse().changes)
    found = tables_of(path)
    rows = {name: list(rows.values()) for name, rows in found.items()}
    assert rows == {name: list(rows.values()) for name, rows in tables.items()}


def test_export_and_import_carry_them(file: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    """Into an empty file and out again, byte for byte; the published schema lets them pass."""
    path, tables = file
    with Annotations.open(path) as annotations:
        first = json.loads(exported(annotations))
    first |= {"progetto": {"nome": "prova"}}
    jsonschema.validate(first, schema())
    (article,) = first["articles"]
    (one,), (said,) = article["entities"], article["facts"]
    for part in (article, one, said, *first["entities"]):
        assert part.items() >= EXTRA.items()
    assert said["evidence"][0]["frase"] == 2
    assert (said["subject"]["genere"], said["value"]["letto"]) == ("f", "3,5 milioni")
    other = tmp_path / "other.json"
    with Annotations.open(other) as annotations:
        imported(first, annotations, ARTICLE)
        second = json.loads(exported(annotations))
    assert second == first
    found = tables_of(other)
    for name in ("articles", "mentions", "facts", "entities"):
        (row,), (before,) = found[name].values(), tables[name].values()
        assert {key: row[key] for key in before if key != "text"} == {
            key: before[key] for key in before if key != "text"
        }


def test_an_import_without_them_leaves_those_here(file: tuple[Path, dict[str, Any]]) -> None:
    """A program that knows fewer keys takes none away, and what it says alike is no change."""
    path, tables = file
    with Annotations.open(path.with_name("bare.json")) as bare:
        keep(bare, about(status="doing"), mention(note="nuova"), fact(), ENTITY)
        data = exported(bare)
    with Annotations.open(path) as annotations:
        report = imported(data, annotations, ARTICLE)
    assert (report.new, report.changed, report.same) == (0, 1, 3)
    tables["mentions"]["1"]["note"] = "nuova"
    found = tables_of(path)
    del found["texts"]  # kept by the way
    assert found == tables


def test_uniting_entities_keeps_those_of_both() -> None:
    """The one that stays has the last word."""
    first = Entity(id="E1", name="Aurora", more={"a": 1})
    second = Entity(id="E2", name="Aurora Spa", more={"a": 2, "b": 3})
    step = unite("Aurora", "ORG", [first, second], [], [], [], "anna", other="Aurora Spa")
    (after,) = [c.after for c in step.changes if isinstance(c.after, Entity)]
    assert after.more == {"a": 1, "b": 3}


CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Other work on the machine fails no test."""

KEYS = st.sampled_from(["umore", "+more", "more", "id2", "x"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=2),
    max_leaves=4,
)
UNKNOWN = st.dictionaries(KEYS, JSON, max_size=3)


@CALM
@given(UNKNOWN, UNKNOWN, UNKNOWN)
def test_a_document_survives_being_a_record(
    on_fact: dict[str, Any], on_subject: dict[str, Any], on_evidence: dict[str, Any]
) -> None:
    """Whatever the unknown keys are called and hold, and wherever they stand."""
    document = json.loads(msgspec.json.encode(fact()))
    document |= on_fact
    document["subject"] |= on_subject
    document["evidence"][0] |= on_evidence
    record = to_record(document, Fact)
    assert json.dumps(to_document(record, None)) == json.dumps(document)
    assert record.predicate == "investe"


@CALM
@given(UNKNOWN)
def test_a_known_field_is_never_hidden_by_an_unknown_one(unknown: dict[str, Any]) -> None:
    """What a record says prevails over what is beside it."""
    document = msgspec.to_builtins(mention()) | unknown
    record = to_record(document, Mention)
    assert to_document(replace(record, note="n"), document)["note"] == "n"


def test_each_table_has_one_typed_schema() -> None:
    """A document that lacks what its record needs, or has another type there, is refused."""
    for kind in TYPE_OF.values():
        with pytest.raises(msgspec.ValidationError):
            to_record({"id": 7}, kind)  # type: ignore[type-var]


def test_two_who_change_a_record_at_once_keep_them(file: tuple[Path, dict[str, Any]]) -> None:
    """One did not see what the other, or another program, wrote: the fields of both are there."""
    path, _ = file
    with Annotations.open(path) as anna, Annotations.open(path) as bruno:
        mine, said = anna.mentions(ARTICLE.sha256)[0], anna.facts(ARTICLE.sha256)[0]

        def more(row: Any) -> None:
            row["umore"], row["altro"] = "triste", {"a": [1]}

        bruno.database.table("mentions").update(more)
        bruno.database.table("facts").update(lambda row: row["subject"].update(caso="acc"))
        anna.apply([put(mine, replace(mine, note="n"))])
        applied = anna.apply([put(said, replace(said, predicate="apre"))])
        assert applied.conflicts == ()
        bruno.poll()
        (kept,), (fact_kept,) = bruno.mentions(ARTICLE.sha256), bruno.facts(ARTICLE.sha256)
        assert kept.note == "n"
        assert kept.more == {**EXTRA, "umore": "triste", "altro": {"a": [1]}}
        assert fact_kept.subject is not None
        assert fact_kept.subject.more == {"genere": "f", "caso": "acc"}
        assert fact_kept.predicate == "apre"


@pytest.mark.parametrize("touch", [annotate, remove])
def test_the_history_takes_them_back_after_reopening(
    file: tuple[Path, dict[str, Any]], touch: Touch
) -> None:
    """Undone, redone and undone by somebody who comes back, with keys that hold nothing."""
    path, tables = file
    tables["mentions"]["1"]["vuoto"] = None
    path.write_text(json.dumps(tables))
    with Annotations.open(path) as annotations:
        Undo(annotations, "anna").do(touch(annotations))
    with Annotations.open(path) as annotations:
        undo = Undo(annotations, "anna")
        outcome = undo.undo()
        assert outcome is not None and outcome.conflicts == ()
    with Annotations.open(path) as annotations:
        undo = Undo(annotations, "anna")
        assert undo.redo() is not None
        assert undo.undo() is not None
    found = tables_of(path)
    for name in ("articles", "mentions", "facts", "entities"):
        (row,), (before,) = found[name].values(), tables[name].values()
        bookkeeping = {"updated": before.get("updated"), "annotator": before.get("annotator")}
        assert {**row, **bookkeeping} == before


def test_undo_of_an_addition_leaves_what_another_program_put_on_it(tmp_path: Path) -> None:
    """A key that newsview does not know is somebody's work, too."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as annotations:
        undo = Undo(annotations, "anna")
        undo.do(Step("", (put(None, mention()),)))
        annotations.database.table("mentions").update({"umore": "lieto"})
        outcome = undo.undo()
        assert outcome is not None and len(outcome.conflicts) == 1
        (kept,) = annotations.mentions(ARTICLE.sha256)
        assert kept.more == {"umore": "lieto"}
