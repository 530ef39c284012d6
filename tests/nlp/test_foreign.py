"""What a spaCy pipeline is told and what it hands over: sentences, words with their syntax."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from newsview.nlp.foreign import load_foreign
from newsview.nlp.syntax import Word

TEXT = "Il dott. Neri apre la sede. Poi parla.\n\nLa S.p.A. «Boreale» tace."


@Language.component("newsview_test_parsing")
def parsing(doc: Doc) -> Doc:
    """Hangs all words of a sentence on its first, which spaCy must know the beginning of."""
    firsts: list[int] = []
    for token in doc:
        firsts.append(token.i if token.is_sent_start else firsts[-1])
    labels = [
        "ROOT" if first == token.i else "Obj" for token, first in zip(doc, firsts, strict=True)
    ]
    made = Doc(
        doc.vocab, [token.text for token in doc], [bool(token.whitespace_) for token in doc],
        heads=firsts, deps=labels, pos=["SPACE" if token.is_space else "NOUN" for token in doc],
    )  # fmt: skip
    made.set_ents(list(doc.ents))
    return made


@Language.component("newsview_test_alone")
def alone(doc: Doc) -> Doc:
    """Knows the parts of speech and no more."""
    for token in doc:
        token.pos_ = "X"
    return doc


class Halves:
    """Cuts a text in two, anywhere, and parses the halves."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab

    def __call__(self, text: str) -> Doc:
        halves = [text[:20], text[20:]]
        return Doc(
            self._vocab, halves, [False, False], heads=[0, 0], deps=["ROOT", "dep"], pos=["X", "X"]
        )

    def to_disk(self, path: Path, **_: object) -> None:
        """Has nothing to write."""

    def from_disk(self, path: Path, **_: object) -> Halves:
        """Has nothing to read."""
        return self


@spacy.registry.tokenizers("newsview_test_halves")
def make_halves() -> Callable[[Language], Halves]:
    """What spaCy calls for a pipeline's config."""
    return Halves


class Asked(Doc):
    """A document that counts how often it looks through its tokens for annotation."""

    times = 0

    def has_annotation(self, attr: int | str, *, require_complete: bool = False) -> bool:
        """As any document."""
        Asked.times += 1
        return super().has_annotation(attr, require_complete=require_complete)


class Words:
    """A tokenizer at blanks."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab

    def __call__(self, text: str) -> Doc:
        return Asked(self._vocab, text.split(" "))

    def to_disk(self, path: Path, **_: object) -> None:
        """Has nothing to write."""

    def from_disk(self, path: Path, **_: object) -> Words:
        """Has nothing to read."""
        return self


@spacy.registry.tokenizers("newsview_test_words")
def make_words() -> Callable[[Language], Words]:
    """What spaCy calls for a pipeline's config."""
    return Words


def saved(folder: Path, *components: str, **config: object) -> str:
    nlp = spacy.blank("it")
    for name in components:
        nlp.add_pipe(name, config=dict(config) if name == "sentencizer" else {})
    nlp.to_disk(folder)
    return str(folder)


def words_of(spec: str, text: str = TEXT) -> list[Word]:
    _, analyse = load_foreign(spec, {})
    return list(analyse(text, [(0, len(text))]).words)


def sentences_of(words: list[Word], text: str = TEXT) -> list[str]:
    """The first word of each sentence: what `parsing` hangs on itself."""
    return [text[w.start : w.end] for place, w in enumerate(words) if w.head == place]


def test_a_pipeline_parses_the_sentences_that_the_rules_see(tmp_path: Path) -> None:
    """No sentence after "dott." and "S.p.A."; each word with its head, white space left out."""
    words = words_of(saved(tmp_path, "newsview_test_parsing"))
    assert sentences_of(words) == ["Il", "Poi", "La"]
    assert all(TEXT[word.start : word.end].strip() for word in words)
    assert {(word.pos, word.dep) for word in words} == {("NOUN", "root"), ("NOUN", "obj")}
    poi = next(place for place, word in enumerate(words) if TEXT.startswith("Poi", word.start))
    assert words[poi + 1] == Word(TEXT.index("parla"), TEXT.index(".\n"), "NOUN", poi, "obj")


def test_words_of_several_blocks_are_counted_on(tmp_path: Path) -> None:
    """Their heads are places among all of them."""
    _, analyse = load_foreign(saved(tmp_path, "newsview_test_parsing"), {})
    at = TEXT.index("Poi")
    words = list(analyse(TEXT, [(0, at), (at, len(TEXT))]).words)
    assert sentences_of(words) == ["Il", "Poi", "La"]
    assert [word.start for word in words] == sorted(word.start for word in words)


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_sentencizer_has_its_way_only_where_it_insists(tmp_path: Path, overwrite: bool) -> None:
    """``overwrite`` is false by default: our sentences stand."""
    spec = saved(tmp_path, "sentencizer", "newsview_test_parsing", overwrite=overwrite)
    begins = sentences_of(words_of(spec))
    assert ("Neri" in begins) == overwrite
    assert overwrite or begins == ["Il", "Poi", "La"]


def test_a_tokenizer_that_parses_is_left_alone(tmp_path: Path) -> None:
    """As those are that wrap another library."""
    config = {"nlp": {"tokenizer": {"@tokenizers": "newsview_test_halves"}}}
    spacy.blank("it", config=config).to_disk(tmp_path)
    words = words_of(str(tmp_path))
    assert [(word.start, word.end, word.head) for word in words] == [(0, 20, 0), (20, len(TEXT), 0)]


def test_without_a_parse_there_are_no_words(tmp_path: Path) -> None:
    """Parts of speech alone are not enough."""
    assert words_of(saved(tmp_path, "newsview_test_alone")) == []


def test_beginnings_are_told_without_looking_through_the_text_for_each_token(
    tmp_path: Path,
) -> None:
    """A line without end costs what its tokens do, not their square."""
    config = {"nlp": {"tokenizer": {"@tokenizers": "newsview_test_words"}}}
    spacy.blank("it", config=config).to_disk(tmp_path)
    asked = []
    for count in (10, 1_000):
        Asked.times = 0
        assert words_of(str(tmp_path), " ".join(["parola"] * count)) == []
        asked.append(Asked.times)
    assert asked[0] == asked[1] > 0
