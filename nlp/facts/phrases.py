"""Stretches of a parsed sentence: noun phrases as names of things, verbs with their helpers."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from newsview.nlp.syntax import Span, Tree

LONGEST_PHRASE = 80
"""Code points of a noun phrase or predicate; what is longer says more than one thing."""

_HIGHEST = 4
"""Verbs of one group above each other, at most: "potrebbe dover cominciare a vendere"."""

_LOOSE = frozenset(
    {"acl:relcl", "appos", "parataxis", "advcl", "cop", "aux", "mark", "nsubj", "csubj",
     "discourse", "dislocated", "vocative", "cc", "conj", "ccomp", "orphan", "nsubj:pass"}
)  # fmt: skip
"""Dependents that are no part of what a noun phrase names."""

_VERBAL = frozenset({"aux", "aux:pass", "cop", "expl", "expl:impers", "expl:pass", "compound:prt"})
_BARE = frozenset({"det", "case", "punct", "cc", "det:predet", "mark", "discourse"})
_APOSTROPHES = ("'", "’")
_NEGATIONS = frozenset({"non", "né", "mai", "neppure", "nemmeno", "neanche"})


def phrase(
    tree: Tree, head: int, *, with_all: bool = False, leaving: Iterable[int] = ()
) -> Span | None:
    """The noun phrase of a word, as offsets, without article, preposition and relative clause.

    ``with_all`` keeps what is coordinated with it; the branches at ``leaving`` are left out, too.
    None where nothing is left.
    """
    loose = _LOOSE - {"cc", "conj"} if with_all else _LOOSE
    left = [child for child in tree.children[head] if tree.dep(child) in loose]
    left += [child for child in tree.having(head, "acl") if _set_off(tree, child)]
    places = tree.below(head, [*left, *leaving], LONGEST_PHRASE)
    at = places.index(head)
    first = last = at
    while (
        first > 0
        and places[first - 1] == places[first] - 1
        and not _closes(tree, places[first - 1])
    ):
        first -= 1
    while last + 1 < len(places) and places[last + 1] == places[last] + 1:
        if _closes(tree, places[last + 1]):
            break
        last += 1
    kept = places[first : last + 1]
    while (
        kept
        and kept[0] != head
        and (tree.dep(kept[0]) in _BARE or tree.pos(kept[0]) in ("PUNCT", "ADV"))
    ):
        kept = kept[1:]
    while (
        kept
        and kept[-1] != head
        and (tree.pos(kept[-1]) in ("PUNCT", "ADP", "CCONJ", "DET") or tree.dep(kept[-1]) == "mark")
    ):
        kept = kept[:-1]
    if not kept:
        return None
    start, end = tree.span(kept)
    return (start, end) if end - start <= LONGEST_PHRASE else shortened(tree, head, start, end)


def shortened(tree: Tree, head: int, start: int, end: int) -> Span | None:
    """A long phrase cut behind its head where a word ends."""
    word = tree.words[head]
    if word.end - start > LONGEST_PHRASE:
        start = word.start
    end = min(end, start + LONGEST_PHRASE)
    ends = (tree.words[place].end for place in tree.inside(start, end))
    cut = max((one for one in ends if one <= end), default=word.end)
    return start, cut


def _closes(tree: Tree, place: int) -> bool:
    """Whether a mark parts what stands on both sides of it."""
    return tree.lower[place] in {",", ";", ":", "(", ")", "«", "»", "“", "”", '"', "–", "—"}


def _set_off(tree: Tree, place: int) -> bool:
    """Whether a comma stands before what begins with a word's branch."""
    first = tree.reach(place)[0]
    return first > 0 and tree.lower[first - 1] in {",", "(", "–", "—"}


def verb_group(tree: Tree, verb: int) -> list[int]:
    """A verb with its auxiliaries, clitics and negation, and the verbs that it hangs on.

    "non intende vendere" is one group: an infinitive without a subject of its own goes with the
    verb above it.
    """
    group = _own_group(tree, verb)
    below = limit = verb
    for head in islice(tree.ancestors(verb), _HIGHEST):
        if tree.dep(below) != "xcomp" or tree.pos(head) not in ("VERB", "AUX"):
            break
        group += [p for p in _own_group(tree, head) if p < limit]
        group += [p for p in tree.having(below, "case", "mark") if head < p < limit]
        below, limit = head, min(limit, head)
    return sorted(set(group))


def _own_group(tree: Tree, verb: int) -> list[int]:
    """A verb with its auxiliaries, clitics and negation."""
    group = [verb, *(p for p in tree.having(verb, *_VERBAL) if p < verb)]
    return group + [p for p in tree.having(verb, "advmod") if tree.lower[p] in _NEGATIONS]


def group_text(tree: Tree, group: Iterable[int]) -> str:
    """The words of a verb group as read; what stands between them is left out.

    An apostrophe that a word ends with is part of it: "dall'".
    """
    told = ""
    reached = -1
    for place in sorted(group):
        start, end = tree.words[place][:2]
        if tree.text[end : end + 1] in _APOSTROPHES:
            end += 1
        told += (" " if told and start != reached else "") + tree.text[start:end]
        reached = end
    return told
