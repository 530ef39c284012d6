"""Who says what a sentence tells: "secondo X", a verb of saying, a quotation of X."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from newsview.nlp.data import entries
from newsview.nlp.facts.phrases import phrase
from newsview.nlp.facts.sentence import Sentence
from newsview.nlp.syntax import Span

_QUOTED = re.compile(r"«[^«»]{2,1500}»|“[^“”]{2,1500}”|\"[^\"\n]{2,1500}\"")
_ACCORDING = re.compile(
    r"\b(?:[Ss]econdo|[Aa] detta di|[Ss]tando a|[Cc]ome riporta(?:to da)?|[Pp]er)\b"
    r"(?P<noun>(?:\s+(?:i|il|lo|la|gli|le|quanto|un|una|dati|stime|calcoli|di|dell[aoe]?|dell['’]|del|dei|degli|"
    r"[Ll]['’]|(?:il|la)\s+\w+|l['’]\w+))*)\s*(?:l['’]|dell['’])?\s*$"
)
_BEFORE, _BEHIND = 3, 24
"""Code points between a name and the verb of saying that goes with it."""


def quotations(text: str, start: int, end: int) -> list[Span]:
    """The quotations within a block, their marks included: offsets, in order."""
    return [match.span() for match in _QUOTED.finditer(text, start, end)]


def attribution(sentence: Sentence) -> str | None:
    """Who says it, as written; None where nobody is named."""
    text, names = sentence.text, sentence.names
    for name in names:
        found = _ACCORDING.search(text, max(sentence.start, name.start - 60), name.start)
        if found is not None and not found.group().lower().startswith("per"):
            return name.text
    for match in _saying().finditer(text, sentence.start, sentence.end):
        beside = [n for n in names if n.end <= match.start() and match.start() - n.end < _BEFORE]
        beside += [n for n in names if n.start >= match.end() and _near(text, match.end(), n.start)]
        if beside:
            return beside[0].text
    return _by_phrase(sentence)


def _near(text: str, end: int, start: int) -> bool:
    """Whether a name begins a few words behind a verb, in the same breath."""
    return start - end < _BEHIND or (
        start - end < 60 and not re.search(r"[.;:»”\"]|\bche\b", text[end:start])
    )


def _by_phrase(sentence: Sentence) -> str | None:
    """ "secondo gli analisti": whatever noun phrase the sentence's tree hangs on "secondo"."""
    tree = sentence.tree
    if tree is None:
        return None
    for place in range(len(tree)):
        if tree.lower[place] == "secondo" and tree.dep(place) == "case":
            head = tree.head(place)
            span = phrase(tree, head) if head is not None and head > place else None
            if span is not None:
                return tree.text[slice(*span)]
    return None


def speakers(sentences: Sequence[Sentence]) -> list[str | None]:
    """Who says each of some sentences in a row; a quotation over several has one speaker."""
    found = [attribution(sentence) for sentence in sentences]
    for number, sentence in enumerate(sentences):
        if found[number] is not None:
            continue
        for start, end in sentence.quotes:
            beside = [
                found[other]
                for other, one in enumerate(sentences)
                if other != number and one.start < end and start < one.end and found[other]
            ]
            if beside:
                found[number] = beside[-1]
    return found


@cache
def _saying() -> re.Pattern[str]:
    verbs = sorted(entries("verbs_of_saying"), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, verbs)) + r")\b", re.IGNORECASE)
