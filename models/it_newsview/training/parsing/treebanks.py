"""Reading treebanks of Universal Dependencies (de Marneffe et al. 2021) as tokens that are written.

A token that stands for several syntactic words (``della`` for *di* and *la*) is one here: it takes
the arc and the part of speech of that of its words whose head lies outside.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from it_newsview.parser import ROOT

_KEPT: Final = frozenset({"nsubj:pass", "aux:pass", "obl:agent", "acl:relcl"})
"""Subtypes that are told apart; all others are their relation's."""

_RENAMED: Final = {
    "goeswith": "flat",
    "list": "parataxis",
    "orphan": "dep",
    "parataxis:appos": "appos",
    "reparandum": "dep",
}
_CLOSING: Final = tuple(",.;:!?)]»”…")
_VERBAL: Final = ("VERB", "AUX")


class Token(NamedTuple):
    """A token as written.  ``head``: its number, -1 at the root; ``glued``: no blank follows."""

    form: str
    pos: str
    head: int
    label: str
    glued: bool


class _Row(NamedTuple):
    """One syntactic word, as CoNLL-U has it; ``head`` is 0 at the root, words count from 1."""

    form: str
    pos: str
    head: int
    label: str
    glued: bool


def relation(label: str) -> str:
    """A treebank's label as one of ours."""
    if label in _KEPT:
        return label
    return _RENAMED.get(label, label.partition(":")[0])


def read_conllu(path: Path) -> Iterator[list[Token]]:
    """The sentences of a file that have one root, without what is not written (empty nodes)."""
    rows: list[_Row] = []
    written: dict[int, tuple[int, str, bool]] = {}  # first word → last word, form, glued
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if not line:
            if sum(row.head == 0 for row in rows) == 1:
                yield _tokens(rows, written)
            rows, written = [], {}
            continue
        if line.startswith("#"):
            continue
        number, form, _, pos, _, _, head, label, _, other = line.split("\t")
        glued = "SpaceAfter=No" in other
        if "-" in number:
            first, last = map(int, number.split("-"))
            written[first] = last, form, glued
        elif "." not in number:
            rows.append(_Row(form, pos, int(head), label, glued))


def _tokens(rows: list[_Row], written: dict[int, tuple[int, str, bool]]) -> list[Token]:
    groups: list[tuple[range, str, bool]] = []
    word = 1
    while word <= len(rows):
        last, form, glued = written.get(word, (word, rows[word - 1].form, rows[word - 1].glued))
        groups.append((range(word, last + 1), form, glued))
        word = last + 1
    token_of = {word: number for number, (words, _, _) in enumerate(groups) for word in words}
    tokens = []
    for words, form, glued in groups:
        outside = [word for word in words if rows[word - 1].head not in words]
        verbal = [word for word in outside if rows[word - 1].pos in _VERBAL]
        at_root = [word for word in outside if rows[word - 1].head == 0]
        row = rows[(at_root or verbal or outside or words)[0] - 1]
        label = ROOT if row.head == 0 else relation(row.label)
        tokens.append(Token(form, row.pos, token_of.get(row.head, -1), label, glued))
    return tokens


def with_print_spacing(tokens: list[Token]) -> list[Token]:
    """Tokens of a treebank that notes no spacing, glued as they are in print."""
    glued = []
    quoted = False
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        form = token.form
        joined = form in "([«“‘'’" or _elided(form)
        if form == '"':
            quoted = not quoted
            joined = quoted
        follows = after.form if after is not None else ""
        closes = follows == '"' and quoted and form != '"'
        glued.append(token._replace(glued=joined or closes or follows[:1] in _CLOSING))
    return glued


def _elided(form: str) -> bool:
    whole = ("po'", "di'", "fa'", "va'", "mo'")  # cut short, not elided
    return len(form) > 1 and form[-1] in "'’" and form.lower() not in whole
