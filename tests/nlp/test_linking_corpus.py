"""Which entities and names of a corpus are suggested as the same."""

from __future__ import annotations

from newsview.nlp.linking import Known, LookAlike, look_alikes

UNION = Known("ORG", ("Unione europea", "UE"), 9, "e1")


def pairs(
    *known: Known, apart: frozenset[frozenset[str]] = frozenset()
) -> list[tuple[str, str, str]]:
    """Who would stay, who would go, and why."""
    found = look_alikes(known, apart)
    return [(pair.base.names[0], pair.other.names[0], pair.reason) for pair in found]


def test_a_name_that_is_linked_to_nothing_goes_with_its_entity() -> None:
    """By any of its names, by what everybody knows, by its spelling."""
    free = [Known("ORG", (name,)) for name in ("UE", "EU", "l’Unione Europea", "Boreale")]
    assert sorted(pairs(UNION, *free)) == [
        ("Unione europea", "EU", "alias"),
        ("Unione europea", "UE", "known"),
        ("Unione europea", "l’Unione Europea", "spelling"),
    ]


def test_a_pair_says_what_brought_the_two_together() -> None:
    """Not what brought one of them together with a third; of several steps the least sure."""
    names = ("Istituto Boreale Alpino (IBA)", "IBA", "Iba", "istituto boreale alpino")
    assert sorted(pairs(*(Known("ORG", (name,)) for name in names))) == [
        (names[0], "IBA", "definition"),
        (names[0], "Iba", "definition"),
        (names[0], "istituto boreale alpino", "spelling"),
    ]


def test_two_entities_that_look_alike_are_a_pair() -> None:
    """The fuller name stays, then the more mentioned one; the most mentioned pair comes first."""
    assert pairs(
        Known("ORG", ("Boreale",), 9, "e1"),
        Known("ORG", ("Boreale S.p.A.",), 2, "e2"),
        Known("PER", ("Bruni",), 30, "e3"),
        Known("PER", ("Ada Bruni",), 1, "e4"),
    ) == [("Ada Bruni", "Bruni", "surname"), ("Boreale S.p.A.", "Boreale", "spelling")]


def test_an_entity_stays_before_a_name_however_full() -> None:
    """It has been decided on."""
    full = Known("PER", ("Ada Bruni",), 5)
    assert pairs(Known("PER", ("Bruni",), 2, "e1"), full) == [("Bruni", "Ada Bruni", "surname")]


def test_traps_stay_apart() -> None:
    """Two of one surname, two labels, initials of two, a mother and her daughter."""
    assert pairs(*(Known("PER", (name,)) for name in ("Ugo Rossi", "Ada Rossi", "Rossi"))) == []
    assert pairs(Known("LOC", ("Roma",), 1, "e1"), Known("ORG", ("Roma",), 1, "e2")) == []
    initials = ("Tavolo Acque Sane", "Terre Alte Sicure", "TAS")
    assert pairs(*(Known("ORG", (name,)) for name in initials)) == []
    assert pairs(Known("ORG", ("Boreale",)), Known("ORG", ("Boreale Energia",))) == []


def test_what_was_told_apart_is_not_suggested_again() -> None:
    """Nor joined by a third; nor when the name became an entity of its own since."""
    name = Known("ORG", ("UE",), 3)
    apart = frozenset({frozenset({UNION.token, name.token})})
    assert pairs(UNION, name, apart=apart) == []
    third = Known("ORG", ("European Union",), 1)
    found = pairs(UNION, name, third, apart=apart)
    assert ("Unione europea", "UE") not in [one[:2] for one in found]
    grown = Known("ORG", ("UE",), 3, "e7")
    assert pairs(UNION, grown, apart=apart) == []


def test_the_order_does_not_matter() -> None:
    """The same pairs whoever came first."""
    known = [UNION, Known("ORG", ("UE",), 3), Known("ORG", ("Ue",), 3), Known("ORG", ("EU",), 3)]
    found = look_alikes(known)
    assert len(found) == 3
    assert all(isinstance(pair, LookAlike) for pair in found)
    assert look_alikes(known[::-1]) == found
