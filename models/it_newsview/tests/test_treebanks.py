"""What the parser learns from: treebanks read as the words that the model reads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from it_newsview.parser import PART, ROOT, Parsed
from training.parsing import measure
from training.parsing.alignment import Sentence, aligned
from training.parsing.treebanks import Token, read_conllu, relation, with_print_spacing

LINES = [
    "# text = L'ex capo della ditta s'arrende.",
    "1\tL'\til\tDET\tRD\t_\t3\tdet\t_\tSpaceAfter=No",
    "2\tex\tex\tADJ\tA\t_\t3\tamod\t_\t_",
    "3\tcapo\tcapo\tNOUN\tS\t_\t8\tnsubj:pass\t_\t_",
    "4-5\tdella\t_\t_\t_\t_\t_\t_\t_\t_",
    "4\tdi\tdi\tADP\tE\t_\t6\tcase\t_\t_",
    "5\tla\til\tDET\tRD\t_\t6\tdet\t_\t_",
    "6\tditta\tditta\tNOUN\tS\t_\t3\tnmod:poss\t_\t_",
    "7\ts'\tsi\tPRON\tPC\t_\t8\texpl:impers\t_\tSpaceAfter=No",
    "7.1\tvuoto\t_\t_\t_\t_\t_\t_\t_\t_",
    "8\tarrende\tarrendere\tVERB\tV\t_\t0\troot\t_\tSpaceAfter=No",
    "9\t.\t.\tPUNCT\tFS\t_\t8\tpunct\t_\t_",
    "",
]


def test_a_treebank_is_read_as_written_tokens(tmp_path: Path) -> None:
    """Contractions are one, empty nodes none, most subtypes their relation."""
    path = tmp_path / "a.conllu"
    two_roots = [line.replace("\t8\tpunct", "\t0\troot") for line in LINES]
    path.write_text("\n".join([*two_roots, *LINES]), "utf-8")
    (tokens,) = read_conllu(path)
    assert [token.form for token in tokens] == [
        "L'", "ex", "capo", "della", "ditta", "s'", "arrende", ".",
    ]  # fmt: skip
    assert tokens[3] == Token("della", "ADP", 4, "case", False)
    assert tokens[2].label == "nsubj:pass" and tokens[4].label == "nmod"
    assert tokens[6][2:4] == (-1, ROOT)


def test_words_of_a_token_hang_on_its_first(tmp_path: Path) -> None:
    """Elided words have their apostrophe as a part; heads are numbers of words."""
    path = tmp_path / "a.conllu"
    path.write_text("\n".join(LINES), "utf-8")
    sentence = aligned(next(read_conllu(path)))
    assert sentence is not None
    assert sentence.text == "L'ex capo della ditta s'arrende."
    assert sentence.words[:4] == (
        Parsed(3, "det", "DET"), Parsed(0, PART, "PUNCT"), Parsed(3, "amod", "ADJ"),
        Parsed(8, "nsubj:pass", "NOUN"),
    )  # fmt: skip
    assert sentence.token_of == (0, 0, 1, 2, 3, 4, 5, 5, 6, 7)


def test_tokens_that_our_words_cross_are_left_out() -> None:
    """ "3,5" is one word of ours."""
    tokens = [Token(form, "NUM", at - 1, "x", True) for at, form in enumerate(("3", ",", "5"))]
    assert aligned(tokens) is None


@pytest.mark.parametrize(
    "text",
    [
        'Disse: "Vengo", poi se ne andò.',
        "L'anno (nuovo) comincia: un po' di «pace»!",
        "E l’altra, “bella”?",
    ],
)
def test_a_spaced_treebank_is_put_back_into_print(text: str) -> None:
    """Quotes open and close, elisions cling, short forms do not."""
    spaced = text
    for mark in '",.:!?()«»“”':
        spaced = spaced.replace(mark, f" {mark} ")
    spaced = spaced.replace("L'", "L' ").replace("l’", "l’ ")
    tokens = [Token(form, "X", 0, "x", False) for form in spaced.split()]
    sentence = aligned(with_print_spacing(tokens))
    assert sentence is not None and sentence.text == text


def test_relations_are_told_apart_where_it_matters() -> None:
    """Passive subjects and agents are; possessives are not."""
    assert relation("obl:agent") == "obl:agent" and relation("nsubj:pass") == "nsubj:pass"
    assert relation("det:poss") == "det" and relation("orphan") == "dep"


def test_figures_count_tokens() -> None:
    """A token of two words counts once; punctuation not in the attachment scores."""
    gold = Sentence(
        "Po' sa.",
        (
            Parsed(2, "nsubj", "NOUN"), Parsed(0, PART, "PUNCT"), Parsed(-1, ROOT, "VERB"),
            Parsed(2, "punct", "PUNCT"),
        ),
        (0, 0, 1, 2),
    )  # fmt: skip

    class Guessing:
        def project(self, states: object) -> object:
            return states

        def parse(self, _: object) -> list[Parsed]:
            return [gold.words[0]._replace(label="obj"), *gold.words[1:]]

    made = measure.figures(Guessing(), [gold], [np.zeros((4, 1), np.float16)])  # type: ignore[arg-type]
    assert (made["POS"], made["UAS"], made["LAS"]) == (100, 100, 50)
    assert made["root"] == 100 and made["nsubj"] == 0
