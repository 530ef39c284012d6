"""The annotations file as the application sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newsview.store.annotations import SCHEMA, Annotations
from newsview.store.messages import NewsviewError
from newsview.store.model import Mention
from newsview.store.steps import Change, put
from tests.store.records import added, mention, record

ARTICLES = ("a" * 64, "b" * 64)


def test_an_articles_mentions_come_in_text_order_longer_first(tmp_path: Path) -> None:
    """Nested ones after what they stand in, other articles' not at all."""
    outer = replace(mention(5), id="OUTER", end=20)
    with Annotations.open(tmp_path / "x.json") as annotations:
        annotations.apply([added(9), added(5), put(None, outer), added(1, ARTICLES[1])])
        found = annotations.mentions(ARTICLES[0])
    assert [m.id for m in found] == ["OUTER", mention(5).id, mention(9).id]


def test_records_come_back_as_they_were_given(tmp_path: Path) -> None:
    """Every field of every kind survives closing and opening."""
    path = tmp_path / "x.json"
    full = replace(mention(1, note="è\n«nota»"), tags=("a/b", "c"), score=0.5, pipeline="p 1")
    with Annotations.open(path) as annotations:
        annotations.apply([put(None, full), put(None, record())])
    with Annotations.open(path) as annotations:
        assert annotations.mentions(ARTICLES[0]) == [full]
        assert annotations.article(ARTICLES[0]) == record()
        assert annotations.get("mentions", full.id) == full
        assert annotations.get("mentions", "none") is None


def test_fields_of_a_newer_newsview_survive_a_change(tmp_path: Path) -> None:
    """What this version does not know it does not throw away."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as annotations:
        annotations.apply([added(1)])
    data = json.loads(path.read_bytes())
    data["mentions"]["1"]["mood"] = "lieto"
    path.write_text(json.dumps(data))
    with Annotations.open(path) as annotations:
        annotations.apply([put(mention(1), mention(1, note="nuova"))])
    row = json.loads(path.read_bytes())["mentions"]["1"]
    assert (row["mood"], row["note"]) == ("lieto", "nuova")


def test_a_file_of_a_newer_newsview_is_refused(tmp_path: Path) -> None:
    """Its shape is not guessed at."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as annotations:
        annotations.apply([added(1)])
    data = json.loads(path.read_bytes())
    data["_meta"]["1"]["schema"] = SCHEMA + 1
    path.write_text(json.dumps(data))
    with pytest.raises(NewsviewError, match=r"x\.json"):
        Annotations.open(path)


def test_a_damaged_record_is_told_of_and_kept(tmp_path: Path) -> None:
    """One record that somebody broke by hand costs a line, not the session, and is not lost."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as annotations:
        annotations.apply([added(1), added(2)])
    data = json.loads(path.read_bytes())
    data["mentions"]["1"]["start"] = "uno"
    path.write_text(json.dumps(data))
    with Annotations.open(path) as annotations:
        assert len(annotations.warnings) == 1
        assert [m.id for m in annotations.all_mentions()] == [mention(2).id]
        annotations.apply([added(3)])
    assert json.loads(path.read_bytes())["mentions"]["1"]["start"] == "uno"


def test_what_json_cannot_hold_is_refused_whole(tmp_path: Path) -> None:
    """NaN is no score, and the step it came in is not kept by half."""
    with Annotations.open(tmp_path / "x.json") as annotations:
        bad = replace(mention(2), score=float("nan"))
        with pytest.raises(NewsviewError):
            annotations.apply([added(1), put(None, bad)])
        assert list(annotations.all_mentions()) == []


def test_small_facts_about_the_file_are_kept(tmp_path: Path) -> None:
    """The corpus that it belongs to, for exporting it alone."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as annotations:
        annotations.set_meta("corpus", '["/a"]')
        annotations.apply([added(1)])
    with Annotations.open(path) as annotations:
        assert annotations.meta("corpus") == '["/a"]'
        annotations.set_meta("corpus", None)
        assert annotations.meta("corpus") is None


moves = st.lists(
    st.lists(
        st.tuples(st.integers(0, 8), st.sampled_from(ARTICLES), st.sampled_from("apx")),
        min_size=1,
        max_size=4,
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(moves, st.booleans())
def test_it_holds_what_a_dictionary_would(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[tuple[int, str, str]]], small: bool
) -> None:
    """Any steps of adding, changing and removing, at any moment reopened, equal a plain dict."""
    path = tmp_path_factory.mktemp("model") / "x.json"
    model: dict[str, Mention] = {}
    size = 300 if small else 1 << 20
    annotations = Annotations.open(path, checkpoint_bytes=size)
    for number, step in enumerate(steps):
        changes: list[Change] = []
        for which, article, move in step:
            key = mention(which).id
            if move == "x" and key not in model:
                continue
            after = None if move == "x" else mention(which, article, note=f"{move}{number}")
            changes.append(Change("mentions", key, model.get(key), after))
            if after is None:
                del model[key]
            else:
                model[key] = after
        annotations.apply(changes)
        if number % 5 == 4:
            annotations.close()
            annotations = Annotations.open(path, checkpoint_bytes=size)
        assert {m.id: m for m in annotations.all_mentions()} == model
        for article in ARTICLES:
            expected = [m for m in model.values() if m.article == article]
            assert sorted(m.id for m in annotations.mentions(article)) == sorted(
                m.id for m in expected
            )
    annotations.close()
    with Annotations.open(path) as reopened:
        assert {m.id: m for m in reopened.all_mentions()} == model
