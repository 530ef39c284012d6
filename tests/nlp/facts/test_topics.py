"""What an article is about, and which name is meant."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.nlp.facts.topics import MOST, Topics, stands_for
from newsview.store.model import Mention
from tests.nlp.names import marked, mention

ALL = ("ORG", "MISC", "LOC", "PER")
FAR = "Qui si racconta altro. " * 30


def topics_of(text: str, title: str = "", label: str = "ORG") -> tuple[Topics, str]:
    """Topics of a text whose names stand in square brackets, and the text without these."""
    plain, names = marked(text, label)
    return Topics(names, (0, len(title)) if title else None, {}), plain


def foremost(text: str, title: str = "") -> list[str]:
    """The names of a text by how much it is about each, at its end."""
    topics, plain = topics_of(text, title)
    return [found.text for found in topics.foremost(len(plain), MOST)]


def test_the_title_goes_before_what_is_named_more_often() -> None:
    """An article is about what its headline names."""
    story = f"Arriva [Ghibli]. Ghibli piace. Con [Levante], [Levante] e [Levante]. {FAR}"
    assert foremost(f"Vince [Boreale] {story}", title="Vince Boreale")[0] == "Boreale"
    assert foremost(f"Vince [Boreale] {story}")[0] != "Ghibli"


def test_of_others_the_first_name_of_the_story() -> None:
    """Before one that is named as often, far above."""
    assert foremost(f"Arriva [Boreale]. Poi [Ghibli] e [Levante]. {FAR}")[0] == "Boreale"
    assert foremost(f"Arriva [Boreale]. Poi [Ghibli], [Ghibli], [Ghibli], [Ghibli]. {FAR}") == [
        "Ghibli", "Boreale",
    ]  # fmt: skip


def test_what_was_told_just_before_is_meant() -> None:
    """Where nothing else makes a difference."""
    text = f"Arriva [Zefiro]. Poi [Boreale]. {FAR} Poi [Ghibli]."
    assert foremost(text)[:2] == ["Zefiro", "Ghibli"]
    assert foremost(f"{text} {FAR}")[:2] == ["Zefiro", "Boreale"]


def test_a_reader_knows_only_what_was_told() -> None:
    """A name that comes later is not meant."""
    topics, plain = topics_of(f"Arriva [Ghibli]. {FAR} Poi [Boreale], [Boreale], [Boreale].")
    assert [m.text for m in topics.foremost(plain.index("Qui"), MOST)] == ["Ghibli"]
    assert topics.antecedent(ALL, 0) is None
    assert topics.antecedent(ALL, len(plain)) is not None


def test_the_last_mention_is_meant() -> None:
    """Where a form of the name stood last, its text and place are given."""
    text = f"Arriva [Gruppo Boreale]. {FAR} La [Boreale] cresce."
    plain, names = marked(text, "ORG")
    topics = Topics(names, None, {name.id: "one" for name in names})
    found = topics.antecedent(("ORG",), len(plain))
    assert found is not None and found.text == "Boreale"
    assert topics.mentioned("gruppo boreale") == topics.mentioned("Boreale") == 2


def test_labels_are_kept_apart() -> None:
    """ "Il gruppo" is no person, however often one is named."""
    people = marked("[Anna Neri], [Anna Neri] e [Anna Neri]. ", "PER")
    groups = marked(f"{people[0]}[Boreale].".replace("Anna Neri", "Gino Bosco"), "ORG")
    topics = Topics([*people[1], *groups[1]], None, {})
    found = topics.antecedent(("ORG",), len(groups[0]))
    assert found is not None and found.text == "Boreale"
    assert topics.antecedent(("LOC",), len(groups[0])) is None
    assert topics.label_of("boreale") == "ORG"
    assert topics.label_of("Ghibli") is None and topics.mentioned("Ghibli") == 0


def test_what_the_headline_names_is_known_by_all_its_names() -> None:
    """Capitals make no difference."""
    plain, names = marked("Vince [Boreale]. La [BOREALE] e [Ghibli].", "ORG")
    topics = Topics(names, (0, 13), {names[0].id: "one", names[1].id: "one"})
    assert topics.in_title("Boreale") and topics.in_title("boreale")
    assert not topics.in_title("Ghibli") and not topics.in_title("altro")
    assert plain.startswith("Vince Boreale")


@pytest.mark.parametrize(("noun", "label"), [("gruppo", "ORG"), ("città", "LOC"), ("vento", None)])
def test_what_a_noun_may_stand_for(noun: str, label: str | None) -> None:
    """A label, or nothing."""
    assert stands_for(noun) == label


names = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(ALL), st.integers(0, 500)), max_size=30
)


@given(names, st.integers(0, 8000), st.integers(1, MOST), st.sets(st.sampled_from(ALL)))
def test_no_name_that_is_left_out_would_have_come_out(
    drawn: list[tuple[str, str, int]], before: int, most: int, labels: set[str]
) -> None:
    """Asked for one label after the other, all together give what is asked for at once."""
    mentions: list[Mention] = []
    at = 0
    for text, label, gap in drawn:
        mentions.append(mention(at, text, label))
        at += gap + 1
    topics = Topics(mentions, (0, 40), {})
    found = topics.foremost(before, most)
    assert all(one.start < before for one in found)
    told = {(one.label, one.text) for one in mentions if one.start < before}
    assert len({(one.label, one.text) for one in found}) == len(found) == min(most, len(told))
    if most > 1:
        assert topics.foremost(before, most - 1) == found[:-1] or len(told) < most
    if labels:
        best = topics.antecedent(tuple(sorted(labels)), before)
        first = next((one for one in topics.foremost(before, MOST) if one.label in labels), None)
        assert first is None or best == first


def test_a_name_with_several_labels_is_the_weightiest_of_them() -> None:
    """A pipeline that wavers once does not take the headline's name out of the headline."""
    _, names = marked("[Boreale] apre. Poi [Boreale] chiude. Qui [Boreale] no.", "ORG")
    wavering = [*names[:2], msgspec.structs.replace(names[2], label="LOC")]
    topics = Topics(wavering, (0, 13), {})
    assert topics.in_title("Boreale") and topics.label_of("Boreale") == "ORG"
    assert topics.mentioned("Boreale") == 2
