"""One interface to rules and to any spaCy pipeline."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from newsview.nlp.identity import RULES
from newsview.nlp.pipeline import Analysis, Found, Pipeline, load_pipeline
from newsview.store.messages import NewsviewError
from newsview.store.model import FIGURE_LABELS, Article, Suggestions, sha256_of
from tests.nlp.articles import TEXT, article


@Language.component("newsview_test_failing")
def failing(doc: Doc) -> Doc:
    """A component with a bug."""
    raise RuntimeError("guasto\nseconda riga")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A spaCy pipeline of one rule on the disk."""
    nlp = spacy.blank("it")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "PERSON", "pattern": "Marta Ghibaudo"},
            {"label": "GPE", "pattern": "Torino"},
            {"label": "DATE", "pattern": "140"},
            {"label": "CARDINAL", "pattern": "fabbrica"},
            {"label": "TIME", "pattern": "tecnici"},
            {"label": "VALLE", "pattern": "valle"},
        ]
    )
    nlp.meta["name"] = "prova"
    nlp.meta["version"] = "2.1"
    nlp.to_disk(tmp_path / "prova")
    return tmp_path / "prova"


def labelled(suggestions: Suggestions) -> list[tuple[str, str]]:
    """(text, label) of every mention."""
    return [(m.text, m.label) for m in suggestions.mentions]


def test_the_rules_find_names_and_figures_in_the_story_alone() -> None:
    """Nothing in the page furniture; every mention says where it comes from."""
    made = load_pipeline(RULES).suggest(article())
    found = labelled(made)
    assert ("12,5 milioni di euro", "MONEY") in found
    assert ("Regione Piemonte", "ORG") in found
    assert ("Istituto Boreale", "ORG") in found
    assert not any(text in ("Roma", "9 miliardi") for text, _ in found)
    for mention in made.mentions:
        assert TEXT[mention.start : mention.end] == mention.text
        assert mention.status == "suggested"
        assert mention.pipeline == made.pipeline
        assert mention.score is not None
    assert made.pipeline.startswith("newsview-rules ")


def test_each_figure_with_a_value_makes_a_fact() -> None:
    """With its value, its sentence as evidence; a date alone makes none."""
    made = load_pipeline(RULES).suggest(article())
    valued = [(m.start, m.end) for m in made.mentions if m.label in FIGURE_LABELS - {"DATE"}]
    spans = [(f.object.start, f.object.end) for f in made.facts if f.object and f.value]
    assert valued and set(valued) <= set(spans)
    money = next(f for f in made.facts if f.value and f.value.unit == "EUR")
    assert money.subject is not None and money.subject.text == "Regione Piemonte"
    assert money.predicate == "ha stanziato"
    assert money.value is not None and money.value.number == 12_500_000
    percent = next(f for f in made.facts if f.value and f.value.unit == "%")
    assert percent.attribution == "Paolo Ferrua"
    for fact in made.facts:
        for evidence in fact.evidence:
            assert TEXT[evidence.start : evidence.end] == evidence.text


def test_the_same_article_gives_the_same_suggestions() -> None:
    """Ids included, so that outputs can be compared."""
    assert load_pipeline(RULES).suggest(article()) == load_pipeline(RULES).suggest(article())


def test_an_article_alone_is_no_mention() -> None:
    """Whatever a pipeline says of "un" or "da"."""
    found = [Found(0, 2, "DATE", 0.6), Found(3, 7, "LOC", 0.9), Found(8, 10, "ORG", 0.9)]
    pipeline = Pipeline("p", "model", lambda text, blocks: Analysis(found))
    text = "da Bari Ue"
    assert labelled(pipeline.suggest(Article(source="a", text=text, sha256=sha256_of(text)))) == [
        ("Bari", "LOC"), ("Ue", "ORG"),
    ]  # fmt: skip


def test_any_spacy_folder_takes_the_place_of_the_name_rules(folder: Path) -> None:
    """Its labels in ours, its name and version; figures stay the rules' business."""
    pipeline = load_pipeline(str(folder))
    made = pipeline.suggest(article())
    assert made.pipeline == "it_prova 2.1"
    names = [m for m in made.mentions if m.label not in FIGURE_LABELS]
    assert [(m.text, m.label, m.origin) for m in names] == [
        ("Marta Ghibaudo", "PER", "model"),
        ("Torino", "LOC", "model"),
        ("valle", "VALLE", "model"),
    ]
    assert ("140 operai", "QUANTITY") in labelled(made)


def test_figures_that_only_the_pipeline_sees_are_suggested_too(folder: Path) -> None:
    """Without a value; where a rule sees another, the rule's stands."""
    made = load_pipeline(str(folder)).suggest(article())
    assert ("tecnici", "DATE", "model") in {(m.text, m.label, m.origin) for m in made.mentions}
    assert ("140", "DATE") not in labelled(made)
    assert not any(f.object and f.object.text == "tecnici" for f in made.facts)


def test_a_label_map_goes_before_the_default_one(folder: Path) -> None:
    """A project names the labels of its pipeline."""
    pipeline = load_pipeline(str(folder), {"VALLE": "LOC", "PERSON": ""})
    labels = {m.text: m.label for m in pipeline.suggest(article()).mentions}
    assert labels["valle"] == "LOC"
    assert "Marta Ghibaudo" not in labels


def test_a_label_map_holds_for_what_rules_find_too(folder: Path) -> None:
    """Figures and names, whichever pipeline; an empty label leaves out the mention alone."""
    labels = {"MONEY": "SOLDI", "QUANTITY": "", "ORG": "ENTE"}
    plain = load_pipeline(RULES).suggest(article())
    made = load_pipeline(RULES, labels).suggest(article())
    assert ("12,5 milioni di euro", "SOLDI") in labelled(made)
    assert ("Istituto Boreale", "ENTE") in labelled(made)
    assert {label for _, label in labelled(made)}.isdisjoint({"MONEY", "QUANTITY", "ORG", ""})
    assert made.facts == plain.facts
    by_model = load_pipeline(str(folder), labels).suggest(article())
    assert ("12,5 milioni di euro", "SOLDI") in labelled(by_model)


def test_a_label_map_is_not_applied_twice(folder: Path) -> None:
    """What a pipeline's GPE became is not its LOC."""
    made = load_pipeline(str(folder), {"GPE": "LOC", "LOC": "MISC"}).suggest(article())
    assert ("Torino", "LOC") in labelled(made)


@pytest.mark.parametrize("spec", ["it_core_news_none", "./niente", "/dev/null/x", "foo:bar"])
def test_a_pipeline_that_is_not_there_is_told_in_one_line(spec: str) -> None:
    """With what to do."""
    with pytest.raises(NewsviewError) as refused:
        load_pipeline(spec)
    assert spec in str(refused.value) and "\n" not in str(refused.value)


def test_a_folder_that_is_no_pipeline_is_told_in_one_line(tmp_path: Path) -> None:
    """Not a traceback."""
    with pytest.raises(NewsviewError, match="cannot be loaded") as refused:
        load_pipeline(str(tmp_path))
    assert "\n" not in str(refused.value)


def test_a_pipeline_that_fails_is_named_in_one_line(tmp_path: Path) -> None:
    """A stranger's bug costs a line."""
    nlp = spacy.blank("it")
    nlp.add_pipe("newsview_test_failing")
    nlp.to_disk(tmp_path / "rotta")
    with pytest.raises(NewsviewError, match="guasto") as refused:
        load_pipeline(str(tmp_path / "rotta")).suggest(article())
    assert "\n" not in str(refused.value)


RULED = load_pipeline(RULES)


@given(st.text(max_size=300) | st.text(alphabet="AaèÈ’ .,«»()0123%€\n\r\x00\ud800🎉", max_size=300))
def test_whatever_the_text_mentions_are_exact_and_apart(text: str) -> None:
    """Never fails, offsets included."""
    made = RULED.suggest(Article(source="a", text=text, sha256=sha256_of(text)))
    reached = 0
    for mention in made.mentions:
        assert reached <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text == mention.text.strip()
        reached = mention.end
    assert len({m.id for m in made.mentions}) == len(made.mentions)


def test_hostile_text_goes_through_a_spacy_pipeline(folder: Path) -> None:
    """Lone surrogates, NUL, a line longer than spaCy takes."""
    pipeline: Pipeline = load_pipeline(str(folder))
    text = "\ud800 Torino \x00 " + "parola " * 40_000 + "Torino"
    made = pipeline.suggest(Article(source="a", text=text, sha256=sha256_of(text)))
    assert [m.text for m in made.mentions if m.label == "LOC"] == ["Torino", "Torino"]


def calls(text: str) -> int:
    """How many functions are called, Python's own included, to suggest for a text by rules."""
    called = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal called
        called += event in ("call", "c_call")

    read = article(text)
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        RULED.suggest(read)
    finally:
        sys.setprofile(before)
    return called


SENTENCE = "Secondo Paolo Ferrua la Regione Piemonte ha dato {} milioni di euro a Torino nel 2024"


@pytest.mark.parametrize("joint", [". ", " ", ", ", ".", " «", "; - "])
def test_one_line_costs_about_what_its_paragraphs_do(joint: str) -> None:
    """And twice as much where it is twice as long, however its sentences are parted, or not."""

    def joined(by: str, count: int) -> str:
        return by.join(SENTENCE.format(number) for number in range(10, 10 + count))

    calls(joined(joint, 10))  # what is read once
    line = calls(joined(joint, 400))
    assert line <= 1.6 * calls(joined(".\n\n", 400))
    assert calls(joined(joint, 800)) <= 2.2 * line


def test_a_line_without_end_takes_no_quadratic_time() -> None:
    """Half a megabyte of names and figures without a full stop."""
    text = "".join(f"parola di Torino e {number} euro " for number in range(10, 20_010))
    made = RULED.suggest(Article(source="a", text=text, sha256=sha256_of(text)))
    assert len(made.facts) > 19_900
    assert max(e.end - e.start for fact in made.facts for e in fact.evidence) <= 4_000
