"""The doctor: articles whose record or text was lost while annotations of them are there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from newsview.store.annotations import Annotations
from newsview.store.doctor import Texts, examine, repair
from newsview.store.model import ArticleText
from newsview.store.steps import put
from newsview.store.told import Told
from tests.store.damaged import ARTICLE, TEXT, beginning, edited, kept, kinds, make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is."""
    return tmp_path / "newsview.json"


def lose(*tables: str) -> Any:
    """An edit that empties tables."""
    return lambda all_: [all_[table].clear() for table in tables]


def test_an_article_that_lost_its_record_gets_it_back_from_the_history(path: Path) -> None:
    """With all that was said of it."""
    make(path, history=True)
    with Annotations.open(path) as annotations:
        record = annotations.article(ARTICLE)
        assert record is not None
        done = replace(record, status="done", tags=("economia",), note="letto")
        annotations.apply([put(record, done)], Told("anna", "article done"))
    whole = kept(path)["articles"][ARTICLE]
    edited(path, lose("articles"))
    report = examine(path)
    assert not report.sound and report.mendable
    assert [one.kind for one in report.findings] == ["article missing"]
    repair(path)
    mended = kept(path)["articles"][ARTICLE]
    for name in ("source", "status", "tags", "note"):
        assert mended[name] == whole[name]
    assert examine(path).sound and repair(path) == []


@pytest.mark.parametrize("at_hand", [False, True])
def test_without_a_history_it_gets_the_barest(path: Path, at_hand: bool) -> None:
    """So that nothing dangles; the corpus tells its file."""
    make(path)
    whole = kept(path)
    edited(path, lose("articles"))
    name = {ARTICLE: "notizie/a.txt"}.get
    corpus = Texts(lambda _: True, lambda _: TEXT, name) if at_hand else None
    assert any("lost their record" in line or "lost its record" in line for line in said(path))
    repair(path, corpus=corpus)
    mended = kept(path)
    assert mended["articles"][ARTICLE]["source"] == ("notizie/a.txt" if at_hand else "")
    assert {**mended, "articles": {}} == {**whole, "articles": {}}
    with Annotations.open(path) as annotations:
        assert annotations.warnings == []
        assert annotations.text(ARTICLE) == TEXT and len(annotations.mentions(ARTICLE)) == 6
    assert examine(path).sound


def test_a_text_alone_is_wrong_only_where_the_history_tells_of_its_article(path: Path) -> None:
    """An undone first decision leaves one, too."""
    records = [one for one in beginning() if one.id == ARTICLE]
    make(path, records)
    edited(path, lose("articles"))
    assert kinds(path) == {"text alone"} and examine(path).sound and repair(path) == []
    path.unlink()
    make(path, records, history=True)
    edited(path, lose("articles"))
    assert kinds(path) == {"article missing"} and not examine(path).sound
    repair(path)
    assert kept(path)["articles"][ARTICLE]["source"] == "a.txt" and examine(path).sound


def test_a_kept_text_that_is_missing_is_told(path: Path) -> None:
    """Also where nothing is placed in it."""
    make(path, [one for one in beginning() if one.id == ARTICLE])
    assert kinds(path) == set()
    edited(path, lose("texts"))
    assert kinds(path) == {"text missing"} and examine(path).sound
    (line,) = said(path)
    assert "a.txt" in line
    assert not any(isinstance(one, ArticleText) for one in kept(path)["texts"].values())


def said(path: Path) -> list[str]:
    """The lines of an examination."""
    return [one.line for one in examine(path).findings]
