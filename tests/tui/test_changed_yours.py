"""What is said of somebody else's change of one's own: of what, from what to what, in a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from newsview.store.model import Anchor, ArticleRecord, Record, Value
from newsview.store.steps import Change, Table
from newsview.tui.changed_yours import ROOM, line, touched
from newsview.widgets.text.display import cells
from tests.widgets.records import fact, mention
from tests.widgets.text.texts import hard_texts

MENTION = mention("Il Melo", "ORG", 15, status="accepted")
FACT = fact(status="accepted", value=Value(1_200_000, "EUR"))
ARTICLE = ArticleRecord(id="a" * 64, source="melo.txt", tags=("vino",))


def said(
    before: Record, after: Record | None, *, undone: bool = False, more: int = 0
) -> str | None:
    """What is said of a change by bruno."""
    tables: dict[str, Table] = {"Mention": "mentions", "Fact": "facts", "ArticleRecord": "articles"}
    change = Change(tables[type(before).__name__], before.id, before, after)
    fields = touched(change, {"1": "Melo", "2": "Il Melo soc. coop."}.get)
    return None if fields is None else line(change, fields, "bruno", undone=undone, more=more)


@pytest.mark.parametrize(
    ("before", "fields", "expected"),
    [
        (MENTION, {"label": "MISC"}, "your ORG Il Melo: label ORG → MISC"),
        (MENTION, {"status": "rejected"}, "your ORG Il Melo: rejected"),
        (MENTION, {"text": "Melo", "start": 18}, "your ORG Il Melo: edges Il Melo → Melo"),
        (MENTION, {"entity": "1"}, "your ORG Il Melo: entity none → Melo"),
        (MENTION, {"tags": ("a", "b")}, "your ORG Il Melo: tags none → a, b"),
        (
            replace(MENTION, entity="1"),
            {"entity": "2", "label": "MISC"},
            "your ORG Il Melo: label ORG → MISC, 1 more",
        ),
        (FACT, {"predicate": "perde"}, "predicate raccoglie → perde"),
        (FACT, {"object": Anchor("due euro")}, "fact Il Melo…: object 1,2 milio… → due euro"),
        (FACT, {"value": Value(2, "EUR")}, "value 1 200 000 EUR → 2 EUR"),
        (FACT, {"date": "2026-03"}, "date none → 2026-03"),
        (FACT, {"status": "rejected"}, "your fact Il Melo raccoglie 1,2…: rejected"),
        (ARTICLE, {"status": "done"}, "your article melo.txt: status to do → done"),
        (ARTICLE, {"tags": ()}, "your article melo.txt: tags vino → none"),
    ],
)
def test_a_change_says_what_it_is_of_and_from_what_to_what(
    before: Record, fields: dict[str, object], expected: str
) -> None:
    """Label, verdict, edges, links; of a fact the field that is other, not just its predicate."""
    told = said(before, replace(before, **fields))  # type: ignore[type-var]
    assert told is not None
    assert told.startswith("bruno changed your ")
    assert expected in told
    assert told.endswith("(H: history)")
    assert cells(told) <= ROOM
    undone = said(before, replace(before, **fields), undone=True)  # type: ignore[type-var]
    assert undone is not None and undone.startswith("bruno undid a change of your ")


def test_what_is_gone_is_said_to_be() -> None:
    """As when one's own mention is rejected."""
    assert said(MENTION, None) == "bruno removed your ORG Il Melo"
    assert said(FACT, None) == "bruno removed your fact Il Melo raccoglie 1,2 milioni di euro"


@pytest.mark.parametrize(
    ("before", "after", "undone", "expected"),
    [
        (None, "una nota", False, "bruno wrote a note on your ORG Il Melo: una nota"),
        ("mia", "mia\nsua", False, "bruno wrote a note on your ORG Il Melo: sua"),
        ("mia", None, False, "bruno took a note off your ORG Il Melo"),
        ("mia\nsua", "mia", True, "bruno took back a note on your ORG Il Melo"),
        (None, "mia", True, "bruno put a note on your ORG Il Melo back: mia"),
    ],
)
def test_a_note_is_told_as_a_note(
    before: str | None, after: str | None, undone: bool, expected: str
) -> None:
    """With its new lines alone: nobody changed what was decided."""
    assert said(replace(MENTION, note=before), replace(MENTION, note=after), undone=undone) == (
        expected
    )


@pytest.mark.parametrize(
    "after",
    [
        replace(MENTION, score=0.3, pipeline="other 2", annotator="bruno"),
        replace(MENTION, article="b" * 64, start=40, end=47),
    ],
)
def test_what_nobody_decided_is_not_told(after: Record) -> None:
    """Where it comes from, and that it was moved to the article's present text."""
    assert said(MENTION, after) is None


def test_that_an_article_is_begun_is_not_told() -> None:
    """The first decision of anyone sets it under way."""
    assert said(ARTICLE, replace(ARTICLE, status="doing")) is None
    assert said(ARTICLE, replace(ARTICLE, status="doing", tags=())) is not None


@given(hard_texts, hard_texts, hard_texts, st.integers(0, 3000), st.booleans())
def test_the_line_fits_whatever_the_texts(
    text: str, other: str, note: str, more: int, undone: bool
) -> None:
    """At 80 columns, with who did it and where to look."""
    before = replace(FACT, subject=Anchor(text), predicate=other)
    for after in (
        replace(before, predicate=note, object=Anchor(text + other), note=note, tags=(other,)),
        replace(before, note=f"nuova {note}"),
        None,
    ):
        told = said(before, after, undone=undone, more=more)
        assert told is not None and told.startswith("bruno ") and cells(told) <= ROOM
