"""Whatever a text, a parser and the rules for names hand over, facts keep their promises."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsview.nlp.facts import ArticleFacts, suggest_facts
from newsview.nlp.facts.folding import folded
from newsview.nlp.facts.making import LONGEST_PREDICATE
from newsview.nlp.facts.subjects import Resolver
from newsview.nlp.facts.topics import Topics
from newsview.nlp.figures import find_figures
from newsview.nlp.syntax import Word
from newsview.store.model import Article, Block, Fact, Mention, sha256_of, stable_id
from tests.nlp.facts.parsed import sentence_of, tree_of

PUBLISHED = "2025-03-01"
TAGS = ["NOUN", "PROPN", "VERB", "AUX", "ADJ", "ADP", "DET", "NUM", "PRON", "PUNCT", "ADV", "X", ""]
RELATIONS = [
    "root", "nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "iobj", "nmod", "amod", "appos",
    "conj", "cc", "xcomp", "ccomp", "acl", "acl:relcl", "advcl", "parataxis", "cop", "aux",
    "aux:pass", "case", "det", "mark", "flat", "nummod", "advmod", "punct", "compound", "",
]  # fmt: skip
NAMES = ["Boreale", "Anna Neri", "Neri", "Unione Grigia", "Ghibli Due", "UG", "Alto Adige", "ÉÀ🦊"]
FORMS = [
    *NAMES, "il", "la", "l'", "'", "’", "un", "del", "dell’", "che", "cui", "e", "non", "da", "per",
    "gruppo", "società", "prezzo", "calo", "fatturato", "presidente", "figlia", "guidata", "quasi",
    "secondo", "ha", "detto", "dice", "spiega", "vuole", "vendere", "aprirà", "salito", "è",
    "anni", "ciascuno", "lei", "egli", "oltre", "20 milioni di euro", "12%", "3 navi", "5,5 km",
    "tra 3 e 4 euro", "nel 2024", "3 marzo 2025", "(", ")", "«", "»", "“", "”", '"', ",", ".", ":",
    "–", "\n", "\n\n", "\x00", "\x1b[31m", "\u202eoilgof", "e\u0301", "\u0301", "🦊", "👩\u200d👧",
    "\ud800", "İ", "ß", "\u200b", "\xa0", "x" * 90,
]  # fmt: skip


def story(pieces: Sequence[str], cuts: Sequence[int] = ()) -> Article:
    """An article of these pieces with blanks between; its blocks end at some of them."""
    text = " ".join(pieces)
    ends = sorted({cut % (len(text) + 1) for cut in cuts} | {len(text)})
    starts = [0, *ends]
    blocks = [
        Block(start, end, "title" if start == 0 and len(ends) > 1 else "body")
        for start, end in zip(starts, ends, strict=False)
        if start < end
    ]
    return Article(
        source="a.txt", text=text, sha256=sha256_of(text), published=PUBLISHED,
        blocks=tuple(blocks),
    )  # fmt: skip


def found_in(article: Article, words: Sequence[Word], labels: Sequence[str]) -> ArticleFacts:
    """All figures of the rules, and the names above where no figure is, under these labels."""
    text, sha = article.text, article.sha256
    figures = find_figures(text, article.published, article.story())
    taken = [(figure.start, figure.end, figure.label) for figure in figures]
    free = bytearray(b"1" * len(text))
    for start, end, _ in taken:
        free[start:end] = bytes(end - start)
    for name in re.finditer("|".join(NAMES), text):
        start, end = name.span()
        if all(free[start:end]):
            taken.append((start, end, labels[len(taken) % len(labels)]))
    mentions = [
        Mention(
            id=stable_id(sha, start, end, label), article=sha, start=start, end=end,
            text=text[start:end], label=label, status="suggested", origin="model",
        )
        for start, end, label in sorted(taken)
    ]  # fmt: skip
    return ArticleFacts(article, article.story(), figures, mentions, words, "any")


def assert_promises(found: ArticleFacts, facts: Sequence[Fact]) -> None:
    """What is promised of the facts of any article."""
    text = found.article.text
    for fact in facts:
        for place in (fact.subject, fact.object, *fact.evidence):
            if place is not None:
                assert place.start is not None and place.end is not None
                assert 0 <= place.start < place.end <= len(text)
                assert text[place.start : place.end] == place.text
        assert fact.evidence
        assert fact.score is not None and 0 <= fact.score <= 1
        assert len(fact.predicate) <= LONGEST_PREDICATE
        assert fact.article == found.article.sha256
    assert len({fact.id for fact in facts}) == len(facts)
    values = sum(1 + len(figure.also) for figure in found.figures)
    assert len(facts) <= values + len(found.mentions) + 2 * len(found.words)


def chain(text: str, tag: str, relation: str, step: int = -1) -> list[Word]:
    """Words between blanks, each on the one before it, behind it, or all on the first (0)."""
    words: list[Word] = []
    at = 0
    forms = text.split(" ")
    for place, form in enumerate(forms):
        head = min(max(place + step, 0), len(forms) - 1) if step else 0
        words.append(Word(at, at + len(form), tag, head, relation))
        at += len(form) + 1
    return words


@st.composite
def any_article(draw: st.DrawFn) -> ArticleFacts:
    """Forms in any order, a name in a label of its own, words that make no tree."""
    pieces = draw(st.lists(st.sampled_from(FORMS) | st.text(max_size=8), min_size=1, max_size=40))
    article = story(pieces, draw(st.lists(st.integers(0, 400), max_size=4)))
    size = len(pieces)
    words: list[Word] = []
    at = 0
    if draw(st.booleans()):
        heads = draw(st.lists(st.integers(0, size - 1), min_size=size, max_size=size))
        tags = draw(st.lists(st.sampled_from(TAGS), min_size=size, max_size=size))
        relations = draw(st.lists(st.sampled_from(RELATIONS), min_size=size, max_size=size))
        for form, head, tag, relation in zip(pieces, heads, tags, relations, strict=True):
            words.append(Word(at, at + len(form), tag, head, relation))
            at += len(form) + 1
    labels = draw(st.lists(st.sampled_from(["PER", "ORG", "LOC", "MISC", "LAW"]), min_size=1))
    return found_in(article, words, labels)


@settings(max_examples=300, deadline=None)
@given(any_article())
def test_any_article_keeps_the_promises(found: ArticleFacts) -> None:
    """Anchors and evidence say what the text says; ids differ; folding again changes nothing."""
    facts = suggest_facts(found)
    assert_promises(found, facts)
    assert folded(facts, {}) == facts
    assert suggest_facts(found) == facts


HOSTILE = {
    "one long sentence": "il gruppo Boreale registra un calo del 12% " * 1_000,
    "figures alone": "12% " * 2_000,
    "names alone": "Boreale " * 2_000,
    "measures of measures": "il prezzo del costo del valore del " * 600,
    "sayings": "dice Boreale ha detto " * 1_000,
    "accordingly": "secondo la la la la la la la la la la Boreale " * 500,
    "quotes that open": '« “ " Boreale dice 12% ' * 700,
    "quotes that close": '» ” " Boreale dice 12% ' * 700,
    "quotes in a row": "«Va bene» dice Boreale. " * 700,
    "brackets": "( ( [ Boreale ) 12% " * 700,
    "roles": "il presidente Anna Neri , presidente , " * 1_000,
    "comparators": "quasi quasi oltre circa 12% " * 1_000,
    "one long word": "x" * 100_000 + " Boreale 12% " + "y" * 100_000,
    "no spaces": "Boreale12%Boreale" * 2_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize(
    ("tag", "relation", "step"),
    [
        ("NOUN", "nmod", -1), ("NOUN", "nmod", 1), ("NOUN", "appos", 0), ("VERB", "xcomp", -1),
        ("VERB", "xcomp", 1), ("VERB", "conj", -1), ("VERB", "obj", 0), ("", "", 0),
    ],
)  # fmt: skip
def test_hostile_articles_keep_them(text: str, tag: str, relation: str, step: int) -> None:
    """Chains of thousands of words, all words on one, thousands of figures, names and quotes."""
    article = story([text])
    found = found_in(article, chain(text, tag, relation, step) if tag else (), ["ORG", "PER"])
    assert_promises(found, suggest_facts(found))


def test_measures_that_measure_each_other_end() -> None:
    """As a parser that errs may have it."""
    tree = tree_of(
        "il/DET/2/det prezzo/NOUN/4/nmod del/ADP/4/case costo/NOUN/2/nmod del/ADP/2/case "
        "cresce/VERB/0/root"
    )
    found = Resolver(Topics([], None, {})).of_noun(sentence_of(tree.text, tree), tree, 1)
    assert found is not None and len(found.measured) < len(tree.text)


def test_an_apostrophe_alone_is_no_article() -> None:
    """Parsers that do not know Italian cut it off."""
    tree = tree_of("l/X/3/dep '/DET/3/det gruppo/NOUN/4/nsubj cresce/VERB/0/root")
    found = Resolver(Topics([], None, {})).of_noun(sentence_of(tree.text, tree), tree, 2)
    assert found is not None and found.how == "phrase"


def test_a_predicate_without_end_is_cut_where_a_word_ends() -> None:
    """A hundred auxiliaries."""
    text = f"Boreale {'avendo ' * 100}comprato Ghibli"
    forms = text.split()
    words, at = [], 0
    for place, form in enumerate(forms):
        tag, relation = ("AUX", "aux") if form == "avendo" else ("PROPN", "obj")
        relation = "nsubj" if place == 0 else "root" if form == "comprato" else relation
        words.append(Word(at, at + len(form), "VERB" if relation == "root" else tag, 101, relation))
        at += len(form) + 1
    story_ = story([text])
    mentions = [
        Mention(
            id=name, article=story_.sha256, start=text.index(name),
            end=text.index(name) + len(name), text=name, label="ORG", status="suggested",
            origin="model",
        )
        for name in ("Boreale", "Ghibli")
    ]  # fmt: skip
    (fact,) = suggest_facts(ArticleFacts(story_, story_.story(), [], mentions, words, "any"))
    assert len(fact.predicate) <= LONGEST_PREDICATE
    assert fact.predicate.endswith(" avendo")
