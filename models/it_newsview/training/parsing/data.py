"""What the parser learns from, what it is chosen by, and what it is measured on.

Learnt from are treebanks whose licences allow commercial use alone: PUD (CC BY-SA 3.0), MarkIT
(CC BY 4.0), TWITTIRO (CC BY-SA 4.0). ISDT and VIT are measured on and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from training.parsing.alignment import Sentence, aligned
from training.parsing.treebanks import read_conllu, with_print_spacing

_HELD: Final = 150
"""The last sentences of PUD are held back."""


class Data(NamedTuple):
    """``develop`` is for choices; ``tests`` by name were not looked at for any."""

    train: list[Sentence]
    develop: list[Sentence]
    tests: dict[str, list[Sentence]]


def read(folder: Path) -> Data:
    """Read ``ud/*.conllu`` of the data folder."""
    pud = _sentences(folder, "pud-test")
    known, held = pud[:-_HELD], pud[-_HELD:]
    markit = [_sentences(folder, f"markit-{part}", spaced=True) for part in ("train", "test")]
    twittiro = [_sentences(folder, f"twittiro-{part}") for part in ("train", "dev", "test")]
    train = [one for number, one in enumerate(known) if number % 10 != 3]
    develop = [one for number, one in enumerate(known) if number % 10 == 3]
    develop += _sentences(folder, "markit-dev", spaced=True)
    tests = {
        "PUD, held back": held,
        "ISDT test": _sentences(folder, "isdt-test"),
        "VIT test": _sentences(folder, "vit-test"),
    }
    return Data([*train, *_chained(markit), *_chained(twittiro)], develop, tests)


def _sentences(folder: Path, name: str, spaced: bool = False) -> list[Sentence]:
    """``spaced``: the treebank writes a blank after each token."""
    found = []
    for tokens in read_conllu(folder / "ud" / f"{name}.conllu"):
        sentence = aligned(with_print_spacing(tokens) if spaced else tokens)
        if sentence is not None:
            found.append(sentence)
    return found


def _chained(some: Iterable[list[Sentence]]) -> list[Sentence]:
    return [sentence for part in some for sentence in part]
