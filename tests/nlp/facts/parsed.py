"""Sentences parsed by hand, for the tests of the fact rules."""

from __future__ import annotations

import re

from newsview.nlp.facts.sentence import Sentence
from newsview.nlp.figures import find_figures
from newsview.nlp.syntax import Tree, Word
from newsview.store.model import FIGURE_LABELS, Mention, sha256_of, stable_id

_WORD = re.compile(r"(\S+)/([A-Z]+)/(\d+)/([a-z:]+)")


def tree_of(written: str) -> Tree:
    """A tree from ``form/POS/head/relation`` a word, heads counted from 1, 0 at the root.

    A form that ends in an apostrophe, and what begins with a mark, stand without a blank.
    """
    text = ""
    words: list[Word] = []
    for number, match in enumerate(_WORD.finditer(written)):
        form, pos, head, dep = match.groups()
        if text and text[-1] not in "'’(«" and form[0] not in ",.;:)»":
            text += " "
        place = int(head) - 1 if int(head) else number
        words.append(Word(len(text), len(text) + len(form), pos, place, dep))
        text += form
    return Tree(text, words)


def named(text: str, **labels: str) -> list[Mention]:
    """Mentions of names in a text: ``PER="Anna Neri|Gino Bo"``, each at its first place."""
    sha = sha256_of(text)
    found = []
    for label, names in labels.items():
        for name in names.split("|"):
            start = text.index(name)
            found.append(
                Mention(
                    id=stable_id(sha, start, label), article=sha, start=start,
                    end=start + len(name), text=name, label=label, status="suggested",
                    origin="model",
                )
            )  # fmt: skip
    return sorted(found, key=lambda mention: mention.start)


def sentence_of(
    text: str, tree: Tree | None = None, *, published: str | None = None, **labels: str
) -> Sentence:
    """A whole text as one sentence, with its figures as the rules find them."""
    sha = sha256_of(text)
    figures = []
    for figure in find_figures(text, published):
        assert figure.label in FIGURE_LABELS
        mention = Mention(
            id=stable_id(sha, figure.start), article=sha, start=figure.start, end=figure.end,
            text=text[figure.start : figure.end], label=figure.label, status="suggested",
            origin="rule",
        )  # fmt: skip
        figures.append((figure, mention))
    return Sentence(text, 0, len(text), tree, named(text, **labels), figures)
