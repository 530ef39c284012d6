"""The rows of the entities screen."""

from newsview.store.model import Entity
from newsview.widgets.entity_rows import AlikePair, entity_rows

from .test_pane_rows import texts

ENTITIES = [
    Entity(id="1", name="Udine", label="LOC"),
    Entity(id="2", name="UE", aliases=("Unione",)),
]


def test_entity_screen_puts_the_most_mentioned_first() -> None:
    """With label, aliases and count."""
    rows = entity_rows(ENTITIES, {"2": 4})
    entities = [(row.text.strip(), row.right) for row in rows if row.kind == "entity"]
    assert entities == [("UE  Unione", "4"), ("LOC      Udine", "0")]
    assert texts(rows, "heading") == ["Entities 2"]


def test_pairs_come_first_and_say_why() -> None:
    """What waits for a person is in sight; both sides say how often they stand."""
    pair = AlikePair(("1", "LOC Udine città"), "LOC", ("Udine", "Udine città"), (3, 1), "alike")
    rows = entity_rows(ENTITIES, {}, [pair])
    assert texts(rows, "heading") == ["Perhaps the same 1", "Entities 2"]
    (row,) = [row for row in rows if row.kind == "alike"]
    assert row.selectable
    assert (row.text, row.right) == ("LOC      Udine ≈ Udine città  alike", "3+1")
    assert row.ids == ("1", "LOC Udine città")
