"""Who or what a sentence speaks of: from a verb to the name that its subject stands for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Literal, NamedTuple

from newsview.nlp.data import table, word_set
from newsview.nlp.facts.agreement import of_participle
from newsview.nlp.facts.phrases import LONGEST_PHRASE, phrase
from newsview.nlp.facts.sentence import Sentence
from newsview.nlp.facts.told_apart import from_there, origins
from newsview.nlp.facts.topics import MOST, Topics, stands_for
from newsview.nlp.syntax import NOMINAL, Tree
from newsview.store.model import Anchor, Mention

How = Literal["name", "antecedent", "phrase", "topic"]

SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
_SAME_SUBJECT = frozenset({"conj", "xcomp", "advcl", "acl", "acl:relcl", "parataxis"})
_RELATIVE = frozenset({"che", "cui", "quale", "quali", "chi"})
_BETWEEN = 2
"""Words between two names that are coordinated: a comma, "e", an article."""

_INDEFINITE = frozenset({"ciascuno", "ciascuna", "ognuno", "tutto", "tutti", "quello", "questo"})
_FRONT = 5
"""Words from the start of a sentence in which its first noun phrase has its head."""

_HIGHEST = 8
"""Verbs above a verb, at most, whose subject may be its own."""

_INTRODUCED = 4
"""Mentions of a name, the first ones, that may say where it is from."""

_LEVELS = 3
"""Measures of each other, at most."""

_PERSONAL = frozenset({"egli", "lui", "lei", "ella", "essi", "loro", "esso", "essa"})


class Subject(NamedTuple):
    """What a fact is about, how it was found, and what of it goes into the predicate.

    ``measured``: "prezzo" where "il prezzo del gas" is told of "gas"; else empty. ``itself``: the
    words of what is measured where the sentence does not say of whom, and a name was guessed.
    """

    anchor: Anchor
    how: How
    measured: str = ""
    itself: Anchor | None = None


class Resolver:
    """Finds subjects in one sentence after the other of an article."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics

    def of_verb(self, sentence: Sentence, tree: Tree, verb: int) -> Subject | None:
        """The subject of a verb or of what a copula makes a predicate; None where it is unsaid."""
        for place in (verb, *islice(tree.ancestors(verb), _HIGHEST)):
            for subject in _nearest_first(tree, verb, tree.having(place, *SUBJECTS)):
                if subject == verb or not _may_be_subject(tree, subject):
                    continue
                if tree.lower[subject] in _RELATIVE and tree.dep(place) == "acl:relcl":
                    break
                return self.of_noun(sentence, tree, subject)
            dep, head = tree.dep(place), tree.head(place)
            if head is None or dep not in _SAME_SUBJECT:
                break
            if dep in ("conj", "parataxis"):
                before = self._of_clause_before(sentence, tree, place, head)
                if before is not None:
                    return before
            if dep == "advcl":
                described = of_participle(tree, place)
                if described is not None:
                    return self.of_noun(sentence, tree, described, leaving=(place,))
            if dep in ("acl", "acl:relcl"):
                return self.of_noun(sentence, tree, head, leaving=(place,))
        return self._at_the_front(sentence, tree, verb)

    def _of_clause_before(
        self, sentence: Sentence, tree: Tree, verb: int, head: int
    ) -> Subject | None:
        """The subject of the nearest clause before one without its own, below the same verb.

        "La rete resta: al nord la quota sale, al sud non supera il 6%".
        """
        siblings = [
            place for place in tree.having(head, "conj", "parataxis") if head < place < verb
        ]
        for sibling in reversed(siblings):
            for subject in _nearest_first(tree, sibling, tree.having(sibling, *SUBJECTS)):
                if _may_be_subject(tree, subject) and tree.lower[subject] not in _RELATIVE:
                    return self.of_noun(sentence, tree, subject)
        return None

    def _at_the_front(self, sentence: Sentence, tree: Tree, verb: int) -> Subject | None:
        """The noun phrase without a preposition that a sentence begins with, before its verb.

        Parsers miss it most often where something is put between it and the verb.
        """
        for place in range(min(verb, _FRONT)):
            if tree.pos(place) in ("DET", "ADJ", "ADV", "PUNCT", "NUM", "CCONJ"):
                continue
            if tree.pos(place) not in ("NOUN", "PROPN") or not _may_be_subject(tree, place):
                return None
            return self.of_noun(sentence, tree, place)
        return None

    def of_noun(
        self,
        sentence: Sentence,
        tree: Tree,
        noun: int,
        leaving: Sequence[int] = (),
        levels: int = _LEVELS,
    ) -> Subject | None:
        """What a noun phrase stands for: a name, the name told before, or itself.

        The branches at ``leaving`` are not taken into its words. Of what it measures something
        else may be measured, ``levels`` times: "il calo del prezzo del gas".
        """
        word = tree.words[noun]
        name = sentence.name_at(word.start, word.end) or _named_beside(sentence, tree, noun)
        if name is not None:
            return Subject(_with_others(sentence, tree, noun, name), "name")
        lower = tree.lower[noun]
        if word.pos == "PRON" or lower in _PERSONAL or lower in _INDEFINITE:
            return self._told_before(("PER",), word.start) if lower in _PERSONAL else None
        if sentence.figure_at(word.start, word.end) is not None or lower in word_set("time_nouns"):
            return None
        if word.pos not in ("NOUN", "PROPN") and not _is_adjective_as_noun(tree, noun):
            return None
        label = stands_for(lower)
        if (
            label is not None
            and _is_definite(tree, noun)
            and self._says_no_more(sentence, tree, noun)
        ):
            before = self._meant(sentence, tree, noun, label)
            if before is not None:
                return before
        if levels and lower in table("measure_nouns"):
            return self._measured(sentence, tree, noun, levels - 1)
        return _as_phrase(sentence, tree, noun, leaving)

    def _meant(self, sentence: Sentence, tree: Tree, noun: int, label: str) -> Subject | None:
        """The name that a noun stands for; None where it tells it apart from those that are known.

        "L'azienda elvetica" is not whatever company the article is about.
        """
        at = tree.words[noun].start
        roots = origins(sentence, tree, noun) if label == "ORG" else []
        known = self._topics.foremost(at, MOST, (label,))
        if not roots:
            return self._told_before((label,), at)
        for mention in known:
            told = self._topics.before(mention.text, at, _INTRODUCED)
            if from_there(sentence.text, told, roots, at):
                return Subject(anchor_of(mention), "antecedent")
        return None

    def _says_no_more(self, sentence: Sentence, tree: Tree, noun: int) -> bool:
        """Whether what depends on a noun leaves open which one: "il gruppo di Reggio Emilia"."""
        for child in tree.having(noun, "nmod"):
            name = sentence.name_at(*tree.words[child][:2])
            if name is None or name.label != "LOC":
                return False
        return True

    def topic(self, before: int) -> Subject | None:
        """What the article is about, as far as it was told before an offset."""
        mention = self._topics.antecedent(("ORG", "MISC", "LOC", "PER"), before)
        return Subject(anchor_of(mention), "topic") if mention is not None else None

    def _told_before(self, labels: tuple[str, ...], before: int) -> Subject | None:
        mention = self._topics.antecedent(labels, before)
        return Subject(anchor_of(mention), "antecedent") if mention is not None else None

    def _measured(self, sentence: Sentence, tree: Tree, noun: int, levels: int) -> Subject | None:
        """ "Il prezzo del gas" is the price, told of the gas."""
        own = tree.text[slice(*_bare(tree, noun))]
        owners = tree.having(noun, "nmod")
        for owner in sorted(owners, key=lambda one: not _is_genitive(tree, one)):
            if not _is_owner(tree, owner):
                continue
            found = self.of_noun(sentence, tree, owner, levels=levels)
            if found is not None:
                return found._replace(measured=f"{own} {found.measured}".strip())
        as_phrase = _as_phrase(sentence, tree, noun)
        at, label = tree.words[noun].start, table("measure_nouns")[tree.lower[noun]]
        if label:
            before = self._told_before((label,), at)
            return before._replace(measured=own) if before is not None else as_phrase
        topic = self.topic(at)
        if topic is None:
            return as_phrase
        itself = as_phrase.anchor if as_phrase is not None else None
        return topic._replace(measured=own, itself=itself)


def _nearest_first(tree: Tree, verb: int, subjects: list[int]) -> list[int]:
    """The last before the verb first, then those behind it.

    A parser hangs the subject of one clause on the verb of the next: "nessuna data, ma
    l'appalto vale …", "secondo il presidente la quota sale …".
    """
    before = [subject for subject in subjects if subject < verb]
    behind = [s for s in subjects if s > verb and not _is_parted(tree, verb, s)]
    return [*reversed(before), *behind]


def _is_parted(tree: Tree, first: int, last: int) -> bool:
    """Whether a comma stands between two words."""
    return any(tree.lower[place] in (",", ";") for place in range(first, last))


def _may_be_subject(tree: Tree, noun: int) -> bool:
    """Whether a word heads what a verb may be told of: "gli artigiani", not "per gli esperti"."""
    if tree.having(noun, "case") or _is_label(tree, noun):
        return False
    return tree.pos(noun) in NOMINAL or _is_adjective_as_noun(tree, noun)


def _is_label(tree: Tree, noun: int) -> bool:
    """Whether a headline is only filed under a word: "Ceramica, Faenza riparte"."""
    return noun == 0 and len(tree) > 1 and tree.lower[1] == "," and tree.pos(noun) != "PROPN"


def _is_adjective_as_noun(tree: Tree, noun: int) -> bool:
    """ "gli artigiani", "i giovani"."""
    return tree.pos(noun) == "ADJ" and any(d < noun for d in tree.having(noun, "det"))


def anchor_of(mention: Mention) -> Anchor:
    """A mention as subject or object."""
    return Anchor(mention.text, mention.start, mention.end, mention.entity)


def _with_others(sentence: Sentence, tree: Tree, noun: int, name: Mention) -> Anchor:
    """A name with those that are coordinated with it: "Stati Uniti, Francia e Regno Unito"."""
    last = name
    for other in tree.having(noun, "conj"):
        found = sentence.name_at(*tree.words[other][:2])
        if found is None or found.start < last.end or found.label != name.label:
            break
        if len(sentence.text[last.end : found.start].split()) > _BETWEEN:
            break
        last = found
    if last is name or last.end - name.start > LONGEST_PHRASE:
        return anchor_of(name)
    return Anchor(sentence.text[name.start : last.end], name.start, last.end)


def _named_beside(sentence: Sentence, tree: Tree, noun: int) -> Mention | None:
    """The name in "il gruppo Barilla", "il presidente Rossi", "la società Dataglass"."""
    lower = tree.lower[noun]
    role = lower in table("role_nouns")
    if stands_for(lower) is None and not role:
        return None
    for child in tree.having(noun, "flat", "flat:name", "appos", "compound", "nmod"):
        word = tree.words[child]
        if tree.having(child, "case") or child < noun:
            continue
        name = sentence.name_at(word.start, word.end)
        if name is not None and (name.label == "PER" or not role):
            return name
    return None


def _is_definite(tree: Tree, noun: int) -> bool:
    """Whether an article or a preposition with one stands before: "il gruppo", "dal gruppo"."""
    for child in tree.having(noun, "det", "case"):
        lower = tree.lower[child]
        if lower in ("un", "una", "uno", "di", "da", "in", "con", "per"):
            return False
        if lower.startswith(tuple("dlignsaq")):
            return True
    return False


def _is_owner(tree: Tree, noun: int) -> bool:
    return any(tree.lower[c].startswith(_OWNING) for c in tree.having(noun, "case", "det"))


_OWNING = ("d", "su", "verso", "per")


def _is_genitive(tree: Tree, noun: int) -> bool:
    return any(tree.lower[c] in _GENITIVE for c in tree.having(noun, "case", "det"))


_GENITIVE = frozenset({"di", "del", "dello", "della", "dell", "dei", "degli", "delle", "d"})


def _bare(tree: Tree, noun: int) -> tuple[int, int]:
    """A noun with its adjectives alone."""
    kept = [noun]
    for child in tree.having(noun, "amod"):
        if child == noun + 1 or child == noun - 1:
            kept.append(child)
    return tree.span(sorted(kept))


def _as_phrase(
    sentence: Sentence, tree: Tree, noun: int, leaving: Sequence[int] = ()
) -> Subject | None:
    span = phrase(tree, noun, leaving=leaving)
    if span is None:
        return None
    figure = next((f for f, _ in sentence.figures if span[0] < f.start < span[1]), None)
    if figure is not None:
        before = [tree.words[place] for place in tree.inside(span[0], figure.start)]
        while before and before[-1].pos not in ("NOUN", "PROPN") and before[-1].dep != "amod":
            before.pop()
        if not before or before[-1].end < tree.words[noun].end:
            return None
        span = (span[0], before[-1].end)
    return Subject(Anchor(tree.text[slice(*span)], *span), "phrase")
