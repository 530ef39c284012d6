"""Sentences: where they begin and end around an offset."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from newsview.store.model import Block
from newsview.widgets.text.document import Document
from newsview.widgets.text.sentences import LONGEST, Sentences
from newsview.widgets.text.tokens import Span
from tests.widgets.text.texts import blocks_of, few_of_many, hard_texts, places


def split(text: str) -> list[str]:
    """All sentences, by going from one to the next."""
    sentences = Sentences(Document(text))
    found: list[str] = []
    at = sentences.document.next_visible(0)
    while at is not None:
        start, end = sentences.at(at)
        found.append(text[start:end])
        at = sentences.next(at)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Piove. Nevica!  Che tempo?", ["Piove.", "Nevica!", "Che tempo?"]),
        ("Il sig. Rossi è qui. Poi va.", ["Il sig. Rossi è qui.", "Poi va."]),
        ("La Alfa S.p.A. Il gruppo cresce.", ["La Alfa S.p.A. Il gruppo cresce."]),
        ("Ha scritto A. Manzoni. Si sa.", ["Ha scritto A. Manzoni.", "Si sa."]),
        ("Vale 93,5 milioni. Ne chiede 1.200. Poi 3.", ["Vale 93,5 milioni.",
         "Ne chiede 1.200.", "Poi 3."]),
        ("All’art. 5 si legge. È nuovo.", ["All’art. 5 si legge.", "È nuovo."]),
        ("È del 2020. 30 anni fa.", ["È del 2020.", "30 anni fa."]),
        ("«Vado.» Così disse. «Resto.»", ["«Vado.»", "Così disse.", "«Resto.»"]),
        ("«Vado!» disse lui.", ["«Vado!» disse lui."]),
        ("E poi... niente. E poi… Tutto.", ["E poi... niente.", "E poi…", "Tutto."]),
        ("Su www.esempio.it. Altro.", ["Su www.esempio.it.", "Altro."]),
        ("Una (prova.) Altra.", ["Una (prova.)", "Altra."]),
        ("Titolo\nPrima frase. Seconda.", ["Titolo", "Prima frase.", "Seconda."]),
        ("Va a capo\nqui dentro. E poi\r\nqui.", ["Va a capo\nqui dentro.", "E poi\r\nqui."]),
        ("E\u0300 vero. E\u0300 falso.", ["E\u0300 vero.", "E\u0300 falso."]),
        ("  spazi.   Altri  ", ["spazi.", "Altri"]),
        ("", []),
        ("  \n ", []),
    ],
)  # fmt: skip
def test_italian_sentences(text: str, expected: list[str]) -> None:
    """Full stops that end a thought end a sentence, those of abbreviations do not."""
    assert split(text) == expected


@given(hard_texts | few_of_many, places)
def test_each_visible_character_is_in_one_sentence(text: str, at: list[int]) -> None:
    """Sentences do not overlap, and begin and end with something visible."""
    document = Document(text, blocks_of(text, at))
    sentences = Sentences(document)
    every = set()
    for offset in range(len(text)):
        if not text[offset].isspace():
            sentence = sentences.at(offset)
            assert sentence.start <= offset < sentence.end
            assert not text[sentence.start].isspace() and not text[sentence.end - 1].isspace()
            every.add(sentence)
    ordered = sorted(every)
    assert all(one.end <= other.start for one, other in pairwise(ordered))


@given(hard_texts | few_of_many)
def test_space_is_in_no_two_sentences(text: str) -> None:
    """Asked about space, the sentence is one that there is, or nothing."""
    sentences = Sentences(Document(text))
    every = {sentences.at(i) for i in range(len(text)) if not text[i].isspace()}
    for offset in range(len(text) + 1):
        sentence = sentences.at(offset)
        assert sentence in every or sentence.start == sentence.end


@given(hard_texts | few_of_many)
def test_next_and_previous_miss_no_sentence(text: str) -> None:
    """From any offset: the first that begins later, the last that begins before."""
    sentences = Sentences(Document(text))
    visible = [i for i in range(len(text)) if not text[i].isspace()]
    starts = sorted({sentences.at(i).start for i in visible})
    for offset in visible:
        assert sentences.next(offset) == next((s for s in starts if s > offset), None)
        before = [start for start in starts if start < offset]
        assert sentences.previous(offset) == (before[-1] if before else None)


def test_the_space_between_two_sentences_belongs_to_the_first() -> None:
    """Also the second of two spaces: evidence taken there is one sentence."""
    sentences = Sentences(Document("Piove.  Nevica."))
    assert sentences.at(6) == sentences.at(7) == Span(0, 6)


def test_a_sentence_does_not_reach_into_furniture() -> None:
    """A caption that is hidden is no part of the story's sentence."""
    text = "Il piano va avanti\ncon la foto\n"
    document = Document(text, [Block(0, 19, "body"), Block(19, 31, "boilerplate")])
    assert Sentences(document).at(3) == Span(0, 18)


def test_a_sentence_without_an_end_is_bounded() -> None:
    """A line of a megabyte without a full stop is looked at in part."""
    sentences = Sentences(Document("parola " * 150_000))
    sentence = sentences.at(500_000)
    assert sentence.start <= 500_000 < sentence.end
    assert sentence.end - sentence.start <= 2 * LONGEST
    following = sentences.next(500_000)
    assert following is not None and following > 500_000


def test_a_sentence_begins_far_before_the_offset() -> None:
    """Beyond the stretch that is looked at first."""
    text = "Piove. " + "Parola dopo parola " * 300 + "fine. Altro."
    sentence = Sentences(Document(text)).at(text.index("fine"))
    assert text[sentence.start :].startswith("Parola dopo")
    assert text[: sentence.end].endswith("fine.")
