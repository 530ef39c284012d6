"""Spans of a text found again after it was edited."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from newsview.store.moving import Mover, Place, Span

OLD = (
    "Il porto di Riva cresce\n\n"
    "La società Alto Mare ha aperto a Riva un deposito da 3,5 milioni di euro.\n"
    "Il presidente Ugo Neri parla di una svolta per la città.\n\n"
    "Leggi anche: Riva\nLeggi anche: Riva\n"
    "Secondo Alto Mare i lavori finiranno entro marzo.\n"
)


def span(quote: str, number: int = 0, text: str = OLD) -> Span:
    """The quote's place, the first or a later one."""
    at = -1
    for _ in range(number + 1):
        at = text.index(quote, at + 1)
    return Span(at, at + len(quote), quote)


def moved(new: str, quote: str, number: int = 0) -> Place | None:
    """Where the quote is in the new version."""
    return Mover(OLD, new).place(span(quote, number))


def test_what_stands_once_is_found_wherever_it_went() -> None:
    """Even where nothing around it is the same."""
    new = "Tutto diverso.\nNessuno sa chi sia Ugo Neri, a parte noi.\n"
    place = moved(new, "Ugo Neri")
    assert place is not None and place.sure
    assert new[place.start : place.end] == "Ugo Neri"


def test_the_same_name_twice_is_told_apart_by_what_is_around_it() -> None:
    """A sentence before the first one shifts both; each goes with its own sentence."""
    new = OLD.replace("La società", "Alto Mare è in festa. La società", 1)
    for number in (0, 1):
        place = moved(new, "Alto Mare", number)
        assert place is not None and place.sure
        assert place.start == span("Alto Mare", number + 1, new).start


def test_lines_that_are_the_same_are_told_apart_by_their_order() -> None:
    """The contexts alone cannot."""
    new = "Ultima ora\n" + OLD
    for number in range(4):
        place = moved(new, "Riva", number)
        assert place is not None and place.sure
        assert place.start == span("Riva", number, OLD).start + len("Ultima ora\n")


def test_one_that_was_taken_out_does_not_get_anothers_place() -> None:
    """Two annotations on a name, one sentence gone: one is placed, the other is not sure."""
    new = OLD.replace("Secondo Alto Mare i lavori finiranno entro marzo.\n", "")
    first, second = span("Alto Mare"), span("Alto Mare", 1)
    places = Mover(OLD, new).places([second, first])
    assert places[first].sure
    assert second not in places or not places[second].sure
    alone = Mover(OLD, new).place(second)
    assert alone is None or not alone.sure


def test_an_edited_quote_is_offered_and_not_sure() -> None:
    """The figure was put right: a person sees both."""
    new = "Aggiornato\n" + OLD.replace("3,5 milioni di euro", "3,8 milioni di euro")
    place = moved(new, "3,5 milioni di euro")
    assert place is not None and not place.sure
    assert new[place.start : place.end] == "3,8 milioni di euro"
    assert 0.9 < place.score < 1


def test_a_typing_error_that_was_put_right_is_offered() -> None:
    """The whole quote is one changed token."""
    place = moved(OLD.replace("Neri", "Nerri"), "Neri")
    assert place is not None and not place.sure
    assert OLD.replace("Neri", "Nerri")[place.start : place.end] == "Nerri"


def test_what_was_put_beside_an_edited_word_is_no_part_of_it() -> None:
    """Both are new, and only one is like it."""
    new = OLD.replace("Il porto di Riva cresce", "Ultima ora\nIl porto di Rivabella cresce")
    place = moved(new, "Il porto di Riva")
    assert place is not None and not place.sure
    assert new[place.start : place.end] == "Il porto di Rivabella"
    new = OLD.replace("cresce", "- ultima ora - crescce bene")
    place = moved(new, "cresce")
    assert place is not None and new[place.start : place.end] == "crescce"


def test_a_sentence_that_moved_and_was_edited_is_offered() -> None:
    """The alignment keeps the order, so it is looked for all over."""
    sentence = "Il presidente Ugo Neri parla di una svolta per la città."
    edited = "Il presidente Ugo Neri parla di una svolta vera per la città."
    new = OLD.replace(sentence, "").rstrip() + "\n\n" + edited + "\n"
    place = moved(new, sentence)
    assert place is not None and not place.sure
    assert new[place.start : place.end] == edited[: place.end - place.start]
    assert place.score > 0.8


def test_what_is_gone_is_not_placed() -> None:
    """Nothing is like it."""
    new = OLD.replace("Il presidente Ugo Neri parla di una svolta per la città.\n", "")
    assert moved(new, "Ugo Neri") is None


def test_a_part_of_a_longer_word_is_no_place() -> None:
    """Riva is not in Rivali: that is another word, for a person to see."""
    new = "Ai Rivali, un Rivale."
    place = Mover("A Riva.", new).place(Span(2, 6, "Riva"))
    assert place is not None and not place.sure
    assert new[place.start : place.end] == "Rivali"
    assert Mover(None, new).place(Span(2, 6, "Riva")) is None


@pytest.mark.parametrize(
    ("new", "at"),
    [("oggi Riva", 5), ("Riva a Riva: Riva", None), ("a Riva e Riva", 2), ("niente", None)],
)
def test_without_the_old_text_the_quote_decides(new: str, at: int | None) -> None:
    """Its only place, or the one at the offsets it had; else none."""
    place = Mover(None, new).place(Span(2, 6, "Riva"))
    assert (place.start if place else None) == at


def test_without_the_old_text_names_that_read_the_same_are_not_sure() -> None:
    """Two of them and two places: in their order, for a person to see; one place is nobody's."""
    first, second = Span(2, 6, "Riva"), Span(20, 24, "Riva")
    places = Mover(None, "oggi Riva e Riva").places([second, first])
    assert [(places[one].start, places[one].sure) for one in (first, second)] == [
        (5, False), (12, False),
    ]  # fmt: skip
    assert Mover(None, "oggi Riva").places([first, second]) == {}
    sentence = Span(0, 33, "Il sindaco Neri parla di un porto")
    assert Mover(None, "Ieri il sindaco Neri parla di un porto.").places([sentence])
    stays = "a Riva" + " " * 14 + "Riva"
    assert all(place.sure for place in Mover(None, stays).places([first, second]).values())


def test_texts_that_share_nothing_are_no_kin() -> None:
    """So that a name that is the same by chance is not moved without asking."""
    assert Mover(OLD, OLD).kinship == 1
    assert Mover(OLD, "Neve sulle Alpi\n\nHa nevicato tutta la notte.").kinship < 0.1
    assert Mover(None, OLD).kinship == 1
    assert Mover(OLD, "").kinship == 0


def test_a_span_that_is_not_in_the_old_text_goes_by_its_quote() -> None:
    """A record with wrong offsets is no reason to compare a wrong context."""
    place = Mover(OLD, OLD).place(Span(0, 8, "Ugo Neri"))
    assert place is not None and (place.start, place.sure) == (OLD.index("Ugo Neri"), True)


CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Other work on the machine fails no test."""

WORDS = st.sampled_from(
    "il lo di a Roma Roma Riva Neri 3,5 milioni euro è città, perché – 🎉 l’UE UE. é é".split()
)
LINES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
TEXTS = st.lists(LINES, min_size=1, max_size=6).map("\n".join)
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 25), st.one_of(st.just(""), WORDS, LINES)),
    min_size=1,
    max_size=4,
)


def edit(text: str, edits: list[tuple[float, int, str]]) -> str:
    """The text with stretches replaced."""
    for where, length, put in edits:
        at = int(where * len(text))
        text = text[:at] + put + text[at + length :]
    return text


def alone(text: str, quote: str) -> bool:
    """Whether it stands there just once."""
    return text.find(quote) == text.rfind(quote) >= 0


def cuts(text: str, at: int, one: Span) -> bool:
    """Whether a word is cut there: then it is a part of another one."""
    edges = [(text[n - 1 : n], text[n : n + 1]) for n in (at, at + len(one.text)) if n]
    return any(before.isalnum() and after.isalnum() for before, after in edges)


@CALM
@given(TEXTS, EDITS, st.data())
def test_a_quote_that_survives_alone_is_placed_and_none_is_placed_wrongly(
    old: str, edits: list[tuple[float, int, str]], data: st.DataObject
) -> None:
    """Any edits of any text: sure means that it reads the same, every place lies in the text."""
    new = edit(old, edits)
    assume(old)
    spans = set()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(old) - 1))
        end = data.draw(st.integers(start + 1, min(len(old), start + 30)))
        spans.add(Span(start, end, old[start:end]))
    places = Mover(old, new).places(spans)
    for one in spans:
        place = places.get(one)
        at = new.find(one.text)
        if alone(old, one.text) and alone(new, one.text) and not cuts(new, at, one):
            assert place is not None and (place.start, place.sure) == (at, True)
        if place is None:
            continue
        assert 0 <= place.start < place.end <= len(new)
        assert 0 <= place.score <= 1
        assert not place.sure or new[place.start : place.end] == one.text
    sure = [(p.start, p.end, s.text) for s, p in places.items() if p.sure]
    assert len(sure) == len(set(sure))


@CALM
@given(TEXTS, TEXTS, TEXTS, st.data())
def test_a_name_of_its_own_is_always_found(
    before: str, after: str, other: str, data: st.DataObject
) -> None:
    """Alone in both versions, it is placed exactly whatever else became of the text."""
    name = "Zanzara Blu"
    old = f"{before} {name} {after}"
    new = data.draw(st.sampled_from([f"{other} {name}.", f"({name}) {after}", f"{name}\n{other}"]))
    place = Mover(old, new).place(Span(len(before) + 1, len(before) + 1 + len(name), name))
    assert place is not None and place.sure
    assert new[place.start : place.end] == name


@CALM
@given(TEXTS, st.data())
def test_in_the_same_text_everything_stays(text: str, data: st.DataObject) -> None:
    """Nothing changed, nothing moves, however often a word is repeated."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    place = Mover(text, text).place(Span(start, end, text[start:end]))
    if place is not None and place.sure:
        assert (place.start, place.end) == (start, end)
