"""One name, one label within an article."""

from __future__ import annotations

from newsview.nlp.consistency import consistent
from newsview.nlp.pipeline import Found

TEXT = "Terna Nova apre. Terna Nova cresce. Terna\nNova assume. Roma e Roma. 2024 e 2024."


def found(*names: tuple[str, str, float | None]) -> list[Found]:
    """Names at their places, in the order of the text."""
    reached = 0
    result = []
    for text, label, score in names:
        start = TEXT.index(text, reached)
        reached = start + len(text)
        result.append(Found(start, reached, label, score))
    return result


def labels(*names: tuple[str, str, float | None]) -> list[str]:
    return [name.label for name in consistent(TEXT, found(*names))]


def test_a_doubtful_place_follows_the_sure_ones() -> None:
    """Across a line break, too; its score stays."""
    names = (("Terna Nova", "LOC", 0.4), ("Terna Nova", "ORG", 0.9), ("Terna\nNova", "ORG", 0.8))
    assert labels(*names) == ["ORG", "ORG", "ORG"]
    assert consistent(TEXT, found(*names))[0].score == 0.4


def test_two_sure_readings_stay_two() -> None:
    """Roma the town and Roma the team may stand in one article."""
    assert labels(("Roma", "LOC", 0.95), ("Roma", "ORG", 0.9)) == ["LOC", "ORG"]


def test_figures_keep_their_labels() -> None:
    """A year and a number of things may look alike."""
    assert labels(("2024", "DATE", 0.9), ("2024", "QUANTITY", 0.2)) == ["DATE", "QUANTITY"]


def test_names_without_scores_are_counted() -> None:
    """Two places against one."""
    names = (("Terna Nova", "LOC", None), ("Terna Nova", "ORG", None), ("Terna\nNova", "ORG", None))
    assert labels(*names) == ["ORG", "ORG", "ORG"]


def people(*names: tuple[str, str]) -> list[str]:
    """The labels of names that stand one after the other."""
    text, found = "", []
    for name, label in names:
        found.append(Found(len(text), len(text) + len(name), label, 0.99))
        text += name + ", "
    return [name.label for name in consistent(text, found)]


def test_a_surname_is_a_persons_as_the_full_name_is() -> None:
    """However sure the pipeline was of it; a particle belongs to it."""
    assert people(("Nora Ballario", "PER"), ("Ballario", "ORG")) == ["PER", "PER"]
    assert people(("Ballario", "MISC"), ("Nora Ballario", "PER")) == ["PER", "PER"]
    assert people(("Pia De Nora", "PER"), ("De Nora", "ORG"), ("Nora", "ORG"))[1:] == ["PER", "ORG"]


def test_a_company_that_bears_a_name_stays_one() -> None:
    """A known one, one that is named more fully, one of two bearers, and a place."""
    assert people(("Enzo Ferrari", "PER"), ("Ferrari", "ORG"))[1] == "ORG"
    fuller = ("Nora Ballario", "PER"), ("Ballario", "ORG"), ("Ballario S.p.A.", "ORG")
    assert people(*fuller)[1:] == ["ORG", "ORG"]
    two = ("Nora Ballario", "PER"), ("Ugo Ballario", "PER"), ("Ballario", "ORG")
    assert people(*two)[2] == "ORG"
    assert people(("Nora Cuneo", "PER"), ("Cuneo", "LOC"))[1] == "LOC"
