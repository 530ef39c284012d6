"""The parser as it is shipped: who did what, whose sentences, its life as a spaCy component."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc

import it_newsview
from it_newsview import weights
from it_newsview.component import FACTORY as NER
from it_newsview.component import STATES
from it_newsview.dependencies import FACTORY, DependencyParser
from it_newsview.weights import WeightsError

TEXT = (
    "Il gruppo Ferrante ha comprato una fabbrica a Biella.\n"
    "La direttrice dell'Istituto Boreale presenterà i conti lunedì. I tecnici sono stati assunti."
)


@cache
def pipeline() -> Language:
    return it_newsview.load()


def arcs(doc: Doc) -> set[tuple[str, str, str]]:
    return {(token.text, token.dep_, token.head.text) for token in doc}


def assert_valid(doc: Doc) -> None:
    """What spaCy expects of a parsed document."""
    assert doc.has_annotation("DEP") and doc.has_annotation("SENT_START", require_complete=True)
    covered = 0
    for sentence in doc.sents:
        assert sentence.start == covered
        covered = sentence.end
        assert [token for token in sentence if token.head == token] == [sentence.root]
        assert sentence.root.dep_ == "ROOT"
        for token in sentence:
            assert sentence.start <= token.head.i < sentence.end
            assert token.dep_ and token.pos_ and token.dep_ not in ("part", "root")
            assert token == sentence.root or sentence.root in token.ancestors
            assert (token.pos_ == "SPACE") == token.is_space
    assert covered == len(doc)
    assert STATES not in doc.user_data


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "La Nordvia ha venduto tre traghetti alla Regione Liguria.",
            {("Nordvia", "nsubj", "venduto"), ("traghetti", "obj", "venduto")},
        ),
        (
            "Nel 2023 l’azienda investirà due milioni di euro.",
            {("azienda", "nsubj", "investirà"), ("milioni", "obj", "investirà")},
        ),
        (
            "I ricavi sono cresciuti del 4%, ma l'azienda ha perso clienti.",
            {("ricavi", "nsubj", "cresciuti"), ("azienda", "nsubj", "perso")},
        ),
        (
            "La sede è stata inaugurata ieri.",
            {("sede", "nsubj:pass", "inaugurata"), ("stata", "aux:pass", "inaugurata")},
        ),
        (
            "Carla Benvenuti è la nuova direttrice dell'istituto.",
            {("Carla", "nsubj", "direttrice"), ("è", "cop", "direttrice")},
        ),
        (
            "Il presidente della banca ha detto che chiuderà dieci filiali.",
            {("presidente", "nsubj", "detto"), ("filiali", "obj", "chiuderà")},
        ),
    ],
)
def test_who_did_what_is_told(text: str, wanted: set[tuple[str, str, str]]) -> None:
    """Subjects, objects, passives, predicates."""
    assert wanted <= arcs(pipeline()(text))


def test_a_parsed_text_is_what_spacy_expects() -> None:
    """Sentences, parts of speech, noun chunks and the picture."""
    doc = pipeline()(TEXT)
    assert_valid(doc)
    assert [sentence.root.text for sentence in doc.sents] == ["comprato", "presenterà", "assunti"]
    assert doc[2].pos_ == "PROPN" and doc[4].pos_ == "VERB" and doc[-1].pos_ == "PUNCT"
    assert "una fabbrica" in {chunk.text for chunk in doc.noun_chunks}
    assert len(displacy.parse_deps(doc, {"collapse_punct": False})["arcs"]) == len(doc) - len(
        list(doc.sents)
    )
    assert {entity.text for entity in doc.ents} >= {"Biella", "lunedì"}


def test_excluded_or_switched_off_it_leaves_the_entities_alone() -> None:
    """And no states behind it."""
    entities = [(entity.start, entity.end, entity.label) for entity in pipeline()(TEXT).ents]
    docs = [it_newsview.load(exclude=[FACTORY])(TEXT)]
    nlp = it_newsview.load()
    with nlp.select_pipes(disable=[FACTORY]):
        docs.append(nlp(TEXT))
    for doc in docs:
        assert not doc.has_annotation("DEP") and STATES not in doc.user_data
        assert [(entity.start, entity.end, entity.label) for entity in doc.ents] == entities


def test_without_what_it_works_from_it_says_so() -> None:
    """No newsview_ner, or one behind it; no weights."""
    with pytest.raises(ValueError, match="newsview_ner must stand before it"):
        it_newsview.load(exclude=[NER])("Visita a Biella.")
    nlp = spacy.blank("it")
    nlp.add_pipe(NER)
    nlp.get_pipe(NER).from_bytes(pipeline().get_pipe(NER).to_bytes())  # type: ignore[attr-defined]
    nlp.add_pipe(FACTORY)
    with pytest.raises(ValueError, match="newsview_parser has no weights"):
        nlp("Visita a Biella.")


def test_another_encoder_is_refused() -> None:
    """When it is loaded, or when the encoder changes after it."""
    meta, arrays = weights.read(pipeline().get_pipe(NER).to_bytes())  # type: ignore[attr-defined]
    other = weights.pack({**meta, "version": "0.0.0"}, arrays)
    nlp = it_newsview.load()
    nlp.get_pipe(NER).from_bytes(other)  # type: ignore[attr-defined]
    with pytest.raises(WeightsError, match="another encoder"):
        nlp("Visita a Biella.")
    parser = nlp.get_pipe(FACTORY)
    assert isinstance(parser, DependencyParser)
    with pytest.raises(WeightsError, match="another encoder"):
        parser.from_bytes(parser.to_bytes())


def test_damaged_weights_are_refused() -> None:
    """As those of newsview_ner."""
    parser = it_newsview.load().get_pipe(FACTORY)
    assert isinstance(parser, DependencyParser)
    for data in (b"", parser.to_bytes()[:-4000], pipeline().get_pipe(NER).to_bytes()):  # type: ignore[attr-defined]
        with pytest.raises(WeightsError):
            parser.from_bytes(data)


def test_sentences_that_the_document_has_are_kept() -> None:
    """Set by hand, whole or in part, or by a component before it, wherever that may be."""
    doc = pipeline().make_doc("Apre la sede a Biella. Arriva il sindaco. Poi parla.")
    for token in doc:
        token.is_sent_start = token.text in ("Apre", "a", "Poi")
    doc = pipeline()(doc)
    assert_valid(doc)
    assert [sentence[0].text for sentence in doc.sents] == ["Apre", "a", "Poi"]
    doc = pipeline().make_doc("Apre la sede. Arriva il sindaco. Poi parla.")
    doc[4].is_sent_start = False
    assert [sentence[0].text for sentence in pipeline()(doc).sents] == ["Apre", "Poi"]
    nlp = it_newsview.load()
    nlp.add_pipe("sentencizer", first=True, config={"punct_chars": [","], "overwrite": False})
    doc = nlp("Apre la sede, parla il sindaco. Poi piove.")
    assert_valid(doc)
    assert [sentence[0].text for sentence in doc.sents] == ["Apre", "parla"]


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Parla il dott. Neri. Poi G. Bo replica! «Vero?» chiede.", ["Parla", "Poi", "«"]),
        ("Un titolo\nIl testo comincia.\n\nE finisce", ["Un", "Il", "E"]),
        (
            "Una riga che è lunga come lo sono quelle della posta elettronica di una\nvolta.",
            ["Una"],
        ),
    ],
)
def test_else_sentences_begin_where_they_seem_to(text: str, begins: list[str]) -> None:
    """Abbreviations, initials and wrapped lines begin none."""
    doc = pipeline()(text)
    starts = [next(token.text for token in s if not token.is_space) for s in doc.sents]
    assert starts == begins


def test_any_tokens_can_be_parsed() -> None:
    """A tokenizer that joins and splits as nobody would."""
    words = ["La", "sede", "del", "l'", "En", "ea", " ", "apre", "a Pi", "sa", "."]
    spaces = [True, True, False, False, False, True, False, True, False, False, False]
    doc = pipeline()(Doc(pipeline().vocab, words=words, spaces=spaces))
    assert_valid(doc)
    found = {(token.text, token.dep_, token.head.text) for token in doc}
    assert {("ea", "flat", "En"), (" ", "dep", "ea"), ("sa", "flat", "a Pi")} <= found


def test_it_goes_to_disk_and_bytes_and_back(tmp_path: Path) -> None:
    """As every spaCy component."""
    wanted = arcs(pipeline()(TEXT))
    pipeline().to_disk(tmp_path / "copy")
    assert arcs(spacy.load(tmp_path / "copy")(TEXT)) == wanted
    again = spacy.blank("it")
    again.add_pipe(NER)
    again.add_pipe(FACTORY)
    again.from_bytes(pipeline().to_bytes())
    assert arcs(again(TEXT)) == wanted


def test_many_texts_are_parsed_one_by_one() -> None:
    """Each from its own states."""
    texts = [TEXT, "", "Piove.", TEXT.upper()]
    for doc, text in zip(pipeline().pipe(texts), texts, strict=True):
        assert_valid(doc)
        assert arcs(doc) == arcs(pipeline()(text))


@settings(max_examples=80, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
    | st.text(alphabet="AaèÈ’' .,«»()0123%€\n\r\t\x00\u200b\u00a0\u0301🎉İ-", max_size=200)
    | st.lists(st.sampled_from(["Nvidia", "ha", "dell'", ".", "\n", "  ", "5G-x", "È"])).map(
        " ".join
    )
)
def test_whatever_the_text_every_token_has_its_place_in_a_tree(text: str) -> None:
    """In one sentence, with one root."""
    assert_valid(pipeline()(text))


def test_a_sentence_without_end_is_parsed() -> None:
    """Three thousand words without a full stop."""
    assert_valid(pipeline()("mela, pera e altra frutta " * 600))
