"""Trees over the words of a sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsview.nlp.syntax import Tree, Word, trees
from tests.nlp.facts.parsed import tree_of

SENTENCE = (
    "Boreale/PROPN/3/nsubj ha/AUX/3/aux aperto/VERB/0/root due/NUM/5/nummod sedi/NOUN/3/obj "
    "a/ADP/7/case Torino/PROPN/3/obl"
)


def test_a_tree_answers_by_places() -> None:
    """Dependents, ancestors, branches, and the word that a stretch hangs on."""
    tree = tree_of(SENTENCE)
    assert tree.text == "Boreale ha aperto due sedi a Torino"
    assert tree.having(2, "nsubj", "obl") == [0, 6]
    assert list(tree.ancestors(5)) == [6, 2]
    assert tree.below(2, leaving=[6]) == [0, 1, 2, 3, 4]
    assert tree.below(2, furthest=1) == [1, 2]
    assert tree.reach(4) == (3, 4)
    start = tree.text.index("due")
    assert tree.top(start, start + len("due sedi")) == 4


def test_sentences_are_cut_out_of_an_article() -> None:
    """Heads become places in the sentence; one that lies outside makes a root."""
    text = "Uno due. Tre quattro."
    words = [
        Word(0, 3, "NOUN", 1, "nsubj"), Word(4, 7, "VERB", 1, "root"),
        Word(9, 12, "NOUN", 3, "nsubj"), Word(13, 20, "VERB", 1, "conj"),
    ]  # fmt: skip
    first, second = trees(text, words, [(0, 8), (9, 21)])
    assert [word.head for word in first.words] == [1, 1]
    assert [word.head for word in second.words] == [1, 1]
    assert second.head(1) is None


@given(
    st.lists(st.integers(0, 11), min_size=1, max_size=12), st.integers(0, 12), st.integers(0, 12)
)
def test_what_is_no_tree_ends_all_the_same(heads: list[int], start: int, end: int) -> None:
    """Cycles and several roots, as a parser may give them, neither hang nor fail."""
    size = len(heads)
    words = [Word(place, place + 1, "NOUN", head % size, "dep") for place, head in enumerate(heads)]
    tree = Tree("x" * size, words)
    for place in range(size):
        assert len(list(tree.ancestors(place))) <= size
        below = tree.below(place)
        assert place in below
        assert tree.reach(place) == (below[0], below[-1])
    top = tree.top(start, end)
    assert top is None or start <= top < end
