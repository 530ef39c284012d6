"""Relations, events and plans of a parsed sentence: who does what to whom, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newsview.nlp.data import table, word_set
from newsview.nlp.facts.measures import date_of
from newsview.nlp.facts.phrases import group_text, phrase, verb_group
from newsview.nlp.facts.sentence import Sentence
from newsview.nlp.facts.subjects import Resolver, Subject, anchor_of
from newsview.nlp.syntax import Span, Tree
from newsview.store.model import Anchor, FactKind

_CLAUSES = frozenset({"root", "conj", "ccomp", "acl:relcl", "acl", "parataxis"})
_FUTURE = ("rà", "ranno", "rò", "remo")
_INFINITIVES = ("re", "rsi", "rlo", "rla", "rli", "rle", "rne", "rci", "rvi")
_GERUNDS = ("ando", "endo")
_HELPERS = frozenset(
    "ha hanno aveva avevano abbia abbiano ebbe ebbero è sono era erano sia siano fu furono ho "
    "abbiamo viene vengono venne vennero".split()
)
"""Forms of the verbs that a participle makes a tense or the passive with."""

_LINKS = frozenset(
    "di del dello della dell dei degli delle in nel nella per a al alla all presso".split()
)
_CONDITIONAL = ("rebbe", "rebbero")


class Clause(NamedTuple):
    """One fact of a clause: what it says, where it stands, and what speaks for it."""

    kind: FactKind
    subject: Subject
    predicate: str
    object: Anchor
    place: Span
    named: bool
    date: str | None = None


def clauses(sentence: Sentence, tree: Tree, resolver: Resolver, *, title: bool) -> Iterator[Clause]:
    """The facts of a sentence's clauses that are tied to a name, in text order.

    ``title``: the present tense of a headline tells an event.
    """
    people = {name.text for name in sentence.names if name.label == "PER"}
    for verb in range(len(tree)):
        if not _is_clause(tree, verb) or (_says(tree, verb) and not tree.having(verb, "obj")):
            continue
        subject = resolver.of_verb(sentence, tree, verb)
        if subject is None:
            continue
        found = _object(sentence, tree, verb, resolver)
        if found is None:
            continue
        case, object_, named = found
        if _holds_a_figure(sentence, tree, object_):
            continue
        if _says(tree, verb) and not people.isdisjoint((subject.anchor.text, object_.text)):
            continue
        group = verb_group(tree, verb)
        kind = kind_of(tree, verb, title=title)
        whole = tree.span(tree.reach(verb))
        date = date_of(sentence, tree, verb)
        dated = kind != "relation" and date is not None
        known = subject.how in ("name", "antecedent") or named or dated
        if not known or object_.text == subject.anchor.text:
            continue
        said = group_text(tree, group if tree.pos(verb) in ("VERB", "AUX") else _copula(tree, verb))
        predicate = " ".join(part for part in (subject.measured, said, case) if part)
        if subject.anchor.text in people and _tells_a_role(tree, verb):
            kind = "role"
            predicate, object_ = _as_role(sentence, predicate, object_)
        yield Clause(kind, subject, predicate, object_, whole, named, date)
    yield from _appositions(sentence, tree)


def _tells_a_role(tree: Tree, verb: int) -> bool:
    """Whether a clause about a person tells what they are: "guida", "è presidente"."""
    word = tree.lower[verb]
    return word in table("led_by").values() or (
        bool(tree.having(verb, "cop")) and word in table("role_nouns")
    )


def _as_role(sentence: Sentence, predicate: str, object_: Anchor) -> tuple[str, Anchor]:
    """ "è | presidente di Boreale" as "presidente | Boreale", as other roles are told."""
    start, end = object_.start or 0, object_.end or 0
    inside = [n for n in sentence.names if start < n.start and n.end <= end]
    if not inside:
        return predicate, object_
    words = sentence.text[start : inside[0].start].replace("’", " ").replace("'", " ").split()
    while words and words[-1].lower() in _LINKS:
        words.pop()
    return (" ".join(words), anchor_of(inside[0])) if words else (predicate, object_)


def _holds_a_figure(sentence: Sentence, tree: Tree, anchor: Anchor) -> bool:
    """Whether a figure hangs on an object: it has a fact of its own, with the same words."""
    start, end = anchor.start or 0, anchor.end or 0
    top = tree.top(start, end)
    if top is not None:
        reach = tree.span(tree.reach(top))
        end = max(end, reach[1])
    return any(
        f.value is not None and f.date is None and start <= f.start and f.end <= end
        for f, _ in sentence.figures
    )


def _is_clause(tree: Tree, verb: int) -> bool:
    """Whether a word heads a clause that tells something of its own."""
    if tree.pos(verb) != "VERB" and not tree.having(verb, "cop"):
        return False
    if tree.dep(verb) != "acl" and all(_is_infinite(tree, p) for p in verb_group(tree, verb)):
        return False
    if tree.dep(verb) == "acl" and _is_infinite(tree, verb):
        return False
    if any(tree.pos(c) == "VERB" for c in tree.having(verb, "xcomp")):
        return False
    dep = tree.dep(verb)
    if dep == "xcomp":
        head = tree.head(verb)
        return head is not None and tree.dep(head) in _CLAUSES and tree.pos(head) == "VERB"
    return dep in _CLAUSES


def _is_infinite(tree: Tree, place: int) -> bool:
    """Whether a word of a verb group is an infinitive or gerund, or no verb at all."""
    if tree.having(place, "cop"):
        return False
    word = tree.lower[place]
    return tree.pos(place) not in ("VERB", "AUX") or word.endswith((*_INFINITIVES, *_GERUNDS))


def _says(tree: Tree, verb: int) -> bool:
    """Whether a verb only tells who speaks: that is the attribution of what is said."""
    kind = table("verbs_of_saying").get(tree.lower[verb])
    return kind is not None and (kind != "participle" or bool(tree.having(verb, "aux")))


def _copula(tree: Tree, predicate: int) -> list[int]:
    """The words of "non è stato": what makes a predicate of a noun, without the noun."""
    group = verb_group(tree, predicate)
    return [place for place in group if place != predicate]


def _object(
    sentence: Sentence, tree: Tree, verb: int, resolver: Resolver
) -> tuple[str, Anchor, bool] | None:
    """What the clause is about besides its subject: the preposition before it, it, is it a name."""
    if tree.pos(verb) not in ("VERB", "AUX"):
        return _as_object(sentence, tree, verb)
    for relation in (("obj",), ("obl:agent",), ("xcomp", "ccomp"), ("obl", "iobj", "nmod")):
        for place in tree.having(verb, *relation):
            word = tree.words[place]
            figure = sentence.figure_at(word.start, word.end)
            if figure is not None and figure.label != "DATE" and relation == ("obj",):
                return None
            if word.pos == "VERB" or figure is not None:
                continue
            if word.pos == "PRON" and relation[0] == "obj":
                return _relative(sentence, tree, verb, place)
            if any(tree.lower[c] in ("secondo", "stando") for c in tree.having(place, "case")):
                continue
            if word.pos in ("PRON", "ADV"):
                continue
            found = _as_object(sentence, tree, place)
            if found is not None:
                return found
    return _dated(sentence, tree, verb)


def _relative(
    sentence: Sentence, tree: Tree, verb: int, pronoun: int
) -> tuple[str, Anchor, bool] | None:
    """What "che" stands for as an object: "Ghibli, che Boreale ha comprato"."""
    head = tree.head(verb)
    if tree.lower[pronoun] != "che" or tree.dep(verb) != "acl:relcl" or head is None:
        return None
    found = _as_object(sentence, tree, head)
    return ("", *found[1:]) if found is not None else None


def _dated(sentence: Sentence, tree: Tree, verb: int) -> tuple[str, Anchor, bool] | None:
    """When it happened, where nothing else is told: "nata nel 1973"."""
    for place in tree.having(verb, "obl", "nmod", "advmod"):
        start, end = tree.words[place][:2]
        for figure, mention in sentence.figures:
            if (
                figure.label == "DATE"
                and figure.date
                and figure.start <= start
                and end <= figure.end
            ):
                cases = [
                    c for c in tree.having(place, "case") if tree.words[c].start < figure.start
                ]
                return group_text(tree, cases).lower(), anchor_of(mention), False
    return None


def _as_object(sentence: Sentence, tree: Tree, place: int) -> tuple[str, Anchor, bool] | None:
    word = tree.words[place]
    cases = [c for c in tree.having(place, "case") if c < place]
    case = group_text(tree, cases).lower()
    name = sentence.name_at(word.start, word.end)
    if name is not None and not tree.having(place, "conj"):
        return case, anchor_of(name), True
    span = phrase(tree, place, with_all=True)
    if span is None:
        return None
    named = any(span[0] <= n.start and n.end <= span[1] for n in sentence.names)
    return case, Anchor(tree.text[slice(*span)], *span), named


def is_plan(tree: Tree, verb: int) -> bool:
    """Whether a verb tells of what is to come: its tense, its mood, a verb of intent before it."""
    for place in verb_group(tree, verb):
        if tree.pos(place) not in ("VERB", "AUX"):
            continue
        word = tree.lower[place]
        if word.endswith((*_FUTURE, *_CONDITIONAL)) or word in word_set("verbs_of_intent"):
            return True
    return False


def kind_of(tree: Tree, verb: int, *, title: bool) -> FactKind:
    """A plan by tense or intent; an event where something has happened; else a relation."""
    if is_plan(tree, verb):
        return "plan"
    auxiliary = any(tree.lower[p] in _HELPERS for p in tree.having(verb, "aux", "aux:pass"))
    if tree.having(verb, "cop"):
        return "relation"
    if (auxiliary and not _is_infinite(tree, verb)) or (title and tree.pos(verb) == "VERB"):
        return "event"
    if tree.dep(verb) == "acl" and tree.lower[verb] not in word_set("lasting_participles"):
        return "event"
    return "relation"


def _appositions(sentence: Sentence, tree: Tree) -> Iterator[Clause]:
    """ "X, controllata di Y": a name with a noun phrase set beside it that holds another name."""
    for place in range(len(tree)):
        head = tree.head(place)
        if tree.dep(place) != "appos" or head is None:
            continue
        name = sentence.name_at(*tree.words[head][:2])
        own = sentence.name_at(*tree.words[place][:2])
        if name is None or own is not None or name.label == "PER":
            continue
        span = phrase(tree, place)
        if span is None:
            continue
        inside = [n for n in sentence.names if span[0] < n.start and n.end <= span[1]]
        if not inside:
            continue
        said = " ".join(tree.text[span[0] : inside[0].start].split())
        subject = Subject(anchor_of(name), "name")
        whole = (min(name.start, span[0]), max(name.end, span[1]))
        yield Clause("relation", subject, said, anchor_of(inside[0]), whole, True)
