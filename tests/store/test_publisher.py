"""The outlet of an article: from the page's metadata into the export and back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from newsview.store.annotations import Annotations
from newsview.store.html import read_html
from tests.store.exchange import (
    ARTICLE,
    about,
    exported,
    exported_article,
    imported,
    keep,
    mention,
)

NAMED = replace(ARTICLE, publisher="Valle Oggi")


@pytest.fixture
def annotations(tmp_path: Path) -> Iterator[Annotations]:
    """An annotations file with one article that is done."""
    with Annotations.open(tmp_path / "newsview.json") as opened:
        keep(opened, about(status="done"), mention())
        yield opened


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('<meta property="og:site_name" content="Valle Oggi">', "Valle Oggi"),
        ('<meta name="dc.publisher" content=" Valle  Oggi ">', "Valle Oggi"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"name": "Bo"}]'
            ', "publisher": {"@type": "Organization", "name": "Valle Oggi"}}</script>',
            "Valle Oggi",
        ),
        ('<script type="application/ld+json">{"@type": "NewsArticle"}</script>', None),
        ("<title>La diga - Valle Oggi</title>", None),
    ],
)
def test_metadata_name_the_outlet(head: str, name: str | None) -> None:
    """Open Graph, Dublin Core or schema.org."""
    _, hints = read_html(f"<html><head>{head}</head><body><p>La diga.</p></body></html>")
    assert hints.publisher == name


def test_an_outlet_is_exported_where_it_is_known(annotations: Annotations) -> None:
    """Behind the language, as the schema has it; an article without one has no such key."""
    keys = list(exported_article(annotations, articles=(NAMED,)))
    assert keys[keys.index("language") + 1] == "publisher"
    assert exported_article(annotations, articles=(NAMED,))["publisher"] == "Valle Oggi"
    assert "publisher" not in exported_article(annotations)
    schema = json.loads(
        (files("newsview.store.formats") / "newsview.schema.json").read_text(encoding="utf-8")
    )
    for article in (ARTICLE, NAMED):
        Draft202012Validator(schema).validate(json.loads(exported(annotations, (article,))))


def test_it_comes_back_by_import(annotations: Annotations, tmp_path: Path) -> None:
    """Export, import without the corpus, export again: the same file."""
    data = exported(annotations, (NAMED,))
    with Annotations.open(tmp_path / "other.json") as other:
        report = imported(data, other)
        assert (report.unplaced, report.warnings) == ([], [])
        assert exported(other, ()) == data
        imported(exported(annotations), other)
        assert exported(other, ()) == data, "a file that does not name it takes nothing away"


def test_what_the_corpus_names_is_not_kept_again(annotations: Annotations) -> None:
    """Only an outlet that differs is kept, and goes before the corpus's."""
    imported(exported(annotations, (NAMED,)), annotations, NAMED)
    record = annotations.article(ARTICLE.sha256)
    assert record is not None and record.publisher is None
    other = replace(NAMED, publisher="Monte Oggi")
    imported(exported(annotations, (other,)), annotations, NAMED)
    assert exported_article(annotations, articles=(NAMED,))["publisher"] == "Monte Oggi"
