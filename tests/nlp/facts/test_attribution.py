"""Who says what a sentence tells."""

from __future__ import annotations

import pytest

from newsview.nlp.data import word_set
from newsview.nlp.facts.attribution import attribution, quotations, speakers
from newsview.nlp.facts.sentence import Sentence
from newsview.nlp.sentences import sentences
from tests.nlp.facts.parsed import named, sentence_of, tree_of

SAID = [
    "Secondo Anna Neri il porto chiude.",
    "Il porto chiude, secondo Anna Neri.",
    "Secondo la direttrice Anna Neri il porto chiude.",
    "Secondo i dati di Anna Neri il porto chiude.",
    "Secondo quanto riferito da Anna Neri, il porto chiude.",
    "A detta di Anna Neri il porto chiude.",
    "A parere della direttrice Anna Neri il porto chiude.",
    "Stando a Anna Neri il porto chiude.",
    "Stando a quanto dichiarato da Anna Neri il porto chiude.",
    "Il porto chiude, come riferito da Anna Neri.",
    "«Il porto chiude», dice Anna Neri.",
    "«Il porto chiude», ha detto ieri la direttrice Anna Neri.",
    "«Il porto chiude», ha poi detto Anna Neri.",
    "Anna Neri ha detto che il porto chiude.",
    "Anna Neri: «Il porto chiude».",
    "Secondo l'economista Anna Neri il porto chiude.",
    "ANNA È SICURA, SPIEGA Anna Neri.",
]


@pytest.mark.parametrize("text", SAID)
def test_who_says_it_is_named(text: str) -> None:
    """Before the name or behind it, with what may stand between."""
    assert attribution(sentence_of(text, PER="Anna Neri")) == "Anna Neri"


UNSAID = [
    "Per Anna Neri il porto è la vita.",
    "Nel secondo Anna Neri ha segnato ancora.",
    "Il secondo Anna Neri non lo vende.",
    "La replica Anna Neri la aspetta.",
    "Una nota Anna Neri non la vuole.",
    "Anna Neri: il porto chiude.",
    "Secondo gli altri Anna Neri parte.",
    "Chi lo ha detto non importa: Anna Neri parte.",
    "Ha detto che Anna Neri parte.",
    "Lo ha detto ad altri. Con Anna Neri nessuno parla.",
    "Ha risposto ad alcune domande, davanti a Anna Neri.",
    "Il detto è vecchio, Anna Neri lo sa.",
]


@pytest.mark.parametrize("text", UNSAID)
def test_a_name_that_says_nothing(text: str) -> None:
    """Ordinals, nouns that look like verbs, "per", and what is said about somebody."""
    assert attribution(sentence_of(text, PER="Anna Neri")) is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("«Il porto chiude», dice la presidente di Boreale Anna Neri.", "Anna Neri"),
        ("«Il porto chiude», dice la presidente di Boreale, Anna Neri.", "Anna Neri"),
        ("«Il porto chiude», dice a Boreale Anna Neri.", "Anna Neri"),
        ("Anna Neri, presidente di Boreale, ha detto che il porto chiude.", "Anna Neri"),
        ("Boreale, dice Anna Neri.", "Boreale"),
        ("«Il porto chiude», spiega una nota di Boreale, letta a Anna Neri.", "Boreale"),
    ],
)
def test_people_speak_for_their_organisation(text: str, speaker: str) -> None:
    """Whoever they speak to; without a person, the organisation does."""
    assert attribution(sentence_of(text, PER="Anna Neri", ORG="Boreale")) == speaker


def test_who_has_no_name_is_taken_from_the_tree() -> None:
    """ "secondo gli analisti"."""
    tree = tree_of(
        "Secondo/ADP/3/case gli/DET/3/det analisti/NOUN/5/obl Boreale/PROPN/5/nsubj "
        "cresce/VERB/0/root"
    )
    assert attribution(sentence_of(tree.text, tree, ORG="Boreale")) == "analisti"


def told(text: str, **labels: str) -> list[str | None]:
    """The speaker of each sentence of a text."""
    quotes = quotations(text, 0, len(text))
    names = named(text, **labels)
    return speakers(
        [
            Sentence(
                text, start, end, None,
                [name for name in names if start <= name.start < end], [],
                [quote for quote in quotes if quote[0] < end and start < quote[1]],
            )
            for start, end in sentences(text, 0, len(text))
        ]
    )  # fmt: skip


@pytest.mark.parametrize("marks", ["«»", "“”", '""'])
def test_a_quotation_over_several_sentences_has_one_speaker(marks: str) -> None:
    """What stands behind it is not told by them."""
    text = "{}Il porto chiude. È tardi. Partiamo domani{}, dice Anna Neri. Piove ancora.".format(
        *marks
    )
    assert told(text, PER="Anna Neri") == ["Anna Neri", "Anna Neri", "Anna Neri", None]


def test_each_quotation_has_its_own_speaker() -> None:
    """One that nobody is named for stays without."""
    text = (
        "«Il porto chiude. È tardi», dice Anna Neri. «Resta aperto. Vedrete», replica Gino Bo. "
        "«Nessuno lo sa. Forse chiude»."
    )
    assert told(text, PER="Anna Neri|Gino Bo") == [
        "Anna Neri", "Anna Neri", "Gino Bo", "Gino Bo", None, None,
    ]  # fmt: skip


def test_quotations_that_are_not_closed_are_none() -> None:
    """Nor do two of different kinds make one."""
    assert quotations("«Il porto. È “tardi»", 0, 20) == [(0, 20)]
    assert quotations("«Il porto. È tardi”", 0, 19) == []
    assert quotations('"Il porto\nchiude"', 0, 17) == []


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("L'accordo, firmato a Bari, ricorda il passato.", {"LOC": "Bari"}),
        ("Il bando della Boreale spiega le regole.", {"ORG": "Boreale"}),
        ("L'intesa con la Boreale ricorda il passato.", {"ORG": "Boreale"}),
    ],
)
def test_what_only_stands_before_the_verb_does_not_speak(text: str, labels: dict[str, str]) -> None:
    """A place; whose something is; with whom it is."""
    assert attribution(sentence_of(text, **labels)) is None


@pytest.mark.parametrize("noun", sorted(word_set("speaking_nouns")))
def test_an_organisation_speaks_by_what_it_publishes(noun: str) -> None:
    """ "La nota della Boreale spiega"."""
    assert attribution(sentence_of(f"La {noun} della Boreale spiega tutto.", ORG="Boreale")) == (
        "Boreale"
    )
