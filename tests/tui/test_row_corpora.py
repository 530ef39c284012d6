"""A table as the corpus, from the list to what is handed in."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus
from newsview.tui.app import NewsviewApp
from newsview.tui.cli import main
from newsview.tui.screens.list import ListScreen
from newsview.tui.screens.reader import ReaderScreen
from newsview.tui.session import Session
from newsview.tui.settings import load_settings

from .conftest import TEXTS, AtOnce

HEAD = ["codice_pezzo", "quando", "occhiello", "pezzo"]


@pytest.fixture
def table(corpus: Path) -> Path:
    """The three articles as rows of one CSV file, whose columns the project names."""
    for path in corpus.iterdir():
        path.unlink()
    with (corpus / "articoli.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEAD)
        for number, text in enumerate(TEXTS.values(), 1):
            writer.writerow([f"p/{number}", f"{number}/4/2026", f"Occhiello {number}", text])
        writer.writerow(["p/4", "", "Senza testo", ""])
    (corpus / "newsview.toml").write_text(
        '[columns]\ntext = "pezzo"\nid = "codice_pezzo"\ndate = "quando"\ntitle = "occhiello"\n'
    )
    return corpus


def run(*arguments: object) -> Result:
    """The command line in this process."""
    return CliRunner().invoke(main, list(map(str, arguments)), catch_exceptions=False)


def articles(result: Result) -> list[dict[str, Any]]:
    """The articles that were written."""
    found: list[dict[str, Any]] = json.loads(result.stdout)["articles"]
    return found


def test_extract_reads_rows_by_the_columns_that_the_project_names(table: Path) -> None:
    """With their names, dates and titles; the row without a text is one line on stderr."""
    result = run("extract", table, "--pipeline", "rules")
    found = articles(result)
    assert [one["source"] for one in found] == [f"articoli.csv#p/{n}" for n in (1, 2, 3)]
    assert [one["text"] for one in found] == list(TEXTS.values())
    assert [one["title"] for one in found] == [f"Occhiello {n}" for n in (1, 2, 3)]
    assert [one["published"] for one in found] == ["2026-04-01", "2026-04-02", "2026-04-03"]
    (told,) = [line for line in result.stderr.splitlines() if "articoli.csv" in line]
    assert "pezzo" in told and "line" in told
    for article in found:
        for entity in article["entities"]:
            assert article["text"][entity["start"] : entity["end"]] == entity["text"]


def test_a_row_whose_id_ends_like_a_markdown_file_is_none(corpus: Path) -> None:
    """Its text is read as it stands."""
    row = {"id": "leggimi.md", "text": f"---\ntitle: Niente\n---\n{TEXTS['b.txt']}"}
    path = corpus / "righe.jsonl"
    path.write_text(json.dumps(row))
    (found,) = articles(run("extract", path, "--pipeline", "rules"))
    assert found["source"] == "righe.jsonl#leggimi.md" and found["title"] != "Niente"


def test_the_settings_of_a_table_that_is_named_itself_hold(table: Path) -> None:
    """They lie beside it."""
    found = articles(run("extract", table / "articoli.csv", "--pipeline", "rules"))
    assert [one["source"] for one in found] == [f"articoli.csv#p/{n}" for n in (1, 2, 3)]


async def test_a_row_is_read_annotated_and_exported(table: Path) -> None:
    """The list, the reader and the export call it by the same name."""
    settings = load_settings(table)
    with Annotations.open(table / "newsview.json") as annotations:
        opened = Corpus.open([table], settings.columns)
        session = Session(opened, annotations, "anna", settings.labels)
        app = NewsviewApp(session, settings, AtOnce)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            assert isinstance(app.screen, ListScreen)
            assert app.screen.articles.listing.row(1).source == "articoli.csv#p/2"
            await pilot.press("enter", "n", "a")
            await pilot.pause()
            assert isinstance(app.screen, ReaderScreen)
            assert app.screen.opened.article.source == "articoli.csv#p/1"
    (exported,) = articles(run("export", table))
    assert exported["source"] == "articoli.csv#p/1"
    assert [one["status"] for one in exported["entities"]] == ["accepted"]


def test_import_finds_the_texts_of_rows(table: Path, tmp_path: Path) -> None:
    """An export without texts is placed by the rows' content."""
    other = tmp_path / "altro.json"
    document = json.loads(run("extract", table, "--pipeline", "rules").stdout)
    for article in document["articles"]:
        article["text"] = None
        for entity in article["entities"]:
            entity.update(status="accepted", annotator="bea")
        article["facts"] = []
    (tmp_path / "senza.json").write_text(json.dumps(document))
    result = run("import", tmp_path / "senza.json", "--file", other, "--corpus", table)
    assert result.exit_code == 0
    assert "could not be checked" not in result.stderr
    assert {one["source"] for one in articles(run("export", table, "--file", other))} == {
        f"articoli.csv#p/{n}" for n in (1, 2, 3)
    }
