"""What the status line says of a mention: where it is from, in words that need no manual."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from newsview.nlp.known import DECISIONS, LIST
from newsview.store.model import Mention
from newsview.tui.screens.describe import describe, describe_status
from tests.widgets.records import fact, mention

ONE = mention("Il Melo")


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (replace(ONE, score=0.934), "? ORG Il Melo · found by the model, score 0.93"),
        (replace(ONE, origin="rule"), "? ORG Il Melo · found by a rule"),
        (
            replace(ONE, origin="propagated", pipeline=DECISIONS, score=0.5),
            "? ORG Il Melo · accepted before, score 0.50",
        ),
        (replace(ONE, origin="rule", pipeline=LIST), "? ORG Il Melo · in the list of names"),
        (
            replace(ONE, origin="person", status="accepted", tags=("vino",), note="forse"),
            "+ ORG Il Melo · marked by hand · # vino · ✎ forse",
        ),
        (
            replace(ONE, origin="propagated", status="accepted"),
            "✓ ORG Il Melo · marked with A, as the same",
        ),
    ],
)
def test_where_a_mention_is_from_is_said_in_words(one: Mention, said: str) -> None:
    """A name that was accepted before is no identical one; a number says what it is."""
    assert describe(one) == said


def test_where_a_fact_is_from_is_said_in_words() -> None:
    """As of a mention."""
    assert describe_status(fact(score=0.5)) == "? figure · found by a rule, score 0.50"
