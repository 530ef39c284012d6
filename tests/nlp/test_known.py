"""Names that are known: listed ones and those that people decided on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from newsview.nlp.known import Decided, KnownNames, with_known
from newsview.store.model import Article, Block, Mention, sha256_of
from newsview.store.name_list import ListedName


def article(text: str, blocks: tuple[Block, ...] = ()) -> Article:
    return Article(source="a.txt", text=text, sha256=sha256_of(text), blocks=blocks)


def mention(text: str, start: int, name: str, label: str, status: str = "suggested") -> Mention:
    at = text.index(name, start)
    return Mention(
        id=f"{at}{label}{status}", article=sha256_of(text), start=at, end=at + len(name),
        text=name, label=label, status=status, origin="model", score=0.5,  # type: ignore[arg-type]
    )  # fmt: skip


def found(known: KnownNames, text: str) -> list[tuple[str, str, str]]:
    return [(m.text, m.label, m.origin) for m in known.find(article(text))]


LISTED = [
    ListedName("Dumarey Automotive", "ORG", ("Dumarey",)),
    ListedName("Torino", "LOC"),
    ListedName("Comune di Torino", "ORG"),
]


def test_listed_names_and_their_aliases_are_found_as_whole_words() -> None:
    """The longest at each place; a line break inside a name does not matter; case does."""
    text = "Il Comune di Torino e la Dumarey\nAutomotive, anzi Dumarey. Torinonord, TORINO, torino."
    assert found(KnownNames(LISTED), text) == [
        ("Comune di Torino", "ORG", "rule"),
        ("Dumarey\nAutomotive", "ORG", "rule"),
        ("Dumarey", "ORG", "rule"),
    ]


def test_nothing_is_suggested_in_boilerplate() -> None:
    """As for every suggestion."""
    text = "Torino\nTorino apre"
    blocks = (Block(0, 6, "boilerplate"), Block(7, 18, "body"))
    assert [m.start for m in KnownNames(LISTED).find(article(text, blocks))] == [7]


def test_a_name_accepted_elsewhere_is_suggested_with_its_commonest_label() -> None:
    """And how sure that is: the share of the label among the decisions and one more."""
    text = "Ampere Ampere Ampere"
    labels = ((0, "ORG"), (7, "ORG"), (8, "PER"))
    decided = Decided(mention(text, at, "Ampere", label, "accepted") for at, label in labels)
    (one,) = KnownNames((), decided).find(article("Nasce Ampere."))
    assert (one.text, one.label, one.origin, one.score) == ("Ampere", "ORG", "propagated", 0.5)


def test_a_name_rejected_as_often_as_accepted_is_not_suggested() -> None:
    """Two opinions are none."""
    text = "Ampere Ampere"
    decided = Decided([mention(text, 0, "Ampere", "ORG", "accepted")])
    known = KnownNames((), decided)
    assert found(known, "Ampere") == [("Ampere", "ORG", "propagated")]
    decided.count(mention(text, 1, "Ampere", "ORG", "rejected"), 1)
    known.renew("Ampere")
    assert found(known, "Ampere") == []


def test_figures_and_lower_case_words_teach_nothing() -> None:
    """ "oggi" or "governo" accepted once must not light up everywhere."""
    text = "il governo oggi 3 marzo"
    names = (("governo", "ORG"), ("3 marzo", "DATE"))
    decided = Decided(mention(text, 0, name, label, "accepted") for name, label in names)
    assert found(KnownNames((), decided), text) == []


def test_a_listed_label_goes_before_a_decided_one() -> None:
    """The project's own list is the last word."""
    text = "Torino"
    decided = Decided([mention(text, 0, "Torino", "ORG", "accepted")])
    assert found(KnownNames(LISTED, decided), text) == [("Torino", "LOC", "rule")]


def test_an_article_is_brought_up_to_date_for_one_form() -> None:
    """The same as looking for everything anew."""
    text = "Ampere e Dumarey ad Ampere."
    decided = Decided()
    known = KnownNames(LISTED, decided)
    places = known.places(article(text))
    decided.count(mention(text, 0, "Ampere", "ORG", "accepted"), 1)
    known.renew("Ampere")
    known.look_again(article(text), "Ampere", places)
    assert known.mentions(article(text), places) == known.find(article(text))
    assert len(known.find(article(text))) == 3
    decided.count(mention(text, 0, "Ampere", "ORG", "accepted"), -1)
    known.renew("Ampere")
    known.look_again(article(text), "Ampere", places)
    assert [m.text for m in known.mentions(article(text), places)] == ["Dumarey"]


def test_a_known_name_takes_the_place_of_what_it_overlaps_but_not_of_what_holds_it() -> None:
    """ "Comune di Torino" stays; "Italia Torino" does not."""
    text = "Comune di Torino. Italia Torino Nord. Torino."
    suggested = [
        mention(text, 0, "Comune di Torino", "ORG"),
        mention(text, 0, "Italia Torino", "LOC"),
        mention(text, 0, "Nord", "LOC"),
    ]
    known = KnownNames([ListedName("Torino Nord", "LOC"), ListedName("Torino", "LOC")])
    merged = with_known(suggested, known.find(article(text)))
    assert [m.text for m in merged] == ["Comune di Torino", "Torino Nord", "Torino"]


WORDS = st.lists(st.sampled_from(["Torino", "Comune", "di", "Dumarey", "e", "Ampere", "’", "\n"]))


@given(WORDS, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20))))
def test_whatever_meets_the_result_is_in_order_and_apart(
    words: list[str], cuts: list[tuple[int, int]]
) -> None:
    """No two suggestions of the merged list overlap, and each is what stands in the text."""
    text = " ".join(words)
    suggested: list[Mention] = []
    reached = 0
    for skip, length in cuts:
        start = reached + skip
        end = min(len(text), start + length)
        if start < end:
            one = mention(text, 0, text[start:end], "ORG")
            suggested.append(replace(one, start=start, end=end))
            reached = end
    merged = with_known(suggested, KnownNames(LISTED).find(article(text)))
    place = 0
    for one in merged:
        assert place <= one.start < one.end
        assert text[one.start : one.end] == one.text
        place = one.end
