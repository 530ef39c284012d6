"""Number and gender of Italian words by their endings and articles, as far as these tell."""

from __future__ import annotations

from newsview.nlp.facts.phrases import verb_group
from newsview.nlp.facts.sentence import Sentence
from newsview.nlp.syntax import Tree
from newsview.store.model import Anchor

_ENDINGS = {"o": ("o", "e"), "a": ("a", "e", "à"), "i": ("i", "e"), "e": ("e", "i", "à")}
"""How a noun may end that goes with a participle of this ending."""

_ARTICLES = {
    **dict.fromkeys("il lo un uno del dello al allo dal dallo nel nello sul sullo".split(), "o"),
    **dict.fromkeys("la una della alla dalla nella sulla".split(), "a"),
    **dict.fromkeys("i gli dei degli ai agli dai dagli nei negli sui sugli".split(), "i"),
    **dict.fromkeys("le delle alle dalle nelle sulle".split(), "e"),
}
"""The ending of what agrees with an article, alone or in a preposition."""

_PARTICIPLES = ("to", "ta", "ti", "te", "so", "sa", "si", "se")
_OURS = ("iamo", "remo", "vamo", "ammo", "emmo", "immo", "remmo")
_FURTHEST = 12
"""Words between a participle and the noun that it goes with."""


def of_participle(tree: Tree, verb: int) -> int | None:
    """The noun that a participle without a verb goes with: "i canoni, saliti al 9%".

    The nearest before it that agrees; None for other verbs. Parsers hang the participle on the
    verb of the sentence as often.
    """
    word = tree.lower[verb]
    if not word.endswith(_PARTICIPLES) or tree.having(verb, "aux", "aux:pass", "cop"):
        return None
    for place in range(verb - 1, max(-1, verb - 1 - _FURTHEST), -1):
        if tree.pos(place) == "VERB":
            return None
        if tree.pos(place) == "NOUN" and _goes_with(tree, place, word[-1]):
            return place
    return None


def _goes_with(tree: Tree, noun: int, ending: str) -> bool:
    article = _article(tree, noun)
    if article is not None:
        return article == ending
    return tree.lower[noun].endswith(_ENDINGS[ending])


def _article(tree: Tree, noun: int) -> str | None:
    """The ending that the article of a noun asks for; None where none tells."""
    for child in tree.having(noun, "det", "case"):
        if tree.lower[child] in _ARTICLES:
            return _ARTICLES[tree.lower[child]]
    return None


def verb_is_plural(tree: Tree, verb: int) -> bool | None:
    """The number of a finite verb in the third person; None where its form does not tell."""
    for place in verb_group(tree, verb):
        word = tree.lower[place]
        if tree.pos(place) not in ("VERB", "AUX"):
            continue
        if len(word) > 3 and word.endswith("no"):
            return True
        if word in ("è", "ha", "era") or word.endswith(("rà", "rebbe", "eva", "ava", "iva", "ò")):
            return False
        if word.endswith(("re", *_PARTICIPLES)) or word.endswith(("ando", "endo", "mo")):
            continue
        return False if word.endswith(("a", "e", "ì")) else None
    return None


def speaks_of_us(tree: Tree, verb: int) -> bool:
    """Whether a verb is in the first person plural: "investiremo", "abbiamo speso"."""
    group = [place for place in verb_group(tree, verb) if tree.pos(place) in ("VERB", "AUX")]
    return any(len(tree.lower[p]) > 4 and tree.lower[p].endswith(_OURS) for p in group)


def is_plural(sentence: Sentence, tree: Tree, anchor: Anchor) -> bool | None:
    """The number of what a candidate names; None where nothing tells. One name is one thing."""
    start, end = anchor.start, anchor.end
    if start is None or end is None or not sentence.start <= start < sentence.end:
        return None
    if sentence.name_at(start, end) is not None:
        return False
    top = tree.top(start, end)
    if top is None:
        return None
    if tree.having(top, "conj") and max(tree.having(top, "conj")) < tree.inside(start, end).stop:
        return True
    article = _article(tree, top)
    if article is not None:
        return article in "ie"
    ending = tree.lower[top][-1:]
    return True if ending == "i" else False if ending in "oaà" else None
