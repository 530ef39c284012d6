"""The extraction process: asked, lost, asked again."""

from __future__ import annotations

import os
import queue
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import spacy
from msgspec.structs import replace

from newsview.nlp.cache import SuggestionCache
from newsview.nlp.client import Extractor
from newsview.nlp.identity import RULES
from newsview.store.model import Article, Suggestions, sha256_of
from tests.nlp.articles import article

PATIENCE = 60.0

Told = tuple[str, object]


class Listener:
    """Collects what an extractor tells."""

    def __init__(self) -> None:
        self.told: queue.Queue[Told] = queue.Queue()

    def result(self, suggestions: Suggestions) -> None:
        self.told.put(("result", suggestions))

    def failure(self, sha256: str | None, reason: str) -> None:
        self.told.put(("failure", (sha256, reason)))

    def next(self) -> Told:
        """The next thing told."""
        return self.told.get(timeout=PATIENCE)


@contextmanager
def extractor(pipeline: str = RULES, **more: Any) -> Iterator[tuple[Extractor, Listener]]:
    """An extractor that is closed in the end."""
    listener = Listener()
    one = Extractor(pipeline, on_result=listener.result, on_failure=listener.failure, **more)
    try:
        yield one, listener
    finally:
        one.close()


def other(number: int) -> Article:
    """An article of its own."""
    text = f"Articolo numero {number} da Torino, che costa {number} euro."
    return Article(source=f"{number}.txt", text=text, sha256=sha256_of(text))


def test_an_article_comes_back_with_its_suggestions() -> None:
    """From the process of its own, equal to what the rules say here."""
    with extractor() as (asked, listener):
        asked.request(article())
        kind, suggestions = listener.next()
        assert kind == "result" and isinstance(suggestions, Suggestions)
        assert suggestions.article == article().sha256
        assert suggestions.mentions and suggestions.facts


def test_an_urgent_article_goes_before_those_that_wait() -> None:
    """What the user looks at does not wait for the round."""
    with extractor() as (asked, listener):
        for number in range(30):
            asked.request(other(number))
        asked.request(other(99), urgent=True)
        order = []
        while not order or order[-1] != other(99).sha256:
            _, suggestions = listener.next()
            assert isinstance(suggestions, Suggestions)
            order.append(suggestions.article)
        assert len(order) < 30


def test_a_killed_process_costs_one_line_and_the_next_request_starts_another() -> None:
    """Out of memory, killed by hand: the session goes on."""
    with extractor() as (asked, listener):
        asked.request(other(1))
        listener.next()
        assert asked.pid is not None
        os.kill(asked.pid, signal.SIGKILL)
        asked.request(other(2))
        kind, told = listener.next()
        assert kind == "failure" and isinstance(told, tuple)
        assert told[0] == other(2).sha256 and "\n" not in told[1]
        asked.request(other(2))
        assert listener.next()[0] == "result"


def test_a_pipeline_that_cannot_be_loaded_is_told_once() -> None:
    """For all that waits, in one line."""
    with extractor("./niente") as (asked, listener):
        asked.request(other(1))
        asked.request(other(2))
        kind, told = listener.next()
        assert kind == "failure" and isinstance(told, tuple)
        assert told[0] is None and "niente" in told[1]


def test_what_a_pipeline_prints_does_not_get_between_the_answers(tmp_path: Path) -> None:
    """A chatty component cannot break the protocol."""
    code = (
        "from spacy.language import Language\n"
        "@Language.component('chatty')\n"
        "def chatty(doc):\n    print('ciao {\"done\": null}', flush=True)\n    return doc\n"
    )
    package = tmp_path / "chatty_pipeline"
    package.mkdir()
    nlp = spacy.blank("it")
    nlp.to_disk(package / "data")
    (package / "__init__.py").write_text(
        "import spacy\nfrom pathlib import Path\n" + code + "def load(**overrides):\n"
        "    nlp = spacy.load(Path(__file__).parent / 'data')\n"
        "    nlp.add_pipe('chatty')\n    return nlp\n"
    )
    info = tmp_path / "chatty_pipeline-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: chatty_pipeline\nVersion: 1.0\n")
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(tmp_path)
    try:
        with extractor("chatty_pipeline") as (asked, listener):
            asked.request(other(5))
            kind, suggestions = listener.next()
            assert kind == "result", suggestions
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


def test_closing_leaves_no_process_and_may_come_at_any_time() -> None:
    """Never started, at work, twice."""
    with extractor() as (asked, _):
        asked.close()
    with extractor() as (asked, listener):
        asked.request(other(1))
        listener.next()
        pid = asked.pid
        assert pid is not None
        huge = replace(other(2), text="Torino " * 500_000)
        asked.request(huge)
        asked.close()
        asked.close()
        assert not Path(f"/proc/{pid}").exists()
        asked.request(other(3))
        assert asked.pid is None


def test_what_was_done_before_comes_from_the_cache_without_a_process(tmp_path: Path) -> None:
    """Unless it is asked for anew."""
    with extractor(cache=SuggestionCache(tmp_path / "c.sqlite", "x")) as (asked, listener):
        asked.request(article())
        _, first = listener.next()
        assert asked.pid is not None
    with extractor(cache=SuggestionCache(tmp_path / "c.sqlite", "x")) as (asked, listener):
        asked.request(article())
        assert listener.next() == ("result", first)
        assert asked.pid is None
        asked.request(article(), anew=True)
        assert listener.next() == ("result", first)
        assert asked.pid is not None


def test_labels_are_mapped_in_the_other_process(tmp_path: Path) -> None:
    """A project's map travels with the pipeline's name."""
    nlp = spacy.blank("it")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "TOWN", "pattern": "Torino"}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "p")
    with extractor(str(tmp_path / "p"), labels={"TOWN": "LOC"}) as (asked, listener):
        asked.request(other(1))
        _, suggestions = listener.next()
        assert isinstance(suggestions, Suggestions)
        assert ("Torino", "LOC") in {(m.text, m.label) for m in suggestions.mentions}


def test_a_pipeline_that_loads_for_long_is_not_put_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another article becomes urgent while the process is not at the first one yet."""
    monkeypatch.setattr("newsview.nlp.client.LONG", 0.0)
    with extractor() as (asked, listener):
        asked.request(other(1))
        while asked.pid is None:
            assert listener.told.empty()
        asked.request(other(2), urgent=True)
        assert [listener.next()[0] for _ in range(2)] == ["result", "result"]


def test_an_urgent_article_does_not_wait_for_one_that_takes_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The long one is put off and comes last; nobody is told of a failure."""
    monkeypatch.setattr("newsview.nlp.client.LONG", 0.0)
    gate = tmp_path / "gate"
    code = (
        "import spacy, time\nfrom pathlib import Path\nfrom spacy.language import Language\n"
        "@Language.component('gated')\ndef gated(doc):\n"
        f"    gate = Path({str(gate)!r})\n"
        "    if 'numero 1 ' in doc.text and not gate.exists():\n"
        "        gate.with_suffix('.reached').touch()\n"
        "        while True: time.sleep(0.01)\n"
        "    return doc\n"
        "def load(**overrides):\n    nlp = spacy.blank('it')\n    nlp.add_pipe('gated')\n"
        "    return nlp\n"
    )
    package = tmp_path / "gated_pipeline"
    package.mkdir()
    (package / "__init__.py").write_text(code)
    info = tmp_path / "gated_pipeline-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: gated_pipeline\nVersion: 1.0\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with extractor("gated_pipeline") as (asked, listener):
        asked.request(other(1))
        while not gate.with_suffix(".reached").exists():
            assert listener.told.empty()
        gate.touch()
        asked.request(other(2), urgent=True)
        order = [listener.next() for _ in range(2)]
        assert [kind for kind, _ in order] == ["result", "result"]
        shas = [s.article for _, s in order if isinstance(s, Suggestions)]
        assert shas == [other(2).sha256, other(1).sha256]
