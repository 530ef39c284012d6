"""GLiNER and Stanza as pipelines, with stand-ins for both libraries."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
import spacy

from newsview.nlp.pipeline import load_pipeline
from newsview.store.messages import NewsviewError
from newsview.store.model import Article, sha256_of

TEXT = "Marta Ghibaudo apre a Torino la sede di Terna Nova. " + "parola " * 300 + "Viva Torino."


def article(text: str = TEXT) -> Article:
    return Article(source="a.txt", text=text, sha256=sha256_of(text))


class StandInGliner:
    """Finds three names; refuses a model that is not there."""

    WORDS = (("Marta Ghibaudo", "person", 0.9), ("Torino", "location", 0.8), ("sede", "thing", 0.6))

    def __init__(self) -> None:
        self.longest = 0

    @classmethod
    def from_pretrained(cls, model: str) -> StandInGliner:
        if model == "missing":
            raise OSError("no such model\nmore lines")
        return cls()

    def predict_entities(
        self, text: str, labels: list[str], threshold: float
    ) -> list[dict[str, Any]]:
        assert "person" in labels and threshold == 0.5
        assert len(text.split()) <= 200
        found = []
        for word, label, score in self.WORDS:
            at = text.find(word)
            if at >= 0:
                found.append({"start": at, "end": at + len(word), "label": label, "score": score})
        return found


@pytest.fixture
def gliner(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("gliner")
    module.GLiNER = StandInGliner  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "gliner", module)


@pytest.fixture
def stanza(monkeypatch: pytest.MonkeyPatch) -> None:
    def pipeline(language: str, **options: object) -> Any:
        assert options["processors"] == "tokenize,ner"

        def run(text: str) -> Any:
            at = text.index("Torino")
            end = at + len("Tor")  # inside a word: the whole word is taken
            return SimpleNamespace(ents=[SimpleNamespace(start_char=at, end_char=end, type="LOC")])

        return run

    module = ModuleType("stanza")
    module.Pipeline = pipeline  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "stanza", module)


@pytest.mark.usefixtures("gliner")
def test_gliner_suggests_in_our_labels_with_its_scores() -> None:
    """Piece by piece, so that the end of a long article is read too."""
    made = load_pipeline("gliner:some/model").suggest(article())
    names = [(m.text, m.label, m.score) for m in made.mentions]
    assert names == [
        ("Marta Ghibaudo", "PER", 0.9),
        ("Torino", "LOC", 0.8),
        ("sede", "thing", 0.6),
        ("Torino", "LOC", 0.8),
    ]
    assert "gliner_model" in made.pipeline or "model" in made.pipeline


@pytest.mark.usefixtures("gliner")
def test_a_gliner_component_keeps_the_entities_of_a_ruler_before_it() -> None:
    """As any well-behaved spaCy component."""
    nlp = spacy.blank("it")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Torino"}])  # type: ignore[attr-defined]
    nlp.add_pipe("newsview_gliner", config={"model": "x"})
    doc = nlp("Marta Ghibaudo a Torino")
    assert [(e.text, e.label_) for e in doc.ents] == [("Marta Ghibaudo", "PER"), ("Torino", "ORG")]


@pytest.mark.usefixtures("stanza")
def test_stanza_suggests_whole_words() -> None:
    """Its offsets are taken to the tokens that they touch."""
    made = load_pipeline("stanza:it").suggest(article())
    assert [(m.text, m.label, m.score) for m in made.mentions] == [("Torino", "LOC", None)]


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("gliner:x", "pip install gliner"),
        ("stanza:it", "pip install stanza"),
        ("gliner:", "which model"),
        ("stanza:zz", "zz"),
    ],
)
def test_what_is_missing_is_told_in_one_line(
    spec: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what to do about it."""
    monkeypatch.setitem(sys.modules, "gliner", None)
    monkeypatch.setitem(sys.modules, "stanza", None)
    with pytest.raises(NewsviewError) as refused:
        load_pipeline(spec)
    assert words in str(refused.value) and "\n" not in str(refused.value)


@pytest.mark.usefixtures("gliner")
def test_a_model_that_cannot_be_had_is_told_in_one_line() -> None:
    """A library's own lines are cut to the first."""
    with pytest.raises(NewsviewError, match="no such model") as refused:
        load_pipeline("gliner:missing")
    assert "\n" not in str(refused.value)
