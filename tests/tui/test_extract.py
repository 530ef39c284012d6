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
from .pseudo import PseudoTerminal


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


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Thirty articles of one line: a pipeline has each at once."""
    folder = tmp_path / "righe"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(f"La fabbrica {number} di Cuneo apre lunedì.\n")
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


GATED = """
import os, spacy, time
from pathlib import Path
from spacy.language import Language
FOLDER = Path({folder!r})
@Language.component("gated")
def gated(doc):
    with open(FOLDER / "begun", "a") as log:
        print(os.getpid(), file=log)
    number = len((FOLDER / "begun").read_text().splitlines())
    while number > {free} and not (FOLDER / "gate").exists():
        time.sleep(0.01)
    return doc
def load(**overrides):
    nlp = spacy.blank("it")
    nlp.add_pipe("gated")
    return nlp
"""
"""A pipeline that does not come to the end of an article before the test opens its gate."""


class Gated:
    """A `newsview extract` whose pipeline is free for some articles, then waits at the gate."""

    def __init__(self, folder: Path, corpus: Path, *, free: int, jobs: str = "1") -> None:
        self.folder, self.out = folder, folder / "out.json"
        package = folder / "gated_pipeline"
        package.mkdir()
        (package / "__init__.py").write_text(GATED.format(folder=str(folder), free=free))
        info = folder / "gated_pipeline-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            "Metadata-Version: 2.1\nName: gated_pipeline\nVersion: 1.0\n"
        )
        self.arguments = ["extract", str(corpus), "-o", str(self.out)]
        self.arguments += ["--pipeline", "gated_pipeline", "--jobs", jobs]
        self.environment = {"PYTHONPATH": os.pathsep.join([str(folder), *sys.path])}

    def start(self) -> subprocess.Popen[str]:
        """The process, with its stderr in a pipe."""
        return subprocess.Popen(
            [sys.executable, "-m", "newsview", *self.arguments],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **self.environment},
        )

    def begun(self) -> int:
        """How many articles' names it has begun to look for, or is done with."""
        log = self.folder / "begun"
        return len(log.read_text().splitlines()) if log.exists() else 0

    def open(self) -> None:
        """Let all articles through."""
        (self.folder / "gate").touch()

    def done(self) -> list[str]:
        """The articles in its output, which is whole."""
        document = extracted(self.out.read_text("utf-8"))
        return [article["source"] for article in document["articles"]]


@pytest.mark.parametrize(
    ("number", "jobs"),
    [(signal.SIGINT, "1"), (signal.SIGINT, "2"), (signal.SIGTERM, "1"), (signal.SIGHUP, "1")],
)
def test_a_signal_is_answered_at_once_and_the_articles_in_hand_are_kept(
    lines: Path, tmp_path: Path, number: int, jobs: str
) -> None:
    """One line while they are still worked on; then a whole document of the first articles,
    exit code 130, and one line that says so."""
    gated = Gated(tmp_path, lines, free=6, jobs=jobs)
    with gated.start() as process:
        assert process.stderr is not None
        while gated.begun() < 6 + int(jobs):
            assert process.poll() is None
        process.send_signal(number)
        assert process.stderr.readline() == f"newsview: {messages.STOPPING}\n"
        gated.open()
        told = process.stderr.read()
    assert process.returncode == 130
    assert told.startswith(f"newsview: {messages.STOPPED}: ") and told.count("\n") == 1
    done = gated.done()
    assert 7 <= len(done) < 30
    assert len(done) == gated.begun()
    assert done == [f"{number:02}.txt" for number in range(len(done))]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_second_ctrl_c_leaves_the_articles_in_hand(
    lines: Path, tmp_path: Path, jobs: str
) -> None:
    """It ends though they never would; what was done before is kept as a whole document."""
    gated = Gated(tmp_path, lines, free=6, jobs=jobs)
    with gated.start() as process:
        assert process.stderr is not None
        while gated.begun() < 6 + int(jobs):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert messages.STOPPING in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        told = process.stderr.read()
    assert process.returncode == 130
    assert told.startswith(f"newsview: {messages.STOPPED}") and told.count("\n") == 1
    done = gated.done() if gated.out.exists() else []
    assert done == [f"{number:02}.txt" for number in range(len(done))]
    assert len(done) == 6 if jobs == "1" else len(done) <= 6  # the first process may lag behind


def test_a_second_ctrl_c_at_the_first_article_writes_nothing(lines: Path, tmp_path: Path) -> None:
    """What was in the file stays."""
    gated = Gated(tmp_path, lines, free=0)
    gated.out.write_text("before")
    with gated.start() as process:
        assert process.stderr is not None
        while not gated.begun():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert messages.STOPPING in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == f"newsview: {messages.STOPPED}\n"
    assert process.returncode == 130
    assert gated.out.read_text() == "before"
    assert not list(tmp_path.glob(".out.json*"))


@pytest.mark.parametrize("hung_up", [False, True])
def test_the_progress_bar_stays_whole_below_the_line(
    lines: Path, tmp_path: Path, hung_up: bool
) -> None:
    """In a real terminal; where that is closed, the output is whole nevertheless."""
    gated = Gated(tmp_path, lines, free=3)
    terminal = PseudoTerminal(*gated.arguments, home=tmp_path, environment=gated.environment)
    try:
        terminal.wait(lambda: gated.begun() == 4)
        if hung_up:
            terminal.hang_up()
            terminal.kill(signal.SIGHUP)
        else:
            before = terminal.press("\x03")
            terminal.wait_for("%", since=before)
            line, bar = bytes(terminal.output[before:]).decode().split("\r\n")
            assert line.endswith(f"\r\x1b[Knewsview: {messages.STOPPING}")
            assert bar.startswith("  [####") and "13%" in bar
        gated.open()
        if not hung_up:
            assert terminal.end() == 130
            assert "stopped: 4 of 30" in terminal.output.decode()
            assert b"Traceback" not in terminal.output
        else:
            os.waitpid(terminal.pid, 0)
            terminal.code = 0
    finally:
        terminal.close()
    assert gated.done() == [f"{number:02}.txt" for number in range(4)]
