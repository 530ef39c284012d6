"""Which candidate becomes a figure's subject."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.nlp.facts.candidates import Candidate
from newsview.nlp.facts.choosing import choose
from newsview.nlp.facts.subjects import Subject
from newsview.nlp.figures import Figure
from newsview.store.model import Anchor

FIGURE = Figure(0, 2, "MONEY")


def candidate(name: str, *features: str) -> Candidate:
    """A candidate with what speaks for it."""
    return Candidate(Subject(Anchor(name), "name"), frozenset(features))


def test_without_candidates_there_is_no_choice() -> None:
    """The rules for what has no tree take over."""
    assert choose(FIGURE, []) is None


def test_one_alone_is_certain() -> None:
    """Whatever speaks against it."""
    found = choose(FIGURE, [candidate("Boreale", "elsewhere", "speaker")])
    assert found is not None
    assert (found.candidate.subject.anchor.text, found.probability) == ("Boreale", 1)


@pytest.mark.parametrize("turned", [False, True])
def test_the_verbs_subject_goes_before_a_name_elsewhere(turned: bool) -> None:
    """In whatever order they come."""
    both = [candidate("Ghibli", "topic 0", "elsewhere"), candidate("Boreale", "verb's name")]
    found = choose(FIGURE, both[::-1] if turned else both)
    assert found is not None and found.candidate.subject.anchor.text == "Boreale"
    assert 0.5 < found.probability < 1


def test_who_only_speaks_is_rather_not_what_is_spoken_of() -> None:
    """ "Anna Neri dice che Boreale investe 20 milioni"."""
    found = choose(
        FIGURE,
        [
            candidate("Anna Neri", "verb's", "verb's name", "here", "speaker"),
            candidate("Boreale", "verb's", "verb's name", "here"),
        ],
    )
    assert found is not None and found.candidate.subject.anchor.text == "Boreale"


def test_the_first_of_equals_is_taken() -> None:
    """So that the same text always gives the same facts."""
    found = choose(FIGURE, [candidate(name, "here") for name in ("Boreale", "Ghibli", "Levante")])
    assert found is not None
    assert found.candidate.subject.anchor.text == "Boreale"
    assert found.probability == pytest.approx(1 / 3)


@given(
    st.lists(
        st.sets(st.sampled_from(["here", "speaker", "verb's name", "in the title", "unknown"])),
        min_size=1,
        max_size=6,
    )
)
def test_a_probability_is_at_least_an_equal_share(held: list[set[str]]) -> None:
    """And at most one."""
    found = choose(FIGURE, [candidate(f"{place}", *one) for place, one in enumerate(held)])
    assert found is not None
    assert 1 / len(held) - 1e-9 <= found.probability <= 1


def test_rather_little_than_a_guess() -> None:
    """ "I prezzi", told of nobody, where nothing speaks for anybody whose they could be."""
    found = choose(FIGURE, [candidate("Ghibli"), candidate("prezzi", "bare measure")])
    assert found is not None and found.candidate.subject.anchor.text == "prezzi"
