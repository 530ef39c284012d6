"""What is held back for measuring, fixed by a hash: the same on every machine, for every run.

*own*: the sentences are taken in blocks that end where an article seems to end (a gap in the
numbering, or a headline, once a block has 15 sentences).  *invented*: whole articles.  A block
whose SHA-256 of its first id, modulo 5, is 0 is the test part; of the others those whose next byte
is below 20 (about 8 %) are the development part, on which all choices are made.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from training.sets import Sentence, plain

_BLOCK = 15
_HEADLINE = re.compile(r"[\w»”\")']$")


class Parts(NamedTuple):
    """One set, cut in three; the sentences of each part keep their order."""

    train: list[list[Sentence]]
    develop: list[list[Sentence]]
    test: list[list[Sentence]]


def part(name: str) -> str:
    """``test``, ``develop`` or ``train`` for a block's name."""
    digest = hashlib.sha256(name.encode()).digest()
    if int.from_bytes(digest[:4], "big") % 5 == 0:
        return "test"
    return "develop" if digest[4] < 20 else "train"


def own_blocks(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """Blocks of consecutive sentences, cut at gaps and headlines."""
    blocks: list[list[Sentence]] = []
    last = -2
    for sentence in sentences:
        number = int(sentence.id.removeprefix("wn"))
        edge = number != last + 1 or bool(_HEADLINE.search(sentence.text))
        if not blocks or (edge and len(blocks[-1]) >= _BLOCK):
            blocks.append([])
        blocks[-1].append(sentence)
        last = number
    return blocks


def invented_blocks(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """One block an article."""
    blocks: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        blocks.setdefault(sentence.id.rpartition("-")[0], []).append(sentence)
    return list(blocks.values())


def cut(
    sentences: Iterable[Sentence], blocks: Callable[[Iterable[Sentence]], list[list[Sentence]]]
) -> Parts:
    """A set in its three parts.  A sentence that also stands in the test part leaves the others."""
    parts = Parts([], [], [])
    for block in blocks(sentences):
        getattr(parts, part(block[0].id)).append(block)
    held = {plain(s.text) for block in parts.test for s in block}
    for kept in (parts.train, parts.develop):
        kept[:] = [[s for s in block if plain(s.text) not in held] for block in kept]
        kept[:] = [block for block in kept if block]
    return parts


def without(sentences: Iterable[Sentence], held: Iterable[Sentence]) -> list[Sentence]:
    """The sentences that do not stand, as a text, among those held back."""
    texts = {plain(s.text) for s in held}
    return [s for s in sentences if plain(s.text) not in texts]
