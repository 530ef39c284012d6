"""`newsview import` where the corpus has another text than the one that was annotated."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from newsview.store.annotations import Annotations
from newsview.store.model import sha256_of
from newsview.tui.cli import main

OLD = "Il porto di Savona riparte\n\nIl porto di Savona riparte con 35 navi in attesa.\n"
NEW = "Aggiornato\n\n" + OLD.replace("35 navi", "40 navi")


def run(*arguments: Path | str) -> Result:
    """The command in this process."""
    return CliRunner().invoke(main, [str(one) for one in arguments], catch_exceptions=False)


@pytest.fixture
def export(tmp_path: Path) -> dict[str, Any]:
    """What somebody annotated on the former text."""
    places = [("M1", "Savona", "LOC"), ("M2", "35 navi", "QUANTITY")]
    mentions = [
        {"id": key, "start": OLD.index(text), "end": OLD.index(text) + len(text), "text": text,
         "label": label, "status": "accepted", "origin": "person", "annotator": "bea"}
        for key, text, label in places
    ]  # fmt: skip
    article = {
        "sha256": sha256_of(OLD), "source": "b.txt", "status": "done", "text": OLD,
        "entities": mentions,
    }  # fmt: skip
    return {"format": "newsview", "version": 1, "articles": [article]}


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A corpus with the present text."""
    folder = tmp_path / "cambiato"
    folder.mkdir()
    (folder / "b.txt").write_text(NEW, "utf-8")
    return folder


def taken(export: dict[str, Any], corpus: Path, *more: str) -> Result:
    """The result of importing it."""
    file = corpus.parent / "bea.json"
    file.write_text(json.dumps(export))
    return run("import", file, "--file", corpus / "newsview.json", "--corpus", corpus, *more)


def placed(corpus: Path, text: str) -> dict[str, str]:
    """Id to text of what is kept of a text."""
    with Annotations.open(corpus / "newsview.json", read_only=True) as annotations:
        return {m.id: m.text for m in annotations.mentions(sha256_of(text))}


def test_on_request_what_is_found_again_is_moved(export: dict[str, Any], changed: Path) -> None:
    """The rest is named and stays with the former text, which is kept."""
    result = taken(export, changed, "--move")
    assert result.exit_code == 0
    assert placed(changed, NEW) == {"M1": "Savona"}
    assert placed(changed, OLD) == {"M2": "35 navi"}
    assert "M2 QUANTITY" in result.stderr
    with Annotations.open(changed / "newsview.json", read_only=True) as annotations:
        (mention,) = annotations.mentions(sha256_of(NEW))
        record = annotations.article(sha256_of(NEW))
        assert annotations.text(sha256_of(OLD)) == OLD
    assert mention.annotator == "bea" and NEW[mention.start : mention.end] == "Savona"
    assert record is not None and record.status == "done"


def test_without_the_request_it_is_only_told(export: dict[str, Any], changed: Path) -> None:
    """All stays with the text that it was said of."""
    result = taken(export, changed)
    assert "--move" in result.stderr
    assert placed(changed, NEW) == {}
    assert len(placed(changed, OLD)) == 2


def test_a_text_edited_in_the_file_itself_goes_by_the_quotes(
    export: dict[str, Any], changed: Path
) -> None:
    """Its SHA-256 says that it is not the annotated one: nothing to go by but what is quoted."""
    export["articles"][0]["text"] = OLD + "Una riga."
    assert taken(export, changed).exit_code == 1
    assert placed(changed, OLD) == {}
    result = taken(export, changed, "--move")
    assert result.exit_code == 0
    everything = placed(changed, NEW) | placed(changed, OLD)
    assert everything == {"M1": "Savona", "M2": "35 navi"}
    assert "M2" in placed(changed, OLD)


def test_a_corpus_with_the_same_text_has_nothing_to_move(
    export: dict[str, Any], changed: Path
) -> None:
    """Be it under another name."""
    (changed / "altro.txt").write_text(OLD, "utf-8")
    result = taken(export, changed, "--move")
    assert "moved" not in result.stderr
    assert len(placed(changed, OLD)) == 2


def test_there_must_be_a_corpus_to_move_to(export: dict[str, Any], tmp_path: Path) -> None:
    """Nothing is taken in before that is said."""
    file = tmp_path / "bea.json"
    file.write_text(json.dumps(export))
    result = run("import", file, "--file", tmp_path / "nuovo.json", "--move")
    assert result.exit_code == 1
    assert "--corpus" in result.stderr
    assert not (tmp_path / "nuovo.json").exists()
