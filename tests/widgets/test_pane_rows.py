"""The rows of the side pane and of the facts screen."""

from msgspec.structs import replace

from newsview.store.model import Value
from newsview.widgets.pane_rows import (
    Alike,
    FactGroup,
    PaneRow,
    article_rows,
    fact_rows,
    flat,
)
from tests.widgets.records import HOSTILE, fact, mention


def texts(rows: list[PaneRow], kind: str) -> list[str]:
    """What the rows of one kind say."""
    return [row.text for row in rows if row.kind == kind]


def test_same_text_and_label_are_one_row() -> None:
    """A name that comes forty times takes one line, its case aside."""
    rows = article_rows(
        [mention("Il Melo", start=0), mention("IL MELO", start=30), mention("Il Melo", "LOC", 60)],
        [],
    )
    groups = [row for row in rows if row.kind == "mentions"]
    assert [(row.text.split()[1], row.right, row.ids) for row in groups] == [
        ("ORG", "×2", ("ORG0", "ORG30")),
        ("LOC", "", ("LOC60",)),
    ]


def test_what_is_linked_to_one_entity_is_one_row() -> None:
    """Under its canonical name."""
    rows = article_rows(
        [mention("UE", start=0, entity="e"), mention("Unione", start=9, entity="e")],
        [],
        names={"e": "Unione Europea"},
    )
    assert texts(rows, "mentions") == ["? ORG    = Unione Europea  UE, Unione"]


def test_names_that_are_perhaps_the_same_are_one_row_under_a_sign() -> None:
    """Until all of them are linked, when the sign says so; a rejected one goes with its text."""
    given = [
        mention("UE", start=0),
        mention("Ue", start=9, status="accepted"),
        mention("Unione Europea", start=20, status="accepted"),
        mention("UE", start=40, status="rejected"),
        mention("UE", "LOC", 50),
    ]
    look = Alike("Unione Europea", ("UE", "Ue", "Unione Europea"), ("ORG0", "ORG9", "ORG20"))
    rows = [row for row in article_rows(given, [], alike=[look]) if row.kind == "mentions"]
    assert [row.text for row in rows] == ["? ORG    ≈ Unione Europea  UE, Ue", "? LOC      UE"]
    assert (rows[0].right, rows[0].ids) == ("3/4", ("ORG0", "ORG9", "ORG20", "ORG40"))
    linked = [replace(one, status="accepted", entity="e") for one in given[:3]]
    rows = article_rows(linked, [], alike=[look], names={"e": "Unione Europea"})
    assert texts(rows, "mentions") == ["✓ ORG    = Unione Europea  UE, Ue"]
    half = [*linked[:2], given[2]]
    rows = article_rows(half, [], alike=[look], names={"e": "Unione Europea"})
    assert texts(rows, "mentions") == ["✓ ORG    ≈ Unione Europea  UE, Ue"]


def test_letter_case_alone_takes_no_sign() -> None:
    """A dateline in capitals is no other name."""
    look = Alike("Udine", ("Udine", "UDINE"), ("LOC0", "LOC9"))
    rows = article_rows([mention("UDINE", "LOC", 0), mention("Udine", "LOC", 9)], [], alike=[look])
    assert texts(rows, "mentions") == ["? LOC      Udine"]


def test_labels_come_in_key_order_then_text_order() -> None:
    """Deciding on one does not move the others about."""
    given = [mention("Z", "LOC", 0), mention("B", "PER", 9), mention("A", "PER", 5)]
    rows = article_rows(given, [])
    assert [row.ids for row in rows if row.kind == "mentions"] == [("PER5",), ("PER9",), ("LOC0",)]


def test_marks_say_where_a_group_stands() -> None:
    """Undecided while one is; rejected only if all are."""
    rows = article_rows(
        [
            mention("A", start=0),
            mention("A", start=9, status="accepted"),
            mention("B", start=20, status="accepted"),
            mention("C", start=30, status="accepted", origin="person"),
            mention("D", start=40, status="rejected"),
            mention("D", start=50, status="accepted"),
            mention("E", start=60, status="rejected"),
        ],
        [],
    )
    assert [row.text[0] for row in rows if row.kind == "mentions"] == ["?", "✓", "+", "✓", "✗"]


def test_a_half_decided_group_says_how_far_and_leads_to_the_rest() -> None:
    """Its place is the first one that waits."""
    rows = article_rows([mention("A", start=0, status="accepted"), mention("A", start=9)], [])
    row = next(row for row in rows if row.kind == "mentions")
    assert (row.right, row.offset) == ("1/2", 9)


def test_headings_count_rows_and_what_waits() -> None:
    """How much is left can be read without scrolling."""
    rows = article_rows(
        [mention("A", start=0), mention("B", start=5, status="accepted")],
        [fact(status="accepted")],
        ("auto",),
    )
    assert texts(rows, "heading") == ["Entities 2 · 1 undecided", "Facts 1", "Tags 1", "Notes 0"]
    assert texts(rows, "none") == ["none"]


def test_facts_come_by_score() -> None:
    """The surest first; a person's own needs no score."""
    rows = article_rows([], [fact(id="low", score=0.2), fact(id="own"), fact(id="high", score=0.9)])
    assert [row.ids[0] for row in rows if row.kind == "fact"] == ["own", "high", "low"]


def test_a_fact_says_subject_predicate_object() -> None:
    """With the value where the object does not say it in the same words."""
    rows = article_rows([], [fact(value=Value(1_200_000, "EUR"))])
    said = "? fig  Il Melo · raccoglie · 1,2 milioni di euro (1 200 000 EUR)"
    assert texts(rows, "fact") == [said]
    rows = article_rows([], [fact(None, "cresce", None, value=Value(5, "%"))])
    assert texts(rows, "fact") == ["? fig  cresce · 5 %"]


def test_a_fact_says_when_and_who_says_so() -> None:
    """Behind what it says, its kind before it."""
    said = replace(fact(date="2025-04"), kind="plan", attribution="il\nsindaco")
    assert texts(article_rows([], [said]), "fact") == [
        "? plan Il Melo · raccoglie · 1,2 milioni di euro 2025-04 · said by il sindaco"
    ]


def test_decided_facts_can_be_left_out() -> None:
    """The heading still counts them; an article without undecided ones is not on the screen."""
    facts = [fact(id="a", score=0.9), fact(id="b", status="accepted"), fact(id="c", score=0.3)]
    rows = article_rows([], facts, undecided_facts=True)
    assert [row.ids[0] for row in rows if row.kind == "fact"] == ["a", "c"]
    assert "Facts 3 · 2 undecided · 1 hidden" in texts(rows, "heading")
    groups = [FactGroup("Vino", "aa", facts), FactGroup("Olio", "bb", [facts[1]])]
    rows = fact_rows(groups, undecided_facts=True)
    assert texts(rows, "heading") == ["Vino 3 · 2 undecided · 1 hidden"]
    assert texts(fact_rows(groups[1:], undecided_facts=True), "none") == ["none"]


def test_a_fact_stands_where_its_evidence_begins() -> None:
    """So that choosing it can go there; a typed one has no place."""
    rows = article_rows([], [fact(), fact("Udine", object=None, id="typed", evidence=False)])
    assert [row.offset for row in rows if row.kind == "fact"] == [0, None]


def test_tags_of_the_article_then_of_what_is_in_it() -> None:
    """With how many carry each, and where."""
    rows = article_rows(
        [mention("A", start=7, tags=("mare",)), mention("B", start=9, tags=("mare", "alpi"))],
        [fact(tags=("mare",))],
        ("auto",),
    )
    tags = [row for row in rows if row.kind == "tag"]
    assert [(row.parts[0].text, row.right, row.offset) for row in tags] == [
        ("auto", "", None),
        ("alpi", "×1", 9),
        ("mare", "×3", 7),
    ]


def test_notes_of_the_article_then_of_mentions_then_of_facts() -> None:
    """Each with what it is on."""
    rows = article_rows([mention("A", note="una\nnota")], [fact(note="due")], (), "tre")
    assert texts(rows, "note") == [
        "tre",
        "A: una · nota",
        "Il Melo · raccoglie · 1,2 milioni di euro: due",
    ]


def test_texts_stand_as_they_are_but_in_one_line() -> None:
    """Markup is not interpreted, line breaks break no row."""
    rows = article_rows([mention(HOSTILE)], [])
    text = texts(rows, "mentions")[0]
    assert "[red]x[/] [@click=app.quit]y[/]" in text
    assert "\n" not in text


def test_fact_screen_groups_by_article() -> None:
    """Each article's title heads its facts; one without facts is not there."""
    rows = fact_rows(
        [FactGroup("Vendemmia", "aa", [fact()]), FactGroup("Vuoto", "bb", []),
         FactGroup("Mele", "cc", [fact(id="other")])]
    )  # fmt: skip
    assert texts(rows, "heading") == ["Vendemmia 1 · 1 undecided", "Mele 1 · 1 undecided"]
    assert [row.article for row in rows if row.kind == "fact"] == ["aa", "cc"]


def test_no_facts_is_said() -> None:
    """An empty screen would look broken."""
    assert texts(fact_rows([]), "none") == ["none"]


def test_line_breaks_that_are_no_newlines_stay_to_be_shown() -> None:
    """As do other controls: only blanks, tabs and newlines become one blank."""
    assert flat("a\u2028b\x85c\x0cd \n\t\u00a0 e\u2009f") == "a\u2028b\x85c\x0cd e f"
    rows = article_rows([], [], (), "uno\u2028due\x0btre\nquattro\r\ncinque")
    assert texts(rows, "note") == ["uno\u2028due\x0btre · quattro · cinque"]
