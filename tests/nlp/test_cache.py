"""Suggestions kept from run to run."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace

from newsview.nlp.cache import SuggestionCache
from newsview.nlp.identity import MODEL, RULES, default_pipeline, identity
from newsview.nlp.pipeline import load_pipeline
from newsview.store.model import Article, Suggestions, sha256_of
from tests.nlp.articles import article


def made() -> Suggestions:
    return load_pipeline(RULES).suggest(article())


def test_what_was_put_is_there_for_another_process(tmp_path: Path) -> None:
    """The same suggestions, byte for byte."""
    first = SuggestionCache(tmp_path / "c.sqlite", "one")
    assert first.get(article()) is None
    first.put(made(), article())
    assert SuggestionCache(tmp_path / "c.sqlite", "one").get(article()) == made()


def test_another_pipeline_text_day_or_layout_finds_nothing(tmp_path: Path) -> None:
    """All of them change what is suggested."""
    cache = SuggestionCache(tmp_path / "c.sqlite", "one")
    cache.put(made(), article())
    assert SuggestionCache(tmp_path / "c.sqlite", "two").get(article()) is None
    assert cache.get(replace(article(), published="1999-01-01")) is None
    assert cache.get(replace(article(), blocks=())) is None
    other = article().text + " "
    assert cache.get(replace(article(), text=other, sha256=sha256_of(other))) is None


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    """Nothing is told: the work is done again."""
    path = tmp_path / "c.sqlite"
    path.write_bytes(b"this is no database" * 500)
    cache = SuggestionCache(path, "one")
    cache.put(made(), article())
    assert cache.get(article()) == made()


@pytest.mark.parametrize("data", [b"", b"junk", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_a_damaged_row_is_no_result(tmp_path: Path, data: bytes) -> None:
    """What does not unpack to suggestions for this article is passed over."""
    path = tmp_path / "c.sqlite"
    cache = SuggestionCache(path, "one")
    cache.put(made(), article())
    with sqlite3.connect(path) as database:
        database.execute("UPDATE suggestions SET data = ?", (data,))
    assert cache.get(article()) is None


def test_a_place_where_nothing_can_be_written_costs_nothing(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").write_text("")
    cache = SuggestionCache(tmp_path / "file" / "c.sqlite", "one")
    cache.put(made(), article())
    assert cache.get(article()) is None


def test_the_older_half_is_forgotten_when_it_grows_too_large(tmp_path: Path) -> None:
    """The newest results stay."""
    path = tmp_path / "c.sqlite"
    cache = SuggestionCache(path, "one")
    texts = [f"Articolo {number} da Torino." for number in range(40)]
    articles = [Article(source="a", text=text, sha256=sha256_of(text)) for text in texts]
    for one in articles:
        cache.put(Suggestions(article=one.sha256, pipeline="one"), one)
    cache.close()
    small = SuggestionCache(path, "one", largest=1)
    there = [small.get(one) is not None for one in articles]
    assert not there[0] and there[-1]
    assert 10 <= sum(there) <= 30


def test_lone_surrogates_come_back(tmp_path: Path) -> None:
    """Hostile text must not break the cache."""
    text = "A \ud800 Torino"
    one = Article(source="a", text=text, sha256=sha256_of(text))
    cache = SuggestionCache(tmp_path / "c.sqlite", "one")
    suggestions = load_pipeline(RULES).suggest(one)
    cache.put(suggestions, one)
    assert cache.get(one) == suggestions


def test_an_identity_tells_pipelines_and_label_maps_apart(tmp_path: Path) -> None:
    """A folder's identity changes with its files; one that is not there has one too."""
    folder = tmp_path / "pipeline"
    folder.mkdir()
    (folder / "meta.json").write_text("{}")
    before = identity(str(folder), {})
    assert before == identity(str(folder), {})
    (folder / "weights").write_bytes(b"1")
    kinds = [
        before,
        identity(str(folder), {}),
        identity(str(folder), {"A": "B"}),
        identity(RULES, {}),
        identity("it_core_news_sm", {}),
        identity("gliner:model", {}),
        identity("./not there", {}),
    ]
    assert len(set(kinds)) == len(kinds)


def test_the_default_is_the_model_or_the_rules() -> None:
    """Never anything else."""
    assert default_pipeline() in (MODEL, RULES)
