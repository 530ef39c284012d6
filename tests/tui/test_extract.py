"""`newsview extract`: the same for any number of processes, and nothing done is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from click.testing import CliRunner, Result

from newsview.store import messages
from newsview.tui.cli import main

from .conftest import TEXTS


def run(*arguments: str) -> Result:
    """The command in this process."""
    return CliRunner().invoke(main, ["extract", *arguments], catch_exceptions=False)


def extracted(output: str) -> dict[str, Any]:
    """What was written, without when."""
    document: dict[str, Any] = json.loads(output)
    del document["exported_at"]
    return document


def names(document: dict[str, Any]) -> set[tuple[str, str, str]]:
    """(text, label, origin) of every entity."""
    found = [entity for article in document["articles"] for entity in article["entities"]]
    return {(one["text"], one["label"], one["origin"]) for one in found}


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Thirty articles of different lengths."""
    folder = tmp_path / "trenta"
    folder.mkdir()
    texts = list(TEXTS.values())
    for number in range(30):
        text = f"Articolo {number}\n\n" + texts[number % 3] * (1 + number % 4)
        (folder / f"{number:02}.txt").write_text(text, "utf-8")
    return folder


def test_the_output_does_not_depend_on_how_many_processes_work(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Articles in the order of the corpus, ids and scores included, by whatever suggests here."""
    found = []
    for jobs in ("1", "3"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / f"cache{jobs}"))
        found.append(extracted(run(str(many), "--jobs", jobs).stdout))
    assert found[0] == found[1]
    assert [a["source"] for a in found[0]["articles"]] == [f"{n:02}.txt" for n in range(30)]


def test_listed_names_go_before_what_the_pipeline_finds(corpus: Path) -> None:
    """The list lies in the corpus folder; a bad row of it is one line on stderr."""
    (corpus / "newsview-names.csv").write_text("name,label\nCuneo,ORG\n,LOC\n", "utf-8")
    result = run(str(corpus), "--pipeline", "rules")
    found = names(extracted(result.stdout))
    assert ("Cuneo", "ORG", "rule") in found
    assert not any((text, label) == ("Cuneo", "LOC") for text, label, _ in found)
    assert "newsview-names.csv, line 3" in result.stderr


def test_the_pipeline_of_the_settings_suggests_in_the_project_s_labels(
    corpus: Path, tmp_path: Path
) -> None:
    """Unless another is asked for."""
    nlp = spacy.blank("it")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "TOWN", "pattern": "Savona"}])  # type: ignore[attr-defined]
    nlp.to_disk(corpus / "mia")
    (corpus / "newsview.toml").write_text(
        '[pipeline]\nname = "mia"\nlabels = {TOWN = "LOC"}\n', "utf-8"
    )
    assert ("Savona", "LOC", "model") in names(extracted(run(str(corpus)).stdout))
    ruled = names(extracted(run(str(corpus), "--pipeline", "rules").stdout))
    assert ruled and not any(origin == "model" for _, _, origin in ruled)


def test_what_was_suggested_before_is_not_suggested_for_again(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second run loads no pipeline at all."""
    first = run(str(corpus), "--pipeline", "rules")
    monkeypatch.setattr("newsview.tui.cli.suggesting._load", None)
    assert extracted(run(str(corpus), "--pipeline", "rules").stdout) == extracted(first.stdout)


def test_without_the_model_it_says_what_stands_in_for_it(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line on stderr; none where the rules were asked for."""
    monkeypatch.setattr("newsview.tui.cli.machine.default_pipeline", lambda: "rules")
    assert messages.NO_MODEL in run(str(corpus)).stderr
    assert messages.NO_MODEL not in run(str(corpus), "--pipeline", "rules").stderr
    (corpus / "newsview.toml").write_text('[pipeline]\nname = "rules"\n', "utf-8")
    assert messages.NO_MODEL not in run(str(corpus)).stderr


def test_labels_of_a_project_are_the_only_ones_that_are_suggested(corpus: Path) -> None:
    """By the pipeline and by the list of names, which gets a line; facts stay."""
    plain = extracted(run(str(corpus), "--pipeline", "rules").stdout)
    assert {label for _, label, _ in names(plain)} > {"LOC", "QUANTITY"}
    (corpus / "newsview.toml").write_text('labels = ["PER", "ORG", "LEGGE"]\n', "utf-8")
    (corpus / "newsview-names.csv").write_text("name,label\nCuneo,PAESE\nSavona,LEGGE\n", "utf-8")
    result = run(str(corpus), "--pipeline", "rules")
    document = extracted(result.stdout)
    labels = {label for _, label, _ in names(document)}
    assert "LEGGE" in labels and labels <= {"PER", "ORG", "LEGGE"}
    assert "PAESE" in result.stderr and "Cuneo" in result.stderr
    facts = [len(article["facts"]) for article in document["articles"]]
    assert facts == [len(article["facts"]) for article in plain["articles"]]


def test_an_empty_name_of_a_pipeline_is_wrong_usage(corpus: Path) -> None:
    """Not the default one, in silence."""
    result = run(str(corpus), "--pipeline", "")
    assert result.exit_code == 2 and result.stdout == ""


SLOW = """
import spacy, sys, time
from pathlib import Path
from spacy.language import Language
@Language.component("slow")
def slow(doc):
    with open({log!r}, "a") as log:
        print(len(doc), file=log)
    time.sleep(0.2)
    return doc
def load(**overrides):
    nlp = spacy.blank("it")
    nlp.add_pipe("slow")
    return nlp
"""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_keeps_what_is_done(many: Path, tmp_path: Path, jobs: str) -> None:
    """A whole document of the first articles, exit code 130, and one line that says so."""
    log, out = tmp_path / "log", tmp_path / "out.json"
    package = tmp_path / "slow_pipeline"
    package.mkdir()
    (package / "__init__.py").write_text(SLOW.format(log=str(log)))
    info = tmp_path / "slow_pipeline-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: slow_pipeline\nVersion: 1.0\n")
    command = [sys.executable, "-m", "newsview", "extract", str(many), "-o", str(out)]
    process = subprocess.Popen(
        [*command, "--pipeline", "slow_pipeline", "--jobs", jobs],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    while not log.exists() or len(log.read_text().splitlines()) < 14:
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "30" in told.splitlines()[-1] and "Traceback" not in told
    document = extracted(out.read_text("utf-8"))
    done = [article["source"] for article in document["articles"]]
    assert 1 <= len(done) < 30
    assert done == [f"{number:02}.txt" for number in range(len(done))]
