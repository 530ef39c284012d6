"""Names by gazetteers and rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.nlp.names import find_all


def found(text: str) -> list[tuple[str, str]]:
    """(text, label) of every name, the text being one block."""
    return [(text[n.start : n.end], n.label) for n in find_all(text, [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("i dati dell’INFN e dell'Istat", [("INFN", "ORG"), ("Istat", "ORG")]),
        ("lo dice la Regione Piemonte", [("Regione Piemonte", "ORG")]),
        ("il ministro Bianchetti ha parlato", [("Bianchetti", "PER")]),
        (
            "parla Laura Bianchetti, che vive a Torino",
            [("Laura Bianchetti", "PER"), ("Torino", "LOC")],
        ),
        ("il Ministero dell’Istruzione", [("Ministero dell’Istruzione", "ORG")]),
        (
            "la Commissione Europea e il Data Act",
            [("Commissione Europea", "ORG"), ("Data Act", "MISC")],
        ),
        ("abita in via Mazzini", [("via Mazzini", "LOC")]),
        ("il governo e la polizia", []),
        ("gli italiani parlano italiano", []),
        ("vola da Londra a New York", [("Londra", "LOC"), ("New York", "LOC")]),
        ("la società Terna Nova S.p.A. investe", [("Terna Nova S.p.A.", "ORG")]),
        ("il Premio Calvino", [("Premio Calvino", "MISC")]),
        ("Secondo Volkswagen, costa meno", [("Volkswagen", "ORG")]),
    ],
)
def test_names_in_a_sentence(text: str, names: list[tuple[str, str]]) -> None:
    """Without articles, titles and quotes; common words are none."""
    assert found(text) == names


def test_a_surname_is_the_person_named_in_full() -> None:
    """What one place tells holds for the others."""
    text = "Parla Laura Bianchetti. Per Bianchetti è tardi. Bianchetti insiste."
    assert [label for name, label in found(text) if name == "Bianchetti"] == ["PER", "PER"]


def test_an_acronym_is_what_it_was_explained_by() -> None:
    """In parentheses behind the name."""
    text = "Il Trattato Alpino (TRAL) cambia tutto: dice il TRAL che"
    assert {label for name, label in found(text) if name == "TRAL"} == {"MISC"}


def test_sentence_beginnings_are_no_names() -> None:
    """A capital says nothing there."""
    assert found("Sono arrivati. Quando piove, aspettano. Molti ridono.") == []


def test_headlines_in_capitals_keep_only_known_names() -> None:
    """Capitals tell nothing where everything is one."""
    assert found("IL GOVERNO APPROVA LA LEGGE, VOLKSWAGEN PROTESTA A TORINO") == [
        ("VOLKSWAGEN", "ORG"),
        ("TORINO", "LOC"),
    ]


@given(st.text(max_size=200) | st.text(alphabet="AaBbèÈ’' .,()«»&-/0\n", max_size=200))
def test_never_fails_and_offsets_are_exact(text: str) -> None:
    """In order, apart, no white space at the edges, whatever the text."""
    reached = 0
    for name in find_all(text, [(0, len(text))]):
        assert reached <= name.start < name.end <= len(text)
        span = text[name.start : name.end]
        assert span == span.strip()
        assert 0 < name.score <= 1
        reached = name.end


def test_a_huge_block_is_no_trouble() -> None:
    """Ten megabytes in one line."""
    assert find_all("Torino e Laura Bianchetti " * 400_000, [(0, 10_400_000)])
