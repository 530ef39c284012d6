"""`newsview evaluate`: a pipeline of our own scored against gold in every format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import spacy
from click.testing import CliRunner, Result
from spacy.language import Language
from spacy.tokens import Doc

from newsview.store.formats.gold import GOLD_FORMATS
from newsview.store.formats.newsview_json import NothingKept, export_json
from newsview.store.model import Article, Block, Mention, Suggestions, sha256_of
from newsview.tui.cli import main
from newsview.tui.cli.evaluate import GOLD_FORMAT_NAMES

TEXT = "Marta Ghibaudo vive a Cuneo, non a Torino.\nLeggi anche: Torino\n"

SENTENCES = """\
-DOCSTART- O

Marta B-PER
Ghibaudo I-PER
vive O
a O
Cuneo B-LOC
. O

L' O
azienda O
Terna B-ORG
Nova I-ORG
è O
a O
Torino B-ORG
. O
"""

ROWS = [
    {"text": "Marta Ghibaudo, 3 marzo 2026.", "spans": [{"start": 0, "end": 14, "label": "PER"}]},
    {"text": "Niente a Cuneo.", "spans": []},
]


@Language.component("newsview_test_failing_on_cuneo")
def failing(doc: Doc) -> Doc:
    """A component with a bug."""
    if "Cuneo" in doc.text:
        raise RuntimeError("guasto")
    return doc


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees what was suggested elsewhere."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def pipeline(tmp_path: Path) -> str:
    """A spaCy folder that knows a person, half a company, and two towns."""
    nlp = spacy.blank("it")
    nlp.add_pipe("entity_ruler").add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "PER", "pattern": "Marta Ghibaudo"},
            {"label": "ORG", "pattern": "Nova"},
            {"label": "LOC", "pattern": "Cuneo"},
            {"label": "LOC", "pattern": "Torino"},
        ]
    )
    nlp.meta["name"] = "prova"
    nlp.to_disk(tmp_path / "prova")
    return str(tmp_path / "prova")


def evaluate(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    """The command's outcome."""
    return CliRunner().invoke(main, ["evaluate", *map(str, arguments)], input=stdin)


def figures(*arguments: str | Path, stdin: bytes | None = None) -> dict[str, Any]:
    """What ``--json`` writes."""
    result = evaluate(*arguments, "--json", stdin=stdin)
    assert result.exit_code == 0, result.stderr
    whole = json.loads(result.stdout)
    assert isinstance(whole, dict)
    return whole


def refused(result: Result) -> str:
    """The one line of a refusal."""
    assert result.exit_code == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    return line.removeprefix("newsview: ")


def written(path: Path, data: str | list[dict[str, Any]]) -> Path:
    """A file with this content, or with these rows as JSON lines."""
    if not isinstance(data, str):
        data = "".join(json.dumps(row) + "\n" for row in data)
    path.write_text(data, "utf-8")
    return path


def export(path: Path, *, status: str = "accepted", article_status: str = "done") -> Path:
    """An export of one article with two decided entities and a block of page furniture."""
    article = Article(
        source="a.txt", text=TEXT, sha256=sha256_of(TEXT), published="2026-03-03",
        blocks=(Block(0, 42, "body"), Block(43, 62, "boilerplate")),
    )  # fmt: skip
    mentions = tuple(
        Mention(
            id=f"M{start}", article=article.sha256, start=start, end=end, text=TEXT[start:end],
            label=label, status="suggested", origin="person",
        )
        for start, end, label in ((0, 14, "PER"), (22, 27, "LOC"))
    )  # fmt: skip
    suggested = Suggestions(article=article.sha256, pipeline="test 1", mentions=mentions)
    whole = json.loads(
        b"".join(
            export_json(
                NothingKept(), [article], suggestions=lambda _: suggested, labels=("PER", "LOC"),
                exported_at="2026-11-22T05:20:00Z", generator="newsview test",
            )
        )
    )  # fmt: skip
    whole["articles"][0]["status"] = article_status
    for entity in whole["articles"][0]["entities"]:
        entity["status"] = status
    return written(path, json.dumps(whole))


def test_an_export_is_gold(tmp_path: Path, pipeline: str) -> None:
    """Torino in the story is too much; the one in the page furniture is no matter."""
    whole = figures(export(tmp_path / "e.json"), "--pipeline", pipeline)
    assert (whole["pipeline"], whole["texts"]) == ("it_prova 0.0.0", 1)
    assert whole["overall"]["strict"] == {"precision": 0.6667, "recall": 1.0, "f": 0.8}
    assert whole["labels"]["LOC"]["found"] == 2
    (confusion,) = whole["confusions"]
    assert (confusion["gold"], confusion["found"], confusion["count"]) == ("-", "LOC", 1)
    (example,) = confusion["examples"]
    assert (example["source"], example["before"], example["text"], example["after"]) == (
        "a.txt", "a Cuneo, non a ", "Torino", ". Leggi anche: Torino",
    )  # fmt: skip


def test_columns_are_gold(tmp_path: Path, pipeline: str) -> None:
    """Half a company counts half in the partial measure; a town that is a club is a confusion."""
    whole = figures(written(tmp_path / "g.conll", SENTENCES), "--pipeline", pipeline)
    assert whole["overall"] == {
        "gold": 4, "found": 4, "exact": 2, "overlapping": 1,
        "strict": {"precision": 0.5, "recall": 0.5, "f": 0.5},
        "partial": {"precision": 0.625, "recall": 0.625, "f": 0.625},
    }  # fmt: skip
    assert [(c["gold"], c["found"]) for c in whole["confusions"]] == [
        ("ORG", "LOC"),
        ("ORG", "ORG"),
    ]


def test_json_lines_are_gold(tmp_path: Path, pipeline: str) -> None:
    """Labels that the gold does not use make no score, and are named."""
    file = written(tmp_path / "g.jsonl", ROWS)
    whole = figures(file, "--pipeline", pipeline)
    assert list(whole["labels"]) == ["PER"]
    assert whole["overall"]["strict"]["f"] == 1.0
    assert whole["left_out"] == {"DATE": 1, "LOC": 1}
    assert "DATE (1), LOC (1)" in evaluate(file, "--pipeline", pipeline).stdout


def test_the_tables_line_up(tmp_path: Path, pipeline: str) -> None:
    """One row a label, one for all, then the confusions with their examples."""
    file = written(tmp_path / "g.conll", SENTENCES)
    lines = evaluate(file, "--pipeline", pipeline).stdout.splitlines()
    assert lines[0] == "it_prova 0.0.0 on 2 texts, 4 entities"
    scores = lines[2:7]
    assert [line.split()[0] for line in scores] == ["label", "LOC", "ORG", "PER", "all"]
    assert len({len(line) for line in scores}) == 1
    assert scores[-1].split() == "all 50.0 50.0 50.0 62.5 62.5 62.5 4 4 2 1".split()
    assert lines[8:] == [
        "gold  found  count",
        "ORG   LOC        1",
        f"   {file}:10: Terna Nova è a [Torino].",
        "ORG   ORG        1   other offsets",
        f"   {file}:10: L'azienda [Terna Nova] è a Torino. · found: Nova",
    ]


def test_examples_are_as_many_as_wanted(tmp_path: Path, pipeline: str) -> None:
    """None with 0; control characters of a text are spelled out, not obeyed."""
    rows = [
        {"text": f"\x1b[2J Cuneo {n}", "spans": [{"start": 5, "end": 10, "label": "ORG"}]}
        for n in range(4)
    ]
    rows.append({"text": "Torino", "spans": [{"start": 0, "end": 6, "label": "LOC"}]})
    file = written(tmp_path / "g.jsonl", rows)
    for wanted in (0, 2):
        out = evaluate(file, "--pipeline", pipeline, "--errors", str(wanted)).stdout
        assert out.count("[Cuneo]") == wanted
        assert "\x1b" not in out


def test_several_files_and_stdin_are_one_gold(tmp_path: Path, pipeline: str) -> None:
    """Each in a format of its own; one without any entity is named and counts all the same."""
    files = written(tmp_path / "g.conll", SENTENCES), written(tmp_path / "n.jsonl", ROWS[1:])
    stdin = json.dumps(ROWS[0]).encode()
    result = evaluate(*files, "-", "--pipeline", pipeline, "--json", stdin=stdin)
    assert "n.jsonl marks no entity" in result.stderr
    whole = json.loads(result.stdout)
    assert (whole["texts"], whole["overall"]["gold"]) == (4, 5)
    assert ("-", "LOC") in [(c["gold"], c["found"]) for c in whole["confusions"]]


def test_a_format_that_is_named_goes_before_the_guess(tmp_path: Path, pipeline: str) -> None:
    """Whatever the file is called."""
    file = written(tmp_path / "g.jsonl", SENTENCES)
    assert figures(file, "-f", "conll", "--pipeline", pipeline)["overall"]["gold"] == 4


def test_the_format_names_are_those_that_can_be_read() -> None:
    """The command knows them without loading the readers."""
    assert tuple(GOLD_FORMATS) == GOLD_FORMAT_NAMES


def test_the_rules_can_be_scored(tmp_path: Path) -> None:
    """Figures as well as names."""
    rows = [{"text": "Costa 5 euro.", "spans": [{"start": 6, "end": 12, "label": "MONEY"}]}]
    result = evaluate(written(tmp_path / "g.jsonl", rows), "--pipeline", "rules")
    assert "all       100.0" in result.stdout
    assert "nothing differs" in result.stdout


def test_labels_of_the_project_hold(tmp_path: Path, pipeline: str) -> None:
    """A settings file beside the gold maps the pipeline's labels, as beside a corpus."""
    written(tmp_path / "newsview.toml", '[pipeline.labels]\nLOC = "LUOGO"\n')
    rows = [{"text": "A Cuneo.", "spans": [{"start": 2, "end": 7, "label": "LUOGO"}]}]
    whole = figures(written(tmp_path / "g.jsonl", rows), "--pipeline", pipeline)
    assert whole["overall"]["strict"]["f"] == 1.0


def test_a_text_that_the_pipeline_fails_on_is_left_out(tmp_path: Path) -> None:
    """Named, and not counted as if nothing had been found; when all fail there are no figures."""
    nlp = spacy.blank("it")
    nlp.add_pipe("newsview_test_failing_on_cuneo")
    nlp.to_disk(tmp_path / "rotta")
    file = written(tmp_path / "g.conll", SENTENCES)
    result = evaluate(file, "--pipeline", tmp_path / "rotta", "--json")
    assert json.loads(result.stdout)["texts"] == 1
    assert f"{file}:3: " in result.stderr and "guasto" in result.stderr
    bad = written(tmp_path / "b.conll", "Cuneo B-LOC\n")
    result = evaluate(bad, "--pipeline", tmp_path / "rotta")
    assert result.exit_code == 1
    assert "failed on every text" in result.stderr


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("g.conll", "Torino B-LOC\nride\n", "g.conll, line 2: "),
        ("g.conll", "Torino O\n", "marks no entity"),
        ("g.jsonl", '{"text": "a"}\n{"text"\n', "g.jsonl, line 2: "),
        ("g.json", "[]", "no newsview export"),
        ("g.json", '{"format": "newsview", "version": 9, "articles": []}', "version 9"),
        ("g.txt", "", "is empty"),
    ],
)
def test_a_bad_file_is_one_line(tmp_path: Path, name: str, data: str, told: str) -> None:
    """Exit code 1, nothing on stdout."""
    assert told in refused(evaluate(written(tmp_path / name, data), "--pipeline", "rules"))


def test_what_nobody_accepted_is_no_gold(tmp_path: Path) -> None:
    """An export of suggestions, or of rejections."""
    for status in ("suggested", "rejected"):
        file = export(tmp_path / "e.json", status=status)
        assert "no accepted entity" in refused(evaluate(file, "--pipeline", "rules"))


def test_an_article_under_way_is_told_of(tmp_path: Path, pipeline: str) -> None:
    """Its figures are there, with a word on what they are worth."""
    result = evaluate(export(tmp_path / "e.json", article_status="doing"), "--pipeline", pipeline)
    assert result.exit_code == 0
    assert "articles not done: 1;" in result.stderr


def test_files_and_pipelines_that_are_not_there_are_told_in_one_line(tmp_path: Path) -> None:
    """A folder is no gold either."""
    file = written(tmp_path / "g.conll", SENTENCES)
    assert "missing.json" in refused(evaluate(tmp_path / "missing.json"))
    assert str(tmp_path) in refused(evaluate(tmp_path))
    assert "it_niente" in refused(evaluate(file, "--pipeline", "it_niente"))
    assert evaluate().exit_code == 2
