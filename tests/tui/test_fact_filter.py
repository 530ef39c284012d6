"""Which facts a typed filter leaves."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from newsview.tui.screens.fact_filter import matching_facts
from newsview.widgets.pane_rows import FactGroup
from tests.widgets.records import fact

GROUPS = [
    FactGroup("Vendemmia in Carnia", "aa", [
        fact(id="a"), replace(fact("Città di Udine", "apre", None, id="b"), kind="plan"),
        fact(id="c", status="accepted", tags=("economia/vino",), note="da rivedere"),
    ]),
    FactGroup("Mele", "bb", [replace(fact(id="d"), kind="event", attribution="il sindaco")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "abcd"),
        ("CITTA", "b"),
        ("carnia melo", "ac"),
        ("kind:pl", "b"),
        ("kind:event sindaco", "d"),
        ("status:acc", "c"),
        ("tag:economia", "c"),
        ("rivedere", "c"),
        ("kind:", ""),
        ("status:acc kind:plan", ""),
    ],
)
def test_every_word_must_hold(query: str, found: str) -> None:
    """Words anywhere, conditions by their names, case and accents aside."""
    groups = matching_facts(GROUPS, query)
    assert "".join(one.id for group in groups for one in group.facts) == found
